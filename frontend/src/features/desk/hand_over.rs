//! Handing a case over.

use crate::components::{AreaField, Button, Dialog, Look, SelectField, draw_refusal};
use crate::hooks::{Places, given, use_draft, use_form, use_load};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::desk::{DeskCase, HandOver};
use shared::api::teams::TeamView;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/team", "/note"],
    codes: &[],
};

/// What [`HandOverDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct HandOverProps {
    pub(super) number: String,
    /// Hears what to say, and how the case stands.
    pub(super) done: Callback<(String, DeskCase)>,
    pub(super) onclose: Callback<()>,
}

/// To the engineers, to a team, or both, with a note that stays at the desk.
#[component]
pub(super) fn HandOverDialog(props: &HandOverProps) -> Html {
    let text = use_text();
    let teams = use_load((), |here, ()| async move { here.api().desk_teams().await });
    let draft = use_draft(|| HandOver {
        engineer: true,
        ..HandOver::default()
    });
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: HandOver| {
            let number = number.clone();
            async move { here.api().hand_over_case(&number, &request).await }
        },
        props
            .done
            .reform(move |case| (text.desk_handed_over().to_owned(), case)),
    );
    let onengineer = draft.on(|draft, _: Event| draft.engineer = !draft.engineer);
    let submit = {
        let (submit, request) = (form.submit.clone(), (*draft).clone());
        Callback::from(move |()| submit.emit(request.clone()))
    };
    let teams = teams.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    html! {
        <Dialog title={text.desk_hand_over_title()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <p class="muted">{ text.desk_hand_over_text() }</p>
                <label class="check"><input type="checkbox" id="hand-over-engineer" checked={draft.engineer} onchange={onengineer} />{ text.desk_to_engineer() }</label>
                <SelectField id="hand-over-team" label={text.desk_to_team()} options={options(teams, text)} value={draft.team.clone().unwrap_or_default()}
                    onchange={draft.on(|draft, team| draft.team = given(team))} error={form.error("/team")} optional=true />
                <AreaField id="hand-over-note" rows=5 label={text.desk_note()} hint={text.desk_note_hint()} value={draft.note.clone()}
                    oninput={draft.on(|draft, note| draft.note = note)} error={form.error("/note")} onsend={submit} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.desk_hand_over_do() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// The teams that cases can be handed to, and none.
fn options(teams: &[TeamView], text: Text) -> Vec<(AttrValue, AttrValue)> {
    let none = (AttrValue::default(), text.desk_no_team().into());
    let teams = teams.iter().filter(|team| !team.retired);
    let named = teams.map(|team| {
        let name = team.name.in_language(text.0).to_owned();
        (team.key.clone().into(), name.into())
    });
    std::iter::once(none).chain(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;
    use shared::words::Language;

    #[test]
    fn nothing_is_handed_to_a_retired_team() {
        let team = |key: &str, retired| TeamView {
            key: key.to_owned(),
            name: Names {
                en: key.to_uppercase(),
                fr: key.to_owned(),
            },
            retired,
            members: Vec::new(),
        };
        let offered = options(&[team("a", false), team("b", true)], Text(Language::En));
        assert_eq!(offered, [("".into(), "None".into()), ("a".into(), "A".into())]);
    }
}
