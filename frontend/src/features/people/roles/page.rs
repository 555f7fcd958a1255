//! The roles that can be held in a reseller's domain.

use super::edit::EditRole;
use super::remove::RemoveRole;
use crate::components::{Button, Glyph, Look, PageHeader, Table, Tag, Toast, draw, use_toast};
use crate::features::people::tabs::PeopleTabs;
use crate::hooks::{use_load, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::roles::RoleView;
use yew::prelude::*;

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    Add,
    Edit(RoleView),
    Remove(RoleView),
}

/// The roles, each with what it allows and who can hold it.
#[component]
pub(crate) fn RolesPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load((), |here, ()| async move { here.api().roles().await });
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
    let head = vec![
        text.roles_column_role().into(),
        text.roles_column_may().into(),
        text.roles_column_counts().into(),
        text.roles_column_holders().into(),
    ];
    html! {
        <>
            <PageHeader title={text.people_title()} lead={text.roles_lead()}>
                if load.data.is_some() { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(Some(Open::Add))}>{ text.roles_add() }</Button> }
            </PageHeader>
            <PeopleTabs current={Route::Roles { domain: me.domain.name.clone() }} />
            { draw(&load, text, |roles| html! {
                <div class="panel">
                    <Table class="rows roles" caption={text.roles_title()} {head}>
                        { for roles.iter().filter(|role| role.name != "member").map(|role| row(role, &ask, text)) }
                    </Table>
                </div>
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add) => html! { <EditRole {done} onclose={show(None)} /> },
                Some(Open::Edit(role)) => html! { <EditRole {role} {done} onclose={show(None)} /> },
                Some(Open::Remove(role)) => html! { <RemoveRole {role} {done} onclose={show(None)} /> },
            } }
        </>
    }
}

fn row(role: &RoleView, ask: &Callback<Open>, text: Text) -> Html {
    let name = text.role(&role.name);
    let may = text
        .role_means(&role.name)
        .filter(|_| role.builtin)
        .map(str::to_owned)
        .or_else(|| text.privileges(&role.privileges));
    let counts = match (role.builtin, role.organization) {
        (true, _) => html! { <Tag>{ text.roles_builtin() }</Tag> },
        (false, true) => html! { { text.roles_of_organization() } },
        (false, false) => html! { { text.roles_of_domain() } },
    };
    let act = |what: fn(RoleView) -> Open| {
        let role = role.clone();
        ask.reform(move |()| what(role.clone()))
    };
    html! {
        <tr key={format!("{} {} {}", role.name, role.builtin, role.organization)}>
            <td class="row-main"><span class="row-title">{ &name }</span></td>
            <td class="role-may">{ may.unwrap_or_else(|| "–".to_owned()) }</td>
            <td class="row-line" data-label={text.roles_column_counts()}>{ counts }</td>
            <td data-label={text.roles_column_holders()}>
                <span class="cell-act">
                    { role.holders }
                    if role.editable {
                        <Button look={Look::Quiet} icon={Glyph::Pencil} label={text.roles_edit_title(&name)} onclick={act(Open::Edit)} />
                        <Button look={Look::Quiet} icon={Glyph::Close} label={text.roles_remove_title(&name)} onclick={act(Open::Remove)} />
                    }
                </span>
            </td>
        </tr>
    }
}
