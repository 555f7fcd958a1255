//! Cases: filing, reading, discussing, closing and reopening.

mod csv;
pub mod filing;
mod form;
pub mod http;
mod many;
mod rules;
pub mod service;
pub mod similar;
pub(in crate::features) mod store;

pub(crate) use rules::moved;
pub(crate) use store::{Listed, listed_columns, listed_tables, note};
pub(in crate::features) use store::{say, set_state, touch};
