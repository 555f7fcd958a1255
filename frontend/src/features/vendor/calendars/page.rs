//! The calendars, each with its hours and the holidays to come.

use super::draft::spans_of;
use super::edit::CalendarDialog;
use super::hours::write_spans;
use crate::browser;
use crate::components::{Button, Empty, Glyph, Look, PageHeader, Toast, draw, use_toast};
use crate::features::vendor::plans::PlanTabs;
use crate::hooks::use_load;
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::calendars::{CalendarView, Holiday, OpeningHours, Weekday};
use shared::words::Privilege;
use yew::prelude::*;

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    Add,
    Edit(CalendarView),
}

/// The calendars.
#[component]
pub(crate) fn CalendarsPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load((), |here, ()| async move { here.api().calendars().await });
    let show = {
        let open = open.clone();
        Callback::from(move |what: Option<Open>| open.set(what))
    };
    let onclose = show.reform(|()| None);
    let done = {
        let (close, reload) = (onclose.clone(), load.reload.clone());
        let new = *open == Some(Open::Add);
        Callback::from(move |calendar: CalendarView| {
            let name = calendar.name.in_language(text.0);
            toast.emit(Toast::good(if new {
                text.calendars_added(name)
            } else {
                text.calendars_edited(name)
            }));
            close.emit(());
            reload.emit(());
        })
    };
    // Everybody may read the calendars.
    let may = me.privileges.contains(&Privilege::PlansManage);
    let edit = may.then(|| show.reform(|calendar| Some(Open::Edit(calendar))));
    html! {
        <>
            <PageHeader title={text.calendars_title()} lead={text.calendars_lead()}>
                if may { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show.reform(|()| Some(Open::Add))}>{ text.calendars_add() }</Button> }
            </PageHeader>
            <PlanTabs current={Route::Calendars { domain: me.domain.name.clone() }} />
            { draw(&load, text, |calendars| if calendars.is_empty() {
                html! { <Empty title={text.calendars_none()}><p>{ text.calendars_none_text() }</p></Empty> }
            } else {
                html! { <div class="products">{ for calendars.iter().map(|one| card(one, edit.as_ref(), text)) }</div> }
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add) => html! { <CalendarDialog calendar={None::<CalendarView>} {done} {onclose} /> },
                Some(Open::Edit(calendar)) => html! { <CalendarDialog {calendar} {done} {onclose} /> },
            } }
        </>
    }
}

fn card(calendar: &CalendarView, edit: Option<&Callback<CalendarView>>, text: Text) -> Html {
    let name = calendar.name.in_language(text.0);
    let id = format!("calendar-{}", calendar.key);
    let change = edit.map(|edit| {
        let calendar = calendar.clone();
        edit.reform(move |()| calendar.clone())
    });
    let today = browser::now().to_string().chars().take(10).collect::<String>();
    let coming = coming(&calendar.holidays, &today);
    html! {
        <section class="panel" key={calendar.key.clone()} aria-labelledby={id.clone()}>
            <div class="panel-head product-head">
                <div>
                    <h2 {id}>{ name }</h2>
                    <p class="row-note"><span class="mono">{ &calendar.key }</span>{ " · " }{ &calendar.time_zone }</p>
                </div>
                if let Some(onclick) = change { <Button icon={Glyph::Pencil} {onclick}>{ text.calendars_edit() }</Button> }
            </div>
            <div class="product-none calendar-parts">
                <dl class="pairs">
                    { for week(&calendar.hours).into_iter().map(|(from, to, hours)| html! {
                        <div>
                            <dt>{ days(from, to, text) }</dt>
                            <dd>{ if hours.is_empty() { text.calendars_closed().to_owned() } else { hours } }</dd>
                        </div>
                    }) }
                </dl>
                if coming.is_empty() {
                    <p class="calendar-warning">{ text.calendars_days_none() }</p>
                } else {
                    <details>
                        <summary>{ text.calendars_days_coming(coming.len()) }</summary>
                        <dl class="pairs">
                            { for coming.iter().map(|day| html! { <div key={day.date.clone()}><dt class="mono">{ &day.date }</dt><dd>{ &day.name }</dd></div> }) }
                        </dl>
                    </details>
                }
            </div>
        </section>
    }
}

/// The holidays from today on.
fn coming<'a>(holidays: &'a [Holiday], today: &str) -> Vec<&'a Holiday> {
    let later = |day: &&Holiday| day.date.as_str() >= today;
    holidays.iter().filter(later).collect()
}

/// The week, days of the same hours that follow each other together: the first, the last, the hours.
fn week(hours: &[OpeningHours]) -> Vec<(Weekday, Weekday, String)> {
    let mut week = Vec::<(Weekday, Weekday, String)>::new();
    for weekday in Weekday::ALL {
        let written = write_spans(&spans_of(hours, *weekday));
        match week.last_mut() {
            Some((_, to, same)) if *same == written => *to = *weekday,
            _ => week.push((*weekday, *weekday, written)),
        }
    }
    week
}

fn days(from: Weekday, to: Weekday, text: Text) -> String {
    if from == to {
        text.weekday(from).to_owned()
    } else {
        format!("{} – {}", text.weekday(from), text.weekday(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn days_of_the_same_hours_stand_together() {
        let hours = Weekday::ALL[..5].iter().map(|weekday| OpeningHours {
            weekday: *weekday,
            from: 480,
            to: 1_080,
        });
        let week = week(&hours.collect::<Vec<_>>());
        assert_eq!(week.len(), 2);
        assert_eq!(days(week[0].0, week[0].1, Text(Language::Fr)), "Lundi – Vendredi");
        assert_eq!((week[0].2.as_str(), week[1].2.as_str()), ("8:00–18:00", ""));
    }

    #[test]
    fn past_holidays_are_past() {
        let day = |date: &str| Holiday {
            date: date.into(),
            name: "A day off".into(),
        };
        let days = [day("2026-05-01"), day("2026-11-27"), day("2026-12-25")];
        assert_eq!(coming(&days, "2026-11-27").len(), 2);
    }
}
