//! One folder per part of the app, each with its pages.

#[cfg(feature = "settings")]
pub(crate) mod access;
#[cfg(feature = "settings")]
pub(crate) mod case;
#[cfg(feature = "settings")]
pub(crate) mod case_access;
pub(crate) mod cases;
#[cfg(feature = "settings")]
pub(crate) mod clients;
#[cfg(feature = "settings")]
pub(crate) mod new_case;
pub(crate) mod not_found;
#[cfg(feature = "settings")]
pub(crate) mod people;
#[cfg(feature = "settings")]
pub(crate) mod profile;
pub(crate) mod shell;
pub(crate) mod sign_in;
#[cfg(feature = "settings")]
pub(crate) mod vendor;
