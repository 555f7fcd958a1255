//! What was done to solve a case, apart from the conversation.

use crate::components::{PersonName, When};
use crate::i18n::Text;
use shared::api::cases::CaseView;
use shared::case::State;
use yew::prelude::*;

/// What was done and what is recommended; nothing while the case is worked.
pub(super) fn draw_solution(case: &CaseView, text: Text) -> Html {
    let Some(solution) = &case.solution else {
        return Html::default();
    };
    let title = match case.state {
        State::Closed => text.solution_closed_title(),
        _ => text.solution_title(),
    };
    html! {
        <section class="panel panel-body solution" aria-labelledby="solution-title">
            <div class="panel-head">
                <h2 id="solution-title">{ title }</h2>
                <span class="muted"><PersonName person={solution.by.clone()} />{ " · " }<When at={solution.at} /></span>
            </div>
            <div>
                <h3>{ text.solution_done() }</h3>
                <p class="solution-text">{ &solution.summary }</p>
            </div>
            if let Some(recommendation) = &solution.recommendation {
                <div>
                    <h3>{ text.solution_recommendation() }</h3>
                    <p class="solution-text">{ recommendation }</p>
                </div>
            }
        </section>
    }
}
