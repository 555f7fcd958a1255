//! Answering the operator's question.

use crate::app::App;
use crate::authz::act::View;
use crate::authz::object::Decisions;
use crate::authz::{Acting, Credentials, Question, explain as answer};
use crate::error::Result;
use shared::api::decisions::Decision;

/// May an account do something with a case, and why.
///
/// # Errors
/// `forbidden` without `decisions.explain`; those of [`answer`].
pub async fn explain(app: &App, credentials: &Credentials, question: &Question<'_>) -> Result<Decision> {
    let mut acting = Acting::read(app, credentials).await?;
    acting.own::<View, Decisions>()?;
    let policy = acting.policy.clone();
    answer(&mut acting.tx, &policy, acting.now, question).await
}
