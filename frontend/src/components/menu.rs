//! A button that unfolds a panel of links and buttons.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// What a [`Menu`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct MenuProps {
    pub(crate) id: AttrValue,
    /// The button's name for those who do not see it.
    pub(crate) label: AttrValue,
    /// What the button shows.
    pub(crate) button: Html,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Hears when it unfolds.
    #[prop_or_default]
    pub(crate) onopen: Callback<()>,
    pub(crate) children: Html,
}

/// A disclosure: it folds on Escape, on a choice, and when focus or pointer go elsewhere.
#[component]
pub(crate) fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let root = use_node_ref();
    let toggle = {
        let (open, onopen) = (open.clone(), props.onopen.clone());
        Callback::from(move |_: MouseEvent| {
            if !*open {
                onopen.emit(());
            }
            open.set(!*open);
        })
    };
    {
        let (open, root) = (open.clone(), root.clone());
        use_effect_with(*open, move |is_open| {
            let listener = is_open.then(|| {
                EventListener::new(&gloo::utils::document(), "pointerdown", move |event| {
                    let inside = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                    if !root.get().is_some_and(|root| root.contains(inside.as_ref())) {
                        open.set(false);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let onkeydown = {
        let (open, root) = (open.clone(), root.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                open.set(false);
                let button = root
                    .cast::<Element>()
                    .and_then(|root| root.query_selector("button").ok().flatten());
                if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        let (open, root) = (open.clone(), root.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event
                .related_target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if next.is_some() && !root.get().is_some_and(|root| root.contains(next.as_ref())) {
                open.set(false);
            }
        })
    };
    let chosen = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            let on = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if on.is_some_and(|on| on.closest("a, button").ok().flatten().is_some()) {
                open.set(false);
            }
        })
    };
    let panel = format!("{}-panel", props.id);
    html! {
        <div class={classes!("menu", props.class.clone())} ref={root} {onkeydown} {onfocusout}>
            <button type="button" class="menu-button" id={props.id.clone()} aria-label={props.label.clone()}
                aria-expanded={open.to_string()} aria-controls={panel.clone()} onclick={toggle}>
                { props.button.clone() }
            </button>
            <div class="menu-panel" id={panel} hidden={!*open} onclick={chosen}>
                { props.children.clone() }
            </div>
        </div>
    }
}
