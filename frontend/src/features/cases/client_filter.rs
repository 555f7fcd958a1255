//! The list narrowed to one client, for those who have clients.

use crate::api::Here;
use crate::components::{Choice, ComboField};
use crate::hooks::{use_debounced, use_load};
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::DomainRef;
use shared::api::sessions::Me;
use shared::client::Outcome;
use shared::words::{DomainKind, Privilege};
use std::rc::Rc;
use yew::prelude::*;

/// What [`ClientFilter`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ClientFilterProps {
    /// The client chosen; empty for all.
    pub(super) client: String,
    pub(super) onchange: Callback<String>,
}

/// Where the names of clients come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The reseller's clients, former ones included.
    Clients,
    /// Whom the desk may file for.
    Filing,
}

fn source(me: &Me) -> Option<Source> {
    let has = |privilege| me.privileges.contains(&privilege);
    match me.domain.kind {
        DomainKind::Reseller if has(Privilege::ClientsView) => Some(Source::Clients),
        DomainKind::Vendor if has(Privilege::DeskWork) => Some(Source::Filing),
        _ => None,
    }
}

/// Names that match, and whether there are more than these.
async fn names(here: Here, source: Source, typed: String) -> Outcome<(Vec<DomainRef>, bool)> {
    let typed = Some(typed.as_str());
    Ok(match source {
        Source::Clients => {
            let page = here.api().clients(typed, None).await?;
            (
                page.items.into_iter().map(|view| view.client).collect(),
                page.next.is_some(),
            )
        }
        Source::Filing => {
            let page = here.api().filing_clients(typed).await?;
            (
                page.items.into_iter().map(|one| one.client).collect(),
                page.next.is_some(),
            )
        }
    })
}

/// A field that finds a client; nothing for those who have none.
#[component]
pub(super) fn ClientFilter(props: &ClientFilterProps) -> Html {
    match source(&use_me()) {
        Some(source) => {
            html! { <Field client={props.client.clone()} onchange={props.onchange.clone()} {source} /> }
        }
        None => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct FieldProps {
    client: String,
    onchange: Callback<String>,
    source: Source,
}

#[component]
fn Field(props: &FieldProps) -> Html {
    let text = use_text();
    let typed = use_state_eq(String::new);
    let asked = use_state_eq(String::new);
    let setter = asked.setter();
    use_debounced(
        (*typed).clone(),
        200,
        Callback::from(move |what| setter.set(what)),
    );
    let source = props.source;
    let load = use_load((*asked).clone(), move |here, typed| names(here, source, typed));
    let (names, more) = load
        .data
        .as_deref()
        .map_or((&[][..], true), |(names, more)| (names.as_slice(), *more));
    let choices = names.iter().map(choice).collect::<Vec<_>>();
    // Few enough are filtered here, by every word; of more the server finds those meant.
    let whole = asked.is_empty() && !more;
    let search = Callback::from(move |what| typed.set(what));
    html! {
        <div class="filter-client">
            <ComboField
                id="filter-client"
                label={text.column_client()}
                choices={Rc::new(choices)}
                value={(!props.client.is_empty()).then(|| AttrValue::from(props.client.clone()))}
                value_label={AttrValue::from(props.client.clone())}
                placeholder={text.cases_any_client()}
                clearable=true
                onsearch={(!whole).then_some(search)}
                onchange={props.onchange.reform(|value: Option<AttrValue>| value.map(|value| value.to_string()).unwrap_or_default())}
            />
        </div>
    }
}

fn choice(client: &DomainRef) -> Choice {
    Choice {
        value: client.name.clone().into(),
        label: client.title.clone().into(),
        note: Some(client.name.clone().into()),
        mark: None,
        keywords: None,
    }
}
