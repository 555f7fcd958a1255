//! The import over real databases, built as in production: SQLite always, PostgreSQL too where
//! `COMPTOIR_TEST_POSTGRES` has the URL of a server with `{}` in place of the database's name.

mod again;
mod cases;
mod demo;
mod refused;

use super::{ImportError, Report, import};
use crate::app::{App, Config};
use crate::authz::Policy;
use crate::db::{Arg, Db, Record, Sql};
use crate::password::Hasher;
use crate::world::World;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A vendor, two resellers of one organization and one without, two clients, and who works there.
const BASE: &str = r#"
{"type":"organization","key":"wind","name":"Wind"}
{"type":"domain","name":"vendor.example","kind":"vendor","title":"Vendor"}
{"type":"domain","name":"alize.example","kind":"reseller","organization":"wind","title":"Alizé","aliases":["alize.test"]}
{"type":"domain","name":"bise.example","kind":"reseller","organization":"wind","title":"Bise"}
{"type":"domain","name":"north.example","kind":"reseller","title":"North"}
{"type":"domain","name":"acme.example","kind":"client","title":"Acme","plan":"premium"}
{"type":"domain","name":"zeta.example","kind":"client","title":"Zeta"}
{"type":"account","email":"vera@vendor.example","domain":"vendor.example","name":"Vera","password":"correct horse"}
{"type":"account","email":"alan@alize.example","domain":"alize.example","name":"Alan"}
{"type":"account","email":"anna@alize.test","domain":"alize.example","name":"Anna"}
{"type":"account","email":"bert@bise.example","domain":"bise.example","name":"Bert"}
{"type":"account","email":"nora@north.example","domain":"north.example","name":"Nora"}
{"type":"account","email":"eve@acme.example","domain":"acme.example","name":"Eve"}
{"type":"resource","domain":"acme.example","path":"acme/shop/web","kind":"project"}
{"type":"resource","domain":"acme.example","path":"acme/shop","kind":"folder"}
{"type":"resource","domain":"acme.example","path":"acme","kind":"organization"}
{"type":"group","email":"team@alize.example","domain":"alize.example","name":"Team"}
{"type":"membership","group":"team@alize.example","account":"alan@alize.example"}
{"type":"category","product":"disk","key":"slow","name":"Slow","parent":"speed"}
{"type":"category","product":"disk","key":"speed","name":"Speed"}
{"type":"product","key":"disk","name":"Disk","name_fr":"Disque"}
{"type":"product","key":"mail","name":"Mail"}
{"type":"tenure","client":"acme.example","reseller":"alize.example","kind":"resale","from":"2025-01-01T00:00:00Z","to":"2025-07-01T00:00:00Z"}
{"type":"tenure","client":"acme.example","reseller":"north.example","kind":"resale","from":"2025-07-01T00:00:00Z"}
{"type":"delegation","client":"acme.example","reseller":"alize.example","granted_at":"2025-01-01T00:00:00Z"}
{"type":"case","number":"CASE-1","domain":"acme.example","resource":"acme/shop","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"Le réseau","description":"Coupé.","product":"disk","category":"slow"}
{"type":"case","number":"CASE-2","domain":"acme.example","filed_by":"nora@north.example","filed_in":"north.example","filed_at":"2025-07-01T00:00:00Z","title":"Two","description":"Two."}
"#;

/// Runs a test on each engine.
async fn each(test: impl AsyncFn(&App)) {
    let folder = folder();
    let db = Db::open_sqlite(&folder.join("comptoir.db")).await.unwrap();
    let app = build(db).await;
    test(&app).await;
    app.db.close().await;
    std::fs::remove_dir_all(folder).unwrap();
    if let Ok(server) = std::env::var("COMPTOIR_TEST_POSTGRES") {
        let name = format!("import_{}", unique());
        let mut admin = PgConnection::connect(&server.replace("{}", "postgres"))
            .await
            .unwrap();
        let create = format!("CREATE DATABASE {name}");
        sqlx::query(AssertSqlSafe(create))
            .execute(&mut admin)
            .await
            .unwrap();
        let app = build(Db::open_postgres(&server.replace("{}", &name)).await.unwrap()).await;
        test(&app).await;
        app.db.close().await;
        let drop = format!("DROP DATABASE {name}");
        sqlx::query(AssertSqlSafe(drop))
            .execute(&mut admin)
            .await
            .unwrap();
    }
}

async fn build(db: Db) -> App {
    let policy = Policy::builtin().await.unwrap();
    let passwords = Hasher::weak().unwrap();
    App::build(db, World::default(), policy, passwords, Config::default())
        .await
        .unwrap()
}

fn unique() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("comptoir-import-{}", unique()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn import_text(app: &App, text: &str) -> Report {
    match import(app, text.as_bytes(), false).await {
        Ok(report) => report,
        Err(error) => panic!("{error}"),
    }
}

/// What is wrong with the lines, each as `line number: reason`.
async fn refused(app: &App, text: &str) -> Vec<String> {
    match import(app, text.as_bytes(), false).await {
        Err(ImportError::Bad(bad)) => bad
            .0
            .into_iter()
            .map(|bad| format!("{}: {}", bad.line, bad.reason))
            .collect(),
        other => panic!("{other:?}"),
    }
}

async fn all<T: Record>(app: &App, statement: Sql) -> Vec<T> {
    app.db.read().await.unwrap().all(statement).await.unwrap()
}

async fn count(app: &App, statement: &'static str, args: Vec<Arg>) -> i64 {
    all::<(i64,)>(app, Sql::new(statement, args)).await[0].0
}

/// How many rows every table has.
async fn rows(app: &App) -> Vec<i64> {
    let mut counts = Vec::new();
    for statement in [
        "SELECT count(*) FROM organizations",
        "SELECT count(*) FROM domains",
        "SELECT count(*) FROM domain_aliases",
        "SELECT count(*) FROM client_plans",
        "SELECT count(*) FROM accounts",
        "SELECT count(*) FROM groups",
        "SELECT count(*) FROM memberships",
        "SELECT count(*) FROM resources",
        "SELECT count(*) FROM resource_closure",
        "SELECT count(*) FROM roles",
        "SELECT count(*) FROM assignments",
        "SELECT count(*) FROM products",
        "SELECT count(*) FROM categories",
        "SELECT count(*) FROM tenures",
        "SELECT count(*) FROM delegations",
        "SELECT count(*) FROM cases",
        "SELECT count(*) FROM comments",
        "SELECT count(*) FROM internal_notes",
        "SELECT count(*) FROM shares",
        "SELECT count(*) FROM case_search",
        "SELECT count(*) FROM ledger",
    ] {
        counts.push(count(app, statement, Vec::new()).await);
    }
    counts
}
