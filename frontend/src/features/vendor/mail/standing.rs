//! What is known of one mail.

use crate::i18n::Text;
use shared::Timestamp;
use shared::api::mail::MailView;
use shared::words::MailEvent;

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It was given up.
    GivenUp(Timestamp),
    /// It failed, and is tried again then.
    Again(Timestamp),
    /// It is on its way.
    Waiting,
}

/// Where a mail stands now.
pub(super) fn standing(mail: &MailView, now: Timestamp) -> Standing {
    match (mail.given_up_at, mail.next_at) {
        (Some(at), _) => Standing::GivenUp(at),
        (None, Some(at)) if at > now => Standing::Again(at),
        _ => Standing::Waiting,
    }
}

impl Text {
    /// What a mail tells of.
    pub(super) const fn mail_event(self, event: MailEvent) -> &'static str {
        match event {
            MailEvent::Filed => self.mail_filed(),
            MailEvent::Comment => self.mail_comment(),
            MailEvent::Question => self.mail_question(),
            MailEvent::Solution => self.mail_solution(),
            MailEvent::Severity => self.mail_severity(),
            MailEvent::Closing => self.mail_closing(),
            MailEvent::Reopening => self.mail_reopening(),
            MailEvent::Share => self.mail_share(),
            MailEvent::Shares => self.mail_shares(),
            MailEvent::Escalation => self.mail_escalation(),
            MailEvent::ClosingSoon => self.mail_closing_soon(),
            MailEvent::Assigned => self.mail_assigned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_given_up_or_tried_again_or_on_its_way() {
        let at = Timestamp::from_micros;
        let mail = |next_at, given_up_at| MailView {
            id: Default::default(),
            event: MailEvent::Comment,
            recipient: "dan@delta.example".to_owned(),
            at: at(0),
            attempts: 1,
            next_at,
            given_up_at,
            error: None,
        };
        let now = at(10);
        assert_eq!(standing(&mail(Some(at(11)), None), now), Standing::Again(at(11)));
        assert_eq!(standing(&mail(Some(at(10)), None), now), Standing::Waiting);
        assert_eq!(standing(&mail(None, Some(at(9))), now), Standing::GivenUp(at(9)));
    }
}
