//! Signing in, and one-time links.

mod again;
mod form;
mod language;
mod page;
mod welcome;

pub(crate) use again::SignInAgain;
pub(crate) use language::LanguageChoice;
pub(crate) use page::SignInPage;
pub(crate) use welcome::WelcomePage;
