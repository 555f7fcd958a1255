//! The question: who, what, which case, when. It stands in the address, so that the answer can be
//! sent to somebody as a link.

use super::sentence::ACTIONS;
use super::verdict::Verdict;
use crate::components::{Button, Empty, Look, PageHeader, SelectField, TextField, draw, draw_refusal};
use crate::features::vendor::moment::{Moment, MomentField, instant, use_clock};
use crate::hooks::{Form, Places, use_draft, use_form, use_load, use_query};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use serde::{Deserialize, Serialize};
use shared::Timestamp;
use shared::client::Failure;
use shared::problem::Code;
use shared::validate::{Validate, Violation, Violations};
use shared::words::Action;
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/account", "/case", "/action", "/at"],
    codes: &[],
};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Question {
    #[serde(skip_serializing_if = "String::is_empty")]
    account: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    case: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    action: String,
    /// An instant; empty for now.
    #[serde(skip_serializing_if = "String::is_empty")]
    at: String,
}

impl Question {
    fn action(&self) -> Action {
        self.action.parse().unwrap_or(Action::View)
    }

    /// Addresses are typed, too: what is no instant is now.
    fn at(&self) -> Option<Timestamp> {
        self.at.parse().ok()
    }
}

impl Validate for Question {
    fn check(&self, found: &mut Violations) {
        found.email("/account", &self.account);
        found.line("/case", &self.case, 32);
    }
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq)]
struct QuestionDraft {
    question: Question,
    at: Moment,
}

/// A form for the question, and the answer below it.
#[component]
pub(crate) fn DecisionsPage() -> Html {
    let text = use_text();
    let me = use_me();
    let clock = use_clock();
    let (query, ask) = use_query::<Question>(Route::Decisions {
        domain: me.domain.name.clone(),
    });
    let draft = use_draft(|| QuestionDraft {
        at: query.at().map(|at| clock.minute(at)),
        question: query.clone(),
    });
    // Nothing is sent from here: what is sound goes into the address, and the answer follows it.
    let form: Form<Question> = use_form(PLACES, |_, question: Question| async move { Ok(question) }, ask);
    let onsubmit = {
        let (submit, refuse, clock) = (form.submit.clone(), form.refuse.clone(), clock.clone());
        draft.sent(Callback::from(move |draft: QuestionDraft| {
            match instant(draft.at.as_deref(), &clock, "/at") {
                Ok(at) => submit.emit(Question {
                    account: draft.question.account.trim().to_owned(),
                    case: draft.question.case.trim().to_owned(),
                    action: draft.question.action().as_str().to_owned(),
                    at: at.map(|at| at.to_string()).unwrap_or_default(),
                }),
                Err(wrong) => {
                    let mut found = draft.question.violations();
                    found.extend::<Vec<Violation>>(wrong);
                    refuse.emit(found);
                }
            }
        }))
    };
    let actions = ACTIONS
        .iter()
        .map(|action| (action.as_str().into(), text.action(*action).into()))
        .collect::<Vec<_>>();
    html! {
        <>
            <PageHeader title={text.decisions_title()} lead={text.decisions_lead()} />
            <div class="decisions">
                <form class="form panel panel-body" {onsubmit} novalidate=true>
                    { draw_refusal(&form, text) }
                    <TextField id="decision-account" kind="email" label={text.decisions_account()} value={draft.question.account.clone()}
                        oninput={draft.on(|draft, account| draft.question.account = account)} error={form.error("/account")} />
                    <TextField id="decision-case" label={text.decisions_case()} value={draft.question.case.clone()}
                        oninput={draft.on(|draft, case| draft.question.case = case)} error={form.error("/case")} />
                    <SelectField id="decision-action" label={text.decisions_action()} options={actions} value={draft.question.action().as_str()}
                        onchange={draft.on(|draft, action| draft.question.action = action)} error={form.error("/action")} />
                    <MomentField id="decision-at" past=true moment={draft.at.clone()} onchange={draft.on(|draft, at| draft.at = at)}
                        error={form.error("/at")} />
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.decisions_ask() }</Button>
                </form>
                if query.violations().is_empty() {
                    <Answer question={query} />
                } else {
                    <Empty title={text.decisions_none()}><p>{ text.decisions_none_text() }</p></Empty>
                }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AnswerProps {
    question: Question,
}

/// Asks the server, and shows what it says.
#[component]
fn Answer(props: &AnswerProps) -> Html {
    let text = use_text();
    let load = use_load(props.question.clone(), |here, question| async move {
        here.api()
            .explain(
                &question.account,
                question.action(),
                &question.case,
                question.at(),
            )
            .await
    });
    let problem = load.failure.as_ref().and_then(Failure::problem);
    if problem.is_some_and(|problem| problem.code == Code::NotFound) {
        let title = text.decisions_no_case(&props.question.case);
        return html! { <Empty {title}><p>{ text.decisions_no_case_text() }</p></Empty> };
    }
    draw(
        &load,
        text,
        |decision| html! { <Verdict decision={Rc::clone(decision)} /> },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_question() {
        let question = Question {
            account: "a@d.example".into(),
            case: "K7QF-3M2X".into(),
            action: "nonsense".into(),
            at: "soon".into(),
        };
        assert!(question.violations().is_empty());
        assert_eq!((question.action(), question.at()), (Action::View, None));
        assert_eq!(Question::default().violations().len(), 2);
    }
}
