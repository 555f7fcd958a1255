//! A field for Markdown: what is typed, and a look at what becomes of it.

use crate::components::{AreaField, draw, prose};
use crate::hooks::use_load;
use crate::locale::use_text;
use shared::api::prose::Written;
use yew::prelude::*;

/// What a [`ProseField`] is given: as an [`AreaField`].
#[derive(Properties, PartialEq)]
pub(crate) struct ProseProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) oninput: Callback<String>,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or(6)]
    pub(crate) rows: u32,
    /// Sends with Ctrl or Command and Enter.
    #[prop_or_default]
    pub(crate) onsend: Callback<()>,
}

/// Several lines of text, with a preview in their place. The field stays where it is meanwhile, so
/// that nothing typed is lost and what is wrong with it can still be told.
#[component]
pub(crate) fn ProseField(props: &ProseProps) -> Html {
    let text = use_text();
    let looking = use_state_eq(|| false);
    {
        // What is wrong stands at the field.
        let looking = looking.clone();
        use_effect_with(props.error.clone(), move |error| {
            if error.is_some() {
                looking.set(false);
            }
        });
    }
    let tab = |wanted: bool, name: &'static str| {
        let looking = looking.clone();
        let pressed = *looking == wanted;
        let onclick = Callback::from(move |_: MouseEvent| looking.set(wanted));
        html! { <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ name }</button> }
    };
    html! {
        <div class="prose-field">
            <div class="prose-tabs" role="group" aria-label={props.label.clone()}>
                { tab(false, text.prose_write()) }
                { tab(true, text.prose_preview()) }
            </div>
            <div hidden={*looking}>
                <AreaField id={props.id.clone()} label={props.label.clone()} value={props.value.clone()} oninput={props.oninput.clone()}
                    hint={props.hint.clone()} error={props.error.clone()} rows={props.rows} onsend={props.onsend.clone()} />
                <p class="field-hint">{ text.prose_hint() }</p>
            </div>
            if *looking {
                <div class="prose-preview" aria-live="polite">
                    if props.value.trim().is_empty() {
                        <p class="muted">{ text.prose_nothing() }</p>
                    } else {
                        <Preview written={props.value.clone()} />
                    }
                </div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PreviewProps {
    written: AttrValue,
}

#[component]
fn Preview(props: &PreviewProps) -> Html {
    let text = use_text();
    let load = use_load(props.written.clone(), |here, written: AttrValue| async move {
        let written = Written {
            text: written.to_string(),
        };
        here.api().preview(&written).await
    });
    draw(&load, text, |preview| prose(&preview.prose))
}
