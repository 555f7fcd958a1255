//! Which time counts: around the clock, or business hours in a time zone. No I/O.
//!
//! Business hours are those during which the local clock shows them. Where clocks change, a span begins
//! the first time that its first minute is shown and ends after the last time that its last one is; a
//! time that is skipped is the instant of the change. So two hours of a night in which one hour comes twice are three,
//! and those of a night that lacks one are one.

use crate::mutation::mutated;
use jiff::civil::{Date, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use shared::Timestamp;
use shared::api::calendars::{Holiday, OpeningHours, Weekday};
use std::collections::BTreeSet;

/// Microseconds of a minute.
const MINUTE: i64 = 60_000_000;

/// Days that are looked at for an answer to become due. A calendar with one minute a week needs 25 years
/// for a day's work; what takes longer is never due.
const FARTHEST_DAYS: usize = 50 * 366;

/// Which time counts.
#[derive(Debug, Clone)]
pub(crate) enum Coverage {
    /// All.
    Always,
    /// Business hours.
    Hours(Calendar),
}

/// Business hours of a time zone.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    zone: TimeZone,
    /// Per day of the week, from Monday on: first and last minute, in order.
    hours: [Vec<(i64, i64)>; 7],
    holidays: BTreeSet<Date>,
}

/// An instant as the time zones' library has it. Those outside of its years are its first or last.
fn instant(at: Timestamp) -> jiff::Timestamp {
    let end = if at.micros() < 0 {
        jiff::Timestamp::MIN
    } else {
        jiff::Timestamp::MAX
    };
    jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(end)
}

impl Calendar {
    /// Of its parts; nothing if there is no such time zone or date.
    pub(crate) fn new(zone: &str, hours: &[OpeningHours], holidays: &[Holiday]) -> Option<Self> {
        let day = |weekday: &Weekday| {
            let of_day = hours.iter().filter(|span| span.weekday == *weekday);
            let mut spans = of_day.map(|span| (span.from, span.to)).collect::<Vec<_>>();
            spans.sort_unstable();
            spans
        };
        let mut week = <[Vec<(i64, i64)>; 7]>::default();
        for (spans, weekday) in week.iter_mut().zip(Weekday::ALL) {
            *spans = day(weekday);
        }
        let holidays = holidays
            .iter()
            .map(|holiday| holiday.date.parse::<Date>().ok())
            .collect::<Option<_>>()?;
        Some(Self {
            zone: TimeZone::get(zone).ok()?,
            hours: week,
            holidays,
        })
    }

    /// The opening hours of a day, first and last minute.
    fn of_day(&self, date: Date) -> &[(i64, i64)] {
        let holiday = self.holidays.contains(&date) && !mutated!(HolidayForgotten);
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        match self.hours.get(weekday) {
            Some(hours) if !holiday => hours,
            _ => &[],
        }
    }

    /// The instant at which a span begins, the first time that the local clock shows its first minute;
    /// or at which it ends, when the last minute before its end was shown for the last time.
    fn at(&self, date: Date, minute: i64, ends: bool) -> Option<Timestamp> {
        let shown = if ends { minute - 1 } else { minute };
        let time = Time::new(
            i8::try_from(shown / 60).ok()?,
            i8::try_from(shown % 60).ok()?,
            0,
            0,
        )
        .ok()?;
        let local = self.zone.to_ambiguous_timestamp(date.to_datetime(time));
        let found = match local.offset() {
            // Never shown: the change itself. By the time that holds from then on it comes later.
            AmbiguousOffset::Gap { .. } => {
                let before = local.earlier().ok()?;
                return Some(self.zone.following(before).next()?.timestamp().into());
            }
            _ if ends => Timestamp::from(local.later().ok()?).plus_seconds(60),
            _ => local.earlier().ok()?.into(),
        };
        Some(found)
    }

    /// The business hours that end after an instant, in order and beside each other, for as many days as
    /// are looked at.
    fn open_after(&self, from: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let today = instant(from).to_zoned(self.zone.clone()).date();
        // Where clocks go back over midnight, a part of the day before comes again.
        let first = today.yesterday().unwrap_or(today);
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take(FARTHEST_DAYS);
        let mut last = from;
        days.flat_map(move |day| {
            let spans = self.of_day(day).iter();
            spans.filter_map(move |(from, to)| Some((self.at(day, *from, false)?, self.at(day, *to, true)?)))
        })
        .filter_map(move |(from, to)| {
            // What ends at the later of two equal times may lie over what begins at the earlier.
            let open = (from.max(last), to);
            last = last.max(to);
            (open.0 < open.1).then_some(open)
        })
    }
}

/// The covered microseconds of a time; none if it ends before it begins.
pub(crate) fn covered_between(coverage: &Coverage, from: Timestamp, to: Timestamp) -> i64 {
    match coverage {
        Coverage::Always => (to.micros() - from.micros()).max(0),
        Coverage::Hours(calendar) => calendar
            .open_after(from)
            .take_while(|(open, _)| *open < to)
            .map(|(open, close)| close.min(to).micros() - open.micros())
            .sum(),
    }
}

/// The first instant at which so many covered microseconds have passed; nothing if they never do.
pub(crate) fn due_after(coverage: &Coverage, from: Timestamp, micros: i64) -> Option<Timestamp> {
    match coverage {
        Coverage::Always => Some(Timestamp::from_micros(from.micros().checked_add(micros)?)),
        Coverage::Hours(_) if micros <= 0 => Some(from),
        Coverage::Hours(calendar) => {
            let mut left = micros;
            calendar.open_after(from).find_map(|(open, close)| {
                let long = close.micros() - open.micros();
                if left <= long {
                    return Some(Timestamp::from_micros(open.micros() + left));
                }
                left -= long;
                None
            })
        }
    }
}

/// When so many covered minutes have passed.
pub(crate) fn due(coverage: &Coverage, from: Timestamp, minutes: i64) -> Option<Timestamp> {
    due_after(coverage, from, minutes.checked_mul(MINUTE)?)
}

/// When the last quarter of so many covered minutes begins: then an answer is nearly due. A share of what
/// was promised, so that 15 minutes warn 4 minutes ahead and a day two hours.
pub(crate) fn near(coverage: &Coverage, from: Timestamp, minutes: i64) -> Option<Timestamp> {
    due_after(coverage, from, minutes.checked_mul(MINUTE / 4 * 3)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::calendars::DAY_MINUTES;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    const WORKING: [Weekday; 5] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];

    fn calendar(zone: &str, days: &[Weekday], spans: &[(i64, i64)], off: &[&str]) -> Coverage {
        let hours = days.iter().flat_map(|weekday| {
            spans.iter().map(|(from, to)| OpeningHours {
                weekday: *weekday,
                from: *from,
                to: *to,
            })
        });
        let holidays = off.iter().map(|date| Holiday {
            date: (*date).to_owned(),
            name: "A day off".to_owned(),
        });
        let hours = hours.collect::<Vec<_>>();
        let holidays = holidays.collect::<Vec<_>>();
        Coverage::Hours(Calendar::new(zone, &hours, &holidays).unwrap())
    }

    /// Monday to Friday, 8 to 18, with May Day off.
    fn office() -> Coverage {
        calendar("Europe/Paris", &WORKING, &[(480, 1_080)], &["2026-05-01"])
    }

    #[track_caller]
    fn covers(coverage: &Coverage, from: &str, to: &str, minutes: i64) {
        assert_eq!(
            covered_between(coverage, at(from), at(to)),
            minutes * MINUTE,
            "{from} to {to}"
        );
    }

    #[track_caller]
    fn is_due(coverage: &Coverage, from: &str, minutes: i64, expected: &str) {
        let found = due(coverage, at(from), minutes).unwrap();
        assert_eq!(found, at(expected), "{minutes} minutes after {from}");
        assert_eq!(covered_between(coverage, at(from), found), minutes * MINUTE);
    }

    #[test]
    fn around_the_clock_every_minute_counts() {
        covers(
            &Coverage::Always,
            "2026-03-28T22:00:00Z",
            "2026-03-29T22:00:00Z",
            1_440,
        );
        is_due(
            &Coverage::Always,
            "2026-10-25T00:30:00Z",
            60,
            "2026-10-25T01:30:00Z",
        );
        covers(
            &Coverage::Always,
            "2026-03-29T22:00:00Z",
            "2026-03-28T22:00:00Z",
            0,
        );
    }

    #[test]
    fn nights_weekends_and_holidays_do_not_count() {
        // Summer in Paris: 8 to 18 is 6 to 16 UTC. 30 April 2026 is a Thursday.
        covers(&office(), "2026-04-30T05:00:00Z", "2026-04-30T06:30:00Z", 30);
        covers(&office(), "2026-04-30T15:00:00Z", "2026-05-04T07:00:00Z", 120);
        covers(&office(), "2026-05-01T06:00:00Z", "2026-05-04T06:00:00Z", 0);
        covers(&office(), "2026-04-27T00:00:00Z", "2026-05-04T00:00:00Z", 4 * 600);
        is_due(&office(), "2026-04-30T15:00:00Z", 240, "2026-05-04T09:00:00Z");
        is_due(&office(), "2026-05-02T10:00:00Z", 1, "2026-05-04T06:01:00Z");
        is_due(&office(), "2026-04-29T22:00:00Z", 480, "2026-04-30T14:00:00Z");
    }

    #[test]
    fn what_is_used_up_at_closing_time_is_due_then() {
        is_due(&office(), "2026-04-29T15:00:00Z", 60, "2026-04-29T16:00:00Z");
        is_due(&office(), "2026-04-29T15:00:00Z", 61, "2026-04-30T06:01:00Z");
        covers(&office(), "2026-04-29T16:00:00Z", "2026-04-30T06:00:00Z", 0);
    }

    #[test]
    fn no_time_is_no_time() {
        for instant in ["2026-04-30T08:00:00Z", "2026-05-01T08:00:00Z"] {
            covers(&office(), instant, instant, 0);
            assert_eq!(due(&office(), at(instant), 0), Some(at(instant)));
        }
    }

    #[test]
    fn the_local_hours_stay_when_clocks_change() {
        // Summer time begins on Sunday 29 March 2026 and ends on 25 October: before and after, 8 to 18
        // of Paris is another time of UTC.
        is_due(&office(), "2026-03-27T16:30:00Z", 60, "2026-03-30T06:30:00Z");
        is_due(&office(), "2026-10-23T15:30:00Z", 60, "2026-10-26T07:30:00Z");
        covers(&office(), "2026-03-27T00:00:00Z", "2026-03-31T00:00:00Z", 1_200);
    }

    #[test]
    fn a_night_that_lacks_an_hour_has_one_less() {
        // On 29 March 2026 the clock goes from 02:00 to 03:00 at 01:00 UTC.
        let nights = calendar("Europe/Paris", &[Weekday::Sunday], &[(60, 180)], &[]);
        covers(&nights, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", 60);
        is_due(&nights, "2026-03-28T12:00:00Z", 60, "2026-03-29T01:00:00Z");
        // What begins in the hour that is never shown begins at the change.
        let within = calendar("Europe/Paris", &[Weekday::Sunday], &[(150, 240)], &[]);
        covers(&within, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", 60);
        is_due(&within, "2026-03-28T12:00:00Z", 1, "2026-03-29T01:01:00Z");
        // What lies within it is not there at all.
        let lost = calendar("Europe/Paris", &[Weekday::Sunday], &[(125, 170)], &[]);
        covers(&lost, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", 0);
        is_due(&lost, "2026-03-28T12:00:00Z", 45, "2026-04-05T00:50:00Z");
    }

    #[test]
    fn a_night_that_has_an_hour_twice_has_one_more() {
        // On 25 October 2026 the clock goes from 03:00 back to 02:00 at 01:00 UTC.
        let nights = calendar("Europe/Paris", &[Weekday::Sunday], &[(60, 180)], &[]);
        covers(&nights, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z", 180);
        is_due(&nights, "2026-10-24T12:00:00Z", 150, "2026-10-25T01:30:00Z");
        // Beside each other, they count once.
        let halves = calendar("Europe/Paris", &[Weekday::Sunday], &[(60, 150), (150, 180)], &[]);
        covers(&halves, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z", 180);
        is_due(&halves, "2026-10-24T12:00:00Z", 180, "2026-10-25T02:00:00Z");
    }

    #[test]
    fn spans_end_at_midnight_and_go_on_after_it() {
        let all = calendar("Europe/Paris", Weekday::ALL, &[(0, 1_440)], &[]);
        covers(&all, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23 * 60);
        covers(&all, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25 * 60);
        is_due(&all, "2026-06-01T21:30:00Z", 60, "2026-06-01T22:30:00Z");
        // Where clocks change at midnight, the day begins at 01:00: 6 September 2026 in Santiago.
        let all = calendar("America/Santiago", Weekday::ALL, &[(0, 1_440)], &[]);
        covers(&all, "2026-09-05T04:00:00Z", "2026-09-07T03:00:00Z", 47 * 60);
    }

    #[test]
    fn days_have_several_spans() {
        let split = calendar("Europe/Paris", &WORKING, &[(840, 1_080), (540, 720)], &[]);
        covers(&split, "2026-06-01T07:00:00Z", "2026-06-01T16:00:00Z", 180 + 240);
        is_due(&split, "2026-06-01T09:30:00Z", 60, "2026-06-01T12:30:00Z");
        is_due(&split, "2026-06-05T15:30:00Z", 60, "2026-06-08T07:30:00Z");
    }

    #[test]
    fn what_never_comes_is_never_due() {
        let never = calendar("Europe/Paris", &[], &[], &[]);
        assert_eq!(due(&never, at("2026-06-01T07:00:00Z"), 1), None);
        covers(&never, "2026-06-01T07:00:00Z", "2027-06-01T07:00:00Z", 0);
        assert!(Calendar::new("Europe/Nowhere", &[], &[]).is_none());
    }

    #[test]
    fn the_last_quarter_is_near() {
        let from = at("2026-04-30T15:00:00Z");
        assert_eq!(
            near(&Coverage::Always, from, 15),
            Some(at("2026-04-30T15:11:15Z"))
        );
        assert_eq!(near(&office(), from, 240), Some(at("2026-05-04T08:00:00Z")));
    }

    /// Numbers that look random and are the same every time (splitmix64).
    fn dice(state: &mut u64, below: i64) -> i64 {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((mixed ^ (mixed >> 31)) % below.unsigned_abs()).unwrap()
    }

    #[test]
    fn parts_add_up_and_what_is_due_has_passed() {
        let mut state = 14;
        let zones = [
            "Europe/Paris",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "UTC",
        ];
        for round in 0..400 {
            let zone = zones[round % zones.len()];
            let mut hours = Vec::new();
            for weekday in Weekday::ALL {
                let mut minute = dice(&mut state, 600);
                while minute < DAY_MINUTES - 1 && dice(&mut state, 3) > 0 {
                    let to = minute + 1 + dice(&mut state, DAY_MINUTES - minute);
                    hours.push(OpeningHours {
                        weekday: *weekday,
                        from: minute,
                        to,
                    });
                    minute = to + dice(&mut state, 200);
                }
            }
            if hours.is_empty() {
                continue;
            }
            let coverage = Coverage::Hours(Calendar::new(zone, &hours, &[]).unwrap());
            let begin = at("2026-03-01T00:00:00Z").micros() + dice(&mut state, 300 * DAY_MINUTES) * MINUTE;
            let mut cuts = (0..6)
                .map(|_| begin + dice(&mut state, 20 * DAY_MINUTES * MINUTE))
                .collect::<Vec<_>>();
            cuts.sort_unstable();
            let cuts = cuts.into_iter().map(Timestamp::from_micros).collect::<Vec<_>>();
            let whole = covered_between(&coverage, cuts[0], cuts[5]);
            let parts = cuts
                .windows(2)
                .map(|cut| covered_between(&coverage, cut[0], cut[1]));
            assert_eq!(parts.sum::<i64>(), whole, "{zone} {hours:?} {cuts:?}");
            let minutes = 1 + dice(&mut state, 3_000);
            let due = due(&coverage, cuts[0], minutes).unwrap();
            assert_eq!(covered_between(&coverage, cuts[0], due), minutes * MINUTE);
            let before = Timestamp::from_micros(due.micros() - 1);
            assert_eq!(covered_between(&coverage, cuts[0], before), minutes * MINUTE - 1);
        }
    }
}
