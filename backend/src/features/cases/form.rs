//! What the form of a case must hold, as far as it can be said without I/O.

use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::cases::FileCase;
use shared::api::form::{AskedQuestion, Need, Question};
use shared::validate::Violation;

/// Refuses a form that lacks an answer its category requires, tells of what has not happened yet, or
/// asks for a call at a time that has passed.
///
/// # Errors
/// Every such field.
pub(super) fn check(request: &FileCase, asked: &[AskedQuestion], now: Timestamp) -> Result<()> {
    let mut found = Vec::new();
    let mut wrong = |pointer: String, code: &str| {
        found.push(Violation {
            pointer,
            code: code.to_owned(),
            detail: String::new(),
        });
    };
    for one in asked.iter().filter(|one| one.need == Need::Required) {
        let question = one.question;
        let (answered, pointer) = match question {
            Question::TimeZone => (request.time_zone.is_some(), "/time_zone".to_owned()),
            _ => (request.answers.has(question), format!("/answers/{question}")),
        };
        if !answered && !mutated!(RequiredAnswersForgotten) {
            wrong(pointer, "required");
        }
    }
    // Clocks of browsers differ: what began a minute from now has begun.
    let soon = now.plus_seconds(60);
    for (name, at) in [
        ("started_at", request.answers.started_at),
        ("ended_at", request.answers.ended_at),
    ] {
        if at.is_some_and(|at| at > soon) {
            wrong(format!("/answers/{name}"), "future");
        }
    }
    let call = request.call_back.as_ref().and_then(|call| call.at);
    if call.is_some_and(|at| at < now) {
        wrong("/call_back/at".to_owned(), "past");
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Error::input(found))
    }
}

/// Everything that a case is found by when it is filed: title, description, and what was answered
/// in words.
pub(super) fn searched(request: &FileCase) -> String {
    let answers = Question::ALL.iter().filter_map(|one| request.answers.words(*one));
    [request.title.as_str(), request.description.as_str()]
        .into_iter()
        .chain(answers)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::form::{Answers, CallBack};

    fn wrong(request: &FileCase, asked: &[AskedQuestion]) -> Vec<(String, String)> {
        match check(request, asked, Timestamp::from_micros(0)) {
            Ok(()) => Vec::new(),
            Err(Error::Refused(refusal)) => {
                let errors = refusal.errors.into_iter();
                errors.map(|one| (one.pointer, one.code)).collect()
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_required_answer_is_missed_and_no_other() {
        let says = |question, need| AskedQuestion { question, need };
        let asked = [
            says(Question::Version, Need::Required),
            says(Question::TimeZone, Need::Required),
            says(Question::UsersAffected, Need::Required),
            says(Question::Log, Need::Optional),
        ];
        let missing = |request: &FileCase| {
            let wrong = wrong(request, &asked).into_iter();
            wrong
                .map(|(pointer, code)| {
                    assert_eq!(code, "required");
                    pointer
                })
                .collect::<Vec<_>>()
        };
        let mut request = FileCase::default();
        assert_eq!(
            missing(&request),
            ["/answers/version", "/time_zone", "/answers/users_affected"]
        );
        request.time_zone = Some("Europe/Paris".to_owned());
        request.answers = Answers {
            version: Some(" ".to_owned()),
            users_affected: Some(0),
            ..Answers::default()
        };
        assert_eq!(missing(&request), ["/answers/version"]);
        request.answers.version = Some("2.1".to_owned());
        assert!(missing(&request).is_empty());
    }

    #[test]
    fn instants_lie_where_they_can() {
        let at = |seconds| Some(Timestamp::from_micros(0).plus_seconds(seconds));
        let request = |started, ended, call| FileCase {
            answers: Answers {
                started_at: at(started),
                ended_at: at(ended),
                ..Answers::default()
            },
            call_back: Some(CallBack {
                number: None,
                at: at(call),
            }),
            ..FileCase::default()
        };
        assert!(wrong(&request(0, 60, 0), &[]).is_empty());
        let codes = wrong(&request(61, 61, -1), &[]);
        let codes = codes
            .iter()
            .map(|(pointer, code)| (pointer.as_str(), code.as_str()));
        assert_eq!(
            codes.collect::<Vec<_>>(),
            [
                ("/answers/started_at", "future"),
                ("/answers/ended_at", "future"),
                ("/call_back/at", "past")
            ]
        );
    }

    #[test]
    fn answers_in_words_are_searched() {
        let request = FileCase {
            title: "T".to_owned(),
            description: "D".to_owned(),
            answers: Answers {
                log: Some("L".to_owned()),
                version: Some("V".to_owned()),
                users_affected: Some(9),
                ..Answers::default()
            },
            ..FileCase::default()
        };
        assert_eq!(searched(&request), "T D V L");
    }
}
