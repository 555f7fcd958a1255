//! Who and what is there when a world begins.

use crate::chance::Chance;
use crate::world::BEGINNING;
use shared::Timestamp;
use shared::case::State;
use shared::words::{DelegationScope, DomainKind, Privilege, ResourceKind, Severity, ShareLevel, TenureKind};
use tests::reference::{
    Account, Assignment, Case, Comment, Delegation, Domain, Facts, Group, Membership, Node, Organization,
    Role, Share, Tenure,
};

/// How much there is of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) resellers: usize,
    pub(crate) clients: usize,
    pub(crate) accounts: usize,
    pub(crate) cases: usize,
    pub(crate) groups: usize,
    pub(crate) events: usize,
}

impl Size {
    /// At most 6 accounts and 12 cases.
    pub(crate) fn small(chance: &mut Chance) -> Self {
        let clients = if chance.percent(35) { 2 } else { 1 };
        Self {
            resellers: 2,
            clients,
            accounts: 6,
            cases: 12,
            groups: chance.below(3),
            events: 10 + chance.below(23),
        }
    }

    pub(crate) fn large(chance: &mut Chance) -> Self {
        Self {
            resellers: 4,
            clients: 5,
            accounts: 24,
            cases: 90,
            groups: 8,
            events: 90 + chance.below(40),
        }
    }
}

const RESELLERS: [&str; 4] = ["aurora", "borealis", "cirrus", "dune"];
const CLIENTS: [&str; 5] = ["kestrel", "lynx", "marten", "newt", "otter"];

/// The roles that come with the product, by kind of domain; the first one administers.
pub(crate) fn product_roles(kind: DomainKind) -> &'static [&'static str] {
    match kind {
        DomainKind::Vendor => &[
            "operator",
            "advisor",
            "engineer",
            "escalation_manager",
            "publisher",
        ],
        DomainKind::Reseller => &["super_admin", "reseller_admin"],
        DomainKind::Client => &[
            "org_admin",
            "tech_support_viewer",
            "tech_support_editor",
            "support_account_admin",
        ],
    }
}

/// A number of days before the beginning, on a grid, so that instants meet.
fn some_day(chance: &mut Chance) -> Timestamp {
    BEGINNING.plus_days(-5 * chance.within(1, 12))
}

/// An instant in the future, on a grid of hours.
fn later(chance: &mut Chance) -> Timestamp {
    BEGINNING.plus_seconds(3_600 * 6 * chance.within(1, 40))
}

/// Makes a beginning.
pub(crate) fn start(chance: &mut Chance, size: Size) -> Facts {
    let mut facts = Facts::default();
    domains(chance, size, &mut facts);
    people(chance, size, &mut facts);
    trees(chance, &mut facts);
    roles(chance, &mut facts);
    tenures(chance, &mut facts);
    delegations(chance, &mut facts);
    cases(chance, size, &mut facts);
    shares(chance, &mut facts);
    facts.settle();
    facts
}

fn domains(chance: &mut Chance, size: Size, facts: &mut Facts) {
    let one_house = chance.percent(30);
    let mut add = |name: &str, kind: DomainKind, organization: Option<&str>| {
        if let Some(key) = organization
            && facts.organizations.iter().all(|known| known.key != key)
        {
            facts.organizations.push(Organization {
                key: key.to_owned(),
                name: key.to_owned(),
            });
        }
        facts.domains.push(Domain {
            name: format!("{name}.example"),
            kind,
            organization: organization.map(str::to_owned),
            title: name.to_owned(),
            outside: false,
        });
    };
    add("vendor", DomainKind::Vendor, None);
    for name in &RESELLERS[..size.resellers] {
        add(
            name,
            DomainKind::Reseller,
            Some(if one_house { "house" } else { name }),
        );
    }
    for name in &CLIENTS[..size.clients] {
        add(name, DomainKind::Client, None);
    }
}

fn people(chance: &mut Chance, size: Size, facts: &mut Facts) {
    let domains = facts.domains.clone();
    for position in 0..size.accounts.max(domains.len()) {
        // Everywhere an administrator, so that things can happen.
        let (domain, administers) = match domains.get(position) {
            Some(domain) => (domain, true),
            None => (chance.pick(&domains), false),
        };
        let email = format!("p{position}@{}", domain.name);
        let roles = product_roles(domain.kind);
        let mut held = if administers { vec![roles[0]] } else { Vec::new() };
        while chance.percent(if held.is_empty() { 85 } else { 40 }) && held.len() < 3 {
            let role = *chance.pick(&roles[1..]);
            if !held.contains(&role) {
                held.push(role);
            }
        }
        for role in held {
            hold(facts, &email, &domain.name, role, None);
        }
        facts.accounts.push(Account {
            name: format!("Person {position}"),
            domain: domain.name.clone(),
            disabled_at: None,
            email,
        });
    }
    for position in 0..size.groups {
        let domain = chance.pick(&domains).name.clone();
        let email = format!("g{position}@{domain}");
        for account in facts.accounts.iter().filter(|account| account.domain == domain) {
            if chance.percent(60) {
                facts.memberships.push(Membership {
                    group: email.clone(),
                    account: account.email.clone(),
                });
            }
        }
        facts.groups.push(Group {
            name: format!("Group {position}"),
            domain,
            email,
        });
    }
}

fn hold(facts: &mut Facts, principal: &str, domain: &str, role: &str, resource: Option<String>) {
    let same =
        |held: &Assignment| held.principal == principal && held.role == role && held.resource == resource;
    if !facts.assignments.iter().any(same) {
        facts.assignments.push(Assignment {
            principal: principal.to_owned(),
            domain: domain.to_owned(),
            role: role.to_owned(),
            resource,
            owner: None,
        });
    }
}

fn trees(chance: &mut Chance, facts: &mut Facts) {
    use ResourceKind::{Folder, Organization, Project};
    let clients = facts
        .domains
        .iter()
        .filter(|domain| domain.kind == DomainKind::Client);
    for client in clients {
        let root = &client.title;
        let mut nodes = vec![(root.clone(), Organization)];
        if chance.percent(85) {
            nodes.push((format!("{root}/shop"), Folder));
            for name in ["web", "till"] {
                if chance.percent(70) {
                    nodes.push((format!("{root}/shop/{name}"), Project));
                }
            }
            // A name that begins as another's does.
            if chance.percent(50) {
                nodes.push((format!("{root}/shop-2"), Folder));
            }
            if chance.percent(50) {
                nodes.push((format!("{root}/lab"), Project));
            }
        }
        for (path, kind) in nodes {
            facts.nodes.push(Node {
                domain: client.name.clone(),
                path,
                kind,
            });
        }
    }
}

/// Roles of resellers' own, and who holds which besides what everybody began with.
fn roles(chance: &mut Chance, facts: &mut Facts) {
    let domains = facts.domains.clone();
    for domain in &domains {
        if domain.kind == DomainKind::Reseller {
            for name in ["triage", "watch"] {
                let of_organization = chance.percent(30);
                let taken = facts.roles.iter().any(|role| {
                    role.name == name && of_organization && role.organization == domain.organization
                });
                if chance.percent(60) && !taken {
                    let mut privileges = chance.some(Privilege::OF_RESELLERS);
                    if privileges.is_empty() {
                        privileges.push(Privilege::ClientsCasesView);
                    }
                    facts.roles.push(Role {
                        domain: (!of_organization).then(|| domain.name.clone()),
                        organization: domain.organization.clone().filter(|_| of_organization),
                        name: name.to_owned(),
                        privileges,
                    });
                }
            }
        }
    }
    let mut principals = facts
        .accounts
        .iter()
        .map(|account| (account.email.clone(), account.domain.clone()))
        .collect::<Vec<_>>();
    principals.extend(
        facts
            .groups
            .iter()
            .map(|group| (group.email.clone(), group.domain.clone())),
    );
    for (principal, domain) in &principals {
        if !chance.percent(45) {
            continue;
        }
        let role = match facts.kind(domain) {
            DomainKind::Reseller => {
                let known = facts.roles.iter().filter(|role| {
                    role.domain.as_ref() == Some(domain)
                        || (role.organization.is_some()
                            && role.organization == facts.domain(domain).organization)
                });
                let known = known.map(|role| role.name.clone()).collect::<Vec<_>>();
                chance.one(&known).cloned()
            }
            kind => Some((*chance.pick(&product_roles(kind)[1..])).to_owned()),
        };
        if let Some(role) = role {
            let node = node_for(chance, facts, domain, &role);
            hold(facts, principal, domain, &role, node);
        }
    }
}

/// The node to attach a role to, if it can be attached to one.
pub(crate) fn node_for(chance: &mut Chance, facts: &Facts, domain: &str, role: &str) -> Option<String> {
    if !role.starts_with("tech_support") || chance.percent(30) {
        return None;
    }
    let nodes = facts.nodes.iter().filter(|node| node.domain == domain);
    let below = nodes.filter(|node| node.kind != ResourceKind::Organization);
    let below = below.map(|node| node.path.clone()).collect::<Vec<_>>();
    chance.one(&below).cloned()
}

fn named(facts: &Facts, kind: DomainKind) -> Vec<String> {
    let domains = facts.domains.iter().filter(|domain| domain.kind == kind);
    domains.map(|domain| domain.name.clone()).collect()
}

/// A chain of periods per client and kind: gaps, changes, the same reseller again.
fn tenures(chance: &mut Chance, facts: &mut Facts) {
    let resellers = named(facts, DomainKind::Reseller);
    for client in named(facts, DomainKind::Client) {
        for kind in [TenureKind::Resale, TenureKind::SupportPartner] {
            if kind == TenureKind::SupportPartner && !chance.percent(40) {
                continue;
            }
            let mut borders = (0..chance.within(1, 5))
                .map(|_| some_day(chance))
                .collect::<Vec<_>>();
            borders.sort();
            borders.dedup();
            for position in 0..borders.len() {
                let gap = chance.percent(20);
                if gap {
                    continue;
                }
                let mut to = borders.get(position + 1).copied();
                if to.is_none() && chance.percent(15) {
                    to = Some(later(chance));
                }
                facts.tenures.push(Tenure {
                    client: client.clone(),
                    reseller: chance.pick(&resellers).clone(),
                    kind,
                    from: borders[position],
                    to,
                    to_before: None,
                });
            }
        }
    }
}

fn delegations(chance: &mut Chance, facts: &mut Facts) {
    for client in named(facts, DomainKind::Client) {
        for reseller in named(facts, DomainKind::Reseller) {
            for _ in 0..chance.within(0, 2) {
                let granted_at = some_day(chance);
                let taken = |known: &Delegation| {
                    (&known.client, &known.reseller, known.granted_at) == (&client, &reseller, granted_at)
                };
                if facts.delegations.iter().any(taken) {
                    continue;
                }
                let between = |chance: &mut Chance| granted_at.plus_days(chance.within(0, 4)).min(BEGINNING);
                let expires_at = match chance.below(4) {
                    0 => Some(between(chance)),
                    1 => Some(later(chance)),
                    _ => None,
                };
                facts.delegations.push(Delegation {
                    client: client.clone(),
                    reseller: reseller.clone(),
                    scopes: scopes(chance),
                    granted_at,
                    expires_at,
                    revoked_at: chance.percent(20).then(|| between(chance)),
                    ended_by: None,
                });
            }
        }
    }
}

pub(crate) fn scopes(chance: &mut Chance) -> Option<Vec<DelegationScope>> {
    chance.percent(50).then(|| chance.some(DelegationScope::ALL))
}

/// Words that several cases have in common.
const THINGS: [&str; 4] = ["printer", "modem", "invoice", "réseau"];

/// A title with a word of its own and one that others have too.
pub(crate) fn title(chance: &mut Chance, own: &str) -> String {
    format!("{own} {}", chance.pick(&THINGS))
}

/// What is said, with a word of its own and one that others have too.
pub(crate) fn body(chance: &mut Chance, own: &str) -> String {
    format!(
        "{own} spoke of the {}",
        chance.pick(&["kettle", "lamp", "printer"])
    )
}

/// When to file: often at a border of a tenure, or just beside one.
fn filing_instant(chance: &mut Chance, facts: &Facts, client: &str) -> Timestamp {
    let tenures = facts.tenures.iter().filter(|tenure| tenure.client == client);
    let borders = tenures
        .flat_map(|tenure| [Some(tenure.from), tenure.to])
        .flatten();
    let borders = borders.filter(|border| *border < BEGINNING).collect::<Vec<_>>();
    match chance.one(&borders).copied() {
        Some(border) if chance.percent(60) => Timestamp::from_micros(border.micros() + chance.within(-1, 1)),
        _ => some_day(chance).plus_days(chance.within(0, 4)),
    }
}

fn cases(chance: &mut Chance, size: Size, facts: &mut Facts) {
    let clients = named(facts, DomainKind::Client);
    let resellers = named(facts, DomainKind::Reseller);
    let count = size.cases / 2 + chance.below(size.cases / 4);
    for position in 0..count {
        let domain = if chance.percent(88) {
            chance.pick(&clients)
        } else {
            chance.pick(&resellers)
        };
        let nodes = facts.nodes.iter().filter(|node| node.domain == *domain);
        let nodes = nodes.map(|node| node.path.clone()).collect::<Vec<_>>();
        let by = chance.pick(&facts.accounts).clone();
        let filed_at = filing_instant(chance, facts, domain);
        let state = *chance.pick(State::ALL);
        let closed = state == State::Closed;
        let number = format!("CASE-{position:02}");
        for _ in 0..chance.below(3) {
            let author = chance.pick(&facts.accounts).clone();
            let desk = facts.kind(&author.domain) == DomainKind::Vendor;
            let own = format!("said{}", facts.comments.len());
            facts.comments.push(Comment {
                case: number.clone(),
                at: filed_at.plus_seconds(chance.within(60, 80_000)).min(BEGINNING),
                body: body(chance, &own),
                internal: (desk && chance.percent(50)).then_some(true),
                domain: author.domain,
                author: author.email,
            });
        }
        facts.cases.push(Case {
            domain: domain.clone(),
            resource: chance.percent(65).then(|| chance.one(&nodes).cloned()).flatten(),
            filed_by: by.email,
            filed_in: by.domain,
            filed_at,
            title: title(chance, &format!("case{position}x")),
            description: "It does not answer.".to_owned(),
            severity: chance.percent(70).then(|| *chance.pick(Severity::ALL)),
            state: Some(state),
            updated_at: None,
            closed_at: closed.then(|| filed_at.plus_days(chance.within(0, 60)).min(BEGINNING)),
            former_titles: Vec::new(),
            number,
        });
    }
}

/// Whom one could share with: people, groups, addresses that nobody has yet or ever.
pub(crate) fn addresses(facts: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(facts.accounts.iter().map(|account| account.email.clone()));
    found.extend(facts.groups.iter().map(|group| group.email.clone()));
    found.extend(facts.domains.iter().map(|domain| format!("new@{}", domain.name)));
    found.push("somebody@elsewhere.example".to_owned());
    found
}

fn shares(chance: &mut Chance, facts: &mut Facts) {
    let addresses = addresses(facts);
    for case in facts.cases.clone() {
        for _ in 0..chance.below(3) {
            let email = chance.pick(&addresses).clone();
            let taken = |share: &Share| share.case == case.number && share.email == email;
            if facts.shares.iter().any(taken) {
                continue;
            }
            let expires_at = match chance.below(4) {
                0 => Some(BEGINNING),
                1 => Some(later(chance)),
                _ => None,
            };
            facts.shares.push(Share {
                case: case.number.clone(),
                level: *chance.pick(ShareLevel::ALL),
                shared_by: chance.pick(&facts.accounts).email.clone(),
                at: case.filed_at.min(BEGINNING),
                expires_at,
                email,
            });
        }
    }
}
