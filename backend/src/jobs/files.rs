//! Contents of files that no row names: removed at once when the support desk removes a file, and by the
//! timer when a process ended between a content and its row.

use crate::app::App;
use crate::blobs::Digest;
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::mutation::mutated;
use futures_util::TryStreamExt as _;
use std::collections::HashSet;
use std::pin::pin;

/// What is younger than that may be of somebody who is at it: at 10 kB a second the largest file takes
/// 45 minutes, and is written to all the while.
const YOUNG_SECONDS: i64 = 3_600;
/// Contents asked about at once.
const BATCH: usize = 500;

/// Removes a content, unless a row names it. Whoever stores the same at this moment looks after it again
/// (see [`crate::blobs`]).
///
/// # Errors
/// What the database or the disk says; a content that was set aside is put back or removed by the timer.
pub(crate) async fn withdraw(app: &App, digest: &Digest) -> Result<()> {
    if !is_named(app, digest).await? && app.files.set_aside(digest).await? {
        settle(app, digest).await?;
    }
    Ok(())
}

/// Puts back what was set aside, or removes it.
async fn settle(app: &App, digest: &Digest) -> Result<()> {
    if is_named(app, digest).await? {
        app.files.put_back(digest).await?;
    } else {
        app.files.remove(digest).await?;
    }
    Ok(())
}

async fn is_named(app: &App, digest: &Digest) -> Result<bool> {
    let named = named(app, std::slice::from_ref(digest)).await?;
    Ok(!named.is_empty() && !mutated!(ContentGoesWithOneFile))
}

/// Those of the contents that a row names.
async fn named(app: &App, digests: &[Digest]) -> Result<HashSet<Vec<u8>>> {
    let list = Sql::list(digests.iter().map(|digest| Vec::<u8>::from(*digest)));
    let mut tx = app.db.read().await?;
    let rows: Vec<(Vec<u8>,)> = tx
        .all(sql!("SELECT DISTINCT digest FROM attachments WHERE digest IN ").then(list))
        .await?;
    Ok(rows.into_iter().map(|(digest,)| digest).collect())
}

/// Removes everything that nobody needs and that is not young.
///
/// # Errors
/// What the database or the disk says; what was removed is gone.
pub async fn sweep(app: &App) -> Result<()> {
    let before = app.world.now().plus_seconds(-YOUNG_SECONDS);
    let half = app.files.sweep(before).await?;
    for digest in app.files.aside().await? {
        settle(app, &digest).await?;
    }
    let mut unnamed = 0;
    let mut old = pin!(app.files.older_than(before)?.try_chunks(BATCH));
    while let Some(digests) = old.try_next().await.map_err(|error| error.1)? {
        let named = named(app, &digests).await?;
        for digest in digests
            .iter()
            .filter(|digest| !named.contains(&Vec::<u8>::from(**digest)))
        {
            withdraw(app, digest).await?;
            unnamed += 1;
        }
    }
    if half + unnamed > 0 {
        tracing::info!(half, unnamed, "files that nobody needs were removed");
    }
    Ok(())
}
