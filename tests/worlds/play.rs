//! One world from beginning to end.

use crate::apply::Tally;
use crate::chance::Chance;
use crate::compare::Depth;
use crate::stage::{Stage, Theatre};
use crate::world::World;
use tests::reference::Facts;

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

/// Plays a world; most is compared in the end, and a part of it on the way.
pub(crate) async fn play(theatre: &Theatre, world: &World) -> Result<Tally, Failure> {
    let (engine, large) = (theatre.app.app.db.engine(), world.seed.large);
    let depths = (Depth::some(engine, large), Depth::most(engine, large));
    play_to(theatre, world, depths).await
}

/// Plays a world again and compares everything every time, so that it fails whatever chance chooses.
pub(crate) async fn replay(theatre: &Theatre, world: &World) -> Result<Tally, Failure> {
    play_to(theatre, world, (Depth::ALL, Depth::ALL)).await
}

async fn play_to(
    theatre: &Theatre,
    world: &World,
    (on_the_way, in_the_end): (Depth, Depth),
) -> Result<Tally, Failure> {
    let fail = |why: String, after: usize, file: String| Failure { why, after, file };
    let stage = Stage::set(theatre, world).await;
    let mut stage = stage.map_err(|why| fail(why, 0, picture(&world.start)))?;
    let mut chance = Chance::new(!world.seed.number);
    // Instants of which the facts are kept, to ask about them later.
    let mut past = Vec::new();
    for (position, event) in world.events.iter().enumerate() {
        let mut done = stage.apply(event).await;
        if done.is_ok() && event.look {
            past.push((stage.now(), stage.facts.clone()));
            done = stage.compare(&mut chance, on_the_way).await;
        }
        done.map_err(|why| fail(why, position + 1, picture(&stage.facts)))?;
    }
    past.push((stage.now(), stage.facts.clone()));
    let mut compared = stage.compare(&mut chance, in_the_end).await;
    for (then, facts) in &mut past {
        // What was entered wrongly then is known better now.
        facts.tenures.clone_from(&stage.facts.tenures);
        for _ in 0..3 {
            if compared.is_ok() {
                compared = stage.explain(&mut chance, (*then, facts)).await;
            }
        }
    }
    compared.map_err(|why| fail(why, world.events.len(), picture(&stage.facts)))?;
    Ok(stage.tally)
}

/// The facts as an import file, and below it what such a file cannot say.
fn picture(facts: &Facts) -> String {
    let mut file = facts.write();
    for domain in facts.domains.iter().filter(|domain| domain.outside) {
        file += &format!("(and {} lets its cases be shared outside)\n", domain.name);
    }
    file
}
