//! Response targets in words: how long, and what counts.

use crate::i18n::Text;
use shared::api::plans::ResponseTarget;
use shared::words::Severity;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

impl Text {
    /// A response target in the largest unit that tells it exactly; hours up to two days, because
    /// that is how plans are sold.
    pub(crate) fn duration(self, minutes: i64) -> String {
        if minutes >= 2 * DAY && minutes % DAY == 0 {
            self.days(minutes / DAY)
        } else if minutes >= HOUR && minutes % HOUR == 0 {
            self.hours(minutes / HOUR)
        } else {
            self.minutes(minutes)
        }
    }

    /// How long something lasts, in its two largest units.
    pub(crate) fn lasting(self, seconds: i64) -> String {
        let minutes = seconds / 60;
        let two = |large: String, rest: i64, small: fn(Self, i64) -> String| {
            if rest == 0 {
                large
            } else {
                format!("{large} {}", small(self, rest))
            }
        };
        match minutes {
            i64::MIN..1 => self.less_than_a_minute().to_owned(),
            m if m < HOUR => self.minutes(m),
            m if m < 2 * DAY => two(self.hours(m / HOUR), m % HOUR, Self::minutes),
            m => two(self.days(m / DAY), m % DAY / HOUR, Self::hours),
        }
    }

    /// What is promised for a severity; nothing where nothing is known of any plan.
    pub(crate) fn promised(self, targets: &[ResponseTarget], severity: Severity) -> Option<String> {
        if targets.iter().all(|target| target.minutes.is_none()) {
            return None;
        }
        let target = targets.iter().find(|target| target.severity == severity)?;
        let Some(minutes) = target.minutes else {
            return Some(self.target_none().to_owned());
        };
        let time = self.duration(minutes);
        Some(match &target.calendar {
            None => self.target_always(&time),
            Some(calendar) => self.target_hours(&time, calendar.name.in_language(self.0)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;
    use shared::api::calendars::CalendarRef;
    use shared::api::plans::Coverage;
    use shared::words::Language;

    #[test]
    fn targets_are_told_in_the_unit_that_fits() {
        let text = Text(Language::Fr);
        assert_eq!(text.duration(15), "15\u{a0}min");
        assert_eq!(text.duration(240), "4\u{a0}h");
        assert_eq!(text.duration(1_440), "24\u{a0}h");
        assert_eq!(text.duration(2_880), "2\u{a0}j");
        assert_eq!(text.duration(90), "90\u{a0}min");
    }

    #[test]
    fn times_are_told_in_two_units() {
        let text = Text(Language::En);
        for (seconds, told) in [
            (-5, "less than a minute"),
            (59, "less than a minute"),
            (60, "1\u{a0}min"),
            (3_599, "59\u{a0}min"),
            (3_600, "1\u{a0}h"),
            (3_900, "1\u{a0}h 5\u{a0}min"),
            (2 * 86_400 - 60, "47\u{a0}h 59\u{a0}min"),
            (2 * 86_400, "2\u{a0}d"),
            (3 * 86_400 + 4 * 3_600 + 59, "3\u{a0}d 4\u{a0}h"),
        ] {
            assert_eq!(text.lasting(seconds), told, "{seconds}");
        }
    }

    #[test]
    fn what_is_promised_says_what_counts() {
        let text = Text(Language::En);
        let calendar = CalendarRef {
            key: "office".into(),
            name: Names {
                en: "Office hours".into(),
                fr: "Bureau".into(),
            },
            time_zone: "Europe/Paris".into(),
        };
        let target = |severity, minutes, calendar: Option<&CalendarRef>| ResponseTarget {
            severity,
            minutes,
            coverage: minutes.map(|_| Coverage::Always),
            calendar: calendar.cloned(),
        };
        let targets = [
            target(Severity::P1, Some(15), None),
            target(Severity::P2, Some(240), Some(&calendar)),
            target(Severity::P3, None, None),
        ];
        let told = |severity| text.promised(&targets, severity);
        assert_eq!(
            told(Severity::P1).as_deref(),
            Some("Answer within 15\u{a0}min, around the clock")
        );
        assert_eq!(
            told(Severity::P2).as_deref(),
            Some("Answer within 4\u{a0}h (Office hours)")
        );
        assert_eq!(told(Severity::P3).as_deref(), Some("No response time promised"));
        assert_eq!(text.promised(&targets[2..], Severity::P3), None);
        assert_eq!(text.promised(&[], Severity::P1), None);
    }
}
