//! Who may do what, decided in one place.
//!
//! A request becomes an [`Acting`]: a caller within one transaction, so that rights and data are
//! always of one instant. From it come a [`Permit`] for one object or a [`Scope`] for a list, and
//! stores take nothing else. SQL finds the facts ([`relation`]), casbin decides ([`policy`]).
//! Read `docs/authorization.md` first.

mod acting;
mod caller;
mod desk;
mod explain;
mod filing;
mod moment;
mod permit;
mod policy;
mod relation;
mod roles;
mod scope;
mod seers;

pub use acting::{Acting, Credentials, Entry, digest};
pub use caller::{Attachment, Caller, Domain, Session};
pub use desk::Staff;
pub use explain::{Question, explain};
pub use filing::FilingTarget;
pub use moment::Moment;
pub use permit::{CaseFacts, Filing, Permit, act, object};
pub use policy::{Policy, PolicyError, Relations};
pub use relation::{in_force, open_at};
pub(crate) use relation::{let_in, scopes_let_in};
pub use roles::{BuiltinRole, Roles};
pub use scope::{Found, Narrow, Scope};
pub use seers::{Seer, Shared};
pub(crate) use seers::{host, would_see};
