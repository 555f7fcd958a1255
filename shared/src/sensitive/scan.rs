//! A text as the finders walk through it.

/// A text by its characters, in which every space is the plain one.
pub(super) struct Scan {
    pub(super) chars: Vec<char>,
    /// Where each begins in bytes, and where the text ends.
    pub(super) bytes: Vec<usize>,
}

impl Scan {
    pub(super) fn of(text: &str) -> Self {
        let plain = |c: char| if c.is_whitespace() && c != '\n' { ' ' } else { c };
        let mut bytes = text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        bytes.push(text.len());
        Self {
            chars: text.chars().map(plain).collect(),
            bytes,
        }
    }

    pub(super) fn char(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\n')
    }

    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.char(at))
    }

    /// Where the characters that hold end.
    pub(super) fn end(&self, from: usize, holds: impl Fn(char) -> bool) -> usize {
        let rest = self.chars.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|c| holds(**c)).count()
    }

    /// Whether a word stands at a place, whatever its case.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        let mut place = at;
        word.chars().all(|c| {
            let same = self.char(place).eq_ignore_ascii_case(&c);
            place += 1;
            same
        })
    }

    /// Whether no word goes on across the place.
    pub(super) fn begins_word(&self, at: usize) -> bool {
        let before = self.before(at);
        !before.is_alphanumeric() && before != '_'
    }

    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }
}
