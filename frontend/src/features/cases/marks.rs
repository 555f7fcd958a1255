//! What stands out about a case in a list: an answer that is due, an escalation, a test.

use crate::browser;
use crate::components::Tag;
use crate::i18n::Text;
use shared::Timestamp;
use shared::api::cases::CaseRow;
use yew::prelude::*;

/// What is said of an answer that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Due {
    tone: Option<&'static str>,
    said: String,
}

/// Nothing while nobody waits. What is far off is said at the desk (`all`) only.
fn due(case: &CaseRow, all: bool, now: Timestamp, text: Text) -> Option<Due> {
    let due_at = case.due_at?;
    let left = (due_at.micros() - now.micros()) / 1_000_000;
    let (tone, said) = if left < 0 {
        (Some("bad"), text.clock_late(&text.lasting(-left)))
    } else if case.near_at.is_some_and(|near_at| now >= near_at) {
        (Some("warn"), text.clock_near(&text.lasting(left)))
    } else if all {
        (None, text.clock_running(&text.lasting(left)))
    } else {
        return None;
    };
    Some(Due { tone, said })
}

/// Draws them behind the title.
pub(crate) fn draw_marks(case: &CaseRow, all: bool, text: Text) -> Html {
    let due = due(case, all, browser::now(), text);
    html! {
        <>
            if let Some(due) = due { { " " }<Tag tone={due.tone}>{ due.said }</Tag> }
            if case.escalated { { " " }<Tag tone="warn">{ text.case_escalated() }</Tag> }
            if case.test { { " " }<Tag>{ text.test_case() }</Tag> }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::{DomainRef, Person};
    use shared::case::State;
    use shared::words::{DomainKind, Language, Severity};

    #[test]
    fn a_list_says_what_is_nearly_due_and_the_desk_everything() {
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
        let text = Text(Language::En);
        let tone = |case: &CaseRow, all| due(case, all, at(3_600_000_000), text).map(|due| due.tone);
        let hours = |n: i64| Some(at(n * 3_600_000_000));
        assert_eq!(tone(&case(None, None), true), None);
        let calm = case(hours(4), hours(3));
        assert_eq!((tone(&calm, true), tone(&calm, false)), (Some(None), None));
        assert_eq!(tone(&case(hours(2), hours(1)), false), Some(Some("warn")));
        assert_eq!(tone(&case(hours(0), hours(0)), false), Some(Some("bad")));
    }
}
