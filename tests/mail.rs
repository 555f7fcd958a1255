//! A mail server for tests: Debian's aiosmtpd, which keeps what it is given.

use comptoir::mail::MailSettings;
use comptoir::world::World;
use serde::Deserialize;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const SERVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/smtp/server.py");

/// A mail server of its own for one test, on a free port of this machine.
#[derive(Debug)]
pub struct MailServer {
    folder: PathBuf,
    port: u16,
    running: Option<Child>,
    read: usize,
}

/// A mail as it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Mail {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The headers by name, decoded.
    pub headers: Vec<(String, String)>,
    /// The text.
    pub body: String,
}

impl Mail {
    /// The header of that name, which is there once.
    ///
    /// # Panics
    /// When it is not there, or more than once.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let mut found = self
            .headers
            .iter()
            .filter(|(is, _)| is.eq_ignore_ascii_case(name));
        let header = found.next();
        assert!(found.next().is_none(), "{name} is there twice: {self:?}");
        header.map_or_else(|| panic!("no {name}: {self:?}"), |(_, value)| value.as_str())
    }

    /// Everything that the reader could read, headers included.
    #[must_use]
    pub fn everything(&self) -> String {
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\n"));
        headers.chain([self.body.clone()]).collect()
    }
}

/// The Python for which Debian has the package.
fn python() -> &'static str {
    let debian = "/usr/bin/python3";
    if Path::new(debian).exists() {
        debian
    } else {
        "python3"
    }
}

impl MailServer {
    /// Starts one.
    ///
    /// # Panics
    /// When it does not start; `make setup` installs it.
    #[must_use]
    pub fn start() -> Self {
        let id = World::default().id().expect("an id");
        let folder = std::env::temp_dir().join(format!("comptoir-mail-{id}"));
        std::fs::create_dir_all(&folder).expect("a folder for mail");
        let mut server = Self {
            folder,
            port: 0,
            running: None,
            read: 0,
        };
        server.start_again();
        server
    }

    /// Starts it again where it was.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&mut self) {
        let mut child = Command::new(python())
            .arg(SERVER)
            .arg(&self.folder)
            .arg(self.port.to_string())
            .arg(self.read.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let mut port = String::new();
        let told = child.stdout.take().expect("its output");
        BufReader::new(told).read_line(&mut port).expect("a line");
        self.port = port
            .trim()
            .parse()
            .expect("the mail server starts; run `make setup` if aiosmtpd is missing");
        self.running = Some(child);
    }

    /// Stops it: nobody listens any more.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.running.take() {
            drop(child.stdin.take());
            // It ends with its input; if it has ended already, so much the better.
            drop(child.kill());
            drop(child.wait());
        }
    }

    /// What it answers to whom: lines of an address (or `*`) and an answer.
    ///
    /// # Panics
    /// When the file cannot be written.
    pub fn refuses(&self, lines: &str) {
        std::fs::write(self.folder.join("refuse"), lines).expect("the file is written");
    }

    /// The mails that were taken since the last time, by their first recipient.
    ///
    /// # Panics
    /// When a mail cannot be read.
    pub fn taken(&mut self) -> Vec<Mail> {
        let mut mails = Vec::new();
        while let Ok(text) = std::fs::read_to_string(self.folder.join(format!("{:06}.json", self.read + 1))) {
            self.read += 1;
            mails.push(serde_json::from_str::<Mail>(&text).expect("a mail that was kept"));
        }
        mails.sort_by(|one, other| one.to.cmp(&other.to));
        mails
    }

    /// How to send through it.
    #[must_use]
    pub fn settings(&self) -> MailSettings {
        MailSettings {
            smtp_url: format!("smtp://127.0.0.1:{}", self.port),
            from: "Vendor support <support@vendor.example>".to_owned(),
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.stop();
        // What cannot be removed is left to whoever empties the temporary folder.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
