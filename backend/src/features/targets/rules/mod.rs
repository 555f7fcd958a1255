//! What the clock of a case shows, without I/O: who waits since when, when it ran and stood still, and
//! which time counts.

mod coverage;
mod replay;

pub(super) use coverage::{Calendar, Coverage, covered_between, due, near};
pub(super) use replay::{Stretch, begun_by_import, periods, stretches};

use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::targets::ClockState;
use shared::case::State;
use shared::words::Severity;

/// What happens to a case, as far as its clock goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// It is filed.
    Filed,
    /// Something is said that everybody who sees the case may read.
    Said,
    /// It moves from one state to another.
    Moved(State, State),
    /// Its severity changes from one to another.
    Severity(Severity, Severity),
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) at: Timestamp,
    /// By the vendor, in its own domain. Anybody else is a customer.
    pub(super) desk: bool,
    pub(super) what: What,
}

/// What becomes of waiting for a word of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Whoever waited waits on; nobody else does.
    Stays,
    /// Somebody waits from now on.
    Begins,
    /// Nobody waits any more: the desk answered, or there is nothing to answer.
    Ends { answered: bool },
}

/// Whether the clock runs in a state.
pub(super) const fn runs(state: State) -> bool {
    matches!(state, State::New | State::InProgress)
}

/// What an event does to waiting, if somebody `waits` or nobody does.
///
/// A customer waits from filing, from the first word that is not answered yet, and from taking the case up
/// again. The desk answers by anything that everybody may read. Where the clock stands still or has
/// stopped, nobody waits.
pub(super) fn turn(waits: bool, event: &Event) -> Turn {
    match event.what {
        What::Filed => Turn::Begins,
        What::Said if event.desk && waits => Turn::Ends { answered: true },
        What::Said if event.desk || waits || mutated!(CustomersWordStartsNothing) => Turn::Stays,
        What::Said => Turn::Begins,
        What::Moved(_, to) if !runs(to) && waits => Turn::Ends {
            answered: event.desk && to != State::Closed,
        },
        What::Moved(from, to) if !runs(from) && runs(to) && !waits && !event.desk => Turn::Begins,
        What::Moved(..) | What::Severity(..) => Turn::Stays,
    }
}

/// How a time of waiting went that has ended.
pub(super) fn outcome(due_at: Option<Timestamp>, until: Timestamp, answered: bool) -> ClockState {
    match due_at {
        None => ClockState::NotOffered,
        Some(due_at) if until > due_at => ClockState::Breached,
        Some(_) if answered => ClockState::Met,
        Some(_) => ClockState::Stopped,
    }
}

/// How it stands with an answer that is waited for.
pub(super) fn waiting(due_at: Option<Timestamp>, now: Timestamp) -> ClockState {
    match due_at {
        None => ClockState::NotOffered,
        Some(due_at) if now > due_at => ClockState::Breached,
        Some(_) => ClockState::Running,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use State::{ActionRequired, Closed, InProgress, New, SolutionProvided};

    fn event(desk: bool, what: What) -> Event {
        Event {
            at: Timestamp::from_micros(0),
            desk,
            what,
        }
    }

    #[test]
    fn customers_begin_to_wait_and_the_desk_answers() {
        let by = |desk, waits, what| turn(waits, &event(desk, what));
        const ANSWERED: Turn = Turn::Ends { answered: true };
        const OVER: Turn = Turn::Ends { answered: false };
        for (what, desk, waits, expected) in [
            // Filed for a caller on the telephone, too.
            (What::Filed, true, false, Turn::Begins),
            (What::Filed, false, false, Turn::Begins),
            (What::Said, false, false, Turn::Begins),
            (What::Said, false, true, Turn::Stays),
            (What::Said, true, true, ANSWERED),
            (What::Said, true, false, Turn::Stays),
            (What::Moved(New, InProgress), true, true, Turn::Stays),
            (What::Moved(New, InProgress), true, false, Turn::Stays),
            (What::Moved(InProgress, ActionRequired), true, true, ANSWERED),
            (What::Moved(InProgress, SolutionProvided), true, true, ANSWERED),
            (What::Moved(InProgress, ActionRequired), true, false, Turn::Stays),
            (
                What::Moved(ActionRequired, InProgress),
                false,
                false,
                Turn::Begins,
            ),
            (What::Moved(ActionRequired, InProgress), false, true, Turn::Stays),
            (What::Moved(Closed, InProgress), false, false, Turn::Begins),
            (What::Moved(Closed, InProgress), true, false, Turn::Stays),
            (What::Moved(New, Closed), false, true, OVER),
            (What::Moved(InProgress, Closed), true, true, OVER),
            (What::Moved(SolutionProvided, Closed), true, false, Turn::Stays),
            (
                What::Severity(Severity::P4, Severity::P1),
                false,
                true,
                Turn::Stays,
            ),
            (
                What::Severity(Severity::P4, Severity::P1),
                true,
                false,
                Turn::Stays,
            ),
        ] {
            assert_eq!(
                by(desk, waits, what),
                expected,
                "{what:?} desk: {desk} waits: {waits}"
            );
        }
    }

    #[test]
    fn what_is_due_is_kept_at_that_very_instant() {
        let due = Timestamp::from_micros(1_000_000);
        let late = Timestamp::from_micros(1_000_001);
        assert_eq!(waiting(Some(due), due), ClockState::Running);
        assert_eq!(waiting(Some(due), late), ClockState::Breached);
        assert_eq!(waiting(None, late), ClockState::NotOffered);
        assert_eq!(outcome(Some(due), due, true), ClockState::Met);
        assert_eq!(outcome(Some(due), late, true), ClockState::Breached);
        assert_eq!(outcome(Some(due), due, false), ClockState::Stopped);
        assert_eq!(outcome(Some(due), late, false), ClockState::Breached);
        assert_eq!(outcome(None, late, true), ClockState::NotOffered);
    }
}
