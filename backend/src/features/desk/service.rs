//! What one does at the support desk.

use super::{rules, store};
use crate::app::App;
use crate::authz::act::Work;
use crate::authz::object::{Desk, EngineerTier};
use crate::authz::{Acting, CaseFacts, Credentials, Entry, Permit, Scope, Staff};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::{cases, plans, teams};
use crate::mail;
use crate::mutation::mutated;
use shared::api::Page;
use shared::api::desk::{Assign, DeskCase, DeskNote, DeskRow, HandOver, Queue, QueueCount, Tier};
use shared::case::{Move, State};
use shared::problem::Code;
use shared::text::Email;
use shared::words::{Action, MailEvent};
use uuid::Uuid;

/// The cases that the desk works: all of them, to those who work there.
///
/// # Errors
/// `forbidden` to everybody else.
fn scope(acting: &Acting) -> Result<Scope> {
    if mutated!(QueuesForEverybody) {
        return Ok(acting.scope(Action::View));
    }
    acting.own::<Work, Desk>()?;
    Ok(acting.scope(Action::Work))
}

/// Whether the caller may take what was handed to engineers.
fn is_engineer(acting: &Acting) -> bool {
    acting.own::<Work, EngineerTier>().is_ok()
}

/// One page of a queue.
///
/// # Errors
/// `forbidden` to whoever does not work at the desk; the field `/team` for one that there is not,
/// `/after` for a cursor that is none.
pub async fn queue(
    app: &App,
    credentials: &Credentials,
    queue: Queue,
    team: Option<&str>,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<DeskRow>> {
    let wanted = Wanted::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let scope = scope(&acting)?;
    let staff = acting.staff().await?;
    let teams = teams::store::names(&mut acting).await?;
    let of = match team {
        None => store::own_teams(&mut acting, &scope).await?,
        Some(key) => {
            let team = teams.iter().find(|team| team.key == key);
            vec![team.ok_or_else(|| Error::field("/team", "unknown"))?.id]
        }
    };
    let cases = store::Cases {
        queue,
        teams: of,
        engineer: is_engineer(&acting),
        left: store::left(&mut acting, &scope, &staff).await?,
    };
    let rows = store::page(&mut acting, &scope, &cases, &wanted).await?;
    Ok(wanted.page(rows, store::QueueRow::place, |row| {
        row.view(&acting, &staff, &teams)
    }))
}

/// How many cases each queue has: those of everybody, and of each team that is not retired.
///
/// # Errors
/// `forbidden` to whoever does not work at the desk.
pub async fn queues(app: &App, credentials: &Credentials) -> Result<Vec<QueueCount>> {
    let mut acting = Acting::read(app, credentials).await?;
    let scope = scope(&acting)?;
    let staff = acting.staff().await?;
    let left = store::left(&mut acting, &scope, &staff).await?;
    let own = store::own_teams(&mut acting, &scope).await?;
    let engineer = is_engineer(&acting);
    let teams = teams::store::names(&mut acting).await?;
    let cases = |queue, teams: &[Uuid]| store::Cases {
        queue,
        teams: teams.to_vec(),
        engineer,
        left: left.clone(),
    };
    let of_all = Queue::ALL.iter().map(|queue| (None, cases(*queue, &own)));
    let of_teams = teams
        .iter()
        .filter(|team| !team.is_retired())
        .map(|team| (Some(team.view()), cases(Queue::Team, &[team.id])));
    let asked = of_all.chain(of_teams).collect::<Vec<_>>();
    let counts = store::counts(&mut acting, &scope, asked.iter().map(|(_, cases)| cases)).await?;
    let counted = asked.into_iter().zip(counts);
    Ok(counted
        .map(|((team, cases), count)| QueueCount {
            queue: cases.queue,
            team,
            cases: count,
        })
        .collect())
}

/// What stands beside a case at the desk.
///
/// # Errors
/// `not-found`; `forbidden` to whoever sees the case but does not work it.
pub async fn beside(app: &App, credentials: &Credentials, number: &str) -> Result<DeskCase> {
    let mut acting = Acting::read(app, credentials).await?;
    look(&mut acting, number).await
}

async fn look(acting: &mut Acting, number: &str) -> Result<DeskCase> {
    let case = acting.case::<Work>(number).await?;
    let scope = acting.scope(Action::Work);
    let worked = store::worked(acting, &case).await?;
    let staff = acting.staff().await?;
    let teams = teams::store::names(acting).await?;
    let team = teams.iter().find(|team| Some(team.id) == worked.team);
    let mut client = store::client(acting, &case, &scope).await?;
    client.plan = plans::service::in_force(acting, &case).await?;
    Ok(DeskCase {
        tier: worked.tier,
        team: team.map(teams::store::TeamName::view),
        assignee: rules::assignee(&worked, &staff)
            .map(|one| teams::store::person(one, &acting.caller.domain)),
        summary_due: worked.summary_due && case.state == State::Closed,
        acts: rules::acts(&case, &worked, &staff, acting.caller.account),
        client,
    })
}

/// The outcome of a write. The kept answer of one carried out before goes only to whoever may still
/// work the case.
///
/// # Errors
/// Those of the outcome; those of [`beside`].
pub async fn answered(
    app: &App,
    credentials: &Credentials,
    number: &str,
    outcome: Result<DeskCase>,
) -> Result<DeskCase> {
    if let Err(Error::Replay(_)) = &outcome {
        Acting::read(app, credentials).await?.case::<Work>(number).await?;
    }
    outcome
}

/// An open case to work, with what is known of it at the desk.
async fn worked(
    acting: &mut Acting,
    number: &str,
) -> Result<(Permit<Work, CaseFacts>, store::Worked, Vec<Staff>)> {
    let case = acting.case::<Work>(number).await?;
    rules::open(&case, acting.now)?;
    let worked = store::worked(acting, &case).await?;
    let staff = acting.staff().await?;
    Ok((case, worked, staff))
}

/// Makes a case the caller's; a new one is in progress then. What is the caller's already stays so.
///
/// # Errors
/// `not-found`, `forbidden`: of the engineers' tier, to those who are none, too; `taken-already`;
/// `move-not-allowed` when it is closed.
pub async fn take(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &DeskNote,
) -> Result<DeskCase> {
    let mut acting = Acting::write(app, credentials).await?;
    let (case, worked, staff) = worked(&mut acting, number).await?;
    if worked.tier == Tier::Engineer && !mutated!(AdvisorsWorkEngineersTier) {
        acting.own::<Work, EngineerTier>()?;
    }
    let caller = acting.caller.account;
    let before = rules::assignee(&worked, &staff);
    if rules::take(before, caller)? {
        let to = acting.caller.email.clone();
        assign_to(&mut acting, &case, before, Some((caller, to.as_str()))).await?;
    }
    triage(&mut acting, &case).await?;
    note(&mut acting, &case, request.note.as_deref()).await?;
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Makes a case somebody's who works at the desk.
///
/// # Errors
/// `not-found`, `forbidden`; the field `/account`; `move-not-allowed` when it is closed.
pub async fn assign(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &Assign,
) -> Result<DeskCase> {
    let email = Email::parse(&request.account).map_err(|_| Error::field("/account", "email"))?;
    let mut acting = Acting::write(app, credentials).await?;
    let (case, worked, staff) = worked(&mut acting, number).await?;
    let to = rules::colleague(worked.tier, email.as_str(), &staff)?;
    let before = rules::assignee(&worked, &staff);
    if before.is_none_or(|before| before.account != to.account) {
        assign_to(&mut acting, &case, before, Some((to.account, to.email.as_str()))).await?;
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Makes a case nobody's.
///
/// # Errors
/// `not-found`, `forbidden`; `move-not-allowed` when it is closed.
pub async fn release(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &DeskNote,
) -> Result<DeskCase> {
    let mut acting = Acting::write(app, credentials).await?;
    let (case, worked, staff) = worked(&mut acting, number).await?;
    let before = rules::assignee(&worked, &staff);
    if before.is_some() {
        assign_to(&mut acting, &case, before, None).await?;
    }
    note(&mut acting, &case, request.note.as_deref()).await?;
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Hands a case to the engineers, to a specialist team, or both; it is nobody's then, and looked at: a
/// new one is in progress.
///
/// # Errors
/// `not-found`, `forbidden`; the field `/team` for one that there is not, or that is retired;
/// `move-not-allowed` when it is closed.
pub async fn hand_over(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &HandOver,
) -> Result<DeskCase> {
    let mut acting = Acting::write(app, credentials).await?;
    let (case, worked, staff) = worked(&mut acting, number).await?;
    let teams = teams::store::names(&mut acting).await?;
    let team = match request.team.as_deref() {
        None => None,
        Some(key) => {
            let team = teams.iter().find(|team| team.key == key);
            let team = team.ok_or_else(|| Error::field("/team", "unknown"))?;
            if team.is_retired() {
                return Err(Error::field("/team", "retired"));
            }
            Some(team)
        }
    };
    let tier = if request.engineer {
        Tier::Engineer
    } else {
        worked.tier
    };
    let before = rules::assignee(&worked, &staff);
    assign_to(&mut acting, &case, before, None).await?;
    place(
        &mut acting,
        &case,
        &worked,
        &teams,
        tier,
        team.map(|team| team.id),
    )
    .await?;
    triage(&mut acting, &case).await?;
    let said = Some(request.note.as_str());
    if mutated!(HandOverNoteForAll) {
        cases::say(&mut acting, &case, request.note.trim()).await?;
    } else {
        note(&mut acting, &case, said).await?;
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Takes a case back to the first line; it is the caller's then.
///
/// # Errors
/// `not-found`, `forbidden`; `not-handed-over`; `move-not-allowed` when it is closed.
pub async fn take_back(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &DeskNote,
) -> Result<DeskCase> {
    let mut acting = Acting::write(app, credentials).await?;
    let (case, worked, staff) = worked(&mut acting, number).await?;
    if !rules::handed_over(&worked) {
        return Err(Code::NotHandedOver.into());
    }
    let teams = teams::store::names(&mut acting).await?;
    let before = rules::assignee(&worked, &staff);
    place(&mut acting, &case, &worked, &teams, Tier::Advisor, None).await?;
    let (caller, to) = (acting.caller.account, acting.caller.email.clone());
    assign_to(&mut acting, &case, before, Some((caller, to.as_str()))).await?;
    note(&mut acting, &case, request.note.as_deref()).await?;
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Makes a case an account's, or nobody's.
async fn assign_to(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    before: Option<&Staff>,
    to: Option<(Uuid, &str)>,
) -> Result<()> {
    store::assign(acting, case, to.map(|(account, _)| account)).await?;
    let (from, to) = (
        before.map(|staff| staff.email.as_str()),
        to.map(|(_, email)| email),
    );
    if from != to {
        record(acting, case, "case.assigned", from, to).await?;
        if let Some(address) = to {
            mail::tell_address(acting, case, MailEvent::Assigned, address).await?;
        }
    }
    Ok(())
}

/// Puts a case into a tier and with a team. That engineers work it now, everybody may see.
async fn place(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    before: &store::Worked,
    teams: &[teams::store::TeamName],
    tier: Tier,
    team: Option<Uuid>,
) -> Result<()> {
    store::place(acting, case, tier, team).await?;
    if tier != before.tier {
        let (from, to) = (before.tier.as_str(), tier.as_str());
        record(acting, case, "case.tier", Some(from), Some(to)).await?;
        if tier == Tier::Engineer {
            cases::touch(acting, case).await?;
        }
    }
    if team != before.team {
        let key = |id: Option<Uuid>| {
            let team = teams.iter().find(|team| Some(team.id) == id)?;
            Some(team.key.as_str())
        };
        record(acting, case, "case.team", key(before.team), key(team)).await?;
    }
    Ok(())
}

/// A new case that somebody looks at is in progress.
async fn triage(acting: &mut Acting, case: &Permit<Work, CaseFacts>) -> Result<()> {
    if case.state == State::New {
        let state = cases::moved(case, Move::Triage, acting.now)?;
        cases::set_state(acting, case, state).await?;
    }
    Ok(())
}

/// A note to colleagues, if there is one.
async fn note(acting: &mut Acting, case: &Permit<Work, CaseFacts>, words: Option<&str>) -> Result<()> {
    match words.map(str::trim).filter(|words| !words.is_empty()) {
        None => Ok(()),
        Some(words) => cases::note(acting, case, words).await,
    }
}

async fn record(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    action: &str,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<()> {
    let entry = Entry {
        action,
        client: Some(case.domain_id),
        case: Some(case.id),
        from,
        to,
    };
    acting.record(entry).await?;
    Ok(())
}
