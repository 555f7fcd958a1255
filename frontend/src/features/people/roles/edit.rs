//! A custom role: a new one, or another name and other privileges for one that there is.

use super::privileges::PrivilegeBoxes;
use crate::components::{Button, Dialog, Look, TextField, draw_refusal};
use crate::hooks::{Draft, Places, use_draft, use_form};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::roles::{ChangeRole, NewRole, RoleView};
use shared::problem::Code;
use shared::validate::{Validate, Violations};
use shared::words::Privileges;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name", "/privileges"],
    codes: &[(Code::AlreadyExists, "/name")],
};

/// What an [`EditRole`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct EditProps {
    /// The role to change; nothing for a new one.
    #[prop_or_default]
    pub(super) role: Option<RoleView>,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq)]
struct RoleDraft {
    name: String,
    privileges: Privileges,
    organization: bool,
}

impl RoleDraft {
    fn of(role: Option<&RoleView>) -> Self {
        Self {
            name: role.map(|role| role.name.clone()).unwrap_or_default(),
            privileges: role
                .map(|role| role.privileges.iter().copied().collect())
                .unwrap_or_default(),
            organization: role.is_some_and(|role| role.organization),
        }
    }

    /// What is sent for a role that there is: only what has changed.
    fn change(&self, before: &RoleView) -> ChangeRole {
        let privileges = before.privileges.iter().copied().collect::<Privileges>();
        ChangeRole {
            name: (self.name.trim() != before.name).then(|| self.name.trim().to_owned()),
            privileges: (self.privileges != privileges).then(|| self.privileges.iter().collect()),
        }
    }
}

/// Either of the two requests.
enum Request {
    Add(NewRole),
    Change(String, ChangeRole),
}

impl Validate for Request {
    fn check(&self, found: &mut Violations) {
        match self {
            Self::Add(request) => request.check(found),
            Self::Change(_, request) => request.check(found),
        }
    }
}

/// A name, what it allows, and where it counts.
#[component]
pub(super) fn EditRole(props: &EditProps) -> Html {
    let text = use_text();
    let me = use_me();
    let draft = use_draft(|| RoleDraft::of(props.role.as_ref()));
    let form = use_form(
        PLACES,
        |here, request: Request| async move {
            match request {
                Request::Add(request) => here.api().add_role(&request).await,
                Request::Change(role, request) => here.api().change_role(&role, &request).await,
            }
        },
        props
            .done
            .reform(move |role: RoleView| text.roles_saved(&role.name)),
    );
    let onsubmit = {
        let role = props.role.clone();
        draft.sent(form.submit.reform(move |draft: RoleDraft| match &role {
            Some(role) => Request::Change(role.name.clone(), draft.change(role)),
            None => Request::Add(NewRole {
                name: draft.name.trim().to_owned(),
                privileges: draft.privileges.iter().collect(),
                organization: draft.organization,
            }),
        }))
    };
    let (title, send) = match &props.role {
        Some(role) => (text.roles_edit_title(&role.name), text.save()),
        None => (text.roles_add().to_owned(), text.roles_add()),
    };
    html! {
        <Dialog {title} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                if props.role.is_some() { <p class="muted">{ text.roles_edit_text() }</p> }
                <TextField id="role-name" label={text.roles_name()} hint={text.roles_name_hint()} value={draft.name.clone()} autofocus=true
                    oninput={draft.on(|draft, name| draft.name = name)} error={form.error("/name")} />
                <PrivilegeBoxes privileges={draft.privileges} error={form.error("/privileges")}
                    onchange={draft.on(|draft, privileges| draft.privileges = privileges)} />
                if props.role.is_none() && me.organization.is_some() { { counts(&draft, &me.domain.title, text) } }
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ send }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// Whether it counts in this domain only.
fn counts(draft: &Draft<RoleDraft>, domain: &str, text: Text) -> Html {
    let radio = |label: String, organization: bool| {
        let onchange = draft
            .on(|draft: &mut RoleDraft, organization: bool| draft.organization = organization)
            .reform(move |_: Event| organization);
        html! {
            <label class="check">
                <input type="radio" name="role-counts" checked={draft.organization == organization} {onchange} />{ label }
            </label>
        }
    };
    html! {
        <fieldset class="choices">
            <legend>{ text.roles_column_counts() }</legend>
            { radio(text.roles_here(domain), false) }
            { radio(text.roles_everywhere().to_owned(), true) }
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Privilege;

    #[test]
    fn only_what_has_changed_is_sent() {
        let before = RoleView {
            name: "Tri".into(),
            builtin: false,
            organization: true,
            privileges: vec![Privilege::ClientsView],
            grantable: true,
            editable: true,
            root_only: false,
            holders: 0,
        };
        let mut draft = RoleDraft::of(Some(&before));
        assert_eq!(draft.change(&before), ChangeRole::default());
        draft.privileges = [Privilege::ClientsView, Privilege::Reports].into_iter().collect();
        let change = draft.change(&before);
        assert_eq!(
            (change.name, change.privileges.map(|some| some.len())),
            (None, Some(2))
        );
        draft.name = "Vigie".into();
        assert_eq!(draft.change(&before).name.as_deref(), Some("Vigie"));
    }
}
