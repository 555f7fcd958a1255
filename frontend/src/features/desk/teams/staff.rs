//! By what the vendor's people appear outside.

use crate::components::{Notice, Toast, Tone, draw, draw_failure, use_toast};
use crate::hooks::{use_load, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::teams::{ChangeDeskSettings, DeskSettings, StaffNames};
use yew::prelude::*;

/// What [`StaffPanel`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct StaffProps {
    /// Whether the reader may change it.
    pub(super) manages: bool,
}

impl Text {
    const fn staff_names(self, names: StaffNames) -> &'static str {
        match names {
            StaffNames::Name => self.staff_name(),
            StaffNames::FirstName => self.staff_first_name(),
            StaffNames::Team => self.staff_team(),
        }
    }
}

/// The choice; it counts as soon as it is made.
#[component]
pub(super) fn StaffPanel(props: &StaffProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let load = use_load((), |here, ()| async move { here.api().desk_settings().await });
    let saved = {
        let set = load.set.clone();
        Callback::from(move |settings: DeskSettings| {
            toast.emit(Toast::good(text.staff_saved()));
            set.emit(settings);
        })
    };
    let sending = use_send(
        |here, names: StaffNames| async move {
            let request = ChangeDeskSettings {
                staff_names: Some(names),
            };
            here.api().change_desk_settings(&request).await
        },
        saved,
    );
    let manages = props.manages;
    html! {
        <section class="panel panel-body stack desk-staff" aria-labelledby="staff-title">
            <h2 id="staff-title">{ text.staff_title() }</h2>
            <p class="muted">{ text.staff_text() }</p>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |settings| html! {
                <fieldset class="choices" disabled={!manages || sending.pending}>
                    <legend class="unseen">{ text.staff_title() }</legend>
                    { for StaffNames::ALL.iter().map(|names| {
                        let names = *names;
                        html! {
                            <label class="choice" key={names.as_str()}>
                                <input type="radio" name="staff-names" value={names.as_str()} checked={settings.staff_names == names}
                                    onchange={sending.send.reform(move |_: Event| names)} />
                                <span>{ text.staff_names(names) }</span>
                            </label>
                        }
                    }) }
                </fieldset>
            }) }
        </section>
    }
}
