//! The desk's teams.

use super::add::AddTeam;
use super::card::TeamCard;
use super::staff::StaffPanel;
use crate::components::{Button, Choice, Empty, Glyph, Look, PageHeader, Toast, draw, use_toast};
use crate::features::desk::tabs::DeskTabs;
use crate::hooks::use_load;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::teams::{DeskPerson, TeamView};
use shared::words::Privilege;
use std::rc::Rc;
use yew::prelude::*;

/// Who works a field, and by what name everybody appears outside.
#[component]
pub(crate) fn TeamsPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let adding = use_state_eq(|| false);
    let load = use_load((), |here, ()| async move { here.api().desk_teams().await });
    let people = use_load((), |here, ()| async move { here.api().desk_people().await });
    let manages = me.privileges.contains(&Privilege::DeskManage);
    let show = |what: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(what))
    };
    let added = {
        let (close, reload) = (show(false), load.reload.clone());
        Callback::from(move |team: TeamView| {
            toast.emit(Toast::good(text.teams_added(team.name.in_language(text.0))));
            close.emit(());
            reload.emit(());
        })
    };
    let choices = Rc::new(choices(
        people.data.as_deref().map(Vec::as_slice).unwrap_or_default(),
    ));
    html! {
        <>
            <PageHeader title={text.desk_title()} lead={text.teams_lead()}>
                if manages && load.data.is_some() { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(true)}>{ text.teams_add() }</Button> }
            </PageHeader>
            <DeskTabs current={Route::DeskTeams { domain: me.domain.name.clone() }} />
            { draw(&load, text, |teams| if teams.is_empty() {
                html! { <Empty title={text.teams_none()}><p>{ text.teams_none_text() }</p></Empty> }
            } else {
                html! {
                    <ul class="groups">
                        { for teams.iter().map(|team| html! {
                            <li key={team.key.clone()}>
                                <TeamCard team={team.clone()} people={choices.clone()} {manages} changed={load.reload.clone()} />
                            </li>
                        }) }
                    </ul>
                }
            }) }
            <StaffPanel {manages} />
            if *adding { <AddTeam {added} onclose={show(false)} /> }
        </>
    }
}

fn choices(people: &[DeskPerson]) -> Vec<Choice> {
    let choice = |one: &DeskPerson| Choice {
        value: one.person.email.clone().unwrap_or_default().into(),
        label: one.person.shown().unwrap_or_default().to_owned().into(),
        note: one.person.email.clone().map(AttrValue::from),
        ..Choice::default()
    };
    people.iter().map(choice).collect()
}
