//! Fetching, sending, and what else components do besides drawing.

mod debounced;
mod draft;
mod form;
mod load;
mod now;
mod pages;
mod query;
mod returned;
mod send;
mod shortcuts;
mod walk;

pub(crate) use debounced::use_debounced;
pub(crate) use draft::{Draft, given, use_draft};
pub(crate) use form::{Form, Places, use_form};
pub(crate) use load::{Load, use_load};
pub(crate) use now::use_now;
pub(crate) use pages::use_pages;
pub(crate) use query::use_query;
pub(crate) use returned::use_return;
pub(crate) use send::{use_call, use_send};
pub(crate) use shortcuts::use_shortcuts;
pub(crate) use walk::use_walk;

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
