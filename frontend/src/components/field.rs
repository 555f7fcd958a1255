//! Fields of a form: a label, the control, a hint, and what is wrong with it.

use crate::locale::use_text;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What stands around a control.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Frame {
    /// The control's id.
    pub(super) id: AttrValue,
    /// Its label.
    pub(super) label: AttrValue,
    /// What helps to fill it in.
    pub(super) hint: Option<AttrValue>,
    /// What is wrong with it.
    pub(super) error: Option<AttrValue>,
    /// Whether it may stay empty, and says so: the word for it.
    pub(super) optional: Option<&'static str>,
}

impl Frame {
    /// The ids of hint and error, for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let error = self.error.is_some().then(|| format!("{}-error", self.id));
        match (error, hint) {
            (Some(error), Some(hint)) => Some(format!("{error} {hint}")),
            (one, other) => one.or(other),
        }
    }

    /// For `aria-invalid`.
    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }
}

/// Draws the frame around a control.
pub(super) fn frame(frame: &Frame, control: Html) -> Html {
    html! {
        <div class={classes!("field", frame.error.is_some().then_some("field-wrong"))}>
            <label for={frame.id.clone()} id={format!("{}-label", frame.id)}>
                { &frame.label }
                if let Some(optional) = frame.optional { <span class="field-optional">{ optional }</span> }
            </label>
            { control }
            if let Some(error) = &frame.error { <p class="field-error" id={format!("{}-error", frame.id)}>{ error }</p> }
            if let Some(hint) = &frame.hint { <p class="field-hint" id={format!("{}-hint", frame.id)}>{ hint }</p> }
        </div>
    }
}

/// What a [`TextField`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct TextProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) oninput: Callback<String>,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) optional: bool,
    /// `text`, `email`, `password`, `search`, `date` …
    #[prop_or(AttrValue::Static("text"))]
    pub(crate) kind: AttrValue,
    /// For password managers: `username`, `current-password`, `new-password`.
    #[prop_or_default]
    pub(crate) autocomplete: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) maxlength: Option<usize>,
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// Cannot be changed, but is read: by people, and by password managers.
    #[prop_or_default]
    pub(crate) readonly: bool,
    #[prop_or_default]
    pub(crate) autofocus: bool,
}

/// One line of text.
#[component]
pub(crate) fn TextField(props: &TextProps) -> Html {
    let text = use_text();
    let node = use_node_ref();
    {
        let (node, wanted) = (node.clone(), props.autofocus);
        use_effect_with((), move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| wanted) {
                let _ = input.focus();
            }
        });
    }
    let around = Frame {
        id: props.id.clone(),
        label: props.label.clone(),
        hint: props.hint.clone(),
        error: props.error.clone(),
        optional: props.optional.then(|| text.optional()),
    };
    frame(
        &around,
        html! {
            <input
                ref={node}
                class="input"
                type={props.kind.clone()}
                id={props.id.clone()}
                name={props.id.clone()}
                value={props.value.clone()}
                autocomplete={props.autocomplete.clone().unwrap_or(AttrValue::Static("off"))}
                autocapitalize={(props.kind == "email").then_some("none")}
                placeholder={props.placeholder.clone()}
                maxlength={props.maxlength.map(|max| max.to_string())}
                disabled={props.disabled}
                readonly={props.readonly}
                data-focus={props.autofocus.then_some("")}
                aria-invalid={around.invalid()}
                aria-describedby={around.described_by()}
                oninput={typed(&props.oninput)}
            />
        },
    )
}

/// What an [`AreaField`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct AreaProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) oninput: Callback<String>,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) optional: bool,
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    #[prop_or(6)]
    pub(crate) rows: u32,
    /// Sends with Ctrl or Command and Enter.
    #[prop_or_default]
    pub(crate) onsend: Callback<()>,
}

/// Several lines of text; it grows with them.
#[component]
pub(crate) fn AreaField(props: &AreaProps) -> Html {
    let text = use_text();
    let around = Frame {
        id: props.id.clone(),
        label: props.label.clone(),
        hint: props.hint.clone(),
        error: props.error.clone(),
        optional: props.optional.then(|| text.optional()),
    };
    let onkeydown = {
        let onsend = props.onsend.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                onsend.emit(());
            }
        })
    };
    frame(
        &around,
        html! {
            <textarea
                class="input"
                id={props.id.clone()}
                name={props.id.clone()}
                value={props.value.clone()}
                rows={props.rows.to_string()}
                placeholder={props.placeholder.clone()}
                aria-invalid={around.invalid()}
                aria-describedby={around.described_by()}
                oninput={typed(&props.oninput)}
                {onkeydown}
            />
        },
    )
}

/// Takes the text out of an input event.
pub(super) fn typed(callback: &Callback<String>) -> Callback<InputEvent> {
    callback.reform(|event: InputEvent| {
        let target = event.target();
        let input = target
            .as_ref()
            .and_then(|target| target.dyn_ref::<HtmlInputElement>())
            .map(HtmlInputElement::value);
        let area = || {
            target
                .as_ref()
                .and_then(|target| target.dyn_ref::<HtmlTextAreaElement>())
                .map(HtmlTextAreaElement::value)
        };
        input.or_else(area).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_is_described_by_what_is_there() {
        let mut around = Frame {
            id: "title".into(),
            ..Frame::default()
        };
        assert_eq!(around.described_by(), None);
        around.hint = Some("h".into());
        assert_eq!(around.described_by().as_deref(), Some("title-hint"));
        around.error = Some("e".into());
        assert_eq!(around.described_by().as_deref(), Some("title-error title-hint"));
    }
}
