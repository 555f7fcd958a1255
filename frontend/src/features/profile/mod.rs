//! One's own profile.

mod about;
mod page;
mod password;
mod roles;

pub(crate) use page::ProfilePage;
