//! What happened to a case, as a conversation: what was said in full, what changed in a line.

use super::prose::prose;
use crate::components::{PersonName, Tag, When, draw};
use crate::hooks::Load;
use crate::i18n::Text;
use shared::api::cases::{HistoryItem, HistoryKind};
use shared::case::State;
use shared::words::{DomainKind, Severity};
use yew::prelude::*;

/// Draws the history.
pub(super) fn draw_history(load: &Load<Vec<HistoryItem>>, text: Text) -> Html {
    html! {
        <section class="history" aria-labelledby="history-title">
            <h2 id="history-title">{ text.case_history() }</h2>
            { draw(load, text, |items| html! {
                <ol aria-live="polite" aria-relevant="additions">{ for items.iter().map(|item| entry(item, text)) }</ol>
            }) }
        </section>
    }
}

fn entry(item: &HistoryItem, text: Text) -> Html {
    let id = format!("h-{}", item.id);
    match &item.body {
        Some(body) if item.kind == HistoryKind::Comment => html! {
            <li key={id.clone()} {id} class={classes!("said", item.internal.then_some("said-internal"))}>
                <div class="said-head">
                    <PersonName person={item.by.clone()} domain=true />
                    if is_support(item) { <Tag>{ text.case_support() }</Tag> }
                    if item.internal { <Tag tone="warn">{ text.case_internal() }</Tag> }
                    <span class="muted"><When at={item.at} /></span>
                </div>
                { prose(body) }
            </li>
        },
        _ => html! {
            <li key={id.clone()} {id} class="happened">
                <PersonName person={item.by.clone()} />
                { " " }{ what_happened(item, text) }{ " " }
                <span class="faint"><When at={item.at} /></span>
            </li>
        },
    }
}

fn is_support(item: &HistoryItem) -> bool {
    item.by
        .domain
        .as_ref()
        .is_some_and(|domain| domain.kind == DomainKind::Vendor)
}

/// A change in words. Words that this version does not know are shown as they came.
fn what_happened(item: &HistoryItem, text: Text) -> String {
    let from = item.from.as_deref().unwrap_or_default();
    let to = item.to.as_deref().unwrap_or_default();
    let severity = |word: &str| {
        word.parse::<Severity>()
            .map_or_else(|_| word.to_owned(), |one| one.as_str().to_owned())
    };
    match item.kind {
        HistoryKind::Filed | HistoryKind::Comment => text.event_filed().to_owned(),
        HistoryKind::State => {
            let name = to.parse::<State>().map_or(to, |state| text.state(state));
            text.event_state(name)
        }
        HistoryKind::Severity => text.event_severity(&severity(from), &severity(to)),
        HistoryKind::Title => text.event_title(to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::Person;
    use shared::words::Language;

    #[test]
    fn changes_are_told_in_words() {
        let item = |kind, from: Option<&str>, to: Option<&str>| HistoryItem {
            id: uuid_of_nothing(),
            kind,
            at: Timestamp::from_micros(0),
            by: Person {
                name: None,
                email: None,
                domain: None,
            },
            body: None,
            internal: false,
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        let told = |item: HistoryItem| what_happened(&item, Text(Language::Fr));
        assert!(told(item(HistoryKind::State, Some("new"), Some("in_progress"))).ends_with("En cours"));
        assert!(told(item(HistoryKind::State, None, Some("later_word"))).ends_with("later_word"));
        assert_eq!(
            told(item(HistoryKind::Severity, Some("P4"), Some("P2"))),
            "a modifié la gravité de P4 à P2"
        );
        assert_eq!(told(item(HistoryKind::Filed, None, None)), "a déposé la demande");
    }

    fn uuid_of_nothing<T: serde::de::DeserializeOwned>() -> T {
        serde_json::from_str("\"00000000-0000-0000-0000-000000000000\"").unwrap()
    }
}
