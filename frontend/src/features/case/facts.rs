//! The facts of a case, beside its history.

use super::asked::form_facts;
use super::clock::ClockPanel;
use super::reference::Reference;
use crate::browser;
use crate::components::{PersonName, To, When};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::CaseView;
use shared::words::{DomainKind, Language, Privilege};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Facts`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct FactsProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a change.
    #[prop_or_default]
    pub(super) onchange: Callback<CaseView>,
}

/// A list of facts; what is not known is left out.
#[component]
pub(super) fn Facts(props: &FactsProps) -> Html {
    let text = use_text();
    let case = &props.case;
    let name = |names: &Option<shared::api::Names>| {
        names
            .as_ref()
            .map(|names| html! { { names.in_language(text.0) } })
    };
    html! {
        <aside class="facts panel" aria-label={text.case_facts()}>
            <ClockPanel case={case.clone()} />
            <dl>
                <ClientFact case={case.clone()} />
                <Reference case={case.clone()} onchange={props.onchange.clone()} />
                { fact(text.case_access_fact(), Some(html! { <AccessLink case={case.clone()} /> })) }
                { fact(text.case_resource(), case.resource.as_ref().map(|path| html! { { path.replace('/', " / ") } })) }
                { fact(text.case_product(), name(&case.product)) }
                { fact(text.case_category(), name(&case.category)) }
                { fact(text.column_filed_by(), Some(html! { <PersonName person={case.filed_by.clone()} domain=true /> })) }
                { fact(text.case_filed_at(), Some(html! { <When at={case.filed_at} /> })) }
                { fact(text.column_updated(), Some(html! { <When at={case.updated_at} /> })) }
                { fact(text.case_closed_at(), case.closed_at.map(|at| html! { <When {at} /> })) }
                { fact(text.case_reopen_until(), case.reopen_until.filter(|until| *until >= browser::now()).map(|at| html! { <When {at} absolute=true /> })) }
                { fact(text.case_language(), case.language.map(|language| html! { { language_name(language, text) } })) }
                { fact(text.case_time_zone(), case.time_zone.as_ref().map(|zone| html! { { zone } })) }
                { for form_facts(case, text).into_iter().map(|(name, value)| fact(name, Some(value))) }
            </dl>
        </aside>
    }
}

fn fact(name: &'static str, value: Option<Html>) -> Html {
    match value {
        Some(value) => html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> },
        None => Html::default(),
    }
}

fn language_name(language: Language, text: Text) -> &'static str {
    match language {
        Language::En => text.english_in_language(),
        Language::Fr => text.french_in_language(),
    }
}

/// The way to who can see the case, and why.
#[component]
fn AccessLink(props: &FactsProps) -> Html {
    let text = use_text();
    let route = Route::CaseAccess {
        domain: use_me().domain.name.clone(),
        number: props.case.number.clone(),
    };
    html! { <To {route}>{ text.case_access_title() }</To> }
}

/// Whose case it is; to its reseller, a link to the client.
#[component]
fn ClientFact(props: &FactsProps) -> Html {
    let text = use_text();
    let me = use_me();
    let client = &props.case.client;
    let own = client.name == me.domain.name;
    let known =
        me.domain.kind == DomainKind::Reseller && me.privileges.contains(&Privilege::ClientsView) && !own;
    let route = Route::Client {
        domain: me.domain.name.clone(),
        client: client.name.clone(),
    };
    let value = if known {
        html! { <To {route}>{ &client.title }</To> }
    } else {
        html! { { &client.title } }
    };
    fact(text.column_client(), Some(value))
}
