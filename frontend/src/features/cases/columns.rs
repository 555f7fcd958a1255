//! What the list shows of each case: the reader's choice, kept in the browser and in the address.

use super::query::toggled;
use crate::components::{Glyph, Icon, Menu};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::lists::Column;
use shared::words::DomainKind;
use yew::prelude::*;

/// What a column is called.
pub(super) const fn heading(column: Column, text: Text) -> &'static str {
    match column {
        Column::Number => text.column_number(),
        Column::Title => text.column_title(),
        Column::Client => text.column_client(),
        Column::Product => text.column_product(),
        Column::Severity => text.column_severity(),
        Column::State => text.column_state(),
        Column::FiledBy => text.column_filed_by(),
        Column::FiledAt => text.column_filed_at(),
        Column::Updated => text.column_updated(),
    }
}

/// What [`ColumnsMenu`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ColumnsProps {
    pub(super) columns: Vec<Column>,
    pub(super) onchange: Callback<Vec<Column>>,
}

/// Check boxes for the columns, folded into a button. The title stays: it leads to the case.
#[component]
pub(super) fn ColumnsMenu(props: &ColumnsProps) -> Html {
    let text = use_text();
    let client = use_me().domain.kind == DomainKind::Client;
    let offered = Column::ALL.iter().copied();
    let offered = offered.filter(|column| *column != Column::Client || !client);
    let boxes = offered.map(|column| {
        let next = toggled(Column::ALL, &props.columns, column);
        let onchange = props.onchange.reform(move |_: Event| next.clone());
        html! {
            <label class="check filter-choice" key={column.as_str()}>
                <input type="checkbox" checked={props.columns.contains(&column)} disabled={column == Column::Title} {onchange} />
                { heading(column, text) }
            </label>
        }
    });
    let button = html! { <>{ text.cases_columns() }<Icon glyph={Glyph::ChevronDown} /></> };
    html! {
        <Menu id="columns" class="filter" label={text.cases_columns()} {button}>
            <div role="group" aria-label={text.cases_columns()}>{ for boxes }</div>
        </Menu>
    }
}
