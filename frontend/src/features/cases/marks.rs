//! What stands out about a case in a list: an answer that is due, an escalation, a test.

use crate::browser;
use crate::components::Tag;
use crate::i18n::Text;
use shared::Timestamp;
use shared::api::cases::CaseRow;
use yew::prelude::*;

/// How near an answer is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Urgency {
    Calm,
    Near,
    Late,
}

impl Urgency {
    const fn tone(self) -> Option<&'static str> {
        match self {
            Self::Calm => None,
            Self::Near => Some("warn"),
            Self::Late => Some("bad"),
        }
    }
}

/// How near, and in how many seconds; nothing while nobody waits.
fn due(case: &CaseRow, now: Timestamp) -> Option<(Urgency, i64)> {
    let left = (case.due_at?.micros() - now.micros()) / 1_000_000;
    let urgency = if left < 0 {
        Urgency::Late
    } else if case.near_at.is_some_and(|near_at| now >= near_at) {
        Urgency::Near
    } else {
        Urgency::Calm
    };
    Some((urgency, left))
}

/// How long until an answer is due, or since when it was: for the desk, which has a column for it.
#[cfg(feature = "whole")]
pub(crate) fn draw_due(case: &CaseRow, text: Text) -> Html {
    let Some((urgency, left)) = due(case, browser::now()) else {
        return Html::default();
    };
    let (said, whole) = match urgency {
        Urgency::Late => (
            format!("−{}", text.lasting(-left)),
            text.clock_late(&text.lasting(-left)),
        ),
        Urgency::Near => (text.lasting(left), text.clock_near(&text.lasting(left))),
        Urgency::Calm => (text.lasting(left), text.clock_running(&text.lasting(left))),
    };
    html! {
        <Tag tone={urgency.tone()}><span aria-hidden="true">{ said }</span><span class="unseen">{ whole }</span></Tag>
    }
}

/// Draws them behind the title. What is due later is said to the desk alone, in its own column.
pub(crate) fn draw_marks(case: &CaseRow, text: Text) -> Html {
    let said = match due(case, browser::now()) {
        Some((urgency @ Urgency::Late, left)) => Some((urgency, text.clock_late(&text.lasting(-left)))),
        Some((urgency @ Urgency::Near, left)) => Some((urgency, text.clock_near(&text.lasting(left)))),
        Some((Urgency::Calm, _)) | None => None,
    };
    html! {
        <>
            if let Some((urgency, said)) = said { <Tag tone={urgency.tone()}>{ said }</Tag> }
            { draw_kinds(case, text) }
        </>
    }
}

/// Draws what kind of case it is, where that stands out.
pub(crate) fn draw_kinds(case: &CaseRow, text: Text) -> Html {
    html! {
        <>
            if case.escalated { <Tag tone="warn">{ text.case_escalated() }</Tag> }
            if case.test { <Tag>{ text.test_case() }</Tag> }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::{DomainRef, Person};
    use shared::case::State;
    use shared::words::{DomainKind, Severity};

    #[test]
    fn what_is_due_is_calm_then_near_then_late() {
        let at = Timestamp::from_micros;
        let case = |due_at, near_at| CaseRow {
            number: "K7QF-3M2X".to_owned(),
            title: "Sensors lie".to_owned(),
            client: DomainRef {
                name: "delta.example".to_owned(),
                title: "Delta".to_owned(),
                kind: DomainKind::Client,
            },
            product: None,
            severity: Severity::P2,
            state: State::New,
            filed_by: Person {
                name: None,
                email: None,
                domain: None,
            },
            filed_at: at(0),
            updated_at: at(0),
            due_at,
            near_at,
            escalated: false,
            test: false,
        };
        let hours = |n: i64| Some(at(n * 3_600_000_000));
        let due = |case: &CaseRow| due(case, at(3_600_000_000));
        assert_eq!(due(&case(None, None)), None);
        assert_eq!(due(&case(hours(4), hours(3))), Some((Urgency::Calm, 3 * 3_600)));
        assert_eq!(due(&case(hours(2), hours(1))), Some((Urgency::Near, 3_600)));
        assert_eq!(due(&case(hours(0), hours(0))), Some((Urgency::Late, -3_600)));
    }
}
