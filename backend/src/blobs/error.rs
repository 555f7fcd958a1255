//! What went wrong with contents.

use std::error::Error;
use std::io;

/// An error of the store of contents.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is no such content.
    #[error("a file is missing")]
    Missing,
    /// There is no room left.
    #[error("there is no room left for files")]
    Full,
    /// The folder cannot be used.
    #[error("files cannot be stored or read: {0}")]
    Unusable(String),
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        if matches!(error, object_store::Error::NotFound { .. }) {
            return Self::Missing;
        }
        if says_full(&error) {
            Self::Full
        } else {
            Self::Unusable(error.to_string())
        }
    }
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        if is_full(&error) {
            Self::Full
        } else {
            Self::Unusable(error.to_string())
        }
    }
}

/// Whether an error, or what it comes from, is a full disk. An I/O error made of another names that
/// one's source, not that one.
fn says_full(error: &(dyn Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|io| is_full(io) || io.get_ref().is_some_and(|inner| says_full(inner)))
        || error.source().is_some_and(says_full)
}

fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f7_a_full_disk_is_told_from_others() {
        let of_store = |kind: io::ErrorKind| {
            let source = Box::new(io::Error::other(io::Error::from(kind)));
            BlobError::from(object_store::Error::Generic {
                store: "disk",
                source,
            })
        };
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
            assert!(matches!(of_store(kind), BlobError::Full), "{kind}");
            assert!(matches!(BlobError::from(io::Error::from(kind)), BlobError::Full));
        }
        assert!(matches!(
            of_store(io::ErrorKind::PermissionDenied),
            BlobError::Unusable(_)
        ));
    }
}
