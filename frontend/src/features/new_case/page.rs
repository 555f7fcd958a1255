//! The page: whom one may file for decides what the form looks like.

use super::draft::Draft;
use super::form::Form;
use crate::browser;
use crate::components::{Button, Empty, Look, PageHeader, Toast, When, draw, use_toast};
use crate::hooks::use_load;
use crate::i18n::Text;
use crate::locale::{use_locale, use_text};
use crate::session::use_me;
use serde::Deserialize;
use shared::api::cases::FilingClient;
use yew::prelude::*;
use yew_router::prelude::use_location;

/// The query of the form's address.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// For which client.
    client: Option<String>,
    /// Which case it follows up.
    follows: Option<String>,
}

/// A case to file.
#[component]
pub(crate) fn NewCasePage() -> Html {
    let text = use_text();
    let asked = use_location()
        .and_then(|location| location.query::<Asked>().ok())
        .unwrap_or_default();
    let load = use_load(
        (),
        |here, ()| async move { here.api().filing_clients(None).await },
    );
    html! {
        <>
            <PageHeader title={text.new_case_title()} />
            { draw(&load, text, |page| html! {
                if page.items.is_empty() {
                    <Empty title={text.new_case_nobody()}><p>{ text.new_case_nobody_text() }</p></Empty>
                } else {
                    <Begun asked={asked.clone()} offered={page.items.clone()} more={page.next.is_some()} />
                }
            }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct BegunProps {
    asked: Asked,
    offered: Vec<FilingClient>,
    more: bool,
}

/// The form with what it begins with: the draft kept, or what the address asks for.
#[component]
fn Begun(props: &BegunProps) -> Html {
    let locale = use_locale();
    let text = locale.text;
    let me = use_me();
    let own = me.domain.name.clone();
    let round = use_state(|| 0_u32);
    let kept = use_memo(*round, |_| Draft::kept(&own));
    let fresh = use_memo(*round, |_| {
        let zone = locale
            .zone
            .as_ref()
            .map(ToString::to_string)
            .or_else(browser::time_zone);
        Draft::new(browser::nonce(), text.0, zone)
    });
    let choosing = props.more || props.offered.iter().any(|one| one.client.name != own);
    let draft = begun(
        kept.as_ref().clone(),
        (*fresh).clone(),
        &props.asked,
        default_whom(&props.offered, &own),
        text,
    );
    let discard = {
        let (round, own, kept, toast) = (round.clone(), own.clone(), kept.clone(), use_toast());
        Callback::from(move |()| {
            Draft::forget(&own);
            round.set(*round + 1);
            // Nobody is asked twice about what can be undone.
            let (round, own, kept) = (round.clone(), own.clone(), kept.clone());
            let undo = Callback::from(move |()| {
                if let Some(draft) = kept.as_ref() {
                    draft.keep(&own);
                }
                round.set(*round + 2);
            });
            toast.emit(Toast::good(text.new_case_discarded()).with(text.undo(), undo));
        })
    };
    html! {
        <>
            if let Some(kept) = kept.as_ref() {
                <p class="restored muted" role="status">
                    { text.new_case_restored() }
                    if let Some(at) = kept.written_at { <When {at} /> }
                    <Button look={Look::Quiet} onclick={discard}>{ text.new_case_discard() }</Button>
                </p>
            }
            <Form key={*round} {draft} {choosing} />
        </>
    }
}

/// For whom the form begins: the own domain if nothing stands in the way, the only one there is, or
/// nobody yet.
fn default_whom(offered: &[FilingClient], own: &str) -> Option<String> {
    let free = offered
        .iter()
        .find(|one| one.client.name == own && one.obstacle.is_none());
    let only = offered.first().filter(|_| offered.len() == 1);
    free.or(only).map(|one| one.client.name.clone())
}

/// What the form begins with. The address wins over the draft as to the client, because somebody
/// just chose it there.
fn begun(kept: Option<Draft>, fresh: Draft, asked: &Asked, whom: Option<String>, text: Text) -> Draft {
    let restored = kept.is_some();
    let mut draft = kept.unwrap_or(fresh);
    if let Some(client) = asked.client.clone() {
        draft = draft.for_whom(Some(client));
    } else if draft.whom.is_none() {
        draft = draft.for_whom(whom);
    }
    if let Some(number) = asked.follows.as_deref().filter(|_| !restored) {
        draft.description = format!("{}\n\n", text.new_case_follows(number));
        draft.follows = Some(number.to_owned());
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::DomainRef;
    use shared::api::cases::Obstacle;
    use shared::words::{DomainKind, Language};

    fn offered(name: &str, obstacle: Option<Obstacle>) -> FilingClient {
        FilingClient {
            client: DomainRef {
                name: name.into(),
                title: name.into(),
                kind: DomainKind::Client,
            },
            obstacle,
        }
    }

    #[test]
    fn the_form_begins_with_the_own_domain_where_that_may_file() {
        let list = [offered("r.example", None), offered("c.example", None)];
        assert_eq!(default_whom(&list, "r.example").as_deref(), Some("r.example"));
        assert_eq!(
            default_whom(&list[1..], "r.example").as_deref(),
            Some("c.example")
        );
        let shut = [
            offered("r.example", Some(Obstacle::Forbidden)),
            offered("c.example", None),
        ];
        assert_eq!(default_whom(&shut, "r.example"), None);
    }

    #[test]
    fn the_address_says_for_whom() {
        let text = Text(Language::En);
        let fresh = Draft::new("n".into(), Language::En, None);
        let asked = Asked {
            client: Some("c.example".into()),
            follows: Some("K7QF-3M2X".into()),
        };
        let draft = begun(None, fresh.clone(), &asked, Some("r.example".into()), text);
        assert_eq!(draft.whom.as_deref(), Some("c.example"));
        assert!(draft.description.contains("K7QF-3M2X"));
        assert_eq!(draft.follows.as_deref(), Some("K7QF-3M2X"));
        let kept = Draft {
            whom: Some("d.example".into()),
            description: "mine".into(),
            ..fresh
        };
        let draft = begun(Some(kept), Draft::default(), &Asked::default(), None, text);
        assert_eq!(
            (draft.whom.as_deref(), draft.description.as_str()),
            (Some("d.example"), "mine")
        );
    }
}
