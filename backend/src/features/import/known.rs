//! What there is: in the database, and as lines are read, in the file. Names to ids.

use sha2::{Digest as _, Sha256};
use shared::Timestamp;
use shared::words::{DomainKind, ResourceKind, TenureKind};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use uuid::Uuid;

/// Something that has a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<T> {
    /// The line that adds it; nothing when it was there before.
    pub(super) line: Option<usize>,
    /// What it is.
    pub(super) value: T,
}

/// What there is of one kind, by name.
#[derive(Debug)]
pub(super) struct Index<K, T>(HashMap<K, Found<T>>);

/// What a line finds under the name that it wants to add.
pub(super) enum Claim<T> {
    /// Nothing: now it is there, added by this line.
    New,
    /// It was there before.
    Untouched(T),
    /// Another line of this number adds it.
    Twice(usize),
}

impl<K: Eq + Hash, T: Copy> Index<K, T> {
    /// What has this name.
    pub(super) fn get<Q>(&self, name: &Q) -> Option<T>
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.0.get(name).map(|found| found.value)
    }

    /// Adds it by this line, unless there is one of that name.
    pub(super) fn claim(&mut self, name: K, line: usize, value: T) -> Claim<T> {
        match self.0.entry(name) {
            Entry::Vacant(free) => {
                free.insert(Found {
                    line: Some(line),
                    value,
                });
                Claim::New
            }
            Entry::Occupied(taken) => match taken.get().line {
                Some(line) => Claim::Twice(line),
                None => Claim::Untouched(taken.get().value),
            },
        }
    }

    /// Everything.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &T)> {
        self.0.iter().map(|(name, found)| (name, &found.value))
    }
}

impl<K, T> Default for Index<K, T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

/// What the database has.
impl<K: Eq + Hash, T> FromIterator<(K, T)> for Index<K, T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(rows: I) -> Self {
        let found = |(name, value)| (name, Found { line: None, value });
        Self(rows.into_iter().map(found).collect())
    }
}

/// A tenant.
#[derive(Debug, Clone, Copy)]
pub(super) struct DomainKnown {
    pub(super) id: Uuid,
    pub(super) kind: DomainKind,
    pub(super) organization: Option<Uuid>,
}

/// Whose address it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Principal {
    pub(super) id: Uuid,
    pub(super) domain: Uuid,
    pub(super) is_group: bool,
}

/// A node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) id: Uuid,
    pub(super) kind: ResourceKind,
}

/// To whom a role belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    Builtin(DomainKind),
    Domain(Uuid),
    Organization(Uuid),
}

/// Who manages a client when.
#[derive(Debug, Clone, Copy)]
pub(super) struct TenureKnown {
    pub(super) reseller: Uuid,
    pub(super) kind: TenureKind,
    pub(super) from: Timestamp,
    pub(super) to: Option<Timestamp>,
}

/// A case.
#[derive(Debug, Clone, Copy)]
pub(super) struct CaseKnown {
    pub(super) id: Uuid,
    pub(super) domain: Uuid,
    pub(super) filed_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

/// What makes a comment the same as another: case, author, instant and text.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct CommentKey(Uuid, Uuid, Timestamp, [u8; 32]);

impl CommentKey {
    pub(super) fn new(case: Uuid, author: Uuid, at: Timestamp, body: &str) -> Self {
        Self(case, author, at, Sha256::digest(body.as_bytes()).into())
    }
}

/// Everything that lines can name.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) organizations: Index<String, Uuid>,
    pub(super) domains: Index<String, DomainKnown>,
    /// Aliases to domains.
    pub(super) aliases: Index<String, Uuid>,
    /// Accounts and groups.
    pub(super) principals: Index<String, Principal>,
    /// Groups and roles that were ended: nobody is taken in any more, and nobody given them.
    pub(super) ended: HashSet<Uuid>,
    /// Account, group.
    pub(super) memberships: Index<(Uuid, Uuid), ()>,
    /// Domain, path.
    pub(super) resources: Index<(Uuid, String), Node>,
    pub(super) roles: Index<(Owner, String), Uuid>,
    /// Principal, role, node below the root.
    pub(super) assignments: Index<(Uuid, Uuid, Option<Uuid>), ()>,
    pub(super) products: Index<String, Uuid>,
    /// Product, key.
    pub(super) categories: Index<(Uuid, String), Uuid>,
    pub(super) plans: Index<String, Uuid>,
    /// Client to tenures.
    pub(super) tenures: HashMap<Uuid, Vec<Found<TenureKnown>>>,
    /// Client, reseller, granted at.
    pub(super) delegations: Index<(Uuid, Uuid, Timestamp), ()>,
    pub(super) cases: Index<String, CaseKnown>,
    pub(super) comments: Index<CommentKey, ()>,
    /// Case, address.
    pub(super) shares: Index<(Uuid, String), ()>,
}
