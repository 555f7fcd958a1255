//! What the form of a case said besides title and description.

use crate::authz::act::{Act, File};
use crate::authz::{Acting, CaseFacts, Filing, Permit, host};
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::cases::FileCase;
use shared::api::form::{Answers, CallBackView, CaseDetails, Channel};
use shared::text::Email;
use uuid::Uuid;

/// Keeps it, for a case that is being filed.
pub(super) async fn keep(
    acting: &mut Acting,
    filing: &Permit<File, Filing>,
    case: Uuid,
    request: &FileCase,
) -> Result<()> {
    let json = |error: serde_json::Error| Error::Fault(error.to_string());
    let call = request.call_back.clone().unwrap_or_default();
    let mut contacts = Vec::new();
    for (at, contact) in request.contacts.iter().enumerate() {
        let email = Email::parse(contact).map_err(|_| Error::field(&format!("/contacts/{at}"), "email"))?;
        contacts.push(email.as_str().to_owned());
    }
    acting
        .tx
        .run(sql!(
            "INSERT INTO case_forms (case_id, answers, channel, call_number, call_at, third_party_consent, contacts)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            case,
            serde_json::to_string(&request.answers).map_err(json)?,
            request.channel.map(Channel::as_str),
            call.number.map(|number| number.trim().to_owned()),
            call.at,
            request.third_party_consent,
            serde_json::to_string(&contacts).map_err(json)?
        ))
        .await?;
    affect(acting, filing, case, &request.affected).await
}

/// Notes which further nodes are concerned.
async fn affect(
    acting: &mut Acting,
    filing: &Permit<File, Filing>,
    case: Uuid,
    paths: &[String],
) -> Result<()> {
    if paths.is_empty() {
        return Ok(());
    }
    let statement = sql!(
        "INSERT INTO case_affected (case_id, resource_id)
         SELECT ?, n.id FROM resources n WHERE n.domain_id = ? AND n.path IN ",
        case,
        filing.client
    );
    acting.tx.run(statement.then(Sql::list(paths))).await?;
    Ok(())
}

#[derive(Debug, sqlx::FromRow)]
struct FormRow {
    answers: String,
    channel: Option<Channel>,
    call_number: Option<String>,
    call_at: Option<Timestamp>,
    third_party_consent: i64,
    contacts: String,
}

/// What the form said, as the caller may know it: numbers and addresses of another partner's people
/// are left out. `another` says whether such a one filed the case.
pub(in crate::features::cases) async fn details<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    another: bool,
) -> Result<CaseDetails> {
    let form = sql!(
        "SELECT answers, channel, call_number, call_at, third_party_consent, contacts
         FROM case_forms WHERE case_id = ?",
        case.id
    );
    let row: Option<FormRow> = acting.tx.opt(form.planned_once()).await?;
    let Some(row) = row else {
        return Ok(CaseDetails::default());
    };
    let affected = sql!(
        "SELECT n.path FROM case_affected x JOIN resources n ON n.id = x.resource_id
         WHERE x.case_id = ? ORDER BY n.path",
        case.id
    );
    let affected: Vec<(String,)> = acting.tx.all(affected.planned_once()).await?;
    let json = |error: serde_json::Error| Error::Fault(format!("a form cannot be read: {error}"));
    let answers: Answers = serde_json::from_str(&row.answers).map_err(json)?;
    let contacts: Vec<String> = serde_json::from_str(&row.contacts).map_err(json)?;
    let hidden = another && !mutated!(OtherPartnerCalled);
    let call_back = CallBackView {
        number: row.call_number.filter(|_| !hidden),
        at: row.call_at,
    };
    Ok(CaseDetails {
        answers,
        channel: row.channel,
        call_back: Some(call_back).filter(|call| call.number.is_some() || call.at.is_some()),
        third_party_consent: row.third_party_consent != 0,
        affected: affected.into_iter().map(|(path,)| path).collect(),
        contacts: seen(acting, contacts).await?,
    })
}

/// Addresses as the caller may know them.
async fn seen(acting: &mut Acting, emails: Vec<String>) -> Result<Vec<Option<String>>> {
    if emails.is_empty() {
        return Ok(Vec::new());
    }
    let hosts = emails.iter().map(|email| host(email).to_owned());
    let domains = acting.hosted(hosts.collect::<Vec<_>>()).await?;
    let viewer = &acting.caller.domain;
    let known = |email: &String| {
        domains
            .get(host(email))
            .is_none_or(|domain| !viewer.meets_another_partner((domain.id, domain.kind)))
    };
    Ok(emails
        .into_iter()
        .map(|email| Some(email).filter(known))
        .collect())
}
