//! Known issues, newest first.

use super::edit::EditDialog;
use crate::components::{
    Button, Empty, Glyph, Look, Notice, PageHeader, Pager, Table, Tag, Toast, Tone, When, draw, draw_failure,
    use_toast,
};
use crate::hooks::{use_load, use_pages, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::issues::{ChangeIssue, KnownIssue};
use shared::words::Privilege;
use yew::prelude::*;

/// Whether an issue is to be offered no more, or again.
#[derive(Debug, Clone, PartialEq)]
struct Ending {
    issue: KnownIssue,
    ended: bool,
}

/// The issues, with what the publisher may do.
#[component]
pub(crate) fn IssuesPage() -> Html {
    let text = use_text();
    let may = use_me().privileges.contains(&Privilege::IncidentsPublish);
    let toast = use_toast();
    let pages = use_pages();
    let open = use_state_eq(|| None::<Option<KnownIssue>>);
    let load = use_load(pages.after(), |here, after| async move {
        here.api().issues(after.as_deref()).await
    });
    let show = |what: Option<Option<KnownIssue>>| {
        let open = open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let edited = {
        let (open, reload, toast) = (open.clone(), load.reload.clone(), toast.clone());
        Callback::from(move |_: KnownIssue| {
            let new = matches!(*open, Some(None));
            toast.emit(Toast::good(if new {
                text.issues_published()
            } else {
                text.issues_changed()
            }));
            open.set(None);
            reload.emit(());
        })
    };
    // The way back stands in the notice: nobody is asked twice about what can be undone.
    let undo = use_mut_ref(|| None::<Callback<Ending>>);
    let ended = {
        let (reload, undo) = (load.reload.clone(), undo.clone());
        Callback::from(move |issue: KnownIssue| {
            reload.emit(());
            let over = issue.ended_at.is_some();
            let back = undo.borrow().clone().unwrap_or_default();
            let taken_back = back.reform(move |()| Ending {
                issue: issue.clone(),
                ended: !over,
            });
            let notice = Toast::good(if over {
                text.issues_ended()
            } else {
                text.issues_restored()
            });
            toast.emit(notice.with(text.undo(), taken_back));
        })
    };
    let ending = use_send(
        |here, wanted: Ending| async move {
            let request = ChangeIssue {
                ended: Some(wanted.ended),
                ..ChangeIssue::default()
            };
            here.api().change_issue(wanted.issue.id, &request).await
        },
        ended,
    );
    *undo.borrow_mut() = Some(ending.send.clone());
    let row = |issue: &KnownIssue| {
        let acts = may.then(|| acts(issue, show(Some(Some(issue.clone()))), &ending.send, text));
        row(issue, acts, text)
    };
    html! {
        <>
            <PageHeader title={text.issues_title()} lead={text.issues_lead()}>
                if may { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(Some(None))}>{ text.issues_publish() }</Button> }
            </PageHeader>
            if let Some(failure) = &ending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |page| if page.items.is_empty() {
                html! { <Empty title={text.issues_none()}><p>{ text.issues_none_text() }</p></Empty> }
            } else {
                html! {
                    <>
                        <div class="panel">
                            <Table class="rows" caption={text.issues_caption()} head={vec![text.issues_title().into(), text.issues_product().into(), text.issue_since().into(), AttrValue::Static("")]}>
                                { for page.items.iter().map(row) }
                            </Table>
                        </div>
                        <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                    </>
                }
            }) }
            if let Some(issue) = (*open).clone() { <EditDialog {issue} done={edited} onclose={show(None)} /> }
        </>
    }
}

fn row(issue: &KnownIssue, acts: Option<Html>, text: Text) -> Html {
    let product = issue
        .product_name
        .as_ref()
        .map(|name| name.in_language(text.0).to_owned());
    html! {
        <tr key={issue.id.to_string()} class={classes!(issue.ended_at.is_some().then_some("row-off"))}>
            <td class="row-main">
                <span class="row-title">{ issue.title.in_language(text.0) }</span>
                if issue.ended_at.is_some() { { " " }<Tag>{ text.issues_over() }</Tag> }
                <span class="row-note written">{ issue.body.in_language(text.0) }</span>
            </td>
            <td data-label={text.issues_product()}>{ product }</td>
            <td data-label={text.issue_since()}><When at={issue.published_at} /></td>
            <td>{ acts }</td>
        </tr>
    }
}

fn acts(issue: &KnownIssue, change: Callback<()>, ending: &Callback<Ending>, text: Text) -> Html {
    let wanted = Ending {
        issue: issue.clone(),
        ended: issue.ended_at.is_none(),
    };
    let word = if wanted.ended {
        text.issues_end()
    } else {
        text.issues_again()
    };
    html! {
        <span class="cell-act">
            <Button look={Look::Quiet} onclick={change}>{ text.issues_change() }</Button>
            <Button look={Look::Quiet} onclick={ending.reform(move |()| wanted.clone())}>{ word }</Button>
        </span>
    }
}
