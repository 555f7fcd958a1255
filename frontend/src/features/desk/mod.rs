//! The vendor's support desk: queues, what stands beside a case, teams, ready answers.

#[cfg(feature = "settings")]
mod answers;
mod assign;
mod client;
mod hand_over;
mod panel;
#[cfg(feature = "settings")]
mod queue;
mod ready;
#[cfg(feature = "settings")]
mod rows;
mod summary;
#[cfg(feature = "settings")]
mod tabs;
#[cfg(feature = "settings")]
mod teams;

#[cfg(feature = "settings")]
pub(crate) use answers::AnswersPage;
pub(crate) use panel::DeskPanel;
#[cfg(feature = "settings")]
pub(crate) use queue::QueuePage;
pub(crate) use ready::{ReadyAnswers, inserted};
#[cfg(feature = "settings")]
pub(crate) use teams::TeamsPage;
