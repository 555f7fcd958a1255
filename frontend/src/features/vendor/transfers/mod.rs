//! Who manages which client.

mod cancel;
mod correct;
mod page;
mod period;
mod transfer;

pub(crate) use page::TransfersPage;
