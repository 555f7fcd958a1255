//! The caller's own profile.

mod page;

pub(crate) use page::ProfilePage;
