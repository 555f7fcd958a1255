//! The command line: each command in a few lines over what the features do.

mod explain;
mod init;
mod serve;
pub mod settings;

use crate::app::App;
use crate::authz::Policy;
use crate::db::Db;
use crate::features::import;
use crate::password::Hasher;
use crate::world::World;
use settings::{Cli, Command, PolicyCommand, Settings};
use std::fmt;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

/// Why a command failed: one clear line.
#[derive(Debug)]
pub struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs a command.
///
/// # Errors
/// One line that says why it failed.
#[expect(clippy::print_stdout, reason = "commands speak to whoever runs them")]
pub async fn run(cli: Cli) -> Result<(), Failed> {
    let settings = &cli.settings;
    match cli.command {
        Command::Serve => serve::serve(settings).await,
        Command::Init(init) => init::init(settings, &init).await,
        Command::Migrate => {
            build(settings).await?;
            println!("The database is up to date.");
            Ok(())
        }
        Command::Demo => demo(settings).await,
        Command::Import { file, dry_run } => import_file(settings, &file, dry_run).await,
        Command::Policy(PolicyCommand::Check) => {
            policy(settings).await?;
            println!("The policy can be read and decides.");
            Ok(())
        }
        Command::Policy(PolicyCommand::Explain(question)) => explain::explain(settings, &question).await,
    }
}

async fn policy(settings: &Settings) -> Result<Policy, Failed> {
    Ok(match &settings.policies {
        Some(folder) => Policy::from_folder(folder).await?,
        None => Policy::builtin().await?,
    })
}

/// Puts the program together as the settings say.
async fn build(settings: &Settings) -> Result<App, Failed> {
    let policy = policy(settings).await?;
    let db = match &settings.database_url {
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Db::open_postgres(url).await?
        }
        Some(_) => return Err(Failed("the database URL must begin with postgres://".to_owned())),
        None => {
            // What is in it is nobody else's.
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&settings.data)
                .map_err(|error| Failed(format!("{}: {error}", settings.data.display())))?;
            Db::open_sqlite(&settings.data.join("comptoir.sqlite")).await?
        }
    };
    Ok(App::build(db, World::default(), policy, Hasher::new()?, settings.app()).await?)
}

#[expect(clippy::print_stdout, reason = "commands speak to whoever runs them")]
async fn demo(settings: &Settings) -> Result<(), Failed> {
    let app = build(settings).await?;
    match import::demo::load(&app).await? {
        Some(report) => println!("Demonstration data loaded.\n{report}"),
        None => println!("The database is not empty: nothing was loaded."),
    }
    if import::demo::is_loaded(&app).await? {
        println!(
            "\nDemonstration accounts; the password of each is {}:\n",
            import::demo::PASSWORD
        );
        for (address, about) in import::demo::ACCOUNTS {
            println!("  {address:<44} {about}");
        }
    }
    app.db.close().await;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "commands speak to whoever runs them")]
async fn import_file(settings: &Settings, file: &Path, dry_run: bool) -> Result<(), Failed> {
    let unreadable = |error| Failed(format!("{}: {error}", file.display()));
    let app = build(settings).await?;
    let report = if file == Path::new("-") {
        import::import(&app, std::io::stdin().lock(), dry_run).await?
    } else {
        let source = std::io::BufReader::new(std::fs::File::open(file).map_err(unreadable)?);
        import::import(&app, source, dry_run).await?
    };
    println!("{report}");
    app.db.close().await;
    Ok(())
}
