//! Known issues and similar cases, before one writes a long description.

use crate::components::{SeverityBadge, StateBadge, Tag, When};
use crate::hooks::{use_debounced, use_load};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::CaseRow;
use shared::api::form::Similar as Found;
use shared::api::issues::KnownIssue;
use yew::prelude::*;

/// Letters of a title from which on something is looked for.
const ENOUGH: usize = 6;

/// What [`Similar`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct SimilarProps {
    /// For which domain.
    pub(super) client: Option<String>,
    /// The title as it is typed.
    pub(super) title: String,
    /// The product's key.
    pub(super) product: String,
}

/// What is asked of the server; nothing while too little is known.
fn question(client: Option<&String>, title: &str, product: &str) -> Option<(Option<String>, String, String)> {
    let title = title.trim();
    let told = title.chars().count() >= ENOUGH;
    let title = if told { title } else { "" };
    (told || !product.is_empty()).then(|| (client.cloned(), title.to_owned(), product.to_owned()))
}

/// What is found while one types; nothing is drawn where nothing is, and a failure is no hindrance.
#[component]
pub(super) fn Similar(props: &SimilarProps) -> Html {
    let settled = use_state_eq(|| props.title.clone());
    let setter = settled.setter();
    use_debounced(
        props.title.clone(),
        400,
        Callback::from(move |title| setter.set(title)),
    );
    let asked = question(props.client.as_ref(), &settled, &props.product);
    let load = use_load(asked, |here, asked| async move {
        match asked {
            Some((client, q, product)) => {
                let product = Some(product.as_str()).filter(|product| !product.is_empty());
                here.api().similar(client.as_deref(), &q, product).await.map(Some)
            }
            None => Ok(None),
        }
    });
    let found = load.data.as_deref().and_then(Option::as_ref);
    html! {
        <div aria-live="polite">
            if let Some(found) = found { <Offered found={found.clone()} /> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct OfferedProps {
    found: Found,
}

/// Both lists; links open beside the form, which stays as it is.
#[component]
fn Offered(props: &OfferedProps) -> Html {
    let text = use_text();
    let me = use_me();
    let Found { cases, issues } = &props.found;
    if cases.is_empty() && issues.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel offered" aria-labelledby="offered-title">
            <h3 id="offered-title">{ text.similar_title() }</h3>
            if !issues.is_empty() {
                <p class="muted">{ text.similar_issues() }</p>
                <ul>{ for issues.iter().map(|issue| known(issue, text)) }</ul>
            }
            if !cases.is_empty() {
                <p class="muted">{ text.similar_cases() }</p>
                <ul>{ for cases.iter().map(|case| similar(case, &me.domain.name, text)) }</ul>
            }
        </section>
    }
}

fn known(issue: &KnownIssue, text: Text) -> Html {
    html! {
        <li key={issue.id.to_string()}>
            <details class="known-issue">
                <summary>
                    { issue.title.in_language(text.0) }
                    if let Some(product) = &issue.product_name { { " " }<Tag>{ product.in_language(text.0) }</Tag> }
                </summary>
                <p class="written">{ issue.body.in_language(text.0) }</p>
                <p class="faint">{ text.issue_since() }{ " " }<When at={issue.published_at} /></p>
            </details>
        </li>
    }
}

fn similar(case: &CaseRow, domain: &str, text: Text) -> Html {
    let route = Route::Case {
        domain: domain.to_owned(),
        number: case.number.clone(),
    };
    html! {
        <li class="similar-case" key={case.number.clone()}>
            <a href={route.href(&[])} target="_blank" rel="noopener">{ &case.title }<span class="unseen">{ text.opens_beside() }</span></a>
            <span class="row-note">
                <span class="mono">{ &case.number }</span>{ " · " }{ &case.client.title }{ " · " }<When at={case.updated_at} />
            </span>
            <span class="similar-marks"><SeverityBadge severity={case.severity} /><StateBadge state={case.state} /></span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_before_something_is_told() {
        let client = "c.example".to_owned();
        assert_eq!(question(Some(&client), " VPN ", ""), None);
        let asked = question(Some(&client), "VPN", "net").unwrap();
        assert_eq!(
            (asked.0.as_deref(), asked.1.as_str(), asked.2.as_str()),
            (Some("c.example"), "", "net")
        );
        assert_eq!(
            question(None, " The VPN is down ", "").unwrap().1,
            "The VPN is down"
        );
    }
}
