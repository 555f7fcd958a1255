//! One domain and one case for every way to stand to a case, and one account for every role.

use serde_json::{Value, json};
use shared::Timestamp;
use shared::case::State;
use shared::words::DomainKind;

/// The reseller that the columns of resellers act in.
pub(crate) const RESELLER: &str = "reseller.example";

/// How the caller stands to what is asked about.
#[derive(Debug)]
pub(crate) struct Standing {
    /// Its row.
    pub(crate) name: &'static str,
    /// In which kinds of domain somebody can stand so.
    kinds: &'static [DomainKind],
    /// Whether the caller's role is attached to the node `client/shop`, not to the root.
    pub(crate) at_node: bool,
    /// Whose case it is; nothing is the caller's domain.
    client: Option<&'static str>,
    /// The node of the case.
    pub(crate) resource: Option<&'static str>,
    /// The beginning of the cases' numbers.
    numbers: &'static str,
    /// When the cases were filed.
    filed_at: &'static str,
    /// At what level the cases are shared with everybody there.
    level: Option<&'static str>,
}

const PLAIN: Standing = Standing {
    name: "",
    kinds: &[],
    at_node: false,
    client: None,
    resource: None,
    numbers: "",
    filed_at: "2025-03-01T09:00:00Z",
    level: None,
};

use DomainKind::{Client, Reseller, Vendor};

/// All of them.
pub(crate) const STANDINGS: &[Standing] = &[
    Standing {
        name: "account",
        kinds: &[Client, Reseller],
        numbers: "OWN",
        ..PLAIN
    },
    Standing {
        name: "account, role above",
        kinds: &[Client],
        at_node: true,
        resource: Some("client/shop/web"),
        numbers: "ABOVE",
        ..PLAIN
    },
    Standing {
        name: "account, role beside",
        kinds: &[Client],
        at_node: true,
        resource: Some("client/plant"),
        numbers: "BESIDE",
        ..PLAIN
    },
    Standing {
        name: "manager",
        kinds: &[Reseller],
        client: Some("managed.example"),
        numbers: "MANAGED",
        ..PLAIN
    },
    Standing {
        name: "manager, scope view only",
        kinds: &[Reseller],
        client: Some("view-only.example"),
        numbers: "VIEW-ONLY",
        ..PLAIN
    },
    Standing {
        name: "manager, revoked",
        kinds: &[Reseller],
        client: Some("revoked.example"),
        numbers: "REVOKED",
        ..PLAIN
    },
    Standing {
        name: "manager, expired",
        kinds: &[Reseller],
        client: Some("expired.example"),
        numbers: "EXPIRED",
        ..PLAIN
    },
    Standing {
        name: "former, hand-over",
        kinds: &[Reseller],
        client: Some("former.example"),
        numbers: "FORMER",
        ..PLAIN
    },
    Standing {
        name: "former, filed since",
        kinds: &[Reseller],
        client: Some("former.example"),
        numbers: "SINCE",
        filed_at: "2025-08-01T09:00:00Z",
        ..PLAIN
    },
    Standing {
        name: "former, filed before",
        kinds: &[Reseller],
        client: Some("former.example"),
        numbers: "BEFORE",
        filed_at: "2024-08-01T09:00:00Z",
        ..PLAIN
    },
    Standing {
        name: "shared to view",
        kinds: &[Client],
        at_node: true,
        resource: Some("client/plant"),
        numbers: "HERE-VIEW",
        level: Some("view"),
        ..PLAIN
    },
    Standing {
        name: "shared to collaborate",
        kinds: &[Client],
        at_node: true,
        resource: Some("client/plant"),
        numbers: "HERE-COLLAB",
        level: Some("collaborate"),
        ..PLAIN
    },
    Standing {
        name: "shared to view",
        kinds: &[Reseller, Vendor],
        client: Some("shared.example"),
        numbers: "VIEW",
        level: Some("view"),
        ..PLAIN
    },
    Standing {
        name: "shared to collaborate",
        kinds: &[Reseller, Vendor],
        client: Some("shared.example"),
        numbers: "COLLAB",
        level: Some("collaborate"),
        ..PLAIN
    },
    Standing {
        name: "shared, not let in",
        kinds: &[Reseller],
        client: Some("foreign.example"),
        numbers: "SHUT",
        level: Some("collaborate"),
        ..PLAIN
    },
    Standing {
        name: "support",
        kinds: &[Vendor],
        client: Some("foreign.example"),
        numbers: "DESK",
        ..PLAIN
    },
    Standing {
        name: "none",
        kinds: &[Client, Reseller],
        client: Some("foreign.example"),
        numbers: "FOREIGN",
        ..PLAIN
    },
];

impl Standing {
    /// Whether somebody in a domain of that kind can stand so.
    pub(crate) fn exists_in(&self, kind: DomainKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The client of the case.
    pub(crate) fn client(&self, kind: DomainKind) -> &'static str {
        self.client.unwrap_or_else(|| acting_domain(kind))
    }

    /// The number of its case in that state.
    pub(crate) fn number(&self, kind: DomainKind, state: State) -> String {
        let own = if self.client.is_none() {
            &kind.as_str()[..1]
        } else {
            ""
        };
        format!("{}{own}-{}", self.numbers, state.as_str().replace('_', "-")).to_uppercase()
    }
}

/// Of every standing, a case that is linked to another, and one that is escalated.
pub(crate) fn pairs() -> Vec<((String, String), String)> {
    let mut pairs = Vec::new();
    for standing in STANDINGS {
        for kind in standing.kinds {
            let number = |state| standing.number(*kind, state);
            let linked = (number(State::New), number(State::Closed));
            pairs.push((linked, number(State::InProgress)));
        }
    }
    pairs.sort();
    pairs.dedup();
    pairs
}

/// The domain that the columns of that kind act in.
pub(crate) const fn acting_domain(kind: DomainKind) -> &'static str {
    match kind {
        Vendor => "vendor.example",
        Reseller => RESELLER,
        Client => "client.example",
    }
}

/// The account with that role, at the root or at `client/shop`; `member` has none.
pub(crate) fn account(kind: DomainKind, role: &str, at_node: bool) -> String {
    let at = if at_node { ".shop" } else { "" };
    format!("{}{at}@{}", role.to_lowercase(), acting_domain(kind))
}

/// The world, in the import format. `roles` are the columns: kind of domain, role, whether it counts at
/// the root only.
pub(crate) fn lines(roles: &[(DomainKind, String, bool)], now: Timestamp, password: &str) -> String {
    let mut lines = Vec::new();
    let mut add = |line: Value| lines.push(line.to_string());
    let (long_ago, begin, end, never) = (
        "2024-01-01T00:00:00Z",
        "2025-01-01T00:00:00Z",
        "2025-07-01T00:00:00Z",
        "2099-01-01T00:00:00Z",
    );
    for key in ["group", "rivals"] {
        add(json!({"type": "organization", "key": key, "name": key}));
    }
    let clients = [
        "client",
        "managed",
        "view-only",
        "revoked",
        "expired",
        "former",
        "shared",
        "foreign",
        "later",
    ];
    for (name, kind, organization) in [
        ("vendor", Vendor, None),
        ("reseller", Reseller, Some("group")),
        ("sibling", Reseller, Some("group")),
        ("rival", Reseller, Some("rivals")),
    ]
    .into_iter()
    .chain(clients.map(|name| (name, Client, None)))
    {
        let (domain, kind) = (format!("{name}.example"), kind.as_str());
        add(
            json!({"type": "domain", "name": domain, "kind": kind, "title": name, "organization": organization,
                "plan": (kind == Client.as_str()).then_some("premium")}),
        );
        // Somebody who files and shares, and a group.
        let (clerk, team) = (format!("clerk@{domain}"), format!("team@{domain}"));
        add(
            json!({"type": "account", "email": clerk, "domain": domain, "name": "Clerk", "password": password}),
        );
        add(json!({"type": "group", "email": team, "domain": domain, "name": "Team"}));
        add(json!({"type": "membership", "group": team, "account": clerk}));
    }
    for (path, kind) in [
        ("client", "organization"),
        ("client/shop", "folder"),
        ("client/shop/web", "project"),
        ("client/plant", "folder"),
    ] {
        add(json!({"type": "resource", "domain": "client.example", "path": path, "kind": kind}));
    }
    for (name, privileges) in [
        (
            "Agent",
            &["clients.view", "clients.cases.view", "clients.cases.manage"][..],
        ),
        ("Reader", &["clients.view", "clients.cases.view"]),
        ("Spare", &["clients.view"]),
    ] {
        add(json!({"type": "role", "domain": RESELLER, "name": name, "privileges": privileges}));
    }
    add(
        json!({"type": "assignment", "principal": "clerk@rival.example", "domain": "rival.example",
        "role": "reseller_admin"}),
    );
    add(
        json!({"type": "role", "domain": "rival.example", "name": "Foreign", "privileges": ["clients.view"]}),
    );
    add(json!({"type": "resource", "domain": "foreign.example", "path": "foreign", "kind": "organization"}));
    let mut people = Vec::new();
    for (kind, role, root_only) in roles {
        let domain = acting_domain(*kind);
        for at_node in [false, true] {
            let email = account(*kind, role, at_node);
            if at_node && *kind != Client {
                continue;
            }
            add(
                json!({"type": "account", "email": email, "domain": domain, "name": role, "password": password}),
            );
            if role != "member" {
                let resource = (at_node && !root_only).then_some("client/shop");
                add(
                    json!({"type": "assignment", "principal": email, "domain": domain, "role": role,
                    "resource": resource}),
                );
            }
            people.push((*kind, at_node, email));
        }
    }
    add(json!({"type": "product", "key": "gateway", "name": "Gateway"}));
    add(json!({"type": "category", "product": "gateway", "key": "outage", "name": "Outage"}));
    let mut tenure = |client: &str, reseller: &str, from: &str, to: Option<&str>| {
        add(
            json!({"type": "tenure", "client": format!("{client}.example"), "kind": "resale",
            "reseller": format!("{reseller}.example"), "from": from, "to": to}),
        );
    };
    for client in ["client", "managed", "view-only", "revoked", "expired"] {
        tenure(client, "reseller", begin, None);
    }
    tenure("former", "rival", long_ago, Some(begin));
    tenure("former", "reseller", begin, Some(end));
    tenure("former", "rival", end, None);
    tenure("foreign", "rival", long_ago, None);
    tenure("later", "reseller", begin, Some(never));
    tenure("later", "rival", never, None);
    let mut consent = |client: &str, reseller: &str, more: Value| {
        let mut line = json!({"type": "delegation", "client": format!("{client}.example"),
            "reseller": format!("{reseller}.example"), "granted_at": begin});
        let more = more.as_object().into_iter().flatten();
        line.as_object_mut()
            .into_iter()
            .for_each(|line| line.extend(more.clone().map(|(k, v)| (k.clone(), v.clone()))));
        add(line);
    };
    let all = json!({"scopes": ["view", "file", "comment", "manage", "share", "escalate", "export"]});
    consent("client", "reseller", json!({}));
    consent("managed", "reseller", all.clone());
    consent("view-only", "reseller", json!({"scopes": ["view"]}));
    consent("revoked", "reseller", json!({"revoked_at": end}));
    consent("expired", "reseller", json!({"expires_at": end}));
    let mut handed_over = all;
    handed_over["expires_at"] = json!(never);
    consent("former", "reseller", handed_over);
    consent("shared", "reseller", json!({}));
    consent("foreign", "rival", json!({}));
    for standing in STANDINGS {
        for kind in standing.kinds {
            // A case of a client is the same for every kind; one of the own domain is not.
            if standing.client.is_some() && standing.kinds[0] != *kind {
                continue;
            }
            let client = standing.client(*kind);
            let clerk = format!("clerk@{client}");
            for state in State::ALL {
                let number = standing.number(*kind, *state);
                let closed_at = (*state == State::Closed).then(|| now.plus_days(-1).to_string());
                add(
                    json!({"type": "case", "number": number, "domain": client, "resource": standing.resource,
                    "filed_by": clerk, "filed_in": client, "filed_at": standing.filed_at,
                    "title": format!("Case {number}"), "description": "Words.", "product": "gateway",
                    "category": "outage", "state": state.as_str(), "closed_at": closed_at}),
                );
                // With somebody who does not call, so that there is a share to end.
                add(
                    json!({"type": "share", "case": number, "email": format!("team@{client}"), "level": "view",
                    "shared_by": clerk, "at": standing.filed_at}),
                );
                let Some(level) = standing.level else { continue };
                for (_, _, email) in people
                    .iter()
                    .filter(|(kind, at_node, _)| standing.exists_in(*kind) && *at_node == standing.at_node)
                {
                    add(
                        json!({"type": "share", "case": number, "email": email, "level": level,
                        "shared_by": clerk, "at": standing.filed_at}),
                    );
                }
            }
        }
    }
    lines.join("\n")
}
