//! The program as production builds it, over a database of its own.

use crate::database::Database;
use crate::person::{Person, Visitor};
use crate::transport::Browser;
use comptoir::app::{App, Config};
use comptoir::authz::Policy;
use comptoir::db::{Arg, Db, DbError, Record, Sql};
use comptoir::features::import::{ImportError, Report};
use comptoir::password::Hasher;
use comptoir::world::World;
use poem::Response;
use poem::endpoint::BoxEndpoint;
use shared::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The password of everybody in the fixtures.
pub const PASSWORD: &str = "a long password";

/// The fixture world, in the import format.
pub const WORLD: &str = include_str!("fixtures/world.jsonl");

/// The program with a database of its own. Cheap to clone.
#[derive(Clone)]
pub struct TestApp {
    /// What production's `main` has too.
    pub app: App,
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    database: Arc<Database>,
    files: Arc<Files>,
}

/// The folder of the contents of files; copies of a database share it. It goes with the last of them.
struct Files(PathBuf);

impl Drop for Files {
    fn drop(&mut self) {
        // A folder that was never made need not be removed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl std::fmt::Debug for TestApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestApp").finish_non_exhaustive()
    }
}

impl TestApp {
    /// On SQLite, with the fixture world.
    pub async fn sqlite() -> Self {
        Self::empty_sqlite().await.with_world().await
    }

    /// On PostgreSQL, with the fixture world.
    pub async fn postgres() -> Self {
        Self::empty_postgres().await.with_world().await
    }

    /// On SQLite, with nothing.
    pub async fn empty_sqlite() -> Self {
        let world = World::default();
        let database = Database::sqlite(&world).await;
        Self::build(world, database).await
    }

    /// On SQLite in memory, with nothing.
    pub async fn sqlite_in_memory() -> Self {
        let world = World::default();
        let database = Database::sqlite_in_memory(&world).await;
        Self::build(world, database).await
    }

    /// On PostgreSQL, with nothing.
    pub async fn empty_postgres() -> Self {
        let world = World::default();
        let database = Database::postgres(&world).await;
        Self::build(world, database).await
    }

    async fn build(world: World, database: (Db, Database)) -> Self {
        let name = format!("comptoir-test-files-{}", world.id().expect("an id"));
        let files = Arc::new(Files(std::env::temp_dir().join(name)));
        Self::build_with(world, database, files).await
    }

    async fn build_with(world: World, (db, database): (Db, Database), files: Arc<Files>) -> Self {
        let policy = Policy::builtin().await.expect("the policy is sound");
        let hasher = Hasher::weak().expect("a hasher");
        let config = Config {
            files: files.0.clone(),
            ..Config::default()
        };
        let app = App::build(db, world, policy, hasher, config)
            .await
            .expect("the program starts");
        Self {
            endpoint: Arc::new(comptoir::http::endpoint(&app)),
            app,
            database: Arc::new(database),
            files,
        }
    }

    /// The program over a copy of its database; see [`Database::copy`].
    pub(crate) async fn copy(&self) -> Self {
        let world = self.app.world.clone();
        let database = self.database.copy(&world).await;
        Self::build_with(world, database, Arc::clone(&self.files)).await
    }

    /// Closes the database and removes it.
    pub async fn remove(&self) {
        self.app.db.close().await;
        self.database.remove().await;
    }

    async fn with_world(self) -> Self {
        self.import(WORLD).await;
        self
    }

    /// The same program over the same database and files, with other settings.
    ///
    /// # Panics
    /// When it cannot be put together.
    pub async fn with_config(&self, config: Config) -> Self {
        let policy = Policy::builtin().await.expect("the policy is sound");
        let hasher = Hasher::weak().expect("a hasher");
        let (db, world) = (self.app.db.clone(), self.app.world.clone());
        let config = Config {
            files: self.files.0.clone(),
            ..config
        };
        let app = App::build(db, world, policy, hasher, config)
            .await
            .expect("the program starts");
        Self {
            endpoint: Arc::new(comptoir::http::endpoint(&app)),
            app,
            database: Arc::clone(&self.database),
            files: Arc::clone(&self.files),
        }
    }

    /// The folder of the contents of files.
    #[must_use]
    pub fn files(&self) -> &Path {
        &self.files.0
    }

    /// The files below a folder of it: `incoming`, `content` or `leaving`.
    #[must_use]
    pub fn files_in(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.files.0.join(folder)).into_iter().flatten();
        let names = entries.flatten().map(|entry| entry.file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    /// Runs a test and removes its data; what a failed test leaves goes with the cluster or the
    /// temporary folder.
    pub async fn run<F: Future<Output = ()>>(self, story: impl FnOnce(Self) -> F) {
        story(self.clone()).await;
        self.remove().await;
    }

    /// Imports lines that must be good.
    pub async fn import(&self, lines: &str) -> Report {
        let report = self.try_import(lines).await;
        report.unwrap_or_else(|error| panic!("the fixture is refused:\n{error}"))
    }

    /// Imports lines.
    ///
    /// # Errors
    /// Every bad line.
    pub async fn try_import(&self, lines: &str) -> Result<Report, ImportError> {
        comptoir::features::import::import(&self.app, lines.as_bytes(), false).await
    }

    /// A new browser, without cookies.
    #[must_use]
    pub fn browser(&self) -> Browser {
        Browser::new(Arc::clone(&self.endpoint))
    }

    /// The same browser, cookies included, with this program at the other end.
    #[must_use]
    pub fn reached_by(&self, browser: &Browser) -> Browser {
        browser.moved_to(Arc::clone(&self.endpoint))
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.browser())
    }

    /// Somebody of the fixtures, signed in with a new browser.
    pub async fn sign_in(&self, email: &str) -> Person {
        self.visitor().sign_in(email).await
    }

    /// Now, by the program's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.app.world.now()
    }

    /// Puts the program's clock forward.
    pub fn put_forward(&self, seconds: i64) {
        self.app.world.put_forward(seconds);
    }

    /// Writes to the database past the program, in a transaction of its own.
    ///
    /// # Errors
    /// What the database says.
    pub async fn write(&self, statement: &'static str, args: Vec<Arg>) -> Result<u64, DbError> {
        let mut tx = self.app.db.write().await?;
        let touched = tx.run(Sql::new(statement, args)).await?;
        tx.commit().await?;
        Ok(touched)
    }

    /// Reads from the database past the program.
    pub async fn rows<T: Record>(&self, statement: &'static str, args: Vec<Arg>) -> Vec<T> {
        let mut tx = self.app.db.read().await.expect("a reader");
        tx.all(Sql::new(statement, args).planned_once())
            .await
            .expect("rows")
    }

    /// One number read from the database past the program.
    pub async fn count(&self, statement: &'static str, args: Vec<Arg>) -> i64 {
        let rows: Vec<(i64,)> = self.rows(statement, args).await;
        rows[0].0
    }
}
