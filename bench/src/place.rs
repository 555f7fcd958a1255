//! Where the data of one run are, and the program over them.

use crate::load::Loader;
use comptoir::app::{App, Config};
use comptoir::authz::Policy;
use comptoir::db::{Db, Engine};
use comptoir::password::Hasher;
use comptoir::world::World;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::error::Error;
use std::path::PathBuf;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A database of its own for one run.
pub(crate) enum Place {
    /// A folder with the SQLite file.
    Folder(PathBuf),
    /// A database of the cluster that `tests/with-postgres` made.
    Named {
        cluster: String,
        url: String,
        name: String,
    },
}

impl Place {
    pub(crate) async fn new(engine: Engine) -> Outcome<Self> {
        let name = format!("bench_{}", std::process::id());
        if engine == Engine::Sqlite {
            let folder = PathBuf::from("target").join(name);
            std::fs::create_dir_all(&folder)?;
            return Ok(Self::Folder(folder));
        }
        let cluster = std::env::var("COMPTOIR_TEST_POSTGRES")
            .map_err(|_| "PostgreSQL is measured under tests/with-postgres --durable; or say: sqlite")?;
        run(&cluster, format!("CREATE DATABASE {name}")).await?;
        let (server, options) = cluster.split_once('?').unwrap_or((&cluster, ""));
        let (host, _) = server
            .rsplit_once('/')
            .ok_or("a database in COMPTOIR_TEST_POSTGRES")?;
        let url = format!("{host}/{name}?{options}");
        Ok(Self::Named { cluster, url, name })
    }

    /// The program as production builds it.
    pub(crate) async fn app(&self) -> Outcome<App> {
        let db = match self {
            Self::Folder(folder) => Db::open_sqlite(&folder.join("comptoir.sqlite")).await?,
            Self::Named { url, .. } => Db::open_postgres(url).await?,
        };
        let policy = Policy::builtin().await?;
        Ok(App::build(db, World::default(), policy, Hasher::new()?, Config::default()).await?)
    }

    pub(crate) async fn loader(&self) -> Outcome<Loader> {
        match self {
            Self::Folder(folder) => Loader::sqlite(&folder.join("comptoir.sqlite")).await,
            Self::Named { url, .. } => Loader::postgres(url).await,
        }
    }

    pub(crate) async fn remove(self) -> Outcome<()> {
        match self {
            Self::Folder(folder) => Ok(std::fs::remove_dir_all(folder)?),
            Self::Named { cluster, name, .. } => {
                run(&cluster, format!("DROP DATABASE {name} WITH (FORCE)")).await
            }
        }
    }
}

async fn run(cluster: &str, statement: String) -> Outcome<()> {
    let mut connection = PgConnection::connect(cluster).await?;
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}
