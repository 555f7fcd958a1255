//! The import over a real database, built as in production.

use super::demo;
use super::{Report, import};
use crate::app::{App, Config};
use crate::authz::Policy;
use crate::db::Db;
use crate::password::Hasher;
use crate::world::World;

async fn app(folder: &std::path::Path) -> App {
    let db = Db::open_sqlite(&folder.join("comptoir.db")).await.unwrap();
    App::build(
        db,
        World::default(),
        Policy::builtin().await.unwrap(),
        Hasher::weak().unwrap(),
        Config::default(),
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn the_demonstration_data_are_imported() {
    let folder = std::env::temp_dir().join(format!("comptoir-import-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let app = app(&folder).await;
    let start = std::time::Instant::now();
    match demo::load(&app).await {
        Ok(report) => print!("{}", report.unwrap()),
        Err(error) => panic!("{error}"),
    }
    println!("{:?}", start.elapsed());
    let again: Report = import(&app, demo::DEMO.as_bytes(), false).await.unwrap();
    assert_eq!(again.total().added, 0);
    println!("{:?}", start.elapsed());
}
