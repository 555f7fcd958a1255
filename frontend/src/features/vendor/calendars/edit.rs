//! Adding a calendar, or changing one.

use super::draft::{CalendarDraft, Wanted};
use crate::browser;
use crate::components::{AreaField, Button, Choice, ComboField, Dialog, Look, TextField, draw_refusal};
use crate::features::vendor::key::following;
use crate::hooks::{Places, use_draft, use_form};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::calendars::{CalendarView, Weekday};
use shared::problem::Code;
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &[
        "/name_en",
        "/name_fr",
        "/key",
        "/time_zone",
        "/day/0",
        "/day/1",
        "/day/2",
        "/day/3",
        "/day/4",
        "/day/5",
        "/day/6",
        "/holidays",
    ],
    codes: &[(Code::AlreadyExists, "/key")],
};

impl Text {
    /// The word for a day of the week.
    pub(super) const fn weekday(self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Monday => self.monday(),
            Weekday::Tuesday => self.tuesday(),
            Weekday::Wednesday => self.wednesday(),
            Weekday::Thursday => self.thursday(),
            Weekday::Friday => self.friday(),
            Weekday::Saturday => self.saturday(),
            Weekday::Sunday => self.sunday(),
        }
    }
}

/// What a [`CalendarDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CalendarProps {
    /// The calendar to change; nothing adds one.
    pub(super) calendar: Option<CalendarView>,
    /// Hears of the calendar as it has become.
    pub(super) done: Callback<CalendarView>,
    pub(super) onclose: Callback<()>,
}

/// Names, key, time zone, hours per day, and the days without.
#[component]
pub(super) fn CalendarDialog(props: &CalendarProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| {
        let known = props.calendar.as_ref();
        known.map_or_else(CalendarDraft::default, CalendarDraft::of)
    });
    let zones = use_memo((), |()| {
        let zone = |name: String| Choice {
            label: name.replace('_', " ").into(),
            value: name.into(),
            ..Choice::default()
        };
        Rc::new(browser::time_zones().into_iter().map(zone).collect::<Vec<_>>())
    });
    let new = props.calendar.is_none();
    let form = use_form(
        PLACES,
        |here, wanted: Wanted| async move {
            match wanted {
                Wanted::Added(calendar) => here.api().add_calendar(&calendar).await,
                Wanted::Changed(key, change) => here.api().change_calendar(&key, &change).await,
            }
        },
        props.done.clone(),
    );
    let onsubmit = {
        let (submit, refuse) = (form.submit.clone(), form.refuse.clone());
        draft.sent(Callback::from(move |draft: CalendarDraft| {
            match draft.request(new) {
                Ok(request) => submit.emit(request),
                Err(wrong) => refuse.emit(wrong),
            }
        }))
    };
    let onname = draft
        .on(|draft, (new, name): (bool, String)| {
            if new {
                draft.key = following(&draft.key, &draft.name_en, &name);
            }
            draft.name_en = name;
        })
        .reform(move |name: String| (new, name));
    let onzone = draft.on(|draft, zone: Option<AttrValue>| {
        draft.time_zone = zone.map(|zone| zone.to_string()).unwrap_or_default();
    });
    let day = |at: usize, weekday: Weekday| {
        let oninput = draft
            .on(move |draft: &mut CalendarDraft, (at, text): (usize, String)| draft.hours[at] = text)
            .reform(move |text: String| (at, text));
        html! {
            <TextField key={weekday.as_str()} id={format!("calendar-{weekday}")} label={text.weekday(weekday)} value={draft.hours[at].clone()}
                {oninput} placeholder={text.calendars_closed()} error={form.error(&format!("/day/{at}"))} />
        }
    };
    let zone = Some(AttrValue::from(draft.time_zone.clone())).filter(|zone| !zone.is_empty());
    let name = props
        .calendar
        .as_ref()
        .map(|calendar| calendar.name.in_language(text.0));
    let title = name.map_or_else(
        || text.calendars_add().to_owned(),
        |name| text.calendars_edit_one(name),
    );
    html! {
        <Dialog {title} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="calendar-name-en" label={text.name_en()} value={draft.name_en.clone()} autofocus=true
                    oninput={onname} error={form.error("/name_en")} />
                <TextField id="calendar-name-fr" label={text.name_fr()} value={draft.name_fr.clone()}
                    oninput={draft.on(|draft, name| draft.name_fr = name)} error={form.error("/name_fr")} />
                <TextField id="calendar-key" label={text.key()} hint={new.then(|| text.key_hint())} value={draft.key.clone()}
                    readonly={!new} oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                <ComboField id="calendar-zone" label={text.calendars_zone()} choices={(*zones).clone()} value_label={zone.clone()} value={zone}
                    onchange={onzone} error={form.error("/time_zone")} />
                <fieldset class="choices">
                    <legend>{ text.calendars_hours() }</legend>
                    <p class="field-hint">{ text.calendars_hours_hint() }</p>
                    <div class="targets">{ for Weekday::ALL.iter().enumerate().map(|(at, weekday)| day(at, *weekday)) }</div>
                </fieldset>
                <AreaField id="calendar-holidays" rows=8 label={text.calendars_days()} hint={text.calendars_days_hint()} optional=true
                    value={draft.holidays.clone()} oninput={draft.on(|draft, days| draft.holidays = days)} error={form.error("/holidays")} />
                if !new { <p class="field-hint">{ text.plans_edit_text() }</p> }
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ if new { text.calendars_add() } else { text.save() } }</Button>
                </div>
            </form>
        </Dialog>
    }
}
