//! Changing cases: what is said about them, and where they stand.

use crate::authz::act::{Act, Comment, Manage, Work};
use crate::authz::{Acting, CaseFacts, Entry, Permit};
use crate::db::dialect::index_more;
use crate::db::sql;
use crate::error::Result;
use crate::features::escalations;
use crate::features::targets::What;
use crate::features::targets::service::follow;
use crate::mail;
use crate::mutation::mutated;
use shared::case::State;
use shared::text::search_words;
use shared::words::{MailEvent, Severity};
use uuid::Uuid;

/// Adds a comment that everybody who sees the case may read, and says which it is.
pub(in crate::features::cases) async fn comment(
    acting: &mut Acting,
    case: &Permit<Comment, CaseFacts>,
    body: &str,
) -> Result<Uuid> {
    say(acting, case, body).await
}

/// Adds the words that go with a move; whoever may move may say why.
pub(in crate::features) async fn say<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    body: &str,
) -> Result<Uuid> {
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
    follow(acting, case, What::Said).await?;
    Ok(id)
}

/// Adds a note that only the vendor's desk reads. Nothing that others see moves.
pub(crate) async fn note(acting: &mut Acting, case: &Permit<Work, CaseFacts>, body: &str) -> Result<()> {
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
    if mutated!(NotesAreMailed) {
        mail::tell(acting, case, MailEvent::Comment, None).await?;
    }
    if mutated!(NotesAreFound) {
        index_more(&mut acting.tx, case.id, &search_words(body)).await?;
    }
    if mutated!(NotesMeetTheTarget) {
        follow(acting, case, What::Said).await?;
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
pub(in crate::features) async fn touch<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<()> {
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
pub(in crate::features) async fn set_state<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    state: State,
) -> Result<()> {
    if state == case.state {
        return Ok(());
    }
    let closed_at = if state == State::Closed {
        escalations::store::end(acting, case).await?;
        Some(acting.now)
    } else {
        None
    };
    // Whatever moves it also undoes its having been merged.
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET state = ?, closed_at = ?, duplicate_of = NULL, updated_at = ?, worked_at = ?
             WHERE id = ?",
            state,
            closed_at,
            acting.now,
            acting.now,
            case.id
        ))
        .await?;
    changed(acting, case, "case.state", case.state.as_str(), state.as_str()).await?;
    follow(acting, case, What::Moved(case.state, state)).await
}

/// Changes the severity, for a reason. The desk reclassifies.
pub(in crate::features::cases) async fn set_severity(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    severity: Severity,
    reason: &str,
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
    let action = if case.customer() {
        "case.severity"
    } else {
        "case.reclassified"
    };
    let (from, to) = (case.severity.as_str(), severity.as_str());
    let entry = changed(acting, case, action, from, to).await?;
    give_reason(acting, case, entry, reason).await?;
    follow(acting, case, What::Severity(case.severity, severity)).await
}

/// Keeps the words that were given as the reason for a change.
pub(in crate::features) async fn give_reason<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    entry: Uuid,
    reason: &str,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "INSERT INTO change_reasons (entry_id, case_id, body) VALUES (?, ?, ?)",
            entry,
            case.id,
            reason
        ))
        .await?;
    Ok(())
}

/// Changes the client's own reference; empty is none.
pub(in crate::features::cases) async fn set_reference(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    from: &str,
    reference: &str,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET reference = ? WHERE id = ?",
            Some(reference).filter(|reference| !reference.is_empty()),
            case.id
        ))
        .await?;
    index_more(&mut acting.tx, case.id, &search_words(reference)).await?;
    touch(acting, case).await?;
    changed(acting, case, "case.reference", from, reference).await?;
    Ok(())
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
    changed(acting, case, "case.title", from, title).await?;
    Ok(())
}

async fn changed<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    action: &str,
    from: &str,
    to: &str,
) -> Result<Uuid> {
    let entry = Entry {
        action,
        client: Some(case.domain_id),
        case: Some(case.id),
        from: Some(from),
        to: Some(to),
    };
    acting.record(entry).await
}
