//! The contents of files, outside of the database.
//!
//! A content is named by its SHA-256, so that two files with one content are one blob. It stays as
//! long as a row names it; which rows do, the caller knows. Nobody holds a lock meanwhile, on any node:
//!
//! - Whoever stores puts the content in its place, *then* writes the row, then looks whether the content
//!   is still there ([`Blobs::keep`]) and puts it back if not.
//! - Whoever removes sets the content aside, *then* looks for rows, and puts it back if there is one
//!   ([`Blobs::set_aside`]).
//!
//! So, of two that do both at once, at least one sees what the other did. Files are in folders of mode
//! 0700 and have mode 0600:
//!
//! ```text
//! incoming/<id>      on its way; removed when it does not come whole
//! content/<sha256>   there
//! leaving/<sha256>   set aside
//! ```

mod digest;
mod error;
mod folder;

pub use digest::Digest;
pub use error::BlobError;

use futures_util::future::ready;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use hyper::body::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};
use shared::Timestamp;
use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

type Result<T, E = BlobError> = std::result::Result<T, E>;

const INCOMING: &str = "incoming";
const CONTENT: &str = "content";
const LEAVING: &str = "leaving";

/// Bytes written at once. A hundred uploads hold a hundred of these, twice.
const PIECE: usize = 64 * 1_024;

/// Where contents are kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Blobs {
    folder: Arc<Path>,
    store: Arc<OnceLock<Arc<dyn ObjectStore>>>,
}

impl Blobs {
    /// Contents below a folder, which is made when it is used first.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
            store: Arc::default(),
        }
    }

    /// Makes the folders, if they are not there.
    ///
    /// # Errors
    /// When they cannot be made.
    pub fn prepare(&self) -> Result<()> {
        self.store().map(drop)
    }

    fn store(&self) -> Result<&Arc<dyn ObjectStore>> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        for name in [INCOMING, CONTENT, LEAVING] {
            folder::make(&self.folder.join(name))?;
        }
        // What is said to be stored is on disk.
        let store = LocalFileSystem::new_with_prefix(&self.folder)?.with_fsync(true);
        Ok(self.store.get_or_init(|| Arc::new(store)))
    }

    /// Begins to take in a content. `id` was never used before.
    ///
    /// # Errors
    /// When nothing can be written.
    pub async fn begin(&self, id: Uuid) -> Result<Arriving> {
        let upload = self.store()?.put_multipart(&incoming(id)).await?;
        Ok(Arriving {
            blobs: self.clone(),
            id,
            upload,
            hasher: Sha256::new(),
            size: 0,
            piece: Vec::with_capacity(PIECE),
        })
    }

    /// Puts a content in its place, on disk for good.
    async fn publish(&self, received: &Received) -> Result<()> {
        let (from, to) = (incoming(received.id), content(&received.digest));
        folder::seal(self.folder.join(from.as_ref())).await?;
        Ok(self.store()?.copy(&from, &to).await?)
    }

    /// Ends taking in, when a row names the content.
    ///
    /// # Errors
    /// When it is not in its place and cannot be put there again.
    pub async fn keep(&self, received: Received) -> Result<()> {
        let place = content(&received.digest);
        let there = match self.store()?.head(&place).await {
            Err(object_store::Error::NotFound { .. }) => self.publish(&received).await,
            other => Ok(other.map(drop)?),
        };
        self.forget(received).await;
        there
    }

    /// Ends taking in, when no row names the content. It may be of others, and stays in its place.
    pub async fn forget(&self, received: Received) {
        let removed = async { Ok::<_, BlobError>(self.store()?.delete(&incoming(received.id)).await?) };
        if let Err(error) = removed.await {
            tracing::warn!(%error, "a file on its way is left to the timer");
        }
    }

    /// The bytes of a content, in order.
    ///
    /// # Errors
    /// [`BlobError::Missing`] when there is no such content.
    pub async fn read(
        &self,
        digest: &Digest,
    ) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + use<>> {
        let store = self.store()?;
        // Whoever looks whether it is needed has set it aside for a moment.
        let mut found = Err(BlobError::Missing);
        for place in [content(digest), leaving(digest), content(digest)] {
            found = store.get(&place).await.map_err(BlobError::from);
            if !matches!(found, Err(BlobError::Missing)) {
                break;
            }
        }
        Ok(found?.into_stream().map_err(io::Error::other))
    }

    /// Sets a content aside, to look whether a row names it; whether there was one.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn set_aside(&self, digest: &Digest) -> Result<bool> {
        self.put(content(digest), leaving(digest)).await
    }

    /// Puts back what was set aside, for a row names it.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn put_back(&self, digest: &Digest) -> Result<()> {
        self.put(leaving(digest), content(digest)).await.map(drop)
    }

    /// Removes what was set aside, for no row names it.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn remove(&self, digest: &Digest) -> Result<()> {
        match self.store()?.delete(&leaving(digest)).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            removed => Ok(removed?),
        }
    }

    async fn put(&self, from: Place, to: Place) -> Result<bool> {
        match self.store()?.rename(&from, &to).await {
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            renamed => Ok(renamed.map(|()| true)?),
        }
    }

    /// The contents that came before that instant.
    ///
    /// # Errors
    /// When there is no folder.
    pub fn older_than(&self, before: Timestamp) -> Result<impl Stream<Item = Result<Digest>> + Send + use<>> {
        let found = self.store()?.list(Some(&Place::from(CONTENT)));
        Ok(found.filter_map(move |found| ready(aged(found, before))))
    }

    /// The contents that were set aside, by somebody who did not come back perhaps.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn aside(&self) -> Result<Vec<Digest>> {
        let found = self.store()?.list(Some(&Place::from(LEAVING)));
        let digest = |found: ObjectMeta| {
            found
                .location
                .filename()
                .and_then(|name| name.parse::<Digest>().ok())
        };
        let digests = found.try_filter_map(|found| ready(Ok(digest(found))));
        Ok(digests.try_collect().await?)
    }

    /// Removes what was on its way and got no further since that instant; returns how many there were.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn sweep(&self, before: Timestamp) -> Result<usize> {
        self.store()?;
        folder::sweep(self.folder.join(INCOMING), before).await
    }
}

/// A content that came before that instant; other files are nobody's business.
fn aged(found: object_store::Result<ObjectMeta>, before: Timestamp) -> Option<Result<Digest>> {
    match found {
        Err(error) => Some(Err(error.into())),
        Ok(found) if found.last_modified.timestamp_micros() < before.micros() => {
            found.location.filename()?.parse().ok().map(Ok)
        }
        Ok(_) => None,
    }
}

fn incoming(id: Uuid) -> Place {
    Place::from(format!("{INCOMING}/{}", id.simple()))
}

fn content(digest: &Digest) -> Place {
    Place::from(format!("{CONTENT}/{digest}"))
}

fn leaving(digest: &Digest) -> Place {
    Place::from(format!("{LEAVING}/{digest}"))
}

/// A content on its way. Dropped before [`Arriving::finish`], it leaves nothing.
#[derive(Debug)]
pub struct Arriving {
    blobs: Blobs,
    id: Uuid,
    upload: Box<dyn MultipartUpload>,
    hasher: Sha256,
    size: u64,
    piece: Vec<u8>,
}

impl Arriving {
    /// Takes the next bytes; returns when there is room for more.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush().await?;
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        Ok(self.upload.put_part(piece.into()).await?)
    }

    /// It has come whole: puts it in its place, on disk for good. To be followed by [`Blobs::keep`] or
    /// [`Blobs::forget`].
    ///
    /// # Errors
    /// What the disk says; then nothing is left.
    pub async fn finish(mut self) -> Result<Received> {
        if !self.piece.is_empty() {
            self.flush().await?;
        }
        self.upload.complete().await?;
        let received = Received {
            id: self.id,
            digest: Digest::from(<[u8; 32]>::from(self.hasher.finalize())),
            size: self.size,
        };
        match self.blobs.publish(&received).await {
            Ok(()) => Ok(received),
            Err(error) => {
                self.blobs.forget(received).await;
                Err(error)
            }
        }
    }
}

/// A content that has come whole.
#[derive(Debug)]
pub struct Received {
    id: Uuid,
    /// Its name.
    pub digest: Digest,
    /// Its bytes.
    pub size: u64,
}

#[cfg(test)]
mod tests;
