//! The rule of DESIGN §2 once more, as plainly as possible: facts in lists, and loops over them.
//!
//! Nothing of the program is used but the spelling of words and how a text falls into them. The
//! facts come from an import file (the demonstration data), or are led by the random histories of
//! `tests/worlds`.

mod clients;
mod facts;
mod file;
mod filing;
mod house;
mod rule;
mod search;
mod sharing;

pub use clients::{Client, newest_first};
pub use facts::{
    Account, Assignment, Case, Comment, Delegation, Domain, Facts, Group, Membership, Node, Organization,
    Owner, Role, Share, Tenure,
};
pub use filing::Filing;
pub use rule::Holds;
