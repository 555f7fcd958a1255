//! The cases that have to do with this one, as far as the reader may see them.

use crate::components::{
    Button, Dialog, Glyph, Look, Notice, SelectField, StateBadge, Tag, TextField, To, Toast, Tone, draw,
    draw_failure, draw_refusal, use_toast,
};
use crate::hooks::{Places, use_draft, use_form, use_load, use_return, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::CaseView;
use shared::api::links::{LinkCase, LinkKind, LinkView, MergeCase};
use shared::case::State;
use shared::words::Action;
use std::rc::Rc;
use yew::prelude::*;

/// The kinds that one can choose among; duplicates come of merging.
const CHOICES: [LinkKind; 3] = [LinkKind::Related, LinkKind::Follows, LinkKind::FollowedBy];

const fn tag(kind: LinkKind, text: Text) -> &'static str {
    match kind {
        LinkKind::Related => text.links_tag_related(),
        LinkKind::Follows => text.links_tag_follows(),
        LinkKind::FollowedBy => text.links_tag_followed_by(),
        LinkKind::DuplicateOf => text.links_tag_duplicate_of(),
        LinkKind::Duplicate => text.links_tag_duplicate(),
    }
}

const fn choice(kind: LinkKind, text: Text) -> &'static str {
    match kind {
        LinkKind::Follows => text.links_kind_follows(),
        LinkKind::FollowedBy => text.links_kind_followed_by(),
        _ => text.links_kind_related(),
    }
}

/// What [`CaseLink`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CaseLinkProps {
    pub(super) number: AttrValue,
}

/// The way to a case by its number.
#[component]
pub(super) fn CaseLink(props: &CaseLinkProps) -> Html {
    let route = Route::Case {
        domain: use_me().domain.name.clone(),
        number: props.number.to_string(),
    };
    html! { <To {route}><span class="mono">{ &props.number }</span></To> }
}

/// What [`Links`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct LinksProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after it was merged.
    pub(super) onchange: Callback<CaseView>,
    /// Hears that the history has a new line.
    pub(super) onlinked: Callback<()>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Link,
    Merge,
}

/// The list, and what can be done about it.
#[component]
pub(super) fn Links(props: &LinksProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let case = &props.case;
    let open = use_state_eq(|| None::<Open>);
    // Merging and undoing it come with another state of the case.
    let load = use_load(
        (case.number.clone(), case.merged),
        |here, (number, _)| async move { here.api().links(&number).await },
    );
    use_return(load.reload.clone());
    let shut = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let linked = {
        let (set, shut, onlinked) = (load.set.clone(), shut.clone(), props.onlinked.clone());
        Callback::from(move |links: Vec<LinkView>| {
            shut.emit(());
            set.emit(links);
            onlinked.emit(());
        })
    };
    let merged = {
        let (shut, onchange) = (shut.clone(), props.onchange.clone());
        Callback::from(move |view: CaseView| {
            shut.emit(());
            onchange.emit(view);
        })
    };
    let number = case.number.clone();
    let removed = {
        let (reload, onlinked) = (load.reload.clone(), props.onlinked.clone());
        Callback::from(move |other: String| {
            toast.emit(Toast::good(text.links_removed(&other)));
            reload.emit(());
            onlinked.emit(());
        })
    };
    let remove = use_send(
        move |here, other: String| {
            let number = number.clone();
            async move {
                here.api().unlink(&number, &other).await?;
                Ok(other)
            }
        },
        removed,
    );
    let row = |link: &LinkView| {
        let (send, other) = (remove.send.clone(), link.number.clone());
        html! {
            <li key={link.number.clone()} class="line">
                <div class="line-text">
                    <CaseLink number={link.number.clone()} />{ " " }<Tag>{ tag(link.kind, text) }</Tag>
                    <span class="row-note">{ &link.title }</span>
                    <StateBadge state={link.state} />
                </div>
                if link.may_end {
                    <Button look={Look::Quiet} icon={Glyph::Close} label={text.links_remove(&link.number)}
                        onclick={send.reform(move |()| other.clone())} />
                }
            </li>
        }
    };
    let press = |which: Open| {
        let open = open.clone();
        Callback::from(move |()| open.set(Some(which)))
    };
    let merges = case.may.contains(&Action::Work) && case.state != State::Closed;
    html! {
        <section class="panel panel-body stack" aria-labelledby="links-title">
            <h2 id="links-title">{ text.links_title() }</h2>
            if let Some(failure) = &remove.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |links| if links.is_empty() {
                html! { <p class="faint">{ text.links_none() }</p> }
            } else {
                html! { <ul class="lines">{ for links.iter().map(row) }</ul> }
            }) }
            <div class="moves">
                if case.may.contains(&Action::Manage) { <Button onclick={press(Open::Link)}>{ text.links_add() }</Button> }
                if merges { <Button onclick={press(Open::Merge)}>{ text.merge() }</Button> }
            </div>
            if *open == Some(Open::Link) { <LinkDialog number={case.number.clone()} done={linked} onclose={shut.clone()} /> }
            if *open == Some(Open::Merge) { <MergeDialog number={case.number.clone()} done={merged} onclose={shut} /> }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct DialogProps<T: PartialEq> {
    number: String,
    done: Callback<T>,
    onclose: Callback<()>,
}

/// Asks for the other case, and what it is to this one.
#[component]
fn LinkDialog(props: &DialogProps<Vec<LinkView>>) -> Html {
    const PLACES: Places = Places {
        fields: &["/number", "/kind"],
        codes: &[],
    };
    let text = use_text();
    let toast = use_toast();
    let draft = use_draft(LinkCase::default);
    let done = props.done.reform(move |links: Vec<LinkView>| {
        toast.emit(Toast::good(text.links_added()));
        links
    });
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: LinkCase| {
            let number = number.clone();
            async move { here.api().link(&number, &request).await }
        },
        done,
    );
    let options = CHOICES
        .iter()
        .map(|kind| (kind.as_str().into(), choice(*kind, text).into()))
        .collect::<Vec<_>>();
    html! {
        <Dialog title={text.links_add()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="link-number" label={text.links_number()} autofocus=true value={draft.number.clone()}
                    oninput={draft.on(|draft, number| draft.number = number)} error={form.error("/number")} />
                <SelectField id="link-kind" label={text.links_kind()} {options} error={form.error("/kind")}
                    value={draft.kind.unwrap_or(LinkKind::Related).as_str()}
                    onchange={draft.on(|draft, word: String| draft.kind = word.parse().ok())} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.links_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// Says what merging means, and asks which case stays.
#[component]
fn MergeDialog(props: &DialogProps<CaseView>) -> Html {
    const PLACES: Places = Places {
        fields: &["/into"],
        codes: &[],
    };
    let text = use_text();
    let toast = use_toast();
    let draft = use_draft(MergeCase::default);
    let done = props.done.reform(move |view: CaseView| {
        toast.emit(Toast::good(text.merge_done()));
        view
    });
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: MergeCase| {
            let number = number.clone();
            async move { here.api().merge(&number, &request).await }
        },
        done,
    );
    html! {
        <Dialog title={text.merge()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <p class="muted">{ text.merge_means() }</p>
                <TextField id="merge-into" label={text.merge_into()} autofocus=true value={draft.into.clone()}
                    oninput={draft.on(|draft, into| draft.into = into)} error={form.error("/into")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.merge() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
