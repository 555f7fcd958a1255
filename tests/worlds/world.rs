//! A random history: who there is in the beginning, and what happens then.

use shared::Timestamp;
use shared::case::Move;
use shared::words::{DelegationScope, Privilege, Severity, ShareLevel, TenureKind};
use std::fmt;
use std::str::FromStr;
use tests::reference::Facts;

/// When every world begins: noon of 2026-01-01.
pub(crate) const BEGINNING: Timestamp = Timestamp::from_micros(1_767_268_800_000_000);

/// Which world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seed {
    /// More of everything.
    pub(crate) large: bool,
    /// The rest.
    pub(crate) number: u64,
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}",
            if self.large { "large" } else { "small" },
            self.number
        )
    }
}

impl FromStr for Seed {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (size, number) = text.split_once(':').ok_or("small:7 or large:7 is expected")?;
        let number = number.parse().map_err(|error| format!("{number}: {error}"))?;
        Ok(Self {
            large: size == "large",
            number,
        })
    }
}

/// A world.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) seed: Seed,
    pub(crate) start: Facts,
    pub(crate) events: Vec<Event>,
}

/// Something that happens.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// How long after the one before.
    pub(crate) wait: Wait,
    /// Who does it.
    pub(crate) by: By,
    /// What.
    pub(crate) deed: Deed,
    /// Whether everything is compared afterwards.
    pub(crate) look: bool,
}

/// Who does something.
#[derive(Debug, Clone)]
pub(crate) enum By {
    /// The account of that address.
    Named(String),
    /// One of those who may, if there are some.
    Able(usize),
}

/// How the clock moves.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wait {
    /// By so many microseconds.
    Micros(i64),
    /// To the next instant at which something begins or ends, and so many microseconds past it.
    Next(i64),
}

/// What can happen. Cases go by label: the position in which they came into the world.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    /// The timers run.
    Timers,
    /// A case is filed; it gets the label.
    File {
        label: usize,
        client: Option<String>,
        resource: Option<String>,
        severity: Severity,
    },
    /// Something is said.
    Comment {
        case: usize,
        body: String,
        internal: bool,
    },
    /// A case moves.
    Move { case: usize, step: Move, body: String },
    /// A case gets another title or severity.
    Change {
        case: usize,
        title: Option<String>,
        severity: Option<Severity>,
    },
    /// A client is transferred, now or in so many seconds.
    Transfer {
        client: String,
        reseller: Option<String>,
        kind: TenureKind,
        after: Option<i64>,
    },
    /// A transfer that was set for later is cancelled: one of them, if there are some.
    CancelTransfer { which: usize },
    /// The client of whoever does it lets a reseller in, for so many seconds or until further notice.
    Grant {
        reseller: String,
        scopes: Option<Vec<DelegationScope>>,
        lasts: Option<i64>,
    },
    /// It ends a consent.
    Revoke { reseller: String },
    /// A case is shared.
    Share {
        case: usize,
        email: String,
        level: ShareLevel,
        lasts: Option<i64>,
    },
    /// A share is ended.
    EndShare { case: usize, email: String },
    /// It decides about outside shares.
    Outside { outside: bool },
    /// It shares its open cases that a new reseller does not see.
    ShareOpen { reseller: String, lasts: i64 },
    /// An account comes into a group.
    Join { group: String, account: String },
    /// It leaves again.
    Leave { group: String, account: String },
    /// A group ends.
    EndGroup { group: String },
    /// A role is given.
    GiveRole {
        principal: String,
        role: String,
        resource: Option<String>,
    },
    /// A role is taken.
    TakeRole { principal: String, role: String },
    /// A custom role is added.
    AddRole {
        name: String,
        privileges: Vec<Privilege>,
        organization: bool,
    },
    /// A custom role allows something else.
    ChangeRole {
        name: String,
        privileges: Vec<Privilege>,
    },
    /// A custom role goes.
    RemoveRole { name: String },
    /// A node is moved to another parent, or renamed.
    MoveNode {
        path: String,
        parent: Option<String>,
        name: Option<String>,
    },
    /// A period of management was entered wrongly: another reseller, or it began or ended so many
    /// seconds later, or did not end.
    Correct {
        client: String,
        tenure: usize,
        reseller: Option<String>,
        from: Option<i64>,
        to: Option<i64>,
        open: bool,
    },
}

impl Deed {
    /// The domains that it names.
    pub(crate) fn domains(&self) -> Vec<&str> {
        match self {
            Self::File { client, .. } => client.as_deref().into_iter().collect(),
            Self::Transfer { client, reseller, .. } | Self::Correct { client, reseller, .. } => {
                let reseller = reseller.as_deref();
                std::iter::once(client.as_str()).chain(reseller).collect()
            }
            Self::Grant { reseller, .. } | Self::Revoke { reseller } | Self::ShareOpen { reseller, .. } => {
                vec![reseller]
            }
            _ => Vec::new(),
        }
    }
}
