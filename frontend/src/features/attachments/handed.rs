//! Files chosen before their case was filed: kept in the tab until the case's page takes them.

use std::cell::RefCell;
use web_sys::File;

thread_local! {
    static HANDED: RefCell<Option<(String, Vec<File>)>> = const { RefCell::new(None) };
}

/// Hands files on to the page of a case, by its number.
pub(crate) fn hand_on(number: &str, files: Vec<File>) {
    HANDED.with_borrow_mut(|handed| *handed = Some((number.to_owned(), files)));
}

/// Those handed on to this case, once.
pub(super) fn taken(number: &str) -> Vec<File> {
    HANDED
        .with_borrow_mut(|handed| handed.take_if(|(to, _)| to == number))
        .map(|(_, files)| files)
        .unwrap_or_default()
}
