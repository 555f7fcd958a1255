//! The accounts of the domain.

use super::add::AddDialog;
use super::grants::GrantsDialog;
use super::held::draw_roles;
use super::tabs::PeopleTabs;
use crate::components::{Button, Empty, Glyph, Look, OneTimeLink, PageHeader, Pager, Table, Tag, draw};
use crate::hooks::{Load, use_load, use_pages, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::Page;
use shared::api::accounts::{AccountView, NewAccountView};
use shared::words::{AccountKind, Privilege};
use yew::prelude::*;

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    Add,
    /// The roles of the account with this address.
    Roles(String),
    /// An account was added: its link, shown once.
    Link(NewAccountView),
}

/// The accounts of the domain, by name.
#[component]
pub(crate) fn PeoplePage() -> Html {
    let text = use_text();
    let me = use_me();
    let pages = use_pages();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load(pages.after(), |here, after| async move {
        here.api().accounts(after.as_deref()).await
    });
    use_return(load.reload.clone());

    let show = |what: Option<Open>| {
        let open = open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let added = {
        let (open, reload) = (open.clone(), load.reload.clone());
        Callback::from(move |new: NewAccountView| {
            open.set(Some(Open::Link(new)));
            reload.emit(());
        })
    };
    let head = vec![
        text.people_column_person().into(),
        text.people_column_roles().into(),
        text.people_column_state().into(),
    ];
    let assigns = me.privileges.contains(&Privilege::RolesAssign);
    let onroles = {
        let open = open.clone();
        assigns.then(|| Callback::from(move |email| open.set(Some(Open::Roles(email)))))
    };
    let adds = load.data.is_some() && me.privileges.contains(&Privilege::AccountsManage);
    html! {
        <>
            <PageHeader title={text.people_title()} lead={text.people_lead(&me.domain.title)}>
                if adds { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(Some(Open::Add))}>{ text.people_add() }</Button> }
            </PageHeader>
            <PeopleTabs current={Route::People { domain: me.domain.name.clone() }} />
            { draw(&load, text, |page| html! {
                <>
                    if page.items.is_empty() {
                        <Empty title={text.people_none()} />
                    } else {
                        <div class="panel">
                            <Table class="rows people" caption={text.people_caption()} {head}>
                                { for page.items.iter().map(|account| row(account, account.email == me.email, onroles.as_ref(), text)) }
                            </Table>
                        </div>
                    }
                    <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                </>
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add) => html! { <AddDialog {added} onclose={show(None)} /> },
                Some(Open::Roles(email)) => roles_of(&load, &email, show(None)),
                Some(Open::Link(new)) => html! {
                    <OneTimeLink title={text.people_added(&new.account.name)} name={new.account.name.clone()}
                        invitation={new.invitation.clone()} onclose={show(None)} />
                },
            } }
        </>
    }
}

/// The dialog about the roles of an account of this page.
fn roles_of(load: &Load<Page<AccountView>>, email: &str, onclose: Callback<()>) -> Html {
    let accounts = load.data.as_deref().map(|page| page.items.as_slice());
    let account = accounts
        .unwrap_or_default()
        .iter()
        .find(|account| account.email == email);
    account.map_or_else(Html::default, |account| {
        html! {
            <GrantsDialog principal={account.email.clone()} name={account.name.clone()} held={account.roles.clone()}
                changed={load.reload.clone()} {onclose} />
        }
    })
}

fn row(account: &AccountView, own: bool, onroles: Option<&Callback<String>>, text: Text) -> Html {
    let change = onroles.map(|onroles| {
        let email = account.email.clone();
        html! {
            <Button look={Look::Quiet} icon={Glyph::Pencil} label={text.grants_title(&account.name)}
                onclick={onroles.reform(move |()| email.clone())} />
        }
    });
    html! {
        <tr key={account.email.clone()} class={account.disabled.then_some("row-off")}>
            <td class="row-main">
                <span class="row-title">{ &account.name }</span>
                if own { { " " }<Tag>{ text.people_you() }</Tag> }
                <span class="row-note">{ &account.email }</span>
            </td>
            <td data-label={text.people_column_roles()}>
                <span class="cell-act">{ draw_roles(&account.roles, text) }{ change.unwrap_or_default() }</span>
            </td>
            <td data-label={text.people_column_state()}>
                { state(account, text) }
            </td>
        </tr>
    }
}

fn state(account: &AccountView, text: Text) -> Html {
    if account.disabled {
        html! { <Tag>{ text.people_disabled() }</Tag> }
    } else if account.invited {
        html! { <Tag tone="warn">{ text.people_invited() }</Tag> }
    } else if account.kind == AccountKind::Service {
        html! { <span class="muted">{ text.people_service() }</span> }
    } else {
        html! { <span class="muted">{ text.people_active() }</span> }
    }
}
