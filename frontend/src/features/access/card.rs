//! One reseller: who it is, whether it is let in, what for, and what the client can do about it.

use super::form::ends;
use crate::components::{AccessTag, Button, Look, Notice, Tag, When, person_name};
use crate::locale::use_text;
use shared::api::clients::{Access, ClientTenure};
use shared::api::delegations::ResellerAccess;
use yew::prelude::*;

/// What a [`ResellerCard`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CardProps {
    pub(super) access: ResellerAccess,
    pub(super) grant: Callback<ResellerAccess>,
    pub(super) revoke: Callback<ResellerAccess>,
    /// Declines what the reseller asks for.
    pub(super) decline: Callback<ResellerAccess>,
}

/// One reseller.
#[component]
pub(super) fn ResellerCard(props: &CardProps) -> Html {
    let text = use_text();
    let access = &props.access;
    let act = |callback: &Callback<ResellerAccess>| {
        let (callback, access) = (callback.clone(), access.clone());
        Callback::from(move |()| callback.emit(access.clone()))
    };
    let (grant, revoke) = (act(&props.grant), act(&props.revoke));
    let id = format!("reseller-{}", access.reseller.name);
    html! {
        <section class="panel panel-body reseller" aria-labelledby={id.clone()}>
            <div class="reseller-who">
                <h2 {id}>{ &access.reseller.title }</h2>
                <p class="row-note">{ &access.reseller.name }</p>
            </div>
            <div class="reseller-state">
                <AccessTag access={access.access} />
                <Tag>{ if access.manages { text.access_now() } else { text.access_former() } }</Tag>
            </div>
            <div class="reseller-facts">
                <Periods tenures={access.tenures.clone()} />
                <Consent access={access.clone()} />
            </div>
            if let Some(asked) = &access.asked {
                <div class="reseller-asked">
                    <Notice title={text.access_asked()}>
                        <p>
                            { person_name(&asked.by, text) }{ " · " }<When at={asked.at} />{ " · " }{ text.coverage(&asked.scopes) }
                        </p>
                        if let Some(message) = &asked.message { <p class="muted quoted">{ message }</p> }
                        <div class="reseller-actions">
                            <Button look={Look::Primary} onclick={grant.clone()}>{ text.access_grant() }</Button>
                            <Button onclick={act(&props.decline)}>{ text.access_decline() }</Button>
                        </div>
                    </Notice>
                </div>
            }
            <div class="reseller-actions">
                if access.access == Access::Granted {
                    <Button onclick={grant}>{ text.access_change() }</Button>
                    <Button look={Look::Danger} onclick={revoke}>{ text.access_revoke() }</Button>
                } else if access.asked.is_some() {
                    // The answer stands above.
                } else if access.manages {
                    <Button look={Look::Primary} onclick={grant}>{ text.access_grant() }</Button>
                } else {
                    <Button onclick={grant}>{ text.access_hand_over() }</Button>
                }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PeriodsProps {
    tenures: Vec<ClientTenure>,
}

/// Its periods of management, newest first.
#[component]
fn Periods(props: &PeriodsProps) -> Html {
    let text = use_text();
    html! {
        <ul class="reseller-periods">
            { for props.tenures.iter().map(|tenure| html! {
                <li key={tenure.from.to_string()}>
                    { text.tenure_kind(tenure.kind) }{ " " }
                    if let Some(to) = tenure.to {
                        { text.clients_from() }{ " " }<When at={tenure.from} absolute=true />{ " " }{ text.clients_to() }{ " " }<When at={to} absolute=true />
                    } else {
                        { text.clients_since() }{ " " }<When at={tenure.from} absolute=true />
                    }
                </li>
            }) }
        </ul>
    }
}

#[derive(Properties, PartialEq)]
struct ConsentProps {
    access: ResellerAccess,
}

/// What the consent covers and until when; else what it means that there is none.
#[component]
fn Consent(props: &ConsentProps) -> Html {
    let text = use_text();
    let access = &props.access;
    let Some(delegation) = access
        .delegation
        .as_ref()
        .filter(|_| access.access == Access::Granted)
    else {
        let ended = access.delegation.as_ref().and_then(ends);
        return html! {
            <div class="muted">
                if let Some(at) = ended { <p>{ text.access_ended() }{ " " }<When at={at} absolute=true /></p> }
                <p>{ if access.access == Access::NeverGranted { text.access_never_text() } else { text.access_sees_nothing() } }</p>
            </div>
        };
    };
    html! {
        <dl class="pairs">
            <div><dt>{ text.access_covers() }</dt><dd>{ text.coverage(&delegation.scopes) }</dd></div>
            <div><dt>{ text.access_since() }</dt><dd><When at={delegation.granted_at} absolute=true /></dd></div>
            <div>
                <dt>{ text.access_until() }</dt>
                <dd>
                    if let Some(until) = delegation.expires_at { <When at={until.plus_seconds(-1)} absolute=true /> } else { { text.access_no_end() } }
                </dd>
            </div>
        </dl>
    }
}
