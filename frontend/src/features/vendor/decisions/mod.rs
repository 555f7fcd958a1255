//! Why an account may do something with a case, or may not.

mod page;
mod sentence;
mod verdict;

pub(crate) use page::DecisionsPage;
