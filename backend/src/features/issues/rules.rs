//! Which known issues fit a case that is being written, without I/O.

use shared::api::issues::KnownIssue;
use shared::text::search_words;

/// How many are offered at most.
const OFFERED: usize = 5;

/// The issues about the product, or with one of the words in either language; those with most words
/// first, and of these in the order given.
pub(super) fn fitting(issues: Vec<KnownIssue>, words: &[String], product: Option<&str>) -> Vec<KnownIssue> {
    let mut ranked = issues
        .into_iter()
        .filter_map(|issue| {
            let shared = shared_words(&issue, words);
            let about = product.is_some() && issue.product.as_deref() == product;
            (shared > 0 || about).then_some((shared, issue))
        })
        .collect::<Vec<_>>();
    ranked.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    ranked.into_iter().map(|(_, issue)| issue).take(OFFERED).collect()
}

/// How many of the words begin a word of the issue.
fn shared_words(issue: &KnownIssue, words: &[String]) -> usize {
    let texts = [&issue.title.en, &issue.title.fr, &issue.body.en, &issue.body.fr];
    let own = texts
        .iter()
        .flat_map(|text| search_words(text))
        .collect::<Vec<_>>();
    words
        .iter()
        .filter(|word| own.iter().any(|one| one.starts_with(word.as_str())))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::Names;
    use uuid::Uuid;

    fn issue(number: u128, title: &str, product: Option<&str>) -> KnownIssue {
        KnownIssue {
            id: Uuid::from_u128(number),
            title: Names {
                en: title.to_owned(),
                fr: "Panne du réseau".to_owned(),
            },
            body: Names::default(),
            product: product.map(str::to_owned),
            product_name: None,
            published_at: Timestamp::from_micros(0),
            ended_at: None,
        }
    }

    #[test]
    fn an_issue_fits_by_product_or_by_words() {
        let found = |words: &[&str], product| {
            let issues = vec![
                issue(1, "Gateways restart slowly", Some("gateway")),
                issue(2, "Archives cannot be restored", Some("archive")),
                issue(3, "Gateway restarts", None),
            ];
            let words = words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
            let fitting = fitting(issues, &words, product);
            fitting.iter().map(|one| one.id.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(found(&[], None), [0_u128; 0]);
        assert_eq!(found(&[], Some("archive")), [2]);
        assert_eq!(found(&["gateway"], None), [1, 3]);
        assert_eq!(found(&["slowly", "gateway"], None), [1, 3]);
        assert_eq!(found(&["archive", "restore"], Some("gateway")), [2, 1]);
        assert_eq!(found(&["reseau"], None), [1, 2, 3]);
        assert_eq!(found(&["eseau"], None), [0_u128; 0]);
    }
}
