//! What stands beside a client's cases: access, periods of management, facts.

use super::list::plan_name;
use super::standing::is_open;
use crate::browser;
use crate::components::{AccessTag, Glyph, Icon, Tag, When};
use crate::hooks::use_load;
use crate::locale::use_text;
use shared::api::access::ClientAccess;
use shared::api::clients::{Access, ClientTenure, ClientView, Standing};
use shared::words::{DelegationScope, DelegationScopes};
use std::rc::Rc;
use yew::prelude::*;

/// What [`AccessPanel`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AccessProps {
    pub(super) access: Rc<ClientAccess>,
}

/// How far the client lets the reseller in.
#[component]
pub(super) fn AccessPanel(props: &AccessProps) -> Html {
    let text = use_text();
    let view = &props.access.client;
    let granted = view.scopes.iter().copied().collect::<DelegationScopes>();
    let covered = |scope: &DelegationScope| granted.has(*scope);
    html! {
        <section class="panel panel-body stack" aria-labelledby="client-access">
            <div class="panel-head">
                <h2 id="client-access">{ text.client_access() }</h2>
                <AccessTag access={view.access} />
            </div>
            if view.access == Access::Granted {
                if view.standing == Standing::Former { <p>{ text.client_access_former() }</p> }
                if let Some(until) = view.access_expires_at {
                    <p class="muted">{ text.access_until() }{ " " }<When at={until.plus_seconds(-1)} absolute=true /></p>
                }
                <ul class="scopes">
                    { for DelegationScope::ALL.iter().map(|scope| {
                        let (class, glyph, word) = if covered(scope) {
                            ("scope", Glyph::Check, text.client_may())
                        } else {
                            ("scope scope-not", Glyph::Close, text.client_may_not())
                        };
                        html! {
                            <li key={scope.as_str()} {class}>
                                <Icon {glyph} /><span class="unseen">{ word }{ "\u{a0}: " }</span>{ text.scope(*scope) }
                            </li>
                        }
                    }) }
                </ul>
            } else if let Some(last) = &props.access.delegation {
                <p class="muted">
                    { text.client_last_access() }{ " " }{ text.clients_from() }{ " " }<When at={last.granted_at} absolute=true />
                    if let Some(end) = last.revoked_at.or(last.expires_at) {
                        { " " }{ text.clients_to() }{ " " }<When at={end} absolute=true />
                    }
                </p>
            } else {
                <p class="muted">{ text.client_access_never() }</p>
            }
        </section>
    }
}

/// What [`Periods`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct PeriodsProps {
    /// Newest first.
    pub(super) tenures: Vec<ClientTenure>,
}

/// The periods of management, which decide what cases one sees.
#[component]
pub(super) fn Periods(props: &PeriodsProps) -> Html {
    let text = use_text();
    let now = browser::now();
    html! {
        <section class="panel panel-body stack" aria-labelledby="client-periods">
            <h2 id="client-periods">{ text.client_periods() }</h2>
            <ol class="timeline">
                { for props.tenures.iter().map(|tenure| html! {
                    <li key={tenure.from.to_string()} class={is_open(tenure, now).then_some("timeline-now")}>
                        <span>
                            <When at={tenure.from} absolute=true />
                            { " – " }
                            if let Some(to) = tenure.to { <When at={to} absolute=true /> } else { { text.clients_today() } }
                        </span>
                        <span class="row-note">
                            { text.tenure_kind(tenure.kind) }
                            if is_open(tenure, now) { { " · " }{ text.client_period_open() } }
                        </span>
                    </li>
                }) }
            </ol>
            <p class="faint">{ text.client_periods_text() }</p>
        </section>
    }
}

/// What [`Facts`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ViewProps {
    pub(super) view: ClientView,
}

/// What else is known about the client.
#[component]
pub(super) fn Facts(props: &ViewProps) -> Html {
    let text = use_text();
    let view = &props.view;
    let plans = use_load((), |here, ()| async move { here.api().plans().await });
    let plans = plans.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    let plan = view.plan.as_deref().map(|key| plan_name(key, plans, text));
    html! {
        <section class="panel panel-body stack" aria-labelledby="client-facts">
            <h2 id="client-facts">{ text.client_facts() }</h2>
            <dl class="pairs">
                <div><dt>{ text.client_plan() }</dt><dd>{ plan.unwrap_or_else(|| text.client_no_plan().to_owned()) }</dd></div>
                <div>
                    <dt>{ text.client_standing() }</dt>
                    <dd>
                        if view.standing == Standing::Current { { text.client_current() } } else { <Tag>{ text.clients_former() }</Tag> }
                    </dd>
                </div>
            </dl>
        </section>
    }
}
