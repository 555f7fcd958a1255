//! Scopes: the list's counterpart of a permit.
//!
//! A scope can be read in several ways, which give the same cases: walked in the order of an index,
//! gathered from a few nodes or clients, or led by what narrows it. Which one is chosen by looking
//! how much there is; see `docs/performance.md`.

use super::Moment;
use super::acting::Acting;
use super::relation::{Branch, Few, Key, branches, support};
use crate::db::dialect::{Matches, Often};
use crate::db::{DbError, Sql, Tx, sql};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::case::State;
use shared::words::{Action, Relation, Severity};
use uuid::Uuid;

/// The cases to which the caller may do something: the relations through which policy lets it, as
/// SQL.
#[derive(Debug, Clone)]
pub struct Scope {
    branches: Vec<Branch>,
    /// How many cases are gathered and sorted at most; more are walked in order.
    gather: i64,
}

/// What narrows a list.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// Cases of this client.
    pub client: Option<Uuid>,
    /// In one of these states; none means any.
    pub state: Vec<State>,
    /// Of one of these severities; none means any.
    pub severity: Vec<Severity>,
    /// About this product.
    pub product: Option<Uuid>,
    /// With an escalation under way.
    pub escalated: bool,
    /// Filed by this account.
    pub filed_by: Option<Uuid>,
    /// Modified at this instant or later.
    pub since: Option<Timestamp>,
    /// With these words.
    pub words: Option<Found>,
}

/// What words find.
#[derive(Debug, Clone)]
pub struct Found {
    /// How one asks whether they are in a case.
    pub matches: Matches,
    /// They may be this number, which finds its case.
    pub number: Option<String>,
}

/// Of a branch so many cases are looked through to learn how often words are in them.
const SAMPLE: i64 = 500;

impl Acting {
    /// The cases that the caller may see.
    #[must_use]
    pub fn visible(&self) -> Scope {
        self.scope(Action::View)
    }

    /// The cases among which similar ones are looked for: those that the caller may see.
    #[must_use]
    pub fn comparable(&self) -> Scope {
        let mut scope = self.visible();
        if mutated!(SimilarAmongAll) {
            scope.branches = vec![support()];
        }
        scope
    }

    /// The cases to which the caller may do something.
    #[must_use]
    pub fn scope(&self, action: Action) -> Scope {
        let seconds = if mutated!(ListLooksBack) { -60 } else { 0 };
        let moment = Moment::Now(self.now.plus_seconds(seconds));
        let mut branches = branches(&self.caller, &self.policy, action, &moment);
        branches.retain(|branch| branch.relation != Relation::Shared || !mutated!(ListWithoutShares));
        // Where a relation holds for the whole, what else it holds for adds nothing.
        let whole = branches
            .iter()
            .filter(|branch| branch.whole)
            .map(|branch| branch.relation);
        let whole = whole.collect::<Vec<_>>();
        if whole.contains(&Relation::Support) {
            branches.retain(|branch| branch.relation == Relation::Support);
        }
        branches.retain(|branch| branch.whole || !whole.contains(&branch.relation));
        Scope {
            branches,
            gather: self.app.config.gather,
        }
    }
}

impl Key {
    /// To begin with a case that has the words costs about as much as looking through so many in the
    /// order of an index: it lies anywhere in the table, and its row must be found. Of a share, the row
    /// of the case must be found either way.
    const fn leading(self) -> i64 {
        match self {
            Self::Case => 5,
            Self::Share => 1,
        }
    }

    /// Where a branch's cases have what one narrows and orders by.
    fn columns(self) -> Columns {
        match self {
            Self::Case => Columns {
                one: "SELECT 1 FROM ",
                row: "SELECT c.id AS id, c.updated_at AS updated_at FROM ",
                cell: "SELECT c.id AS id, c.state AS state, c.severity AS severity, c.domain_id AS domain_id FROM ",
                client: " AND c.domain_id = ?",
                state: " AND c.state IN ",
                severity: " AND c.severity IN ",
                product: " AND c.product_id = ?",
                since: " AND c.updated_at >= ?",
                before: if mutated!(PageRepeatsItsLast) {
                    " AND (c.updated_at, c.id) <= (?, ?)"
                } else {
                    " AND (c.updated_at, c.id) < (?, ?)"
                },
                order: " ORDER BY c.updated_at DESC, c.id DESC LIMIT ?",
            },
            // Two domains may have shared the case with one address.
            Self::Share => Columns {
                one: "SELECT DISTINCT s.case_id FROM ",
                row: "SELECT DISTINCT s.case_id AS id, s.updated_at AS updated_at FROM ",
                cell: "SELECT DISTINCT s.case_id AS id, s.state AS state, s.severity AS severity, s.domain_id AS domain_id FROM ",
                client: " AND s.domain_id = ?",
                state: " AND s.state IN ",
                severity: " AND s.severity IN ",
                product: " AND s.product_id = ?",
                since: " AND s.updated_at >= ?",
                before: " AND (s.updated_at, s.case_id) < (?, ?)",
                order: " ORDER BY s.updated_at DESC, s.case_id DESC LIMIT ?",
            },
        }
    }
}

/// The same columns, of the case or copied to the share.
struct Columns {
    one: &'static str,
    row: &'static str,
    cell: &'static str,
    client: &'static str,
    state: &'static str,
    severity: &'static str,
    product: &'static str,
    since: &'static str,
    before: &'static str,
    order: &'static str,
}

impl Narrow {
    /// The condition on a branch's cases, without words; to follow others.
    fn condition(&self, columns: &Columns) -> Sql {
        let mut condition = Sql::default();
        if let Some(client) = self.client {
            condition.push(sql!(columns.client, client));
        }
        if !self.state.is_empty() {
            condition.push(sql!(columns.state).then(Sql::list(self.state.iter().copied())));
        }
        if !self.severity.is_empty() {
            condition.push(sql!(columns.severity).then(Sql::list(self.severity.iter().copied())));
        }
        if let Some(product) = self.product {
            condition.push(sql!(columns.product, product));
        }
        if let Some(account) = self.filed_by.filter(|_| !mutated!(MineIsEverybodys)) {
            // Shares do not say this; they are looked up from the cases then.
            condition.push(sql!(" AND c.filed_by = ?", account));
        }
        if self.escalated {
            condition.push(sql!(" AND c.escalated_at IS NOT NULL"));
        }
        if let Some(since) = self.since {
            condition.push(sql!(columns.since, since));
        }
        condition
    }
}

/// One way to read cases: tables, and the condition on them.
#[derive(Clone)]
struct Way {
    key: Key,
    from: Sql,
    holds: Sql,
    /// It begins with what words find ([`first`]).
    found: bool,
}

impl Way {
    fn of(branch: &Branch, holds: &Sql) -> Self {
        Self {
            key: branch.key,
            from: branch.from.clone(),
            holds: holds.clone(),
            found: false,
        }
    }

    /// Of the index alone, where nothing is asked of the case that a share does not carry.
    fn bare(branch: &Branch, holds: &Sql) -> Self {
        let mut way = Self::of(branch, holds);
        if branch.key == Key::Share {
            way.from = sql!("shares s");
        }
        way
    }

    /// Among a few cases `c`: of `cases c`, led by a further condition, or of `found c`.
    fn among(branch: &Branch, cases: Sql) -> Self {
        let mut way = Self::of(branch, &branch.led);
        way.from = cases;
        if branch.key == Key::Share {
            // Not the other way round: SQLite takes the tables of a CROSS JOIN in this order.
            way.from.push(sql!(" CROSS JOIN shares s"));
            way.holds.push(sql!(" AND s.case_id = c.id"));
        }
        way
    }

    /// Beginning with the cases that words find ([`first`]).
    fn found(branch: &Branch) -> Self {
        let mut way = Self::among(branch, sql!("found c"));
        way.holds = way.holds.unless(mutated!(SearchWithoutScope));
        way.found = true;
        way
    }

    /// Led by something of the cases that few have.
    fn led(branch: &Branch) -> Self {
        match branch.key {
            Key::Case => Self::of(branch, &branch.led),
            Key::Share => Self::among(branch, sql!("cases c")),
        }
    }

    fn gather(few: &Few) -> Self {
        Self {
            key: Key::Case,
            from: few.of.clone().then(sql!(" f CROSS JOIN cases c")),
            holds: few.holds.clone(),
            found: false,
        }
    }

    /// Whether looking through these cases in order, until `wanted` with the words are found, is
    /// shorter than beginning with all `cases` that have them. Its newest cases tell.
    async fn is_shorter(
        &self,
        tx: &mut Tx,
        narrow: &Narrow,
        found: &Found,
        (cases, wanted): (i64, i64),
    ) -> Result<bool, DbError> {
        let columns = self.key.columns();
        let newest = narrow.condition(&columns).then(sql!(columns.order, SAMPLE));
        let sample = self.clone().select(found.matches.key, newest);
        let statement = sql!("SELECT count(*), coalesce(sum(CASE WHEN ")
            .then(found.matches.holds.clone())
            .then(sql!(" THEN 1 ELSE 0 END), 0) FROM ("))
            .then(sample)
            .then(sql!(") c"));
        let (looked, hits): (i64, i64) = tx.one(statement).await?;
        Ok(looked < SAMPLE || (hits > 0 && wanted * looked / hits <= cases * self.key.leading()))
    }

    fn and(mut self, condition: Sql) -> Self {
        self.holds.push(condition);
        self
    }

    /// `select` from it under a further condition.
    fn select(self, select: &'static str, condition: Sql) -> Sql {
        sql!(select)
            .then(self.from)
            .then(sql!(" WHERE "))
            .then(self.holds)
            .then(condition)
    }
}

impl Scope {
    /// Whether there is no relation through which the caller could.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.branches.is_empty()
    }

    /// `SELECT id` of at most `limit` cases in the scope for which `filter` holds (a condition on
    /// `c`); each once.
    #[must_use]
    pub fn ids(&self, filter: &Sql, limit: i64) -> Sql {
        let one = |branch: &Branch| {
            sql!("SELECT * FROM (SELECT DISTINCT c.id AS id FROM ")
                .then(branch.from.clone())
                .then(sql!(" WHERE "))
                .then(branch.holds.clone())
                .then(filter.clone())
                .then(sql!(" LIMIT ?) b", limit))
        };
        if self.branches.is_empty() {
            return sql!("SELECT c.id AS id FROM cases c WHERE 1 = 0");
        }
        Sql::join(self.branches.iter().map(one), " UNION ")
    }

    /// These columns of the scope's cases `c`, each relation's with `rest` behind: further conditions, an
    /// order, a limit. To be read as a table.
    #[must_use]
    pub fn select(&self, columns: &'static str, rest: &Sql) -> Sql {
        let one = |branch: &Branch| {
            sql!("SELECT * FROM (SELECT ")
                .then(sql!(columns))
                .then(sql!(" FROM "))
                .then(branch.from.clone())
                .then(sql!(" WHERE "))
                .then(branch.holds.clone())
                .then(rest.clone())
                .then(sql!(") b"))
        };
        if self.branches.is_empty() {
            return sql!("SELECT ")
                .then(sql!(columns))
                .then(sql!(" FROM cases c WHERE 1 = 0"));
        }
        Sql::join(self.branches.iter().map(one), " UNION ")
    }

    /// `SELECT id, updated_at` of at most `limit` cases in the scope, newest modified first, after
    /// the cursor.
    ///
    /// # Errors
    /// What the database says.
    pub async fn newest(
        &self,
        tx: &mut Tx,
        narrow: &Narrow,
        after: (Timestamp, Uuid),
        limit: i64,
    ) -> Result<Sql, DbError> {
        let mut parts = Vec::new();
        let ways = self.ways(tx, narrow, limit).await?;
        let first = first(narrow, &ways);
        for way in ways {
            let columns = way.key.columns();
            let condition = narrow
                .condition(&columns)
                .then(sql!(columns.before, after.0, after.1))
                .then(sql!(columns.order, limit));
            parts.push(
                sql!("SELECT * FROM (")
                    .then(way.select(columns.row, condition))
                    .then(sql!(") b")),
            );
        }
        if parts.is_empty() {
            return Ok(sql!(
                "SELECT c.id AS id, c.updated_at AS updated_at FROM cases c WHERE 1 = 0"
            ));
        }
        Ok(first.then(Sql::join(parts, " UNION ")))
    }

    /// `SELECT id, state, severity, domain_id` of cases in the scope, each once: all, if there are
    /// at most `limit`, otherwise at least so many.
    ///
    /// # Errors
    /// What the database says.
    pub async fn some(&self, tx: &mut Tx, narrow: &Narrow, limit: i64) -> Result<Sql, DbError> {
        let mut parts = Vec::new();
        let ways = self.ways(tx, narrow, limit).await?;
        let first = first(narrow, &ways);
        for way in ways {
            let columns = way.key.columns();
            let condition = narrow.condition(&columns).then(sql!(" LIMIT ?", limit));
            parts.push(
                sql!("SELECT * FROM (")
                    .then(way.select(columns.cell, condition))
                    .then(sql!(") b")),
            );
        }
        if parts.is_empty() {
            return Ok(sql!(
                "SELECT id, state, severity, domain_id FROM cases WHERE 1 = 0"
            ));
        }
        Ok(first.then(Sql::join(parts, " UNION ")))
    }

    /// An expression: how many cases of a client (or of all) in state `v.state` and of severity
    /// `v.severity` are in the scope, each once; every relation counts `limit` at most.
    #[must_use]
    pub fn count_in_cell(&self, client: Option<Uuid>, limit: i64) -> Sql {
        let mut earlier: Vec<&Branch> = Vec::new();
        let mut parts = Vec::new();
        for branch in &self.branches {
            let columns = branch.key.columns();
            let cell = match branch.key {
                Key::Case => " AND c.state = v.state AND c.severity = v.severity",
                Key::Share => " AND s.state = v.state AND s.severity = v.severity",
            };
            let holds = if client.is_some() {
                &branch.led
            } else {
                &branch.many
            };
            let of = if earlier.is_empty() { Way::bare } else { Way::of };
            let mut way = of(branch, holds).and(sql!(cell));
            if let Some(client) = client {
                way = way.and(sql!(columns.client, client));
            }
            for other in earlier.iter().filter(|_| !mutated!(CountedTwice)) {
                way = way.and(not_through(other));
            }
            parts.push(
                sql!("(SELECT count(*) FROM (")
                    .then(way.select(columns.one, sql!(" LIMIT ?", limit)))
                    .then(sql!(") x)")),
            );
            earlier.push(branch);
        }
        if parts.is_empty() {
            return sql!("CAST(0 AS BIGINT)");
        }
        Sql::join(parts, " + ")
    }

    /// Whether one relation alone gives more than `limit` cases, whatever words. What several give
    /// together is not added up: they may be the same cases.
    ///
    /// # Errors
    /// What the database says.
    pub async fn more_than(&self, tx: &mut Tx, narrow: &Narrow, limit: i64) -> Result<bool, DbError> {
        let ways = self.ways(tx, narrow, limit).await?;
        let counts = ways.into_iter().map(|way| {
            let columns = way.key.columns();
            let condition = narrow.condition(&columns).then(sql!(" LIMIT ?", limit + 1));
            sql!("SELECT count(*) AS cases FROM (")
                .then(way.select(columns.one, condition))
                .then(sql!(") x"))
        });
        let counts = Sql::join(counts, " UNION ALL ");
        if counts.is_empty() {
            return Ok(false);
        }
        let most = sql!("SELECT max(b.cases) FROM (").then(counts).then(sql!(") b"));
        let (most,): (i64,) = tx.one(most).await?;
        Ok(most > limit)
    }

    /// How to read about `wanted` of the scope's cases with these words, or whatever words.
    async fn ways(&self, tx: &mut Tx, narrow: &Narrow, wanted: i64) -> Result<Vec<Way>, DbError> {
        let mut ways = Vec::new();
        // Asked once: it is the same for all branches of a reseller.
        let mut worth = None;
        for branch in &self.branches {
            if narrow
                .words
                .as_ref()
                .is_some_and(|found| found.matches.often == Often::Rare)
            {
                ways.push(Way::found(branch));
                continue;
            }
            let of = if narrow.words.is_none() {
                Way::bare
            } else {
                Way::of
            };
            let way = if narrow.filed_by.is_some() || narrow.escalated {
                Way::led(branch)
            } else if narrow.client.is_some() {
                of(branch, &branch.led)
            } else if let Some(few) = self.gathered(tx, branch, &mut worth).await? {
                Way::gather(few)
            } else {
                of(branch, &branch.holds)
            };
            let Some(found) = &narrow.words else {
                ways.push(way);
                continue;
            };
            if let Often::Middling(cases) = found.matches.often
                && !way.is_shorter(tx, narrow, found, (cases, wanted)).await?
            {
                ways.push(Way::found(branch));
                continue;
            }
            ways.push(way.and(sql!(" AND ").then(found.matches.holds.clone())));
            if let Some(number) = &found.number {
                ways.push(Way::among(branch, sql!("cases c")).and(sql!(" AND c.number = ?", number)));
            }
        }
        Ok(ways)
    }

    /// What to gather a branch's cases from, if there are few enough.
    async fn gathered<'a>(
        &self,
        tx: &mut Tx,
        branch: &'a Branch,
        worth: &mut Option<bool>,
    ) -> Result<Option<&'a Few>, DbError> {
        let Some(few) = &branch.few else { return Ok(None) };
        if let Some(when) = &few.when {
            let is_worth = match *worth {
                Some(known) => known,
                None => tx.opt::<(i64,)>(when.clone()).await?.is_some(),
            };
            *worth = Some(is_worth);
            if !is_worth {
                return Ok(None);
            }
        }
        let some = Way::gather(few).select("SELECT 1 FROM ", sql!(" LIMIT ?", self.gather + 1));
        let count = sql!("SELECT count(*) FROM (").then(some).then(sql!(") x"));
        let (cases,): (i64,) = tx.one(count).await?;
        Ok((cases <= self.gather).then_some(few))
    }
}

/// The cases that words find, looked up once for all branches that begin with them; nothing where
/// none does.
fn first(narrow: &Narrow, ways: &[Way]) -> Sql {
    let columns = || {
        sql!(
            "SELECT c.id, c.domain_id, c.resource_id, c.state, c.severity, c.updated_at, c.product_id, c.filed_by, c.escalated_at,
                 c.resale_managed_by, c.partner_managed_by FROM cases c WHERE "
        )
    };
    match &narrow.words {
        Some(found) if ways.iter().any(|way| way.found) => {
            let mut cases = columns().then(found.matches.leads.clone());
            if let Some(number) = &found.number {
                cases.push(sql!(" UNION ").then(columns()).then(sql!("c.number = ?", number)));
            }
            sql!("WITH found AS MATERIALIZED (").then(cases).then(sql!(") "))
        }
        _ => Sql::default(),
    }
}

/// A case `c` that a branch does not hold for; to follow other conditions.
fn not_through(branch: &Branch) -> Sql {
    match branch.key {
        Key::Case => sql!(" AND CASE WHEN ")
            .then(branch.many.clone())
            .then(sql!(" THEN 0 ELSE 1 END = 1")),
        Key::Share => sql!(" AND NOT EXISTS (SELECT 1 FROM shares s WHERE s.case_id = c.id AND ")
            .then(branch.many.clone())
            .then(sql!(")")),
    }
}
