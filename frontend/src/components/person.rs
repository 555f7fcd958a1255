//! Who did something.

use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::Person;
use yew::prelude::*;

/// A person's name, or the domain alone where its people are not named; "another partner" where the reader may not know more (DESIGN §2.12).
pub(crate) fn person_name(person: &Person, text: Text) -> String {
    person.shown().unwrap_or(text.another_partner()).to_owned()
}

/// What a [`PersonName`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct PersonProps {
    pub(crate) person: Person,
    /// Whether the domain is named too.
    #[prop_or_default]
    pub(crate) domain: bool,
}

/// A person, with the address for those who point at it.
#[component]
pub(crate) fn PersonName(props: &PersonProps) -> Html {
    let name = person_name(&props.person, use_text());
    let domain = props.person.domain.as_ref().map(|domain| domain.title.as_str());
    let title = [props.person.email.as_deref(), domain]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    html! {
        <span class={classes!("person", props.person.name.is_none().then_some("muted"))} title={(!title.is_empty()).then_some(title)}>
            { &name }
            if let Some(domain) = props.person.domain.as_ref().filter(|domain| props.domain && domain.title != name) {
                <span class="muted">{ format!(" · {}", domain.title) }</span>
            }
        </span>
    }
}
