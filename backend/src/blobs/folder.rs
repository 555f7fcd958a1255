//! What a folder needs beyond what `object_store` does: modes, and files that it does not list
//! because they did not come whole.

use super::{BlobError, Result};
use shared::Timestamp;
use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use tokio::task::spawn_blocking;

/// Makes a folder that nobody else looks into.
pub(super) fn make(folder: &Path) -> Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| BlobError::Unusable(format!("{}: {error}", folder.display())))
}

/// Makes a file nobody else's.
pub(super) async fn seal(file: PathBuf) -> Result<()> {
    blocking(move || fs::set_permissions(&file, Permissions::from_mode(0o600))).await
}

/// Removes files that nobody wrote to since that instant; returns how many there were.
pub(super) async fn sweep(folder: PathBuf, before: Timestamp) -> Result<usize> {
    blocking(move || {
        let mut removed = 0;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // What goes away meanwhile is gone.
            let Ok(written) = entry.metadata().and_then(|metadata| metadata.modified()) else {
                continue;
            };
            let written = written.duration_since(UNIX_EPOCH).unwrap_or_default();
            let stale = i64::try_from(written.as_micros()).is_ok_and(|micros| micros < before.micros());
            if stale && fs::remove_file(entry.path()).is_ok() {
                removed += 1;
            }
        }
        Ok(removed)
    })
    .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T> {
    let done = spawn_blocking(work).await;
    Ok(done.map_err(io::Error::other)??)
}
