//! One case, whole.

use super::asked::Answered;
use super::clock::Timeline;
use super::composer::Composer;
use super::escalation::EscalationNotice;
use super::facts::Facts;
use super::header::Header;
use super::history::draw_history;
use super::links::Links;
use super::own_side::OwnSide;
use super::rating::Rating;
use super::solution::draw_solution;
use crate::api::Here;
use crate::components::{Empty, Look, Notice, PageHeader, To, When, draw, prose};
use crate::features::attachments::Attachments;
use crate::features::desk::DeskPanel;
use crate::hooks::{use_load, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::{CaseView, HistoryItem};
use shared::client::{Failure, Outcome};
use shared::problem::Code;
use shared::words::Action;
use std::rc::Rc;
use yew::prelude::*;

/// What [`CasePage`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct CaseProps {
    /// The case's number.
    pub(crate) number: String,
}

/// One case: what it is about, what happened, and what can be done.
#[component]
pub(crate) fn CasePage(props: &CaseProps) -> Html {
    let text = use_text();
    let load = use_load(props.number.clone(), |here, number| async move {
        here.api().case(&number).await
    });
    let history = use_load(props.number.clone(), whole_history);
    let again = {
        let (case, history) = (load.reload.clone(), history.reload.clone());
        Callback::from(move |()| {
            case.emit(());
            history.emit(());
        })
    };
    use_return(again.clone());
    let changed = {
        let (set, history) = (load.set.clone(), history.reload.clone());
        Callback::from(move |view| {
            set.emit(view);
            history.emit(());
        })
    };
    if load.data.is_none() && load.failure.as_ref().is_some_and(is_unseen) {
        return html! { <Unseen /> };
    }
    let beside = again.clone();
    draw(&load, text, |case| {
        html! {
            <article class="case">
                <Header case={Rc::clone(case)} onchange={changed.clone()} onstale={again.clone()} />
                <EscalationNotice case={Rc::clone(case)} onchange={changed.clone()} onstale={again.clone()} />
                <div class="case-columns">
                    <div class="case-main">
                        <section aria-labelledby="description-title">
                            <h2 id="description-title">{ text.case_description() }</h2>
                            { prose(&case.prose) }
                        </section>
                        <Answered case={Rc::clone(case)} />
                        { draw_solution(case, text) }
                        <Timeline case={Rc::clone(case)} />
                        <Attachments case={Rc::clone(case)} onchange={again} />
                        { draw_history(&history, text) }
                        { standing(case, text) }
                        <Rating case={Rc::clone(case)} onrated={history.reload.clone()} />
                        <Composer case={Rc::clone(case)} onchange={changed.clone()} />
                    </div>
                    <div class="case-side">
                        if case.may.contains(&Action::Work) { <DeskPanel case={Rc::clone(case)} onchange={beside} /> }
                        <Facts case={Rc::clone(case)} onchange={changed.clone()} />
                        <Links case={Rc::clone(case)} onchange={changed} onlinked={history.reload.clone()} />
                        <OwnSide case={Rc::clone(case)} />
                    </div>
                </div>
            </article>
        }
    })
}

/// What one must know before one answers: that the case goes on elsewhere, or will close by itself.
fn standing(case: &CaseView, text: Text) -> Html {
    if case.merged {
        html! { <Notice title={text.merged_title()}><p>{ text.merged_text() }</p></Notice> }
    } else if let Some(at) = case.closes_at {
        html! {
            <Notice title={text.closes_title()}><p>{ text.closes_text() }{ " " }<When {at} absolute=true />{ "." }</p></Notice>
        }
    } else {
        Html::default()
    }
}

/// Every page of the history. Cases have a few dozen entries; a hundred pages would be a fault.
async fn whole_history(here: Here, number: String) -> Outcome<Vec<HistoryItem>> {
    let mut items = Vec::new();
    let mut after = None;
    for _ in 0..100 {
        let page = here.api().history(&number, after.as_deref()).await?;
        items.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(items)
}

/// Whether it is refused as if it did not exist.
pub(crate) fn is_unseen(failure: &Failure) -> bool {
    failure
        .problem()
        .is_some_and(|problem| problem.code == Code::NotFound)
}

/// No such case, or none that one may see: which of the two is not told.
#[component]
pub(crate) fn Unseen() -> Html {
    let text = use_text();
    let me = use_me();
    html! {
        <>
            <PageHeader title={text.case_none_title()} />
            <Empty title={text.case_none_text()}>
                <To route={Route::Cases { domain: me.domain.name.clone() }} class={Look::Plain.class()}>{ text.case_none_back() }</To>
            </Empty>
        </>
    }
}
