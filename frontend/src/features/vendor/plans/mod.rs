//! The support plans.

mod add;
mod minutes;
mod page;

pub(crate) use page::PlansPage;
