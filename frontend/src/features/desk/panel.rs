//! Beside a case: who works it, what the desk can do with it, its client.

use super::assign::AssignDialog;
use super::client::ClientPanel;
use super::hand_over::HandOverDialog;
use super::summary::SummaryDialog;
use crate::api::Here;
use crate::components::{Button, Look, Notice, PersonName, Tag, Toast, Tone, draw, draw_failure, use_toast};
use crate::hooks::{use_load, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::cases::CaseView;
use shared::api::desk::{DeskAct, DeskCase, DeskNote, Tier};
use shared::client::Outcome;
use std::rc::Rc;
use yew::prelude::*;

/// What [`DeskPanel`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct DeskPanelProps {
    pub(crate) case: Rc<CaseView>,
    /// Hears that the case may have changed.
    pub(crate) onchange: Callback<()>,
}

/// The acts that are done at once, and those that ask something first.
const AT_ONCE: [DeskAct; 3] = [DeskAct::Take, DeskAct::Release, DeskAct::TakeBack];

impl Text {
    /// What the button of an act says.
    const fn desk_act(self, act: DeskAct) -> &'static str {
        match act {
            DeskAct::Take => self.desk_take(),
            DeskAct::Assign => self.desk_assign(),
            DeskAct::Release => self.desk_release(),
            DeskAct::HandOver => self.desk_hand_over(),
            DeskAct::TakeBack => self.desk_take_back(),
            DeskAct::Summarize => self.desk_summary(),
        }
    }

    /// Who works a case.
    pub(super) const fn tier(self, tier: Tier) -> &'static str {
        match tier {
            Tier::Advisor => self.tier_advisor(),
            Tier::Engineer => self.tier_engineer(),
        }
    }
}

/// Does what is done at once.
async fn act(here: Here, number: String, act: DeskAct) -> Outcome<(DeskAct, DeskCase)> {
    let (api, note) = (here.api(), DeskNote::default());
    let case = match act {
        DeskAct::Release => api.release_case(&number, &note).await?,
        DeskAct::TakeBack => api.take_case_back(&number, &note).await?,
        _ => api.take_case(&number, &note).await?,
    };
    Ok((act, case))
}

/// The desk's own panel on the page of a case.
#[component]
pub(crate) fn DeskPanel(props: &DeskPanelProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let open = use_state_eq(|| None::<DeskAct>);
    let case = &props.case;
    // What can be done depends on where the case stands.
    let load = use_load(
        (case.number.clone(), case.state),
        |here, (number, _)| async move { here.api().desk_case(&number).await },
    );
    let done = {
        let (open, set, onchange) = (open.clone(), load.set.clone(), props.onchange.clone());
        Callback::from(move |(said, case): (String, DeskCase)| {
            open.set(None);
            toast.emit(Toast::good(said));
            set.emit(case);
            onchange.emit(());
        })
    };
    let number = case.number.clone();
    let sending = use_send(
        {
            let number = number.clone();
            move |here, one: DeskAct| act(here, number.clone(), one)
        },
        done.reform({
            let number = number.clone();
            move |(act, case)| {
                let said = match act {
                    DeskAct::Release => text.desk_released().to_owned(),
                    DeskAct::TakeBack => text.desk_taken_back().to_owned(),
                    _ => text.desk_taken(&number),
                };
                (said, case)
            }
        }),
    );
    let press = {
        let (open, send) = (open.clone(), sending.send.clone());
        Callback::from(move |act: DeskAct| {
            if AT_ONCE.contains(&act) {
                send.emit(act);
            } else {
                open.set(Some(act));
            }
        })
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let summarized = {
        let (open, reload, onchange, toast) = (
            open.clone(),
            load.reload.clone(),
            props.onchange.clone(),
            use_toast(),
        );
        Callback::from(move |()| {
            open.set(None);
            toast.emit(Toast::good(text.desk_summarized()));
            reload.emit(());
            onchange.emit(());
        })
    };
    html! {
        <section class="desk stack" aria-labelledby="desk-title">
            { draw(&load, text, |desk| html! {
                <>
                    <div class="panel panel-body stack">
                        <div class="panel-head">
                            <h2 id="desk-title">{ text.desk_panel() }</h2>
                            if desk.tier == Tier::Engineer { <Tag tone="warn">{ text.tier(desk.tier) }</Tag> }
                        </div>
                        if desk.summary_due { <Notice tone={Tone::Warn}><p>{ text.desk_summary_due() }</p></Notice> }
                        if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
                        { standing(desk, text) }
                        <div class="desk-acts">{ for desk.acts.iter().map(|act| button(*act, sending.pending, &press, text)) }</div>
                    </div>
                    <ClientPanel client={desk.client.clone()} />
                </>
            }) }
            { match *open {
                Some(DeskAct::Assign) => html! { <AssignDialog number={number} engineers={load.data.as_ref().is_some_and(|desk| desk.tier == Tier::Engineer)} {done} onclose={close} /> },
                Some(DeskAct::HandOver) => html! { <HandOverDialog number={number} {done} onclose={close} /> },
                Some(DeskAct::Summarize) => html! { <SummaryDialog case={case.clone()} done={summarized} onclose={close} /> },
                _ => Html::default(),
            } }
        </section>
    }
}

fn standing(desk: &DeskCase, text: Text) -> Html {
    html! {
        <dl class="pairs">
            <div>
                <dt>{ text.desk_column_assignee() }</dt>
                <dd>
                    if let Some(person) = &desk.assignee { <PersonName person={person.clone()} /> } else { <span class="muted">{ text.desk_nobody() }</span> }
                </dd>
            </div>
            <div><dt>{ text.desk_tier() }</dt><dd>{ text.tier(desk.tier) }</dd></div>
            if let Some(team) = &desk.team { <div><dt>{ text.desk_team() }</dt><dd>{ team.name.in_language(text.0) }</dd></div> }
        </dl>
    }
}

fn button(act: DeskAct, pending: bool, press: &Callback<DeskAct>, text: Text) -> Html {
    let look = if act == DeskAct::Take {
        Look::Primary
    } else {
        Look::Plain
    };
    let pending = pending && AT_ONCE.contains(&act);
    html! { <Button key={act.as_str()} {look} {pending} onclick={press.reform(move |()| act)}>{ text.desk_act(act) }</Button> }
}
