//! The clock as a bar: time from left to right, as long as the case.

use shared::Timestamp;
use shared::api::targets::{CaseClock, ClockState};
use yew::prelude::*;

/// Units from the left end to the right.
const WIDTH: i64 = 1_000;

/// What stands where: the beginning and the length, in units, and the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block(i64, i64, &'static str);

/// The stretches and the instants at which answers were due, over the time from the first stretch until
/// the last has ended, or now.
fn blocks(clock: &CaseClock, now: Timestamp) -> Vec<Block> {
    let Some(begin) = clock.stretches.first().map(|first| first.from.micros()) else {
        return Vec::new();
    };
    let ends = clock.stretches.iter().map(|one| one.to.unwrap_or(now).micros());
    let length = (ends.max().unwrap_or(begin) - begin).max(1);
    // Long cases have more microseconds than fit a product of 64 bits.
    let place = |at: Timestamp| {
        let passed = i128::from((at.micros() - begin).clamp(0, length));
        i64::try_from(passed * i128::from(WIDTH) / i128::from(length)).unwrap_or(WIDTH)
    };
    let stretches = clock.stretches.iter().map(|one| {
        let from = place(one.from);
        let class = if one.running { "bar-running" } else { "bar-paused" };
        // What is too short to be seen is seen.
        Block(from, (place(one.to.unwrap_or(now)) - from).max(2), class)
    });
    let due = clock.responses.iter().filter_map(|one| {
        let late = one.state == ClockState::Breached;
        let class = if late { "bar-due bar-late" } else { "bar-due" };
        let at = one
            .due_at
            .filter(|due_at| late || one.until.is_none() && *due_at <= now)?;
        Some(Block(place(at).min(WIDTH - 3), 3, class))
    });
    stretches.chain(due).collect()
}

/// Draws it; what it tells stands in the table below.
pub(super) fn bar(clock: &CaseClock, now: Timestamp) -> Html {
    html! {
        <svg class="clock-bar" viewBox={format!("0 0 {WIDTH} 20")} preserveAspectRatio="none" aria-hidden="true" focusable="false">
            { for blocks(clock, now).into_iter().map(|Block(x, width, class)| html! {
                <rect x={x.to_string()} y="0" width={width.to_string()} height="20" {class} />
            }) }
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::targets::{ClockStretch, ResponseClock, ResponsePeriod, StretchCause};
    use shared::case::State;
    use shared::words::Severity;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(1_780_000_000_000_000).plus_seconds(seconds)
    }

    fn stretch(running: bool, from: i64, to: Option<i64>) -> ClockStretch {
        ClockStretch {
            running,
            state: State::New,
            severity: Severity::P4,
            from: at(from),
            to: to.map(at),
            seconds: 0,
            cause: StretchCause::Filed,
            by: None,
        }
    }

    #[test]
    fn stretches_take_their_share_of_the_bar() {
        let late = ResponsePeriod {
            since: at(0),
            until: Some(at(300)),
            minutes: Some(4),
            due_at: Some(at(240)),
            state: ClockState::Breached,
            by: None,
        };
        let clock = CaseClock {
            response: ResponseClock {
                state: ClockState::Paused,
                minutes: None,
                waiting_since: None,
                due_at: None,
                near_at: None,
                near: false,
                answered_at: None,
            },
            running_seconds: 0,
            paused_seconds: 0,
            stretches: vec![
                stretch(true, 0, Some(300)),
                stretch(false, 300, Some(600)),
                stretch(true, 900, None),
            ],
            responses: vec![late],
        };
        assert_eq!(
            blocks(&clock, at(1_200)),
            [
                Block(0, 250, "bar-running"),
                Block(250, 250, "bar-paused"),
                Block(750, 250, "bar-running"),
                Block(200, 3, "bar-due bar-late"),
            ]
        );
        let empty = CaseClock {
            stretches: Vec::new(),
            ..clock
        };
        assert_eq!(blocks(&empty, at(0)), []);
    }
}
