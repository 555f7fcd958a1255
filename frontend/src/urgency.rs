//! How near an answer of the desk is due, for the clock of a case and for lists.

use crate::i18n::Text;
use shared::Timestamp;

/// How much it asks to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// Nobody waits, or nothing is promised.
    None,
    /// In time.
    Calm,
    /// In the last quarter of what was promised.
    Near,
    /// Late, or it was.
    Late,
}

impl Urgency {
    /// The tone of a tag that says so.
    pub(crate) const fn tone(self) -> Option<&'static str> {
        match self {
            Self::None | Self::Calm => None,
            Self::Near => Some("warn"),
            Self::Late => Some("bad"),
        }
    }
}

/// An answer that somebody waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) urgency: Urgency,
    /// Seconds until it is due, or since.
    seconds: i64,
}

impl Due {
    /// How it stands now. The reader's own clock decides, for time passes while a page is open.
    pub(crate) fn at(due_at: Timestamp, near_at: Option<Timestamp>, now: Timestamp) -> Self {
        let urgency = if now > due_at {
            Urgency::Late
        } else if near_at.is_some_and(|near_at| now >= near_at) {
            Urgency::Near
        } else {
            Urgency::Calm
        };
        Self {
            urgency,
            seconds: (due_at.micros() - now.micros()).abs() / 1_000_000,
        }
    }

    /// In a sentence.
    pub(crate) fn sentence(self, text: Text) -> String {
        let lasting = text.lasting(self.seconds);
        match self.urgency {
            Urgency::Late => text.clock_late(&lasting),
            Urgency::Near => text.clock_near(&lasting),
            Urgency::Calm | Urgency::None => text.clock_running(&lasting),
        }
    }

    /// For a column: the time alone, below zero when it is late.
    pub(crate) fn brief(self, text: Text) -> String {
        let lasting = text.lasting(self.seconds);
        if self.urgency == Urgency::Late {
            format!("−{lasting}")
        } else {
            lasting
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn what_is_due_is_calm_then_near_then_late() {
        let text = Text(Language::En);
        let at = |seconds: i64| Timestamp::from_micros(seconds * 1_000_000);
        let due = |now| Due::at(at(3_600), Some(at(2_700)), at(now));
        for (now, urgency, sentence, brief) in [
            (0, Urgency::Calm, "Due in 1\u{a0}h", "1\u{a0}h"),
            (2_700, Urgency::Near, "Due soon: 15\u{a0}min left", "15\u{a0}min"),
            (10_800, Urgency::Late, "Overdue by 2\u{a0}h", "−2\u{a0}h"),
        ] {
            let due = due(now);
            assert_eq!(due.urgency, urgency);
            assert_eq!(
                (due.sentence(text).as_str(), due.brief(text).as_str()),
                (sentence, brief)
            );
        }
        assert_eq!(due(2_699).urgency, Urgency::Calm);
        assert_eq!(due(3_600).urgency, Urgency::Near);
        assert_eq!(due(3_601).urgency, Urgency::Late);
    }
}
