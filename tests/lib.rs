//! The test application: the program as production builds it, on either engine, called in process.
//!
//! A test is a plain function that gets a [`TestApp`]; [`on_both_engines!`] makes two tests of it:
//!
//! ```no_run
//! use tests::TestApp;
//!
//! tests::on_both_engines!(a_reseller_sees_its_clients);
//!
//! async fn a_reseller_sees_its_clients(app: TestApp) {
//!     let alice = app.sign_in("alice@aurora.example").await;
//!     assert_eq!(alice.api().clients(None, None).await.unwrap().items.len(), 5);
//! }
//! ```
//!
//! Who is who stands in `fixtures/world.jsonl`, in the import format. PostgreSQL comes from
//! `tests/with-postgres`.

mod app;
mod contents;
mod database;
mod mail;
pub mod mutations;
mod person;
pub mod reference;
mod snapshot;
mod transport;

pub use app::{PASSWORD, TestApp, WORLD};
pub use contents::Contents;
pub use database::Database;
pub use mail::{Mail, MailServer};
pub use person::{Person, Visitor, code, refused};
pub use snapshot::Snapshot;
pub use transport::{Browser, Reply};

/// Makes two tests of every function named, one per engine.
///
/// The function is an `async fn` of a [`TestApp`] with the fixture world in it.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    $crate::TestApp::sqlite().await.run(super::$name).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    $crate::TestApp::postgres().await.run(super::$name).await;
                }
            )+
        }
    };
}
