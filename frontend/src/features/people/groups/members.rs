//! Who is in a group: one more, one less.

use crate::components::{
    Button, Choice, ComboField, Glyph, Look, Notice, Toast, Tone, draw_failure, use_toast,
};
use crate::hooks::use_send;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::groups::{GroupView, Member, NewMember};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Members`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct MembersProps {
    pub(super) group: GroupView,
    /// The accounts of the domain.
    pub(super) accounts: Rc<Vec<Choice>>,
    /// Hears that something has changed.
    pub(super) changed: Callback<()>,
}

/// The members, and a field that takes in one more as soon as it is chosen.
#[component]
pub(super) fn Members(props: &MembersProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let group = props.group.email.clone();
    let changed = props.changed.reform(|_: GroupView| ());
    let add = {
        let group = group.clone();
        use_send(
            move |here, account: String| {
                let group = group.clone();
                async move { here.api().add_member(&group, &NewMember { account }).await }
            },
            changed,
        )
    };
    let removed = {
        let (changed, add, name) = (props.changed.clone(), add.send.clone(), props.group.name.clone());
        Callback::from(move |member: Member| {
            let notice = Toast::good(text.groups_removed(&member.name, &name));
            toast.emit(notice.with(text.undo(), add.reform(move |()| member.email.clone())));
            changed.emit(());
        })
    };
    let remove = use_send(
        move |here, member: Member| {
            let group = group.clone();
            async move {
                here.api().remove_member(&group, &member.email).await?;
                Ok(member)
            }
        },
        removed,
    );
    let failure = add.failure.as_ref().or(remove.failure.as_ref());
    let choices = outside(&props.accounts, &props.group.members);
    let onchange = {
        let send = add.send.clone();
        Callback::from(move |email: Option<AttrValue>| {
            if let Some(email) = email {
                send.emit(email.to_string());
            }
        })
    };
    html! {
        <section class="stack">
            <h3>{ text.groups_members() }</h3>
            if let Some(failure) = failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            if props.group.members.is_empty() {
                <p class="faint">{ text.groups_no_member() }</p>
            } else {
                <ul class="members">{ for props.group.members.iter().map(|member| row(member, &remove.send, text)) }</ul>
            }
            <div class="member-add">
                <ComboField id={format!("add-{}", props.group.email)} label={text.groups_add_member()} placeholder={text.groups_add_member()}
                    choices={Rc::new(choices)} value={None::<AttrValue>} {onchange} />
            </div>
        </section>
    }
}

fn row(member: &Member, remove: &Callback<Member>, text: Text) -> Html {
    let onclick = {
        let (remove, member) = (remove.clone(), member.clone());
        Callback::from(move |()| remove.emit(member.clone()))
    };
    html! {
        <li key={member.email.clone()} class="member" title={member.email.clone()}>
            <span>{ &member.name }</span>
            <Button look={Look::Quiet} icon={Glyph::Close} label={text.groups_remove(&member.name)} {onclick} />
        </li>
    }
}

/// The accounts that are not in the group.
fn outside(accounts: &[Choice], members: &[Member]) -> Vec<Choice> {
    let inside = |choice: &Choice| members.iter().any(|member| member.email == choice.value.as_str());
    accounts
        .iter()
        .filter(|choice| !inside(choice))
        .cloned()
        .collect()
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
        let members = [Member {
            email: "a@d.example".into(),
            name: "A".into(),
        }];
        let offered = outside(&[choice("a@d.example"), choice("b@d.example")], &members);
        assert_eq!(offered, [choice("b@d.example")]);
    }
}
