//! What happened to a case, as a conversation: what was said in full, what changed in a line.

use super::links::CaseLink;
use crate::components::{PersonName, Tag, When, draw, prose};
use crate::features::attachments::size;
use crate::hooks::Load;
use crate::i18n::Text;
use shared::Timestamp;
use shared::api::cases::{HistoryItem, HistoryKind};
use shared::api::links::LinkKind;
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
        Some(_) if item.kind == HistoryKind::Comment => html! {
            <li key={id.clone()} {id} class={classes!("said", item.internal.then_some("said-internal"))}>
                <div class="said-head">
                    { who(item, true, text) }
                    if is_support(item) { <Tag>{ text.case_support() }</Tag> }
                    if item.internal { <Tag tone="warn">{ text.case_internal() }</Tag> }
                    <span class="muted"><When at={item.at} /></span>
                </div>
                { prose(&item.prose) }
            </li>
        },
        _ => html! {
            <li key={id.clone()} {id} class="happened">
                { who(item, false, text) }
                { " " }{ what_happened(item, text) }{ " " }{ to_what(item) }
                if item.internal { <Tag tone="warn">{ text.case_internal() }</Tag>{ " " } }
                <span class="faint"><When at={item.at} /></span>
                if item.body.is_some() { <div class="change-reason">{ prose(&item.prose) }</div> }
            </li>
        },
    }
}

/// Who did it; what happened by itself, the program did.
fn who(item: &HistoryItem, domain: bool, text: Text) -> Html {
    match &item.by {
        Some(person) => html! { <PersonName person={person.clone()} {domain} /> },
        None => html! { <span class="person">{ text.automatically() }</span> },
    }
}

fn is_support(item: &HistoryItem) -> bool {
    let domain = item.by.as_ref().and_then(|person| person.domain.as_ref());
    domain.is_some_and(|domain| domain.kind == DomainKind::Vendor)
}

/// What a change in words ends with: another case, or an instant.
fn to_what(item: &HistoryItem) -> Html {
    let to = item.to.as_deref().unwrap_or_default();
    match item.kind {
        HistoryKind::Linked | HistoryKind::Unlinked => {
            html! { <><CaseLink number={to.to_owned()} />{ " " }</> }
        }
        HistoryKind::ClosingAnnounced => match to.parse::<Timestamp>() {
            Ok(at) => html! { <><When {at} absolute=true />{ " " }</> },
            Err(_) => html! { { to } },
        },
        _ => Html::default(),
    }
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
        HistoryKind::Reclassified => text.event_reclassified(&severity(from), &severity(to)),
        HistoryKind::Reference if to.is_empty() => text.event_reference_removed().to_owned(),
        HistoryKind::Reference => text.event_reference(to),
        HistoryKind::Escalated => {
            let reason = to.parse().map_or(to, |reason| text.escalation_reason(reason));
            text.event_escalated(reason)
        }
        HistoryKind::EscalationAcknowledged => text.event_escalation_acknowledged().to_owned(),
        HistoryKind::EscalationResolved => text.event_escalation_resolved().to_owned(),
        HistoryKind::ClosingAnnounced => text.event_closing_announced().to_owned(),
        HistoryKind::Linked => match from.parse::<LinkKind>() {
            Ok(LinkKind::Follows) => text.event_follows().to_owned(),
            Ok(LinkKind::FollowedBy) => text.event_followed_by().to_owned(),
            Ok(LinkKind::DuplicateOf) => text.event_duplicate_of().to_owned(),
            Ok(LinkKind::Duplicate) => text.event_duplicate().to_owned(),
            Ok(LinkKind::Related) | Err(_) => text.event_linked().to_owned(),
        },
        HistoryKind::Unlinked => text.event_unlinked().to_owned(),
        HistoryKind::Rated => text.event_rated(to),
        HistoryKind::Engineer => text.event_engineer().to_owned(),
        HistoryKind::Summary => text.event_summary().to_owned(),
        HistoryKind::Assigned if to.is_empty() => text.event_released().to_owned(),
        HistoryKind::Assigned => text.event_assigned(to),
        HistoryKind::Team if to.is_empty() => text.event_no_team().to_owned(),
        HistoryKind::Team => text.event_team(to),
        HistoryKind::TakenBack => text.event_taken_back().to_owned(),
        HistoryKind::Attached => text.event_attached(to, &size(from.parse().unwrap_or(0), text)),
        HistoryKind::Redacted => text.event_redacted(from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn changes_are_told_in_words() {
        let item = |kind, from: Option<&str>, to: Option<&str>| HistoryItem {
            id: uuid_of_nothing(),
            kind,
            at: Timestamp::from_micros(0),
            by: None,
            body: None,
            prose: Vec::new(),
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
        assert_eq!(
            told(item(HistoryKind::Attached, Some("1536"), Some("trace.log"))),
            "a ajouté «\u{a0}trace.log\u{a0}» (1,5\u{a0}ko)"
        );
        assert_eq!(
            told(item(
                HistoryKind::Redacted,
                Some("trace.log"),
                Some("mot de passe")
            )),
            "a retiré «\u{a0}trace.log\u{a0}»\u{a0}: mot de passe"
        );
        assert_eq!(told(item(HistoryKind::Filed, None, None)), "a déposé la demande");
        let linked = item(HistoryKind::Linked, Some("duplicate_of"), Some("K7QF-3M2X"));
        assert_eq!(told(linked), "a clos cette demande comme doublon de");
        let escalated = item(HistoryKind::Escalated, None, Some("business_impact"));
        assert!(told(escalated).ends_with("Impact sur l’activité"));
        let removed = item(HistoryKind::Reference, Some("PO-1"), Some(""));
        assert_eq!(told(removed), "a retiré la référence du client");
    }

    fn uuid_of_nothing<T: serde::de::DeserializeOwned>() -> T {
        serde_json::from_str("\"00000000-0000-0000-0000-000000000000\"").unwrap()
    }
}
