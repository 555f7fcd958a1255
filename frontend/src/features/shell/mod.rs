//! The frame around every page of a domain.

mod frame;
mod help;
mod navigation;
mod switcher;
mod top_bar;

pub(crate) use frame::Shell;
pub(crate) use navigation::may_file;
