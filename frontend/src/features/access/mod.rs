//! Reseller access: what a client decides about the resellers that manage it or did.

mod card;
mod form;
mod grant;
mod open_cases;
mod outside;
mod page;
mod revoke;

pub(crate) use open_cases::OpenCasesOffer;
pub(crate) use page::AccessPage;
