//! Mail: what somebody is told of a case.
//!
//! [`tell`] writes a row per recipient into the outbox, in the transaction that causes the event, so
//! that an event and its mail exist together or not at all. A job ([`crate::jobs::outbox`]) takes due
//! rows, asks [`letter`] what the recipient may read *now*, and sends that. A row holds ids and no
//! text: whoever may not see the case any more gets nothing, and the row says that it was withheld.
//! Internal notes cause no row.
//!
//! ```ignore
//! store::set_severity(&mut acting, &case, severity).await?;
//! mail::tell(&mut acting, &case, MailEvent::Severity, None).await?;
//! ```

mod letter;
mod mailer;
pub(crate) mod tell;
mod text;

pub(crate) use letter::{Notice, letter};
pub use mailer::{MailError, MailSettings, Mailer};
pub(crate) use mailer::{NO_SERVER, Unsent};
pub(crate) use tell::{News, tell, tell_address, tell_escalation, tell_everybody, tell_whoever};
