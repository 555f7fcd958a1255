//! Measuring: how long something takes, many times, and how fast the machine is meanwhile.

use crate::world::Dice;
use serde::Serialize;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often at most, and for how long, something is measured.
const ROUNDS: usize = 200;
const AT_LEAST: usize = 15;
const LONG_ENOUGH: Duration = Duration::from_secs(2);

/// Milliseconds: half of the measurements were faster, and 99 of 100.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Took {
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

impl Took {
    pub(crate) fn of(mut all: Vec<Duration>) -> Self {
        all.sort();
        let at = |hundredth: usize| {
            let position = (all.len() * hundredth / 100).min(all.len() - 1);
            all[position].as_secs_f64() * 1_000.0
        };
        Self {
            p50: at(50),
            p99: at(99),
        }
    }
}

/// Measures two things in turns, so that what else the machine does concerns both.
pub(crate) async fn in_turns<E>(
    mut one: impl AsyncFnMut() -> Result<(), E>,
    mut other: impl AsyncFnMut() -> Result<(), E>,
) -> Result<(Took, Took), E> {
    let begun = Instant::now();
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    // The first of each is to warm up.
    for round in 0..=ROUNDS {
        let start = Instant::now();
        one().await?;
        let between = Instant::now();
        other().await?;
        if round > 0 {
            ones.push(between - start);
            others.push(between.elapsed());
        }
        if round >= AT_LEAST && begun.elapsed() > LONG_ENOUGH {
            break;
        }
    }
    Ok((Took::of(ones), Took::of(others)))
}

/// Measures one thing.
pub(crate) async fn alone<E>(one: impl AsyncFnMut() -> Result<(), E>) -> Result<Took, E> {
    Ok(in_turns(one, async || Ok(())).await?.0)
}

/// Milliseconds of a fixed loop of arithmetic: what the machine can do just now.
pub(crate) fn calibration() -> f64 {
    let start = Instant::now();
    let mut dice = Dice::new(black_box(1));
    let sum = (0..20_000_000).fold(0_u64, |sum, _| sum.wrapping_add(dice.next()));
    black_box(sum);
    start.elapsed().as_secs_f64() * 1_000.0
}

/// Nanoseconds of one call, over a million calls.
pub(crate) fn nanoseconds(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 1_000_000;
    let start = Instant::now();
    for _ in 0..CALLS {
        call();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS)
}
