//! What a connection is doing, and until when it may go on.
//!
//! The socket, the requests and the registry of addresses report here; the connection's task
//! asks [`Activity::judge`] after each report. Keeping all deadlines in one place is what makes
//! them add up: hyper's own header timeout would also end connections that are merely idle, and
//! no timer of hyper's sees a client that does not read.

use super::Limits;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// How long a connection that must make room may still take to show that it has a request: the
/// first read of a fresh socket needs a turn of the event loop.
const EVICTION: Duration = Duration::from_millis(200);
/// How long a connection that was told to end may go on without a request.
const FAREWELL: Duration = Duration::from_secs(2);

/// What a connection is doing.
#[derive(Debug)]
pub(super) struct Activity {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug)]
struct State {
    opened: Instant,
    /// A byte has come.
    heard: bool,
    /// A whole head has come.
    asked: bool,
    /// A head has begun and not ended.
    head_since: Option<Instant>,
    /// Of each head that was read over HTTP/1 and not yet answered: whether it said its body's
    /// length in two ways.
    heads: VecDeque<bool>,
    requests: usize,
    last_request: u64,
    idle_since: Instant,
    /// The socket takes no more bytes.
    blocked_since: Option<Instant>,
    /// By request: a piece of the answer was handed over and the next not yet asked for.
    owed_since: HashMap<u64, Instant>,
    evicted: Option<Instant>,
    finishing: Option<Instant>,
}

/// What is to be done with a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing until then, unless something changes.
    Wait(Option<Instant>),
    /// Take no more requests, end when those under way have ended.
    Finish,
    /// End it now, for this reason.
    Cut(&'static str),
}

impl Activity {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            changed: Notify::new(),
            state: Mutex::new(State {
                opened: now,
                heard: false,
                asked: false,
                head_since: None,
                heads: VecDeque::new(),
                requests: 0,
                last_request: 0,
                idle_since: now,
                blocked_since: None,
                owed_since: HashMap::new(),
                evicted: None,
                finishing: None,
            }),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State, Instant)) {
        change(&mut self.state(), Instant::now());
        self.changed.notify_one();
    }

    /// Waits until something was reported.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Bytes came; `heads` ended in them, and the last one begun is (not) unfinished.
    pub(super) fn read(&self, heads: impl Iterator<Item = bool>, unfinished: bool) {
        self.change(|state, now| {
            state.heard = true;
            let before = state.heads.len();
            state.heads.extend(heads);
            let ended = state.heads.len() > before;
            state.head_since = match state.head_since {
                _ if !unfinished => None,
                Some(since) if !ended => Some(since),
                _ => Some(now),
            };
        });
    }

    /// Whether the next head in line said its body's length in two ways; `None` if none was
    /// understood.
    pub(super) fn next_head(&self) -> Option<bool> {
        self.state().heads.pop_front()
    }

    /// The socket takes bytes (again), or no more.
    pub(super) fn blocked(&self, blocked: bool) {
        self.change(|state, now| {
            state.blocked_since = blocked.then_some(now);
            state.idle_since = now;
        });
    }

    /// A request begins; it ends when the guard is dropped.
    pub(super) fn begin(self: &Arc<Self>) -> InFlight {
        let mut id = 0;
        self.change(|state, _| {
            state.asked = true;
            state.requests += 1;
            state.last_request += 1;
            id = state.last_request;
        });
        InFlight {
            activity: Arc::clone(self),
            id,
        }
    }

    /// The connection has to make room for another.
    pub(super) fn evict(&self) {
        self.change(|state, now| state.evicted = Some(now));
    }

    /// The connection takes no more requests.
    pub(super) fn finish(&self) {
        self.change(|state, now| state.finishing = Some(now));
    }

    /// Since when the connection does nothing, if that is so.
    pub(super) fn waiting_since(&self) -> Option<Instant> {
        let state = self.state();
        state.quiet().then_some(state.idle_since)
    }

    /// What is to be done now, under these limits.
    pub(super) fn judge(&self, limits: &Limits, now: Instant) -> Verdict {
        let due = self.state().due(limits);
        match due {
            Some((at, verdict)) if at <= now => verdict,
            Some((at, _)) => Verdict::Wait(Some(at)),
            None => Verdict::Wait(None),
        }
    }
}

impl State {
    /// No request is under way and no answer on its way.
    fn quiet(&self) -> bool {
        self.requests == 0 && self.blocked_since.is_none()
    }

    /// What is to be done next, and when.
    fn due(&self, limits: &Limits) -> Option<(Instant, Verdict)> {
        let quiet = self.quiet();
        let stalled = self
            .blocked_since
            .into_iter()
            .chain(self.owed_since.values().copied())
            .min()
            .map(|since| (since + limits.stall, Verdict::Cut("it does not read")));
        let silent =
            (!self.heard).then(|| (self.opened + limits.first_byte, Verdict::Cut("it says nothing")));
        let first_head = (!self.asked).then(|| {
            (
                self.opened + limits.head,
                Verdict::Cut("its first request takes too long"),
            )
        });
        // A head that came before the last answer was sent may have waited for us.
        let head = self.head_since.filter(|_| quiet && self.asked).map(|since| {
            (
                since.max(self.idle_since) + limits.head,
                Verdict::Cut("its request takes too long"),
            )
        });
        let idle = (quiet && self.asked && self.head_since.is_none() && self.finishing.is_none())
            .then(|| (self.idle_since + limits.idle, Verdict::Finish));
        let evicted = self.evicted.and_then(|since| {
            if !self.asked {
                Some((since + EVICTION, Verdict::Cut("another needs its place")))
            } else {
                self.finishing.is_none().then_some((since, Verdict::Finish))
            }
        });
        let finished = self.finishing.filter(|_| quiet).map(|since| {
            (
                since.max(self.idle_since) + FAREWELL,
                Verdict::Cut("it was told to end"),
            )
        });
        [stalled, silent, first_head, head, idle, evicted, finished]
            .into_iter()
            .flatten()
            .min_by_key(|(at, _)| *at)
    }
}

/// A request under way, from its head until the end of its answer.
#[derive(Debug)]
pub(super) struct InFlight {
    activity: Arc<Activity>,
    id: u64,
}

impl InFlight {
    /// A piece of the answer was handed over, or the next one is asked for.
    pub(super) fn owed(&self, owed: bool) {
        self.activity.change(|state, now| {
            if owed {
                state.owed_since.insert(self.id, now);
            } else {
                state.owed_since.remove(&self.id);
            }
        });
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.activity.change(|state, now| {
            state.owed_since.remove(&self.id);
            state.requests -= 1;
            state.idle_since = now;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[tokio::test(start_paused = true)]
    async fn each_way_of_waiting_has_its_own_end() {
        let limits = Limits::default();
        let start = Instant::now();
        let activity = Arc::new(Activity::new(start));
        let judge = || activity.judge(&limits, Instant::now());

        assert_eq!(judge(), Verdict::Wait(Some(start + seconds(5))), "first byte");
        tokio::time::advance(seconds(4)).await;
        activity.read([].into_iter(), true);
        assert_eq!(judge(), Verdict::Wait(Some(start + seconds(10))), "first head");
        activity.read([false].into_iter(), false);
        let request = activity.begin();
        assert_eq!(activity.next_head(), Some(false));
        assert_eq!(judge(), Verdict::Wait(None), "the handler has its own deadline");
        assert_eq!(activity.waiting_since(), None);
        request.owed(true);
        assert_eq!(
            judge(),
            Verdict::Wait(Some(start + seconds(14))),
            "reading the answer"
        );
        request.owed(false);
        drop(request);
        assert_eq!(judge(), Verdict::Wait(Some(start + seconds(64))), "idle");
        activity.read([].into_iter(), true);
        tokio::time::advance(seconds(1)).await;
        activity.read([].into_iter(), true);
        assert_eq!(judge(), Verdict::Wait(Some(start + seconds(14))), "next head");
        activity.read([].into_iter(), false);
        activity.blocked(true);
        assert_eq!(judge(), Verdict::Wait(Some(start + seconds(15))), "blocked");
        activity.blocked(false);
        tokio::time::advance(seconds(60)).await;
        assert_eq!(judge(), Verdict::Finish);
        activity.finish();
        tokio::time::advance(FAREWELL).await;
        assert_eq!(judge(), Verdict::Cut("it was told to end"));
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_to_make_room_is_cut_only_if_no_request_turns_up() {
        let limits = Limits::default();
        let idle = Arc::new(Activity::new(Instant::now()));
        let busy = Arc::new(Activity::new(Instant::now()));
        for activity in [&idle, &busy] {
            activity.evict();
            assert!(matches!(
                activity.judge(&limits, Instant::now()),
                Verdict::Wait(Some(_))
            ));
        }
        busy.read([false].into_iter(), false);
        let _request = busy.begin();
        tokio::time::advance(EVICTION).await;
        assert_eq!(
            idle.judge(&limits, Instant::now()),
            Verdict::Cut("another needs its place")
        );
        assert_eq!(busy.judge(&limits, Instant::now()), Verdict::Finish);
        busy.finish();
        assert_eq!(busy.judge(&limits, Instant::now()), Verdict::Wait(None));
    }
}
