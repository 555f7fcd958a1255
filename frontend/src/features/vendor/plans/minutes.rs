//! Response targets as people write them.

use crate::i18n::Text;

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
}

/// Reads `30 min`, `4 h`, `2 d`, `2 j` or `90`; `Ok(None)` where nothing is promised, `Err` where it
/// cannot be read.
pub(super) fn read(text: &str) -> Result<Option<i64>, ()> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let number = number.parse::<i64>().map_err(|_| ())?;
    let unit = match unit.trim() {
        "" | "m" | "min" | "mn" => 1,
        "h" => HOUR,
        "d" | "j" => DAY,
        _ => return Err(()),
    };
    number.checked_mul(unit).map(Some).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn targets_are_read_as_people_write_them() {
        assert_eq!(read("30 min"), Ok(Some(30)));
        assert_eq!(read("4h"), Ok(Some(240)));
        assert_eq!(read(" 2\u{a0}J "), Ok(Some(2_880)));
        assert_eq!(read("90"), Ok(Some(90)));
        assert_eq!(read("  "), Ok(None));
        assert_eq!(read("soon"), Err(()));
        assert_eq!(read("4 weeks"), Err(()));
    }

    #[test]
    fn targets_are_told_in_the_unit_that_fits() {
        let text = Text(Language::Fr);
        assert_eq!(text.duration(15), "15\u{a0}min");
        assert_eq!(text.duration(240), "4\u{a0}h");
        assert_eq!(text.duration(1_440), "24\u{a0}h");
        assert_eq!(text.duration(2_880), "2\u{a0}j");
        assert_eq!(text.duration(90), "90\u{a0}min");
    }
}
