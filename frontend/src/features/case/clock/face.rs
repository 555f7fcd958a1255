//! What the clock says now.

use crate::i18n::Text;
use crate::urgency::{Due, Urgency};
use shared::Timestamp;
use shared::api::targets::{ClockState, ResponseClock};

impl Urgency {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::None => "clock-none",
            Self::Calm => "clock-calm",
            Self::Near => "clock-near",
            Self::Late => "clock-late",
        }
    }
}

/// What the clock says, and how urgently.
pub(super) fn face(clock: &ResponseClock, now: Timestamp, text: Text) -> (Urgency, String) {
    let said = |words: &str| words.to_owned();
    if let (Some(_), Some(due_at)) = (clock.waiting_since, clock.due_at) {
        let due = Due::at(due_at, clock.near_at, now);
        return (due.urgency, due.sentence(text));
    }
    match clock.state {
        ClockState::Met => (Urgency::Calm, said(text.clock_met())),
        ClockState::Breached => (Urgency::Late, said(text.clock_missed())),
        ClockState::Paused => (Urgency::None, said(text.clock_paused())),
        ClockState::Stopped => (Urgency::None, said(text.clock_stopped())),
        ClockState::Running | ClockState::NotOffered => (Urgency::None, said(text.clock_not_offered())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    const AT: Timestamp = Timestamp::from_micros(1_780_000_000_000_000);

    fn waiting() -> ResponseClock {
        ResponseClock {
            state: ClockState::Running,
            minutes: Some(60),
            waiting_since: Some(AT),
            due_at: Some(AT.plus_seconds(3_600)),
            near_at: Some(AT.plus_seconds(2_700)),
            near: false,
            answered_at: None,
        }
    }

    #[test]
    fn it_becomes_urgent_while_one_looks() {
        let text = Text(Language::En);
        let at = |seconds| face(&waiting(), AT.plus_seconds(seconds), text);
        assert_eq!(at(0), (Urgency::Calm, "Due in 1\u{a0}h".to_owned()));
        assert_eq!(at(2_699).0, Urgency::Calm);
        assert_eq!(
            at(2_700),
            (Urgency::Near, "Due soon: 15\u{a0}min left".to_owned())
        );
        assert_eq!(at(3_600).0, Urgency::Near);
        assert_eq!(
            at(3_600 + 7_200),
            (Urgency::Late, "Overdue by 2\u{a0}h".to_owned())
        );
    }

    #[test]
    fn what_nobody_waits_for_is_told_by_how_it_went() {
        let text = Text(Language::Fr);
        let of = |state| ResponseClock {
            state,
            waiting_since: None,
            due_at: None,
            near_at: None,
            ..waiting()
        };
        for (state, urgency) in [
            (ClockState::Met, Urgency::Calm),
            (ClockState::Breached, Urgency::Late),
            (ClockState::Paused, Urgency::None),
            (ClockState::Stopped, Urgency::None),
            (ClockState::NotOffered, Urgency::None),
        ] {
            assert_eq!(face(&of(state), AT, text).0, urgency, "{state}");
        }
        let unpromised = ResponseClock {
            due_at: None,
            near_at: None,
            state: ClockState::NotOffered,
            ..waiting()
        };
        assert_eq!(face(&unpromised, AT, text).1, text.clock_not_offered());
    }
}
