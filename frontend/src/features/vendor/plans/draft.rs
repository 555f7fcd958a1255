//! What the form of a plan holds, and what is sent of it.

use super::minutes::read;
use crate::i18n::Text;
use shared::api::plans::{ChangePlan, NewPlan, NewTarget, PlanView};
use shared::validate::{Validate, Violation, Violations};

/// A response target as it is being written.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TargetDraft {
    pub(super) time: String,
    /// The key of a calendar; empty is around the clock.
    pub(super) calendar: String,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PlanDraft {
    pub(super) name_en: String,
    pub(super) name_fr: String,
    pub(super) key: String,
    pub(super) escalation: bool,
    pub(super) targets: [TargetDraft; 4],
}

/// A plan to add, or one to change.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
    Added(NewPlan),
    Changed(String, ChangePlan),
}

impl Validate for Wanted {
    fn check(&self, found: &mut Violations) {
        match self {
            Self::Added(plan) => plan.check(found),
            Self::Changed(_, change) => change.check(found),
        }
    }
}

impl PlanDraft {
    /// A plan as it is.
    pub(super) fn of(plan: &PlanView, text: Text) -> Self {
        let mut draft = Self {
            name_en: plan.name.en.clone(),
            name_fr: plan.name.fr.clone(),
            key: plan.key.clone(),
            escalation: plan.escalation,
            targets: Default::default(),
        };
        for (target, known) in draft.targets.iter_mut().zip(&plan.targets) {
            target.time = known
                .minutes
                .map(|minutes| text.duration(minutes))
                .unwrap_or_default();
            let calendar = known.calendar.as_ref();
            target.calendar = calendar.map(|calendar| calendar.key.clone()).unwrap_or_default();
        }
        draft
    }

    /// What is promised; `Err` names the targets that cannot be read.
    fn targets(&self) -> Result<Vec<Option<NewTarget>>, Vec<Violation>> {
        let read = self.targets.iter().map(|target| read(&target.time));
        let read = read.collect::<Vec<_>>();
        let wrong = read
            .iter()
            .enumerate()
            .filter(|(_, target)| target.is_err())
            .map(|(at, _)| Violation {
                pointer: format!("/targets/{at}"),
                code: "wrong-type".to_owned(),
                detail: String::new(),
            })
            .collect::<Vec<_>>();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let target = |(minutes, draft): (Result<Option<i64>, ()>, &TargetDraft)| {
            Some(NewTarget {
                minutes: minutes.unwrap_or_default()?,
                calendar: Some(draft.calendar.clone()).filter(|key| !key.is_empty()),
            })
        };
        Ok(read.into_iter().zip(&self.targets).map(target).collect())
    }

    /// The request; `Err` names the targets that cannot be read.
    pub(super) fn request(&self, new: bool) -> Result<Wanted, Vec<Violation>> {
        let targets = self.targets()?;
        Ok(if new {
            Wanted::Added(NewPlan {
                key: self.key.clone(),
                name_en: self.name_en.clone(),
                name_fr: self.name_fr.clone(),
                escalation: self.escalation,
                targets,
            })
        } else {
            let change = ChangePlan {
                name_en: Some(self.name_en.clone()),
                name_fr: Some(self.name_fr.clone()),
                escalation: Some(self.escalation),
                targets: Some(targets),
            };
            Wanted::Changed(self.key.clone(), change)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;
    use shared::api::calendars::CalendarRef;
    use shared::api::plans::{Coverage, ResponseTarget};
    use shared::words::{Language, Severity};

    #[test]
    fn targets_that_cannot_be_read_are_named() {
        let mut draft = PlanDraft::default();
        for (target, time) in draft.targets.iter_mut().zip(["15", "1 h", "", "later"]) {
            target.time = time.into();
        }
        draft.targets[1].calendar = "office".into();
        assert_eq!(draft.request(true).unwrap_err()[0].pointer, "/targets/3");
        draft.targets[3].time = "2 d".into();
        let Ok(Wanted::Added(plan)) = draft.request(true) else {
            panic!("a plan to add");
        };
        let told = plan
            .targets
            .iter()
            .map(|target| target.as_ref().map(|one| (one.minutes, one.calendar.as_deref())));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                Some((15, None)),
                Some((60, Some("office"))),
                None,
                Some((2_880, None))
            ]
        );
    }

    #[test]
    fn a_plan_is_written_as_it_is_read() {
        let target = |severity: &Severity| ResponseTarget {
            severity: *severity,
            minutes: Some(90).filter(|_| *severity != Severity::P1),
            coverage: Some(Coverage::BusinessHours),
            calendar: Some(CalendarRef {
                key: "office".into(),
                name: Names::default(),
                time_zone: "UTC".into(),
            }),
        };
        let plan = PlanView {
            key: "gold".into(),
            name: Names {
                en: "Gold".into(),
                fr: "Or".into(),
            },
            escalation: true,
            targets: Severity::ALL.iter().map(target).collect(),
        };
        let draft = PlanDraft::of(&plan, Text(Language::Fr));
        let Ok(Wanted::Changed(key, change)) = draft.request(false) else {
            panic!("a plan to change");
        };
        assert_eq!((key.as_str(), change.escalation), ("gold", Some(true)));
        let targets = change.targets.unwrap();
        assert_eq!(targets[0], None);
        assert_eq!(
            targets[3],
            Some(NewTarget {
                minutes: 90,
                calendar: Some("office".into())
            })
        );
    }
}
