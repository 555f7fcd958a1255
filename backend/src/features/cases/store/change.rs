//! Changing cases: what is said about them, and where they stand.

use crate::authz::act::{Act, Comment, Manage, Work};
use crate::authz::{Acting, CaseFacts, Entry, Permit};
use crate::db::dialect::index_more;
use crate::db::sql;
use crate::error::Result;
use crate::mutation::mutated;
use shared::case::State;
use shared::text::search_words;
use shared::words::Severity;

/// Adds a comment that everybody who sees the case may read.
pub(in crate::features::cases) async fn comment(
    acting: &mut Acting,
    case: &Permit<Comment, CaseFacts>,
    body: &str,
) -> Result<()> {
    say(acting, case, body).await
}

/// Adds the words that go with a move; whoever may move may say why.
pub(in crate::features::cases) async fn say<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    body: &str,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO comments (id, case_id, author_id, domain_id, at, body) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now,
            body
        ))
        .await?;
    index_more(&mut acting.tx, case.id, &search_words(body)).await?;
    touch(acting, case).await?;
    let entry = Entry {
        action: "case.commented",
        client: Some(case.domain_id),
        case: Some(case.id),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}

/// Adds a note that only the vendor's desk reads. Nothing that others see moves.
pub(in crate::features::cases) async fn note(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    body: &str,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO internal_notes (id, case_id, author_id, domain_id, at, body) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now,
            body
        ))
        .await?;
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET worked_at = ? WHERE id = ?",
            acting.now,
            case.id
        ))
        .await?;
    if mutated!(NotesMoveUpdatedAt) {
        touch(acting, case).await?;
    }
    if mutated!(NotesAreFound) {
        index_more(&mut acting.tx, case.id, &search_words(body)).await?;
    }
    let entry = Entry {
        action: "case.noted",
        client: Some(case.domain_id),
        case: Some(case.id),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}

/// Something that everybody who sees the case may see has changed.
async fn touch<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET updated_at = ?, worked_at = ? WHERE id = ?",
            acting.now,
            acting.now,
            case.id
        ))
        .await?;
    Ok(())
}

/// Moves a case to a state.
pub(in crate::features::cases) async fn set_state<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    state: State,
) -> Result<()> {
    if state == case.state {
        return Ok(());
    }
    let closed_at = if state == State::Closed {
        Some(acting.now)
    } else {
        None
    };
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET state = ?, closed_at = ?, updated_at = ?, worked_at = ? WHERE id = ?",
            state,
            closed_at,
            acting.now,
            acting.now,
            case.id
        ))
        .await?;
    changed(acting, case, "case.state", case.state.as_str(), state.as_str()).await
}

/// Changes the severity.
pub(in crate::features::cases) async fn set_severity(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    severity: Severity,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET severity = ? WHERE id = ?",
            severity,
            case.id
        ))
        .await?;
    touch(acting, case).await?;
    changed(
        acting,
        case,
        "case.severity",
        case.severity.as_str(),
        severity.as_str(),
    )
    .await
}

/// Changes the title.
pub(in crate::features::cases) async fn set_title(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    from: &str,
    title: &str,
) -> Result<()> {
    acting
        .tx
        .run(sql!("UPDATE cases SET title = ? WHERE id = ?", title, case.id))
        .await?;
    index_more(&mut acting.tx, case.id, &search_words(title)).await?;
    touch(acting, case).await?;
    changed(acting, case, "case.title", from, title).await
}

async fn changed<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    action: &str,
    from: &str,
    to: &str,
) -> Result<()> {
    let entry = Entry {
        action,
        client: Some(case.domain_id),
        case: Some(case.id),
        from: Some(from),
        to: Some(to),
    };
    acting.record(entry).await?;
    Ok(())
}
