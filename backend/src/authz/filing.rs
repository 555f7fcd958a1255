//! For whom the caller may file, and what stands in the way.

use super::acting::Acting;
use super::relation::{open_at, scopes_let_in};
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::api::DomainRef;
use shared::api::cases::Obstacle;
use shared::problem::Code;
use shared::words::{Action, DelegationScope, DelegationScopes, DomainKind, ObjectKind, Relation};
use uuid::Uuid;

/// A domain one may file for, or could if the obstacle were gone.
#[derive(Debug, Clone)]
pub struct FilingTarget {
    /// Its id.
    pub id: Uuid,
    /// Name, title and kind.
    pub domain: DomainRef,
    /// What stands in the way.
    pub obstacle: Option<Obstacle>,
    /// Whether what is filed may be shared.
    pub may_share: bool,
}

impl From<Obstacle> for Error {
    fn from(obstacle: Obstacle) -> Self {
        Self::from(match obstacle {
            Obstacle::DelegationRequired => Code::DelegationRequired,
            Obstacle::ScopeMissing => Code::ScopeMissing,
            Obstacle::Forbidden => Code::Forbidden,
        })
    }
}

#[derive(sqlx::FromRow)]
struct TargetRow {
    id: Uuid,
    name: String,
    title: String,
    kind: DomainKind,
    scopes: Option<DelegationScopes>,
}

/// How many targets a list shows; more are found by typing.
const SHOWN: i64 = 50;

impl Acting {
    /// The domains that the caller may file for or could: its own first, then by title. Only the
    /// one of `id`, or those whose name or title begins with `q`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn filing_targets(&mut self, id: Option<Uuid>, q: Option<&str>) -> Result<Vec<FilingTarget>> {
        let mut targets = Vec::new();
        let own = self.caller.domain.clone();
        let own_wanted = id.is_none_or(|id| id == own.id);
        if own_wanted && own.kind != DomainKind::Vendor {
            let obstacle = self.filing_nodes().is_empty().then_some(Obstacle::Forbidden);
            // A reseller without `support` files for clients only: its own domain is not offered.
            if own.kind == DomainKind::Client || obstacle.is_none() || id.is_some() {
                let domain = DomainRef {
                    name: own.name,
                    title: own.title,
                    kind: own.kind,
                };
                targets.push(FilingTarget {
                    id: own.id,
                    domain,
                    may_share: obstacle.is_none() && self.may_through(Action::Share, &[Relation::Account]),
                    obstacle,
                });
            }
        }
        if own.kind == DomainKind::Client || id == Some(own.id) {
            return Ok(targets);
        }
        let may = self
            .policy
            .relations(self.caller.privileges, ObjectKind::Case, Action::File);
        let desk = own.kind == DomainKind::Vendor;
        if desk && !may.has(Relation::Support) {
            return Ok(targets);
        }
        let mut statement = sql!("SELECT d.id, d.name, d.title, d.kind, ");
        if desk {
            statement.push(sql!(
                "CAST(? AS BIGINT) AS scopes FROM domains d WHERE d.kind <> 'vendor'",
                DelegationScopes::all()
            ));
        } else {
            statement.push(scopes_let_in(own.id, sql!("d.id"), self.now));
            statement.push(sql!(" AS scopes FROM domains d WHERE "));
            let managed = sql!(
                "EXISTS (SELECT 1 FROM tenures t WHERE t.client_id = d.id AND t.reseller_id = ? AND ",
                own.id
            );
            let managed = managed.then(open_at(self.now)).then(sql!(")"));
            statement.push(managed.unless(mutated!(FilingWithoutTenure)));
        }
        if let Some(id) = id {
            statement.push(sql!(" AND d.id = ?", id));
        }
        statement.push(Sql::titled(q));
        statement.push(sql!(" ORDER BY d.title, d.id LIMIT ?", SHOWN));
        let rows: Vec<TargetRow> = self.tx.all(statement).await?;
        let allowed = may.has(Relation::Manager) || may.has(Relation::Support);
        let shares = self.may_through(Action::Share, &[Relation::Manager, Relation::Support]);
        targets.extend(rows.into_iter().map(|row| {
            FilingTarget {
                id: row.id,
                domain: DomainRef {
                    name: row.name,
                    title: row.title,
                    kind: row.kind,
                },
                may_share: shares
                    && row
                        .scopes
                        .is_some_and(|scopes| scopes.has(DelegationScope::Share)),
                obstacle: match row.scopes {
                    None if !mutated!(FilingWithoutDelegation) => Some(Obstacle::DelegationRequired),
                    Some(_) if !allowed && !mutated!(FilingWithoutPrivilege) => Some(Obstacle::Forbidden),
                    Some(scopes) if !scopes.has(DelegationScope::File) && !mutated!(FilingWithoutScope) => {
                        Some(Obstacle::ScopeMissing)
                    }
                    _ => None,
                },
            }
        }));
        Ok(targets)
    }

    /// Whether policy lets the caller do that with cases through one of these relations.
    fn may_through(&self, action: Action, relations: &[Relation]) -> bool {
        let may = self
            .policy
            .relations(self.caller.privileges, ObjectKind::Case, action);
        relations.iter().any(|relation| may.has(*relation))
    }
}
