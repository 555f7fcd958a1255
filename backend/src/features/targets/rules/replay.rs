//! The clock of a case from what happened to it, without I/O.

use super::{Event, Turn, What, runs, turn};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::case::State;
use shared::words::Severity;

/// A time during which somebody waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::features::targets) struct Period {
    pub(in crate::features::targets) since: Timestamp,
    /// When it ended, and whether by an answer; nothing if it goes on.
    pub(in crate::features::targets) end: Option<(Timestamp, bool)>,
    /// The severity at its end.
    pub(in crate::features::targets) severity: Severity,
}

/// A time during which the clock ran or stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::features::targets) struct Stretch {
    pub(in crate::features::targets) running: bool,
    pub(in crate::features::targets) state: State,
    pub(in crate::features::targets) severity: Severity,
    pub(in crate::features::targets) from: Timestamp,
    pub(in crate::features::targets) to: Option<Timestamp>,
    /// Which event began it.
    pub(in crate::features::targets) begun_by: usize,
}

/// The severity that a case of now `severity` was filed with.
fn filed_with(events: &[Event], severity: Severity) -> Severity {
    let first = events.iter().find_map(|event| match event.what {
        What::Severity(from, _) => Some(from),
        _ => None,
    });
    first.unwrap_or(severity)
}

/// The move that an import kept quiet about: of a case that is there in a state in which it was not filed.
/// The events are in order, and the case is in `state` now. It is taken to have happened by the last word
/// before anything that is known of, or when the case was closed; and to be the desk's.
pub(in crate::features::targets) fn begun_by_import(
    events: &[Event],
    state: State,
    closed_at: Option<Timestamp>,
) -> Option<Event> {
    let moved = events.iter().find_map(|event| match event.what {
        What::Moved(from, _) => Some((event.at, from)),
        _ => None,
    });
    let begun = moved.map_or(state, |(_, from)| from);
    if runs(begun) {
        return None;
    }
    let before = |event: &&Event| moved.is_none_or(|(at, _)| event.at < at);
    let filed = events.first()?.at;
    let said = events.iter().filter(before).map(|event| event.at).max();
    let closed = closed_at.filter(|_| moved.is_none() && state == State::Closed);
    Some(Event {
        at: closed.or(said).unwrap_or(filed),
        desk: true,
        what: What::Moved(State::New, begun),
    })
}

/// Every time that somebody waited, oldest first.
///
/// What ends without an answer at the instant at which it began was no waiting: the last words of somebody
/// who closes the case.
pub(in crate::features::targets) fn periods(events: &[Event], severity: Severity) -> Vec<Period> {
    let mut severity = filed_with(events, severity);
    let mut periods = Vec::new();
    let mut since = None::<Timestamp>;
    for event in events {
        if let What::Severity(_, to) = event.what {
            severity = to;
        }
        match (turn(since.is_some(), event), since) {
            (Turn::Begins, None) => since = Some(event.at),
            (Turn::Ends { answered }, Some(began)) => {
                if answered || began != event.at {
                    periods.push(Period {
                        since: began,
                        end: Some((event.at, answered)),
                        severity,
                    });
                }
                since = None;
            }
            _ => {}
        }
    }
    periods.extend(since.map(|since| Period {
        since,
        end: None,
        severity,
    }));
    periods
}

/// When the clock ran and when it stood still, oldest first: cut where it begins or stops to run, where the
/// desk waits for something else, and where another severity changes what is covered.
pub(in crate::features::targets) fn stretches(events: &[Event], severity: Severity) -> Vec<Stretch> {
    let mut severity = filed_with(events, severity);
    let mut stretches = Vec::<Stretch>::new();
    for (place, event) in events.iter().enumerate() {
        let open = stretches.last().copied().filter(|last| last.to.is_none());
        let state = match event.what {
            What::Filed => Some(State::New),
            What::Moved(from, to) if !(runs(from) && runs(to)) => Some(to),
            What::Severity(_, to) => {
                severity = to;
                open.filter(|open| open.running).map(|open| open.state)
            }
            What::Moved(..) | What::Said => None,
        };
        let Some(state) = state else { continue };
        if let Some(last) = stretches.last_mut().filter(|_| open.is_some()) {
            last.to = Some(event.at);
        }
        if state != State::Closed {
            stretches.push(Stretch {
                running: runs(state) || mutated!(ClockRunsWhilePaused),
                state,
                severity,
                from: event.at,
                to: None,
                begun_by: place,
            });
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use Severity::{P2, P4};
    use State::{ActionRequired, Closed, InProgress, New, SolutionProvided};

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_micros(minute * 60_000_000)
    }

    fn by(desk: bool, minute: i64, what: What) -> Event {
        Event {
            at: at(minute),
            desk,
            what,
        }
    }

    /// Filed, taken on, asked, answered, made more urgent, solved, closed, taken up again.
    fn life() -> Vec<Event> {
        vec![
            by(false, 0, What::Filed),
            by(true, 5, What::Moved(New, InProgress)),
            by(true, 10, What::Said),
            by(true, 10, What::Moved(InProgress, ActionRequired)),
            by(false, 30, What::Said),
            by(false, 30, What::Moved(ActionRequired, InProgress)),
            by(false, 35, What::Severity(P4, P2)),
            by(false, 36, What::Said),
            by(true, 40, What::Said),
            by(true, 50, What::Moved(InProgress, SolutionProvided)),
            by(false, 60, What::Said),
            by(false, 60, What::Moved(SolutionProvided, Closed)),
            by(false, 90, What::Moved(Closed, InProgress)),
        ]
    }

    #[test]
    fn the_clock_runs_and_stands() {
        let seen = stretches(&life(), P2)
            .into_iter()
            .map(|s| (s.running, s.state, s.severity, s.from, s.to, s.begun_by))
            .collect::<Vec<_>>();
        assert_eq!(
            seen,
            [
                (true, New, P4, at(0), Some(at(10)), 0),
                (false, ActionRequired, P4, at(10), Some(at(30)), 3),
                (true, InProgress, P4, at(30), Some(at(35)), 5),
                (true, InProgress, P2, at(35), Some(at(50)), 6),
                (false, SolutionProvided, P2, at(50), Some(at(60)), 9),
                (true, InProgress, P2, at(90), None, 12),
            ]
        );
    }

    #[test]
    fn who_waits_waits_from_the_first_word() {
        let seen = periods(&life(), P2)
            .into_iter()
            .map(|p| (p.since, p.end, p.severity))
            .collect::<Vec<_>>();
        assert_eq!(
            seen,
            [
                (at(0), Some((at(10), true)), P4),
                (at(30), Some((at(40), true)), P2),
                (at(90), None, P2),
            ]
        );
    }

    #[test]
    fn closing_ends_the_wait_without_an_answer() {
        let events = [by(false, 0, What::Filed), by(false, 7, What::Moved(New, Closed))];
        let waited = periods(&events, P4);
        assert_eq!(waited.len(), 1);
        assert_eq!(waited[0].end, Some((at(7), false)));
        assert_eq!(stretches(&events, P4).len(), 1);
    }

    #[test]
    fn what_an_import_does_not_tell_is_taken_from_what_it_does() {
        let filed = by(false, 0, What::Filed);
        let asked = by(true, 20, What::Said);
        let events = [filed, asked];
        // As it was filed, or merely taken on.
        for state in [New, InProgress] {
            assert_eq!(begun_by_import(&events, state, None), None);
        }
        let quiet = |state, closed_at| begun_by_import(&events, state, closed_at).map(|e| (e.at, e.what));
        assert_eq!(
            quiet(ActionRequired, None),
            Some((at(20), What::Moved(New, ActionRequired)))
        );
        assert_eq!(
            quiet(Closed, Some(at(50))),
            Some((at(50), What::Moved(New, Closed)))
        );
        assert_eq!(
            begun_by_import(&[filed], SolutionProvided, None).map(|e| e.at),
            Some(at(0))
        );
        // Imported as closed, and taken up again here.
        let again = [
            filed,
            asked,
            by(false, 90, What::Said),
            by(false, 90, What::Moved(Closed, InProgress)),
        ];
        let begun = begun_by_import(&again[..], InProgress, None);
        assert_eq!(
            begun.map(|e| (e.at, e.what)),
            Some((at(20), What::Moved(New, Closed)))
        );
        // What happened here is known.
        assert_eq!(begun_by_import(&life(), InProgress, None), None);
    }
}
