//! The command line, the environment and the configuration file, which say the same things.
//!
//! Each setting is declared once, below: a flag, an environment variable `COMPTOIR_…` and a key
//! of one TOML file, in this order of precedence. The file's values become clap's defaults
//! before clap parses for good, so that there is one parser, one set of messages and one type
//! for each setting wherever it was given.

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use poem::http::Uri;
use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use toml::Value;

/// The configuration file that is read if it exists and no other is named.
const FILE: &str = "comptoir.toml";

const EXAMPLES: &str = "\
Examples:
  comptoir demo && comptoir serve      look at it: demonstration data in ./data
  comptoir init --operator me@vendor.example --domain vendor.example --title Vendor
                                       begin a real installation; prints a one-time link
  comptoir serve --data /var/lib/comptoir --listen 127.0.0.1:8080 \\
      --public-url https://support.vendor.example
  COMPTOIR_DATABASE_URL=postgres://comptoir:secret@db/comptoir comptoir serve

A file comptoir.toml, with the same names as the flags:
  data = \"/var/lib/comptoir\"
  public_url = \"https://support.vendor.example\"
  session_idle_minutes = 20

A flag has precedence over an environment variable, that over the file.";

/// A self-hosted support portal for companies that sell through resellers.
#[derive(Debug, Parser)]
#[command(name = "comptoir", version, about, after_help = EXAMPLES, max_term_width = 110)]
pub struct Cli {
    /// What can be set.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Begin a real installation: make the first account and print its one-time link
    Init(Init),
    /// Serve the portal until SIGTERM or Ctrl-C
    Serve,
    /// Bring the database up to date (`serve` and `import` do so by themselves)
    Migrate,
    /// Fill an empty database with demonstration data
    Demo {
        /// Even if the portal is reachable from other machines: everybody knows the passwords
        #[arg(long)]
        force: bool,
    },
    /// Take over accounts, clients and cases from a file of JSON Lines: all or nothing
    Import {
        /// The file, one object per line
        file: PathBuf,
        /// Say what would be imported and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Look after the access policy
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Verify what must always be true of the data; fails if something is not
    Doctor,
}

/// What to do with the policy.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum PolicyCommand {
    /// Verify that the policy is complete and decides as its table of examples says
    Check,
}

/// Who runs the installation, and the domain it begins with.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Init {
    /// The address of the first account, which may do everything
    #[arg(long, value_name = "EMAIL")]
    pub operator: String,
    /// Its name [default: the address]
    #[arg(long)]
    pub name: Option<String>,
    /// The vendor's domain [default: that of the address]
    #[arg(long, value_name = "NAME")]
    pub domain: Option<String>,
    /// What the vendor is called [default: the domain]
    #[arg(long)]
    pub title: Option<String>,
}

/// What can be set.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// The configuration file [default: comptoir.toml, if there is one]
    #[arg(long, env = "COMPTOIR_CONFIG", value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// The folder for the SQLite database and attached files
    #[arg(
        long,
        env = "COMPTOIR_DATA",
        value_name = "DIR",
        default_value = "data",
        global = true
    )]
    pub data: PathBuf,
    /// postgres://USER:PASSWORD@HOST/NAME, or sqlite:FILE [default: comptoir.sqlite in the data folder]
    #[arg(
        long,
        env = "COMPTOIR_DATABASE_URL",
        hide_env_values = true,
        hide_default_value = true,
        value_name = "URL",
        global = true
    )]
    pub database_url: Option<DatabaseUrl>,
    /// The address and port to listen on
    #[arg(
        long,
        env = "COMPTOIR_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:8080",
        global = true
    )]
    pub listen: SocketAddr,
    /// The address that people open; https:// makes cookies and browsers insist on it
    /// [default: http:// and the address to listen on]
    #[arg(long, env = "COMPTOIR_PUBLIC_URL", value_name = "URL", global = true)]
    pub public_url: Option<PublicUrl>,

    /// What to log: error, warn, info, debug, trace, also by module (info,sqlx=warn)
    #[arg(
        long,
        env = "COMPTOIR_LOG",
        value_name = "FILTER",
        default_value = "info",
        global = true,
        help_heading = "Log"
    )]
    pub log: String,
    /// How to log
    #[arg(
        long,
        env = "COMPTOIR_LOG_FORMAT",
        value_name = "FORMAT",
        default_value = "text",
        global = true,
        help_heading = "Log"
    )]
    pub log_format: LogFormat,

    /// Limits.
    #[command(flatten)]
    pub limits: LimitSettings,
}

/// Limits that can be set. All are at least one.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitSettings {
    /// Connections at once
    #[arg(
        long,
        env = "COMPTOIR_CONNECTIONS",
        value_name = "N",
        default_value = "4096",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000),
        global = true
    )]
    pub connections: u32,
    /// Connections at once per address (IPv6: per /64) that are not signed in
    #[arg(
        long,
        env = "COMPTOIR_CONNECTIONS_PER_ADDRESS",
        value_name = "N",
        default_value = "64",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000),
        global = true
    )]
    pub connections_per_address: u32,
    /// Failed sign-ins per account in 15 minutes
    #[arg(
        long,
        env = "COMPTOIR_SIGN_IN_FAILURES_PER_ACCOUNT",
        value_name = "N",
        default_value = "10",
        value_parser = clap::value_parser!(u32).range(1..=10_000),
        global = true
    )]
    pub sign_in_failures_per_account: u32,
    /// Failed sign-ins per address (IPv6: per /64) in 15 minutes
    #[arg(
        long,
        env = "COMPTOIR_SIGN_IN_FAILURES_PER_ADDRESS",
        value_name = "N",
        default_value = "50",
        value_parser = clap::value_parser!(u32).range(1..=10_000),
        global = true
    )]
    pub sign_in_failures_per_address: u32,
    /// Minutes without a request after which a session ends
    #[arg(
        long,
        env = "COMPTOIR_SESSION_IDLE_MINUTES",
        value_name = "N",
        default_value = "30",
        value_parser = clap::value_parser!(u32).range(1..=43_200),
        global = true
    )]
    pub session_idle_minutes: u32,
    /// Hours after which a session ends in any case
    #[arg(
        long,
        env = "COMPTOIR_SESSION_HOURS",
        value_name = "N",
        default_value = "12",
        value_parser = clap::value_parser!(u32).range(1..=720),
        global = true
    )]
    pub session_hours: u32,
    /// Hours for which the link of an invitation works
    #[arg(
        long,
        env = "COMPTOIR_INVITATION_HOURS",
        value_name = "N",
        default_value = "48",
        value_parser = clap::value_parser!(u32).range(1..=720),
        global = true
    )]
    pub invitation_hours: u32,
    /// Minutes for which the link to reset a password works
    #[arg(
        long,
        env = "COMPTOIR_RESET_MINUTES",
        value_name = "N",
        default_value = "30",
        value_parser = clap::value_parser!(u32).range(1..=1_440),
        global = true
    )]
    pub reset_minutes: u32,
}

/// How to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object per line.
    Json,
}

/// Where the database is. It may hold a password, so `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The address with its password.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseUrl(…)")
    }
}

/// The engine and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// This file, made if it is not there.
    Sqlite(PathBuf),
    /// This server.
    Postgres(DatabaseUrl),
}

/// The address that people open: `http` or `https`, a host, perhaps a port, and no final slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// As it is written before a path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether browsers may insist on encryption.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Not an address that people could open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write it like https://support.example.com, without a path")]
pub struct NotPublic;

impl FromStr for PublicUrl {
    type Err = NotPublic;

    fn from_str(text: &str) -> Result<Self, NotPublic> {
        let uri: Uri = text.parse().map_err(|_| NotPublic)?;
        let (Some(scheme @ ("http" | "https")), Some(authority)) =
            (uri.scheme_str(), uri.authority())
        else {
            return Err(NotPublic);
        };
        if authority.as_str().contains('@')
            || authority.host().is_empty()
            || uri.path() != "/"
            || uri.query().is_some()
        {
            return Err(NotPublic);
        }
        // Browsers send the host in small letters, and no port where it is the usual one.
        let host = authority.host().to_ascii_lowercase();
        Ok(Self(match (scheme, authority.port_u16()) {
            (_, None) | ("http", Some(80)) | ("https", Some(443)) => format!("{scheme}://{host}"),
            (_, Some(port)) => format!("{scheme}://{host}:{port}"),
        }))
    }
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// clap's message, which is also the answer to `--help` and `--version`.
    #[error("{0}")]
    Usage(#[from] clap::Error),
    /// The configuration file, one line.
    #[error("{}: {reason}", file.display())]
    File {
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The address of the database is of no known kind. It is not repeated: it may hold a
    /// password.
    #[error("database_url: write postgres://USER:PASSWORD@HOST/NAME or sqlite:FILE")]
    Database,
}

impl SettingsError {
    /// Says what is wrong (or what `--help` asked for) and ends the process: 0 for help, else 2.
    pub fn exit(&self) -> ! {
        match self {
            Self::Usage(error) => error.exit(),
            _ => {
                eprintln!("error: {self}");
                std::process::exit(2)
            }
        }
    }
}

impl Cli {
    /// What this process was started with.
    ///
    /// # Errors
    /// If the command line, the environment or the file cannot be used.
    pub fn load() -> Result<Self, SettingsError> {
        Self::load_from(std::env::args_os(), Path::new(""))
    }

    /// As [`Cli::load`], with these arguments, and looking for `comptoir.toml` in a folder.
    ///
    /// # Errors
    /// As there.
    pub fn load_from(
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
        folder: &Path,
    ) -> Result<Self, SettingsError> {
        let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
        let cli = Self::try_parse_from(&arguments)?;
        let cli = match &cli.settings.config {
            Some(file) => Self::with_file(&arguments, file)?,
            None if folder.join(FILE).exists() => Self::with_file(&arguments, &folder.join(FILE))?,
            None => cli,
        };
        cli.settings.database()?;
        Ok(cli)
    }

    fn with_file(arguments: &[OsString], file: &Path) -> Result<Self, SettingsError> {
        let wrong = |reason: String| SettingsError::File {
            file: file.to_owned(),
            reason,
        };
        let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        let table: toml::Table = text
            .parse()
            .map_err(|error| wrong(one_line(&error, &text)))?;
        let mut command = Self::command();
        let names: Vec<String> = settings(&command).collect();
        for (key, value) in table {
            if !names.contains(&key) {
                return Err(wrong(unknown(&key, &names)));
            }
            let value = match value {
                Value::String(text) => text,
                Value::Integer(number) => number.to_string(),
                _ => return Err(wrong(format!("{key}: write a text or a whole number"))),
            };
            command = command.mut_arg(key, |argument| argument.default_value(value));
        }
        // The command line and the environment were fine before, so this is about the file.
        let matches = command
            .try_get_matches_from(arguments)
            .map_err(|error| wrong(about_value(&error)))?;
        Self::from_arg_matches(&matches).map_err(|error| wrong(about_value(&error)))
    }
}

/// The names of all settings, which are the keys of the file.
fn settings(command: &clap::Command) -> impl Iterator<Item = String> {
    let global = command
        .get_arguments()
        .filter(|argument| argument.is_global_set());
    let names = global.map(|argument| argument.get_id().to_string());
    names.filter(|name| name != "config")
}

fn unknown(key: &str, names: &[String]) -> String {
    let meant = names
        .iter()
        .find(|name| **name == key.to_lowercase().replace('-', "_"));
    meant.map_or_else(
        || {
            format!(
                "there is no setting \"{key}\"; there are {}",
                names.join(", ")
            )
        },
        |meant| format!("there is no setting \"{key}\"; write {meant}"),
    )
}

/// Where a TOML error is, and what, without the drawing.
fn one_line(error: &toml::de::Error, text: &str) -> String {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map(|before| before.lines().count().max(1));
    let message = error.message().replace('\n', " ");
    line.map_or_else(|| message.clone(), |line| format!("line {line}: {message}"))
}

/// The first line of clap's message, which names the setting and the value.
fn about_value(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

impl Settings {
    /// The engine and its place.
    ///
    /// # Errors
    /// If the address is of no known kind.
    pub fn database(&self) -> Result<Database, SettingsError> {
        let Some(url) = &self.database_url else {
            return Ok(Database::Sqlite(self.data.join("comptoir.sqlite")));
        };
        let text = url.expose();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Database::Postgres(url.clone()));
        }
        let file = text
            .strip_prefix("sqlite:")
            .map(|rest| rest.strip_prefix("//").unwrap_or(rest));
        match file {
            Some(file) if !file.is_empty() => Ok(Database::Sqlite(PathBuf::from(file))),
            _ => Err(SettingsError::Database),
        }
    }

    /// The address that people open.
    #[must_use]
    pub fn public_url(&self) -> PublicUrl {
        self.public_url.clone().unwrap_or_else(|| {
            let port = self.listen.port();
            // Nobody opens 0.0.0.0.
            let url = if self.listen.ip().is_unspecified() {
                format!("http://localhost:{port}")
            } else {
                format!("http://{}", self.listen)
            };
            url.parse().unwrap_or(PublicUrl(url))
        })
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
