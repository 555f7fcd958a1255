//! A world on the real program: its beginning imported, everybody signed in, the clock in hand.

use crate::apply::Tally;
use crate::world::{BEGINNING, Wait, World};
use comptoir::app::Config;
use comptoir::authz::digest;
use comptoir::db::{Db, Engine, Sql};
use shared::Timestamp;
use shared::client::{Client, InDomain};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tests::reference::{Account, Case, Facts};
use tests::{Browser, TestApp};
use uuid::Uuid;

/// Tables that stay from world to world: what the program or the first world put there.
const KEPT: [&str; 7] = [
    "_sqlx_migrations",
    "products",
    "categories",
    "plans",
    "plan_targets",
    "calendars",
    "targets_revision",
];

/// Statements that a connection keeps.
const STATEMENTS: usize = 4_000;

/// What every world needs and none changes.
const CATALOGUE: &str = r#"{"type": "product", "key": "gateway", "name": "Gateway"}
{"type": "category", "product": "gateway", "key": "outage", "name": "Outage"}
"#;

/// A program, used by world after world.
#[derive(Debug, Clone)]
pub(crate) struct Theatre {
    pub(crate) app: TestApp,
    /// What empties it.
    sweep: Vec<&'static str>,
    /// How often it was emptied.
    emptied: Arc<AtomicU64>,
}

#[derive(sqlx::FromRow)]
struct Name {
    name: String,
}

impl Theatre {
    /// Over an empty database. In every other theatre lists count as long ones do.
    pub(crate) async fn open(app: TestApp, which: u64) -> Self {
        let config = Config {
            read_once: if which.is_multiple_of(2) {
                3
            } else {
                Config::default().read_once
            },
            ..Config::default()
        };
        let app = app.with_config(config).await;
        app.import(CATALOGUE).await;
        plan_once(&app).await;
        let sweep = match app.app.db.engine() {
            Engine::Sqlite => sweep_sqlite(&app).await,
            Engine::Postgres => sweep_postgres(&app).await,
        };
        Self {
            app,
            sweep,
            emptied: Arc::default(),
        }
    }

    /// Forgets the world before.
    async fn empty(&self) {
        if let Db::Postgres(pool) = &self.app.app.db {
            // At one go; and nobody else cleans up in a throw-away cluster.
            let sweep = format!("BEGIN; {}; COMMIT", self.sweep.join("; "));
            let emptied = self.emptied.fetch_add(1, Ordering::Relaxed);
            sqlx::raw_sql(AssertSqlSafe(sweep))
                .execute(pool)
                .await
                .expect("an empty database");
            if (emptied + 1).is_multiple_of(80) {
                sqlx::raw_sql("VACUUM").execute(pool).await.expect("a clean one");
            }
            return;
        }
        let mut tx = self.app.app.db.write().await.expect("a writer");
        for statement in &self.sweep {
            let swept = tx.run(Sql::new(statement, Vec::new())).await;
            swept.unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        tx.commit().await.expect("an empty database");
    }
}

/// The statements have to be static; there are a few dozen per process.
fn forever(statement: String) -> &'static str {
    Box::leak(statement.into_boxed_str())
}

fn deletions(tables: Vec<Name>) -> impl Iterator<Item = &'static str> {
    let tables = tables.into_iter().map(|table| table.name);
    let tables = tables.filter(|name| !KEPT.contains(&name.as_str()));
    tables.map(|name| {
        forever(match name.as_str() {
            "roles" => "DELETE FROM roles WHERE kind IS NULL".to_owned(),
            _ => format!("DELETE FROM {name}"),
        })
    })
}

/// What forbids to delete is taken away, once, and references are looked at in the end.
async fn sweep_sqlite(app: &TestApp) -> Vec<&'static str> {
    let guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%'";
    for guard in app.rows::<Name>(guards, Vec::new()).await {
        let drop = forever(format!("DROP TRIGGER {}", guard.name));
        app.write(drop, Vec::new()).await.expect("a trigger less");
    }
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                  AND name NOT LIKE 'case_search_%'";
    let tables = app.rows::<Name>(tables, Vec::new()).await;
    let mut sweep = vec!["PRAGMA defer_foreign_keys = ON"];
    sweep.extend(deletions(tables));
    sweep
}

/// Every connection keeps its statements and plans each once: what is asked is what is answered, not
/// how fast, and planning anew takes PostgreSQL most of its time.
async fn plan_once(app: &TestApp) {
    if let Db::Postgres(pool) = &app.app.db {
        let options = (*pool.connect_options()).clone();
        let options = options
            .statement_cache_capacity(STATEMENTS)
            .options([("plan_cache_mode", "force_generic_plan")]);
        pool.set_connect_options(options);
        while let Some(before) = pool.try_acquire() {
            before.close().await.expect("a connection that can be closed");
        }
    }
}

/// Triggers, those of references too, do not fire in a replica.
async fn sweep_postgres(app: &TestApp) -> Vec<&'static str> {
    let tables = "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = 'public'";
    let tables = app.rows::<Name>(tables, Vec::new()).await;
    let mut sweep = vec!["SET LOCAL session_replication_role = replica"];
    sweep.extend(deletions(tables));
    sweep
}

/// A world being played.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) app: TestApp,
    /// What must be true now.
    pub(crate) facts: Facts,
    now: Timestamp,
    /// The numbers of cases that were filed, by label.
    pub(crate) filed: BTreeMap<usize, String>,
    people: BTreeMap<String, Client<Browser>>,
    /// What is being done.
    pub(crate) doing: String,
    /// What was done.
    pub(crate) tally: Tally,
}

impl Stage {
    /// Puts a world's beginning in place.
    pub(crate) async fn set(theatre: &Theatre, world: &World) -> Result<Self, String> {
        theatre.empty().await;
        let app = theatre.app.clone();
        app.app.world.stand_still(BEGINNING);
        let imported = app.try_import(&world.start.write()).await;
        imported.map_err(|error| format!("the beginning is refused: {error}"))?;
        let mut stage = Self {
            app,
            facts: world.start.clone(),
            now: BEGINNING,
            filed: BTreeMap::new(),
            people: BTreeMap::new(),
            doing: String::new(),
            tally: Tally::new(),
        };
        stage.sign_in().await;
        Ok(stage)
    }

    /// Gives everybody a session, past the program: passwords are not what this is about.
    async fn sign_in(&mut self) {
        #[derive(sqlx::FromRow)]
        struct Row {
            id: Uuid,
            domain_id: Uuid,
            email: String,
        }
        let rows: Vec<Row> = self
            .app
            .rows(
                "SELECT id, domain_id, email FROM accounts ORDER BY email",
                Vec::new(),
            )
            .await;
        let mut tx = self.app.app.db.write().await.expect("a writer");
        let far = BEGINNING.plus_days(100_000);
        for row in rows {
            if self.people.contains_key(&row.email) {
                continue;
            }
            let token = format!("token of {}", row.email);
            let statement = "INSERT INTO sessions (id, account_id, domain_id, token_hash, created_at, seen_at, expires_at)
                             VALUES (?, ?, ?, ?, ?, ?, ?)";
            let args = vec![
                row.id.into(),
                row.id.into(),
                row.domain_id.into(),
                digest(token.as_bytes()).into(),
                BEGINNING.into(),
                far.into(),
                far.into(),
            ];
            tx.run(Sql::new(statement, args)).await.expect("a session");
            let browser = self.app.browser();
            browser.keep_cookie(&format!("comptoir-{}", row.domain_id), &token);
            self.people.insert(row.email, Client::new(browser));
        }
        tx.commit().await.expect("sessions");
    }

    pub(crate) const fn now(&self) -> Timestamp {
        self.now
    }

    /// Moves the clock on.
    pub(crate) fn wait(&mut self, wait: Wait) {
        let micros = match wait {
            Wait::Micros(micros) => self.now.micros() + micros,
            Wait::Next(past) => match self.next_instant() {
                Some(next) => next.micros() + past,
                None => self.now.micros() + 1,
            },
        };
        // A transfer may fall on the instant of what was before it; nothing else does.
        let least = if matches!(wait, Wait::Micros(0)) { 0 } else { 1 };
        self.now = Timestamp::from_micros(micros.max(self.now.micros() + least));
        self.app.app.world.stand_still(self.now);
    }

    /// The next instant at which something begins or ends.
    fn next_instant(&self) -> Option<Timestamp> {
        let tenures = self.facts.tenures.iter();
        let tenures = tenures.flat_map(|tenure| [Some(tenure.from), tenure.to]);
        let delegations = self
            .facts
            .delegations
            .iter()
            .map(|delegation| delegation.expires_at);
        let shares = self.facts.shares.iter().map(|share| share.expires_at);
        let instants = tenures.chain(delegations).chain(shares).flatten();
        instants.filter(|instant| *instant > self.now).min()
    }

    /// The account of an address.
    pub(crate) fn account(&self, email: &str) -> Option<Account> {
        self.facts.account(email).cloned()
    }

    /// A case by its label, if it came into the world.
    pub(crate) fn case(&self, label: usize) -> Option<Case> {
        let number = match self.filed.get(&label) {
            Some(number) => number.clone(),
            None => format!("CASE-{label:02}"),
        };
        self.facts.case(&number).cloned()
    }

    /// The API as an account speaks to it.
    pub(crate) fn api<'a>(&'a self, account: &'a Account) -> InDomain<'a, Browser> {
        let client = self.people.get(&account.email).expect("everybody is signed in");
        client.domain(&account.domain)
    }
}
