//! The rows of the list. The title is the link; its area covers the row.

use super::page::opened_key;
use crate::browser::Shelf;
use crate::components::{PersonName, SeverityBadge, StateBadge, Table, To, When};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::CaseRow;
use shared::api::sessions::Me;
use shared::words::DomainKind;
use yew::prelude::*;

/// What [`Rows`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct RowsProps {
    pub(crate) items: Vec<CaseRow>,
    /// Of one client only: whose they are need not be said.
    #[prop_or_default]
    pub(crate) own: bool,
}

/// The table of cases; a client does not need to be told whose they are.
#[component]
pub(crate) fn Rows(props: &RowsProps) -> Html {
    let text = use_text();
    let me = use_me();
    let own = props.own || me.domain.kind == DomainKind::Client;
    let mut head: Vec<AttrValue> = vec![text.column_number().into(), text.column_title().into()];
    if !own {
        head.push(text.column_client().into());
    }
    for heading in [
        text.column_severity(),
        text.column_state(),
        text.column_filed_by(),
        text.column_updated(),
    ] {
        head.push(heading.into());
    }
    html! {
        <div class="panel">
            <Table class="cases" caption={text.cases_caption()} {head}>
                { for props.items.iter().map(|case| row(case, &me, own)) }
            </Table>
        </div>
    }
}

fn row(case: &CaseRow, me: &Me, own: bool) -> Html {
    let route = Route::Case {
        domain: me.domain.name.clone(),
        number: case.number.clone(),
    };
    let onfollow = {
        let (key, number) = (opened_key(&me.domain.name), case.number.clone());
        Callback::from(move |()| Shelf::Tab.set(&key, &number))
    };
    // To the client itself it matters whether its reseller filed the case.
    let elsewhere = own
        && case
            .filed_by
            .domain
            .as_ref()
            .is_some_and(|domain| domain.name != case.client.name);
    html! {
        <tr key={case.number.clone()}>
            <td class="case-number mono">{ &case.number }</td>
            <td class="case-title">
                <To {route} {onfollow} row=true id={format!("case-{}", case.number)}>{ &case.title }</To>
            </td>
            if !own { <td class="case-client">{ &case.client.title }</td> }
            <td class="case-severity"><SeverityBadge severity={case.severity} /></td>
            <td class="case-state"><StateBadge state={case.state} /></td>
            <td class="case-filer"><PersonName person={case.filed_by.clone()} domain={elsewhere} /></td>
            <td class="case-updated"><When at={case.updated_at} /></td>
        </tr>
    }
}
