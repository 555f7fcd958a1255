//! The vendor's support desk: its queues, who works which case, and what stands beside a case. None
//! of it leaves the vendor's domain.

use super::cases::{BODY_MAX, CaseRow, Count};
use super::clients::ClientTenure;
use super::plans::PlanView;
use super::{DomainRef, Names, Person, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};
use crate::words::{DelegationScope, words};

words! {
    /// Who works a case at the desk.
    Tier {
        /// The first line.
        Advisor = "advisor",
        /// The engineers.
        Engineer = "engineer",
    }
}

words! {
    /// A queue of the desk. All but `summary` hold open cases only.
    Queue {
        /// New or in progress, nobody's, of a tier that the caller may take.
        Unassigned = "unassigned",
        /// The caller's own.
        Mine = "mine",
        /// Of the caller's teams, or of the team asked for.
        Team = "team",
        /// Waiting for a customer: asked, or with a solution to confirm.
        Waiting = "waiting",
        /// With an escalation under way.
        Escalated = "escalated",
        /// Handed to engineers.
        Engineers = "engineers",
        /// Every open case.
        All = "all",
        /// Closed by a customer before the desk had said what was done.
        Summary = "summary",
    }
}

words! {
    /// What the desk can do with a case besides moving it.
    DeskAct {
        /// Make it one's own; a new case is in progress then.
        Take = "take",
        /// Make it somebody's.
        Assign = "assign",
        /// Make it nobody's.
        Release = "release",
        /// Hand it to the engineers or a team.
        HandOver = "hand-over",
        /// Take it back to the first line.
        TakeBack = "take-back",
        /// Write down what was done.
        Summarize = "summary",
    }
}

view! {
    /// A specialist team, as far as a case names it.
    pub struct TeamRef {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
    }
}

view! {
    /// A case in a queue.
    pub struct DeskRow {
        /// The case.
        pub case: CaseRow,
        /// Who works it.
        pub tier: Tier,
        /// The team it is with.
        pub team: Option<TeamRef>,
        /// Whose it is; nothing if nobody's, or of somebody who has left the desk.
        pub assignee: Option<Person>,
        /// When anything was done about it last, internal things too.
        pub worked_at: Timestamp,
    }
}

view! {
    /// How many cases a queue has.
    pub struct QueueCount {
        /// The queue.
        pub queue: Queue,
        /// With `team`: of this team alone; nothing for all of the caller's.
        pub team: Option<TeamRef>,
        /// The cases; 1,000 are counted exactly.
        pub cases: Count,
    }
}

view! {
    /// A reseller that manages a client now or is let in by it now.
    pub struct ClientReseller {
        /// The reseller.
        pub reseller: DomainRef,
        /// Its periods of management that are open; none if it does not manage the client.
        pub tenures: Vec<ClientTenure>,
        /// What the client's consent covers; nothing if it is not let in.
        pub scopes: Vec<DelegationScope>,
        /// Since when it is let in.
        pub let_in_since: Option<Timestamp>,
        /// Until when, if limited.
        pub let_in_until: Option<Timestamp>,
    }
}

view! {
    /// What the desk should know of a case's client.
    pub struct ClientFacts {
        /// The client.
        pub client: DomainRef,
        /// The plan in force.
        pub plan: Option<PlanView>,
        /// Who manages it and who is let in, by title.
        pub resellers: Vec<ClientReseller>,
        /// How many open cases it has; 1,000 are counted exactly.
        pub open_cases: Count,
        /// Its cases besides this one, the last modified first, five at most.
        pub last_cases: Vec<CaseRow>,
    }
}

view! {
    /// What stands beside a case at the desk.
    pub struct DeskCase {
        /// Who works it.
        pub tier: Tier,
        /// The team it is with.
        pub team: Option<TeamRef>,
        /// Whose it is; nothing if nobody's, or of somebody who has left the desk.
        pub assignee: Option<Person>,
        /// A customer closed it before the desk had said what was done.
        pub summary_due: bool,
        /// What the caller can do now.
        pub acts: Vec<DeskAct>,
        /// Its client.
        pub client: ClientFacts,
    }
}

request! {
    /// A few words to colleagues with what is done; they stay at the desk.
    pub struct DeskNote {
        /// The internal note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<String>,
    }
}

impl Validate for DeskNote {
    fn check(&self, found: &mut Violations) {
        if let Some(note) = &self.note {
            found.text("/note", note, BODY_MAX);
        }
    }
}

request! {
    /// Makes a case somebody's.
    pub struct Assign {
        /// The address of somebody who works at the desk.
        pub account: String,
    }
}

impl Validate for Assign {
    fn check(&self, found: &mut Violations) {
        found.email("/account", &self.account);
    }
}

request! {
    /// Hands a case to the engineers, to a specialist team, or both; it is nobody's then.
    pub struct HandOver {
        /// To the engineers; otherwise the tier stays.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub engineer: bool,
        /// To this team, by its key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub team: Option<String>,
        /// What they should know, as an internal note.
        pub note: String,
    }
}

impl Validate for HandOver {
    fn check(&self, found: &mut Violations) {
        if !self.engineer && self.team.is_none() {
            found.add("/team", "required");
        }
        if let Some(team) = &self.team {
            found.key("/team", team);
        }
        found.text("/note", &self.note, BODY_MAX);
    }
}
