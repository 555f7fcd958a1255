//! The rows of the list of domains.

use crate::components::{Button, Glyph, Look, Table, Tag, To};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::domains::{DomainView, OrganizationView};
use shared::api::plans::PlanView;
use shared::words::DomainKind;
use yew::prelude::*;

/// What [`Rows`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct RowsProps {
    pub(super) items: Vec<DomainView>,
    pub(super) plans: Vec<PlanView>,
    pub(super) organizations: Vec<OrganizationView>,
    /// Hears for which client another plan is wanted.
    pub(super) change_plan: Callback<DomainView>,
}

/// The table of domains.
#[component]
pub(super) fn Rows(props: &RowsProps) -> Html {
    let text = use_text();
    let me = use_me();
    let head = vec![
        text.domains_column_name().into(),
        text.domains_kind().into(),
        text.domains_organization().into(),
        text.clients_column_plan().into(),
        text.domains_column_reseller().into(),
    ];
    html! {
        <div class="panel">
            <Table class="rows domains" caption={text.domains_caption()} {head}>
                { for props.items.iter().map(|domain| row(domain, props, &me.domain.name, text)) }
            </Table>
        </div>
    }
}

fn row(domain: &DomainView, props: &RowsProps, here: &str, text: Text) -> Html {
    let client = domain.kind == DomainKind::Client;
    let organization = domain.organization.as_deref().map(|key| {
        let known = props
            .organizations
            .iter()
            .find(|organization| organization.key == key);
        known.map_or(key, |organization| &organization.name).to_owned()
    });
    html! {
        <tr key={domain.name.clone()}>
            <td class="row-main">
                <span class="row-title">{ &domain.title }</span>
                <span class="row-note">{ &domain.name }{ for domain.aliases.iter().map(|alias| html! { <>{ ", " }{ alias }</> }) }</span>
            </td>
            <td data-label={text.domains_kind()}><Tag>{ text.domain_kind(domain.kind) }</Tag></td>
            <td class={classes!("muted", organization.is_none().then_some("cell-none"))} data-label={text.domains_organization()}>
                { organization.unwrap_or_default() }
            </td>
            <td class={classes!((!client).then_some("cell-none"))} data-label={text.clients_column_plan()}>
                if client { { plan(domain, props, text) } }
            </td>
            <td class={classes!((!client).then_some("cell-none"))} data-label={text.domains_column_reseller()}>
                if client { { reseller(domain, here, text) } }
            </td>
        </tr>
    }
}

/// The plan in force, and the way to another.
fn plan(domain: &DomainView, props: &RowsProps, text: Text) -> Html {
    let name = domain.plan.as_deref().map(|key| {
        let known = props.plans.iter().find(|plan| plan.key == key);
        known.map_or(key, |plan| plan.name.in_language(text.0)).to_owned()
    });
    let onclick = {
        let (change, domain) = (props.change_plan.clone(), domain.clone());
        Callback::from(move |()| change.emit(domain.clone()))
    };
    html! {
        <span class="cell-act">
            { name.unwrap_or_else(|| "–".to_owned()) }
            <Button look={Look::Quiet} icon={Glyph::Pencil} label={format!("{} – {}", text.domains_assign(), domain.title)} {onclick} />
        </span>
    }
}

/// Who resells to the client; leads to its periods of management.
fn reseller(domain: &DomainView, here: &str, text: Text) -> Html {
    let route = Route::Transfers {
        domain: here.to_owned(),
    };
    let name = domain
        .reseller
        .as_ref()
        .map_or(text.domains_direct(), |reseller| reseller.title.as_str());
    html! { <To {route} query={vec![("client", domain.name.clone())]}>{ name }</To> }
}
