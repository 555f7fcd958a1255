//! One statement for both engines: static text with `?` holes, and what fills them.
//!
//! The text is only ever `&'static str`, so a value can never become part of a statement.

use shared::Timestamp;
use shared::words::{DelegationScopes, Privileges};
use uuid::Uuid;

/// What fills a hole.
#[derive(Debug, Clone)]
pub enum Arg {
    /// A number, an instant, a flag or a bit mask.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// An id.
    Id(Option<Uuid>),
    /// A digest.
    Bytes(Vec<u8>),
}

macro_rules! args {
    ($($type:ty => $variant:ident($convert:expr)),+ $(,)?) => {$(
        impl From<$type> for Arg {
            fn from(value: $type) -> Self {
                let convert: fn($type) -> _ = $convert;
                Self::$variant(Some(convert(value)))
            }
        }
        impl From<Option<$type>> for Arg {
            fn from(value: Option<$type>) -> Self {
                let convert: fn($type) -> _ = $convert;
                Self::$variant(value.map(convert))
            }
        }
    )+};
}

args! {
    i64 => Int(|n| n),
    bool => Int(i64::from),
    Timestamp => Int(Timestamp::micros),
    DelegationScopes => Int(DelegationScopes::bits),
    Privileges => Int(Privileges::bits),
    String => Text(|text| text),
    &str => Text(str::to_owned),
    &String => Text(Clone::clone),
    Uuid => Id(|id| id),
    shared::case::State => Text(|word| word.as_str().to_owned()),
    shared::words::Severity => Text(|word| word.as_str().to_owned()),
    shared::words::Language => Text(|word| word.as_str().to_owned()),
    shared::words::TenureKind => Text(|word| word.as_str().to_owned()),
    shared::words::DomainKind => Text(|word| word.as_str().to_owned()),
    shared::words::AccountKind => Text(|word| word.as_str().to_owned()),
    shared::words::ResourceKind => Text(|word| word.as_str().to_owned()),
    shared::words::ShareLevel => Text(|word| word.as_str().to_owned()),
    shared::words::Relation => Text(|word| word.as_str().to_owned()),
    shared::words::MailEvent => Text(|word| word.as_str().to_owned()),
    shared::words::MailReason => Text(|word| word.as_str().to_owned()),
}

impl From<Vec<u8>> for Arg {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// `sql!("… ? …", argument, …)`
macro_rules! sql {
    ($text:expr $(, $arg:expr)* $(,)?) => {
        $crate::db::Sql::new($text, vec![$($crate::db::Arg::from($arg)),*])
    };
}
pub(crate) use sql;

/// A statement or a part of one.
#[derive(Debug, Clone, Default)]
pub struct Sql {
    text: String,
    args: Vec<Arg>,
    planned_once: bool,
}

impl Sql {
    /// Text and the arguments of its holes; use [`sql!`].
    #[must_use]
    pub fn new(text: &'static str, args: Vec<Arg>) -> Self {
        let part = Self {
            text: text.to_owned(),
            args,
            planned_once: false,
        };
        part.check();
        part
    }

    /// This part, then that one.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.push(next);
        self
    }

    /// Adds a part at the end.
    pub fn push(&mut self, next: Self) {
        self.text.push_str(&next.text);
        self.args.extend(next.args);
    }

    /// The parts with a separator between them.
    #[must_use]
    pub fn join(parts: impl IntoIterator<Item = Self>, separator: &'static str) -> Self {
        let mut joined = Self::default();
        for (position, part) in parts.into_iter().enumerate() {
            if position > 0 {
                joined.text.push_str(separator);
            }
            joined.push(part);
        }
        joined
    }

    /// `(?, ?, …)` for `IN`; matches nothing when there is nothing.
    #[must_use]
    pub fn list<A: Into<Arg>>(values: impl IntoIterator<Item = A>) -> Self {
        let args = values.into_iter().map(Into::into).collect::<Vec<_>>();
        let holes = if args.is_empty() {
            "NULL".to_owned()
        } else {
            vec!["?"; args.len()].join(", ")
        };
        Self {
            text: format!("({holes})"),
            args,
            planned_once: false,
        }
    }

    /// A condition on domains `d`, to follow others: that name or title holds what was typed.
    /// Nothing when nothing was.
    #[must_use]
    pub fn titled(typed: Option<&str>) -> Self {
        match typed.map(str::trim).filter(|typed| !typed.is_empty()) {
            None => Self::default(),
            Some(typed) => {
                let like = format!("%{}%", typed.to_lowercase().replace(['%', '_', '\\'], ""));
                sql!(" AND (lower(d.title) LIKE ? OR d.name LIKE ?)", &like, &like)
            }
        }
    }

    /// This part, or when a mistake is switched on that part.
    #[must_use]
    pub(crate) fn but(self, mistaken: bool, instead: impl FnOnce() -> Self) -> Self {
        if mistaken { instead() } else { self }
    }

    /// This condition, or none when forgetting it is switched on.
    #[must_use]
    pub(crate) fn unless(self, forgotten: bool) -> Self {
        self.but(forgotten, || sql!("1 = 1"))
    }

    /// The same, for which one plan is as good as another whatever the arguments: it finds a few rows
    /// by key. PostgreSQL plans it once; everything else it plans for the arguments.
    #[must_use]
    pub fn planned_once(mut self) -> Self {
        self.planned_once = true;
        self
    }

    /// Whether it is to be planned once.
    #[must_use]
    pub fn is_planned_once(&self) -> bool {
        self.planned_once
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text as both engines take it (`$1`, `$2`, …), and the arguments in that order.
    #[must_use]
    pub fn render(self) -> (String, Vec<Arg>) {
        self.check();
        let mut text = String::with_capacity(self.text.len() + self.args.len() * 2);
        let mut parts = self.text.split('?');
        text.push_str(parts.next().unwrap_or_default());
        for (position, part) in parts.enumerate() {
            text.push('$');
            text.push_str(&(position + 1).to_string());
            text.push_str(part);
        }
        (text, self.args)
    }

    fn check(&self) {
        debug_assert_eq!(
            self.text.matches('?').count(),
            self.args.len(),
            "holes and arguments of: {}",
            self.text
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_in_the_end() {
        let id = Uuid::nil();
        let part = sql!("SELECT 1 FROM cases c WHERE c.id = ?", id)
            .then(sql!(" AND c.state IN "))
            .then(Sql::list(["new", "closed"]))
            .then(sql!(" LIMIT ?", 5_i64));
        let (text, args) = part.render();
        assert_eq!(
            text,
            "SELECT 1 FROM cases c WHERE c.id = $1 AND c.state IN ($2, $3) LIMIT $4"
        );
        assert_eq!(args.len(), 4);
        assert_eq!(Sql::list(Vec::<i64>::new()).render().0, "(NULL)");
    }
}
