//! A state of the database to begin from again and again.

use crate::app::TestApp;
use tokio::task::JoinHandle;

/// A database as it was, that nobody works with. Copies are made ahead and removed behind, for on
/// PostgreSQL each takes a while.
#[derive(Debug)]
pub struct Snapshot {
    origin: TestApp,
    next: JoinHandle<TestApp>,
    used: Vec<JoinHandle<()>>,
}

fn copy(origin: &TestApp) -> JoinHandle<TestApp> {
    let origin = origin.clone();
    tokio::spawn(async move { origin.copy().await })
}

impl TestApp {
    /// Ends the work with this database, so that copies of it can be worked with.
    pub async fn snapshot(self) -> Snapshot {
        self.app.db.close().await;
        Snapshot {
            next: copy(&self),
            origin: self,
            used: Vec::new(),
        }
    }
}

impl Snapshot {
    /// The program over a copy. Whoever signed in before is still signed in: see
    /// [`TestApp::reached_by`].
    ///
    /// # Panics
    /// When it could not be copied.
    pub async fn copy(&mut self) -> TestApp {
        let next = copy(&self.origin);
        std::mem::replace(&mut self.next, next)
            .await
            .expect("the database can be copied")
    }

    /// Removes a copy.
    pub fn discard(&mut self, app: TestApp) {
        self.used.push(tokio::spawn(async move { app.remove().await }));
    }

    /// Removes everything.
    pub async fn remove(mut self) {
        let unused = self.copy().await;
        self.discard(unused);
        self.next.abort();
        for used in self.used {
            // What cannot be removed goes with the cluster or the temporary folder.
            drop(used.await);
        }
        self.origin.remove().await;
    }
}
