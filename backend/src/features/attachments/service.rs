//! What one does with the files of a case.

use super::rules;
use super::store::{self, NewFile};
use crate::app::App;
use crate::authz::act::{Act, Comment, View, Work};
use crate::authz::{Acting, CaseFacts, Credentials, Entry, Permit};
use crate::blobs::{Arriving, Digest};
use crate::error::{Error, Result};
use crate::features::cases::touch;
use crate::http::download::Download;
use crate::http::retry::again;
use crate::http::upload::Upload;
use crate::jobs::files::withdraw;
use crate::mutation::mutated;
use shared::api::attachments::{AttachmentView, Redact};
use shared::problem::Code;
use uuid::Uuid;

/// Bytes by which an image is recognised.
const BEGINNING: usize = 64;

/// The files of a case, oldest first.
///
/// # Errors
/// `not-found` when the caller may not see the case.
pub async fn list(app: &App, credentials: &Credentials, number: &str) -> Result<Vec<AttachmentView>> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    store::views(&mut acting, &case, None).await
}

/// Attaches a file. Whether the caller may is decided before the first byte is read, and again in the
/// transaction that stores the row, which begins when everything has come: a sender may take its time.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `move-not-allowed` and `reopen-window-passed` when the
/// case is closed; `too-large`, `case-full`, `too-many-requests`, `request-timeout`, `malformed`;
/// `storage-full`. Nothing is stored then.
pub async fn attach(
    app: &App,
    credentials: &Credentials,
    number: &str,
    name: &str,
    mut upload: Upload,
) -> Result<AttachmentView> {
    let allowed = allow(app, credentials, number, upload.announced()).await?;
    upload.welcome();
    let mut arriving = app.files.begin(app.world.id()?).await?;
    let mut beginning = Vec::with_capacity(BEGINNING);
    while let Some(piece) = upload.next(app.config.file_bytes).await? {
        let missing = BEGINNING - beginning.len();
        beginning.extend_from_slice(&piece[..missing.min(piece.len())]);
        arriving.write(&piece).await?;
    }
    let coming = Coming {
        app: app.clone(),
        credentials: credentials.clone(),
        number: number.to_owned(),
        name: rules::name(name),
        image: rules::image(&beginning),
        allowed,
    };
    // What has come whole is seen through, whether or not its sender still waits.
    let kept = tokio::spawn(coming.keep(arriving, upload));
    kept.await
        .map_err(|error| Error::Fault(format!("a file was not kept: {error}")))?
}

/// Decides whether a file may come.
async fn allow(
    app: &App,
    credentials: &Credentials,
    number: &str,
    announced: Option<u64>,
) -> Result<Permit<Comment, CaseFacts>> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<Comment>(number).await?;
    rules::takes_files(&case, acting.now)?;
    if announced.is_some_and(|bytes| bytes > app.config.file_bytes) {
        return Err(Code::TooLarge.into());
    }
    let held = store::held(&mut acting, &case).await?;
    rules::has_room(held, announced.unwrap_or(0), app.config.case_bytes)?;
    let (account, limit) = (acting.caller.account, app.config.uploads_a_minute);
    if !app.uploads.allows(account, limit, acting.now) {
        return Err(Code::TooManyRequests.into());
    }
    Ok(case)
}

/// A file that has come whole.
struct Coming {
    app: App,
    credentials: Credentials,
    number: String,
    name: String,
    image: Option<&'static str>,
    allowed: Permit<Comment, CaseFacts>,
}

impl Coming {
    /// Keeps its content and its row, or neither.
    async fn keep(mut self, arriving: Arriving, upload: Upload) -> Result<AttachmentView> {
        let received = arriving.finish().await?;
        self.credentials.once = upload.once(received.digest);
        let (digest, files) = (received.digest, self.app.files.clone());
        let file = NewFile {
            name: self.name.clone(),
            size: received.size,
            digest,
            image: self.image,
        };
        let stored = again(|| self.store(&file)).await;
        if stored.is_ok() {
            if let Err(error) = files.keep(received).await {
                tracing::error!(%error, %digest, "a content is not in its place");
            }
        } else {
            files.forget(received).await;
            if let Err(error) = withdraw(&self.app, &digest).await {
                tracing::warn!(%error, %digest, "a content without a row is left to the timer");
            }
        }
        stored
    }

    async fn store(&self, file: &NewFile) -> Result<AttachmentView> {
        let mut acting = Acting::write(&self.app, &self.credentials).await?;
        let fresh;
        let case = if mutated!(AttachLooksOnce) {
            &self.allowed
        } else {
            fresh = acting.case::<Comment>(&self.number).await?;
            &fresh
        };
        rules::takes_files(case, acting.now)?;
        let held = store::held(&mut acting, case).await?;
        rules::has_room(held, file.size, self.app.config.case_bytes)?;
        let id = store::add(&mut acting, case, file).await?;
        touch(&mut acting, case).await?;
        let entry = Entry {
            action: "case.attached",
            client: Some(case.domain_id),
            case: Some(case.id),
            to: Some(&file.name),
            ..Entry::default()
        };
        acting.record(entry).await?;
        let view = view(&mut acting, case, id).await?;
        acting.commit(view).await
    }
}

async fn view<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>, id: Uuid) -> Result<AttachmentView> {
    let views = store::views(acting, case, Some(id)).await?;
    views.into_iter().next().ok_or(Error::from(Code::NotFound))
}

/// The outcome of a write. The kept answer of one carried out before goes only to whoever may still see
/// the case.
///
/// # Errors
/// Those of the outcome; `not-found` when the caller may not see the case any more.
pub async fn answered(
    app: &App,
    credentials: &Credentials,
    number: &str,
    outcome: Result<AttachmentView>,
) -> Result<AttachmentView> {
    if let Err(Error::Replay(_)) = &outcome {
        let mut acting = Acting::read(app, credentials).await?;
        acting.case::<View>(number).await?;
    }
    outcome
}

/// A file with what is in it.
///
/// # Errors
/// `not-found` when the caller may not see the case, or it has no such file; `redacted`.
pub async fn open(app: &App, credentials: &Credentials, number: &str, id: Uuid) -> Result<Download> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    let file = store::one(&mut acting, &case, id).await?;
    let file = file.ok_or(Error::from(Code::NotFound))?;
    // No snapshot is held while somebody reads.
    drop(acting);
    let digest = content(file.digest)?.ok_or(Error::from(Code::Redacted))?;
    Ok(Download {
        name: file.name,
        size: u64::try_from(file.size).unwrap_or(0),
        image: file.image,
        content: Box::pin(app.files.read(&digest).await?),
    })
}

fn content(digest: Option<Vec<u8>>) -> Result<Option<Digest>> {
    let digest = digest.map(Digest::try_from).transpose();
    digest.map_err(|_| Error::Fault("a digest of another length".to_owned()))
}

/// Removes a file for good. Its content goes with the last file that has it.
///
/// # Errors
/// `not-found`; `forbidden` for everybody but the support desk; `redacted` the second time.
pub async fn redact(
    app: &App,
    credentials: &Credentials,
    number: &str,
    id: Uuid,
    request: &Redact,
) -> Result<AttachmentView> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Work>(number).await?;
    let file = store::one(&mut acting, &case, id).await?;
    let file = file.ok_or(Error::from(Code::NotFound))?;
    let digest = content(file.digest)?.ok_or(Error::from(Code::Redacted))?;
    let reason = request.reason.trim();
    store::redact(&mut acting, &case, id, reason).await?;
    touch(&mut acting, &case).await?;
    let entry = Entry {
        action: "case.redacted",
        client: Some(case.domain_id),
        case: Some(case.id),
        from: Some(&file.name),
        to: Some(reason),
    };
    acting.record(entry).await?;
    let view = view(&mut acting, &case, id).await?;
    let view = acting.commit(view).await?;
    // It is removed in the database; what cannot be done on disk now, the timer does.
    if let Err(error) = withdraw(app, &digest).await {
        tracing::error!(%error, %digest, "a content that was to go is left to the timer");
    }
    Ok(view)
}
