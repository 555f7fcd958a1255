//! What narrows a list, kept in the address: links and the browser's back button lead to the same
//! list.

use crate::routes::Route;
use serde::Serialize;
use serde::de::DeserializeOwned;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// The query of the address, and how to put another in its place.
#[hook]
pub(crate) fn use_query<Q>(route: Route) -> (Q, Callback<Q>)
where
    Q: Serialize + DeserializeOwned + Default + 'static,
{
    let location = use_location();
    let navigator = use_navigator();
    let query = location
        .and_then(|location| location.query::<Q>().ok())
        .unwrap_or_default();
    let set = Callback::from(move |query: Q| {
        if let Some(navigator) = &navigator {
            let _ = navigator.replace_with_query(&route, query);
        }
    });
    (query, set)
}
