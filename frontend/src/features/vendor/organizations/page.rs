//! All organizations, each with its domains.

use super::add::AddDialog;
use crate::components::{Button, Empty, Glyph, Look, PageHeader, Table, Tag, Toast, draw, use_toast};
use crate::hooks::use_load;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::domains::OrganizationView;
use yew::prelude::*;

/// All organizations.
#[component]
pub(crate) fn OrganizationsPage() -> Html {
    let text = use_text();
    let toast = use_toast();
    let adding = use_state_eq(|| false);
    let load = use_load((), |here, ()| async move { here.api().organizations().await });
    let show = |what: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(what))
    };
    let added = {
        let (close, reload) = (show(false), load.reload.clone());
        Callback::from(move |organization: OrganizationView| {
            toast.emit(Toast::good(text.organizations_added(&organization.name)));
            close.emit(());
            reload.emit(());
        })
    };
    let head = vec![
        text.organizations_name().into(),
        text.organizations_column_domains().into(),
    ];
    html! {
        <>
            <PageHeader title={text.organizations_title()} lead={text.organizations_lead()}>
                if load.data.is_some() { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(true)}>{ text.organizations_add() }</Button> }
            </PageHeader>
            { draw(&load, text, |page| if page.items.is_empty() {
                html! { <Empty title={text.organizations_none()} /> }
            } else {
                html! {
                    <div class="panel">
                        <Table class="rows" caption={text.organizations_caption()} {head}>
                            { for page.items.iter().map(|organization| row(organization, text)) }
                        </Table>
                    </div>
                }
            }) }
            if *adding { <AddDialog {added} onclose={show(false)} /> }
        </>
    }
}

fn row(organization: &OrganizationView, text: Text) -> Html {
    html! {
        <tr key={organization.key.clone()}>
            <td class="row-main">
                <span class="row-title">{ &organization.name }</span>
                <span class="row-note mono">{ &organization.key }</span>
            </td>
            <td>
                if organization.domains.is_empty() {
                    <span class="faint">{ text.organizations_no_domain() }</span>
                }
                <ul class="row-stack">
                    { for organization.domains.iter().map(|domain| html! {
                        <li key={domain.name.clone()}>
                            { &domain.title }<span class="row-aside">{ " " }{ &domain.name }{ " " }</span>
                            <Tag>{ text.domain_kind(domain.kind) }</Tag>
                        </li>
                    }) }
                </ul>
            </td>
        </tr>
    }
}
