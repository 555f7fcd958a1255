//! Calendars: when business hours are, in which time zone, and on which days there are none.

use super::{Names, request, view};
use crate::validate::{Validate, Violations};
use crate::words::words;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
pub const DAY_MINUTES: i64 = 24 * 60;
/// Spans of opening hours of a calendar at most.
pub const HOURS_MAX: usize = 70;
/// Holidays of a calendar at most.
pub const HOLIDAYS_MAX: usize = 500;

words! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

/// A span of opening hours. In requests, views and the database alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(poem_openapi::Object))]
pub struct OpeningHours {
    /// On this day of every week.
    pub weekday: Weekday,
    /// The first minute of local time, 0 to 1,439.
    pub from: i64,
    /// The minute of local time at which it ends: later than `from`, at most 1,440, which is midnight.
    pub to: i64,
}

/// A day on which there are no business hours. In requests, views and the database alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(poem_openapi::Object))]
pub struct Holiday {
    /// The date, for example `2026-05-01`.
    pub date: String,
    /// What is celebrated.
    pub name: String,
}

view! {
    /// A calendar.
    pub struct CalendarView {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// The IANA time zone of its hours and days.
        pub time_zone: String,
        /// The opening hours, from Monday on.
        pub hours: Vec<OpeningHours>,
        /// The days without, earliest first.
        pub holidays: Vec<Holiday>,
    }
}

view! {
    /// A calendar, as those meet it whom it is promised by.
    pub struct CalendarRef {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// The IANA time zone of its hours.
        pub time_zone: String,
    }
}

request! {
    /// A calendar to add.
    pub struct NewCalendar {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
        /// The IANA time zone of its hours and days.
        pub time_zone: String,
        /// The opening hours: one span at least, none over another.
        pub hours: Vec<OpeningHours>,
        /// The days without.
        #[serde(default)]
        pub holidays: Vec<Holiday>,
    }
}

impl Validate for NewCalendar {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
        found.time_zone("/time_zone", &self.time_zone);
        check_hours(found, &self.hours);
        check_holidays(found, &self.holidays);
    }
}

request! {
    /// What changes about a calendar; fields left out stay. What waits for an answer is due anew.
    pub struct ChangeCalendar {
        /// What people call it, in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_en: Option<String>,
        /// What people call it, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_fr: Option<String>,
        /// The IANA time zone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub time_zone: Option<String>,
        /// All opening hours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub hours: Option<Vec<OpeningHours>>,
        /// All days without.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub holidays: Option<Vec<Holiday>>,
    }
}

impl Validate for ChangeCalendar {
    fn check(&self, found: &mut Violations) {
        for (pointer, name) in [("/name_en", &self.name_en), ("/name_fr", &self.name_fr)] {
            if let Some(name) = name {
                found.line(pointer, name, 80);
            }
        }
        if let Some(zone) = &self.time_zone {
            found.time_zone("/time_zone", zone);
        }
        if let Some(hours) = &self.hours {
            check_hours(found, hours);
        }
        if let Some(holidays) = &self.holidays {
            check_holidays(found, holidays);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

fn check_hours(found: &mut Violations, hours: &[OpeningHours]) {
    if hours.is_empty() {
        found.add("/hours", "required");
    } else if hours.len() > HOURS_MAX {
        found.add("/hours", "too-long");
    }
    for (at, span) in hours.iter().enumerate() {
        let pointer = format!("/hours/{at}");
        if !(0..DAY_MINUTES).contains(&span.from) || !(1..=DAY_MINUTES).contains(&span.to) {
            found.add(&pointer, "wrong-type");
        } else if span.to <= span.from {
            found.add(&pointer, "backwards");
        } else if hours[..at]
            .iter()
            .any(|other| other.weekday == span.weekday && other.from < span.to && span.from < other.to)
        {
            found.add(&pointer, "hours-overlap");
        }
    }
}

fn check_holidays(found: &mut Violations, holidays: &[Holiday]) {
    if holidays.len() > HOLIDAYS_MAX {
        found.add("/holidays", "too-long");
    }
    for (at, holiday) in holidays.iter().enumerate() {
        if !is_date(&holiday.date) {
            found.add(&format!("/holidays/{at}/date"), "date");
        } else if holidays[..at].iter().any(|other| other.date == holiday.date) {
            found.add(&format!("/holidays/{at}/date"), "twice");
        }
        found.line(&format!("/holidays/{at}/name"), &holiday.name, 80);
    }
}

/// Whether it is a date of the calendar, written `YYYY-MM-DD`.
///
/// ```
/// use shared::api::calendars::is_date;
/// assert!(is_date("2028-02-29") && !is_date("2026-02-29") && !is_date("1 May"));
/// ```
#[must_use]
pub fn is_date(text: &str) -> bool {
    let number = |part: &str, digits: usize| {
        let sound = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| part.parse::<u32>().ok()).flatten()
    };
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let (Some(year), Some(month), Some(day), None) = (
        year.and_then(|part| number(part, 4)),
        month.and_then(|part| number(part, 2)),
        day.and_then(|part| number(part, 2)),
        parts.next(),
    ) else {
        return false;
    };
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(hours: &[(Weekday, i64, i64)], days: &[&str]) -> NewCalendar {
        let hours = hours.iter().map(|(weekday, from, to)| OpeningHours {
            weekday: *weekday,
            from: *from,
            to: *to,
        });
        let holidays = days.iter().map(|date| Holiday {
            date: (*date).to_owned(),
            name: "A day off".to_owned(),
        });
        NewCalendar {
            key: "office".to_owned(),
            name_en: "Office".to_owned(),
            name_fr: "Bureau".to_owned(),
            time_zone: "Europe/Paris".to_owned(),
            hours: hours.collect(),
            holidays: holidays.collect(),
        }
    }

    fn found(calendar: &NewCalendar) -> Vec<(String, String)> {
        let violations = calendar.violations().into_iter();
        violations.map(|one| (one.pointer, one.code)).collect()
    }

    #[test]
    fn hours_end_after_they_begin_and_lie_beside_each_other() {
        use Weekday::{Friday, Monday};
        let sound = calendar(
            &[(Monday, 0, 480), (Monday, 480, 1_440), (Friday, 0, 480)],
            &["2026-05-01"],
        );
        assert_eq!(found(&sound), []);
        let wrong = [
            (calendar(&[], &[]), "/hours", "required"),
            (calendar(&[(Monday, -1, 5)], &[]), "/hours/0", "wrong-type"),
            (calendar(&[(Monday, 5, 1_441)], &[]), "/hours/0", "wrong-type"),
            (calendar(&[(Monday, 1_440, 1_440)], &[]), "/hours/0", "wrong-type"),
            (calendar(&[(Monday, 9, 9)], &[]), "/hours/0", "backwards"),
            (
                calendar(&[(Monday, 60, 120), (Monday, 119, 180)], &[]),
                "/hours/1",
                "hours-overlap",
            ),
            (
                calendar(&[(Monday, 0, 60)], &["2026-02-30"]),
                "/holidays/0/date",
                "date",
            ),
            (
                calendar(&[(Monday, 0, 60)], &["2026-05-01", "2026-05-01"]),
                "/holidays/1/date",
                "twice",
            ),
        ];
        for (calendar, pointer, code) in wrong {
            assert_eq!(found(&calendar), [(pointer.to_owned(), code.to_owned())]);
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        for date in ["2026-01-31", "2028-02-29", "2000-02-29", "2026-12-01"] {
            assert!(is_date(date), "{date}");
        }
        for text in [
            "2026-00-01",
            "2026-13-01",
            "2026-04-31",
            "2100-02-29",
            "2026-1-01",
            "2026-01-00",
            "26-01-01",
            "2026-01-01-01",
            "2026-01",
            "+026-01-01",
            "",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
