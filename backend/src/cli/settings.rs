//! The command line and its settings.
//!
//! Every setting is a flag, an environment variable `COMPTOIR_…` and a key of one TOML file; a
//! flag wins over the environment, the environment over the file, the file over the default.

use crate::app::Config;
use crate::http::server::Limits;
use crate::mail::MailSettings;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use shared::words::Language;
use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  comptoir demo && comptoir serve
      Look at it with demonstration data on http://127.0.0.1:8080
  comptoir init --operator ada@vendor.example --title Vendor
      Begin a real installation: prints a one-time link for the first operator
  comptoir serve --database-url postgres://comptoir@db/comptoir --public-url https://support.vendor.example
      Serve from PostgreSQL behind a proxy that speaks TLS
  comptoir import --dry-run history.jsonl
      Check a file of an older support center without storing anything";

/// A self-hosted support portal for companies that sell through resellers.
#[derive(Debug, Parser)]
#[command(name = "comptoir", version, after_help = EXAMPLES, propagate_version = true)]
pub struct Cli {
    /// Settings that every command has.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a real installation on an empty database: prints a link for the first operator
    Init(Init),
    /// Serve the portal
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Load the demonstration data into an empty database and print the accounts
    Demo,
    /// Take over organizations, people, tenures and cases from a file of JSON Lines
    Import {
        /// The file; `-` reads standard input
        file: PathBuf,
        /// Check everything, store nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Look at the policy
    #[command(subcommand)]
    Policy(PolicyCommand),
}

/// What to do with the policy.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Check that the policy can be read and decides
    Check,
    /// Say whether an account may do something with a case, now or earlier, and why
    Explain(Explain),
}

/// A question to the policy.
#[derive(Debug, Args)]
pub struct Explain {
    /// The account's address
    #[arg(long, value_name = "EMAIL")]
    pub account: String,
    /// The case's number
    #[arg(long, value_name = "NUMBER")]
    pub case: String,
    /// What it would do: view, comment, manage, rate, share, escalate, export or work
    #[arg(long, default_value = "view")]
    pub action: String,
    /// At an earlier instant, for example 2026-03-01T09:30:00Z
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// Print JSON, as the API answers
    #[arg(long)]
    pub json: bool,
}

/// Who begins a real installation.
#[derive(Debug, Args)]
pub struct Init {
    /// The first operator's address; its host becomes the vendor's domain
    #[arg(long, value_name = "EMAIL")]
    pub operator: String,
    /// What people call the first operator
    #[arg(long, default_value = "Operator")]
    pub name: String,
    /// What people call the vendor; the domain's name if left out
    #[arg(long)]
    pub title: Option<String>,
    /// The first operator's language: fr or en
    #[arg(long)]
    pub locale: Option<Language>,
}

/// Settings that every command has.
#[derive(Args, Clone)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Read settings from this TOML file [default: comptoir.toml, if there is one]
    #[arg(long, global = true, env = "COMPTOIR_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Keep the SQLite database in this folder
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_DATA",
        value_name = "DIR",
        default_value = "data"
    )]
    pub data: PathBuf,
    /// Keep the contents of files in this folder [default: `files` in the folder of the data]
    #[arg(long, global = true, env = "COMPTOIR_FILES", value_name = "DIR")]
    pub files: Option<PathBuf>,
    /// Use this PostgreSQL database instead of SQLite
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub database_url: Option<String>,
    /// Listen on this address
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// The address people open, if it is not the one listened on
    #[arg(long, global = true, env = "COMPTOIR_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Send mail through this server: smtp://USER:PASSWORD@HOST:PORT, smtps://…; ?tls=required for STARTTLS
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_SMTP_URL",
        value_name = "URL",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub smtp_url: Option<String>,
    /// The sender of mail, for example "Vendor support <support@vendor.example>"
    #[arg(long, global = true, env = "COMPTOIR_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Use model.conf and policy.csv of this folder instead of the built-in policy
    #[arg(long, global = true, env = "COMPTOIR_POLICIES", value_name = "DIR")]
    pub policies: Option<PathBuf>,
    /// What to log, as a tracing filter
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_LOG",
        value_name = "FILTER",
        default_value = "info"
    )]
    pub log: String,
    /// Log one JSON object per line
    #[arg(long, global = true, env = "COMPTOIR_LOG_JSON")]
    pub log_json: bool,
    /// Serve demonstration data on an address that others can reach
    #[arg(long, global = true, env = "COMPTOIR_FORCE_DEMO")]
    pub force_demo: bool,
    /// Connections at once
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_CONNECTIONS",
        value_name = "N",
        default_value_t = 4_096,
        value_parser = at_least_one
    )]
    pub connections: usize,
    /// Connections at once from one address that are not signed in
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_CONNECTIONS_PER_ADDRESS",
        value_name = "N",
        default_value_t = 64,
        value_parser = at_least_one
    )]
    pub connections_per_address: usize,
    /// Failed sign-ins per account in 15 minutes
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_FAILURES_PER_ACCOUNT",
        value_name = "N",
        default_value_t = 10,
        value_parser = at_least_one
    )]
    pub failures_per_account: usize,
    /// Failed sign-ins per address in 15 minutes
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_FAILURES_PER_ADDRESS",
        value_name = "N",
        default_value_t = 50,
        value_parser = at_least_one
    )]
    pub failures_per_address: usize,
    /// Files that an account attaches in a minute
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_UPLOADS_A_MINUTE",
        value_name = "N",
        default_value_t = 100,
        value_parser = at_least_one
    )]
    pub uploads_a_minute: usize,
    /// A session ends after so many idle minutes
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_SESSION_IDLE_MINUTES",
        value_name = "N",
        default_value_t = 30,
        value_parser = clap::value_parser!(u32).range(1..=100_000)
    )]
    pub session_idle_minutes: u32,
    /// A session ends after so many hours in any case
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_SESSION_HOURS",
        value_name = "N",
        default_value_t = 12,
        value_parser = clap::value_parser!(u32).range(1..=100_000)
    )]
    pub session_hours: u32,
    /// A one-time link works for so many hours
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_INVITATION_HOURS",
        value_name = "N",
        default_value_t = 48,
        value_parser = clap::value_parser!(u32).range(1..=100_000)
    )]
    pub invitation_hours: u32,
    /// A case whose solution nobody answers closes after so many days, announced before; 0 for never
    #[arg(
        long,
        global = true,
        env = "COMPTOIR_CLOSE_AFTER_DAYS",
        value_name = "N",
        default_value_t = 14,
        value_parser = clap::value_parser!(u32).range(0..=3_650)
    )]
    pub close_after_days: u32,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URLs of the database and of the mail server may hold passwords.
        f.debug_struct("Settings")
            .field("data", &self.data)
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// The address people open, without a final slash.
    #[must_use]
    pub fn public_url(&self) -> String {
        let url = self
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.listen));
        url.trim_end_matches('/').to_owned()
    }

    /// What the program itself needs to know.
    #[must_use]
    pub fn app(&self) -> Config {
        Config {
            public_url: self.public_url(),
            session_idle_seconds: i64::from(self.session_idle_minutes) * 60,
            session_seconds: i64::from(self.session_hours) * 3_600,
            invitation_seconds: i64::from(self.invitation_hours) * 3_600,
            failures_per_account: self.failures_per_account,
            failures_per_address: self.failures_per_address,
            close_after_days: self.close_after_days,
            mail: self.smtp_url.clone().map(|smtp_url| MailSettings {
                smtp_url,
                from: self.mail_from.clone().unwrap_or_default(),
            }),
            files: self.files.clone().unwrap_or_else(|| self.data.join("files")),
            uploads_a_minute: self.uploads_a_minute,
            ..Config::default()
        }
    }
}

impl Settings {
    /// What the accept loop needs to know.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            connections: self.connections,
            connections_per_address: self.connections_per_address,
            ..Limits::default()
        }
    }
}

/// A number of things, of which none would mean that nobody can use the portal.
fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..=1_000_000) => Ok(number),
        _ => Err("not a number from 1 to 1000000".to_owned()),
    }
}

/// Reads the command line, the environment and the file.
///
/// # Errors
/// What clap says, which is also how `--help` ends.
pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let args = args.into_iter().collect::<Vec<_>>();
    let (file, needed) = config_file(&args);
    let command = with_file(Cli::command(), &file, needed)?;
    Cli::from_arg_matches(&command.try_get_matches_from(args)?)
}

/// The file to read, and whether it must be there.
fn config_file(args: &[OsString]) -> (PathBuf, bool) {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--config"
            && let Some(file) = args.next()
        {
            return (PathBuf::from(file), true);
        }
        if let Some(file) = arg.to_str().and_then(|arg| arg.strip_prefix("--config=")) {
            return (PathBuf::from(file), true);
        }
    }
    match std::env::var_os("COMPTOIR_CONFIG") {
        Some(file) => (PathBuf::from(file), true),
        None => (PathBuf::from("comptoir.toml"), false),
    }
}

/// The command with what the file says as its defaults.
fn with_file(mut command: clap::Command, file: &Path, needed: bool) -> Result<clap::Command, clap::Error> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(_) if !needed => return Ok(command),
        Err(error) => return Err(refused(&mut command, &format!("{}: {error}", file.display()))),
    };
    let table = text.parse::<toml::Table>();
    let table =
        table.map_err(|error| refused(&mut command, &format!("{}: {}", file.display(), error.message())))?;
    for (key, value) in table {
        let known = key != "config" && command.get_arguments().any(|arg| arg.get_id() == key.as_str());
        if !known {
            return Err(refused(
                &mut command,
                &format!("{}: `{key}` is not a setting", file.display()),
            ));
        }
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            _ => {
                return Err(refused(
                    &mut command,
                    &format!("{}: `{key}` cannot be read", file.display()),
                ));
            }
        };
        command = command.mut_arg(key, |arg| arg.default_value(value));
    }
    Ok(command)
}

fn refused(command: &mut clap::Command, message: &str) -> clap::Error {
    command.error(clap::error::ErrorKind::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(file: &str, args: &[&str]) -> Result<Cli, clap::Error> {
        let folder = std::env::temp_dir().join(format!("comptoir-settings-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{}.toml", file.len()));
        std::fs::write(&path, file).unwrap();
        let mut line = vec![OsString::from("comptoir"), "--config".into(), path.into()];
        line.extend(args.iter().map(OsString::from));
        read(line)
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let cli = with(
            "listen = \"127.0.0.1:9000\"\nsession_hours = 2\nlog_json = true\n",
            &["serve"],
        )
        .unwrap();
        assert_eq!(cli.settings.listen.port(), 9_000);
        assert_eq!((cli.settings.session_hours, cli.settings.log_json), (2, true));
        assert_eq!(cli.settings.public_url(), "http://127.0.0.1:9000");
        let cli = with(
            "listen = \"127.0.0.1:9000\"",
            &["serve", "--listen", "127.0.0.1:9001"],
        )
        .unwrap();
        assert_eq!(cli.settings.listen.port(), 9_001);
        assert_eq!(cli.settings.connections, 4_096);
    }

    #[test]
    fn an_unknown_key_or_a_missing_file_is_named() {
        let error = with("colour = \"blue\"", &["serve"]).unwrap_err().to_string();
        assert!(error.contains("`colour` is not a setting"), "{error}");
        let line = ["comptoir", "--config", "no-such-file.toml", "serve"].map(OsString::from);
        assert!(read(line).unwrap_err().to_string().contains("no-such-file.toml"));
    }

    #[test]
    fn a_limit_of_nothing_is_refused() {
        for setting in ["connections", "failures_per_account", "session_hours"] {
            let error = with(&format!("{setting} = 0"), &["serve"])
                .unwrap_err()
                .to_string();
            assert!(error.contains("'0'"), "{error}");
        }
    }

    #[test]
    fn help_does_not_show_a_password_of_the_file() {
        let file = "database_url = \"postgres://comptoir:s3cret@db/comptoir\"\nsmtp_url = \"smtps://us:s3cret@mail\"";
        for args in [&["--help"][..], &["serve", "--help"], &["-h"]] {
            let help = with(file, args).unwrap_err();
            assert!(!help.to_string().contains("s3cret"));
        }
        let settings = with(file, &["serve"]).unwrap().settings;
        assert_eq!(
            settings.app().mail.map(|mail| mail.smtp_url).as_deref(),
            Some("smtps://us:s3cret@mail")
        );
        assert!(!format!("{settings:?} {:?}", settings.app()).contains("s3cret"));
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
