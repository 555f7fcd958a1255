//! Session cookies: one per domain, so that several tabs act in several domains at once.

use super::guard::Fingerprint;
use super::path::InPath;
use crate::authz::{Credentials, digest};
use crate::error::Result;
use crate::network::Network;
use poem::Request;
use poem::http::header;
use poem::web::cookie::{Cookie, CookieJar, SameSite};
use poem_openapi::registry::{MetaSecurityScheme, Registry};
use shared::problem::Code;
use shared::text::DomainName;
use std::fmt::Write as _;
use std::ops::Deref;
use std::time::Duration;
use uuid::Uuid;

/// The domain in the path, and what the request brings to say who sends it; who that is,
/// [`crate::authz::Acting`] finds out.
#[derive(Debug)]
pub struct Session(Credentials);

impl Deref for Session {
    type Target = Credentials;
    fn deref(&self) -> &Credentials {
        &self.0
    }
}

impl InPath for Session {
    const SECURES: bool = true;

    fn read(text: &str, request: &Request) -> Result<Self> {
        // A name that cannot be one is treated as one that nobody has.
        let domain = DomainName::parse(text)
            .map(|name| name.to_string())
            .unwrap_or_default();
        let once = match request.header("idempotency-key") {
            None => None,
            Some(key) if (1..=255).contains(&key.len()) => {
                let fingerprint = request.extensions().get::<Fingerprint>();
                fingerprint.map(|Fingerprint(digest)| (key.to_owned(), digest.clone()))
            }
            Some(_) => return Err(Code::Malformed.into()),
        };
        Ok(Self(Credentials {
            domain,
            token_hashes: token_hashes(request),
            once,
        }))
    }

    fn register(registry: &mut Registry) {
        registry.create_security_scheme(
            "session",
            MetaSecurityScheme {
                ty: "apiKey",
                description: Some("The session cookie of the domain; its name ends in the domain's id."),
                name: Some("comptoir-<domain id>"),
                key_in: Some("cookie"),
                scheme: None,
                bearer_format: None,
                flows: None,
                openid_connect_url: None,
            },
        );
    }

    fn schemes() -> Vec<&'static str> {
        vec!["session"]
    }
}

const PREFIX: &str = "comptoir-";
const HOST_PREFIX: &str = "__Host-comptoir-";

/// Digests of every session token that the request brings. At most 64 are read.
#[must_use]
pub fn token_hashes(request: &Request) -> Vec<Vec<u8>> {
    let cookies = request.headers().get_all(header::COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| name.starts_with(PREFIX) || name.starts_with(HOST_PREFIX))
        .map(|(_, token)| digest(token.trim().as_bytes()))
        .take(64)
        .collect()
}

/// A new session token: 256 random bits, in hexadecimal.
#[must_use]
pub fn token(random: [u8; 32]) -> String {
    random.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn cookie(domain: Uuid, public_url: &str, token: &str) -> Cookie {
    let secure = public_url.starts_with("https://");
    let prefix = if secure { HOST_PREFIX } else { PREFIX };
    let mut cookie = Cookie::new_with_str(format!("{prefix}{domain}"), token);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(secure);
    cookie
}

/// Gives the browser a session of a domain.
pub fn give(jar: &CookieJar, domain: Uuid, public_url: &str, token: &str) {
    jar.add(cookie(domain, public_url, token));
}

/// Takes the session of a domain from the browser.
pub fn take(jar: &CookieJar, domain: Uuid, public_url: &str) {
    let mut gone = cookie(domain, public_url, "");
    gone.set_max_age(Duration::ZERO);
    jar.add(gone);
}

/// Where whoever is connected comes from: by the socket, never by what a header claims.
#[must_use]
pub fn peer(request: &Request) -> String {
    let peer = request.remote_addr().as_socket_addr();
    peer.map_or_else(|| "local".to_owned(), |peer| Network::of(peer.ip()).to_string())
}
