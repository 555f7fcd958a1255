//! Routes of files.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::download::Download;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use crate::http::upload::Upload;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::attachments::{AttachmentView, Redact};
use uuid::Uuid;

/// The routes.
pub struct Attachments(pub App);

#[OpenApi(tag = "Chapter::Files")]
impl Attachments {
    /// The files of a case, oldest first.
    #[oai(path = "/domains/:domain/cases/:number/attachments", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        number: Path<String>,
    ) -> poem::Result<Found<Vec<AttachmentView>>> {
        Ok(Found(service::list(&self.0, &domain, &number).await?))
    }

    /// Attach a file.
    ///
    /// The body is the file itself, of whatever type, one file per request; a form
    /// (`multipart/form-data`) is refused with 415. `name` is kept as people know it, without what would
    /// do harm. 25 MiB a file, 100 MiB and 200 files a case (413), 100 files a minute (429), 10 kB a second
    /// at least (408). With an `Idempotency-Key` a file that is sent again is attached once; the key
    /// stands for the address and for what is in the file.
    #[oai(path = "/domains/:domain/cases/:number/attachments", method = "post")]
    async fn attach(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        name: Query<Option<String>>,
        file: Upload,
    ) -> poem::Result<Created<AttachmentView>> {
        let name = name.0.unwrap_or_default();
        let attached = service::attach(&self.0, &domain, &number, &name, file).await;
        Ok(Created(
            service::answered(&self.0, &domain, &number, attached).await?,
        ))
    }

    /// Open a file.
    ///
    /// PNG, JPEG, GIF and WebP images are shown, if that is what they are; everything else is to be
    /// kept. Every request is judged anew: there are no links that work without a session.
    #[oai(path = "/domains/:domain/cases/:number/attachments/:id", method = "get")]
    async fn open(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        id: Path<Uuid>,
    ) -> poem::Result<Download> {
        Ok(service::open(&self.0, &domain, &number, *id).await?)
    }

    /// The support desk removes a file for good; its name and the reason stay.
    #[oai(path = "/domains/:domain/cases/:number/attachments/:id", method = "delete")]
    async fn redact(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        id: Path<Uuid>,
        body: Body<Redact>,
    ) -> poem::Result<Found<AttachmentView>> {
        let redacted = again(|| service::redact(&self.0, &domain, &number, *id, &body)).await;
        Ok(Found(
            service::answered(&self.0, &domain, &number, redacted).await?,
        ))
    }
}
