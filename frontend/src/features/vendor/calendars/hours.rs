//! Opening hours and holidays as people write them.

use shared::api::calendars::{DAY_MINUTES, Holiday};
use std::fmt::Write as _;

/// Reads `8:00–12:00, 14:00–18:00` into minutes of the day; nothing is closed. `None` where it cannot be
/// read.
pub(super) fn read_spans(text: &str) -> Option<Vec<(i64, i64)>> {
    let spans = text
        .split([',', ';'])
        .map(str::trim)
        .filter(|span| !span.is_empty());
    spans
        .map(|span| {
            let (from, to) = span.split_once(['-', '–', '—'])?;
            Some((read_time(from)?, read_time(to)?))
        })
        .collect()
}

/// Reads `8`, `8:30`, `8h30`, `8 h` or `24:00`.
fn read_time(text: &str) -> Option<i64> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', 'h', 'H']).unwrap_or((text, ""));
    let (hours, minutes) = (hours.trim(), minutes.trim());
    let number = |text: &str| {
        let sound = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| text.parse::<i64>().ok()).flatten()
    };
    let rest = if minutes.is_empty() { 0 } else { number(minutes)? };
    let time = number(hours)? * 60 + rest;
    (rest < 60 && time <= DAY_MINUTES).then_some(time)
}

/// Writes them so that they can be read again.
pub(super) fn write_spans(spans: &[(i64, i64)]) -> String {
    let time = |minute: &i64| format!("{}:{:02}", minute / 60, minute % 60);
    let spans = spans
        .iter()
        .map(|(from, to)| format!("{}–{}", time(from), time(to)));
    spans.collect::<Vec<_>>().join(", ")
}

/// Reads one holiday per line, its date first; `Err` is the number of the first line that cannot be read.
pub(super) fn read_days(text: &str) -> Result<Vec<Holiday>, usize> {
    let lines = text.lines().map(str::trim).enumerate();
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| {
            let (date, name) = line.split_once(char::is_whitespace).ok_or(at)?;
            let sound = shared::api::calendars::is_date(date);
            sound
                .then(|| Holiday {
                    date: date.to_owned(),
                    name: name.trim().to_owned(),
                })
                .ok_or(at)
        })
        .collect::<Result<_, usize>>()
        .map_err(|at| at + 1)
}

/// Writes them so that they can be read again.
pub(super) fn write_days(days: &[Holiday]) -> String {
    let mut text = String::new();
    for day in days {
        let _ = writeln!(text, "{} {}", day.date, day.name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        assert_eq!(read_spans(""), Some(vec![]));
        assert_eq!(read_spans("8-18"), Some(vec![(480, 1_080)]));
        assert_eq!(
            read_spans("8h30 – 12h, 14:00–18:15 ;"),
            Some(vec![(510, 720), (840, 1_095)])
        );
        assert_eq!(read_spans("0:00–24:00"), Some(vec![(0, 1_440)]));
        for wrong in [
            "8",
            "8–",
            "8–25",
            "8:60–9",
            "24:01–24:02",
            "soon",
            "8–12–14",
            "+8–9",
        ] {
            assert_eq!(read_spans(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let spans = [(0, 5), (480, 721), (840, 1_440)];
        assert_eq!(write_spans(&spans), "0:00–0:05, 8:00–12:01, 14:00–24:00");
        assert_eq!(read_spans(&write_spans(&spans)), Some(spans.to_vec()));
        let days = read_days("2027-05-01 Fête du Travail\n\n  2027-12-25\tNoël \n").unwrap();
        assert_eq!(days[1].name, "Noël");
        assert_eq!(read_days(&write_days(&days)), Ok(days));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        assert_eq!(read_days("2027-05-01 Fête\n2027-02-30 Jamais"), Err(2));
        assert_eq!(read_days("2027-05-01"), Err(1));
    }
}
