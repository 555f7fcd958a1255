//! Mail that is not delivered.

mod page;
mod standing;

pub(crate) use page::MailPage;
