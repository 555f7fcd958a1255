//! How many cases a list has, and would have with another choice in one of its filters.
//!
//! Few cases are read once and counted here. Of many, those in each state and of each severity are
//! counted by an index, every such cell up to the limit: what a filter sums up from cells is exact up
//! to the limit, and more above.

use super::read::narrow;
use crate::authz::{Acting, Narrow, Scope};
use crate::db::{Sql, sql};
use crate::error::Result;
use shared::api::DomainRef;
use shared::api::cases::{CaseFilter, ClientCount, Count, Facets, SeverityCount, StateCount};
use shared::case::State;
use shared::words::{DomainKind, Severity};
use std::collections::HashMap;
use uuid::Uuid;

/// Counted exactly.
const EXACT: i64 = 10_000;
/// Counted exactly of what frequent words find, case after case.
const FOUND: i64 = 250;
/// Clients listed.
const CLIENTS: usize = 20;

/// Some cases: in a state, of a severity, of a client.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct Cell {
    state: State,
    severity: Severity,
    #[sqlx(default)]
    domain_id: Uuid,
    cases: i64,
}

/// What was counted, and how far.
struct Counted {
    cells: Vec<Cell>,
    limit: i64,
    /// Cases beyond the limit were not looked at.
    cut_off: bool,
    /// The cells say of which client.
    of_clients: bool,
}

impl Counted {
    fn sum(&self, of: impl Fn(&Cell) -> bool) -> Count {
        let cases = self
            .cells
            .iter()
            .filter(|cell| of(cell))
            .map(|cell| cell.cases)
            .sum::<i64>();
        Count {
            count: u32::try_from(cases.min(self.limit)).unwrap_or(u32::MAX),
            more: self.cut_off || cases > self.limit,
        }
    }
}

/// The facets of a list.
pub(in crate::features::cases) async fn facets(
    acting: &mut Acting,
    scope: &Scope,
    filter: &CaseFilter,
) -> Result<Facets> {
    let chosen_state = |state: State| filter.state.is_empty() || filter.state.contains(&state);
    let chosen_severity =
        |severity: Severity| filter.severity.is_empty() || filter.severity.contains(&severity);
    let narrow = narrow(acting, filter).await?;
    let counted = match &narrow {
        None => Counted {
            cells: Vec::new(),
            limit: EXACT,
            cut_off: false,
            of_clients: true,
        },
        Some(narrow) => count(acting, scope, narrow).await?,
    };
    let chosen = |cell: &Cell| chosen_state(cell.state) && chosen_severity(cell.severity);
    let total = counted.sum(chosen);
    let clients = if acting.caller.domain.kind == DomainKind::Client {
        None
    } else if filter.client.is_none() && counted.of_clients {
        let cells = counted.cells.iter().filter(|cell| chosen(cell)).copied();
        (!counted.cut_off).then(|| cells.collect::<Vec<_>>())
    } else {
        match narrow {
            None => Some(Vec::new()),
            Some(narrow) if filter.client.is_some() || !total.more => {
                any_client(acting, scope, narrow).await?
            }
            Some(_) => None,
        }
    };
    let clients = match clients {
        None => None,
        Some(cells) => Some(named(acting, &cells).await?),
    };
    Ok(Facets {
        total,
        states: State::ALL
            .iter()
            .map(|state| StateCount {
                state: *state,
                cases: counted.sum(|cell| cell.state == *state && chosen_severity(cell.severity)),
            })
            .collect(),
        severities: Severity::ALL
            .iter()
            .map(|severity| SeverityCount {
                severity: *severity,
                cases: counted.sum(|cell| cell.severity == *severity && chosen_state(cell.state)),
            })
            .collect(),
        clients,
    })
}

/// The cells of a list without its choice of states and severities.
async fn count(acting: &mut Acting, scope: &Scope, narrow: &Narrow) -> Result<Counted> {
    let limit = match &narrow.words {
        // Of one client there are hardly ever more.
        None if narrow.client.is_some() || acting.caller.domain.kind == DomainKind::Client => EXACT,
        None => acting.app.config.read_once,
        Some(found) if found.rare => EXACT,
        Some(_) => FOUND,
    };
    let words = narrow.words.is_some();
    let any = Narrow {
        state: Vec::new(),
        severity: Vec::new(),
        ..narrow.clone()
    };
    let counted = read(acting, scope, &any, limit).await?;
    if words || !counted.cut_off {
        return Ok(counted);
    }
    // A cell counts for a filter if either of its sides is chosen.
    let chosen = |cell: &(State, Severity)| {
        narrow.state.is_empty()
            || narrow.severity.is_empty()
            || narrow.state.contains(&cell.0)
            || narrow.severity.contains(&cell.1)
    };
    let cells = State::ALL
        .iter()
        .flat_map(|state| Severity::ALL.iter().map(|severity| (*state, *severity)))
        .filter(chosen)
        .map(|(state, severity)| {
            sql!(
                "SELECT CAST(? AS TEXT) AS state, CAST(? AS TEXT) AS severity",
                state,
                severity
            )
        });
    let statement = sql!("SELECT v.state, v.severity, ")
        .then(scope.count_in_cell(any.client, EXACT + 1))
        .then(sql!(" AS cases FROM ("))
        .then(Sql::join(cells, " UNION ALL "))
        .then(sql!(") v"));
    let rows: Vec<(State, Severity, i64)> = acting.tx.all(statement).await?;
    let cells = rows.into_iter().map(|(state, severity, cases)| Cell {
        state,
        severity,
        domain_id: Uuid::nil(),
        cases,
    });
    Ok(Counted {
        cells: cells.collect(),
        limit: EXACT,
        cut_off: false,
        of_clients: false,
    })
}

/// Reads up to `limit` cases once.
async fn read(acting: &mut Acting, scope: &Scope, narrow: &Narrow, limit: i64) -> Result<Counted> {
    let some = scope.some(&mut acting.tx, narrow, limit + 1).await?;
    let statement = sql!("SELECT state, severity, domain_id, count(*) AS cases FROM (")
        .then(some)
        .then(sql!(") x GROUP BY state, severity, domain_id"));
    let cells: Vec<Cell> = acting.tx.all(statement).await?;
    let cut_off = cells.iter().map(|cell| cell.cases).sum::<i64>() > limit;
    Ok(Counted {
        cells,
        limit,
        cut_off,
        of_clients: true,
    })
}

/// The cases of all clients, whichever is chosen, if they can be counted.
async fn any_client(acting: &mut Acting, scope: &Scope, narrow: Narrow) -> Result<Option<Vec<Cell>>> {
    let limit = match &narrow.words {
        Some(found) if !found.rare => FOUND,
        // What is known of one client says nothing about how many cases there are of all.
        _ if narrow.client.is_some() => acting.app.config.read_once,
        _ => EXACT,
    };
    let any = Narrow {
        client: None,
        ..narrow
    };
    let read = read(acting, scope, &any, limit).await?;
    Ok((!read.cut_off).then_some(read.cells))
}

/// The clients with most cases, by name.
async fn named(acting: &mut Acting, cells: &[Cell]) -> Result<Vec<ClientCount>> {
    let mut sums = HashMap::<Uuid, i64>::new();
    for cell in cells {
        *sums.entry(cell.domain_id).or_default() += cell.cases;
    }
    let mut most = sums.into_iter().collect::<Vec<_>>();
    most.sort_by_key(|(client, cases)| (-cases, *client));
    most.truncate(CLIENTS);
    let ids = Sql::list(most.iter().map(|(client, _)| *client));
    let rows: Vec<(Uuid, String, String, DomainKind)> = acting
        .tx
        .all(sql!("SELECT id, name, title, kind FROM domains WHERE id IN ").then(ids))
        .await?;
    let mut counts = Vec::with_capacity(rows.len());
    for (client, cases) in most {
        if let Some((_, name, title, kind)) = rows.iter().find(|row| row.0 == client) {
            counts.push(ClientCount {
                client: DomainRef {
                    name: name.clone(),
                    title: title.clone(),
                    kind: *kind,
                },
                cases: Count {
                    count: u32::try_from(cases).unwrap_or(u32::MAX),
                    more: false,
                },
            });
        }
    }
    Ok(counts)
}
