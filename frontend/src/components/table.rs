//! Tables; on small screens each row becomes a card.

use yew::prelude::*;

/// What a [`Table`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct TableProps {
    /// What the table lists, for those who do not see it.
    pub(crate) caption: AttrValue,
    /// The columns' headings.
    pub(crate) head: Vec<AttrValue>,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// The rows, `<tr>` each. Cells carry their column's heading in `data-label`.
    pub(crate) children: Html,
}

/// A table.
#[component]
pub(crate) fn Table(props: &TableProps) -> Html {
    html! {
        <table class={classes!("table", props.class.clone())}>
            <caption class="unseen">{ &props.caption }</caption>
            <thead><tr>
                { for props.head.iter().map(|heading| html! { <th scope="col">{ heading }</th> }) }
            </tr></thead>
            <tbody>{ props.children.clone() }</tbody>
        </table>
    }
}
