//! The vendor's support desk: queues, what stands beside a case, teams, ready answers.

#[cfg(feature = "whole")]
mod answers;
mod assign;
mod client;
mod hand_over;
mod panel;
#[cfg(feature = "whole")]
mod queue;
mod ready;
#[cfg(feature = "whole")]
mod rows;
mod summary;
#[cfg(feature = "whole")]
mod tabs;
#[cfg(feature = "whole")]
mod teams;

#[cfg(feature = "whole")]
pub(crate) use answers::AnswersPage;
pub(crate) use panel::DeskPanel;
#[cfg(feature = "whole")]
pub(crate) use queue::QueuePage;
pub(crate) use ready::{ReadyAnswers, inserted};
#[cfg(feature = "whole")]
pub(crate) use teams::TeamsPage;
