//! Two engines behind one door.
//!
//! SQLite is the embedded default: one file, one writer behind a queue. PostgreSQL carries
//! several nodes and everything larger. Statements are written once ([`Sql`]); what really
//! differs between the engines stands in [`dialect`] and nowhere else.

pub mod dialect;
mod error;
mod open;
mod sql;
mod tx;
mod writer;

pub use error::{DbError, is_transient};
pub use open::{Db, Engine};
pub(crate) use sql::sql;
pub use sql::{Arg, Sql};
pub use tx::{Record, Tx};
