//! What may spare one from filing: similar cases that the caller sees, and known issues.

use super::store;
use crate::app::App;
use crate::authz::{Acting, Credentials};
use crate::error::Result;
use crate::features::issues;
use crate::features::page::Wanted;
use crate::features::telling::telling;
use shared::api::cases::CaseFilter;
use shared::api::form::Similar;

/// Cases offered at most.
const OFFERED: usize = 5;
/// Words looked at: of each combination of them one search is made.
const WORDS: usize = 4;

/// Cases with the words of `q` among those that the caller may see, of `client` before others; and
/// issues with these words or about `product`.
///
/// # Errors
/// `unauthenticated`.
pub async fn similar(
    app: &App,
    credentials: &Credentials,
    client: Option<&str>,
    q: Option<&str>,
    product: Option<&str>,
) -> Result<Similar> {
    let mut acting = Acting::read(app, credentials).await?;
    let words = telling(q.unwrap_or_default(), WORDS);
    let issues = issues::service::fitting(&mut acting, &words, product).await?;
    let scope = acting.comparable();
    let wanted = Wanted {
        after: None,
        limit: 5,
    };
    let mut rows = Vec::<store::Listed>::new();
    let narrowings = client
        .map(|client| Some(client.to_owned()))
        .into_iter()
        .chain([None]);
    'enough: for client in narrowings {
        for combination in combinations(&words) {
            let filter = CaseFilter {
                client: client.clone(),
                q: Some(combination.join(" ")),
                ..CaseFilter::default()
            };
            for row in store::page(&mut acting, &scope, &filter, &wanted).await? {
                if rows.len() == OFFERED {
                    break 'enough;
                }
                if rows.iter().all(|there| there.id != row.id) {
                    rows.push(row);
                }
            }
        }
    }
    Ok(Similar {
        cases: rows.into_iter().map(|row| row.view(&acting)).collect(),
        issues,
    })
}

/// The words all together, then all but one, and so on down to pairs; single words only where there
/// are no more than two.
fn combinations(words: &[String]) -> Vec<Vec<String>> {
    let least = if words.len() > 2 { 2 } else { 1 };
    let mut found = (1_u32..1 << words.len())
        .map(|mask| {
            let chosen = words.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
            chosen.map(|(_, word)| word.clone()).collect::<Vec<_>>()
        })
        .filter(|chosen| chosen.len() >= least)
        .collect::<Vec<_>>();
    found.sort_by_key(|chosen| std::cmp::Reverse(chosen.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_words_the_sooner_they_are_looked_for() {
        let of = |text: &str| {
            let words = text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            combinations(&words)
                .into_iter()
                .map(|chosen| chosen.concat())
                .collect::<Vec<_>>()
        };
        assert_eq!(of(""), [""; 0]);
        assert_eq!(of("a"), ["a"]);
        assert_eq!(of("a b"), ["ab", "a", "b"]);
        assert_eq!(of("a b c"), ["abc", "ab", "ac", "bc"]);
        assert_eq!(of("a b c d").len(), 11);
        assert_eq!(of("a b c d")[0], "abcd");
    }
}
