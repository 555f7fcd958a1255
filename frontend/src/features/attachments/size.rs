//! How large a file is, in words.

use crate::i18n::Text;
use shared::words::Language;

/// Bytes in the unit that people use, with two digits that matter.
pub(crate) fn size(bytes: u64, text: Text) -> String {
    const KILO: u64 = 1_024;
    const MEGA: u64 = KILO * KILO;
    match bytes {
        0..KILO => text.size_bytes(bytes),
        KILO..MEGA => text.size_kilo(&number(bytes, KILO, text)),
        _ => text.size_mega(&number(bytes, MEGA, text)),
    }
}

/// One digit after the point below ten, none above.
fn number(bytes: u64, unit: u64, text: Text) -> String {
    let tenths = (bytes * 10 + unit / 2) / unit;
    if tenths >= 100 || tenths.is_multiple_of(10) {
        return ((bytes + unit / 2) / unit).to_string();
    }
    let point = match text.0 {
        Language::En => '.',
        Language::Fr => ',',
    };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short_and_in_the_readers_language() {
        let (en, fr) = (Text(Language::En), Text(Language::Fr));
        for (bytes, english, french) in [
            (0, "0\u{a0}B", "0\u{a0}o"),
            (1_023, "1023\u{a0}B", "1023\u{a0}o"),
            (1_024, "1\u{a0}kB", "1\u{a0}ko"),
            (1_536, "1.5\u{a0}kB", "1,5\u{a0}ko"),
            (300_000, "293\u{a0}kB", "293\u{a0}ko"),
            (26_214_400, "25\u{a0}MB", "25\u{a0}Mo"),
            (10_400_000, "9.9\u{a0}MB", "9,9\u{a0}Mo"),
            (104_857_600, "100\u{a0}MB", "100\u{a0}Mo"),
        ] {
            assert_eq!(size(bytes, en), english);
            assert_eq!(size(bytes, fr), french);
        }
    }
}
