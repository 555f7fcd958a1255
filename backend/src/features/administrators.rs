//! A domain is never left without somebody who administers it.

use crate::authz::{Acting, Roles};
use crate::db::sql;
use crate::error::Result;
use crate::mutation::mutated;
use shared::problem::Code;

/// How many enabled accounts administer the caller's domain, through groups too.
pub(crate) async fn count(acting: &mut Acting) -> Result<i64> {
    let (domain, role) = (
        acting.caller.domain.id,
        Roles::administrator(acting.caller.domain.kind),
    );
    let (count,): (i64,) = acting
        .tx
        .one(sql!(
            "SELECT count(*) FROM accounts p WHERE p.disabled_at IS NULL AND p.id IN
                 (SELECT coalesce(a.account_id, m.account_id) FROM assignments a
                  JOIN roles r ON r.id = a.role_id AND r.kind IS NOT NULL AND r.name = ?
                  LEFT JOIN memberships m ON m.group_id = a.group_id AND m.ended_at IS NULL
                  LEFT JOIN resources n ON n.id = a.resource_id
                  WHERE a.domain_id = ? AND a.ended_at IS NULL AND n.parent_id IS NULL)",
            role,
            domain
        ))
        .await?;
    Ok(count)
}

/// Refuses what was done, if of so many administrators it has removed the last. The domain is
/// locked by then ([`Acting::change`]), so that no two can remove each other.
///
/// # Errors
/// `last-administrator`; what was done is lost with the transaction.
pub(crate) async fn keep(acting: &mut Acting, before: i64) -> Result<()> {
    if before > 0 && count(acting).await? == 0 && !mutated!(LastAdministratorGoes) {
        return Err(Code::LastAdministrator.into());
    }
    Ok(())
}
