//! Known issues: what the vendor knows of already, published for everybody who signs in.

use super::{Names, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};

/// Characters of an issue's title at most.
const TITLE_MAX: usize = 200;
/// Characters of an issue's text at most.
const BODY_MAX: usize = 10_000;

view! {
    /// A known issue.
    pub struct KnownIssue {
        /// Its id.
        pub id: uuid::Uuid,
        /// What it is, in one line.
        pub title: Names,
        /// What is known, and what one can do meanwhile.
        pub body: Names,
        /// The key of the product it is about; nothing means all of them.
        pub product: Option<String>,
        /// The product's name.
        pub product_name: Option<Names>,
        /// Since when it is published.
        pub published_at: Timestamp,
        /// When it ended; ended ones are not offered any more.
        pub ended_at: Option<Timestamp>,
    }
}

request! {
    /// An issue to publish, at once.
    pub struct NewIssue {
        /// What it is, in English.
        pub title_en: String,
        /// What it is, in French.
        pub title_fr: String,
        /// What is known, in English.
        pub body_en: String,
        /// What is known, in French.
        pub body_fr: String,
        /// The key of the product it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub product: Option<String>,
    }
}

impl Validate for NewIssue {
    fn check(&self, found: &mut Violations) {
        found.line("/title_en", &self.title_en, TITLE_MAX);
        found.line("/title_fr", &self.title_fr, TITLE_MAX);
        found.text("/body_en", &self.body_en, BODY_MAX);
        found.text("/body_fr", &self.body_fr, BODY_MAX);
        if let Some(product) = &self.product {
            found.key("/product", product);
        }
    }
}

request! {
    /// What changes about an issue; fields left out stay.
    pub struct ChangeIssue {
        /// What it is, in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title_en: Option<String>,
        /// What it is, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title_fr: Option<String>,
        /// What is known, in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub body_en: Option<String>,
        /// What is known, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub body_fr: Option<String>,
        /// Whether it has ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ended: Option<bool>,
    }
}

impl Validate for ChangeIssue {
    fn check(&self, found: &mut Violations) {
        for (pointer, title) in [("/title_en", &self.title_en), ("/title_fr", &self.title_fr)] {
            if let Some(title) = title {
                found.line(pointer, title, TITLE_MAX);
            }
        }
        for (pointer, body) in [("/body_en", &self.body_en), ("/body_fr", &self.body_fr)] {
            if let Some(body) = body {
                found.text(pointer, body, BODY_MAX);
            }
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}
