//! The rule of DESIGN §2 once more, straight from an import file and as plainly as possible:
//! loops over tenures, delegations, roles, groups and shares. Nothing of the program is used but
//! the spelling of words and how a text falls into them.

use serde::Deserialize;
use shared::Timestamp;
use shared::text::search_words;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    Domain {
        name: String,
        kind: String,
        organization: Option<String>,
    },
    Account(Account),
    Membership {
        group: String,
        account: String,
    },
    Group {
        email: String,
        domain: String,
    },
    Role {
        domain: Option<String>,
        organization: Option<String>,
        name: String,
        privileges: Vec<String>,
    },
    Assignment {
        principal: String,
        domain: String,
        role: String,
        resource: Option<String>,
    },
    Tenure {
        client: String,
        reseller: String,
        from: Timestamp,
        to: Option<Timestamp>,
    },
    Delegation {
        client: String,
        reseller: String,
        granted_at: Timestamp,
        expires_at: Option<Timestamp>,
        revoked_at: Option<Timestamp>,
    },
    Case(Case),
    Comment {
        case: String,
        body: String,
        internal: Option<bool>,
    },
    Share {
        case: String,
        email: String,
        shared_by: String,
        expires_at: Option<Timestamp>,
    },
    #[serde(other)]
    Other,
}

/// Somebody.
#[derive(Deserialize)]
pub(crate) struct Account {
    pub(crate) email: String,
    pub(crate) domain: String,
    pub(crate) disabled_at: Option<Timestamp>,
}

/// A case, as far as the rule and the search need it.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) number: String,
    domain: String,
    resource: Option<String>,
    filed_at: Timestamp,
    pub(crate) title: String,
    description: String,
}

impl Case {
    /// For a message.
    pub(crate) fn describe(&self) -> String {
        let about = self.resource.as_deref().unwrap_or("everything");
        format!(
            "{} of {} about {about}, filed at {}",
            self.number, self.domain, self.filed_at
        )
    }
}

/// What the file says, and what follows.
pub(crate) struct Oracle {
    lines: Vec<Line>,
    builtin: BTreeMap<(&'static str, &'static str), BTreeSet<String>>,
    words: BTreeMap<String, BTreeSet<String>>,
}

impl Oracle {
    /// Reads a file in the import format.
    pub(crate) fn read(file: &str) -> Self {
        let lines = file.lines().filter(|line| !line.trim().is_empty());
        let lines = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut oracle = Self {
            lines,
            builtin: builtin_roles(),
            words: BTreeMap::new(),
        };
        let mut words = BTreeMap::<String, BTreeSet<String>>::new();
        for line in &oracle.lines {
            let (case, text) = match line {
                Line::Case(case) => (&case.number, format!("{} {}", case.title, case.description)),
                Line::Comment { case, body, internal } if *internal != Some(true) => (case, body.clone()),
                _ => continue,
            };
            words.entry(case.clone()).or_default().extend(search_words(&text));
        }
        oracle.words = words;
        oracle
    }

    /// Every account.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.lines.iter().filter_map(|line| match line {
            Line::Account(account) => Some(account),
            _ => None,
        })
    }

    /// Every case.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &Case> {
        self.lines.iter().filter_map(|line| match line {
            Line::Case(case) => Some(case),
            _ => None,
        })
    }

    /// The kind of a domain.
    pub(crate) fn kind(&self, domain: &str) -> &str {
        self.domain(domain).0
    }

    fn domain(&self, domain: &str) -> (&str, Option<&str>) {
        let found = self.lines.iter().find_map(|line| match line {
            Line::Domain {
                name,
                kind,
                organization,
            } if name == domain => Some((kind.as_str(), organization.as_deref())),
            _ => None,
        });
        found.unwrap()
    }

    /// The account itself and its groups.
    fn principals<'a>(&'a self, account: &'a Account) -> BTreeSet<&'a str> {
        let mut principals = BTreeSet::from([account.email.as_str()]);
        principals.extend(self.lines.iter().filter_map(|line| match line {
            Line::Membership {
                group,
                account: member,
            } if *member == account.email => Some(group.as_str()),
            _ => None,
        }));
        principals
    }

    /// What the roles of an account in its domain allow, each with the node it is attached to.
    fn privileges(&self, account: &Account) -> Vec<(Option<&str>, BTreeSet<String>)> {
        let principals = self.principals(account);
        let held = self.lines.iter().filter_map(|line| match line {
            Line::Assignment {
                principal,
                domain,
                role,
                resource,
            } if principals.contains(principal.as_str()) && *domain == account.domain => {
                Some((resource.as_deref(), self.role(domain, role)))
            }
            _ => None,
        });
        held.collect()
    }

    /// A role by name: the domain's own, the organization's, or one that comes with the product.
    fn role(&self, in_domain: &str, wanted: &str) -> BTreeSet<String> {
        let (kind, of) = self.domain(in_domain);
        let custom = |own: bool| {
            self.lines.iter().find_map(|line| match line {
                Line::Role {
                    domain,
                    organization,
                    name,
                    privileges,
                } if name == wanted
                    && if own {
                        domain.as_deref() == Some(in_domain)
                    } else {
                        of.is_some() && organization.as_deref() == of
                    } =>
                {
                    Some(privileges.iter().cloned().collect())
                }
                _ => None,
            })
        };
        let builtin = || {
            self.builtin
                .iter()
                .find(|((of, name), _)| *of == kind && *name == wanted)
        };
        custom(true)
            .or_else(|| custom(false))
            .unwrap_or_else(|| builtin().unwrap().1.clone())
    }

    /// Whether a client lets a reseller in at an instant.
    fn let_in(&self, client_name: &str, reseller_name: &str, now: Timestamp) -> bool {
        self.lines.iter().any(|line| match line {
            Line::Delegation {
                client,
                reseller,
                granted_at,
                expires_at,
                revoked_at,
            } => {
                client == client_name
                    && reseller == reseller_name
                    && *granted_at <= now
                    && revoked_at.is_none()
                    && expires_at.is_none_or(|end| now < end)
            }
            _ => false,
        })
    }

    /// Whether a reseller managed a client at an instant.
    fn managed(&self, client_name: &str, reseller_name: &str, instant: Timestamp) -> bool {
        self.lines.iter().any(|line| match line {
            Line::Tenure {
                client,
                reseller,
                from,
                to,
            } => {
                client == client_name
                    && reseller == reseller_name
                    && *from <= instant
                    && to.is_none_or(|to| instant < to)
            }
            _ => false,
        })
    }

    /// The domain of an account or a group.
    fn home(&self, email: &str) -> &str {
        let found = self.lines.iter().find_map(|line| match line {
            Line::Account(account) if account.email == email => Some(account.domain.as_str()),
            Line::Group { email: group, domain } if group == email => Some(domain.as_str()),
            _ => None,
        });
        found.unwrap()
    }

    /// The rule.
    pub(crate) fn sees(&self, account: &Account, case: &Case, now: Timestamp) -> bool {
        let domain = account.domain.as_str();
        let kind = self.kind(domain);
        let roles = self.privileges(account);
        let anywhere = |privilege: &str| roles.iter().any(|(_, allowed)| allowed.contains(privilege));
        // account: the domain's own cases, at or below a node with a role.
        let own = ["cases.view", "cases.manage", "support"];
        let through_account = case.domain == domain
            && roles.iter().any(|(node, allowed)| {
                own.iter().any(|privilege| allowed.contains(*privilege)) && at_or_below(case, *node)
            });
        // manager: the tenure then, the delegation now.
        let through_manager = kind == "reseller"
            && (anywhere("clients.cases.view") || anywhere("clients.cases.manage"))
            && self.managed(&case.domain, domain, case.filed_at)
            && self.let_in(&case.domain, domain, now);
        let through_support = kind == "vendor" && anywhere("desk.work");
        through_account || through_manager || through_support || self.shared(account, case, now)
    }

    /// shared: unexpired and effective.
    fn shared(&self, account: &Account, case: &Case, now: Timestamp) -> bool {
        let principals = self.principals(account);
        self.lines.iter().any(|line| {
            let Line::Share {
                case: number,
                email,
                shared_by,
                expires_at,
            } = line
            else {
                return false;
            };
            let to = account.domain.as_str();
            let by = self.home(shared_by);
            let by_reseller = self.kind(by) == "reseller";
            let effective = to == case.domain
                || match self.kind(to) {
                    "vendor" => true,
                    "reseller" => self.let_in(&case.domain, to, now) && (!by_reseller || by == to),
                    // To others only if the client's policy lets it out: the file cannot say so.
                    _ => false,
                };
            *number == case.number
                && principals.contains(email.as_str())
                && expires_at.is_none_or(|end| now < end)
                && effective
        })
    }

    /// Whether a search for these words finds a case.
    pub(crate) fn finds(&self, q: &str, case: &Case) -> bool {
        let own = &self.words[&case.number];
        case.number.eq_ignore_ascii_case(q.trim())
            || search_words(q)
                .iter()
                .all(|word| own.iter().any(|known| known.starts_with(word.as_str())))
    }

    /// How many cases hold each word.
    pub(crate) fn frequencies(&self) -> BTreeMap<&str, usize> {
        let mut found = BTreeMap::new();
        for word in self.words.values().flatten() {
            *found.entry(word.as_str()).or_default() += 1;
        }
        found
    }
}

/// Whether the case is about the node or one below it; no node is the root, above everything.
fn at_or_below(case: &Case, node: Option<&str>) -> bool {
    let Some(node) = node else { return true };
    // The root has one name.
    if !node.contains('/') {
        return true;
    }
    let Some(about) = case.resource.as_deref() else {
        return false;
    };
    about == node || about.strip_prefix(node).is_some_and(|rest| rest.starts_with('/'))
}

fn builtin_roles() -> BTreeMap<(&'static str, &'static str), BTreeSet<String>> {
    let rows = include_str!("../../policies/roles.csv").lines();
    let rows = rows.filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let columns = row.split(',').collect::<Vec<_>>();
        let privileges = columns[2].split_whitespace().map(str::to_owned);
        ((columns[0], columns[1]), privileges.collect())
    })
    .collect()
}
