//! The ledger in the database; written by [`crate::authz::Acting::record`].

use crate::authz::act::View;
use crate::authz::object::Ledger;
use crate::authz::{Acting, Permit};
use crate::db::sql;
use crate::error::Result;
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::ledger::LedgerEntry;
use shared::words::DomainKind;
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct EntryRow {
    pub(super) id: Uuid,
    pub(super) at: Timestamp,
    email: Option<String>,
    domain_name: Option<String>,
    domain_title: Option<String>,
    domain_kind: Option<DomainKind>,
    action: String,
    client_name: Option<String>,
    client_title: Option<String>,
    client_kind: Option<DomainKind>,
    number: Option<String>,
    from_value: Option<String>,
    to_value: Option<String>,
}

fn domain(name: Option<String>, title: Option<String>, kind: Option<DomainKind>) -> Option<DomainRef> {
    Some(DomainRef {
        name: name?,
        title: title?,
        kind: kind?,
    })
}

impl EntryRow {
    /// The operator sees no case contents: of a case, its number and what was done.
    pub(super) fn view(self) -> LedgerEntry {
        let contents = matches!(self.action.as_str(), "case.title" | "case.reference");
        LedgerEntry {
            id: self.id,
            at: self.at,
            by: self.email,
            domain: domain(self.domain_name, self.domain_title, self.domain_kind),
            action: self.action,
            client: domain(self.client_name, self.client_title, self.client_kind),
            case: self.number,
            from: self.from_value.filter(|_| !contents),
            to: self.to_value.filter(|_| !contents),
        }
    }
}

pub(super) async fn page(
    acting: &mut Acting,
    _: &Permit<View, Ledger>,
    wanted: &Wanted<(Timestamp, Uuid)>,
) -> Result<Vec<EntryRow>> {
    let after = wanted.after.unwrap_or((Timestamp::MAX, Uuid::max()));
    Ok(acting
        .tx
        .all(sql!(
            "SELECT l.id, l.at, a.email, d.name AS domain_name, d.title AS domain_title, d.kind AS domain_kind,
                    l.action, c.name AS client_name, c.title AS client_title, c.kind AS client_kind,
                    s.number, l.from_value, l.to_value
             FROM ledger l LEFT JOIN accounts a ON a.id = l.account_id LEFT JOIN domains d ON d.id = l.domain_id
             LEFT JOIN domains c ON c.id = l.client_id LEFT JOIN cases s ON s.id = l.case_id
             WHERE (l.at, l.id) < (?, ?) ORDER BY l.at DESC, l.id DESC LIMIT ?",
            after.0,
            after.1,
            wanted.rows()
        ))
        .await?)
}
