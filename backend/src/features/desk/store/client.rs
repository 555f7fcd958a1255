//! What the desk should know of a case's client.

use super::queue::{count, counted};
use crate::authz::act::Work;
use crate::authz::{Acting, CaseFacts, Permit, Scope, in_force, open_at};
use crate::db::sql;
use crate::error::Result;
use crate::features::cases::{Listed, listed_columns, listed_tables};
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::clients::ClientTenure;
use shared::api::desk::{ClientFacts, ClientReseller};
use shared::words::{DelegationScopes, DomainKind, TenureKind};

/// Cases of the client that are shown beside.
const LAST: i64 = 5;

#[derive(Debug, sqlx::FromRow)]
struct DomainRow {
    name: String,
    title: String,
    kind: DomainKind,
}

impl From<DomainRow> for DomainRef {
    fn from(row: DomainRow) -> Self {
        Self {
            name: row.name,
            title: row.title,
            kind: row.kind,
        }
    }
}

#[derive(Debug, sqlx::FromRow)]
struct TenureRow {
    #[sqlx(flatten)]
    reseller: DomainRow,
    tenure_kind: TenureKind,
    from_at: Timestamp,
    to_at: Option<Timestamp>,
}

#[derive(Debug, sqlx::FromRow)]
struct ConsentRow {
    #[sqlx(flatten)]
    reseller: DomainRow,
    scopes: DelegationScopes,
    granted_at: Timestamp,
    expires_at: Option<Timestamp>,
}

/// The client of a case, without its plan.
pub(in crate::features::desk) async fn client(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    scope: &Scope,
) -> Result<ClientFacts> {
    let client: DomainRow = acting
        .tx
        .one(sql!(
            "SELECT name, title, kind FROM domains WHERE id = ?",
            case.domain_id
        ))
        .await?;
    let (open,): (i64,) = acting
        .tx
        .one(
            sql!("SELECT count(*) FROM (")
                .then(scope.select(
                    "c.id AS id",
                    &sql!(
                        " AND c.domain_id = ? AND c.state <> 'closed' LIMIT ?",
                        case.domain_id,
                        counted()
                    ),
                ))
                .then(sql!(") x")),
        )
        .await?;
    let last: Vec<Listed> = acting
        .tx
        .all(
            sql!(concat!("SELECT ", listed_columns!(), " FROM ("))
                .then(scope.select(
                    "c.id AS id, c.updated_at AS updated_at",
                    &sql!(
                        " AND c.domain_id = ? AND c.id <> ? ORDER BY c.updated_at DESC, c.id DESC LIMIT ?",
                        case.domain_id,
                        case.id,
                        LAST
                    ),
                ))
                .then(sql!(
                    concat!(
                        ") k JOIN cases c ON c.id = k.id",
                        listed_tables!(),
                        "ORDER BY k.updated_at DESC, k.id DESC LIMIT ?"
                    ),
                    LAST
                )),
        )
        .await?;
    Ok(ClientFacts {
        client: client.into(),
        plan: None,
        resellers: resellers(acting, case).await?,
        open_cases: count(open),
        last_cases: last.into_iter().map(|row| row.view(acting)).collect(),
    })
}

/// Who manages the client and who is let in, by title.
async fn resellers(acting: &mut Acting, case: &Permit<Work, CaseFacts>) -> Result<Vec<ClientReseller>> {
    let tenures = sql!(
        "SELECT d.name, d.title, d.kind, t.kind AS tenure_kind, t.from_at, t.to_at
         FROM tenures t JOIN domains d ON d.id = t.reseller_id WHERE t.client_id = ? AND ",
        case.domain_id
    )
    .then(open_at(acting.now))
    .then(sql!(" ORDER BY t.from_at DESC"));
    let tenures: Vec<TenureRow> = acting.tx.all(tenures).await?;
    let consents = sql!(
        "SELECT d.name, d.title, d.kind, g.scopes, g.granted_at, g.expires_at
         FROM delegations g JOIN domains d ON d.id = g.reseller_id WHERE g.client_id = ? AND ",
        case.domain_id
    )
    .then(in_force(acting.now))
    .then(sql!(" ORDER BY g.granted_at"));
    let consents: Vec<ConsentRow> = acting.tx.all(consents).await?;
    let mut found = Vec::<ClientReseller>::new();
    for tenure in tenures {
        let of = of(&mut found, tenure.reseller);
        of.tenures.push(ClientTenure {
            kind: tenure.tenure_kind,
            from: tenure.from_at,
            to: tenure.to_at,
        });
    }
    for consent in consents {
        let of = of(&mut found, consent.reseller);
        let scopes = of.scopes.iter().copied().collect::<DelegationScopes>();
        of.scopes = scopes.union(consent.scopes).iter().collect();
        // Of several consents the last one in force counts for the end.
        of.let_in_since = of.let_in_since.or(Some(consent.granted_at));
        of.let_in_until = consent.expires_at;
    }
    found.sort_by(|one, other| one.reseller.title.cmp(&other.reseller.title));
    Ok(found)
}

/// The line of a reseller, a new one if there is none.
fn of(found: &mut Vec<ClientReseller>, reseller: DomainRow) -> &mut ClientReseller {
    let at = found.iter().position(|one| one.reseller.name == reseller.name);
    let at = at.unwrap_or_else(|| {
        found.push(ClientReseller {
            reseller: reseller.into(),
            tenures: Vec::new(),
            scopes: Vec::new(),
            let_in_since: None,
            let_in_until: None,
        });
        found.len() - 1
    });
    &mut found[at]
}
