//! Support plans, and which client has which.

use super::calendars::CalendarRef;
use super::{Names, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};
use crate::words::{Severity, words};

words! {
    /// Which time counts towards a response target.
    Coverage {
        /// Around the clock, every day.
        Always = "always",
        /// The business hours of a calendar.
        BusinessHours = "business_hours",
    }
}

view! {
    /// The time within which support answers, whenever a customer waits for it.
    pub struct ResponseTarget {
        /// For cases of this severity.
        pub severity: Severity,
        /// In minutes of covered time; nothing means that the plan promises nothing for it.
        pub minutes: Option<i64>,
        /// Which time counts; nothing if nothing is promised.
        pub coverage: Option<Coverage>,
        /// Whose business hours, if those count.
        pub calendar: Option<CalendarRef>,
    }
}

view! {
    /// A support plan.
    pub struct PlanView {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// Whether cases can be escalated under it.
        pub escalation: bool,
        /// The response targets, one per severity.
        pub targets: Vec<ResponseTarget>,
    }
}

request! {
    /// A response target to promise.
    pub struct NewTarget {
        /// Minutes of covered time, 1 to 525,600 (a year).
        pub minutes: i64,
        /// The key of the calendar whose business hours count; nothing is around the clock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub calendar: Option<String>,
    }
}

request! {
    /// A plan to add.
    pub struct NewPlan {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
        /// Whether cases can be escalated under it.
        #[serde(default)]
        pub escalation: bool,
        /// What is promised for P1, P2, P3 and P4; `null` promises nothing.
        #[serde(default)]
        pub targets: Vec<Option<NewTarget>>,
    }
}

impl Validate for NewPlan {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
        check_targets(found, &self.targets);
    }
}

request! {
    /// What changes about a plan; fields left out stay. What waits for an answer is due anew.
    pub struct ChangePlan {
        /// What people call it, in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_en: Option<String>,
        /// What people call it, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_fr: Option<String>,
        /// Whether cases can be escalated under it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub escalation: Option<bool>,
        /// What is promised for P1, P2, P3 and P4; `null` promises nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub targets: Option<Vec<Option<NewTarget>>>,
    }
}

impl Validate for ChangePlan {
    fn check(&self, found: &mut Violations) {
        for (pointer, name) in [("/name_en", &self.name_en), ("/name_fr", &self.name_fr)] {
            if let Some(name) = name {
                found.line(pointer, name, 80);
            }
        }
        if let Some(targets) = &self.targets {
            check_targets(found, targets);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

fn check_targets(found: &mut Violations, targets: &[Option<NewTarget>]) {
    if targets.len() > Severity::ALL.len() {
        found.add("/targets", "too-long");
    }
    for (at, target) in targets.iter().enumerate() {
        let Some(target) = target else { continue };
        if !(1..=525_600).contains(&target.minutes) {
            found.add(&format!("/targets/{at}"), "wrong-type");
        }
        if let Some(calendar) = &target.calendar {
            found.key(&format!("/targets/{at}/calendar"), calendar);
        }
    }
}

request! {
    /// Gives a client a plan.
    pub struct AssignPlan {
        /// The plan's key.
        pub plan: String,
        /// From when; now if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<Timestamp>,
    }
}

impl Validate for AssignPlan {
    fn check(&self, found: &mut Violations) {
        found.key("/plan", &self.plan);
    }
}
