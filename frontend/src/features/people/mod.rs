//! The accounts of the domain, its groups, its roles and its resources.

mod add;
mod give;
mod grants;
mod groups;
mod held;
mod page;
mod resources;
mod roles;
mod tabs;

pub(crate) use groups::GroupsPage;
pub(crate) use page::PeoplePage;
pub(crate) use resources::ResourcesPage;
pub(crate) use roles::RolesPage;
