//! The clock of a case: how it stands, and how it ran.

mod bar;
mod face;
mod panel;
mod timeline;

pub(super) use panel::ClockPanel;
pub(super) use timeline::Timeline;
