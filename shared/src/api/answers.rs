//! Ready answers of the support desk, in both languages, with placeholders ([`crate::canned`]).

use super::{Names, request, view};
use crate::canned::is_known;
use crate::validate::{Validate, Violations};
use crate::words::Language;

/// Characters of an answer's title at most.
pub const TITLE_MAX: usize = 120;
/// Characters of an answer at most.
pub const ANSWER_MAX: usize = 10_000;

view! {
    /// A ready answer, as it is kept.
    pub struct AnswerView {
        /// Its key.
        pub key: String,
        /// What it is about.
        pub title: Names,
        /// What it says, with placeholders.
        pub body: Names,
        /// The key of the product it is for; nothing means any.
        pub product: Option<String>,
        /// The key of the product's category it is for; nothing means any.
        pub category: Option<String>,
    }
}

view! {
    /// A ready answer for one case: in the case's language, its placeholders filled in.
    pub struct ReadyAnswer {
        /// Its key.
        pub key: String,
        /// What it is about.
        pub title: String,
        /// What it says.
        pub body: String,
        /// In which language.
        pub language: Language,
    }
}

request! {
    /// What an answer says from now on, as a whole.
    pub struct AnswerText {
        /// What it is about, in English.
        pub title_en: String,
        /// What it is about, in French.
        pub title_fr: String,
        /// What it says, in English.
        pub body_en: String,
        /// What it says, in French.
        pub body_fr: String,
        /// The key of the product it is for; any, if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub product: Option<String>,
        /// The key of the product's category it is for; any, if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub category: Option<String>,
    }
}

impl Validate for AnswerText {
    fn check(&self, found: &mut Violations) {
        found.line("/title_en", &self.title_en, TITLE_MAX);
        found.line("/title_fr", &self.title_fr, TITLE_MAX);
        for (pointer, body) in [("/body_en", &self.body_en), ("/body_fr", &self.body_fr)] {
            found.text(pointer, body, ANSWER_MAX);
            if !is_known(body) {
                found.add(pointer, "placeholder");
            }
        }
        if let Some(product) = &self.product {
            found.key("/product", product);
        }
        if let Some(category) = &self.category {
            found.key("/category", category);
            if self.product.is_none() {
                found.add("/product", "required");
            }
        }
    }
}

request! {
    /// An answer to add.
    pub struct NewAnswer {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What it is about, in English.
        pub title_en: String,
        /// What it is about, in French.
        pub title_fr: String,
        /// What it says, in English.
        pub body_en: String,
        /// What it says, in French.
        pub body_fr: String,
        /// The key of the product it is for; any, if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub product: Option<String>,
        /// The key of the product's category it is for; any, if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub category: Option<String>,
    }
}

impl NewAnswer {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> AnswerText {
        AnswerText {
            title_en: self.title_en.clone(),
            title_fr: self.title_fr.clone(),
            body_en: self.body_en.clone(),
            body_fr: self.body_fr.clone(),
            product: self.product.clone(),
            category: self.category.clone(),
        }
    }
}

impl Validate for NewAnswer {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        self.text().check(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_checked_in_both_languages() {
        let sound = AnswerText {
            title_en: "Logs".into(),
            title_fr: "Journaux".into(),
            body_en: "Hello {{name}}".into(),
            body_fr: "Bonjour {{name}}".into(),
            ..AnswerText::default()
        };
        assert!(sound.violations().is_empty());
        let wrong = AnswerText {
            body_fr: "Bonjour {{nom}}".into(),
            category: Some("outage".into()),
            ..sound
        };
        let found = wrong.violations();
        let found = found
            .iter()
            .map(|one| (one.pointer.as_str(), one.code.as_str()))
            .collect::<Vec<_>>();
        assert_eq!(found, [("/body_fr", "placeholder"), ("/product", "required")]);
    }
}
