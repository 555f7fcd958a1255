//! Walking through a list with the keyboard.

use super::use_shortcuts;
use crate::browser;
use yew::prelude::*;

/// On pages with a list: `j` and `k` (or the arrows, once in the list) go from row to row, `/` to the
/// search field. Enter opens, because rows are links: those marked with `data-row`.
#[hook]
pub(crate) fn use_walk() {
    use_shortcuts(walk);
}

/// Makes use of a key, if it is one of those.
fn walk(key: &str) -> bool {
    let rows = browser::all("a[data-row]");
    let at = rows.iter().position(browser::has_focus);
    let to = match (key, at) {
        ("/", _) => {
            browser::focus("search");
            return true;
        }
        ("j", None) => 0,
        ("j" | "ArrowDown", Some(at)) => at + 1,
        ("k" | "ArrowUp", Some(at)) if at > 0 => at - 1,
        _ => return false,
    };
    match rows.get(to) {
        Some(row) => {
            let _ = row.focus();
            true
        }
        None => false,
    }
}
