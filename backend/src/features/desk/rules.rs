//! What the desk can do with a case, without I/O.

use super::store::Worked;
use crate::authz::{CaseFacts, Staff};
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::desk::{DeskAct, Tier};
use shared::case::State;
use shared::problem::Code;
use uuid::Uuid;

/// Whose a case is: of somebody who works at the desk now, or nobody's.
pub(super) fn assignee<'a>(worked: &Worked, staff: &'a [Staff]) -> Option<&'a Staff> {
    let account = worked.assignee?;
    staff.iter().find(|one| one.account == account)
}

/// Only open cases are worked.
///
/// # Errors
/// `move-not-allowed` with what is possible instead: reopening.
pub(super) fn open(case: &CaseFacts, now: Timestamp) -> Result<()> {
    if case.state == State::Closed {
        Err(Error::moves(Code::MoveNotAllowed, case.moves(now)))
    } else {
        Ok(())
    }
}

/// Whether a case becomes the caller's: not if it is already.
///
/// # Errors
/// `taken-already` when it is a colleague's.
pub(super) fn take(assignee: Option<&Staff>, caller: Uuid) -> Result<bool> {
    match assignee {
        None => Ok(true),
        Some(staff) if staff.account == caller => Ok(false),
        Some(_) => Err(Code::TakenAlready.into()),
    }
}

/// The colleague who is to work a case of that tier.
///
/// # Errors
/// The field `/account`: nobody of that address works at the desk, or it takes an engineer.
pub(super) fn colleague<'a>(tier: Tier, email: &str, staff: &'a [Staff]) -> Result<&'a Staff> {
    let found = staff.iter().find(|one| one.email == email);
    let found = found.ok_or_else(|| Error::field("/account", "not-at-desk"))?;
    if tier == Tier::Engineer && !found.engineer && !mutated!(AdvisorsWorkEngineersTier) {
        return Err(Error::field("/account", "not-engineer"));
    }
    Ok(found)
}

/// Whether a case was handed over.
pub(super) fn handed_over(worked: &Worked) -> bool {
    worked.tier == Tier::Engineer || worked.team.is_some()
}

/// What a caller can do with a case now.
pub(super) fn acts(case: &CaseFacts, worked: &Worked, staff: &[Staff], caller: Uuid) -> Vec<DeskAct> {
    let assignee = assignee(worked, staff);
    let own_tier =
        worked.tier == Tier::Advisor || staff.iter().any(|one| one.account == caller && one.engineer);
    let is_open = case.state != State::Closed;
    let possible = |act: &DeskAct| match act {
        DeskAct::Take => is_open && assignee.is_none() && own_tier,
        DeskAct::Assign | DeskAct::HandOver => is_open,
        DeskAct::Release => is_open && assignee.is_some(),
        DeskAct::TakeBack => is_open && handed_over(worked),
        DeskAct::Summarize => matches!(case.state, State::SolutionProvided | State::Closed),
    };
    DeskAct::ALL.iter().copied().filter(possible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::{Action, Relation, Severity};

    const ADVISOR: Uuid = Uuid::from_u128(1);
    const ENGINEER: Uuid = Uuid::from_u128(2);
    const LEFT: Uuid = Uuid::from_u128(3);

    fn staff() -> Vec<Staff> {
        [(ADVISOR, "ada", false), (ENGINEER, "eli", true)]
            .map(|(account, name, engineer)| Staff {
                account,
                name: name.to_owned(),
                email: format!("{name}@vendor.example"),
                engineer,
            })
            .to_vec()
    }

    fn case(state: State) -> CaseFacts {
        CaseFacts {
            id: Uuid::nil(),
            number: "CASE-1".to_owned(),
            domain_id: Uuid::nil(),
            state,
            severity: Severity::P4,
            closed_at: (state == State::Closed).then(|| Timestamp::from_micros(0)),
            updated_at: Timestamp::from_micros(0),
            merged: false,
            relations: vec![Relation::Support],
            may: vec![Action::View, Action::Manage, Action::Work],
        }
    }

    fn worked(tier: Tier, team: Option<Uuid>, assignee: Option<Uuid>) -> Worked {
        Worked {
            tier,
            team,
            assignee,
            summary_due: false,
        }
    }

    #[test]
    fn whoever_left_the_desk_works_nothing() {
        let staff = staff();
        let of = |account| assignee(&worked(Tier::Advisor, None, account), &staff).map(|one| one.account);
        assert_eq!(of(None), None);
        assert_eq!(of(Some(LEFT)), None);
        assert_eq!(of(Some(ENGINEER)), Some(ENGINEER));
    }

    #[test]
    fn a_case_is_taken_once() {
        let staff = staff();
        assert!(take(None, ADVISOR).unwrap());
        assert!(!take(staff.first(), ADVISOR).unwrap());
        let refused = take(staff.last(), ADVISOR).unwrap_err();
        assert_eq!(refused.code(), Some(Code::TakenAlready));
    }

    #[test]
    fn what_is_for_engineers_goes_to_engineers() {
        let staff = staff();
        let may = |tier, name: &str| colleague(tier, &format!("{name}@vendor.example"), &staff).is_ok();
        assert!(may(Tier::Advisor, "ada") && may(Tier::Advisor, "eli") && may(Tier::Engineer, "eli"));
        assert!(!may(Tier::Engineer, "ada") && !may(Tier::Advisor, "olga"));
    }

    #[test]
    fn what_is_offered_depends_on_who_looks_and_where_it_stands() {
        use DeskAct::{Assign, HandOver, Release, Summarize, Take, TakeBack};
        let team = Some(Uuid::from_u128(9));
        let staff = staff();
        for (state, tier, team, of, caller, expected) in [
            (
                State::New,
                Tier::Advisor,
                None,
                None,
                ADVISOR,
                &[Take, Assign, HandOver][..],
            ),
            (
                State::New,
                Tier::Advisor,
                None,
                Some(LEFT),
                ADVISOR,
                &[Take, Assign, HandOver],
            ),
            (
                State::InProgress,
                Tier::Advisor,
                None,
                Some(ADVISOR),
                ENGINEER,
                &[Assign, Release, HandOver],
            ),
            (
                State::InProgress,
                Tier::Engineer,
                None,
                None,
                ADVISOR,
                &[Assign, HandOver, TakeBack],
            ),
            (
                State::InProgress,
                Tier::Engineer,
                None,
                None,
                ENGINEER,
                &[Take, Assign, HandOver, TakeBack],
            ),
            (
                State::InProgress,
                Tier::Advisor,
                team,
                None,
                ADVISOR,
                &[Take, Assign, HandOver, TakeBack],
            ),
            (
                State::SolutionProvided,
                Tier::Advisor,
                None,
                None,
                ADVISOR,
                &[Take, Assign, HandOver, Summarize],
            ),
            (
                State::Closed,
                Tier::Engineer,
                team,
                Some(ADVISOR),
                ENGINEER,
                &[Summarize],
            ),
        ] {
            let found = acts(&case(state), &worked(tier, team, of), &staff, caller);
            assert_eq!(found, expected, "{state} {tier} {team:?} {of:?} {caller}");
        }
        let now = Timestamp::from_micros(1);
        assert!(open(&case(State::New), now).is_ok());
        assert!(format!("{:?}", open(&case(State::Closed), now)).contains("[Reopen]"));
    }
}
