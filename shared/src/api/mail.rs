//! Mail that is not delivered.

use super::view;
use crate::Timestamp;
use crate::words::MailEvent;

view! {
    /// One mail to one recipient, without anything of what it says.
    pub struct MailView {
        /// Its id.
        pub id: uuid::Uuid,
        /// What it tells of.
        pub event: MailEvent,
        /// The recipient's address.
        pub recipient: String,
        /// When it was written.
        pub at: Timestamp,
        /// How often it was tried since then, or since somebody had it tried again.
        pub attempts: u32,
        /// When it is tried next; nothing when it was given up.
        pub next_at: Option<Timestamp>,
        /// When it was given up.
        pub given_up_at: Option<Timestamp>,
        /// Why the last attempt failed, in the words of the mail server.
        pub error: Option<String>,
    }
}
