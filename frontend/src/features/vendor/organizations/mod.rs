//! All organizations.

mod add;
mod page;

pub(crate) use page::OrganizationsPage;
