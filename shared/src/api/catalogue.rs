//! The products that cases are about, and their categories.

use super::form::AskedQuestion;
use super::{Names, request, view};
use crate::validate::{Validate, Violations};

view! {
    /// A category of a product.
    pub struct CategoryView {
        /// Its key, unique within the product.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// The key of the category above it.
        pub parent: Option<String>,
        /// Not offered any more; cases that have it keep it.
        pub retired: bool,
        /// Words by which it is found besides its name.
        pub keywords: Names,
        /// What it says itself about the questions; over the category above it.
        pub questions: Vec<AskedQuestion>,
        /// What it asks in the end, in the order of the form.
        pub asks: Vec<AskedQuestion>,
    }
}

view! {
    /// A product.
    pub struct ProductView {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// Not offered any more; cases that have it keep it.
        pub retired: bool,
        /// Its categories.
        pub categories: Vec<CategoryView>,
    }
}

request! {
    /// A product to add.
    pub struct NewProduct {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
    }
}

impl Validate for NewProduct {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
    }
}

request! {
    /// A category to add.
    pub struct NewCategory {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
        /// The key of the category above it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent: Option<String>,
        /// Words by which it is found, in English.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub keywords_en: String,
        /// Words by which it is found, in French.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub keywords_fr: String,
        /// What it says about the questions.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub questions: Vec<AskedQuestion>,
    }
}

/// Characters of a category's keywords at most.
pub const KEYWORDS_MAX: usize = 500;

/// Words by which a category is found: one line, or nothing.
fn check_keywords(pointer: &str, words: &str, found: &mut Violations) {
    if !words.trim().is_empty() {
        found.line(pointer, words, KEYWORDS_MAX);
    }
}

/// No question twice.
fn check_questions(questions: &[AskedQuestion], found: &mut Violations) {
    for (at, one) in questions.iter().enumerate() {
        if questions[..at]
            .iter()
            .any(|before| before.question == one.question)
        {
            found.add(&format!("/questions/{at}/question"), "twice");
        }
    }
}

impl Validate for NewCategory {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
        if let Some(parent) = &self.parent {
            found.key("/parent", parent);
        }
        check_keywords("/keywords_en", &self.keywords_en, found);
        check_keywords("/keywords_fr", &self.keywords_fr, found);
        check_questions(&self.questions, found);
    }
}

request! {
    /// What changes about a category; fields left out stay. Cases that have it keep it, and what
    /// they answered.
    pub struct ChangeCategory {
        /// What people call it, in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_en: Option<String>,
        /// What people call it, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_fr: Option<String>,
        /// Words by which it is found, in English; empty for none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub keywords_en: Option<String>,
        /// Words by which it is found, in French; empty for none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub keywords_fr: Option<String>,
        /// What it says about the questions, in place of what it said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub questions: Option<Vec<AskedQuestion>>,
        /// Whether it is taken off the form.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub retired: Option<bool>,
    }
}

impl Validate for ChangeCategory {
    fn check(&self, found: &mut Violations) {
        for (pointer, name) in [("/name_en", &self.name_en), ("/name_fr", &self.name_fr)] {
            if let Some(name) = name {
                found.line(pointer, name, 80);
            }
        }
        for (pointer, words) in [
            ("/keywords_en", &self.keywords_en),
            ("/keywords_fr", &self.keywords_fr),
        ] {
            if let Some(words) = words {
                check_keywords(pointer, words, found);
            }
        }
        if let Some(questions) = &self.questions {
            check_questions(questions, found);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

request! {
    /// Takes a product off the form, or puts it back.
    pub struct Retire {
        /// Whether it is retired.
        pub retired: bool,
    }
}

impl Validate for Retire {
    fn check(&self, _: &mut Violations) {}
}
