//! The rows of the list. The title is the link; its area covers the row.

use super::columns::heading;
use super::marks::draw_marks;
use super::page::opened_key;
use crate::browser::Shelf;
use crate::components::{PersonName, SeverityBadge, StateBadge, To, When};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::CaseRow;
use shared::api::lists::Column;
use shared::api::sessions::Me;
use shared::words::DomainKind;
use std::rc::Rc;
use yew::prelude::*;

/// Which cases are chosen, and how to choose others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Selection {
    pub(super) chosen: Rc<Vec<String>>,
    pub(super) onchange: Callback<Vec<String>>,
}

impl Selection {
    /// With one more, or one less.
    fn toggled(&self, number: &str) -> Vec<String> {
        let mut chosen = (*self.chosen).clone();
        match chosen.iter().position(|one| one == number) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(number.to_owned()),
        }
        chosen
    }

    fn has(&self, number: &str) -> bool {
        self.chosen.iter().any(|one| one == number)
    }

    /// All of these, or none if all are chosen.
    fn all_toggled(&self, items: &[CaseRow]) -> Vec<String> {
        match items.iter().all(|case| self.has(&case.number)) {
            true => Vec::new(),
            false => items.iter().map(|case| case.number.clone()).collect(),
        }
    }
}

/// What [`Rows`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct RowsProps {
    pub(crate) items: Vec<CaseRow>,
    /// Of one client only: whose they are need not be said.
    #[prop_or_default]
    pub(crate) own: bool,
    /// What is shown; none means what is usual.
    #[prop_or_default]
    pub(super) columns: Vec<Column>,
    /// Cases can be chosen.
    #[prop_or_default]
    pub(super) selection: Option<Selection>,
}

/// The table of cases; on small screens each row becomes a card.
#[component]
pub(crate) fn Rows(props: &RowsProps) -> Html {
    let text = use_text();
    let me = use_me();
    let own = props.own || me.domain.kind == DomainKind::Client;
    let columns = match &props.columns[..] {
        [] if own => Column::usual(DomainKind::Client),
        [] => Column::usual(me.domain.kind),
        columns => columns.to_vec(),
    };
    let all = props.selection.as_ref().map(|selection| {
        let next = selection.all_toggled(&props.items);
        let checked = next.is_empty() && !props.items.is_empty();
        let onchange = selection.onchange.reform(move |_: Event| next.clone());
        html! {
            <th scope="col" class="case-choice">
                <input type="checkbox" id="choose-all" aria-label={text.cases_choose_all()} {checked} {onchange} />
            </th>
        }
    });
    let look = Look {
        columns: &columns,
        selection: props.selection.as_ref(),
        own,
        me: &me,
        text,
    };
    html! {
        <div class="panel">
            <table class="table cases">
                <caption class="unseen">{ text.cases_caption() }</caption>
                <thead><tr>
                    { for all }
                    { for columns.iter().map(|column| html! { <th scope="col" class={class(*column)}>{ heading(*column, text) }</th> }) }
                </tr></thead>
                <tbody>{ for props.items.iter().map(|case| row(case, &look)) }</tbody>
            </table>
        </div>
    }
}

const fn class(column: Column) -> &'static str {
    match column {
        Column::Number => "case-number",
        Column::Title => "case-title",
        Column::Client => "case-client",
        Column::Product => "case-product",
        Column::Severity => "case-severity",
        Column::State => "case-state",
        Column::FiledBy => "case-filer",
        Column::FiledAt => "case-filed",
        Column::Updated => "case-updated",
    }
}

/// What every row is drawn with.
struct Look<'a> {
    columns: &'a [Column],
    selection: Option<&'a Selection>,
    own: bool,
    me: &'a Me,
    text: Text,
}

fn row(case: &CaseRow, look: &Look<'_>) -> Html {
    let text = look.text;
    let choice = look.selection.map(|selection| {
        let next = selection.toggled(&case.number);
        let onchange = selection.onchange.reform(move |_: Event| next.clone());
        html! {
            <td class="case-choice">
                <input type="checkbox" aria-label={text.cases_choose(&case.number)} checked={selection.has(&case.number)} {onchange} />
            </td>
        }
    });
    html! {
        <tr key={case.number.clone()}>
            { for choice }
            { for look.columns.iter().map(|column| html! {
                <td class={classes!(class(*column), (*column == Column::Number).then_some("mono"))}>{ cell(case, *column, look) }</td>
            }) }
        </tr>
    }
}

fn cell(case: &CaseRow, column: Column, look: &Look<'_>) -> Html {
    match column {
        Column::Number => html! { { &case.number } },
        Column::Title => {
            let route = Route::Case {
                domain: look.me.domain.name.clone(),
                number: case.number.clone(),
            };
            let (key, number) = (opened_key(&look.me.domain.name), case.number.clone());
            let onfollow = Callback::from(move |()| Shelf::Tab.set(&key, &number));
            html! {
                <div class="titled"><To {route} {onfollow} row=true id={format!("case-{}", case.number)}>{ &case.title }</To>{ draw_marks(case, look.text) }</div>
            }
        }
        Column::Client => html! { { &case.client.title } },
        Column::Product => {
            let name = case
                .product
                .as_ref()
                .map(|names| names.in_language(look.text.0).to_owned());
            html! { { name.unwrap_or_default() } }
        }
        Column::Severity => html! { <SeverityBadge severity={case.severity} /> },
        Column::State => html! { <StateBadge state={case.state} /> },
        Column::FiledBy => {
            html! { <PersonName person={case.filed_by.clone()} domain={look.own && from_elsewhere(case)} /> }
        }
        Column::FiledAt => html! { <When at={case.filed_at} /> },
        Column::Updated => html! { <When at={case.updated_at} /> },
    }
}

/// To the client itself it matters whether its reseller filed the case.
fn from_elsewhere(case: &CaseRow) -> bool {
    let domain = case.filed_by.domain.as_ref();
    domain.is_some_and(|domain| domain.name != case.client.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_and_one_less() {
        let selection = |chosen: &[&str]| Selection {
            chosen: Rc::new(chosen.iter().map(|number| (*number).to_owned()).collect()),
            onchange: Callback::noop(),
        };
        assert_eq!(selection(&["A"]).toggled("B"), ["A", "B"]);
        assert_eq!(selection(&["A", "B"]).toggled("A"), ["B"]);
        assert!(selection(&["A"]).has("A") && !selection(&["A"]).has("B"));
        assert!(selection(&["A"]).all_toggled(&[]).is_empty());
    }
}
