//! Reseller access.

use super::card::ResellerCard;
use super::form::again;
use super::grant::GrantDialog;
use super::open_cases::OpenCasesOffer;
use super::outside::SharingOutside;
use super::revoke::RevokeDialog;
use crate::components::{Empty, Notice, PageHeader, Toast, Tone, draw, draw_failure, use_toast};
use crate::hooks::{use_load, use_return, use_send};
use crate::locale::use_text;
use shared::api::delegations::{GrantAccess, ResellerAccess};
use yew::prelude::*;

/// What a dialog is open for.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Grant(ResellerAccess),
    Revoke(ResellerAccess),
}

/// The resellers that manage the client or did, and how far each is let in.
#[component]
pub(crate) fn AccessPage() -> Html {
    let text = use_text();
    let load = use_load((), |here, ()| async move { here.api().delegations().await });
    use_return(load.reload.clone());
    let toast = use_toast();
    let open = use_state_eq(|| None::<Open>);

    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let done = {
        let (close, reload) = (close.clone(), load.reload.clone());
        Callback::from(move |()| {
            close.emit(());
            reload.emit(());
        })
    };
    // The way back stands in the notice: granting again restores what was visible.
    let restore = use_send(
        |here, request: GrantAccess| async move { here.api().grant_access(&request).await },
        load.reload.reform(|_| ()),
    );
    let revoked = |access: &ResellerAccess| {
        let (toast, done, restore) = (toast.clone(), done.clone(), restore.send.clone());
        let (name, request) = (access.reseller.title.clone(), again(access));
        Callback::from(move |()| {
            let notice = Toast::good(text.access_revoked_from(&name));
            toast.emit(match request.clone() {
                Some(request) => {
                    let restore = restore.clone();
                    notice.with(
                        text.undo(),
                        Callback::from(move |()| restore.emit(request.clone())),
                    )
                }
                None => notice,
            });
            done.emit(());
        })
    };
    let decline = {
        let reload = load.reload.clone();
        let toast = toast.clone();
        use_send(
            |here, access: ResellerAccess| async move {
                if let Some(asked) = &access.asked {
                    here.api().decline_access(asked.id).await?;
                }
                Ok(access)
            },
            Callback::from(move |access: ResellerAccess| {
                toast.emit(Toast::good(text.access_declined(&access.reseller.title)));
                reload.emit(());
            }),
        )
    };
    let ask = |wrap: fn(ResellerAccess) -> Open| {
        let open = open.clone();
        Callback::from(move |access| open.set(Some(wrap(access))))
    };
    let (grant, revoke) = (ask(Open::Grant), ask(Open::Revoke));
    html! {
        <>
            <PageHeader title={text.access_title()} lead={text.access_lead()} />
            <OpenCasesOffer />
            if let Some(failure) = restore.failure.as_ref().or(decline.failure.as_ref()) { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |page| if page.items.is_empty() {
                html! { <Empty title={text.access_none()}><p>{ text.access_none_text() }</p></Empty> }
            } else {
                html! {
                    <ul class="resellers">
                        { for page.items.iter().map(|access| html! {
                            <li key={access.reseller.name.clone()}>
                                <ResellerCard access={access.clone()} grant={grant.clone()} revoke={revoke.clone()} decline={decline.send.clone()} />
                            </li>
                        }) }
                    </ul>
                }
            }) }
            <SharingOutside />
            { match (*open).clone() {
                Some(Open::Grant(access)) => html! { <GrantDialog {access} {done} onclose={close} /> },
                Some(Open::Revoke(access)) => html! { <RevokeDialog done={revoked(&access)} {access} onclose={close} /> },
                None => Html::default(),
            } }
        </>
    }
}
