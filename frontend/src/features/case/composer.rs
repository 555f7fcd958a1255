//! The comment box, or why there is none.

use super::move_dialog::refusal;
use crate::browser::{self, Shelf};
use crate::components::{Button, Glyph, Look, Notice, To};
use crate::features::attachments::{FILES_ID, takes_files};
use crate::features::desk::{ReadyAnswers, inserted};
use crate::features::prose::ProseField;
use crate::features::shell::may_file;
use crate::hooks::use_send;
use crate::i18n::Text;
use crate::locale::{use_locale, use_text};
use crate::routes::Route;
use crate::session::use_me;
use shared::Timestamp;
use shared::api::cases::{CaseView, NewComment};
use shared::case::{Move, State};
use shared::problem::field_sentence;
use shared::validate::Validate;
use shared::words::{Action, Relation};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Composer`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ComposerProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a comment.
    pub(super) onchange: Callback<CaseView>,
}

/// What the place below the history is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Commenting.
    Write,
    /// Nothing: the case was closed too long ago.
    TooLate,
    /// Nothing: one may read only.
    Read,
    /// Nothing: the case goes on in another, as the page says.
    Elsewhere,
}

fn place(case: &CaseView, now: Timestamp) -> Place {
    if case.merged && !case.may.contains(&Action::Work) {
        return Place::Elsewhere;
    }
    let late = case.state == State::Closed && case.reopen_until.is_some_and(|until| now > until);
    if late && !case.may.contains(&Action::Work) {
        Place::TooLate
    } else if case.may.contains(&Action::Comment) || case.may.contains(&Action::Work) {
        Place::Write
    } else {
        Place::Read
    }
}

/// What a comment leads to besides being read.
fn consequence(case: &CaseView, internal: bool, text: Text) -> Option<&'static str> {
    let desk = case.relations.contains(&Relation::Support);
    match case.state {
        _ if internal || !case.moves.contains(&Move::Reply) => None,
        State::Closed => Some(text.comment_reopens()),
        State::ActionRequired | State::SolutionProvided if !desk => Some(text.comment_answers()),
        _ => None,
    }
}

/// The comment box; past the last day for reopening, the way to a follow-up.
#[component]
pub(super) fn Composer(props: &ComposerProps) -> Html {
    let text = use_text();
    let me = use_me();
    let case = &props.case;
    match place(case, browser::now()) {
        Place::Write => html! { <Box case={case.clone()} onchange={props.onchange.clone()} /> },
        Place::Elsewhere => Html::default(),
        Place::Read => html! { <p class="muted">{ text.case_read_only() }</p> },
        Place::TooLate => {
            let route = Route::NewCase {
                domain: me.domain.name.clone(),
            };
            let query = vec![
                ("client", case.client.name.clone()),
                ("follows", case.number.clone()),
            ];
            html! {
                <Notice title={text.case_too_late()}>
                    <p>{ text.case_too_late_text() }</p>
                    if may_file(&me) { <To {route} {query} class={Look::Plain.class()}>{ text.case_follow_up() }</To> }
                </Notice>
            }
        }
    }
}

#[component]
fn Box(props: &ComposerProps) -> Html {
    let text = use_locale().text;
    let me = use_me();
    let case = &props.case;
    let key = format!("comptoir:{}:comment:{}", me.domain.name, case.number);
    let body = {
        let key = key.clone();
        use_state_eq(move || Shelf::Tab.get(&key).unwrap_or_default())
    };
    let nonce = use_mut_ref(browser::nonce);
    // On a case that goes on in another, the desk leaves notes only.
    let merged = case.merged;
    let internal = use_state_eq(move || merged);
    let wrong = use_state_eq(|| None::<AttrValue>);
    let sent = {
        let (body, internal, onchange, key, nonce) = (
            body.clone(),
            internal.clone(),
            props.onchange.clone(),
            key.clone(),
            nonce.clone(),
        );
        Callback::from(move |view: CaseView| {
            Shelf::Tab.remove(&key);
            *nonce.borrow_mut() = browser::nonce();
            body.set(String::new());
            internal.set(merged);
            onchange.emit(view);
        })
    };
    let number = case.number.clone();
    let sending = use_send(
        move |here, request: NewComment| {
            let (number, nonce) = (number.clone(), nonce.borrow().clone());
            async move { here.once(&nonce).api().comment(&number, &request).await }
        },
        sent,
    );
    let submit = {
        let (body, internal, wrong, send) = (
            body.clone(),
            internal.clone(),
            wrong.clone(),
            sending.send.clone(),
        );
        Callback::from(move |()| {
            let request = NewComment {
                body: body.trim_end().to_owned(),
                internal: *internal,
            };
            let found = request.violations().into_iter().next();
            match &found {
                None => send.emit(request),
                Some(_) => browser::focus("comment"),
            }
            wrong.set(found.map(|one| {
                match one.code.as_str() {
                    "required" => text.comment_empty().into(),
                    code => field_sentence(code, text.0)
                        .unwrap_or(text.unknown_fault())
                        .into(),
                }
            }));
        })
    };
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let oninput = {
        let body = body.clone();
        Callback::from(move |what: String| {
            Shelf::Tab.set(&key, &what);
            body.set(what);
        })
    };
    let insert = {
        let (oninput, before) = (oninput.clone(), (*body).clone());
        Callback::from(move |answer: String| {
            oninput.emit(inserted(&before, &answer));
            browser::focus("comment");
        })
    };
    let toggle = {
        let internal = internal.clone();
        Callback::from(move |_: Event| internal.set(!*internal))
    };
    let noting = *internal;
    let (label, hint) = match noting {
        true => (text.comment_note_label(), text.comment_internal_hint()),
        false => (text.comment_label(), text.comment_hint()),
    };
    html! {
        <form class={classes!("form", "composer", noting.then_some("composer-internal"))} {onsubmit} novalidate=true>
            if let Some(failure) = &sending.failure { { refusal(failure, text) } }
            if case.may.contains(&Action::Work) { <ReadyAnswers number={case.number.clone()} onpick={insert} /> }
            <ProseField id="comment" rows=4 {label} {hint} value={(*body).clone()} {oninput} error={(*wrong).clone()} onsend={submit} />
            <div class="composer-actions">
                if let Some(what) = consequence(case, noting, text) { <p class="muted">{ what }</p> }
                if case.may.contains(&Action::Work) {
                    <label class="check"><input type="checkbox" id="internal" checked={noting} disabled={merged} onchange={toggle} />{ text.comment_internal() }</label>
                }
                <span class="top-space"></span>
                if takes_files(case) {
                    <Button look={Look::Quiet} icon={Glyph::Clip} label={text.files_clip()} onclick={|()| browser::focus(FILES_ID)} />
                }
                <Button look={Look::Primary} submit=true pending={sending.pending}>{ text.comment_send() }</Button>
            </div>
        </form>
    }
}
