//! `comptoir policy explain`: why an account may do something with a case, or may not.

use super::settings::{Explain, Settings};
use super::{Failed, build};
use crate::authz::{Question, explain as answer};
use crate::error::Error;
use shared::api::decisions::{Decision, Fact};
use shared::problem::{Code, field_sentence};
use shared::words::Language;

/// Prints the verdict and the chain of facts that decides it, or both as JSON.
#[expect(clippy::print_stdout, reason = "commands speak to whoever runs them")]
pub(super) async fn explain(settings: &Settings, asked: &Explain) -> Result<(), Failed> {
    let action = asked.action.parse().map_err(|_| {
        Failed(format!(
            "{} is no action; try view, comment or manage",
            asked.action
        ))
    })?;
    let at = asked
        .at
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|_| Failed("the instant must look like 2026-03-01T09:30:00Z".to_owned()))?;
    let app = build(settings).await?;
    let question = Question {
        account: &asked.account,
        action,
        case: &asked.case,
        at,
    };
    let mut tx = app.db.read().await?;
    let decision = answer(&mut tx, &app.policy, app.world.now(), &question).await;
    drop(tx);
    app.db.close().await;
    let decision = decision.map_err(|error| Failed(sentence(&error)))?;
    if asked.json {
        println!("{}", serde_json::to_string_pretty(&decision)?);
    } else {
        println!("{}", text(&decision));
    }
    Ok(())
}

fn sentence(error: &Error) -> String {
    match error {
        Error::Refused(refusal) => match refusal.errors.first() {
            Some(field) => format!(
                "{}: {}",
                field.pointer.trim_start_matches('/'),
                field_sentence(&field.code, Language::En).unwrap_or(&field.code)
            ),
            None if refusal.code == Code::NotFound => "there is no such case".to_owned(),
            None => refusal.code.sentence(Language::En).to_owned(),
        },
        other => other.to_string(),
    }
}

fn text(decision: &Decision) -> String {
    let verdict = if decision.allowed {
        let through = decision
            .through
            .iter()
            .map(|relation| relation.as_str())
            .collect::<Vec<_>>();
        format!("may, through {}", through.join(" and "))
    } else {
        "may not".to_owned()
    };
    let mut lines = vec![format!(
        "{} {verdict}: {} on {} at {}",
        decision.account, decision.action, decision.case, decision.at
    )];
    let mut relation = None;
    for fact in &decision.facts {
        if fact.relation != relation {
            relation = fact.relation;
            if let Some(relation) = relation {
                lines.push(format!("\nthrough {relation}"));
            }
        }
        lines.push(line(fact));
    }
    lines.join("\n")
}

fn line(fact: &Fact) -> String {
    let sign = if fact.holds { "yes" } else { "no " };
    let mut line = format!("  {sign}  {}", fact.sentence(Language::En));
    if let Some(since) = fact.since {
        line.push_str(&format!(" From {since}"));
        match fact.until {
            Some(until) => line.push_str(&format!(" to {until}.")),
            None => line.push('.'),
        }
    }
    line
}
