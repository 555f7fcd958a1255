//! `comptoir policy explain`: why an account may do something with a case, or may not.

use super::settings::{Explain, Settings};
use super::{Failed, build};
use crate::authz::{Question, explain as answer};
use crate::error::Error;
use shared::api::decisions::{Decision, Fact, FactKind};
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
    let decision = decision.map_err(|error| Failed(refusal(&error)))?;
    if asked.json {
        println!("{}", serde_json::to_string_pretty(&decision)?);
    } else {
        println!("{}", text(&decision));
    }
    Ok(())
}

fn refusal(error: &Error) -> String {
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
    let mut line = format!("  {sign}  {}", sentence(fact));
    if let Some(since) = fact.since {
        line.push_str(&format!(" From {since}"));
        match fact.until {
            Some(until) => line.push_str(&format!(" to {until}.")),
            None => line.push('.'),
        }
    }
    line
}

/// A fact in one sentence, without its instants.
fn sentence(fact: &Fact) -> String {
    let subject = fact.subject.as_str();
    let detail = fact.detail.as_deref().unwrap_or_default();
    let sentence = match (fact.kind, fact.holds) {
        (FactKind::Account, true) => "There is an account {}.",
        (FactKind::Account, false) => "There is no account {} that could sign in.",
        (FactKind::Case, true) => "The case {} was filed.",
        (FactKind::Case, false) => "The case {} had not been filed yet.",
        (FactKind::Role, _) if detail.is_empty() => "It holds the role {}.",
        (FactKind::Role, _) => "It holds the role {} by way of [].",
        (FactKind::Policy, true) => "Its privileges ({}) allow this.",
        (FactKind::Policy, false) => "Its privileges ({}) do not allow this.",
        (FactKind::OwnDomain, true) => "The case belongs to its own domain, {}.",
        (FactKind::OwnDomain, false) => "The case belongs to {}, not to its domain.",
        (FactKind::Node, true) if subject.is_empty() => "A role counts for the whole organization.",
        (FactKind::Node, false) if subject.is_empty() => {
            "No role counts for the whole organization, which the case is about."
        }
        (FactKind::Node, true) => "A role is attached to {} or above it.",
        (FactKind::Node, false) => "No role is attached to {} or above it.",
        (FactKind::Tenure, true) => "{} managed the client when the case was filed ([]).",
        (FactKind::Tenure, false) => "{} did not manage the client when the case was filed.",
        (FactKind::Delegation, true) => "{} lets it in.",
        (FactKind::Delegation, false) => "{} does not let it in.",
        (FactKind::Scope, true) => "The consent covers “{}”.",
        (FactKind::Scope, false) => "The consent does not cover “{}”.",
        (FactKind::Share, true) => "The case is shared with {} ([]).",
        (FactKind::Share, false) => "No share with {} stands.",
        (FactKind::Reach, true) => "Shares reach {}.",
        (FactKind::Reach, false) => "Shares do not reach {}: it is not let in, or nothing is shared outside.",
        (FactKind::Level, true) => "The level “{}” covers this.",
        (FactKind::Level, false) => "The level “{}” does not cover this.",
        (FactKind::Vendor, true) => "{} is the vendor.",
        (FactKind::Vendor, false) => "{} is not the vendor.",
    };
    sentence.replace("{}", subject).replace("[]", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_who_and_what() {
        let fact = Fact {
            relation: None,
            kind: FactKind::Tenure,
            holds: true,
            subject: "aurora.example".to_owned(),
            detail: Some("resale".to_owned()),
            since: None,
            until: None,
        };
        let said = "aurora.example managed the client when the case was filed (resale).";
        assert_eq!(sentence(&fact), said);
        assert_eq!(line(&fact), format!("  yes  {said}"));
    }
}
