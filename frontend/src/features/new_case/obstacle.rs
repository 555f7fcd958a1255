//! Why a case cannot be filed for a client that is listed, and who can change that.

use crate::components::{Notice, Tone};
use crate::i18n::Text;
use shared::api::cases::Obstacle;
use yew::prelude::*;

/// The remark beside the client in the list.
pub(super) fn mark(obstacle: Obstacle, text: Text) -> &'static str {
    match obstacle {
        Obstacle::DelegationRequired => text.new_case_blocked(),
        Obstacle::ScopeMissing => text.new_case_narrow(),
        Obstacle::Forbidden => text.new_case_role(),
    }
}

/// What it is, and the remedy.
fn sentences(obstacle: Obstacle, client: &str, text: Text) -> (String, &'static str) {
    match obstacle {
        Obstacle::DelegationRequired => (
            text.obstacle_delegation(client),
            text.obstacle_delegation_remedy(),
        ),
        Obstacle::ScopeMissing => (text.obstacle_scope(client), text.obstacle_scope_remedy()),
        Obstacle::Forbidden => (text.obstacle_role(client), text.obstacle_role_remedy()),
    }
}

/// Draws both.
pub(super) fn draw_obstacle(obstacle: Obstacle, client: &str, text: Text) -> Html {
    let (title, remedy) = sentences(obstacle, client, text);
    html! { <Notice tone={Tone::Warn} {title} id="obstacle"><p>{ remedy }</p></Notice> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn the_remedy_for_missing_access_is_with_the_client() {
        for (language, place) in [
            (Language::En, "Reseller access"),
            (Language::Fr, "Accès revendeur"),
        ] {
            let (title, remedy) = sentences(Obstacle::DelegationRequired, "Armor", Text(language));
            assert!(title.starts_with("Armor") && remedy.contains(place));
            assert!(
                !sentences(Obstacle::Forbidden, "Armor", Text(language))
                    .1
                    .contains(place)
            );
        }
    }
}
