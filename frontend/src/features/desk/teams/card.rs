//! One team: who is in it; retired, or put back.

use crate::components::{
    Button, Choice, ComboField, Glyph, Look, Notice, Tag, Toast, Tone, draw_failure, use_toast,
};
use crate::hooks::use_send;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::Person;
use shared::api::teams::{ChangeTeam, NewTeamMember, TeamView};
use std::rc::Rc;
use yew::prelude::*;

/// What [`TeamCard`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct TeamCardProps {
    pub(super) team: TeamView,
    /// Who works at the desk.
    pub(super) people: Rc<Vec<Choice>>,
    /// Whether the reader may change it.
    pub(super) manages: bool,
    /// Hears that something has changed.
    pub(super) changed: Callback<()>,
}

/// One team.
#[component]
pub(super) fn TeamCard(props: &TeamCardProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let team = &props.team;
    let name = team.name.in_language(text.0).to_owned();
    let key = team.key.clone();
    let retiring = {
        let (key, changed, name) = (key.clone(), props.changed.clone(), name.clone());
        let done = Callback::from(move |team: TeamView| {
            toast.emit(Toast::good(if team.retired {
                text.teams_was_retired(&name)
            } else {
                text.teams_was_restored(&name)
            }));
            changed.emit(());
        });
        use_send(
            move |here, retired: bool| {
                let key = key.clone();
                let request = ChangeTeam {
                    retired: Some(retired),
                    ..ChangeTeam::default()
                };
                async move { here.api().change_team(&key, &request).await }
            },
            done,
        )
    };
    let adding = {
        let key = key.clone();
        use_send(
            move |here, account: String| {
                let key = key.clone();
                async move { here.api().add_team_member(&key, &NewTeamMember { account }).await }
            },
            props.changed.reform(|_: TeamView| ()),
        )
    };
    let removing = use_send(
        move |here, account: String| {
            let key = key.clone();
            async move { here.api().remove_team_member(&key, &account).await }
        },
        props.changed.clone(),
    );
    let failure = retiring
        .failure
        .as_ref()
        .or(adding.failure.as_ref())
        .or(removing.failure.as_ref());
    let onchange = {
        let send = adding.send.clone();
        Callback::from(move |account: Option<AttrValue>| {
            if let Some(account) = account {
                send.emit(account.to_string());
            }
        })
    };
    let (wanted, word, label) = if team.retired {
        (false, text.teams_restore(), text.teams_restore_one(&name))
    } else {
        (true, text.teams_retire(), text.teams_retire_one(&name))
    };
    let id = format!("team-{}", team.key);
    html! {
        <section class={classes!("panel", "panel-body", "stack", team.retired.then_some("row-off"))} aria-labelledby={id.clone()}>
            <div class="panel-head">
                <div>
                    <h2 {id}>{ &name }if team.retired { { " " }<Tag>{ text.teams_retired() }</Tag> }</h2>
                    <p class="row-note mono">{ &team.key }</p>
                </div>
                if props.manages {
                    <Button look={Look::Quiet} onclick={retiring.send.reform(move |()| wanted)}>
                        <span aria-hidden="true">{ word }</span><span class="unseen">{ label }</span>
                    </Button>
                }
            </div>
            if let Some(failure) = failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <h3>{ text.teams_members() }</h3>
            if team.members.is_empty() {
                <p class="faint">{ text.teams_no_member() }</p>
            } else {
                <ul class="members">{ for team.members.iter().map(|member| row(member, props.manages.then_some(&removing.send), text)) }</ul>
            }
            if props.manages {
                <div class="member-add">
                    <ComboField id={format!("add-{}", team.key)} label={text.teams_add_member()} placeholder={text.teams_add_member()}
                        choices={Rc::new(outside(&props.people, &team.members))} value={None::<AttrValue>} {onchange} />
                </div>
            }
        </section>
    }
}

fn row(member: &Person, remove: Option<&Callback<String>>, text: Text) -> Html {
    let name = member.shown().unwrap_or_default().to_owned();
    let email = member.email.clone().unwrap_or_default();
    let button = remove.map(|remove| {
        let (label, email) = (text.teams_remove_member(&name), email.clone());
        html! { <Button look={Look::Quiet} icon={Glyph::Close} {label} onclick={remove.reform(move |()| email.clone())} /> }
    });
    html! {
        <li key={email.clone()} class="member" title={email}>
            <span>{ name }</span>
            { button.unwrap_or_default() }
        </li>
    }
}

/// Who is not in the team.
fn outside(people: &[Choice], members: &[Person]) -> Vec<Choice> {
    let inside = |choice: &Choice| {
        members
            .iter()
            .any(|member| member.email.as_deref() == Some(choice.value.as_str()))
    };
    people.iter().filter(|choice| !inside(choice)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_offered_twice() {
        let choice = |email: &'static str| Choice {
            value: email.into(),
            label: email.into(),
            ..Choice::default()
        };
        let member = Person {
            name: Some("A".into()),
            email: Some("a@v.example".into()),
            domain: None,
        };
        let offered = outside(&[choice("a@v.example"), choice("b@v.example")], &[member]);
        assert_eq!(offered, [choice("b@v.example")]);
    }
}
