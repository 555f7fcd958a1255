//! Instants, to the microsecond, in UTC.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// Microseconds since 1970-01-01T00:00:00Z; in JSON an RFC 3339 string in UTC.
///
/// Microseconds because both engines store and compare them as one 64-bit integer, and because
/// two instants of the rule (a transfer, a filing) must never be rounded into one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "server", derive(sqlx::Type), sqlx(transparent))]
pub struct Timestamp(i64);

impl Timestamp {
    /// Later than everything: the cursor of a first page.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant so many microseconds after the epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// So many seconds later (earlier if negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// So many days of 86,400 seconds later. Days of a calendar need a time zone; windows such
    /// as "30 days after closing" do not, and so hold across a change of clocks.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days * 86_400)
    }

    /// Milliseconds since the epoch, as JavaScript's dates count.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any real date fit 53 bits"
    )]
    pub const fn millis(self) -> f64 {
        (self.0 / 1_000) as f64
    }
}

/// A text that is no RFC 3339 date and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotATime;

#[cfg(not(target_arch = "wasm32"))]
impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self(instant.as_microsecond())
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl FromStr for Timestamp {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        text.parse::<jiff::Timestamp>()
            .map(Self::from)
            .map_err(|_| NotATime)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(instant) => instant.fmt(f),
            Err(_) => write!(f, "{}µs", self.0),
        }
    }
}

/// In the app, to the millisecond: it shows instants and sends those that a person chose.
#[cfg(target_arch = "wasm32")]
impl FromStr for Timestamp {
    type Err = NotATime;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of any date fit 64 bits"
    )]
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let millis = js_sys::Date::parse(text);
        if millis.is_finite() {
            Ok(Self(millis as i64 * 1_000))
        } else {
            Err(NotATime)
        }
    }
}

#[cfg(target_arch = "wasm32")]
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = js_sys::Date::new(&self.millis().into());
        f.write_str(&String::from(date.to_iso_string()))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| de::Error::custom("not an RFC 3339 date and time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_rfc_3339_to_the_microsecond() {
        let instant: Timestamp = "2026-03-01T09:30:00.000001+01:00".parse().unwrap();
        assert_eq!(instant.to_string(), "2026-03-01T08:30:00.000001Z");
        assert_eq!(
            serde_json::to_string(&instant).unwrap(),
            "\"2026-03-01T08:30:00.000001Z\""
        );
        assert_eq!(
            serde_json::from_str::<Timestamp>("\"2026-03-01T08:30:00.000001Z\"").unwrap(),
            instant
        );
        assert!(serde_json::from_str::<Timestamp>("\"2026-03-01\"").is_err());
    }

    #[test]
    fn later_is_later() {
        let instant = Timestamp::from_micros(2_000_001);
        assert_eq!(instant.micros(), 2_000_001);
        assert_eq!(instant.plus_seconds(3).micros(), 5_000_001);
        assert_eq!(instant.plus_seconds(-2).micros(), 1);
        assert_eq!(instant.plus_days(2).micros(), 2_000_001 + 172_800_000_000);
        assert!((instant.millis() - 2_000.0).abs() < f64::EPSILON);
        assert_eq!(format!("{instant:?}"), "1970-01-01T00:00:02.000001Z");
        assert_eq!(Timestamp::MAX.to_string(), "9223372036854775807µs");
    }
}
