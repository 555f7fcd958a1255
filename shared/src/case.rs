//! The life of a case: states, moves between them, and when a closed case may be reopened.
//!
//! ```text
//! new → in_progress → action_required ⇄ in_progress → solution_provided → closed
//! ```
//!
//! The machine stands here so that the interface and the server cannot disagree (DESIGN §3).

use crate::Timestamp;
use crate::words::words;

/// For how many days after closing a case may be reopened (DESIGN §3).
pub const REOPEN_DAYS: i64 = 30;

words! {
    /// Where a case stands.
    State {
        /// Filed; nobody has looked at it.
        New = "new",
        /// The support desk works on it.
        InProgress = "in_progress",
        /// The support desk asked something and waits.
        ActionRequired = "action_required",
        /// A solution waits for confirmation.
        SolutionProvided = "solution_provided",
        /// Done.
        Closed = "closed",
    }
}

words! {
    /// What moves a case from one state to another.
    Move {
        /// Support takes a new case on.
        Triage = "triage",
        /// Support asks for information.
        Ask = "ask",
        /// Support proposes a solution.
        Solve = "solve",
        /// Support closes what was solved.
        Conclude = "conclude",
        /// A customer says that the solution works.
        Confirm = "confirm",
        /// A customer's comment.
        Reply = "reply",
        /// A customer closes: the problem is gone.
        Close = "close",
        /// A customer, or support, takes a closed case up again.
        Reopen = "reopen",
    }
}

/// Why a move is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The state does not allow it.
    NotFrom(State),
    /// It was closed too long ago; a linked follow-up can be filed.
    ReopenWindowPassed,
}

impl Move {
    /// The state this move leads to from `state`, or why it is refused.
    ///
    /// `closed_at` is when the case was last closed; reopening is allowed until exactly
    /// [`REOPEN_DAYS`] days after it.
    ///
    /// ```
    /// use shared::{Timestamp, case::{Move, State}};
    /// let now = Timestamp::from_micros(0);
    /// assert_eq!(Move::Triage.from(State::New, None, now), Ok(State::InProgress));
    /// assert!(Move::Triage.from(State::Closed, Some(now), now).is_err());
    /// ```
    pub fn from(self, state: State, closed_at: Option<Timestamp>, now: Timestamp) -> Result<State, Refusal> {
        use State::{ActionRequired, Closed, InProgress, New, SolutionProvided};
        match (self, state) {
            (Self::Triage, New) => Ok(InProgress),
            (Self::Ask, New | InProgress | SolutionProvided) => Ok(ActionRequired),
            (Self::Solve, New | InProgress | ActionRequired) => Ok(SolutionProvided),
            (Self::Conclude | Self::Confirm, SolutionProvided) => Ok(Closed),
            (Self::Reply, ActionRequired | SolutionProvided) => Ok(InProgress),
            (Self::Reply, New | InProgress) => Ok(state),
            (Self::Close, New | InProgress | ActionRequired | SolutionProvided) => Ok(Closed),
            (Self::Reopen | Self::Reply, Closed) => match closed_at {
                Some(closed_at) if now > reopen_until(closed_at) => Err(Refusal::ReopenWindowPassed),
                _ => Ok(InProgress),
            },
            _ => Err(Refusal::NotFrom(state)),
        }
    }

    /// Whether the move is possible on a case that was closed as a duplicate of another: it goes on
    /// there, so nothing but taking it up again, which undoes the merging, and only by the desk.
    #[must_use]
    pub const fn on_merged(self, desk: bool) -> bool {
        desk && matches!(self, Self::Reopen)
    }

    /// The moves that are possible from a state, whoever makes them.
    #[must_use]
    pub fn possible(state: State, closed_at: Option<Timestamp>, now: Timestamp) -> Vec<Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|step| step.from(state, closed_at, now).is_ok())
            .collect()
    }
}

/// The last instant at which a case closed at `closed_at` may be reopened.
#[must_use]
pub const fn reopen_until(closed_at: Timestamp) -> Timestamp {
    closed_at.plus_days(REOPEN_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_760_000_000_000_000);

    #[test]
    fn the_whole_table() {
        // rows: moves, columns: states; `-` is refused.
        let expected = "
            triage   in_progress       -                 -                 -                 -
            ask      action_required   action_required   -                 action_required   -
            solve    solution_provided solution_provided solution_provided -                 -
            conclude -                 -                 -                 closed            -
            confirm  -                 -                 -                 closed            -
            reply    new               in_progress       in_progress       in_progress       in_progress
            close    closed            closed            closed            closed            -
            reopen   -                 -                 -                 -                 in_progress";
        for (line, step) in expected.trim().lines().zip(Move::ALL) {
            let mut words = line.split_whitespace();
            assert_eq!(words.next(), Some(step.as_str()));
            for (word, state) in words.zip(State::ALL) {
                let led_to = step.from(*state, Some(NOW), NOW).map_or("-", State::as_str);
                assert_eq!(led_to, word, "{step} from {state}");
            }
        }
    }

    #[test]
    fn reopening_ends_after_thirty_days() {
        let closed_at = Some(NOW);
        let limit = NOW.plus_days(30);
        assert_eq!(
            Move::Reopen.from(State::Closed, closed_at, limit),
            Ok(State::InProgress)
        );
        let late = limit.plus_seconds(1);
        assert_eq!(
            Move::Reopen.from(State::Closed, closed_at, late),
            Err(Refusal::ReopenWindowPassed)
        );
        assert_eq!(
            Move::Reply.from(State::Closed, closed_at, late),
            Err(Refusal::ReopenWindowPassed)
        );
    }

    #[test]
    fn a_merged_case_is_taken_up_again_by_the_desk_only() {
        let by = |desk: bool| {
            let moves = Move::ALL.iter().copied();
            moves.filter(|step| step.on_merged(desk)).collect::<Vec<_>>()
        };
        assert_eq!(by(true), [Move::Reopen]);
        assert_eq!(by(false), []);
    }

    #[test]
    fn what_is_possible_is_what_is_not_refused() {
        let now = Timestamp::from_micros(0);
        assert_eq!(
            Move::possible(State::SolutionProvided, None, now),
            [Move::Ask, Move::Conclude, Move::Confirm, Move::Reply, Move::Close]
        );
        assert_eq!(
            Move::possible(State::Closed, Some(now), now),
            [Move::Reply, Move::Reopen]
        );
        assert_eq!(Move::possible(State::Closed, Some(now), now.plus_days(31)), []);
    }
}
