//! The texts of mail, without I/O: the templates, and how what people wrote is put into them.

use askama::Template;
use shared::case::State;
use shared::words::{Language, MailEvent, MailReason, Severity};

/// Letters of a title at most.
pub(super) const TITLE: usize = 150;
/// Letters of a name at most.
pub(super) const NAME: usize = 80;
/// Letters of a comment at most; the whole of it is on the page of the case.
const WORDS: usize = 10_000;

/// What a mail about a case is made of.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// What happened.
    pub(super) event: MailEvent,
    /// Why the reader is told.
    pub(super) reason: MailReason,
    /// Who did it, as the reader may know; empty for a timer.
    pub(super) who: String,
    /// The case's title, in one line.
    pub(super) title: String,
    /// Whose case it is.
    pub(super) client: String,
    /// Where it stands now.
    pub(super) state: State,
    /// How urgent it is now.
    pub(super) severity: Severity,
    /// What was said, as [`quoted`] gives it.
    pub(super) words: Option<String>,
    /// The reader may rate the support.
    pub(super) rate: bool,
    /// The page of the case.
    pub(super) link: String,
}

#[derive(Template)]
#[template(path = "case.en.txt")]
struct CaseInEnglish<'a> {
    told: &'a Told,
}

#[derive(Template)]
#[template(path = "case.fr.txt")]
struct CaseInFrench<'a> {
    told: &'a Told,
}

#[derive(Template)]
#[template(path = "shared.en.txt")]
struct SharedInEnglish<'a> {
    who: &'a str,
    portal: &'a str,
}

#[derive(Template)]
#[template(path = "shared.fr.txt")]
struct SharedInFrench<'a> {
    who: &'a str,
    portal: &'a str,
}

/// A template's text. Writing into a text does not fail.
fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}

impl Told {
    /// Whether it is about several cases.
    pub(super) fn several(&self) -> bool {
        self.event == MailEvent::Shares
    }

    /// The body of the mail.
    pub(super) fn body(&self, language: Language) -> String {
        match language {
            Language::En => rendered(&CaseInEnglish { told: self }),
            Language::Fr => rendered(&CaseInFrench { told: self }),
        }
    }
}

/// What an address without an account is told of a share: nothing about the case.
pub(super) fn shared(who: &str, portal: &str, language: Language) -> String {
    match language {
        Language::En => rendered(&SharedInEnglish { who, portal }),
        Language::Fr => rendered(&SharedInFrench { who, portal }),
    }
}

/// The subject of that.
pub(super) const fn shared_subject(language: Language) -> &'static str {
    match language {
        Language::En => "Something was shared with you",
        Language::Fr => "Un élément a été partagé avec vous",
    }
}

/// The subject of a mail about several cases of a client.
pub(super) fn shares_subject(client: &str, language: Language) -> String {
    match language {
        Language::En => format!("Open cases of {client} were shared with you"),
        Language::Fr => format!("Des demandes en cours de {client} ont été partagées avec vous"),
    }
}

/// The vendor's desk, whose people are not named outside.
pub(super) fn support(vendor: &str, language: Language) -> String {
    match language {
        Language::En => format!("{vendor} support"),
        Language::Fr => format!("L’assistance {vendor}"),
    }
}

/// Another reseller's people, to a reseller (DESIGN §2.12).
pub(super) const fn another_partner(language: Language) -> &'static str {
    match language {
        Language::En => "Another partner",
        Language::Fr => "Un autre partenaire",
    }
}

/// A sign that moves what follows it, or that nobody sees: it could make a line read as another.
const fn moves(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A text in one line of at most so many letters: fit for a header.
pub(super) fn line(text: &str, letters: usize) -> String {
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let spaced: String = text
        .chars()
        .filter(|letter| !moves(*letter))
        .map(|letter| if breaks(letter) { ' ' } else { letter })
        .collect();
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    cut(words, letters)
}

fn cut(text: String, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// What somebody wrote, each line marked as a quotation: so that nothing in it can pass for ours.
pub(super) fn quoted(words: &str) -> String {
    let plain = words
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    let plain = plain
        .chars()
        .filter(|letter| !moves(*letter) && (!letter.is_control() || matches!(letter, '\n' | '\t')))
        .collect();
    let lines = cut(plain, WORDS);
    let lines = lines
        .trim_end()
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(event: MailEvent, words: Option<&str>) -> Told {
        Told {
            event,
            reason: MailReason::Filed,
            who: "Alice Admin (Aurora)".to_owned(),
            title: "Sensors lie".to_owned(),
            client: "Delta".to_owned(),
            state: State::InProgress,
            severity: Severity::P2,
            words: words.map(quoted),
            rate: false,
            link: "https://support.vendor.example/delta.example/cases/K7QF-3M2X".to_owned(),
        }
    }

    #[test]
    fn a_mail_reads_as_a_mail() {
        assert_eq!(
            told(MailEvent::Comment, Some("Which firmware?\r\n\r\nAll of them.")).body(Language::En),
            "\
Alice Admin (Aurora) commented:

> Which firmware?
>
> All of them.

Sensors lie
https://support.vendor.example/delta.example/cases/K7QF-3M2X

Client: Delta
State: In progress
Severity: P2 – High

--\u{20}
You get this mail because you filed the case.
Replies to it are not read: answer on the page of the case.
"
        );
        assert_eq!(
            told(MailEvent::Closing, None).body(Language::Fr),
            "\
Alice Admin (Aurora) a clos la demande.

Sensors lie
https://support.vendor.example/delta.example/cases/K7QF-3M2X

Client\u{a0}: Delta
État\u{a0}: En cours
Gravité\u{a0}: P2 – Élevée

--\u{20}
Vous recevez ce message parce que vous avez déposé la demande.
Les réponses à ce message ne sont pas lues\u{a0}: répondez sur la page de la demande.
"
        );
    }

    #[test]
    fn every_event_has_its_sentence_in_both_languages() {
        for language in [Language::En, Language::Fr] {
            let mut first = std::collections::BTreeSet::new();
            for event in MailEvent::ALL {
                let body = told(*event, None).body(language);
                let sentence = body.lines().next().unwrap().to_owned();
                assert!(sentence.len() > 20 && !body.contains("\n\n\n"), "{body}");
                assert!(first.insert(sentence), "{body}");
            }
            // A timer has no name.
            for event in [MailEvent::Closing, MailEvent::ClosingSoon] {
                let timer = Told {
                    who: String::new(),
                    ..told(event, None)
                };
                assert!(timer.body(language).starts_with(char::is_uppercase));
            }
            let mut last = std::collections::BTreeSet::new();
            for reason in MailReason::ALL {
                let mail = Told {
                    reason: *reason,
                    ..told(MailEvent::Comment, Some("Hello."))
                };
                assert!(last.insert(mail.body(language)));
            }
            for state in State::ALL {
                let mail = Told {
                    state: *state,
                    ..told(MailEvent::Comment, Some("Hello."))
                };
                assert!(last.insert(mail.body(language)) || *state == State::InProgress);
            }
        }
    }

    #[test]
    fn french_is_set_as_french() {
        let mut texts = vec![shared("Dan (Delta)", "https://p.example", Language::Fr)];
        texts.extend(
            MailEvent::ALL
                .iter()
                .map(|event| told(*event, Some("Oui")).body(Language::Fr)),
        );
        for body in texts {
            for bad in [" :", " ;", " ?", " !", "'", "« ", " »"] {
                assert!(!body.contains(bad), "{bad} in {body}");
            }
        }
    }

    #[test]
    fn hostile_text_stays_in_its_place() {
        let title = "Help\r\nBcc: all@delta.example\r\n\r\nBody\u{2028}more\0\u{202e}gnp";
        assert_eq!(line(title, 200), "Help Bcc: all@delta.example Body more gnp");
        assert_eq!(line("  \t ", 10), "");
        assert_eq!(line(&"é".repeat(200), 150).chars().count(), 151);
        let words = "Thanks.\r-- \r\nYou get this mail because\u{c}of us\0\u{2067}.\n\n\n";
        assert_eq!(
            quoted(words),
            "> Thanks.\n> --\n> You get this mail because\n> of us."
        );
        assert!(quoted(&"long ".repeat(100_000)).chars().count() < WORDS + 10);
        let body = told(MailEvent::Comment, Some(words)).body(Language::En);
        assert_eq!(body.lines().filter(|line| line.starts_with("You get")).count(), 1);
        // Templates are plain text: nothing is escaped, nothing is run.
        let odd = told(MailEvent::Comment, Some("<b>&amp; {{ told.link }} {% endif %}")).body(Language::En);
        assert!(odd.contains("> <b>&amp; {{ told.link }} {% endif %}\n"), "{odd}");
    }
}
