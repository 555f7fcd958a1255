//! Addresses, which accounts and groups share. One that was given is never given again: what was
//! shared with it was meant for whoever had it.

use crate::authz::Acting;
use crate::db::{Tx, sql};
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::problem::Code;
use shared::text::Email;

/// The address, if it belongs to the caller's domain.
///
/// # Errors
/// The field `/email`.
pub(crate) async fn of_domain(acting: &mut Acting, typed: &str) -> Result<Email> {
    let email = Email::parse(typed).map_err(|_| Error::field("/email", "email"))?;
    let domain = acting.caller.domain.id;
    let (hosts,): (i64,) = acting
        .tx
        .one(sql!(
            "SELECT (SELECT count(*) FROM domains WHERE id = ? AND name = ?)
                  + (SELECT count(*) FROM domain_aliases WHERE domain_id = ? AND name = ?)",
            domain,
            email.host(),
            domain,
            email.host()
        ))
        .await?;
    if hosts == 0 && !mutated!(AddressesOfAnyHost) {
        return Err(Error::field("/email", "email-domain"));
    }
    Ok(email)
}

/// That neither an account nor a group has the address, or had it.
///
/// # Errors
/// `already-exists`.
pub(crate) async fn unused(tx: &mut Tx, email: &Email) -> Result<()> {
    let (used,): (i64,) = tx
        .one(sql!(
            "SELECT (SELECT count(*) FROM accounts WHERE email = ?) + (SELECT count(*) FROM groups WHERE email = ?)",
            email.as_str(),
            email.as_str()
        ))
        .await?;
    if used > 0 {
        return Err(Code::AlreadyExists.into());
    }
    Ok(())
}
