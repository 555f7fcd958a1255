//! On a closed case: what the reader's company thinks of how it went, and to the desk what others do.

use crate::components::{
    AreaField, Button, Look, PersonName, Tag, Toast, When, draw, draw_refusal, use_toast,
};
use crate::hooks::{Places, given, use_draft, use_form, use_load, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::Timestamp;
use shared::api::cases::CaseView;
use shared::api::ratings::{RateCase, RatingView, Ratings, SCORE_MAX};
use shared::words::Relation;
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/score", "/comment"],
    codes: &[],
};

/// What [`Rating`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct RatingProps {
    pub(super) case: Rc<CaseView>,
    /// Hears that the history has a new line.
    pub(super) onrated: Callback<()>,
}

/// Whether there can be ratings that the reader may know, or give.
fn concerns(case: &CaseView) -> bool {
    let by_share = |relation: &Relation| *relation == Relation::Shared;
    case.closed_at.is_some() && !case.merged && !case.relations.iter().all(by_share)
}

/// Nothing while the case is open.
#[component]
pub(super) fn Rating(props: &RatingProps) -> Html {
    match props.case.closed_at.filter(|_| concerns(&props.case)) {
        Some(at) => {
            html! { <Panel number={props.case.number.clone()} {at} onrated={props.onrated.clone()} /> }
        }
        None => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct PanelProps {
    number: String,
    /// When it was closed: each closing is rated anew.
    at: Timestamp,
    onrated: Callback<()>,
}

#[component]
fn Panel(props: &PanelProps) -> Html {
    let text = use_text();
    let load = use_load((props.number.clone(), props.at), |here, (number, _)| async move {
        here.api().ratings(&number).await
    });
    use_return(load.reload.clone());
    let done = {
        let (set, onrated) = (load.set.clone(), props.onrated.clone());
        Callback::from(move |ratings: Ratings| {
            set.emit(ratings);
            onrated.emit(());
        })
    };
    draw(&load, text, |ratings| {
        if !ratings.may_rate && ratings.items.is_empty() {
            return Html::default();
        }
        html! {
            <section class="panel panel-body stack" aria-labelledby="rating-title">
                <h2 id="rating-title">{ if ratings.may_rate { text.rating_title() } else { text.rating_given() } }</h2>
                if ratings.may_rate { <Form number={props.number.clone()} {done} /> }
                if !ratings.items.is_empty() {
                    <ul class="lines">{ for ratings.items.iter().map(|rating| row(rating, text)) }</ul>
                }
            </section>
        }
    })
}

fn row(rating: &RatingView, text: Text) -> Html {
    html! {
        <li key={rating.at.to_string()} class="line">
            <div class="line-text">
                <span class="row-title">{ text.rating_out_of(rating.score) }</span>
                if !rating.current { { " " }<Tag>{ text.rating_earlier() }</Tag> }
                <span class="row-note"><PersonName person={rating.by.clone()} domain=true />{ " · " }<When at={rating.at} /></span>
                if let Some(comment) = &rating.comment { <p class="said-text">{ comment }</p> }
            </div>
        </li>
    }
}

/// What a score means.
fn meaning(score: u8, text: Text) -> &'static str {
    match score {
        1 => text.rating_1(),
        2 => text.rating_2(),
        3 => text.rating_3(),
        4 => text.rating_4(),
        _ => text.rating_5(),
    }
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Default)]
struct RatingDraft {
    /// 0 while none is chosen, which is refused at its field.
    score: u8,
    comment: String,
}

fn request(draft: RatingDraft) -> RateCase {
    RateCase {
        score: draft.score,
        comment: given(draft.comment),
    }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    number: String,
    done: Callback<Ratings>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let draft = use_draft(RatingDraft::default);
    let done = props.done.reform(move |ratings: Ratings| {
        toast.emit(Toast::good(text.rating_thanks()));
        ratings
    });
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: RateCase| {
            let number = number.clone();
            async move { here.api().rate(&number, &request).await }
        },
        done,
    );
    let choose = draft.on(|draft: &mut RatingDraft, score: u8| draft.score = score);
    let choice = |score: u8| {
        let onchange = choose.reform(move |_: Event| score);
        html! {
            <label key={score} class="choice">
                <input type="radio" name="score" checked={draft.score == score} {onchange}
                    aria-invalid={form.error("/score").is_some().then_some("true")} />
                <span>{ score }{ " – " }{ meaning(score, text) }</span>
            </label>
        }
    };
    html! {
        <form class="form" onsubmit={draft.sent(form.submit.reform(request))} novalidate=true>
            { draw_refusal(&form, text) }
            <p class="muted">{ text.rating_ask() }</p>
            <fieldset class="choices choices-row">
                <legend>{ text.rating_score() }</legend>
                { for (1..=SCORE_MAX).rev().map(choice) }
                if let Some(error) = form.error("/score") { <p class="field-error" role="alert">{ error }</p> }
            </fieldset>
            <AreaField id="rating-comment" rows=3 optional=true label={text.rating_comment()} value={draft.comment.clone()}
                oninput={draft.on(|draft, comment| draft.comment = comment)} error={form.error("/comment")} />
            <Button look={Look::Primary} submit=true pending={form.pending}>{ text.rating_send() }</Button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::validate::Validate as _;

    #[test]
    fn a_score_must_be_chosen_and_words_need_not_be_said() {
        let draft = RatingDraft {
            score: 0,
            comment: " ".into(),
        };
        let violations = request(draft.clone()).violations();
        assert_eq!(violations.len(), 1);
        assert_eq!(violations[0].pointer, "/score");
        let chosen = request(RatingDraft { score: 4, ..draft });
        assert!(chosen.violations().is_empty() && chosen.comment.is_none());
    }
}
