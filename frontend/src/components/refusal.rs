//! Above a form: why it was not accepted.

use super::draw::draw_failure;
use super::notice::{Notice, Tone};
use crate::hooks::Form;
use crate::i18n::Text;
use yew::prelude::*;

/// Says what no field says; nothing while all is well.
pub(crate) fn draw_refusal<Request>(form: &Form<Request>, text: Text) -> Html {
    if let Some(failure) = &form.failure {
        html! { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
    } else if !form.left.is_empty() {
        html! { <Notice tone={Tone::Bad}>{ for form.left.iter().map(|sentence| html! { <p>{ sentence }</p> }) }</Notice> }
    } else if form.is_refused() {
        html! { <p class="unseen" role="alert">{ text.check_fields() }</p> }
    } else {
        Html::default()
    }
}
