//! Dates and times as form fields give them – on the clock of the reader's time zone, without
//! saying which – to instants and back.

use crate::browser::DateFormat;
use shared::Timestamp;
use shared::words::Language;

/// The clock of a time zone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clock(DateFormat);

impl Clock {
    /// Of a zone; nothing means the browser's.
    pub(crate) fn new(zone: Option<&str>) -> Self {
        Self(DateFormat::new(
            Language::En,
            zone,
            &[
                ("year", "numeric"),
                ("month", "2-digit"),
                ("day", "2-digit"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("second", "2-digit"),
                ("hourCycle", "h23"),
            ],
        ))
    }

    /// What the clock shows at an instant, written as if it were UTC.
    fn shows(&self, instant: Timestamp) -> Timestamp {
        shown(&self.0.format(instant)).unwrap_or(instant)
    }

    /// The instant of a `datetime-local` field such as `2026-03-01T09:30`.
    pub(crate) fn instant(&self, field: &str) -> Option<Timestamp> {
        Some(resolve(as_if_utc(field)?, |at| self.shows(at)))
    }

    /// The end of the day of a `date` field such as `2026-03-01`.
    pub(crate) fn end_of_day(&self, field: &str) -> Option<Timestamp> {
        Some(resolve(as_if_utc(field)?.plus_days(1), |at| self.shows(at)))
    }

    /// For a `date` field: the last day of what ends at an instant.
    pub(crate) fn last_day(&self, end: Timestamp) -> String {
        let text = self.shows(end.plus_seconds(-1)).to_string();
        text.chars().take(10).collect()
    }

    /// For a `date` field: the day of an instant.
    pub(crate) fn day(&self, instant: Timestamp) -> String {
        self.shows(instant).to_string().chars().take(10).collect()
    }

    /// For a `datetime-local` field: the minute of an instant.
    pub(crate) fn minute(&self, instant: Timestamp) -> String {
        self.shows(instant).to_string().chars().take(16).collect()
    }
}

/// A field's value read as UTC.
fn as_if_utc(field: &str) -> Option<Timestamp> {
    let whole = match field.len() {
        10 => format!("{field}T00:00:00Z"),
        16 => format!("{field}:00Z"),
        19 => format!("{field}Z"),
        _ => return None,
    };
    whole.parse().ok()
}

/// Reads `01/03/2026, 09:30:00`, as British English writes it.
fn shown(text: &str) -> Option<Timestamp> {
    let numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let [day, month, year, hour, minute, second] = numbers[..] else {
        return None;
    };
    format!("{year:0>4}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute:0>2}:{second:0>2}Z")
        .parse()
        .ok()
}

/// The instant at which a clock shows `wanted`. Twice, because the first guess may lie on the other
/// side of a change of clocks.
fn resolve(wanted: Timestamp, shows: impl Fn(Timestamp) -> Timestamp) -> Timestamp {
    let ahead = |at: Timestamp| (shows(at).micros() - at.micros()) / 1_000_000;
    let guess = wanted.plus_seconds(-ahead(wanted));
    wanted.plus_seconds(-ahead(guess))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Paris in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
    fn paris(instant: Timestamp) -> Timestamp {
        let summer = instant >= at("2026-03-29T01:00:00Z") && instant < at("2026-10-25T01:00:00Z");
        instant.plus_seconds(if summer { 7_200 } else { 3_600 })
    }

    #[test]
    fn fields_are_read_on_the_readers_clock() {
        let instant = |field: &str| resolve(as_if_utc(field).unwrap(), paris).to_string();
        assert_eq!(instant("2026-01-15T09:30"), "2026-01-15T08:30:00Z");
        assert_eq!(instant("2026-07-15T09:30"), "2026-07-15T07:30:00Z");
        assert_eq!(instant("2026-03-29T00:30"), "2026-03-28T23:30:00Z");
        assert_eq!(instant("2026-03-29T03:30"), "2026-03-29T01:30:00Z");
        assert_eq!(instant("2026-10-26"), "2026-10-25T23:00:00Z");
        assert_eq!(as_if_utc("soon"), None);
        assert_eq!(as_if_utc("2026-13-01"), None);
    }

    #[test]
    fn british_dates_are_read() {
        assert_eq!(shown("01/03/2026, 09:30:00"), Some(at("2026-03-01T09:30:00Z")));
        assert_eq!(shown("2026"), None);
    }
}
