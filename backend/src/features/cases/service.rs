//! What one does with cases.

use super::{csv, filing, form, rules, store};
use crate::app::App;
use crate::authz::act::{Act, Comment, File, Manage, View, Work};
use crate::authz::{Acting, CaseFacts, Credentials, Filing, Permit};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::prose::parse;
use crate::features::{catalogue, escalations, links, shares, solutions, targets};
use crate::jobs::closing;
use crate::mail;
use crate::mutation::mutated;
use shared::api::cases::{
    CaseFilter, CaseRow, CaseView, ChangeCase, Facets, FileCase, HistoryItem, MakeMove, NewComment,
};
use shared::api::lists::{Column, ProductRef};
use shared::api::{DomainRef, Page};
use shared::case::{Move, State, reopen_until};
use shared::problem::Code;
use shared::words::{Action, Language, MailEvent};

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

/// The list as a CSV file: of its cases those that the caller may export, in these columns; none
/// means what is usual. `language` is the reader's if the account chose none.
///
/// # Errors
/// `unauthenticated`; `too-many-rows`.
pub async fn export(
    app: &App,
    credentials: &Credentials,
    filter: &CaseFilter,
    columns: &[Column],
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
    let columns = match columns {
        [] => Column::usual(acting.caller.domain.kind),
        columns => columns.to_vec(),
    };
    let mut file = csv::File::new(acting.caller.locale.unwrap_or(language), columns)?;
    for row in rows {
        file.add(&row.view(&acting))?;
    }
    file.finish()
}

/// The products that a list can be narrowed to, by English name.
///
/// # Errors
/// `unauthenticated`.
pub async fn products(app: &App, credentials: &Credentials) -> Result<Vec<ProductRef>> {
    let mut acting = Acting::read(app, credentials).await?;
    let products = catalogue::service::all(&mut acting).await?;
    let named = products.into_iter().map(|product| ProductRef {
        key: product.key,
        name: product.name,
    });
    Ok(named.collect())
}

/// Files a case, for the own domain or on behalf of a client.
///
/// # Errors
/// As [`Acting::file`]; the fields `/product`, `/category`, `/affected`, and answers that are missing;
/// `/follow_up_of` for a case that the caller may not see, or of another client; as
/// [`shares::service::share`] for whom it is to be shared with. Then nothing is stored.
pub async fn file(app: &App, credentials: &Credentials, request: &FileCase) -> Result<CaseView> {
    if let Some(zone) = &request.time_zone {
        jiff::tz::TimeZone::get(zone).map_err(|_| Error::field("/time_zone", "time-zone"))?;
    }
    let (mut acting, filing) = permitted(app, credentials, request).await?;
    let (product, category) = store::catalogue(&mut acting, &request.product, &request.category).await?;
    let asked = catalogue::service::asked(&mut acting, category).await?;
    form::check(request, &asked, acting.now)?;
    filing::affected(&mut acting, filing.client, &request.affected).await?;
    let new = store::NewCase {
        request,
        product,
        category,
    };
    let number = store::file(&mut acting, &filing, &new).await?;
    if let Some(followed) = &request.follow_up_of {
        links::service::follow_up(&mut acting, number.as_str(), followed).await?;
    }
    if mutated!(FilingWithoutLock) {
        acting.commit(()).await?;
        return view(app, credentials, number.as_str()).await;
    }
    shares::service::share_filed(&mut acting, number.as_str(), &request.share_with).await?;
    let case = acting.case::<View>(number.as_str()).await?;
    mail::tell(&mut acting, &case, MailEvent::Filed, None).await?;
    let view = show(&mut acting, &case).await?;
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

/// One case, as the caller may know it within this transaction.
///
/// # Errors
/// `not-found` when the caller may not see it.
pub(in crate::features) async fn look(acting: &mut Acting, number: &str) -> Result<CaseView> {
    let case = acting.case::<View>(number).await?;
    show(acting, &case).await
}

async fn show(acting: &mut Acting, case: &Permit<View, CaseFacts>) -> Result<CaseView> {
    let whole = store::whole(acting, case).await?;
    let (escalation, escalation_obstacle) = escalations::service::standing(acting, case).await?;
    let clock = targets::service::clock(acting, case).await?;
    let solution = solutions::service::of(acting, case).await?;
    let another = acting.caller.domain.meets_another_partner(whole.filed_by.of());
    let details = store::details(acting, case, another).await?;
    let now = acting.now;
    let timing = closing::Timing::of(acting.app.config.close_after_days);
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
        clock,
        title: whole.title,
        prose: parse(&whole.description),
        description: whole.description,
        resource: whole.resource,
        filed_by: whole.filed_by.seen_from(&acting.caller.domain),
        filed_at: whole.filed_at,
        language: whole.language,
        time_zone: whole.time_zone,
        reference: whole.reference,
        merged: case.merged,
        closes_at: timing.and_then(|timing| timing.closes_at(case, whole.warned_at)),
        escalation,
        escalation_obstacle,
        solution,
        details,
        test: whole.test != 0,
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
    let visible = acting.visible();
    let rows = store::history(&mut acting, &case, &visible, notes, &wanted).await?;
    Ok(wanted.page(rows, |row| (row.at, row.id), |row| row.view(&acting)))
}

/// Changes title, severity or reference.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `changed-meanwhile` when the caller looked at what it
/// was before; the field `/severity_reason`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &ChangeCase,
) -> Result<CaseView> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Manage>(number).await?;
    rules::unchanged_since(&case, request.expected)?;
    if let Some((severity, reason)) = rules::severity(&case, request)? {
        store::set_severity(&mut acting, &case, severity, reason).await?;
        mail::tell(&mut acting, &case, MailEvent::Severity, None).await?;
    }
    if let Some(title) = request.title.as_deref().map(str::trim) {
        let before = store::whole(&mut acting, &case).await?.title;
        if title != before {
            store::set_title(&mut acting, &case, &before, title).await?;
        }
    }
    if let Some(reference) = request.reference.as_deref().map(str::trim) {
        rules::own_reference(&case)?;
        let before = store::whole(&mut acting, &case).await?.reference;
        let before = before.unwrap_or_default();
        if reference != before {
            store::set_reference(&mut acting, &case, &before, reference).await?;
        }
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Adds a comment. A customer's brings a case that waited for it back to the desk, and takes a
/// closed one up again.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `reopen-window-passed`, `case-merged`.
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
        rules::goes_on_here(&case, acting.now)?;
        if case.customer() {
            let state = rules::moved(&case, Move::Reply, acting.now)?;
            // Taking a closed case up again is a right of its own.
            if case.state == State::Closed {
                rules::may(&case, Move::Reopen)?;
            }
            let said = store::comment(&mut acting, &case, body).await?;
            store::set_state(&mut acting, &case, state).await?;
            let event = rules::news_of_comment(case.state);
            mail::tell(&mut acting, &case, event, Some(said)).await?;
        } else {
            let said = store::comment(&mut acting, &case, body).await?;
            mail::tell(&mut acting, &case, MailEvent::Comment, Some(said)).await?;
        }
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// Moves a case to its next state.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `move-not-allowed` with what is possible instead;
/// `reopen-window-passed`, `case-merged`.
pub async fn make_move(
    app: &App,
    credentials: &Credentials,
    number: &str,
    step: Move,
    request: &MakeMove,
) -> Result<CaseView> {
    let words = words(step, request)?;
    let mut acting = Acting::write(app, credentials).await?;
    match step {
        Move::Triage | Move::Ask | Move::Solve | Move::Conclude => {
            let case = acting.case::<Work>(number).await?;
            carry_out(&mut acting, &case, step, &words).await?;
        }
        Move::Confirm | Move::Reply => {
            let case = acting.case::<Comment>(number).await?;
            carry_out(&mut acting, &case, step, &words).await?;
        }
        Move::Close | Move::Reopen => {
            let case = acting.case::<Manage>(number).await?;
            carry_out(&mut acting, &case, step, &words).await?;
        }
    }
    let view = look(&mut acting, number).await?;
    acting.commit(view).await
}

/// What is said with a move.
#[derive(Default)]
pub(super) struct Words<'a> {
    comment: Option<String>,
    solution: Option<solutions::Words<'a>>,
}

impl Words<'_> {
    /// Words that go with a move which needs none.
    pub(super) fn saying(comment: Option<&str>) -> Self {
        Self {
            comment: comment.map(str::to_owned),
            solution: None,
        }
    }
}

fn words(step: Move, request: &MakeMove) -> Result<Words<'_>> {
    let solution = solutions::of_move(step, request)?;
    let told = solution.as_ref().map(solutions::Words::comment);
    let comment = request.comment.as_deref().or(told.as_deref());
    let comment = rules::words(step, comment)?.map(str::to_owned);
    Ok(Words { comment, solution })
}

/// Makes a move that the caller may make and the state allows.
///
/// # Errors
/// As [`make_move`].
pub(super) async fn carry_out<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    step: Move,
    words: &Words<'_>,
) -> Result<()> {
    rules::may(case, step)?;
    let state = rules::moved(case, step, acting.now)?;
    let said = match &words.comment {
        Some(comment) => Some(store::say(acting, case, comment).await?),
        None => None,
    };
    store::set_state(acting, case, state).await?;
    if let Some(event) = rules::news_of_move(step, said.is_some()) {
        mail::tell(acting, case, event, said).await?;
    }
    solutions::service::moved(acting, case, step, words.solution.as_ref()).await
}
