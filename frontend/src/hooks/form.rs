//! Forms: checked before they are sent, and what is refused is told at its field.

use super::use_send;
use crate::api::Here;
use crate::browser;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::client::{Failure, Outcome};
use shared::problem::{Code, Problem, field_sentence};
use shared::validate::{Validate, Violation};
use yew::prelude::*;

/// Where a form can show what is wrong.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Places {
    /// The pointers that have a field.
    pub(crate) fields: &'static [&'static str],
    /// Refusals that belong to a field although the server does not say so.
    pub(crate) codes: &'static [(Code, &'static str)],
}

/// Something wrong with a field: its pointer, and a sentence.
#[derive(Debug, Clone, PartialEq)]
struct Fault {
    pointer: String,
    sentence: AttrValue,
}

/// A form that can be sent.
pub(crate) struct Form<Request> {
    /// Whether the answer is awaited.
    pub(crate) pending: bool,
    /// Why the last attempt failed, where no field says it.
    pub(crate) failure: Option<Failure>,
    /// Sentences about what has no field of its own.
    pub(crate) left: Vec<AttrValue>,
    faults: Vec<Fault>,
    /// Checks it, and sends it if it is sound.
    pub(crate) submit: Callback<Request>,
    /// Refuses it for what the form itself has found.
    pub(crate) refuse: Callback<Vec<Violation>>,
}

impl<Request> Form<Request> {
    /// What is wrong with a field.
    pub(crate) fn error(&self, pointer: &str) -> Option<AttrValue> {
        let fault = self.faults.iter().find(|fault| fault.pointer == pointer)?;
        Some(fault.sentence.clone())
    }

    /// Whether any field is refused.
    pub(crate) fn is_refused(&self) -> bool {
        !self.faults.is_empty()
    }
}

/// What is wrong, in the reader's words: found here, else by the server.
fn faults(found: &[Violation], problem: Option<&Problem>, places: Places, text: Text) -> Vec<Fault> {
    let told = |violation: &Violation| Fault {
        pointer: violation.pointer.clone(),
        sentence: if violation.detail.is_empty() {
            field_sentence(&violation.code, text.0)
                .unwrap_or(text.unknown_fault())
                .into()
        } else {
            violation.detail.clone().into()
        },
    };
    if !found.is_empty() {
        return found.iter().map(told).collect();
    }
    let Some(problem) = problem else {
        return Vec::new();
    };
    let place = places.codes.iter().find(|(code, _)| *code == problem.code);
    let placed = place.map(|(code, pointer)| Fault {
        pointer: (*pointer).to_owned(),
        sentence: if problem.title.is_empty() {
            code.sentence(text.0).into()
        } else {
            problem.title.clone().into()
        },
    });
    problem.errors.iter().map(told).chain(placed).collect()
}

/// A form of the domain acted in. `done` hears of its success. When something is wrong, the focus
/// goes to the first field concerned.
#[hook]
pub(crate) fn use_form<Request, Answer, F, Pending>(
    places: Places,
    call: F,
    done: Callback<Answer>,
) -> Form<Request>
where
    Request: Validate + 'static,
    Answer: 'static,
    F: Fn(Here, Request) -> Pending + 'static,
    Pending: Future<Output = Outcome<Answer>> + 'static,
{
    let text = use_text();
    let sending = use_send(call, done);
    let found = use_state(Vec::<Violation>::new);
    let round = use_state(|| 0_u32);
    let problem = sending.failure.as_ref().and_then(Failure::problem);
    let faults = faults(&found, problem, places, text);
    use_effect_with((*round, !faults.is_empty()), |(_, wrong)| {
        if let Some(first) = browser::all("main [aria-invalid=true]")
            .first()
            .filter(|_| *wrong)
        {
            let _ = first.focus();
        }
    });

    let refuse = {
        let (found, round, reset) = (found.clone(), round.clone(), sending.reset.clone());
        Callback::from(move |violations: Vec<Violation>| {
            reset.emit(());
            round.set(*round + 1);
            found.set(violations);
        })
    };
    let submit = {
        let (refuse, send) = (refuse.clone(), sending.send.clone());
        Callback::from(move |request: Request| {
            let violations = request.violations();
            let sound = violations.is_empty();
            refuse.emit(violations);
            if sound {
                send.emit(request);
            }
        })
    };
    let left = faults
        .iter()
        .filter(|fault| !places.fields.contains(&fault.pointer.as_str()))
        .map(|fault| fault.sentence.clone())
        .collect();
    Form {
        pending: sending.pending,
        failure: sending.failure.filter(|_| faults.is_empty()),
        left,
        faults,
        submit,
        refuse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    const PLACES: Places = Places {
        fields: &["/name", "/key"],
        codes: &[(Code::AlreadyExists, "/key")],
    };

    fn violation(pointer: &str, code: &str) -> Violation {
        Violation {
            pointer: pointer.into(),
            code: code.into(),
            detail: String::new(),
        }
    }

    #[test]
    fn what_was_found_here_comes_before_what_the_server_said() {
        let text = Text(Language::En);
        let problem = Problem::new(Code::AlreadyExists, Language::En);
        let found = faults(&[violation("/name", "required")], Some(&problem), PLACES, text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].sentence, "This is needed.");
        let found = faults(&[], Some(&problem), PLACES, text);
        assert_eq!((found.len(), found[0].pointer.as_str()), (1, "/key"));
    }

    #[test]
    fn the_servers_own_sentence_is_shown() {
        let text = Text(Language::Fr);
        let problem = Problem::new(Code::InvalidInput, Language::Fr).with_errors(
            vec![violation("/name", "too-long"), violation("/name", "of-tomorrow")],
            Language::Fr,
        );
        let found = faults(&[], Some(&problem), PLACES, text);
        assert_eq!(found[0].sentence, "C’est trop long.");
        assert_eq!(found[1].sentence, text.unknown_fault());
        assert!(faults(&[], None, PLACES, text).is_empty());
    }
}
