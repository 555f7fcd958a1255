//! Adding a domain, with its first administrator.

use crate::components::{Button, Dialog, Look, SelectField, TextField, draw_refusal};
use crate::hooks::{Places, given, use_draft, use_form};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::domains::{NewDomain, NewDomainView, OrganizationView};
use shared::api::plans::PlanView;
use shared::problem::Code;
use shared::words::{DomainKind, Language};
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &[
        "/name",
        "/title",
        "/kind",
        "/organization",
        "/plan",
        "/admin_email",
        "/admin_name",
        "/admin_locale",
    ],
    codes: &[(Code::AlreadyExists, "/name")],
};

/// What an [`AddDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddProps {
    pub(super) plans: Vec<PlanView>,
    pub(super) organizations: Vec<OrganizationView>,
    pub(super) added: Callback<NewDomainView>,
    pub(super) onclose: Callback<()>,
}

/// What is sent: only clients have plans, and only administrators languages.
fn request(draft: NewDomain) -> NewDomain {
    let client = draft.kind == Some(DomainKind::Client);
    let admin = draft.admin_email.is_some() || draft.admin_name.is_some();
    NewDomain {
        plan: draft.plan.filter(|_| client),
        // A name without an address is asked for the address.
        admin_email: admin.then(|| draft.admin_email.unwrap_or_default()),
        admin_locale: draft.admin_locale.filter(|_| admin),
        ..draft
    }
}

/// Name, kind, plan, and who lets everybody else in.
#[component]
pub(super) fn AddDialog(props: &AddProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| NewDomain {
        kind: Some(DomainKind::Client),
        admin_locale: Some(text.0),
        ..NewDomain::default()
    });
    let form = use_form(
        PLACES,
        |here, request: NewDomain| async move { here.api().add_domain(&request).await },
        props.added.clone(),
    );
    let kinds = [DomainKind::Client, DomainKind::Reseller]
        .iter()
        .map(|kind| (kind.as_str().into(), text.domain_kind(*kind).into()))
        .collect::<Vec<_>>();
    let organizations = props
        .organizations
        .iter()
        .map(|organization| (organization.key.clone().into(), organization.name.clone().into()));
    let plans = props.plans.iter().map(|plan| {
        (
            plan.key.clone().into(),
            plan.name.in_language(text.0).to_owned().into(),
        )
    });
    let known = |value: &Option<String>| value.clone().unwrap_or_default();
    html! {
        <Dialog title={text.domains_add()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.reform(request))} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="domain-title" label={text.domains_label()} hint={text.domains_label_hint()} autofocus=true
                    value={draft.title.clone()} oninput={draft.on(|draft, title| draft.title = title)} error={form.error("/title")} />
                <TextField id="domain-name" label={text.domains_name()} hint={text.domains_name_hint()} placeholder="client.example.com"
                    value={draft.name.clone()} oninput={draft.on(|draft, name| draft.name = name)} error={form.error("/name")} />
                <SelectField id="domain-kind" label={text.domains_kind()} options={kinds}
                    value={draft.kind.map_or("", DomainKind::as_str)}
                    onchange={draft.on(|draft, kind: String| draft.kind = kind.parse().ok())} error={form.error("/kind")} />
                <SelectField id="domain-organization" label={text.domains_organization()} value={known(&draft.organization)}
                    options={optional(text.domains_no_organization(), organizations)} optional=true
                    onchange={draft.on(|draft, key| draft.organization = given(key))} error={form.error("/organization")} />
                if draft.kind == Some(DomainKind::Client) {
                    <SelectField id="domain-plan" label={text.domains_plan()} value={known(&draft.plan)}
                        options={optional(text.domains_no_plan(), plans)} optional=true
                        onchange={draft.on(|draft, key| draft.plan = given(key))} error={form.error("/plan")} />
                }
                <fieldset class="choices">
                    <legend>{ text.domains_admin() }<span class="field-optional">{ text.optional() }</span></legend>
                    <p class="field-hint">{ text.domains_admin_text() }</p>
                    <TextField id="domain-admin-name" label={text.domains_admin_name()} value={known(&draft.admin_name)}
                        oninput={draft.on(|draft, name| draft.admin_name = given(name))} error={form.error("/admin_name")} />
                    <TextField id="domain-admin-email" kind="email" label={text.email()} value={known(&draft.admin_email)}
                        placeholder={(!draft.name.is_empty()).then(|| AttrValue::from(text.domains_admin_email_hint(&draft.name)))}
                        oninput={draft.on(|draft, email| draft.admin_email = given(email))} error={form.error("/admin_email")} />
                    <SelectField id="domain-admin-language" label={text.people_language()} options={languages(text)}
                        value={draft.admin_locale.map_or("", Language::as_str)}
                        onchange={draft.on(|draft, word: String| draft.admin_locale = word.parse().ok())} error={form.error("/admin_locale")} />
                </fieldset>
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.domains_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

fn languages(text: Text) -> Vec<(AttrValue, AttrValue)> {
    vec![
        ("fr".into(), text.language_fr().into()),
        ("en".into(), text.language_en().into()),
    ]
}

/// Options after one that chooses nothing.
fn optional(
    none: &'static str,
    options: impl Iterator<Item = (AttrValue, AttrValue)>,
) -> Vec<(AttrValue, AttrValue)> {
    std::iter::once(("".into(), none.into())).chain(options).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_belong_is_left_out() {
        let draft = NewDomain {
            kind: Some(DomainKind::Reseller),
            plan: Some("premium".into()),
            admin_locale: Some(Language::Fr),
            ..NewDomain::default()
        };
        let sent = request(draft.clone());
        assert_eq!(
            (sent.plan, sent.admin_locale, sent.admin_email),
            (None, None, None)
        );
        let named = request(NewDomain {
            kind: Some(DomainKind::Client),
            admin_name: Some("Zoé".into()),
            ..draft
        });
        assert_eq!(named.plan.as_deref(), Some("premium"));
        assert_eq!(named.admin_email.as_deref(), Some(""));
        assert_eq!(named.admin_locale, Some(Language::Fr));
    }
}
