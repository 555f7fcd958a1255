//! The program, served on a port of its own with the demonstration data.

use comptoir::app::{App, Config};
use comptoir::authz::Policy;
use comptoir::db::Db;
use comptoir::features::import::demo;
use comptoir::http::server::{Limits, serve};
use comptoir::password::Hasher;
use comptoir::world::World;
use std::path::PathBuf;

/// A portal of its own.
pub(crate) struct Portal {
    /// Its address, without a final slash.
    pub(crate) url: String,
    folder: PathBuf,
}

impl Portal {
    /// Starts one on SQLite.
    pub(crate) async fn open() -> Self {
        let folder =
            std::env::temp_dir().join(format!("comptoir-journey-{}", uuid::Uuid::from_u128(random())));
        std::fs::create_dir_all(&folder).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let db = Db::open_sqlite(&folder.join("comptoir.sqlite")).await.unwrap();
        let config = Config {
            public_url: url.clone(),
            files: folder.join("files"),
            ..Config::default()
        };
        let policy = Policy::builtin().await.unwrap();
        let app = App::build(db, World::default(), policy, Hasher::weak().unwrap(), config)
            .await
            .unwrap();
        demo::load(&app).await.unwrap().expect("an empty database");
        tokio::spawn(serve(
            listener,
            comptoir::http::endpoint(&app),
            Limits::default(),
            std::future::pending(),
        ));
        Self { url, folder }
    }

    /// A file of a person's, to be attached.
    pub(crate) fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn random() -> u128 {
    let mut bytes = [0; 16];
    let token: [u8; 16] = World::default().random().unwrap();
    bytes.copy_from_slice(&token);
    u128::from_le_bytes(bytes)
}
