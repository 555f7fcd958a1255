//! The one error of use cases. It knows no HTTP; `http/problem.rs` turns it into a problem
//! document, once.

use crate::blobs::BlobError;
use crate::db::DbError;
use shared::case::Move;
use shared::problem::Code;
use shared::validate::Violation;

/// What a use case returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Refused, for a reason that the caller may know.
    #[error("refused: {}", .0.code)]
    Refused(Box<Refusal>),
    /// The request was carried out before under the same idempotency key; this was the answer.
    #[error("carried out before")]
    Replay(String),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The contents of files.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A fault of ours that nobody outside should read about.
    #[error("fault: {0}")]
    Fault(String),
}

/// A reason that the caller may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The stable code.
    pub code: Code,
    /// The fields that were refused.
    pub errors: Vec<Violation>,
    /// What the state allows instead.
    pub possible: Vec<Move>,
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(Box::new(Refusal {
            code,
            errors: Vec::new(),
            possible: Vec::new(),
        }))
    }
}

impl Error {
    /// The request's fields that were refused.
    #[must_use]
    pub fn input(errors: Vec<Violation>) -> Self {
        Self::Refused(Box::new(Refusal {
            code: Code::InvalidInput,
            errors,
            possible: Vec::new(),
        }))
    }

    /// One field that was refused.
    #[must_use]
    pub fn field(pointer: &str, code: &str) -> Self {
        Self::input(vec![Violation {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            detail: String::new(),
        }])
    }

    /// A move that the state does not allow, with those that it does.
    #[must_use]
    pub fn moves(code: Code, possible: Vec<Move>) -> Self {
        Self::Refused(Box::new(Refusal {
            code,
            errors: Vec::new(),
            possible,
        }))
    }

    /// The code of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(refusal) => Some(refusal.code),
            _ => None,
        }
    }
}

/// Turns the violation of a named constraint into a refusal, where the statement stands.
pub trait OnConstraint<T> {
    /// If `constraint` refused the write: that refusal.
    ///
    /// # Errors
    /// The refusal, or the error as it was.
    fn on(self, constraint: &str, refusal: impl FnOnce() -> Error) -> Result<T>;
}

impl<T> OnConstraint<T> for Result<T, DbError> {
    fn on(self, constraint: &str, refusal: impl FnOnce() -> Error) -> Result<T> {
        self.map_err(|error| {
            if error.refused_by(constraint) {
                refusal()
            } else {
                error.into()
            }
        })
    }
}
