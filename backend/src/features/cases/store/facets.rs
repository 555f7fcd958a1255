//! How many cases a list has, and would have with another choice in one of its filters.
//!
//! Few cases are read once and counted here. Of many, those in each state and of each severity are
//! counted by an index, every such cell up to the limit: what a filter sums up from cells is exact up
//! to the limit, and more above. Of those about a product, since an instant or of one person, what was
//! read is counted, and may be more.

use super::read::narrow;
use crate::authz::{Acting, Narrow, Scope};
use crate::db::dialect::Often;
use crate::db::{Sql, sql};
use crate::error::Result;
use shared::api::DomainRef;
use shared::api::cases::{CaseFilter, ClientCount, Count, Facets, SeverityCount, StateCount};
use shared::case::State;
use shared::words::{DomainKind, Severity};
use std::cmp::Reverse;

/// Counted exactly.
const EXACT: i64 = 10_000;
/// Counted exactly where no index counts: about a product, since an instant.
const READ: i64 = 2_000;
/// Counted exactly of what frequent words find, case after case.
const FOUND: i64 = 250;
/// Clients listed.
const CLIENTS: i64 = 20;

/// Some cases: in a state, of a severity.
#[derive(Debug, Clone, Copy)]
struct Cell {
    state: State,
    severity: Severity,
    cases: i64,
}

/// What was counted, and how far.
struct Counted {
    cells: Vec<Cell>,
    limit: i64,
    /// Cases beyond the limit were not looked at.
    cut_off: bool,
    /// The clients of the chosen cases, if those were read.
    clients: Option<Vec<ClientCount>>,
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
            clients: Some(Vec::new()),
        },
        Some(narrow) => count(acting, scope, narrow).await?,
    };
    let total = counted.sum(|cell| chosen_state(cell.state) && chosen_severity(cell.severity));
    let clients = match (&counted.clients, narrow) {
        _ if acting.caller.domain.kind == DomainKind::Client => None,
        (Some(clients), _) if filter.client.is_none() => Some(clients.clone()),
        (_, Some(narrow)) if filter.client.is_some() || !total.more => {
            any_client(acting, scope, narrow).await?
        }
        (_, Some(_)) => None,
        (_, None) => Some(Vec::new()),
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
    let any = Narrow {
        state: Vec::new(),
        severity: Vec::new(),
        ..narrow.clone()
    };
    let limit = read_at_most(acting, narrow);
    let finer = narrow.words.is_some() || is_finer(narrow);
    if finer || !scope.more_than(&mut acting.tx, &any, limit).await? {
        let counted = read(acting, scope, &any, narrow, limit).await?;
        if finer || !counted.cut_off {
            return Ok(counted);
        }
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
        cases,
    });
    Ok(Counted {
        cells: cells.collect(),
        limit: EXACT,
        cut_off: false,
        clients: None,
    })
}

/// Whether it is narrowed by what no index counts by.
fn is_finer(narrow: &Narrow) -> bool {
    narrow.product.is_some() || narrow.filed_by.is_some() || narrow.escalated || narrow.since.is_some()
}

/// How many cases are read at most.
fn read_at_most(acting: &Acting, narrow: &Narrow) -> i64 {
    match &narrow.words {
        // Filed by one person, or escalated, there are hardly ever more.
        None if narrow.filed_by.is_some() || narrow.escalated => EXACT,
        None if is_finer(narrow) => READ,
        None => acting.app.config.read_once,
        Some(found) if found.matches.often == Often::Frequent => FOUND,
        Some(_) => EXACT,
    }
}

/// A line of what was read: a cell, or a client with its cases.
#[derive(sqlx::FromRow)]
struct Line {
    state: Option<State>,
    severity: Option<Severity>,
    name: Option<String>,
    title: Option<String>,
    kind: Option<DomainKind>,
    cases: i64,
}

/// Reads up to `limit` cases once; the clients are those of the `chosen` ones. A line per cell and
/// client comes back, not one per case.
async fn read(
    acting: &mut Acting,
    scope: &Scope,
    narrow: &Narrow,
    chosen: &Narrow,
    limit: i64,
) -> Result<Counted> {
    let mut of_clients = sql!("1 = 1");
    if !chosen.state.is_empty() {
        of_clients.push(sql!(" AND x.state IN ").then(Sql::list(chosen.state.iter().copied())));
    }
    if !chosen.severity.is_empty() {
        of_clients.push(sql!(" AND x.severity IN ").then(Sql::list(chosen.severity.iter().copied())));
    }
    let statement = sql!("WITH x AS MATERIALIZED (")
        .then(scope.some(&mut acting.tx, narrow, limit + 1).await?)
        .then(sql!(
            ") SELECT x.state AS state, x.severity AS severity, CAST(NULL AS TEXT) AS name,
                   CAST(NULL AS TEXT) AS title, CAST(NULL AS TEXT) AS kind, count(*) AS cases
               FROM x GROUP BY x.state, x.severity
               UNION ALL SELECT NULL, NULL, d.name, d.title, d.kind, y.cases
               FROM (SELECT x.domain_id AS id, count(*) AS cases FROM x WHERE "
        ))
        .then(of_clients)
        .then(sql!(
            " GROUP BY x.domain_id ORDER BY count(*) DESC, x.domain_id LIMIT ?) y JOIN domains d ON d.id = y.id",
            CLIENTS
        ));
    let lines: Vec<Line> = acting.tx.all(statement).await?;
    let (mut cells, mut clients) = (Vec::new(), Vec::new());
    for line in lines {
        if let (Some(state), Some(severity)) = (line.state, line.severity) {
            let cases = line.cases;
            cells.push(Cell {
                state,
                severity,
                cases,
            });
        } else if let (Some(name), Some(title), Some(kind)) = (line.name, line.title, line.kind) {
            clients.push(ClientCount {
                client: DomainRef { name, title, kind },
                cases: Count {
                    count: u32::try_from(line.cases).unwrap_or(u32::MAX),
                    more: false,
                },
            });
        }
    }
    clients.sort_by(|one, other| {
        let key = |of: &ClientCount| (Reverse(of.cases.count), of.client.title.clone());
        key(one).cmp(&key(other))
    });
    let cut_off = cells.iter().map(|cell| cell.cases).sum::<i64>() > limit;
    Ok(Counted {
        cells,
        limit,
        cut_off,
        clients: (!cut_off).then_some(clients),
    })
}

/// The cases of all clients, whichever is chosen, if they can be counted.
async fn any_client(acting: &mut Acting, scope: &Scope, narrow: Narrow) -> Result<Option<Vec<ClientCount>>> {
    let limit = read_at_most(acting, &narrow);
    let any = Narrow {
        client: None,
        ..narrow
    };
    if any.words.is_none() && scope.more_than(&mut acting.tx, &any, limit).await? {
        return Ok(None);
    }
    Ok(read(acting, scope, &any, &any, limit).await?.clients)
}
