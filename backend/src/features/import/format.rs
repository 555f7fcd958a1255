//! The import format: JSON Lines, one object per line with a `type`.
//!
//! ```json
//! {"type": "domain", "name": "acme.example", "kind": "client", "title": "Acme", "plan": "standard"}
//! {"type": "account", "email": "eve@acme.example", "domain": "acme.example", "name": "Eve"}
//! ```
//!
//! What a line alone can be refused for is refused here: unknown types and keys, values that are
//! not what they should be. What needs other lines or the database is up to the rules.

use super::report::{BadLine, ImportError, Kind};
use super::values::{
    Address, Body, Detail, Host, Key, Keywords, Label, NodePath, Number, Password, PasswordHash, ShortLabel,
    Title, Zone,
};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use shared::Timestamp;
use shared::api::form::{Need, Question};
use shared::case::State;
use shared::words::{
    DelegationScope, DomainKind, Language, Privilege, ResourceKind, Severity, ShareLevel, TenureKind,
};
use std::collections::BTreeMap;
use std::io::BufRead;
use uuid::Uuid;

/// One line, with the id that its row gets if it is added.
pub(super) struct Line<T> {
    /// From 1.
    pub(super) number: usize,
    /// The id of its row.
    pub(super) id: Uuid,
    /// What it says.
    pub(super) item: T,
}

/// Declares the types of lines and a file of them.
macro_rules! lines {
    ($($(#[$doc:meta])* $kind:ident in $list:ident { $($field:ident: $type:ty,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(super) struct $kind {
                #[serde(rename = "type")]
                _type: IgnoredAny,
                $(pub(super) $field: $type,)+
            }
        )+

        /// The lines of a file by type, and those that could not be read.
        #[derive(Default)]
        pub(super) struct File {
            $(pub(super) $list: Vec<Line<$kind>>,)+
            pub(super) bad: Vec<BadLine>,
        }

        impl File {
            /// Reads one line into the list of its type.
            fn take(&mut self, number: usize, id: Uuid, text: &str) -> Result<(), String> {
                // Serde would take an array for the fields in order.
                if !text.starts_with('{') {
                    return Err("not an object".to_owned());
                }
                let tag: Tag = parse(text)?;
                match tag.kind {
                    $(Kind::$kind => self.$list.push(Line { number, id, item: parse(text)? }),)+
                }
                Ok(())
            }
        }
    };
}

lines! {
    /// A company.
    Organization in organizations { key: Key, name: Label, }
    /// A tenant.
    Domain in domains {
        name: Host,
        kind: DomainKind,
        organization: Option<Key>,
        title: Label,
        plan: Option<Key>,
        aliases: Option<Vec<Host>>,
        address: Option<Detail>,
        phone: Option<Detail>,
        external_id: Option<Detail>,
    }
    /// Somebody.
    Account in accounts {
        email: Address,
        domain: Host,
        name: Label,
        locale: Option<Language>,
        time_zone: Option<Zone>,
        password: Option<Password>,
        password_hash: Option<PasswordHash>,
        disabled_at: Option<Timestamp>,
    }
    /// A node of a client's tree.
    Resource in resources { domain: Host, path: NodePath, kind: ResourceKind, }
    /// A group of a domain.
    Group in groups { email: Address, domain: Host, name: Label, }
    /// An account in a group.
    Membership in memberships { group: Address, account: Address, }
    /// A custom role of a domain or an organization.
    Role in roles {
        domain: Option<Host>,
        organization: Option<Key>,
        name: ShortLabel,
        privileges: Vec<Privilege>,
    }
    /// A role that an account or a group holds.
    Assignment in assignments {
        principal: Address,
        domain: Host,
        role: ShortLabel,
        resource: Option<NodePath>,
    }
    /// Something that is supported.
    Product in products { key: Key, name: ShortLabel, name_fr: Option<ShortLabel>, }
    /// A part of a product that cases are about.
    Category in categories {
        product: Key,
        key: Key,
        name: ShortLabel,
        name_fr: Option<ShortLabel>,
        parent: Option<Key>,
        keywords: Option<Keywords>,
        keywords_fr: Option<Keywords>,
        questions: Option<BTreeMap<Question, Need>>,
    }
    /// Who manages a client when.
    Tenure in tenures {
        client: Host,
        reseller: Host,
        kind: TenureKind,
        from: Timestamp,
        to: Option<Timestamp>,
    }
    /// A client's consent.
    Delegation in delegations {
        client: Host,
        reseller: Host,
        scopes: Option<Vec<DelegationScope>>,
        granted_at: Timestamp,
        expires_at: Option<Timestamp>,
        revoked_at: Option<Timestamp>,
    }
    /// What was filed.
    Case in cases {
        number: Number,
        domain: Host,
        resource: Option<NodePath>,
        filed_by: Address,
        filed_in: Host,
        filed_at: Timestamp,
        title: Title,
        description: Body,
        product: Option<Key>,
        category: Option<Key>,
        severity: Option<Severity>,
        state: Option<State>,
        updated_at: Option<Timestamp>,
        closed_at: Option<Timestamp>,
        language: Option<Language>,
        time_zone: Option<Zone>,
    }
    /// What was said about it.
    Comment in comments {
        case: Number,
        author: Address,
        domain: Host,
        at: Timestamp,
        body: Body,
        internal: Option<bool>,
    }
    /// With whom it is shared.
    Share in shares {
        case: Number,
        email: Address,
        level: ShareLevel,
        shared_by: Address,
        at: Timestamp,
        expires_at: Option<Timestamp>,
    }
}

#[derive(Deserialize)]
struct Tag {
    #[serde(rename = "type")]
    kind: Kind,
}

impl File {
    /// Reads every line; blank ones are skipped.
    ///
    /// # Errors
    /// When the source cannot be read or there is no randomness for ids. Lines that are refused
    /// are no error: they are among the bad ones.
    pub(super) fn read(
        mut source: impl BufRead,
        new_id: impl Fn() -> crate::error::Result<Uuid>,
    ) -> Result<Self, ImportError> {
        let mut file = Self::default();
        let mut bytes = Vec::new();
        for number in 1.. {
            bytes.clear();
            if source.read_until(b'\n', &mut bytes).map_err(ImportError::Read)? == 0 {
                break;
            }
            let mark = number == 1 && bytes.starts_with(b"\xef\xbb\xbf");
            let bytes = if mark { &bytes[3..] } else { &bytes[..] };
            let taken = match str::from_utf8(bytes).map(str::trim) {
                Ok("") => Ok(()),
                Ok(text) => file.take(number, new_id()?, text),
                Err(_) => Err("not UTF-8".to_owned()),
            };
            if let Err(reason) = taken {
                file.bad.push(BadLine { line: number, reason });
            }
        }
        Ok(file)
    }
}

/// One object, or why it is none, beginning with the key that is at fault.
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_str(text);
    let item = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let key = error.path().to_string();
        let reason = in_words(error.inner());
        printable(
            &if key == "." || !error.inner().is_data() || reason.starts_with("unknown field") {
                reason
            } else {
                format!("{key}: {reason}")
            },
        )
    })?;
    json.end().map_err(|error| in_words(&error))?;
    Ok(item)
}

/// What a message quotes from the file goes to a terminal: short, without control characters.
fn printable(message: &str) -> String {
    let shown = message.chars().take(400);
    shown
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// The message without the line, which is always the first of its own text; the column helps only
/// where the text is no JSON.
fn in_words(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&place) {
        Some(message) if error.is_data() => message.to_owned(),
        Some(message) => format!("not JSON: {message} at column {}", error.column()),
        None => message,
    }
}
