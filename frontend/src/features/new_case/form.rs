//! The form: its fields, its checks, and sending it.

use super::details::Details;
use super::draft::{Draft, first_wrong};
use super::obstacle::draw_obstacle;
use super::subject::Subject;
use super::whom::Whom;
use crate::browser;
use crate::components::{Button, Look, Notice, Toast, Tone, draw_failure, use_toast};
use crate::hooks::{use_load, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::CaseView;
use shared::client::Failure;
use shared::problem::{Code, field_sentence};
use shared::validate::Violation;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// What [`Form`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct FormProps {
    /// What it begins with.
    pub(super) draft: Draft,
    /// Whether there is anybody else to file for than the own domain.
    pub(super) choosing: bool,
}

/// The form.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let navigator = use_navigator();
    let own = me.domain.name.clone();
    let draft = use_state_eq(|| Rc::new(props.draft.clone()));
    let wrong = use_state_eq(Vec::<Violation>::new);

    let asked = draft.whom.clone().map(|whom| (whom != own).then_some(whom));
    let load = use_load(asked, |here, asked| async move {
        match asked {
            Some(client) => here
                .api()
                .filing_form(client.as_deref())
                .await
                .map(|form| Some(Rc::new(form))),
            None => Ok(None),
        }
    });
    // What belongs to the domain chosen before is not offered for this one.
    let form = load
        .data
        .as_deref()
        .cloned()
        .flatten()
        .filter(|form| Some(&form.client.name) == draft.whom.as_ref());
    let filled = Rc::new((**draft).clone().completed(form.as_deref()));
    let obstacle = form.as_ref().and_then(|form| form.obstacle);

    let change = {
        let (draft, own) = (draft.clone(), own.clone());
        Callback::from(move |new: Draft| {
            new.keep(&own);
            draft.set(Rc::new(new));
        })
    };
    let filed = {
        let own = own.clone();
        Callback::from(move |case: CaseView| {
            Draft::forget(&own);
            toast.emit(Toast::good(text.new_case_filed(&case.number)));
            if let Some(navigator) = &navigator {
                navigator.replace(&Route::Case {
                    domain: own.clone(),
                    number: case.number,
                });
            }
        })
    };
    let sending = {
        let own = own.clone();
        use_send(
            move |here, draft: Rc<Draft>| {
                let request = draft.request(&own);
                async move { here.once(&draft.nonce).api().file_case(&request).await }
            },
            filed,
        )
    };
    // What stood open when the form was drawn may be shut now: say so where it is explained.
    {
        let reload = load.reload.clone();
        use_effect_with(sending.failure.clone(), move |failure| {
            if let Some(id) = first_wrong(refused(failure.as_ref())) {
                browser::focus(id);
            }
            if failure.as_ref().is_some_and(is_obstacle) {
                reload.emit(());
            }
        });
    }
    let submit = {
        let (draft, wrong, send, own) = (filled.clone(), wrong.clone(), sending.send.clone(), own.clone());
        Callback::from(move |()| {
            let found = draft.violations(&own);
            match first_wrong(&found) {
                Some(id) => browser::focus(id),
                None => send.emit(draft.clone()),
            }
            wrong.set(found);
        })
    };
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    // What was put right since is not called wrong any more.
    let current = filled.violations(&own);
    let still_wrong = wrong
        .iter()
        .filter(|one| current.contains(one))
        .collect::<Vec<_>>();
    let error = |pointer: &str| {
        let server = refused(sending.failure.as_ref());
        still_wrong
            .iter()
            .copied()
            .chain(server)
            .find(|one| one.pointer == pointer)
            .map(|one| sentence(one, text))
    };
    // What cannot be chosen now is not called wrong besides.
    let open_error = |pointer: &str| if obstacle.is_some() { None } else { error(pointer) };
    let whom = {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |whom| change.emit((**draft).clone().for_whom(whom)))
    };
    html! {
        <form {onsubmit} novalidate=true class="form new-case">
            if props.choosing {
                <Whom value={draft.whom.clone()} title={form.as_ref().map(|form| form.client.title.clone())}
                    onchange={whom} error={error("/client")} />
            }
            if let (Some(obstacle), Some(form)) = (obstacle, &form) { { draw_obstacle(obstacle, &form.client.title, text) } }
            if let Some(failure) = load.failure.as_ref() { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <Subject draft={filled.clone()} onchange={change.clone()} {form} product_error={open_error("/product")}
                category_error={open_error("/category")} resource_error={open_error("/resource")} />
            <Details draft={filled} onchange={change} title_error={error("/title")}
                description_error={error("/description")} zone_error={error("/time_zone")} />
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            else if !still_wrong.is_empty() { <Notice tone={Tone::Bad}><p>{ text.check_fields() }</p></Notice> }
            <Button look={Look::Primary} submit=true pending={sending.pending} disabled={obstacle.is_some()}>{ text.new_case_submit() }</Button>
        </form>
    }
}

/// The fields that the server refused.
fn refused(failure: Option<&Failure>) -> &[Violation] {
    failure
        .and_then(Failure::problem)
        .map(|problem| problem.errors.as_slice())
        .unwrap_or_default()
}

/// Whether filing for that client has become impossible.
fn is_obstacle(failure: &Failure) -> bool {
    let code = failure.problem().map(|problem| problem.code);
    matches!(
        code,
        Some(Code::DelegationRequired | Code::ScopeMissing | Code::Forbidden)
    )
}

/// What is wrong with a field: the server's sentence, else ours for the same code.
fn sentence(one: &Violation, text: Text) -> AttrValue {
    if one.detail.is_empty() {
        AttrValue::Static(field_sentence(&one.code, text.0).unwrap_or(text.unknown_fault()))
    } else {
        one.detail.clone().into()
    }
}
