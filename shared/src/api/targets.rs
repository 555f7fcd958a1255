//! The clock of a case: how long somebody has waited for a word of the desk, and until when one was
//! promised.
//!
//! The clock runs in `new` and `in_progress`, stands in `action_required` and `solution_provided`, and
//! stops in `closed`. It measures covered time: around the clock, or the business hours of a calendar.

use super::{Person, view};
use crate::Timestamp;
use crate::case::State;
use crate::words::{Severity, words};

words! {
    /// Where the clock of a case stands, and how one period of waiting went.
    ClockState {
        /// Somebody waits for an answer that is not yet due.
        Running = "running",
        /// The last word of a customer was answered in time.
        Met = "met",
        /// The answer came late, or is late.
        Breached = "breached",
        /// A question or a solution of the desk waits for the customer.
        Paused = "paused",
        /// Closed, or closed before an answer was due.
        Stopped = "stopped",
        /// The plan promises nothing for this severity.
        NotOffered = "not_offered",
    }
}

view! {
    /// How a case stands with what was promised for it.
    pub struct ResponseClock {
        /// In one word.
        pub state: ClockState,
        /// What is promised, in minutes of covered time; of the last answer if nobody waits.
        pub minutes: Option<i64>,
        /// Since when a customer waits for a word of the desk; nothing if none does.
        pub waiting_since: Option<Timestamp>,
        /// When the answer that is waited for is due; nothing if none is, or none was promised.
        pub due_at: Option<Timestamp>,
        /// When the last quarter of the promised time begins.
        pub near_at: Option<Timestamp>,
        /// Whether it has begun, and the answer is not late.
        pub near: bool,
        /// When the desk answered last, if nobody waits since.
        pub answered_at: Option<Timestamp>,
    }
}

words! {
    /// What begins a stretch of the clock.
    StretchCause {
        /// The case was filed.
        Filed = "filed",
        /// It moved to another state.
        Moved = "moved",
        /// Its severity changed, and with it what counts as covered.
        Severity = "severity",
        /// It was imported in that state.
        Imported = "imported",
    }
}

view! {
    /// A stretch during which the clock ran or stood still.
    pub struct ClockStretch {
        /// Whether it ran.
        pub running: bool,
        /// The state that it began in.
        pub state: State,
        /// The severity, which decides what is covered.
        pub severity: Severity,
        /// From when.
        pub from: Timestamp,
        /// Until when; nothing if it goes on.
        pub to: Option<Timestamp>,
        /// How much of it was covered, in whole seconds, until now if it goes on.
        pub seconds: i64,
        /// What began it.
        pub cause: StretchCause,
        /// Who did; nothing if nobody did, or nobody knows.
        pub by: Option<Person>,
    }
}

view! {
    /// A time during which a customer waited for a word of the desk.
    pub struct ResponsePeriod {
        /// Since when.
        pub since: Timestamp,
        /// Until when; nothing if it goes on.
        pub until: Option<Timestamp>,
        /// What was promised, in minutes of covered time.
        pub minutes: Option<i64>,
        /// When the answer was due.
        pub due_at: Option<Timestamp>,
        /// How it went: `running`, `met`, `breached`, `stopped` or `not_offered`.
        pub state: ClockState,
        /// Who answered; nothing if nobody has.
        pub by: Option<Person>,
    }
}

view! {
    /// The whole clock of a case.
    pub struct CaseClock {
        /// How it stands now.
        pub response: ResponseClock,
        /// Covered seconds during which it ran: the sum of the stretches that did.
        pub running_seconds: i64,
        /// Covered seconds during which it stood still: the sum of the others.
        pub paused_seconds: i64,
        /// Every stretch, oldest first.
        pub stretches: Vec<ClockStretch>,
        /// Every time that somebody waited, oldest first.
        pub responses: Vec<ResponsePeriod>,
    }
}
