//! The moves that are offered: exactly those the server says are possible.

use super::move_dialog::MoveDialog;
use super::stale::use_stale;
use crate::components::{Button, Look, Toast, use_toast};
use crate::hooks::use_send;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::cases::{CaseView, MakeMove};
use shared::case::Move;
use std::rc::Rc;
use yew::prelude::*;

impl Text {
    /// What the button of a move says.
    pub(super) const fn move_name(self, step: Move) -> &'static str {
        match step {
            Move::Triage => self.move_triage(),
            Move::Ask => self.move_ask(),
            Move::Solve => self.move_solve(),
            Move::Conclude => self.move_conclude(),
            Move::Confirm => self.move_confirm(),
            Move::Reply => self.move_reply(),
            Move::Close => self.move_close(),
            Move::Reopen => self.move_reopen(),
        }
    }
}

/// The buttons to offer, the likeliest first. Replying is done by commenting.
fn offered(moves: &[Move]) -> Vec<Move> {
    const LIKELIEST: [Move; 7] = [
        Move::Confirm,
        Move::Triage,
        Move::Solve,
        Move::Ask,
        Move::Reopen,
        Move::Conclude,
        Move::Close,
    ];
    LIKELIEST
        .into_iter()
        .filter(|step| moves.contains(step))
        .collect()
}

/// Which of them asks to be pressed: what the case waits for.
fn is_likeliest(step: Move) -> bool {
    matches!(step, Move::Confirm | Move::Triage)
}

/// What [`Moves`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct MovesProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a move.
    pub(super) onchange: Callback<CaseView>,
    /// Hears that the case is not what it was when it was drawn.
    pub(super) onstale: Callback<()>,
}

/// One button per move. Taking a case on is done at once; the others may be, or have to be, said
/// something with.
#[component]
pub(super) fn Moves(props: &MovesProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let step = use_state_eq(|| None::<Move>);
    let done = {
        let (onchange, toast, step) = (props.onchange.clone(), toast.clone(), step.clone());
        Callback::from(move |view: CaseView| {
            step.set(None);
            toast.emit(Toast::good(text.move_done(text.state(view.state))));
            onchange.emit(view);
        })
    };
    let number = props.case.number.clone();
    let sending = use_send(
        move |here, (step, request): (Move, MakeMove)| {
            let number = number.clone();
            async move { here.api().make_move(&number, step, &request).await }
        },
        done,
    );
    use_stale(sending.failure.clone(), props.onstale.clone());
    let press = {
        let (step, send, reset) = (step.clone(), sending.send.clone(), sending.reset.clone());
        Callback::from(move |chosen: Move| {
            reset.emit(());
            if chosen == Move::Triage {
                send.emit((chosen, MakeMove::default()));
            } else {
                step.set(Some(chosen));
            }
        })
    };
    let button = |one: Move| {
        let look = if is_likeliest(one) {
            Look::Primary
        } else {
            Look::Plain
        };
        let pending = sending.pending && one == Move::Triage && step.is_none();
        html! { <Button key={one.as_str()} {look} {pending} onclick={press.reform(move |()| one)}>{ text.move_name(one) }</Button> }
    };
    let shut = {
        let step = step.clone();
        Callback::from(move |()| step.set(None))
    };
    // A dialog shows its own failures; one of a move without a dialog is shown in one, too.
    let failed_bare = step.is_none() && sending.failure.is_some();
    html! {
        <div class="moves">
            { for offered(&props.case.moves).into_iter().map(button) }
            if let Some(chosen) = (*step).or(failed_bare.then_some(Move::Triage)) {
                <MoveDialog step={chosen} pending={sending.pending} failure={sending.failure.clone()}
                    onsend={sending.send.clone()} onclose={if failed_bare { sending.reset.clone() } else { shut }} />
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_move_stands_first_and_replies_are_comments() {
        assert_eq!(
            offered(&[Move::Reply, Move::Close, Move::Confirm]),
            [Move::Confirm, Move::Close]
        );
        assert_eq!(
            offered(&[Move::Ask, Move::Triage, Move::Solve]),
            [Move::Triage, Move::Solve, Move::Ask]
        );
        assert_eq!(offered(&[Move::Reply]), []);
        for step in Move::ALL.iter().filter(|step| **step != Move::Reply) {
            assert_eq!(offered(&[*step]), [*step]);
        }
    }
}
