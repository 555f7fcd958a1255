//! Files in the database; what is in them lies in [`crate::blobs`].

use super::rules::Held;
use crate::authz::act::{Act, Comment, Work};
use crate::authz::{Acting, CaseFacts, Permit};
use crate::blobs::Digest;
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::features::people::{PersonRow, person_columns};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::attachments::{AttachmentView, Redaction};
use uuid::Uuid;

/// A file to be attached; its content is in its place.
#[derive(Debug)]
pub(super) struct NewFile {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) digest: Digest,
    pub(super) image: Option<&'static str>,
}

/// A file of a case.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct FileRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) size: i64,
    /// What is in it; nothing once it was removed.
    pub(super) digest: Option<Vec<u8>>,
    pub(super) image: Option<String>,
    at: Timestamp,
    redacted_at: Option<Timestamp>,
    reason: Option<String>,
    #[sqlx(flatten)]
    by: PersonRow,
}

/// Who removed a file.
#[derive(Debug, Clone, sqlx::FromRow)]
struct RemoverRow {
    id: Uuid,
    #[sqlx(flatten)]
    by: PersonRow,
}

/// What a case holds.
pub(super) async fn held(acting: &mut Acting, case: &Permit<Comment, CaseFacts>) -> Result<Held> {
    Ok(acting
        .tx
        .one(sql!(
            "SELECT count(*) AS files,
                 CAST(coalesce(sum(CASE WHEN redacted_at IS NULL THEN size ELSE 0 END), 0) AS BIGINT) AS bytes
             FROM attachments WHERE case_id = ?",
            case.id
        ))
        .await?)
}

/// Attaches a file.
pub(super) async fn add(
    acting: &mut Acting,
    case: &Permit<Comment, CaseFacts>,
    file: &NewFile,
) -> Result<Uuid> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO attachments (id, case_id, name, size, digest, image, added_by, added_in, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            &file.name,
            i64::try_from(file.size).unwrap_or(i64::MAX),
            Vec::from(file.digest),
            file.image,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now
        ))
        .await?;
    Ok(id)
}

/// One file of a case.
pub(super) async fn one<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    id: Uuid,
) -> Result<Option<FileRow>> {
    let rows = rows(acting, case, Some(id)).await?;
    Ok(rows.into_iter().next())
}

/// The files of a case, oldest first; or one.
async fn rows<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    one: Option<Uuid>,
) -> Result<Vec<FileRow>> {
    let mut statement = sql!(concat!(
        "SELECT f.id, f.name, f.size, f.digest, f.image, f.at, f.redacted_at, f.reason, ",
        person_columns!(),
        " FROM attachments f JOIN accounts p ON p.id = f.added_by JOIN domains pd ON pd.id = f.added_in WHERE "
    ));
    statement.push(match one {
        Some(id) if mutated!(FileOfAnyCase) => sql!("f.id = ?", id),
        Some(id) => sql!("f.id = ? AND f.case_id = ?", id, case.id),
        None => sql!("f.case_id = ?", case.id),
    });
    Ok(acting
        .tx
        .all(statement.then(sql!(" ORDER BY f.at, f.id")))
        .await?)
}

/// The files of a case as the caller may know them, oldest first; or one.
pub(super) async fn views<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    one: Option<Uuid>,
) -> Result<Vec<AttachmentView>> {
    let files = rows(acting, case, one).await?;
    let removed = files.iter().filter(|file| file.redacted_at.is_some());
    let removed = removed.map(|file| file.id).collect::<Vec<_>>();
    let mut removers = removers(acting, case, &removed).await?;
    let viewer = &acting.caller.domain;
    let view = |file: FileRow| {
        let remover = removers.iter().position(|remover| remover.id == file.id);
        let remover = remover.map(|at| removers.swap_remove(at).by.seen_from(viewer));
        let redacted = match (remover, file.redacted_at, file.reason) {
            (Some(by), Some(at), Some(reason)) => Some(Redaction { by, at, reason }),
            _ => None,
        };
        AttachmentView {
            id: file.id,
            name: file.name,
            size: u64::try_from(file.size).unwrap_or(0),
            image: file.image.is_some(),
            by: file.by.seen_from(viewer),
            at: file.at,
            redacted,
        }
    };
    Ok(files.into_iter().map(view).collect())
}

/// Who removed these files of the case.
async fn removers<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    files: &[Uuid],
) -> Result<Vec<RemoverRow>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let statement = sql!(
        concat!("SELECT f.id, ", person_columns!(),
        " FROM attachments f JOIN accounts p ON p.id = f.redacted_by JOIN domains pd ON pd.id = f.redacted_in
         WHERE f.case_id = ? AND f.id IN "),
        case.id
    )
    .then(Sql::list(files.iter().copied()));
    Ok(acting.tx.all(statement).await?)
}

/// Takes a file away; its name stays.
pub(super) async fn redact(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    id: Uuid,
    reason: &str,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE attachments SET digest = NULL, redacted_at = ?, redacted_by = ?, redacted_in = ?, reason = ?
             WHERE id = ? AND case_id = ?",
            acting.now,
            acting.caller.account,
            acting.caller.domain.id,
            reason,
            id,
            case.id
        ))
        .await?;
    Ok(())
}
