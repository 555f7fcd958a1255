//! With whom a case is shared, who can see it, and why.

mod form;
mod page;
mod reason;
mod sharing;
mod visible;

pub(crate) use page::CaseAccessPage;
