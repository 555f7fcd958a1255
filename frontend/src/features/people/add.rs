//! Adding an account.

use crate::components::{Button, Dialog, Look, SelectField, TextField, draw_refusal};
use crate::hooks::{Places, given, use_draft, use_form, use_load};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::accounts::{NewAccount, NewAccountView};
use shared::api::roles::RoleView;
use shared::problem::Code;
use shared::words::Language;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/email", "/name", "/role", "/locale"],
    codes: &[(Code::AlreadyExists, "/email")],
};

/// What an [`AddDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddProps {
    /// Hears of the account and its one-time link.
    pub(super) added: Callback<NewAccountView>,
    pub(super) onclose: Callback<()>,
}

/// Who, and with which role to begin.
#[component]
pub(super) fn AddDialog(props: &AddProps) -> Html {
    let text = use_text();
    let me = use_me();
    let draft = use_draft(|| NewAccount {
        locale: Some(text.0),
        ..NewAccount::default()
    });
    let roles = use_load((), |here, ()| async move { here.api().roles().await });
    let form = use_form(
        PLACES,
        |here, request: NewAccount| async move { here.api().add_account(&request).await },
        props.added.clone(),
    );
    let onsubmit = draft.sent(form.submit.clone());
    let known = roles.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    let role = draft.role.as_deref().unwrap_or_default();
    let means = draft
        .role
        .as_deref()
        .map(|role| AttrValue::Static(text.role_means(role).unwrap_or(text.people_role_custom())));
    let languages = vec![
        ("fr".into(), text.language_fr().into()),
        ("en".into(), text.language_en().into()),
    ];
    html! {
        <Dialog title={text.people_add()} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="account-name" label={text.profile_name()} value={draft.name.clone()} autofocus=true
                    oninput={draft.on(|draft, name| draft.name = name)} error={form.error("/name")} />
                <TextField id="account-email" kind="email" label={text.email()} hint={text.people_address_hint(&me.domain.name)}
                    value={draft.email.clone()} oninput={draft.on(|draft, email| draft.email = email)} error={form.error("/email")} />
                <SelectField id="account-role" label={text.people_role()} options={grantable(known, text.people_role_none(), text)} value={role.to_owned()}
                    onchange={draft.on(|draft, role| draft.role = given(role))}
                    hint={means} error={form.error("/role")} />
                <SelectField id="account-language" label={text.people_language()} hint={text.people_language_hint()} options={languages}
                    value={draft.locale.map_or("", Language::as_str)}
                    onchange={draft.on(|draft, word: String| draft.locale = word.parse().ok())} error={form.error("/locale")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.people_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// The roles that the caller may give, after none at all. Everybody is a member without being made one.
pub(super) fn grantable(roles: &[RoleView], none: &'static str, text: Text) -> Vec<(AttrValue, AttrValue)> {
    let none = ("".into(), none.into());
    let roles = roles
        .iter()
        .filter(|role| role.grantable && role.name != "member")
        .map(|role| (role.name.clone().into(), text.role(&role.name).into()));
    std::iter::once(none).chain(roles).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_one_may_give_is_offered() {
        let role = |name: &str, grantable| RoleView {
            name: name.into(),
            builtin: true,
            privileges: Vec::new(),
            grantable,
            organization: false,
            editable: false,
            root_only: false,
            holders: 0,
        };
        let roles = [
            role("member", true),
            role("advisor", true),
            role("operator", false),
        ];
        let offered = grantable(&roles, "–", Text(Language::En));
        let values = offered
            .iter()
            .map(|(value, _)| value.as_str())
            .collect::<Vec<_>>();
        assert_eq!(values, ["", "advisor"]);
    }
}
