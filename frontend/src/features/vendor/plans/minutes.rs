//! Response targets as people write them.

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

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
    use crate::i18n::Text;
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
    fn what_is_told_can_be_read() {
        for language in [Language::Fr, Language::En] {
            for minutes in [1, 15, 90, 240, 1_440, 2_880, 525_600] {
                assert_eq!(read(&Text(language).duration(minutes)), Ok(Some(minutes)));
            }
        }
    }
}
