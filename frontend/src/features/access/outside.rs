//! Whether cases may be shared with people outside.

use crate::components::{Notice, Toast, Tone, draw, draw_failure, use_toast};
use crate::hooks::{use_load, use_send};
use crate::locale::use_text;
use shared::api::shares::{ChangeSharingPolicy, SharingPolicy};
use yew::prelude::*;

/// A switch, with what it means. It takes effect from the next request on, in both directions.
#[component]
pub(super) fn SharingOutside() -> Html {
    let text = use_text();
    let toast = use_toast();
    let load = use_load((), |here, ()| async move { here.api().sharing_policy().await });
    let done = {
        let set = load.set.clone();
        Callback::from(move |policy: SharingPolicy| {
            toast.emit(Toast::good(if policy.outside {
                text.outside_now_on()
            } else {
                text.outside_now_off()
            }));
            set.emit(policy);
        })
    };
    let change = use_send(
        |here, request: ChangeSharingPolicy| async move { here.api().change_sharing_policy(&request).await },
        done,
    );
    html! {
        <section class="panel panel-body stack access-policy" aria-labelledby="outside-title">
            <h2 id="outside-title">{ text.outside_title() }</h2>
            if let Some(failure) = &change.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |policy| {
                let outside = policy.outside;
                let onchange = change.send.reform(move |_: Event| ChangeSharingPolicy { outside: !outside });
                html! {
                    <label class="choice">
                        <input type="checkbox" role="switch" id="share-outside" checked={outside} disabled={change.pending} {onchange} />
                        <span>{ text.outside_label() }<span class="row-note">{ text.outside_means() }</span></span>
                    </label>
                }
            }) }
        </section>
    }
}
