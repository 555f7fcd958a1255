//! A database of its own for every test.

use comptoir::db::Db;
use comptoir::world::World;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::path::{Path, PathBuf};

/// Where a test's data are, and how to get rid of them.
#[derive(Debug)]
pub enum Database {
    /// A folder with the SQLite file.
    Folder(PathBuf),
    /// A database of the throw-away cluster.
    Named {
        /// The URL of the cluster.
        cluster: String,
        /// The name of the database.
        name: String,
    },
}

impl Database {
    /// A new SQLite database in a folder of its own.
    pub async fn sqlite(world: &World) -> (Db, Self) {
        Self::sqlite_below(&std::env::temp_dir(), world).await
    }

    /// The same in memory, where the system has such a place: for tests that write a lot.
    pub async fn sqlite_in_memory(world: &World) -> (Db, Self) {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() {
            Self::sqlite_below(memory, world).await
        } else {
            Self::sqlite(world).await
        }
    }

    async fn sqlite_below(place: &Path, world: &World) -> (Db, Self) {
        let folder = place.join(format!("comptoir-test-{}", world.id().expect("an id")));
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        let db = Db::open_sqlite(&folder.join("comptoir.sqlite"))
            .await
            .expect("SQLite opens");
        (db, Self::Folder(folder))
    }

    /// A new PostgreSQL database in the cluster of `tests/with-postgres`.
    ///
    /// # Panics
    /// When there is no cluster; the message says how to get one.
    pub async fn postgres(world: &World) -> (Db, Self) {
        let cluster = std::env::var("COMPTOIR_TEST_POSTGRES").expect(
            "this test needs PostgreSQL: run `make test`, or `tests/with-postgres cargo nextest run …`, \
             or set COMPTOIR_TEST_POSTGRES to the URL of a server where databases may be created",
        );
        let name = format!("t_{}", world.id().expect("an id").simple());
        run(&cluster, format!("CREATE DATABASE {name}")).await;
        Self::connect(cluster, name).await
    }

    /// A copy of a database that nobody writes to; of PostgreSQL, one that nobody is connected to.
    ///
    /// # Panics
    /// When it cannot be copied.
    pub async fn copy(&self, world: &World) -> (Db, Self) {
        match self {
            Self::Folder(folder) => {
                let copy = std::env::temp_dir().join(format!("comptoir-test-{}", world.id().expect("an id")));
                std::fs::create_dir_all(&copy).expect("a folder for the copy");
                // The file and its write-ahead log; the index of the log is made anew.
                for name in ["comptoir.sqlite", "comptoir.sqlite-wal"] {
                    std::fs::copy(folder.join(name), copy.join(name)).expect("a copy of the file");
                }
                let db = Db::open_sqlite(&copy.join("comptoir.sqlite")).await;
                (db.expect("SQLite opens"), Self::Folder(copy))
            }
            Self::Named { cluster, name } => {
                let copy = format!("t_{}", world.id().expect("an id").simple());
                run(cluster, format!("CREATE DATABASE {copy} TEMPLATE {name}")).await;
                Self::connect(cluster.clone(), copy).await
            }
        }
    }

    async fn connect(cluster: String, name: String) -> (Db, Self) {
        let url = match cluster.split_once('?') {
            Some((server, options)) => format!("{}?{options}", in_database(server, &name)),
            None => in_database(&cluster, &name),
        };
        let db = Db::open_postgres(&url).await.expect("PostgreSQL opens");
        (db, Self::Named { cluster, name })
    }

    /// Removes the data.
    pub async fn remove(&self) {
        match self {
            // A file that cannot be removed is left to whoever empties the temporary folder.
            Self::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Self::Named { cluster, name } => {
                run(cluster, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            }
        }
    }
}

/// `postgres://host/old` with another database.
fn in_database(server: &str, name: &str) -> String {
    let (host, _) = server.rsplit_once('/').expect("a database in the URL");
    format!("{host}/{name}")
}

async fn run(cluster: &str, statement: String) {
    let mut connection = PgConnection::connect(cluster)
        .await
        .expect("PostgreSQL answers at COMPTOIR_TEST_POSTGRES");
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .expect("PostgreSQL makes and drops databases");
    let _ = connection.close().await;
}
