//! One world from beginning to end.

use crate::apply::Tally;
use crate::chance::Chance;
use crate::compare::Depth;
use crate::stage::{Stage, Theatre};
use crate::world::World;

/// A disagreement between program and reference.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What differs.
    pub(crate) why: String,
    /// How many events had happened.
    pub(crate) after: usize,
    /// The facts at that instant, as an import file.
    pub(crate) file: String,
}

impl Failure {
    /// Which comparison failed: what a smaller world must fail too.
    pub(crate) fn kind(&self) -> &str {
        self.why.split([' ', ':']).next().unwrap_or_default()
    }
}

/// Plays a world.
pub(crate) async fn play(theatre: &Theatre, world: &World) -> Result<Tally, Failure> {
    let fail = |why: String, after: usize, file: String| Failure { why, after, file };
    let stage = Stage::set(theatre, world).await;
    let mut stage = stage.map_err(|why| fail(why, 0, world.start.write()))?;
    let mut chance = Chance::new(!world.seed.number);
    for (position, event) in world.events.iter().enumerate() {
        let mut done = stage.apply(event).await;
        if done.is_ok() && event.look {
            done = stage.compare(&mut chance, Depth::SOME).await;
        }
        done.map_err(|why| fail(why, position + 1, stage.facts.write()))?;
    }
    let compared = stage.compare(&mut chance, Depth::ALL).await;
    compared.map_err(|why| fail(why, world.events.len(), stage.facts.write()))?;
    Ok(stage.tally)
}
