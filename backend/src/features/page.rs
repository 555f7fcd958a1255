//! Paging by key: a cursor is where the last page ended, so a page never skips or repeats what
//! was there all the time, and the tenth costs what the first does.

use crate::error::{Error, Result};
use shared::Timestamp;
use shared::api::Page;
use uuid::Uuid;

/// Rows of a page, if nothing is said.
const USUAL: u32 = 50;
/// Rows of a page at most.
const MOST: u32 = 200;

/// Which page is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<K> {
    /// Rows after this key.
    pub(crate) after: Option<K>,
    /// Rows at most.
    pub(crate) limit: u32,
}

/// A key that can be a cursor.
pub(crate) trait Key: Sized {
    fn write(&self) -> String;
    fn read(text: &str) -> Option<Self>;
}

/// Instant and id: lists by time.
impl Key for (Timestamp, Uuid) {
    fn write(&self) -> String {
        format!("{:x}-{}", self.0.micros(), self.1.simple())
    }
    fn read(text: &str) -> Option<Self> {
        let (instant, id) = text.split_once('-')?;
        Some((
            Timestamp::from_micros(i64::from_str_radix(instant, 16).ok()?),
            id.parse().ok()?,
        ))
    }
}

/// Two instants and an id: lists by what is due.
impl Key for (Timestamp, Timestamp, Uuid) {
    fn write(&self) -> String {
        format!("{:x}.{}", self.0.micros(), (self.1, self.2).write())
    }
    fn read(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('.')?;
        let (second, id) = Key::read(rest)?;
        let first = i64::from_str_radix(first, 16).ok()?;
        Some((Timestamp::from_micros(first), second, id))
    }
}

/// Name and id: lists by name. The name travels as hexadecimal, for it may hold anything.
impl Key for (String, Uuid) {
    fn write(&self) -> String {
        let name: String = self.0.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("{name}-{}", self.1.simple())
    }
    fn read(text: &str) -> Option<Self> {
        let (name, id) = text.split_once('-')?;
        let digit = |at: usize| {
            name.get(at..at + 2)
                .and_then(|two| u8::from_str_radix(two, 16).ok())
        };
        let bytes = (0..name.len())
            .step_by(2)
            .map(digit)
            .collect::<Option<Vec<_>>>()?;
        Some((String::from_utf8(bytes).ok()?, id.parse().ok()?))
    }
}

impl<K: Key> Wanted<K> {
    /// Reads `after` and `limit` of a query.
    pub(crate) fn read(after: Option<&str>, limit: Option<u32>) -> Result<Self> {
        let after = after
            .map(|text| K::read(text).ok_or_else(|| Error::field("/after", "cursor")))
            .transpose()?;
        Ok(Self {
            after,
            limit: limit.unwrap_or(USUAL).clamp(1, MOST),
        })
    }

    /// How many rows to ask for: one more than shown, to know whether there is a next page.
    pub(crate) fn rows(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// A page of rows, and the cursor of the next.
    pub(crate) fn page<R, V>(&self, rows: Vec<R>, key: impl Fn(&R) -> K, view: impl Fn(R) -> V) -> Page<V> {
        let shown = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let next = match rows.get(shown.saturating_sub(1)) {
            Some(last) if rows.len() > shown => Some(key(last).write()),
            _ => None,
        };
        Page {
            items: rows.into_iter().take(shown).map(view).collect(),
            next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_read_back_and_others_are_refused() {
        let key = (Timestamp::from_micros(1_760_000_000_000_001), Uuid::from_u128(7));
        assert_eq!(<(Timestamp, Uuid)>::read(&key.write()), Some(key));
        let key = (Timestamp::MAX, key.0, key.1);
        assert_eq!(<(Timestamp, Timestamp, Uuid)>::read(&key.write()), Some(key));
        let key = ("Élan – a, b".to_owned(), Uuid::from_u128(7));
        assert_eq!(<(String, Uuid)>::read(&key.write()), Some(key));
        for bad in [
            "",
            "-",
            "x-y",
            "0-0",
            "zz-00000000000000000000000000000007",
            "é-1",
        ] {
            assert_eq!(<(String, Uuid)>::read(bad), None, "{bad}");
            assert!(Wanted::<(Timestamp, Uuid)>::read(Some(bad), None).is_err());
        }
    }

    #[test]
    fn a_page_is_bounded_and_says_whether_there_is_another() {
        type Times = Wanted<(Timestamp, Uuid)>;
        for (asked, limit) in [
            (None, 50),
            (Some(0), 1),
            (Some(1), 1),
            (Some(200), 200),
            (Some(201), 200),
        ] {
            let wanted = Times::read(None, asked).unwrap();
            assert_eq!((wanted.limit, wanted.rows()), (limit, i64::from(limit) + 1));
            assert!(wanted.after.is_none());
        }
        let key = |micros: i64| (Timestamp::from_micros(micros), Uuid::from_u128(7));
        let page = |rows: Vec<i64>| {
            let wanted = Times::read(None, Some(2)).unwrap();
            wanted.page(rows, |row| key(*row), |row| row * 10)
        };
        assert_eq!((page(vec![]).items, page(vec![]).next), (vec![], None));
        assert_eq!(
            (page(vec![1, 2]).items, page(vec![1, 2]).next),
            (vec![10, 20], None)
        );
        let first = page(vec![1, 2, 3]);
        assert_eq!(first.items, [10, 20]);
        // The next begins after the last that was shown.
        let next = Times::read(first.next.as_deref(), None).unwrap();
        assert_eq!(next.after, Some(key(2)));
    }
}
