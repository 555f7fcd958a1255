//! `comptoir init`: how a real installation begins.

use super::settings::{Init, Settings};
use super::{Failed, build};
use crate::authz::Entry;
use crate::db::sql;
use crate::features::accounts::service::{First, add_first};
use crate::features::sessions::service::invite;
use shared::text::{DomainName, Email};
use shared::words::DomainKind;

/// Makes the vendor's domain and its first operator on an empty database, and prints the link
/// with which the operator chooses a password. Run again before the link was used, it prints a
/// new one.
#[expect(clippy::print_stdout, reason = "commands speak to whoever runs them")]
pub(super) async fn init(settings: &Settings, init: &Init) -> Result<(), Failed> {
    let email = Email::parse(&init.operator)
        .map_err(|_| Failed(format!("{} is not an e-mail address", init.operator)))?;
    let domain =
        DomainName::parse(email.host()).map_err(|_| Failed("the address has no domain".to_owned()))?;
    let app = build(settings).await?;
    let now = app.world.now();
    let mut tx = app.db.write().await?;
    let (domains,): (i64,) = tx.one(sql!("SELECT count(*) FROM domains")).await?;
    let account = if domains == 0 {
        let id = app.world.id()?;
        let title = init.title.as_deref().unwrap_or(domain.as_str());
        tx.run(sql!(
            "INSERT INTO domains (id, name, kind, title, created_at) VALUES (?, ?, 'vendor', ?, ?)",
            id,
            domain.as_str(),
            title,
            now
        ))
        .await?;
        let operator = First {
            domain: id,
            kind: DomainKind::Vendor,
            email: &email,
            name: &init.name,
            locale: init.locale,
            roles: &["operator"],
        };
        let account = add_first(&app, &mut tx, now, &operator).await?;
        let entry = Entry {
            action: "installation.begun",
            to: Some(email.as_str()),
            ..Entry::default()
        };
        entry.write(&mut tx, app.world.id()?, now, None, Some(id)).await?;
        account
    } else {
        let waiting = sql!(
            "SELECT a.id FROM accounts a JOIN domains d ON d.id = a.domain_id
             WHERE a.email = ? AND d.kind = 'vendor' AND a.password_hash IS NULL AND a.disabled_at IS NULL",
            email.as_str()
        );
        let found: Option<(uuid::Uuid,)> = tx.opt(waiting).await?;
        let refused = || Failed("this installation has begun: sign in instead".to_owned());
        found.ok_or_else(refused)?.0
    };
    let invitation = invite(&app, &mut tx, account, now).await?;
    tx.commit().await?;
    println!("Open this link to choose a password for {email}.");
    println!(
        "It works once, until {}.\n\n  {}\n",
        invitation.expires_at, invitation.link
    );
    println!("Then serve the portal:\n\n  comptoir serve");
    app.db.close().await;
    Ok(())
}
