//! What files are called, what they are, and how many a case takes, without I/O.

use crate::authz::CaseFacts;
use crate::error::{Error, Result};
use shared::Timestamp;
use shared::api::attachments::FILES_MAX;
use shared::case::{Move, Refusal, State};
use shared::problem::Code;
use unicode_normalization::UnicodeNormalization as _;

/// Bytes of a name at most: every file system takes 255.
const NAME_MAX: usize = 200;
/// Bytes of an ending, with its dot, that is kept when a name is cut.
const ENDING_MAX: usize = 20;
/// Names that are devices on Windows, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name as people know it, without what would do harm: no path, no characters that control or turn
/// the text around, none that a file system refuses; not too long, and never nothing.
pub(super) fn name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|c| !is_unseen(*c)).nfc().map(|c| match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    let kept = kept.collect::<String>();
    // Windows drops dots and spaces at the end.
    let kept = kept.trim().trim_end_matches(['.', ' ']);
    let kept = cut(kept);
    if kept.is_empty() {
        return "file".to_owned();
    }
    if is_device(&kept) {
        return cut(&format!("_{kept}"));
    }
    kept
}

/// Characters that are not seen, but change what is: controls, marks of direction, tags.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Cuts a name between two characters, its ending kept.
fn cut(name: &str) -> String {
    if name.len() <= NAME_MAX {
        return name.to_owned();
    }
    let at = name.rfind('.').filter(|at| *at > 0);
    let ending = at
        .map(|at| &name[at..])
        .filter(|ending| ending.len() <= ENDING_MAX)
        .unwrap_or_default();
    let stem = &name[..name.len() - ending.len()];
    let room = stem.floor_char_boundary(NAME_MAX - ending.len());
    format!("{}{ending}", stem[..room].trim_end_matches(['.', ' ']))
}

fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_lowercase();
    let (word, number) = stem.split_at(stem.floor_char_boundary(3));
    DEVICES.contains(&word)
        && match word {
            "com" | "lpt" => matches!(number.as_bytes(), [b'1'..=b'9']),
            _ => number.is_empty(),
        }
}

/// The media type of an image that may be shown, by the first bytes of a file.
pub(super) fn image(beginning: &[u8]) -> Option<&'static str> {
    let kind = infer::get(beginning)?.mime_type();
    matches!(kind, "image/png" | "image/jpeg" | "image/gif" | "image/webp").then_some(kind)
}

/// Refuses files of customers on a closed case: it has to be taken up again first, in words.
///
/// # Errors
/// `move-not-allowed` or `reopen-window-passed`, with the moves that this caller may make.
pub(super) fn takes_files(case: &CaseFacts, now: Timestamp) -> Result<()> {
    if case.state != State::Closed || !case.customer() {
        return Ok(());
    }
    let code = match Move::Reopen.from(case.state, case.closed_at, now) {
        Err(Refusal::ReopenWindowPassed) => Code::ReopenWindowPassed,
        _ => Code::MoveNotAllowed,
    };
    Err(Error::moves(code, case.moves(now)))
}

/// What a case holds.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(super) struct Held {
    /// Files, those that were removed included.
    pub(super) files: i64,
    /// Bytes of those that were not.
    pub(super) bytes: i64,
}

/// Refuses what a case has no room for.
///
/// # Errors
/// `case-full`.
pub(super) fn has_room(held: Held, size: u64, limit: u64) -> Result<()> {
    let bytes = u64::try_from(held.bytes).unwrap_or(u64::MAX);
    let full = bytes.saturating_add(size) > limit;
    if full || u64::try_from(held.files).is_ok_and(|files| files >= FILES_MAX) {
        return Err(Code::CaseFull.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_as_people_know_them() {
        for good in [
            "trace.log",
            "Capture d’écran 2026-11-27.png",
            "日本語の名前.txt",
            ".bashrc",
            "archive.tar.gz",
            "no ending",
            "console.log",
            "com10.txt",
            "a'b(1)&c;d,e%20.txt",
            "👩\u{200d}💻.png",
        ] {
            assert_eq!(name(good), good);
        }
    }

    #[test]
    fn what_would_do_harm_is_taken_out_of_names() {
        for (given, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\trace.log", "trace.log"),
            ("/", "file"),
            ("", "file"),
            (".", "file"),
            ("..", "file"),
            ("a/..", "file"),
            (" . . ", "file"),
            ("\0\u{7f}\u{85}", "file"),
            ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
            ("invoice\u{202e}gpj.exe", "invoicegpj.exe"),
            ("\u{2066}a\u{2069}\u{200f}.txt", "a.txt"),
            ("a\u{200b}b\u{feff}.txt", "ab.txt"),
            ("trace.log...", "trace.log"),
            ("a\u{a0}b\tc.txt", "a bc.txt"),
            ("what?<is>|\"this\"*.txt", "what__is___this__.txt"),
            ("file.txt:evil.exe", "file.txt_evil.exe"),
            ("NUL", "_NUL"),
            ("con.txt", "_con.txt"),
            ("Com1.tar.gz", "_Com1.tar.gz"),
            ("lpt9 .x", "_lpt9 .x"),
            ("e\u{301}te\u{301}.txt", "été.txt"),
        ] {
            assert_eq!(name(given), kept, "{given:?}");
        }
    }

    #[test]
    fn long_names_are_cut_between_characters_and_keep_their_ending() {
        let long = name(&format!("{}.log", "a".repeat(4_096)));
        assert_eq!((long.len(), &long[196..]), (200, ".log"));
        let long = name(&format!("{}.tar", "é".repeat(300)));
        assert!(
            long.len() <= 200 && long.len() > 196 && long.ends_with("é.tar"),
            "{long}"
        );
        // An ending that is none.
        let long = name(&format!("a.{}", "b".repeat(300)));
        assert_eq!(long, format!("a.{}", "b".repeat(198)));
        assert_eq!(name(&format!(".{}", "b".repeat(300))).len(), 200);
        assert_eq!(name(&"a".repeat(200)).len(), 200);
        let spaced = name(&format!("{} {}.log", "a".repeat(195), "b".repeat(100)));
        assert_eq!(spaced, format!("{}.log", "a".repeat(195)));
    }

    #[test]
    fn names_are_harmless_whatever_is_given() {
        // A generator of its own, so that a failure is the same everywhere.
        let mut seed = 7_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u32::try_from(seed >> 33).unwrap()
        };
        for _ in 0..20_000 {
            let length = next() % 60;
            let given = (0..length)
                .filter_map(|_| {
                    let range = [0x80, 0x100, 0x3000, 0x11_0000][(next() % 4) as usize];
                    char::from_u32(next() % range)
                })
                .collect::<String>()
                .repeat((next() % 9) as usize);
            let kept = name(&given);
            assert!(!kept.is_empty() && kept.len() <= NAME_MAX, "{given:?}");
            assert!(
                !kept.contains(['/', '\\', '"', ':']) && !kept.chars().any(is_unseen),
                "{given:?}"
            );
            assert!(kept != "." && kept != ".." && !kept.ends_with('.'), "{given:?}");
            assert_eq!(name(&kept), kept, "{given:?}");
        }
    }

    #[test]
    fn f2_images_are_known_by_what_is_in_them() {
        assert_eq!(image(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some("image/png"));
        assert_eq!(image(b"\xff\xd8\xff\xe0\0\x10JFIF"), Some("image/jpeg"));
        assert_eq!(image(b"GIF89a\x01\0\x01\0"), Some("image/gif"));
        assert_eq!(image(b"RIFF\x24\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"<?xml version='1.0'?><svg/>",
            b"<!doctype html><script>alert(1)</script>",
            b"%PDF-1.7",
            b"PK\x03\x04",
            b"II*\0\x08\0\0\0",
            b"BM\x36\0\0\0",
            b"\0\0\x01\0\x01\0",
            b"\0\0\0\x20ftypavif",
        ] {
            assert_eq!(image(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_case_has_room_up_to_its_limits() {
        let held = |files, bytes| Held { files, bytes };
        let code = |held, size| has_room(held, size, 1_000).err().and_then(|error| error.code());
        assert_eq!(code(held(0, 0), 1_000), None);
        assert_eq!(code(held(199, 900), 100), None);
        assert_eq!(code(held(3, 900), 101), Some(Code::CaseFull));
        assert_eq!(code(held(200, 0), 0), Some(Code::CaseFull));
        assert_eq!(code(held(0, 1), u64::MAX), Some(Code::CaseFull));
    }
}
