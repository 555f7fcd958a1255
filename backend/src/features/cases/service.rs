//! What one does with cases.

use super::{csv, rules, store};
use crate::app::App;
use crate::authz::act::{Act, Comment, File, Manage, View, Work};
use crate::authz::{Acting, CaseFacts, Credentials, Filing, Permit};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::mutation::mutated;
use shared::api::cases::{
    CaseFilter, CaseRow, CaseView, ChangeCase, Facets, FileCase, HistoryItem, MakeMove, NewComment,
};
use shared::api::{DomainRef, Page};
use shared::case::{Move, State, reopen_until};
use shared::problem::Code;
use shared::words::{Action, Language};

/// One page of the cases that the caller may see.
///
/// # Errors
/// `unauthenticated`; the field `/after` for a cursor that is none.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    filter: &CaseFilter,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<CaseRow>> {
    let wanted = Wanted::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let scope = acting.visible();
    let rows = store::page(&mut acting, &scope, filter, &wanted).await?;
    Ok(wanted.page(rows, |row| (row.updated_at, row.id), |row| row.view(&acting)))
}

/// How many cases the list has, and would have with another choice in each of its filters.
///
/// # Errors
/// `unauthenticated`.
pub async fn facets(app: &App, credentials: &Credentials, filter: &CaseFilter) -> Result<Facets> {
    let mut acting = Acting::read(app, credentials).await?;
    let scope = acting.visible();
    store::facets(&mut acting, &scope, filter).await
}

/// Rows of a file at most.
const EXPORTED: usize = 10_000;

/// The list as a CSV file: of its cases those that the caller may export. `language` is the reader's
/// if the account chose none.
///
/// # Errors
/// `unauthenticated`; `too-many-rows`.
pub async fn export(
    app: &App,
    credentials: &Credentials,
    filter: &CaseFilter,
    language: Language,
) -> Result<String> {
    let mut acting = Acting::read(app, credentials).await?;
    let scope = acting.scope(if mutated!(ExportsWhatIsVisible) {
        Action::View
    } else {
        Action::Export
    });
    let mut wanted = Wanted {
        after: None,
        limit: 1_000,
    };
    let mut rows = Vec::new();
    // Page after page of one snapshot.
    loop {
        let page = store::page(&mut acting, &scope, filter, &wanted).await?;
        let shown = page
            .len()
            .min(usize::try_from(wanted.limit).unwrap_or(usize::MAX));
        let last = page.len() == shown;
        rows.extend(page.into_iter().take(shown));
        if rows.len() > EXPORTED || (rows.len() == EXPORTED && !last) {
            return Err(Code::TooManyRows.into());
        }
        if last {
            break;
        }
        wanted.after = rows.last().map(|row| (row.updated_at, row.id));
    }
    let domain = &acting.caller.domain;
    let mut file = csv::File::new(acting.caller.locale.unwrap_or(language), domain.kind)?;
    for row in rows {
        file.add(&row.view(&acting))?;
    }
    file.finish()
}

/// Files a case, for the own domain or on behalf of a client.
///
/// # Errors
/// As [`Acting::file`]; the fields `/product` and `/category`.
pub async fn file(app: &App, credentials: &Credentials, request: &FileCase) -> Result<CaseView> {
    if let Some(zone) = &request.time_zone {
        jiff::tz::TimeZone::get(zone).map_err(|_| Error::field("/time_zone", "time-zone"))?;
    }
    let (mut acting, filing) = permitted(app, credentials, request).await?;
    let (product, category) = store::catalogue(&mut acting, &request.product, &request.category).await?;
    let new = store::NewCase {
        request,
        product,
        category,
    };
    let number = store::file(&mut acting, &filing, &new).await?;
    if mutated!(FilingWithoutLock) {
        acting.commit(()).await?;
        return view(app, credentials, number.as_str()).await;
    }
    let view = look(&mut acting, number.as_str()).await?;
    acting.commit(view).await
}

/// The permit to file, taken within the transaction that files and after the client was locked.
async fn permitted(
    app: &App,
    credentials: &Credentials,
    request: &FileCase,
) -> Result<(Acting, Permit<File, Filing>)> {
    let (client, resource) = (request.client.as_deref(), request.resource.as_deref());
    if mutated!(FilingWithoutLock) {
        let filing = Acting::read(app, credentials)
            .await?
            .file(client, resource)
            .await?;
        return Ok((Acting::write(app, credentials).await?, filing));
    }
    let mut acting = Acting::write(app, credentials).await?;
    let filing = acting.file(client, resource).await?;
    Ok((acting, filing))
}

/// One case.
///
/// # Errors
/// `not-found` when the caller may not see it.
pub async fn view(app: &App, credentials: &Credentials, number: &str) -> Result<CaseView> {
    let mut acting = Acting::read(app, credentials).await?;
    look(&mut acting, number).await
}

async fn look(acting: &mut Acting, number: &str) -> Result<CaseView> {
    let case = acting.case::<View>(number).await?;
    let whole = store::whole(acting, &case).await?;
    let now = acting.now;
    Ok(CaseView {
        number: case.number.clone(),
        client: DomainRef {
            name: whole.client_name.clone(),
            title: whole.client_title.clone(),
            kind: whole.client_kind,
        },
        product: whole.product(),
        category: whole.category(),
        severity: case.severity,
        state: case.state,
        updated_at: case.updated_at,
        closed_at: case.closed_at,
        reopen_until: case
            .closed_at
            .filter(|_| case.state == State::Closed)
            .map(reopen_until),
        relations: case.relations.clone(),
        may: case.may.clone(),
        moves: case.moves(now),
        title: whole.title,
        description: whole.description,
        resource: whole.resource,
        filed_by: whole.filed_by.seen_from(&acting.caller.domain),
        filed_at: whole.filed_at,
        language: whole.language,
        time_zone: whole.time_zone,
    })
}

/// The outcome of a write. The kept answer of one carried out before goes only to whoever may still
/// see the case.
///
/// # Errors
/// Those of the outcome; `not-found` when the caller may not see the case any more.
pub async fn answered(app: &App, credentials: &Credentials, outcome: Result<CaseView>) -> Result<CaseView> {
    if let Err(Error::Replay(answer)) = &outcome
        && !mutated!(ReplayToAnybody)
    {
        let kept = serde_json::from_str::<CaseView>(answer);
        let kept = kept.map_err(|error| Error::Fault(format!("a kept answer cannot be read: {error}")))?;
        view(app, credentials, &kept.number).await?;
    }
    outcome
}

/// What happened to a case, oldest first.
///
/// # Errors
/// `not-found` when the caller may not see it.
pub async fn history(
    app: &App,
    credentials: &Credentials,
    number: &str,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<HistoryItem>> {
    let wanted = Wanted::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    let notes = case.may(Action::Work) || mutated!(HistoryShowsNotes);
    let rows = store::history(&mut acting, &case, notes, &wanted).await?;
    Ok(wanted.page(rows, |row| (row.at, row.id), |row| row.view(&acting)))
}

/// Changes title or severity.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &ChangeCase,
) -> Result<CaseView> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Manage>(number).await?;
    if let Some(severity) = request.severity.filter(|severity| *severity != case.severity) {
        store::set_severity(&mut acting, &case, severity).await?;
    }
    if let Some(title) = request.title.as_deref().map(str::trim) {
        let before = store::whole(&mut acting, &case).await?.title;
        if title != before {
            store::set_title(&mut acting, &case, &before, title).await?;
        }
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Adds a comment. A customer's brings a case that waited for it back to the desk, and takes a
/// closed one up again.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `reopen-window-passed`.
pub async fn comment(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &NewComment,
) -> Result<CaseView> {
    let mut acting = Acting::write(app, credentials).await?;
    let body = request.body.trim();
    if request.internal {
        let case = acting.case::<Work>(number).await?;
        store::note(&mut acting, &case, body).await?;
    } else {
        let case = acting.case::<Comment>(number).await?;
        if case.customer() {
            let state = rules::moved(&case, Move::Reply, acting.now)?;
            // Taking a closed case up again is a right of its own.
            if case.state == State::Closed {
                rules::may(&case, Move::Reopen)?;
            }
            store::comment(&mut acting, &case, body).await?;
            store::set_state(&mut acting, &case, state).await?;
        } else {
            store::comment(&mut acting, &case, body).await?;
        }
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Moves a case to its next state.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `move-not-allowed` with what is possible instead;
/// `reopen-window-passed`.
pub async fn make_move(
    app: &App,
    credentials: &Credentials,
    number: &str,
    step: Move,
    request: &MakeMove,
) -> Result<CaseView> {
    let words = rules::words(step, request.comment.as_deref())?;
    let mut acting = Acting::write(app, credentials).await?;
    match step {
        Move::Triage | Move::Ask | Move::Solve | Move::Conclude => {
            let case = acting.case::<Work>(number).await?;
            carry_out(&mut acting, &case, step, words).await?;
        }
        Move::Confirm | Move::Reply => {
            let case = acting.case::<Comment>(number).await?;
            carry_out(&mut acting, &case, step, words).await?;
        }
        Move::Close | Move::Reopen => {
            let case = acting.case::<Manage>(number).await?;
            carry_out(&mut acting, &case, step, words).await?;
        }
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

async fn carry_out<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    step: Move,
    words: Option<&str>,
) -> Result<()> {
    rules::may(case, step)?;
    let state = rules::moved(case, step, acting.now)?;
    if let Some(words) = words {
        store::say(acting, case, words).await?;
    }
    store::set_state(acting, case, state).await
}
