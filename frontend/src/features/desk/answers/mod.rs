//! Ready answers.

mod edit;
mod page;

pub(crate) use page::AnswersPage;
