//! How an instant is told: relative while it is recent, then as a date, then with the year.

use crate::i18n::Text;
use shared::Timestamp;

/// How to tell an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// Less than a minute ago, or a little ahead because clocks differ.
    JustNow,
    /// So many minutes ago.
    Minutes(usize),
    /// So many hours ago.
    Hours(usize),
    /// So many days ago, up to a week.
    Days(usize),
    /// By its date.
    Date,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How to tell `then` at the instant `now`.
pub(crate) fn told(then: Timestamp, now: Timestamp) -> Told {
    let seconds = (now.micros() - then.micros()) / 1_000_000;
    let count = |unit: i64| usize::try_from(seconds / unit).unwrap_or(0);
    match seconds {
        i64::MIN..-90 => Told::Date,
        -90..MINUTE => Told::JustNow,
        MINUTE..HOUR => Told::Minutes(count(MINUTE)),
        HOUR..DAY => Told::Hours(count(HOUR)),
        s if s < 7 * DAY => Told::Days(count(DAY)),
        _ => Told::Date,
    }
}

impl Told {
    /// In words; nothing where the date has to be told.
    pub(crate) fn in_words(self, text: Text) -> Option<String> {
        match self {
            Self::JustNow => Some(text.just_now().to_owned()),
            Self::Minutes(n) => Some(text.minutes_ago(n)),
            Self::Hours(n) => Some(text.hours_ago(n)),
            Self::Days(n) => Some(text.days_ago(n)),
            Self::Date => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recent_is_told_relatively() {
        let now = Timestamp::from_micros(1_760_000_000_000_000);
        let ago = |seconds: i64| told(now.plus_seconds(-seconds), now);
        assert_eq!(ago(5), Told::JustNow);
        assert_eq!(ago(-30), Told::JustNow);
        assert_eq!(ago(-3_600), Told::Date);
        assert_eq!(ago(61), Told::Minutes(1));
        assert_eq!(ago(3 * HOUR + 5), Told::Hours(3));
        assert_eq!(ago(2 * DAY), Told::Days(2));
        assert_eq!(ago(7 * DAY), Told::Date);
        assert_eq!(
            Told::Days(1)
                .in_words(Text(shared::words::Language::Fr))
                .as_deref(),
            Some("hier")
        );
    }
}
