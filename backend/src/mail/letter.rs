//! What a recipient may read now of what happened then.

use super::mailer::Letter;
use super::text::{self, Told};
use crate::app::App;
use crate::authz::act::{Act, View};
use crate::authz::{Acting, CaseFacts, Domain, Permit, would_see};
use crate::db::{Tx, sql};
use crate::error::Result;
use crate::features::people::{PersonRow, person_columns};
use crate::mutation::mutated;
use shared::api::{DomainRef, Person};
use shared::case::State;
use shared::problem::Code;
use shared::words::{Action, DomainKind, Language, MailEvent, MailReason};
use uuid::Uuid;

/// A row of the outbox that is to be sent.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Notice {
    /// Its id.
    pub(crate) id: Uuid,
    /// What happened.
    pub(crate) event: MailEvent,
    /// Why the recipient is told.
    pub(crate) reason: MailReason,
    /// To which case.
    pub(crate) case_id: Uuid,
    /// The case's number.
    pub(crate) number: String,
    /// The comment that holds the words that go with it.
    pub(crate) comment_id: Option<Uuid>,
    /// The recipient's address.
    pub(crate) email: String,
    /// The account that did it; nothing for a timer.
    pub(crate) actor_id: Option<Uuid>,
    /// In which domain.
    pub(crate) actor_domain_id: Option<Uuid>,
    /// How often it was tried, this time included.
    pub(crate) attempts: i64,
}

/// What a case's mail says besides what the permit knows.
#[derive(sqlx::FromRow)]
struct About {
    title: String,
    client_name: String,
    client_title: String,
    language: Option<Language>,
}

/// What the recipient of a notice may read now; nothing when it is to be withheld.
///
/// The case is looked up as the recipient's own request would: it may have lost its rights since, or
/// got some.
///
/// # Errors
/// What the database says.
pub(crate) async fn letter(app: &App, notice: &Notice) -> Result<Option<Letter>> {
    let Some(mut acting) = Acting::as_recipient(app, &notice.email).await? else {
        return without_account(app, notice).await;
    };
    let case = match acting.case::<View>(&notice.number).await {
        Ok(case) => case,
        Err(error) if error.code() == Some(Code::NotFound) => {
            let careless = mutated!(MailWithoutLooking);
            return Ok(careless.then(|| bare(app, notice, None, Language::En)));
        }
        Err(error) => return Err(error),
    };
    if !stands(notice.event, &case) {
        return Ok(None);
    }
    let about = about(&mut acting, &case).await?;
    let words = match notice.comment_id {
        Some(comment) => said(&mut acting, &case, comment).await?,
        None => None,
    };
    let viewer = acting.caller.domain.clone();
    let by = actor(&mut acting.tx, notice).await?;
    let language = acting.caller.locale.or(about.language).unwrap_or(Language::En);
    let cases = format!("{}/{}/cases", app.config.public_url, viewer.name);
    let several = notice.event == MailEvent::Shares;
    let told = Told {
        event: notice.event,
        reason: notice.reason,
        who: by.map(|by| named(by, &viewer, language)).unwrap_or_default(),
        title: text::line(&about.title, text::TITLE),
        client: text::line(&about.client_title, text::NAME),
        state: case.state,
        severity: case.severity,
        words: words.map(|words| text::quoted(&words)),
        rate: notice.event == MailEvent::Closing && may_rate(&case),
        link: if several {
            format!("{cases}?client={}", about.client_name)
        } else {
            format!("{cases}/{}", case.number)
        },
    };
    let subject = if several {
        text::shares_subject(&told.client, language)
    } else {
        format!("[{}] {}", case.number, told.title)
    };
    Ok(Some(Letter {
        to: notice.email.clone(),
        subject,
        body: told.body(language),
        case: (!several).then(|| case.number.clone()),
    }))
}

/// Whether what happened still says something: a closing that was averted does not.
fn stands(event: MailEvent, case: &CaseFacts) -> bool {
    match event {
        MailEvent::ClosingSoon => case.state == State::SolutionProvided,
        _ => true,
    }
}

/// Whether the reader is asked what it thinks of the support.
fn may_rate(case: &CaseFacts) -> bool {
    case.state == State::Closed && !case.merged && case.may(Action::Rate)
}

/// An address without an account hears that something was shared with it, and by whom.
async fn without_account(app: &App, notice: &Notice) -> Result<Option<Letter>> {
    let mut tx = app.db.read().await?;
    let now = app.world.now();
    let share = matches!(notice.event, MailEvent::Share | MailEvent::Shares);
    if !share || is_account(&mut tx, &notice.email).await? {
        return Ok(None);
    }
    let Some(viewer) = would_see(&mut tx, &notice.email, notice.case_id, now).await? else {
        return Ok(None);
    };
    let language = language_of(&mut tx, notice).await?;
    let by = actor(&mut tx, notice).await?;
    let by = by.map(|by| named(by, &viewer, language));
    Ok(Some(bare(app, notice, by, language)))
}

fn bare(app: &App, notice: &Notice, who: Option<String>, language: Language) -> Letter {
    Letter {
        to: notice.email.clone(),
        subject: text::shared_subject(language).to_owned(),
        body: text::shared(&who.unwrap_or_default(), &app.config.public_url, language),
        case: None,
    }
}

/// Whether there is such an account after all, though it cannot act.
async fn is_account(tx: &mut Tx, email: &str) -> Result<bool> {
    let (accounts,): (i64,) = tx
        .one(sql!("SELECT count(*) FROM accounts WHERE email = ?", email))
        .await?;
    Ok(accounts > 0)
}

/// The language of whoever shared: the case's own would say something about the case.
async fn language_of(tx: &mut Tx, notice: &Notice) -> Result<Language> {
    let found: Option<(Option<Language>,)> = tx
        .opt(sql!("SELECT locale FROM accounts WHERE id = ?", notice.actor_id))
        .await?;
    Ok(found.and_then(|(locale,)| locale).unwrap_or(Language::En))
}

async fn about<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<About> {
    Ok(acting
        .tx
        .one(sql!(
            "SELECT c.title, d.name AS client_name, d.title AS client_title, c.language
             FROM cases c JOIN domains d ON d.id = c.domain_id WHERE c.id = ?",
            case.id
        ))
        .await?)
}

/// The words of a comment on the case.
async fn said<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    comment: Uuid,
) -> Result<Option<String>> {
    let found: Option<(String,)> = acting
        .tx
        .opt(sql!(
            "SELECT h.body FROM comments h WHERE h.id = ? AND h.case_id = ?",
            comment,
            case.id
        ))
        .await?;
    Ok(found.map(|(body,)| body))
}

/// Whoever caused it.
async fn actor(tx: &mut Tx, notice: &Notice) -> Result<Option<PersonRow>> {
    Ok(tx
        .opt(sql!(
            concat!(
                "SELECT ",
                person_columns!(),
                " FROM accounts p JOIN domains pd ON pd.id = ? WHERE p.id = ?"
            ),
            notice.actor_domain_id,
            notice.actor_id
        ))
        .await?)
}

/// Somebody's name as people of a domain may know it; at the beginning of a sentence.
fn named(by: PersonRow, viewer: &Domain, language: Language) -> String {
    let own = Domain {
        id: by.person_domain_id,
        ..viewer.clone()
    };
    let viewer = if mutated!(MailNamesEverybody) {
        &own
    } else {
        viewer
    };
    match by.seen_from(viewer) {
        Person {
            domain: Some(DomainRef { title, kind, .. }),
            ..
        } if kind == DomainKind::Vendor && viewer.kind != DomainKind::Vendor => {
            text::support(&text::line(&title, text::NAME), language)
        }
        Person {
            name: Some(name),
            domain: Some(DomainRef { title, .. }),
            ..
        } => format!(
            "{} ({})",
            text::line(&name, text::NAME),
            text::line(&title, text::NAME)
        ),
        _ => text::another_partner(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::teams::StaffNames;
    use shared::words::{Relation, Severity};

    fn case(state: State, may: &[Action]) -> CaseFacts {
        CaseFacts {
            id: Uuid::nil(),
            number: "CASE-1".to_owned(),
            domain_id: Uuid::nil(),
            state,
            severity: Severity::P4,
            closed_at: None,
            updated_at: Timestamp::from_micros(0),
            merged: false,
            relations: vec![Relation::Account],
            may: may.to_vec(),
        }
    }

    #[test]
    fn what_is_not_true_any_more_is_not_told() {
        let soon = |state| stands(MailEvent::ClosingSoon, &case(state, &[Action::View]));
        assert!(soon(State::SolutionProvided) && !soon(State::InProgress) && !soon(State::Closed));
        let rating = |state, may: &[Action]| may_rate(&case(state, may));
        assert!(rating(State::Closed, &[Action::View, Action::Rate]));
        assert!(!rating(State::Closed, &[Action::View]) && !rating(State::InProgress, &[Action::Rate]));
        assert!(stands(MailEvent::Question, &case(State::Closed, &[Action::View])));
    }

    #[test]
    fn people_are_named_as_the_reader_may_know_them() {
        let domain = |id, kind, title: &str| Domain {
            id: Uuid::from_u128(id),
            name: format!("d{id}.example"),
            title: title.to_owned(),
            kind,
            organization_id: None,
        };
        let person = |domain: &Domain| PersonRow {
            person_name: "Ann\r\nBcc: x".to_owned(),
            person_email: "ann@d.example".to_owned(),
            person_domain_id: domain.id,
            person_domain_name: domain.name.clone(),
            person_domain_title: domain.title.clone(),
            person_domain_kind: domain.kind,
            person_staff_names: StaffNames::Name,
        };
        let vendor = domain(1, DomainKind::Vendor, "Vendor");
        let client = domain(2, DomainKind::Client, "Client");
        let (one, other) = (
            domain(3, DomainKind::Reseller, "One"),
            domain(4, DomainKind::Reseller, "Other"),
        );
        let named = |by: &Domain, viewer: &Domain| named(person(by), viewer, Language::En);
        assert_eq!(named(&client, &vendor), "Ann Bcc: x (Client)");
        assert_eq!(named(&vendor, &vendor), "Ann Bcc: x (Vendor)");
        assert_eq!(named(&vendor, &client), "Vendor support");
        assert_eq!(named(&one, &client), "Ann Bcc: x (One)");
        assert_eq!(named(&one, &one), "Ann Bcc: x (One)");
        assert_eq!(named(&one, &other), "Another partner");
    }
}
