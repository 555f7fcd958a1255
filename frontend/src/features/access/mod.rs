//! Reseller access: what a client decides about the resellers that manage it or did.

mod card;
mod form;
mod grant;
mod page;
mod revoke;

pub(crate) use page::AccessPage;
