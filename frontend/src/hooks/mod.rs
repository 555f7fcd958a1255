//! Fetching, sending, and what else components do besides drawing.

mod debounced;
mod load;
mod send;
mod shortcuts;

pub(crate) use debounced::use_debounced;
pub(crate) use load::{Load, use_load};
pub(crate) use send::{Send, use_call, use_send};
pub(crate) use shortcuts::use_shortcuts;

use crate::api::Here;
use crate::locale::use_text;
use crate::session::use_me;
use yew::prelude::*;

/// The API of the domain acted in.
#[hook]
pub(crate) fn use_here() -> Here {
    let me = use_me();
    Here::new(use_text().0, &me.domain.name)
}
