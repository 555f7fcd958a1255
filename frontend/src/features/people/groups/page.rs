//! The groups of the domain.

use super::card::GroupCard;
use super::edit::{AddGroup, RenameGroup};
use super::end::EndGroup;
use crate::api::Here;
use crate::components::{Button, Choice, Empty, Glyph, Look, PageHeader, Pager, Toast, draw, use_toast};
use crate::features::people::grants::GrantsDialog;
use crate::features::people::tabs::PeopleTabs;
use crate::hooks::{use_load, use_pages, use_return};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::groups::GroupView;
use shared::client::Outcome;
use std::rc::Rc;
use yew::prelude::*;

/// What dialog is open, and about the group with which address.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Open {
    Add,
    Rename(String),
    Roles(String),
    End(String),
}

/// Accounts under one address, which may hold roles and receive shares.
#[component]
pub(crate) fn GroupsPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let pages = use_pages();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load(pages.after(), |here, after| async move {
        here.api().groups(after.as_deref()).await
    });
    let accounts = use_load((), |here, ()| everybody(here));
    use_return(load.reload.clone());

    let show = |what: Option<Open>| {
        let open = open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let ask = {
        let open = open.clone();
        Callback::from(move |what: Open| open.set(Some(what)))
    };
    let done = {
        let (close, reload) = (show(None), load.reload.clone());
        Callback::from(move |what: String| {
            toast.emit(Toast::good(what));
            close.emit(());
            reload.emit(());
        })
    };
    let groups = load.data.as_deref().map(|page| page.items.as_slice());
    let find = |email: &str| {
        groups
            .unwrap_or_default()
            .iter()
            .find(|group| group.email == email)
            .cloned()
    };
    let choices = accounts.data.clone().unwrap_or_default();
    html! {
        <>
            <PageHeader title={text.people_title()} lead={text.groups_lead()}>
                if load.data.is_some() { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(Some(Open::Add))}>{ text.groups_add() }</Button> }
            </PageHeader>
            <PeopleTabs current={Route::Groups { domain: me.domain.name.clone() }} />
            { draw(&load, text, |page| html! {
                <>
                    if page.items.is_empty() {
                        <Empty title={text.groups_none()}><p>{ text.groups_none_text() }</p></Empty>
                    } else {
                        <ul class="groups">
                            { for page.items.iter().map(|group| html! {
                                <li key={group.email.clone()}>
                                    <GroupCard group={group.clone()} accounts={Rc::clone(&choices)} ask={ask.clone()} changed={load.reload.clone()} />
                                </li>
                            }) }
                        </ul>
                    }
                    <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                </>
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add) => html! { <AddGroup {done} onclose={show(None)} /> },
                Some(Open::Rename(email)) => about(find(&email), |group| html! { <RenameGroup {group} {done} onclose={show(None)} /> }),
                Some(Open::End(email)) => about(find(&email), |group| html! { <EndGroup {group} {done} onclose={show(None)} /> }),
                Some(Open::Roles(email)) => about(find(&email), |group| html! {
                    <GrantsDialog principal={group.email} name={group.name} held={group.roles} changed={load.reload.clone()} onclose={show(None)} />
                }),
            } }
        </>
    }
}

/// Draws a dialog about a group, as long as it is there.
fn about(group: Option<GroupView>, draw: impl FnOnce(GroupView) -> Html) -> Html {
    group.map_or_else(Html::default, draw)
}

/// The accounts of the domain, to choose from. More than two thousand are found by their address.
async fn everybody(here: Here) -> Outcome<Vec<Choice>> {
    let mut choices = Vec::new();
    let mut after = None;
    for _ in 0..20 {
        let page = here.api().accounts(after.as_deref()).await?;
        choices.extend(page.items.into_iter().map(|account| Choice {
            value: account.email.clone().into(),
            label: account.name.into(),
            note: Some(account.email.into()),
            mark: None,
            keywords: None,
        }));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(choices)
}
