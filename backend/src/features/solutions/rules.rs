//! What goes with a solution, without I/O.

use crate::error::{Error, Result};
use shared::api::cases::MakeMove;
use shared::api::solutions::Summarize;
use shared::case::{Move, State};

/// What was done, and what is recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words<'a> {
    /// What was done.
    pub(crate) summary: &'a str,
    /// What is recommended.
    pub(crate) recommendation: Option<&'a str>,
}

impl<'a> From<&'a Summarize> for Words<'a> {
    fn from(request: &'a Summarize) -> Self {
        Self {
            summary: request.summary.trim(),
            recommendation: said(request.recommendation.as_deref()),
        }
    }
}

impl Words<'_> {
    /// As a comment, where nothing else is said with the solution.
    pub(crate) fn comment(&self) -> String {
        match self.recommendation {
            None => self.summary.to_owned(),
            Some(recommendation) => format!("{}\n\n{recommendation}", self.summary),
        }
    }
}

fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// What was done, of a move that proposes a solution; nothing for other moves.
///
/// # Errors
/// The field `/comment` when a solution says nothing; `/summary` and `/recommendation` with another
/// move.
pub(crate) fn of_move(step: Move, request: &MakeMove) -> Result<Option<Words<'_>>> {
    let summary = said(request.summary.as_deref());
    let recommendation = said(request.recommendation.as_deref());
    if step != Move::Solve {
        for (pointer, given) in [("/summary", summary), ("/recommendation", recommendation)] {
            if given.is_some() {
                return Err(Error::field(pointer, "only-with-solution"));
            }
        }
        return Ok(None);
    }
    let summary = summary.or_else(|| said(request.comment.as_deref()));
    let summary = summary.ok_or_else(|| Error::field("/comment", "required"))?;
    Ok(Some(Words {
        summary,
        recommendation,
    }))
}

/// Whether what was done is shown, and may be written down: a solution stands, or the case is closed.
/// Once the case is worked again, what was done before is only in its history.
pub(super) const fn stands(state: State) -> bool {
    matches!(state, State::SolutionProvided | State::Closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(comment: &str, summary: &str, recommendation: &str) -> MakeMove {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        MakeMove {
            comment: given(comment),
            summary: given(summary),
            recommendation: given(recommendation),
        }
    }

    #[test]
    fn a_solution_says_what_was_done() {
        let spoken = |request: &MakeMove| {
            of_move(Move::Solve, request)
                .unwrap()
                .map(|words| (words.summary.to_owned(), words.comment()))
        };
        let pair = |summary: &str, comment: &str| Some((summary.to_owned(), comment.to_owned()));
        assert_eq!(
            spoken(&request("", " Restarted. ", "")),
            pair("Restarted.", "Restarted.")
        );
        assert_eq!(
            spoken(&request("", "Restarted.", "Update.")),
            pair("Restarted.", "Restarted.\n\nUpdate.")
        );
        assert_eq!(
            spoken(&request("It works.", "", "")),
            pair("It works.", "It works.")
        );
        assert_eq!(
            spoken(&request("It works.", "Restarted.", "")),
            pair("Restarted.", "Restarted.")
        );
        for nothing in [request("", "", ""), request(" ", "", "Update.")] {
            assert!(of_move(Move::Solve, &nothing).is_err());
        }
    }

    #[test]
    fn other_moves_solve_nothing() {
        for step in Move::ALL.iter().filter(|step| **step != Move::Solve) {
            assert_eq!(of_move(*step, &request("Words.", "", "")).unwrap(), None);
            assert!(of_move(*step, &request("", "Restarted.", "")).is_err(), "{step}");
            assert!(of_move(*step, &request("", "", "Update.")).is_err(), "{step}");
        }
    }

    #[test]
    fn what_was_done_stands_until_the_case_is_worked_again() {
        let standing = State::ALL.iter().filter(|state| stands(**state));
        assert_eq!(
            standing.copied().collect::<Vec<_>>(),
            [State::SolutionProvided, State::Closed]
        );
    }
}
