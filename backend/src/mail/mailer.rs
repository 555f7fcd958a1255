//! Speaking SMTP: what a mail looks like from outside, and what becomes of it.

use crate::world::World;
use lettre::address::AddressError;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::error::Error as _;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};
use tokio::sync::Notify;
use uuid::Uuid;

/// How long one mail may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Connections kept open at most; mails are sent one after the other.
const CONNECTIONS: u32 = 2;

/// Letters of an error that are kept at most.
const ERROR: usize = 500;

/// How mail is sent.
#[derive(Clone)]
pub struct MailSettings {
    /// The server: `smtp://`, `smtps://`, with user and password if it wants them.
    pub smtp_url: String,
    /// The sender, an address or `Name <address>`.
    pub from: String,
}

impl fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URL may hold a password.
        f.debug_struct("MailSettings")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Why mail cannot be sent as the settings say. It never shows the URL, which may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The URL is none of a mail server.
    #[error(
        "--smtp-url must be smtp://HOST or smtps://HOST, with ?tls=required or ?tls=opportunistic for STARTTLS"
    )]
    Url,
    /// A password would travel for everybody to read.
    #[error("--smtp-url has a password, which would travel unencrypted: use smtps://, or add ?tls=required")]
    InTheClear,
    /// The sender is no address.
    #[error("--smtp-url needs --mail-from, an address or \"Name <address>\": {0}")]
    From(AddressError),
}

/// What is told to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The recipient's address.
    pub(crate) to: String,
    /// One line.
    pub(crate) subject: String,
    /// Plain text.
    pub(crate) body: String,
    /// The number of the case, which makes its mails one thread.
    pub(crate) case: Option<String>,
}

/// Why a mail was not taken by the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsent {
    /// The server could not be spoken to: others would fare no better.
    Unreachable(String),
    /// It may be taken later.
    Later(String),
    /// It will never be taken.
    Never(String),
}

/// Sends mail, and wakes the job that does. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    out: Option<Out>,
    wake: Arc<Notify>,
}

#[derive(Clone)]
struct Out {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").finish_non_exhaustive()
    }
}

/// Says that nobody wrote this, so that no machine answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Mailer {
    /// A mailer as the settings say; without any, mail waits.
    ///
    /// # Errors
    /// When the settings are wrong. Whether the server answers is not looked at.
    pub fn new(settings: Option<&MailSettings>) -> Result<Self, MailError> {
        let out = settings.map(Out::new).transpose()?;
        let wake = Arc::default();
        Ok(Self { out, wake })
    }

    /// Whether there is a server to send through.
    #[must_use]
    pub const fn sends(&self) -> bool {
        self.out.is_some()
    }

    /// Has the job look at once.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Returns when it was told to look, also if that was before.
    pub(crate) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// Sends a letter under the id of its row, by which a reader's program knows one that comes twice.
    ///
    /// # Errors
    /// Why the server did not take it.
    pub(crate) async fn send(&self, world: &World, id: Uuid, letter: &Letter) -> Result<(), Unsent> {
        let out = self
            .out
            .as_ref()
            .ok_or_else(|| Unsent::Later(NO_SERVER.to_owned()))?;
        let message = out
            .message(world, id, letter)
            .map_err(|error| Unsent::Never(shortened(&error.to_string())))?;
        match tokio::time::timeout(PATIENCE, out.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(unsent(&error)),
            Err(_) => Err(Unsent::Unreachable("no answer in time".to_owned())),
        }
    }
}

/// What is said of mail that waits for a server.
pub(crate) const NO_SERVER: &str = "no mail server is set";

impl Out {
    fn new(settings: &MailSettings) -> Result<Self, MailError> {
        let from = settings.from.parse().map_err(MailError::From)?;
        if in_the_clear(&settings.smtp_url) {
            return Err(MailError::InTheClear);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.smtp_url)
            .map_err(|_| MailError::Url)?
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .build();
        Ok(Self { transport, from })
    }

    fn message(
        &self,
        world: &World,
        id: Uuid,
        letter: &Letter,
    ) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
        let host = self.from.email.domain();
        let since = Duration::from_micros(u64::try_from(world.now().micros())?);
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to.parse()?))
            .date(UNIX_EPOCH + since)
            .message_id(Some(format!("<{id}@{host}>")))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .subject(letter.subject.clone());
        if let Some(case) = &letter.case {
            // No mail has this id; every mail of the case answers to it.
            let thread = format!("<case.{case}@{host}>");
            message = message.in_reply_to(thread.clone()).references(thread);
        }
        Ok(message.body(letter.body.clone())?)
    }
}

/// Whether a password would travel unencrypted, to another machine.
fn in_the_clear(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else {
        return false;
    };
    let (authority, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = authority.split('/').next().unwrap_or_default();
    let Some((_, host)) = authority.rsplit_once('@') else {
        return false;
    };
    let here = ["localhost", "127.0.0.1", "[::1]"];
    let local = here
        .iter()
        .any(|here| host == *here || host.strip_prefix(here).is_some_and(|port| port.starts_with(':')));
    !local && !query.split('&').any(|part| part == "tls=required")
}

fn unsent(error: &lettre::transport::smtp::Error) -> Unsent {
    let mut told = error.to_string();
    if error.status().is_none()
        && let Some(source) = error.source()
        && !told.contains(&source.to_string())
    {
        told = format!("{told}: {source}");
    }
    let told = shortened(&told);
    if error.is_permanent() {
        Unsent::Never(told)
    } else if error.is_transient() || error.is_client() || error.is_response() {
        Unsent::Later(told)
    } else {
        Unsent::Unreachable(told)
    }
}

/// One line, not too long: what a server says is its own.
fn shortened(told: &str) -> String {
    super::text::line(told, ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(smtp_url: &str, from: &str) -> MailSettings {
        MailSettings {
            smtp_url: smtp_url.to_owned(),
            from: from.to_owned(),
        }
    }

    const FROM: &str = "Vendor support <support@vendor.example>";

    #[tokio::test]
    async fn settings_that_cannot_work_are_refused_without_the_password() {
        for (url, from, sound) in [
            ("smtp://127.0.0.1:2525", FROM, true),
            ("smtp://us:s3cret@localhost:2525", FROM, true),
            ("smtps://us:s3cret@mail.example", FROM, true),
            ("smtp://us:s3cret@mail.example?tls=required", "a@b.example", true),
            ("smtp://us:s3cret@mail.example", FROM, false),
            ("smtp://us:s3cret@mail.example?tls=opportunistic", FROM, false),
            ("http://us:s3cret@mail.example", FROM, false),
            ("mail.example", FROM, false),
            ("smtps://us:s3cret@mail.example", "", false),
            ("smtps://us:s3cret@mail.example", "nobody", false),
        ] {
            let settings = settings(url, from);
            let mailer = Mailer::new(Some(&settings));
            assert_eq!(mailer.is_ok(), sound, "{url} {from}");
            let told = format!("{settings:?} {mailer:?}");
            let told = mailer
                .err()
                .map_or(told.clone(), |error| format!("{told} {error}"));
            assert!(!told.contains("s3cret"), "{told}");
        }
    }

    #[tokio::test]
    async fn a_mail_says_whose_it_is_and_that_nobody_wrote_it() {
        let out = Out::new(&settings("smtp://127.0.0.1", FROM)).unwrap();
        let letter = Letter {
            to: "dan@delta.example".to_owned(),
            subject: "[K7QF-3M2X] Élan\r\nBcc: all@delta.example".to_owned(),
            body: "Bonjour\n.\nQUIT\n".to_owned(),
            case: Some("K7QF-3M2X".to_owned()),
        };
        let message = out
            .message(&World::default(), Uuid::from_u128(7), &letter)
            .unwrap();
        let text = String::from_utf8(message.formatted()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        for line in [
            "From: \"Vendor support\" <support@vendor.example>",
            "To: dan@delta.example",
            "Message-ID: <00000000-0000-0000-0000-000000000007@vendor.example>",
            "In-Reply-To: <case.K7QF-3M2X@vendor.example>",
            "References: <case.K7QF-3M2X@vendor.example>",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(head.lines().any(|there| there == line), "{line} in {head}");
        }
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert_eq!(message.envelope().to().len(), 1);
        let nowhere = Letter {
            to: "dan@delta.example\r\nRCPT TO:<eve@rival.example>".to_owned(),
            ..letter
        };
        assert!(out.message(&World::default(), Uuid::nil(), &nowhere).is_err());
    }
}
