//! Random worlds: histories that chance makes up, played through the API on both engines, and
//! everything that anybody is shown compared with a reference that is nothing but loops over facts.
//!
//! A world is decided by its seed. Each test plays a share of them, so that all processors have
//! work. `COMPTOIR_WORLDS` says how many there are per engine, `COMPTOIR_WORLD=small:7` plays one.

mod apply;
mod chance;
mod compare;
mod corrections;
mod generate;
mod house;
mod insight;
mod managers;
mod play;
mod sharing;
mod shrink;
mod stage;
mod start;
mod sums;
mod world;

use stage::Theatre;
use std::time::{Duration, Instant};
use tests::TestApp;
use world::Seed;

/// Worlds per engine, if nothing is said.
const SMALL: u64 = 2_000;
/// Large worlds per engine: one for so many small ones.
const LARGE_FOR: u64 = 100;
/// How many tests share them.
const SHARES: u64 = 4;

/// Makes a test of every share of the worlds.
macro_rules! shares {
    ($engine:ident $app:ident: $($name:ident $share:literal),+) => {
        mod $engine {
            $(
                #[tokio::test]
                async fn $name() {
                    super::play_share(stringify!($engine), tests::TestApp::$app, $share).await;
                }
            )+
        }
    };
}

shares!(sqlite sqlite_in_memory: worlds_1 0, worlds_2 1, worlds_3 2, worlds_4 3);
shares!(postgres empty_postgres: worlds_1 0, worlds_2 1, worlds_3 2, worlds_4 3);

/// The worlds of one share: every fourth small one, and every fourth large one.
fn seeds(share: u64) -> Vec<Seed> {
    if let Ok(only) = std::env::var("COMPTOIR_WORLD") {
        let seed = only.parse::<Seed>().expect("COMPTOIR_WORLD=small:7");
        let own = seed.number % SHARES == share;
        return own.then_some(seed).into_iter().collect();
    }
    let small = match std::env::var("COMPTOIR_WORLDS") {
        Ok(number) => number.parse::<u64>().expect("COMPTOIR_WORLDS=2000"),
        Err(_) => SMALL,
    };
    let own = |number: &u64| number % SHARES == share;
    let mut seeds = Vec::new();
    for number in (0..small).filter(own) {
        seeds.push(Seed { large: false, number });
        if (number / SHARES).is_multiple_of(LARGE_FOR) {
            seeds.push(Seed { large: true, number });
        }
    }
    seeds
}

async fn play_share<F: Future<Output = TestApp>>(engine: &str, app: impl FnOnce() -> F, share: u64) {
    let seeds = seeds(share);
    if seeds.is_empty() {
        return;
    }
    app()
        .await
        .run(async |app| {
            let theatre = Theatre::open(app, share).await;
            let mut tally = apply::Tally::new();
            let (begun, mut told) = (Instant::now(), Instant::now());
            for (position, seed) in seeds.iter().enumerate() {
                let world = generate::world(*seed);
                match play::play(&theatre, &world).await {
                    Ok(one) => {
                        for (what, (tried, done)) in one {
                            let sum = tally.entry(what).or_insert((0, 0));
                            *sum = (sum.0 + tried, sum.1 + done);
                        }
                    }
                    Err(failure) => report(engine, &theatre, world, failure, position).await,
                }
                if told.elapsed() > Duration::from_secs(20) {
                    told = Instant::now();
                    let rate = (position + 1) as f64 / begun.elapsed().as_secs_f64();
                    println!(
                        "{engine} {share}: {} of {} worlds, {rate:.1}/s",
                        position + 1,
                        seeds.len()
                    );
                }
            }
            let took = begun.elapsed();
            println!("{engine} {share}: {} worlds agree, in {took:.1?}", seeds.len());
            println!("what was tried, and done: {tally:?}");
        })
        .await;
}

/// Says what differs, in the smallest world in which it does.
async fn report(engine: &str, theatre: &Theatre, world: world::World, failure: play::Failure, before: usize) {
    let seed = world.seed;
    println!(
        "after {before} worlds that agree, {seed} does not:\n{}\n\nmaking it smaller…",
        failure.why
    );
    let (world, failure) = shrink::shrink(theatre, world, failure).await;
    println!(
        "\nThe world in which it happens, as an import file:\n{}",
        failure.file
    );
    println!("How it came to that:");
    for event in &world.events {
        println!("  {:?} {:?}: {:?}", event.wait, event.by, event.deed);
    }
    panic!(
        "{}\n\nonce more: COMPTOIR_WORLD={seed} tests/with-postgres cargo nextest run -p tests -E 'test({engine})'",
        failure.why
    );
}
