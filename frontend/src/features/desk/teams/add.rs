//! Adding a team.

use crate::components::{Button, Dialog, Look, TextField, draw_refusal};
use crate::features::vendor::key::following;
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use shared::api::teams::{NewTeam, TeamView};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name_en", "/name_fr", "/key"],
    codes: &[(Code::AlreadyExists, "/key")],
};

/// What [`AddTeam`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddTeamProps {
    pub(super) added: Callback<TeamView>,
    pub(super) onclose: Callback<()>,
}

/// A team.
#[component]
pub(super) fn AddTeam(props: &AddTeamProps) -> Html {
    let text = use_text();
    let draft = use_draft(NewTeam::default);
    let form = use_form(
        PLACES,
        |here, request: NewTeam| async move { here.api().add_team(&request).await },
        props.added.clone(),
    );
    let onname = draft.on(|draft, name: String| {
        draft.key = following(&draft.key, &draft.name_en, &name);
        draft.name_en = name;
    });
    html! {
        <Dialog title={text.teams_add()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="team-name-en" label={text.name_en()} value={draft.name_en.clone()} autofocus=true
                    oninput={onname} error={form.error("/name_en")} />
                <TextField id="team-name-fr" label={text.name_fr()} value={draft.name_fr.clone()}
                    oninput={draft.on(|draft, name| draft.name_fr = name)} error={form.error("/name_fr")} />
                <TextField id="team-key" label={text.key()} hint={text.key_hint()} value={draft.key.clone()}
                    oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.teams_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
