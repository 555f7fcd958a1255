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
    /// Who does it; the timers when it is nobody.
    pub(crate) by: String,
    /// What.
    pub(crate) deed: Deed,
    /// Whether everything is compared afterwards.
    pub(crate) look: bool,
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
    /// A transfer that was set for later is cancelled.
    CancelTransfer { client: String, kind: TenureKind },
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
    /// A period of management was entered wrongly.
    Correct {
        client: String,
        tenure: usize,
        reseller: Option<String>,
        /// Seconds by which it really began later.
        from: Option<i64>,
        /// Seconds by which it really ended later.
        to: Option<i64>,
    },
}
