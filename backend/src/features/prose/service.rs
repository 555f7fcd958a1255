//! Looking at a text before it is sent.

use super::rules;
use crate::app::App;
use crate::authz::{Acting, Credentials};
use crate::error::Result;
use shared::api::prose::{Preview, Written};

/// How a text will be shown, to whoever is signed in.
///
/// # Errors
/// `unauthenticated`.
pub(super) async fn preview(app: &App, credentials: &Credentials, written: &Written) -> Result<Preview> {
    Acting::read(app, credentials).await?;
    Ok(Preview {
        prose: rules::parse(&written.text),
    })
}
