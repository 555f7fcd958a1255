//! What the form of a calendar holds, and what is sent of it.

use super::hours::{read_days, read_spans, write_days, write_spans};
use shared::api::calendars::{CalendarView, ChangeCalendar, NewCalendar, OpeningHours, Weekday};
use shared::validate::{Validate, Violation, Violations};

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct CalendarDraft {
    pub(super) name_en: String,
    pub(super) name_fr: String,
    pub(super) key: String,
    pub(super) time_zone: String,
    /// Per day, from Monday on.
    pub(super) hours: [String; 7],
    pub(super) holidays: String,
}

/// A calendar to add, or one to change.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
    Added(NewCalendar),
    Changed(String, ChangeCalendar),
}

impl Validate for Wanted {
    fn check(&self, found: &mut Violations) {
        match self {
            Self::Added(calendar) => calendar.check(found),
            Self::Changed(_, change) => change.check(found),
        }
    }
}

/// The spans of a day.
pub(super) fn spans_of(hours: &[OpeningHours], weekday: Weekday) -> Vec<(i64, i64)> {
    let of_day = hours.iter().filter(|span| span.weekday == weekday);
    of_day.map(|span| (span.from, span.to)).collect()
}

fn wrong(pointer: String, code: &str) -> Violation {
    Violation {
        pointer,
        code: code.to_owned(),
        detail: String::new(),
    }
}

impl CalendarDraft {
    /// A calendar as it is.
    pub(super) fn of(calendar: &CalendarView) -> Self {
        let mut draft = Self {
            name_en: calendar.name.en.clone(),
            name_fr: calendar.name.fr.clone(),
            key: calendar.key.clone(),
            time_zone: calendar.time_zone.clone(),
            hours: Default::default(),
            holidays: write_days(&calendar.holidays),
        };
        for (text, weekday) in draft.hours.iter_mut().zip(Weekday::ALL) {
            *text = write_spans(&spans_of(&calendar.hours, *weekday));
        }
        draft
    }

    /// The request; `Err` names the days and lines that cannot be read.
    pub(super) fn request(&self, new: bool) -> Result<Wanted, Vec<Violation>> {
        let mut hours = Vec::new();
        let mut found = Vec::new();
        for (at, (text, weekday)) in self.hours.iter().zip(Weekday::ALL).enumerate() {
            match read_spans(text) {
                Some(spans) => hours.extend(spans.into_iter().map(|(from, to)| OpeningHours {
                    weekday: *weekday,
                    from,
                    to,
                })),
                None => found.push(wrong(format!("/day/{at}"), "wrong-type")),
            }
        }
        let holidays = read_days(&self.holidays).unwrap_or_else(|_| {
            found.push(wrong("/holidays".to_owned(), "date"));
            Vec::new()
        });
        if !found.is_empty() {
            return Err(found);
        }
        Ok(if new {
            Wanted::Added(NewCalendar {
                key: self.key.clone(),
                name_en: self.name_en.clone(),
                name_fr: self.name_fr.clone(),
                time_zone: self.time_zone.clone(),
                hours,
                holidays,
            })
        } else {
            let change = ChangeCalendar {
                name_en: Some(self.name_en.clone()),
                name_fr: Some(self.name_fr.clone()),
                time_zone: Some(self.time_zone.clone()),
                hours: Some(hours),
                holidays: Some(holidays),
            };
            Wanted::Changed(self.key.clone(), change)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;
    use shared::api::calendars::Holiday;

    #[test]
    fn a_calendar_is_written_as_it_is_read() {
        let span = |weekday, from, to| OpeningHours { weekday, from, to };
        let calendar = CalendarView {
            key: "office".into(),
            name: Names {
                en: "Office".into(),
                fr: "Bureau".into(),
            },
            time_zone: "Europe/Paris".into(),
            hours: vec![
                span(Weekday::Monday, 480, 720),
                span(Weekday::Monday, 840, 1_080),
                span(Weekday::Sunday, 0, 1_440),
            ],
            holidays: vec![Holiday {
                date: "2027-05-01".into(),
                name: "Fête du Travail".into(),
            }],
        };
        let draft = CalendarDraft::of(&calendar);
        assert_eq!(draft.hours[0], "8:00–12:00, 14:00–18:00");
        assert_eq!(draft.hours[1], "");
        let Ok(Wanted::Changed(_, change)) = draft.request(false) else {
            panic!("a calendar to change");
        };
        assert_eq!(change.hours, Some(calendar.hours));
        assert_eq!(change.holidays, Some(calendar.holidays));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let mut draft = CalendarDraft::default();
        draft.hours[2] = "all day".into();
        draft.holidays = "1 May".into();
        let found = draft.request(true).unwrap_err();
        let pointers = found.iter().map(|one| one.pointer.as_str());
        assert_eq!(pointers.collect::<Vec<_>>(), ["/day/2", "/holidays"]);
    }
}
