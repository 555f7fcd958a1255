//! A reseller's clients in the database.

use crate::authz::act::View;
use crate::authz::object::Clients;
use crate::authz::{Acting, Permit, let_in, open_at, scopes_let_in};
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::clients::{Access, ClientTenure, ClientView, Standing};
use shared::words::{DelegationScopes, DomainKind, TenureKind};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ClientRow {
    pub(super) id: Uuid,
    name: String,
    pub(super) title: String,
    kind: DomainKind,
    current: i64,
    scopes: Option<DelegationScopes>,
    access_expires_at: Option<Timestamp>,
    unlimited: i64,
    last_revoked_at: Option<Timestamp>,
    last_expires_at: Option<Timestamp>,
    plan: Option<String>,
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct TenureRow {
    client_id: Uuid,
    kind: TenureKind,
    from_at: Timestamp,
    to_at: Option<Timestamp>,
}

/// Clients managed now, and those managed once that let the reseller in now; one of them or a
/// page by title.
pub(super) async fn page(
    acting: &mut Acting,
    permit: &Permit<View, Clients>,
    name: Option<&str>,
    q: Option<&str>,
    wanted: &Wanted<(String, Uuid)>,
) -> Result<Vec<ClientRow>> {
    let (reseller, now) = (permit.domain, acting.now);
    let let_in = || let_in(reseller, sql!("d.id"), now);
    let newest = |column: Sql| {
        sql!("(SELECT ").then(column).then(sql!(
            " FROM delegations g WHERE g.reseller_id = ? AND g.client_id = d.id
                 ORDER BY g.granted_at DESC LIMIT 1)",
            reseller
        ))
    };
    let mut statement = sql!(
        "SELECT d.id, d.name, d.title, d.kind,
                CAST(CASE WHEN EXISTS (SELECT 1 FROM tenures t WHERE t.client_id = d.id AND t.reseller_id = ? AND ",
        reseller
    )
    .then(open_at(now))
    .then(sql!(") THEN 1 ELSE 0 END AS BIGINT) AS current, "
    ))
    .then(scopes_let_in(reseller, sql!("d.id"), now))
    .then(sql!(
        " AS scopes, (SELECT max(g.expires_at) "))
    .then(let_in())
    .then(sql!(") AS access_expires_at, (SELECT count(*) "))
    .then(let_in())
    .then(sql!(" AND g.expires_at IS NULL) AS unlimited, "))
    .then(newest(sql!("g.revoked_at")))
    .then(sql!(" AS last_revoked_at, "))
    .then(newest(sql!("g.expires_at")))
    .then(sql!(
        " AS last_expires_at,
          (SELECT pl.key FROM client_plans cp JOIN plans pl ON pl.id = cp.plan_id
           WHERE cp.client_id = d.id AND cp.from_at <= ? ORDER BY cp.from_at DESC LIMIT 1) AS plan
         FROM domains d
         WHERE d.id IN (SELECT t.client_id FROM tenures t WHERE t.reseller_id = ? AND t.from_at <= ?)
           AND (EXISTS (SELECT 1 FROM tenures t WHERE t.client_id = d.id AND t.reseller_id = ? AND ",
        now,
        reseller,
        now,
        reseller
    ))
    .then(open_at(now))
    .then(sql!(") OR EXISTS (SELECT 1 "))
    .then(let_in())
    .then(sql!("))"));
    if let Some(name) = name {
        statement.push(sql!(" AND d.name = ?", name.to_lowercase()));
    }
    statement.push(Sql::titled(q));
    if let Some((title, id)) = &wanted.after {
        statement.push(sql!(" AND (d.title, d.id) > (?, ?)", title, *id));
    }
    statement.push(sql!(" ORDER BY d.title, d.id LIMIT ?", wanted.rows()));
    Ok(acting.tx.all(statement).await?)
}

/// The periods during which the reseller managed these clients, newest first.
pub(super) async fn tenures(
    acting: &mut Acting,
    permit: &Permit<View, Clients>,
    clients: &[ClientRow],
) -> Result<Vec<TenureRow>> {
    let statement = sql!(
        "SELECT t.client_id, t.kind, t.from_at, t.to_at FROM tenures t WHERE t.reseller_id = ? AND t.client_id IN ",
        permit.domain
    )
    .then(Sql::list(clients.iter().map(|client| client.id)))
    .then(sql!(" ORDER BY t.from_at DESC"));
    Ok(acting.tx.all(statement).await?)
}

impl ClientRow {
    pub(super) fn view(self, tenures: &[TenureRow], now: Timestamp) -> ClientView {
        let own = tenures
            .iter()
            .filter(|tenure| tenure.client_id == self.id && tenure.from_at <= now);
        let access = match (self.scopes, self.last_revoked_at, self.last_expires_at) {
            (Some(_), ..) => Access::Granted,
            (None, Some(_), _) => Access::Revoked,
            (None, None, Some(_)) => Access::Expired,
            (None, None, None) => Access::NeverGranted,
        };
        ClientView {
            client: DomainRef {
                name: self.name,
                title: self.title,
                kind: self.kind,
            },
            standing: if self.current != 0 {
                Standing::Current
            } else {
                Standing::Former
            },
            access,
            scopes: self.scopes.unwrap_or_default().iter().collect(),
            access_expires_at: self.access_expires_at.filter(|_| self.unlimited == 0),
            tenures: own
                .map(|tenure| ClientTenure {
                    kind: tenure.kind,
                    from: tenure.from_at,
                    to: tenure.to_at,
                })
                .collect(),
            plan: self.plan,
        }
    }
}
