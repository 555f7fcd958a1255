//! The form: its steps, its checks, and sending it.

use super::contact::Contact;
use super::details::Details;
use super::draft::{Draft, asked};
use super::obstacle::draw_obstacle;
use super::place::Place;
use super::review::Review;
use super::similar::Similar;
use super::step::{Step, first_wrong, within};
use super::steps::Steps;
use super::subject::Subject;
use super::warnings::{Aim, Warnings};
use super::whom::Whom;
use crate::browser;
use crate::components::{Button, Look, Notice, Toast, Tone, draw_failure, use_toast};
use crate::features::attachments::{hand_on, named};
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
use web_sys::File;
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

/// The form, one step at a time, all under one address.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let me = use_me();
    let own = me.domain.name.clone();
    let draft = use_state_eq(|| Rc::new(props.draft.clone()));
    let wrong = use_state_eq(Vec::<Violation>::new);
    let aim = use_state_eq(|| None::<(Aim, u32)>);
    let files = use_state_eq(Vec::<File>::new);

    let whom = draft.whom.clone().map(|whom| (whom != own).then_some(whom));
    let load = use_load(whom, |here, whom| async move {
        match whom {
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
    let asked = Rc::new(asked(form.as_deref(), &filled));
    let obstacle = form.as_ref().and_then(|form| form.obstacle);
    let step = draft.step;

    let change = {
        let (draft, own) = (draft.clone(), own.clone());
        Callback::from(move |mut new: Draft| {
            new.written_at = Some(browser::now());
            new.keep(&own);
            draft.set(Rc::new(new));
        })
    };
    // Goes to a step and puts the focus there: at the field that is wrong, else at the heading.
    let show = {
        let (draft, aim, own) = (draft.clone(), aim.clone(), own.clone());
        Callback::from(move |to: Aim| {
            let moved = Draft {
                step: to.step,
                ..(**draft).clone()
            };
            moved.keep(&own);
            draft.set(Rc::new(moved));
            let round = aim.as_ref().map_or(0, |(_, round)| round + 1);
            aim.set(Some((to, round)));
        })
    };
    use_effect_with((*aim).clone(), |aim| {
        if let Some((aim, _)) = aim {
            browser::focus(&aim.control);
            if let Some((start, end)) = aim.part {
                browser::select(&aim.control, start, end);
            }
        }
    });
    let sending = {
        let (own, filed) = (own.clone(), use_filed((*files).clone()));
        use_send(
            move |here, (draft, asked): (Rc<Draft>, Rc<Vec<_>>)| {
                let request = draft.request(&own, &asked);
                async move { here.once(&draft.nonce).api().file_case(&request).await }
            },
            filed,
        )
    };
    // What stood open when the form was drawn may be shut now: say so where it is explained.
    {
        let (reload, show) = (load.reload.clone(), show.clone());
        use_effect_with(sending.failure.clone(), move |failure| {
            if let Some((step, control)) = first_wrong(refused(failure.as_ref())) {
                show.emit(aim_at(step, control));
            }
            if failure.as_ref().is_some_and(is_obstacle) {
                reload.emit(());
            }
        });
    }
    let current = filled.violations(&own, &asked);
    // One step back at once; forward as far as nothing is missing.
    let go = {
        let (wrong, show, current) = (wrong.clone(), show.clone(), current.clone());
        Callback::from(move |to: Step| {
            let passed = current.iter().filter(|one| Step::of(&one.pointer) < to);
            let passed = if to > step {
                passed.cloned().collect()
            } else {
                Vec::new()
            };
            match first_wrong(&passed) {
                Some((step, control)) => show.emit(aim_at(step, control)),
                None => show.emit(aim_at(to, HEADING.to_owned())),
            }
            wrong.set(passed);
        })
    };
    let onward = {
        let (go, draft, asked, send) = (go.clone(), filled.clone(), asked.clone(), sending.send.clone());
        let (wrong, show, current) = (wrong.clone(), show.clone(), current.clone());
        Callback::from(move |()| match (step.next(), first_wrong(&current)) {
            (Some(next), _) => go.emit(next),
            (None, None) => send.emit((draft.clone(), asked.clone())),
            (None, Some((step, control))) => {
                wrong.set(current.clone());
                show.emit(aim_at(step, control));
            }
        })
    };
    // What was put right since is not called wrong any more.
    let still_wrong = wrong.iter().filter(|one| current.contains(one));
    let told = still_wrong
        .chain(refused(sending.failure.as_ref()))
        .cloned()
        .collect::<Vec<_>>();
    let error = {
        let told = told.clone();
        Callback::from(move |pointer: String| {
            let found = told.iter().find(|one| one.pointer == pointer);
            found.map(|one| sentence(one, text))
        })
    };
    let at = |pointer: &str| error.emit(pointer.to_owned());
    // What cannot be chosen now is not called wrong besides.
    let open = |pointer: &str| if obstacle.is_some() { None } else { at(pointer) };
    let choose = {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |whom| change.emit((**draft).clone().for_whom(whom)))
    };
    let onfiles = {
        let files = files.clone();
        Callback::from(move |chosen| files.set(chosen))
    };
    let targets = form.as_ref().map(|form| form.targets.clone()).unwrap_or_default();
    let fields = match step {
        Step::Whom => html! {
            <>
                if props.choosing {
                    <Whom value={draft.whom.clone()} title={form.as_ref().map(|form| form.client.title.clone())}
                        onchange={choose} error={at("/client")} />
                } else {
                    <p>{ text.form_own(&me.domain.title) }</p>
                }
                if let Some(form) = form.clone().filter(|_| obstacle.is_none()) {
                    <Place draft={filled.clone()} onchange={change.clone()} {form} resource_error={at("/resource")} affected_error={affected(&told, text)} />
                }
            </>
        },
        Step::What => html! {
            <>
                <Subject draft={filled.clone()} onchange={change.clone()} form={form.clone()} product_error={open("/product")}
                    category_error={open("/category")} title_error={at("/title")} />
                <Similar client={draft.whom.clone()} title={draft.title.clone()} product={draft.product.clone()} />
            </>
        },
        Step::Details => html! {
            <Details draft={filled.clone()} onchange={change.clone()} asked={asked.clone()} errors={error.clone()} onsend={onward.clone()}
                files={(*files).clone()} {onfiles} />
        },
        Step::Contact => html! {
            <Contact draft={filled.clone()} onchange={change.clone()} errors={error.clone()} {targets}
                may_share={form.as_ref().is_some_and(|form| form.may_share)} />
        },
        Step::Review => {
            html! { <Review files={named(&files, text)} draft={filled.clone()} form={form.clone()} asked={asked.clone()} onstep={go.clone()} /> }
        }
    };
    let done = Step::ALL
        .into_iter()
        .filter(|step| within(*step, &current).is_empty());
    let onsubmit = onward.reform(|event: SubmitEvent| event.prevent_default());
    let blocked = obstacle.is_some() && step != Step::Whom;
    html! {
        <form {onsubmit} novalidate=true class="form new-case">
            <Steps current={step} done={done.collect::<Vec<_>>()} onstep={go.clone()} />
            <h2 id={HEADING} tabindex="-1">{ text.step(step) }</h2>
            if let (Some(obstacle), Some(form), true) = (obstacle, &form, step <= Step::What) { { draw_obstacle(obstacle, &form.client.title, text) } }
            if let Some(failure) = load.failure.as_ref() { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { fields }
            if step >= Step::What && step != Step::Contact {
                <Warnings draft={filled} {asked} onaim={show} />
            }
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            else if !within(step, &told).is_empty() { <Notice tone={Tone::Bad}><p>{ text.check_fields() }</p></Notice> }
            <div class="step-actions">
                if let Some(previous) = step.previous() {
                    <Button onclick={go.reform(move |()| previous)}>{ text.step_back() }</Button>
                }
                <Button look={Look::Primary} submit=true pending={sending.pending} disabled={blocked}>
                    { if step == Step::Review { text.new_case_submit() } else { text.step_next() } }
                </Button>
            </div>
        </form>
    }
}

/// The id of the heading of the step.
const HEADING: &str = "step-heading";

fn aim_at(step: Step, control: String) -> Aim {
    Aim {
        step,
        control,
        part: None,
    }
}

/// What happens once the case is filed: the draft goes, and the case's page opens, which sends the
/// files that were chosen.
#[hook]
fn use_filed(files: Vec<File>) -> Callback<CaseView> {
    let text = use_text();
    let toast = use_toast();
    let navigator = use_navigator();
    let own = use_me().domain.name.clone();
    Callback::from(move |case: CaseView| {
        Draft::forget(&own);
        toast.emit(Toast::good(text.new_case_filed(&case.number)));
        hand_on(&case.number, files.clone());
        if let Some(navigator) = &navigator {
            navigator.replace(&Route::Case {
                domain: own.clone(),
                number: case.number,
            });
        }
    })
}

/// What is wrong with one of the nodes affected, said of their field.
fn affected(told: &[Violation], text: Text) -> Option<AttrValue> {
    let one = told.iter().find(|one| one.pointer.starts_with("/affected"))?;
    Some(sentence(one, text))
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
