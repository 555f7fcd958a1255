//! The vendor's pages.

mod calendars;
mod catalogue;
mod decisions;
mod domains;
mod issues;
pub(crate) mod key;
mod mail;
mod moment;
mod organizations;
mod pick;
mod plans;
mod transfers;

pub(crate) use calendars::CalendarsPage;
pub(crate) use catalogue::CataloguePage;
pub(crate) use decisions::DecisionsPage;
pub(crate) use domains::DomainsPage;
pub(crate) use issues::IssuesPage;
pub(crate) use mail::MailPage;
pub(crate) use organizations::OrganizationsPage;
pub(crate) use plans::PlansPage;
pub(crate) use transfers::TransfersPage;
