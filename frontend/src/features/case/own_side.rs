//! A reseller's own side of a case, beside it: who sees to it, and notes that nobody else reads.

use crate::components::{
    AreaField, Button, Look, Notice, PersonName, TextField, Toast, Tone, When, draw, draw_failure,
    draw_refusal, prose, use_toast,
};
use crate::hooks::{Places, use_draft, use_form, use_load, use_return, use_send};
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::cases::CaseView;
use shared::api::own_side::{AssignOwn, NewOwnNote, OwnSide as OwnSideView};
use shared::words::{DomainKind, Relation};
use std::rc::Rc;
use yew::prelude::*;

/// What [`OwnSide`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct OwnSideProps {
    pub(super) case: Rc<CaseView>,
}

/// Whether somebody of a domain of that kind has an own side of the case.
fn has_own_side(kind: DomainKind, relations: &[Relation]) -> bool {
    let own = |relation: &Relation| matches!(relation, Relation::Account | Relation::Manager);
    kind == DomainKind::Reseller && relations.iter().any(own)
}

/// Nothing to everybody but the reseller's own people.
#[component]
pub(super) fn OwnSide(props: &OwnSideProps) -> Html {
    if has_own_side(use_me().domain.kind, &props.case.relations) {
        html! { <Panel number={props.case.number.clone()} /> }
    } else {
        Html::default()
    }
}

#[derive(Properties, PartialEq)]
struct PanelProps {
    number: String,
}

#[component]
fn Panel(props: &PanelProps) -> Html {
    let text = use_text();
    let load = use_load(props.number.clone(), |here, number| async move {
        here.api().own_side(&number).await
    });
    use_return(load.reload.clone());
    draw(&load, text, |side| {
        html! {
            <section class="panel panel-body stack own-side" aria-labelledby="own-title">
                <div>
                    <h2 id="own-title">{ text.own_title() }</h2>
                    <p class="faint">{ text.own_hint() }</p>
                </div>
                <Assignee number={props.number.clone()} side={side.clone()} done={load.set.clone()} />
                <h3>{ text.own_notes() }</h3>
                if side.notes.is_empty() {
                    <p class="faint">{ text.own_no_notes() }</p>
                } else {
                    <ol class="stack">
                        { for side.notes.iter().map(|note| html! {
                            <li key={note.id.to_string()} class="said said-internal">
                                <div class="said-head"><PersonName person={note.by.clone()} /><span class="muted"><When at={note.at} /></span></div>
                                { prose(&note.prose) }
                            </li>
                        }) }
                    </ol>
                }
                if side.may_write {
                    <NoteForm key={side.notes.len()} number={props.number.clone()} side={side.clone()} done={load.set.clone()} />
                }
            </section>
        }
    })
}

#[derive(Properties, PartialEq)]
struct PartProps {
    number: String,
    side: Rc<OwnSideView>,
    /// Hears of the side after a change.
    done: Callback<OwnSideView>,
}

/// Who sees to it: oneself by a press, somebody else by address.
#[component]
fn Assignee(props: &PartProps) -> Html {
    let text = use_text();
    let me = use_me();
    let side = &props.side;
    let giving = use_state_eq(|| false);
    let number = props.number.clone();
    let sending = use_send(
        move |here, request: AssignOwn| {
            let number = number.clone();
            async move { here.api().assign_own(&number, &request).await }
        },
        props.done.clone(),
    );
    let give = {
        let giving = giving.clone();
        Callback::from(move |()| giving.set(true))
    };
    let given = {
        let (giving, done) = (giving.clone(), props.done.clone());
        Callback::from(move |changed: Option<OwnSideView>| {
            giving.set(false);
            if let Some(side) = changed {
                done.emit(side);
            }
        })
    };
    let assigned = side.assignee.as_ref();
    let mine = assigned.is_some_and(|person| person.email.as_deref() == Some(me.email.as_str()));
    let to = |assignee: Option<String>| {
        sending.send.reform(move |()| AssignOwn {
            assignee: assignee.clone(),
        })
    };
    html! {
        <div class="stack">
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <p>
                <span class="muted">{ text.own_assignee() }</span>{ " " }
                if let Some(person) = assigned { <PersonName person={person.clone()} /> } else { <span class="faint">{ text.own_nobody() }</span> }
            </p>
            if side.may_write {
                if *giving {
                    <GiveForm number={props.number.clone()} done={given} />
                } else {
                    <div class="moves">
                        if !mine { <Button pending={sending.pending} onclick={to(Some(me.email.clone()))}>{ text.own_take() }</Button> }
                        <Button look={Look::Quiet} onclick={give}>{ text.own_give() }</Button>
                        if assigned.is_some() { <Button look={Look::Quiet} onclick={to(None)}>{ text.own_release() }</Button> }
                    </div>
                }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct GiveProps {
    number: String,
    /// Hears that it is done with, and of the side if it was changed.
    done: Callback<Option<OwnSideView>>,
}

#[component]
fn GiveForm(props: &GiveProps) -> Html {
    const PLACES: Places = Places {
        fields: &["/assignee"],
        codes: &[],
    };
    let text = use_text();
    let toast = use_toast();
    let draft = use_draft(String::new);
    let done = props.done.reform(move |side: OwnSideView| {
        toast.emit(Toast::good(text.own_give_done()));
        Some(side)
    });
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: AssignOwn| {
            let number = number.clone();
            async move { here.api().assign_own(&number, &request).await }
        },
        done,
    );
    let onsubmit = draft.sent(form.submit.reform(|address: String| AssignOwn {
        assignee: Some(address.trim().to_owned()),
    }));
    html! {
        <form class="form" {onsubmit} novalidate=true>
            { draw_refusal(&form, text) }
            <TextField id="own-address" kind="email" label={text.own_give_address()} autofocus=true value={(*draft).clone()}
                oninput={draft.on(|draft, address| *draft = address)} error={form.error("/assignee")} />
            <div class="moves">
                <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                <Button onclick={props.done.reform(|()| None)}>{ text.cancel() }</Button>
            </div>
        </form>
    }
}

/// One more note; another form after each.
#[component]
fn NoteForm(props: &PartProps) -> Html {
    const PLACES: Places = Places {
        fields: &["/body"],
        codes: &[],
    };
    let text = use_text();
    let draft = use_draft(NewOwnNote::default);
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: NewOwnNote| {
            let number = number.clone();
            async move { here.api().add_own_note(&number, &request).await }
        },
        props.done.clone(),
    );
    let send = {
        let (submit, draft) = (form.submit.clone(), draft.clone());
        Callback::from(move |()| submit.emit((*draft).clone()))
    };
    html! {
        <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
            { draw_refusal(&form, text) }
            <AreaField id="own-note" rows=3 label={text.own_note()} value={draft.body.clone()} onsend={send}
                oninput={draft.on(|draft, body| draft.body = body)} error={form.error("/body")} />
            <Button submit=true pending={form.pending}>{ text.own_note_send() }</Button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panel_is_drawn_for_the_resellers_own_people() {
        assert!(has_own_side(DomainKind::Reseller, &[Relation::Manager]));
        assert!(has_own_side(DomainKind::Reseller, &[Relation::Account]));
        assert!(!has_own_side(DomainKind::Reseller, &[Relation::Shared]));
        assert!(!has_own_side(DomainKind::Client, &[Relation::Account]));
        assert!(!has_own_side(DomainKind::Vendor, &[Relation::Support]));
    }
}
