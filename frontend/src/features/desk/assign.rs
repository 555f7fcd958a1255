//! Making a case a colleague's.

use crate::components::{Button, Choice, ComboField, Dialog, Look, Notice, Tone, draw, draw_refusal};
use crate::hooks::{Places, use_draft, use_form, use_load};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::desk::{Assign, DeskCase};
use shared::api::teams::DeskPerson;
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/account"],
    codes: &[],
};

/// What [`AssignDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AssignProps {
    pub(super) number: String,
    /// The case is for engineers only.
    pub(super) engineers: bool,
    /// Hears what to say, and how the case stands.
    pub(super) done: Callback<(String, DeskCase)>,
    pub(super) onclose: Callback<()>,
}

/// Chooses among those who work at the desk now.
#[component]
pub(super) fn AssignDialog(props: &AssignProps) -> Html {
    let text = use_text();
    let people = use_load((), |here, ()| async move { here.api().desk_people().await });
    let draft = use_draft(Assign::default);
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: Assign| {
            let number = number.clone();
            async move { here.api().assign_case(&number, &request).await }
        },
        props.done.reform(move |case: DeskCase| {
            let name = case
                .assignee
                .as_ref()
                .and_then(|one| one.shown())
                .unwrap_or_default();
            (text.desk_assigned(name), case)
        }),
    );
    let onchange = draft.on(|draft, account: Option<AttrValue>| {
        draft.account = account.map(|account| account.to_string()).unwrap_or_default();
    });
    html! {
        <Dialog title={text.desk_assign_title()} onclose={props.onclose.clone()}>
            { draw(&people, text, |people| {
                let choices = choices(people, props.engineers, text);
                html! {
                    <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                        { draw_refusal(&form, text) }
                        if choices.is_empty() { <Notice tone={Tone::Warn}><p>{ text.desk_nobody() }</p></Notice> }
                        <ComboField id="assign-account" label={text.desk_colleague()} hint={text.desk_colleague_hint()} choices={Rc::new(choices)}
                            value={Some(AttrValue::from(draft.account.clone())).filter(|account| !account.is_empty())}
                            {onchange} error={form.error("/account")} />
                        <div class="dialog-actions">
                            <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                            <Button look={Look::Primary} submit=true pending={form.pending}>{ text.desk_assign_do() }</Button>
                        </div>
                    </form>
                }
            }) }
        </Dialog>
    }
}

/// Whom one can choose: of the engineers' cases, engineers.
fn choices(people: &[DeskPerson], engineers: bool, text: Text) -> Vec<Choice> {
    people
        .iter()
        .filter(|one| one.engineer || !engineers)
        .map(|one| Choice {
            value: one.person.email.clone().unwrap_or_default().into(),
            label: one.person.shown().unwrap_or_default().to_owned().into(),
            note: one.person.email.clone().map(AttrValue::from),
            mark: one.engineer.then(|| text.desk_is_engineer().into()),
            keywords: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Person;
    use shared::words::Language;

    #[test]
    fn what_is_for_engineers_is_offered_to_engineers() {
        let person = |name: &str, engineer| DeskPerson {
            person: Person {
                name: Some(name.to_owned()),
                email: Some(format!("{name}@v.example")),
                domain: None,
            },
            engineer,
        };
        let people = [person("ada", false), person("eli", true)];
        let offered = |engineers| {
            let choices = choices(&people, engineers, Text(Language::En));
            choices
                .into_iter()
                .map(|one| one.label.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(offered(false), ["ada", "eli"]);
        assert_eq!(offered(true), ["eli"]);
    }
}
