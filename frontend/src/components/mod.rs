//! What pages are drawn with. Components hold no rules and fetch nothing.

mod badge;
mod button;
mod combobox;
mod dialog;
mod draw;
mod empty;
mod field;
mod icon;
mod link;
mod menu;
mod notice;
mod page;
mod pager;
mod person;
mod select;
mod table;
mod time;
mod toast;

pub(crate) use badge::{SeverityBadge, StateBadge, Tag};
pub(crate) use button::{Button, CopyButton, Look};
pub(crate) use combobox::{Choice, ComboField};
pub(crate) use dialog::Dialog;
pub(crate) use draw::{draw, draw_failure};
pub(crate) use empty::Empty;
pub(crate) use field::{AreaField, Frame, TextField, frame};
pub(crate) use icon::{Glyph, Icon};
pub(crate) use link::To;
pub(crate) use menu::Menu;
pub(crate) use notice::{Notice, Tone};
pub(crate) use page::PageHeader;
pub(crate) use pager::Pager;
pub(crate) use person::{PersonName, person_name};
pub(crate) use select::SelectField;
pub(crate) use table::Table;
pub(crate) use time::When;
pub(crate) use toast::{Toast, ToastProvider, use_toast};
