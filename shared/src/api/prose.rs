//! Text as people write it, taken apart: what its Markdown means, as a tree.
//!
//! The app draws the tree and never sees markup, so what somebody wrote cannot become more than text
//! (its content policy forbids inserting HTML). Each part is an object with one property, which says
//! what it is: `{"paragraph": [{"text": "Hello "}, {"strong": [{"text": "you"}]}]}`.

use super::{request, view};
use crate::validate::{Validate, Violations};
use serde::{Deserialize, Serialize};

/// So many parts lie within each other at most; deeper ones are drawn as if they did not.
pub const DEPTH_MAX: usize = 16;

/// A part of a text; such parts stand one below the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Lines of words.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// 1 to 3, the highest first; all stand below the headings of the page.
        level: u8,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of its first item; nothing if they have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<u32>,
        /// What each item holds.
        items: Vec<Vec<Block>>,
    },
    /// What somebody else has said.
    Quote(Vec<Block>),
    /// Lines of a program, a log, a trace.
    Code {
        /// The word that says of which language they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The lines.
        text: String,
    },
    /// A table.
    Table {
        /// The headings of its columns.
        head: Vec<Vec<Inline>>,
        /// The cells of its rows; empty ones at the end of a row are left out.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A line across.
    Rule {},
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// A piece of a program, a name, a path.
    Code(String),
    /// Something that can be followed.
    Link {
        /// Where to: an address that begins with `http:`, `https:` or `mailto:`.
        to: String,
        /// What it says.
        text: Vec<Inline>,
    },
    /// The next line begins.
    Break {},
}

/// Whether a link may lead there.
#[must_use]
pub fn may_lead_to(address: &str) -> bool {
    let scheme = |scheme: &str| {
        let begins = address.get(..scheme.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    };
    ["http://", "https://", "mailto:"].into_iter().any(scheme)
        && !address.contains(|c: char| c.is_control() || c.is_whitespace())
}

request! {
    /// A text to be looked at before it is sent.
    pub struct Written {
        /// The text, in Markdown.
        pub text: String,
    }
}

impl Validate for Written {
    fn check(&self, found: &mut Violations) {
        found.text("/text", &self.text, super::cases::BODY_MAX);
    }
}

view! {
    /// How a text will be shown.
    pub struct Preview {
        /// Its parts.
        pub prose: Vec<Block>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_and_mailboxes_only() {
        for good in [
            "https://a.example/x?y#z",
            "HTTP://a.example",
            "mailto:a@b.example",
        ] {
            assert!(may_lead_to(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " https://a.example",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "//a.example",
            "/cases",
            "https://",
            "mailto:",
            "https:/a.example",
            "https://a.example\n",
            "é",
            "",
        ] {
            assert!(!may_lead_to(bad), "{bad}");
        }
    }

    #[test]
    fn a_part_says_what_it_is() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let tree = vec![
            Block::Paragraph(vec![text("a"), Inline::Break {}, Inline::Strong(vec![text("b")])]),
            Block::List {
                first: None,
                items: vec![vec![Block::Rule {}]],
            },
        ];
        let json = serde_json::to_string(&tree).unwrap();
        assert_eq!(
            json,
            r#"[{"paragraph":[{"text":"a"},{"break":{}},{"strong":[{"text":"b"}]}]},{"list":{"items":[[{"rule":{}}]]}}]"#
        );
        assert_eq!(serde_json::from_str::<Vec<Block>>(&json).unwrap(), tree);
    }
}
