//! Mail that could not be delivered, or waits.

use super::standing::{Standing, standing};
use crate::browser;
use crate::components::{
    Button, Empty, Notice, PageHeader, Pager, Table, Tag, Toast, Tone, When, draw, draw_failure, use_toast,
};
use crate::hooks::{use_load, use_pages, use_return, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::mail::MailView;
use yew::prelude::*;

/// Whom mail did not reach, why, and a button to try again. Nothing of what it says.
#[component]
pub(crate) fn MailPage() -> Html {
    let text = use_text();
    let toast = use_toast();
    let pages = use_pages();
    let load = use_load(pages.after(), |here, after| async move {
        here.api().mail(after.as_deref()).await
    });
    use_return(load.reload.clone());
    let done = {
        let reload = load.reload.clone();
        Callback::from(move |mail: MailView| {
            toast.emit(Toast::good(text.mail_retried(&mail.recipient)));
            reload.emit(());
        })
    };
    let sending = use_send(
        |here, mail: MailView| async move { here.api().retry_mail(mail.id).await },
        done,
    );
    html! {
        <>
            <PageHeader title={text.mail_title()} lead={text.mail_lead()}>
                <Button onclick={load.reload.clone()}>{ text.mail_refresh() }</Button>
            </PageHeader>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |page| html! {
                <>
                    if page.items.is_empty() {
                        <Empty title={text.mail_none()}><p>{ text.mail_none_text() }</p></Empty>
                    } else {
                        { mails(&page.items, &sending.send, sending.pending, text) }
                    }
                    <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                </>
            }) }
        </>
    }
}

fn mails(items: &[MailView], retry: &Callback<MailView>, pending: bool, text: Text) -> Html {
    let head = vec![
        text.mail_recipient().into(),
        text.mail_written().into(),
        text.mail_state().into(),
        text.mail_error().into(),
    ];
    html! {
        <div class="panel">
            <Table class="rows" caption={text.mail_caption()} {head}>
                { for items.iter().map(|mail| row(mail, retry, pending, text)) }
            </Table>
        </div>
    }
}

fn row(mail: &MailView, retry: &Callback<MailView>, pending: bool, text: Text) -> Html {
    let state = match standing(mail, browser::now()) {
        Standing::GivenUp(at) => html! {
            <><Tag tone="warn">{ text.mail_given_up() }</Tag><span class="row-note"><When {at} absolute=true /></span></>
        },
        Standing::Again(at) => html! {
            <><Tag>{ text.mail_again() }</Tag><span class="row-note"><When {at} absolute=true /></span></>
        },
        Standing::Waiting => html! { <Tag>{ text.mail_waiting() }</Tag> },
    };
    let onclick = {
        let mail = mail.clone();
        retry.reform(move |()| mail.clone())
    };
    html! {
        <tr key={mail.id.to_string()}>
            <td class="row-main">
                <span class="row-title">{ &mail.recipient }</span>
                <span class="row-note">{ text.mail_event(mail.event) }</span>
            </td>
            <td data-label={text.mail_written()}><When at={mail.at} absolute=true /></td>
            <td data-label={text.mail_state()}>
                { state }
                if mail.attempts > 0 { <span class="row-note">{ text.mail_attempts(usize::try_from(mail.attempts).unwrap_or(usize::MAX)) }</span> }
            </td>
            <td data-label={text.mail_error()}>
                <span class="cell-act">
                    if let Some(error) = &mail.error { <span class="mail-error">{ error }</span> } else { <span class="faint">{ "–" }</span> }
                    <Button {pending} {onclick}>
                        <span aria-hidden="true">{ text.mail_retry() }</span>
                        <span class="unseen">{ text.mail_retry_one(&mail.recipient) }</span>
                    </Button>
                </span>
            </td>
        </tr>
    }
}
