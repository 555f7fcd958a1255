//! Whom else to reach, and with whom to share the case as soon as it is filed.

use super::draft::{Draft, ShareDraft};
use crate::components::{AreaField, Button, Glyph, LevelField, Look, TextField};
use crate::locale::use_text;
use shared::api::form::MANY;
use std::rc::Rc;
use yew::prelude::*;

/// What both are given.
#[derive(Properties, PartialEq)]
pub(super) struct PeopleProps {
    pub(super) draft: Rc<Draft>,
    pub(super) onchange: Callback<Draft>,
    /// What is wrong with the field of a pointer.
    pub(super) errors: Callback<String, Option<AttrValue>>,
}

/// Addresses of people to reach, in one field. What is wrong with one of them is said of the field.
#[component]
pub(super) fn Contacts(props: &PeopleProps) -> Html {
    let text = use_text();
    let (draft, onchange) = (props.draft.clone(), props.onchange.clone());
    let oninput = Callback::from(move |contacts: String| {
        onchange.emit(Draft {
            contacts,
            ..(*draft).clone()
        });
    });
    let of_one = (0..=MANY).find_map(|at| props.errors.emit(format!("/contacts/{at}")));
    let error = props.errors.emit("/contacts".to_owned()).or(of_one);
    html! {
        <AreaField id="contacts" rows=2 label={text.form_contacts()} hint={text.form_contacts_hint()} optional=true
            value={props.draft.contacts.clone()} {error} {oninput} />
    }
}

/// One line per address, each with what it may do.
#[component]
pub(super) fn Sharing(props: &PeopleProps) -> Html {
    let text = use_text();
    let edit = {
        let (draft, onchange) = (props.draft.clone(), props.onchange.clone());
        Callback::from(move |apply: Edit| onchange.emit(edited((*draft).clone(), apply)))
    };
    let add = edit.reform(|()| Edit::Add);
    let shares = &props.draft.shares;
    html! {
        <fieldset class="choices share-with">
            <legend>{ text.form_share() }<span class="field-optional">{ text.optional() }</span></legend>
            <p class="field-hint">{ text.form_share_hint() }</p>
            { for shares.iter().enumerate().map(|(at, share)| line(at, share, props, &edit)) }
            if shares.len() < MANY {
                <div><Button icon={Glyph::Plus} onclick={add}>{ text.form_share_add() }</Button></div>
            }
        </fieldset>
    }
}

fn line(at: usize, share: &ShareDraft, props: &PeopleProps, edit: &Callback<Edit>) -> Html {
    html! { <ShareLine key={at} {at} share={share.clone()} edit={edit.clone()}
    error={props.errors.emit(format!("/share_with/{at}/email"))} /> }
}

#[derive(Properties, PartialEq)]
struct ShareLineProps {
    at: usize,
    share: ShareDraft,
    edit: Callback<Edit>,
    error: Option<AttrValue>,
}

#[component]
fn ShareLine(props: &ShareLineProps) -> Html {
    let text = use_text();
    let at = props.at;
    html! {
        <div class="share-line">
            <TextField id={format!("share-{at}")} kind="email" label={text.shares_email()} value={props.share.email.clone()}
                error={props.error.clone()} oninput={props.edit.reform(move |email| Edit::Email(at, email))} />
            <LevelField id={format!("share-level-{at}")} level={props.share.level}
                onchange={props.edit.reform(move |level| Edit::Level(at, level))} />
            <Button look={Look::Quiet} icon={Glyph::Close} label={text.form_take_off(&props.share.email)}
                onclick={props.edit.reform(move |()| Edit::Remove(at))} />
        </div>
    }
}

/// A change of the lines.
enum Edit {
    Add,
    Remove(usize),
    Email(usize, String),
    Level(usize, shared::words::ShareLevel),
}

fn edited(mut draft: Draft, edit: Edit) -> Draft {
    let shares = &mut draft.shares;
    match edit {
        Edit::Add => shares.push(ShareDraft::default()),
        Edit::Remove(at) if at < shares.len() => drop(shares.remove(at)),
        Edit::Remove(_) => {}
        Edit::Email(at, email) => shares
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|one| one.email.clone_from(&email)),
        Edit::Level(at, level) => shares
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|one| one.level = level),
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::ShareLevel;

    #[test]
    fn lines_come_change_and_go() {
        let draft = edited(Draft::default(), Edit::Add);
        let draft = edited(draft, Edit::Email(0, "a@c.example".into()));
        let draft = edited(draft, Edit::Level(0, ShareLevel::Collaborate));
        assert_eq!(draft.shares[0].email, "a@c.example");
        assert_eq!(draft.shares[0].level, ShareLevel::Collaborate);
        let draft = edited(draft, Edit::Remove(7));
        assert_eq!(draft.shares.len(), 1);
        assert!(edited(draft, Edit::Remove(0)).shares.is_empty());
    }
}
