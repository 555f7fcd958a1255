//! Makes a world that fails as small as it gets: leaves out events and facts while it fails alike.

use crate::play::{Failure, replay};
use crate::stage::Theatre;
use crate::world::World;

/// How often to try.
const TRIES: usize = 600;

/// The smallest world found, and its failure.
pub(crate) async fn shrink(theatre: &Theatre, world: World, failure: Failure) -> (World, Failure) {
    let mut best = Best {
        theatre,
        world,
        failure,
        tries: TRIES,
    };
    // What comes after the failure does not matter.
    best.world.events.truncate(best.failure.after);
    loop {
        let before = best.tries;
        let mut smaller = best.leave_out(|world| &mut world.events).await;
        smaller |= best.leave_out(|world| &mut world.start.shares).await;
        smaller |= best.leave_out(|world| &mut world.start.comments).await;
        smaller |= best.leave_out_cases().await;
        smaller |= best.leave_out(|world| &mut world.start.delegations).await;
        smaller |= best.leave_out(|world| &mut world.start.tenures).await;
        smaller |= best.leave_out(|world| &mut world.start.assignments).await;
        smaller |= best.leave_out(|world| &mut world.start.memberships).await;
        smaller |= best.leave_out(|world| &mut world.start.roles).await;
        smaller |= best.leave_out(|world| &mut world.start.accounts).await;
        smaller |= best.leave_out(|world| &mut world.start.groups).await;
        smaller |= best.leave_out(|world| &mut world.start.nodes).await;
        smaller |= best.leave_out(|world| &mut world.start.domains).await;
        if !smaller || best.tries == 0 || best.tries == before {
            return (best.world, best.failure);
        }
    }
}

struct Best<'a> {
    theatre: &'a Theatre,
    world: World,
    failure: Failure,
    tries: usize,
}

impl Best<'_> {
    /// Leaves out halves, quarters, … single ones of a list; whether some could be spared.
    async fn leave_out<T>(&mut self, list: impl Fn(&mut World) -> &mut Vec<T>) -> bool {
        let mut spared = false;
        let mut portion = list(&mut self.world).len().div_ceil(2);
        while portion > 0 {
            let mut from = 0;
            while from < list(&mut self.world).len() {
                let mut candidate = self.world.clone();
                let items = list(&mut candidate);
                let to = items.len().min(from + portion);
                items.drain(from..to);
                if self.fails_alike(candidate).await {
                    spared = true;
                } else {
                    from += portion;
                }
            }
            portion = if portion == 1 { 0 } else { portion.div_ceil(2) };
        }
        spared
    }

    /// Cases go with what was said about them.
    async fn leave_out_cases(&mut self) -> bool {
        let mut spared = false;
        for case in self.world.start.cases.clone() {
            let mut candidate = self.world.clone();
            let facts = &mut candidate.start;
            facts.cases.retain(|known| known.number != case.number);
            facts.comments.retain(|comment| comment.case != case.number);
            facts.shares.retain(|share| share.case != case.number);
            spared |= self.fails_alike(candidate).await;
        }
        spared
    }

    /// Whether a candidate fails in the same way; then it is the best.
    async fn fails_alike(&mut self, mut candidate: World) -> bool {
        if self.tries == 0 {
            return false;
        }
        self.tries -= 1;
        let mut failed = replay(self.theatre, &candidate).await.err();
        if let Some(failure) = &failed {
            // It must not fail because it makes no sense any more.
            if failure.why.starts_with("the beginning") || failure.kind() != self.failure.kind() {
                failed = None;
            }
        }
        let Some(failure) = failed else { return false };
        candidate.events.truncate(failure.after);
        self.world = candidate;
        self.failure = failure;
        true
    }
}
