//! Products and categories as the form offers them.

use crate::components::Choice;
use shared::api::catalogue::{CategoryView, ProductView};
use shared::words::Language;

/// The products on offer.
pub(super) fn products(all: &[ProductView], language: Language) -> Vec<(String, String)> {
    let offered = all.iter().filter(|product| !product.retired);
    offered
        .map(|product| (product.key.clone(), product.name.in_language(language).to_owned()))
        .collect()
}

/// The categories on offer of a product, each with those above it, so that keywords of both find it.
pub(super) fn categories(all: &[ProductView], product: &str, language: Language) -> Vec<Choice> {
    let Some(product) = all.iter().find(|one| one.key == product) else {
        return Vec::new();
    };
    let offered = product.categories.iter().filter(|category| !category.retired);
    let mut choices = offered
        .map(|category| Choice {
            value: category.key.clone().into(),
            label: path(&product.categories, category, language).into(),
            keywords: Some(format!("{} {}", category.keywords.en, category.keywords.fr).into()),
            ..Choice::default()
        })
        .collect::<Vec<_>>();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// The names from the top down to the category.
fn path(all: &[CategoryView], category: &CategoryView, language: Language) -> String {
    let mut names = vec![category.name.in_language(language)];
    let mut above = category.parent.as_deref();
    // A circle in the catalogue must not hang the form.
    while let Some(parent) = above
        .and_then(|key| all.iter().find(|one| one.key == key))
        .filter(|_| names.len() < 8)
    {
        names.push(parent.name.in_language(language));
        above = parent.parent.as_deref();
    }
    names.reverse();
    names.join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::is_match;
    use shared::api::Names;

    #[test]
    fn categories_stand_below_their_parents() {
        let name = |text: &str| Names {
            en: text.into(),
            fr: format!("{text} (fr)"),
        };
        let category = |key: &str, parent: Option<&str>, retired| CategoryView {
            key: key.into(),
            name: name(key),
            parent: parent.map(str::to_owned),
            retired,
            keywords: Names {
                en: "tunnel".into(),
                fr: "accès distant".into(),
            },
            questions: Vec::new(),
            asks: Vec::new(),
        };
        let product = ProductView {
            key: "p".into(),
            name: name("P"),
            retired: false,
            categories: vec![
                category("vpn", Some("network"), false),
                category("network", None, false),
                category("modem", Some("network"), true),
                category("loop", Some("loop"), false),
            ],
        };
        let found = categories(&[product], "p", Language::En);
        // In whichever language they are typed.
        assert!(is_match(&found[0], "distant tunnel") && !is_match(&found[0], "modem"));
        let labels = found.iter().map(|one| one.label.to_string()).collect::<Vec<_>>();
        assert_eq!(labels[1..], ["network", "network › vpn"]);
        assert_eq!(labels.len(), 3);
    }
}
