//! What the interface says, in both of its languages.
//!
//! The catalogue is closed and checked by the compiler: `frontend/locales/` holds one table per part
//! of the app, each text with its two languages side by side, and every text becomes a method of
//! [`Text`]. A text that lacks a language, a method that no table declares and an argument that a
//! text does not know are compile errors; a text that nothing uses is a warning.
//!
//! ```ignore
//! texts! {
//!     sign_out { en "Sign out" fr "Se déconnecter" }
//!     filed_by(who: &str) { en "Filed by {who}" fr "Déposée par {who}" }
//!     cases_shown(n: usize) {
//!         en one "{n} case" other "{n} cases"
//!         fr one "{n} demande" other "{n} demandes"
//!     }
//! }
//! ```

use shared::words::Language;

/// The texts in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) Language);

impl Text {
    /// Whether a counted text takes its singular: English for 1, French for 0 and 1.
    pub(crate) fn is_one(self, n: usize) -> bool {
        match self.0 {
            Language::En => n == 1,
            Language::Fr => n <= 1,
        }
    }
}

/// Declares one text; [`texts!`] calls it.
macro_rules! text {
    ($name:ident [] en $en:literal fr $fr:literal) => {
        pub(crate) const fn $name(self) -> &'static str {
            match self.0 {
                shared::words::Language::En => $en,
                shared::words::Language::Fr => $fr,
            }
        }
    };
    ($name:ident [$($arg:ident: $type:ty),+] en $en:literal fr $fr:literal) => {
        pub(crate) fn $name(self, $($arg: $type),+) -> String {
            match self.0 {
                shared::words::Language::En => format!($en),
                shared::words::Language::Fr => format!($fr),
            }
        }
    };
    ($name:ident [$n:ident: $number:ty $(, $arg:ident: $type:ty)*]
        en one $en_one:literal other $en:literal fr one $fr_one:literal other $fr:literal) => {
        pub(crate) fn $name(self, $n: $number $(, $arg: $type)*) -> String {
            match (self.0, self.is_one($n)) {
                (shared::words::Language::En, true) => format!($en_one),
                (shared::words::Language::En, false) => format!($en),
                (shared::words::Language::Fr, true) => format!($fr_one),
                (shared::words::Language::Fr, false) => format!($fr),
            }
        }
    };
}

/// Declares a table of texts, see the module.
macro_rules! texts {
    ($($name:ident $(($($arg:ident: $type:ty),+ $(,)?))? { $($body:tt)+ })*) => {
        impl crate::i18n::Text {
            $(text! { $name [$($($arg: $type),+)?] $($body)+ })*
        }
    };
}

// The tables, one per part of the app.
#[path = "../locales/access.rs"]
mod table_access;
#[path = "../locales/attachments.rs"]
mod table_attachments;
#[path = "../locales/case.rs"]
mod table_case;
#[path = "../locales/cases.rs"]
mod table_cases;
#[path = "../locales/clients.rs"]
mod table_clients;
#[path = "../locales/common.rs"]
mod table_common;
#[path = "../locales/decisions.rs"]
mod table_decisions;
#[path = "../locales/desk.rs"]
mod table_desk;
#[path = "../locales/form.rs"]
mod table_form;
#[path = "../locales/groups.rs"]
mod table_groups;
#[path = "../locales/issues.rs"]
mod table_issues;
#[path = "../locales/life.rs"]
mod table_life;
#[path = "../locales/lists.rs"]
mod table_lists;
#[path = "../locales/mail.rs"]
mod table_mail;
#[path = "../locales/new_case.rs"]
mod table_new_case;
#[path = "../locales/people.rs"]
mod table_people;
#[path = "../locales/profile.rs"]
mod table_profile;
#[path = "../locales/prose.rs"]
mod table_prose;
#[path = "../locales/resources.rs"]
mod table_resources;
#[path = "../locales/roles.rs"]
mod table_roles;
#[path = "../locales/sharing.rs"]
mod table_sharing;
#[path = "../locales/shell.rs"]
mod table_shell;
#[path = "../locales/sign_in.rs"]
mod table_sign_in;
#[path = "../locales/targets.rs"]
mod table_targets;
#[path = "../locales/vendor.rs"]
mod table_vendor;
#[path = "../locales/words.rs"]
mod table_words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_counts_in_its_way() {
        assert!(Text(Language::Fr).is_one(0) && !Text(Language::En).is_one(0));
        assert_eq!(Text(Language::En).minutes_ago(1), "1\u{a0}min ago");
        assert_eq!(Text(Language::Fr).hours_ago(2), "il y a 2\u{a0}h");
    }

    /// What French typography asks for: a no-break space inside guillemets and before colons, a
    /// narrow one before `;`, `!` and `?`, the curly apostrophe, the ellipsis as one character.
    #[test]
    fn french_is_set_as_french() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales");
        let mut wrong = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                let Some((_, french)) = line.split_once("fr ") else {
                    continue;
                };
                if line.trim_start().starts_with("//") || !french.contains('"') {
                    continue;
                }
                let bad = [" ;", " !", " ?", " :", " »", "« ", "...", "'"]
                    .iter()
                    .any(|bad| french.contains(bad));
                let glued = french.char_indices().any(|(at, c)| {
                    let before = french[..at].chars().next_back().unwrap_or(' ');
                    (matches!(c, ';' | '!' | '?' | '»') && before != '\u{202f}' && before != '\u{a0}')
                        || (c == ':'
                            && before != '\u{a0}'
                            && !before.is_ascii_digit()
                            && !french[at..].starts_with("://"))
                });
                if bad || glued {
                    wrong.push(format!("{}: {}", path.display(), french.trim()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
