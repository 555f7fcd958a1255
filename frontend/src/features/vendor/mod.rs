//! The vendor's pages.

mod catalogue;
mod decisions;
mod domains;
mod key;
mod moment;
mod organizations;
mod pick;
mod plans;
mod transfers;

pub(crate) use catalogue::CataloguePage;
pub(crate) use decisions::DecisionsPage;
pub(crate) use domains::DomainsPage;
pub(crate) use organizations::OrganizationsPage;
pub(crate) use plans::PlansPage;
pub(crate) use transfers::TransfersPage;
