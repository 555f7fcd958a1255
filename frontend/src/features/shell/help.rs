//! The keys that act on the whole page.

use crate::components::Dialog;
use crate::locale::use_text;
use yew::prelude::*;

/// What [`Help`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct HelpProps {
    pub(super) onclose: Callback<()>,
}

/// Lists the keyboard shortcuts.
#[component]
pub(super) fn Help(props: &HelpProps) -> Html {
    let text = use_text();
    let keys: [(&[&str], &str); 5] = [
        (&["/"], text.shortcut_search()),
        (&["c"], text.shortcut_new()),
        (&["j", "k", "↓", "↑"], text.shortcut_move()),
        (&["↵"], text.shortcut_open()),
        (&["?"], text.shortcut_help()),
    ];
    html! {
        <Dialog title={text.shortcuts()} onclose={props.onclose.clone()}>
            <dl class="shortcuts">
                { for keys.iter().map(|(keys, what)| html! {
                    <div>
                        <dt>{ *what }</dt>
                        <dd>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dd>
                    </div>
                }) }
            </dl>
        </Dialog>
    }
}
