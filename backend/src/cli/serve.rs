//! `comptoir serve`.

use super::settings::Settings;
use super::{Failed, build};
use crate::db::sql;
use crate::features::import::demo;
use crate::http;
use crate::jobs;

/// Serves until it is told to stop.
#[expect(clippy::print_stdout, reason = "commands speak to whoever runs them")]
pub(super) async fn serve(settings: &Settings) -> Result<(), Failed> {
    let app = build(settings).await?;
    if !settings.listen.ip().is_loopback() && !settings.force_demo && demo::is_loaded(&app).await? {
        return Err(Failed(
            "these are demonstration data, whose passwords everybody knows: serve them on 127.0.0.1, \
             or say --force-demo"
                .to_owned(),
        ));
    }
    app.files.prepare()?;
    let mut tx = app.db.read().await?;
    let (domains,): (i64,) = tx.one(sql!("SELECT count(*) FROM domains")).await?;
    drop(tx);
    let busy = |error: std::io::Error| Failed(format!("cannot listen on {}: {error}", settings.listen));
    let listener = http::server::listen(settings.listen).map_err(busy)?;
    println!("Comptoir serves on {}", settings.public_url());
    if domains == 0 {
        println!(
            "The database is empty. Begin with:\n\n  comptoir init --operator you@your-company.example\n"
        );
    }
    let timers = tokio::spawn(jobs::run(app.clone()));
    http::server::serve(
        listener,
        http::endpoint(&app),
        settings.limits(),
        http::server::told_to_stop()?,
    )
    .await?;
    timers.abort();
    app.db.close().await;
    Ok(())
}
