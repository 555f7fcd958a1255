//! The support plans.

mod draft;
mod edit;
mod minutes;
mod page;
mod tabs;

pub(crate) use page::PlansPage;
pub(in crate::features::vendor) use tabs::PlanTabs;
