//! The rows of a queue. The title is the link; `t` takes the case whose row has the focus.

use crate::browser;
use crate::components::{
    Button, Empty, Look, Notice, Pager, PersonName, SeverityBadge, StateBadge, Table, Tag, To, Toast, Tone,
    draw, draw_failure, use_toast,
};
use crate::features::cases::{draw_due, draw_kinds};
use crate::hooks::{use_load, use_pages, use_return, use_send, use_shortcuts, use_walk};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::desk::{DeskNote, DeskRow, Queue, Tier};
use shared::case::State;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Rows of a page.
const LIMIT: u32 = 50;

/// What [`QueueRows`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct QueueRowsProps {
    pub(super) queue: Queue,
    /// A team's key.
    pub(super) team: Option<String>,
    /// Hears that a queue has changed.
    pub(super) onchange: Callback<()>,
}

/// One queue, page by page.
#[component]
pub(super) fn QueueRows(props: &QueueRowsProps) -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let navigator = use_navigator();
    let pages = use_pages();
    let load = use_load(
        (props.queue, props.team.clone(), pages.after()),
        |here, (queue, team, after)| async move {
            here.api()
                .desk_queue(queue, team.as_deref(), after.as_deref(), LIMIT)
                .await
        },
    );
    use_return(load.reload.clone());
    use_walk();
    // Once a row has gone, the one in its place has the focus.
    let place = use_mut_ref(|| None::<usize>);
    {
        let place = place.clone();
        use_effect_with(load.data.clone(), move |_| {
            let rows = browser::all("a[data-row]");
            if let Some(row) = place.take().and_then(|at| rows.get(at).or(rows.last())) {
                let _ = row.focus();
            }
        });
    }
    let done = {
        let (reload, onchange, domain) = (
            load.reload.clone(),
            props.onchange.clone(),
            me.domain.name.clone(),
        );
        Callback::from(move |number: String| {
            let (navigator, route) = (
                navigator.clone(),
                Route::Case {
                    domain: domain.clone(),
                    number: number.clone(),
                },
            );
            let open = Callback::from(move |()| {
                if let Some(navigator) = &navigator {
                    navigator.push(&route);
                }
            });
            toast.emit(Toast::good(text.desk_taken(&number)).with(text.desk_open(), open));
            reload.emit(());
            onchange.emit(());
        })
    };
    let taking = use_send(
        |here, number: String| async move {
            here.api().take_case(&number, &DeskNote::default()).await?;
            Ok(number)
        },
        done,
    );
    let take = {
        let (send, place) = (taking.send.clone(), place);
        Callback::from(move |number: String| {
            let rows = browser::all("a[data-row]");
            *place.borrow_mut() = rows.iter().position(|row| row.id() == id(&number));
            send.emit(number);
        })
    };
    {
        let rows = load.data.clone();
        let take = take.clone();
        use_shortcuts(move |key| {
            let focused = browser::all("a[data-row]").into_iter().find(browser::has_focus);
            let row = focused.zip(rows.as_ref()).and_then(|(link, page)| {
                let free = page.items.iter().filter(|row| row.assignee.is_none());
                free.into_iter().find(|row| id(&row.case.number) == link.id())
            });
            match row.filter(|_| key == "t") {
                Some(row) => {
                    take.emit(row.case.number.clone());
                    true
                }
                None => false,
            }
        });
    }
    html! {
        <div class="stack">
            if let Some(failure) = &taking.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |page| html! {
                <>
                    if page.items.is_empty() {
                        <Empty title={text.queue_none()}><p>{ text.queue_none_text(props.queue) }</p></Empty>
                    } else {
                        <div class="panel">
                            <Table class="cases queue-rows" caption={text.desk_caption()} head={head(text)}>
                                { for page.items.iter().map(|row| draw_row(row, &me.domain.name, &take, text)) }
                            </Table>
                        </div>
                    }
                    <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                </>
            }) }
        </div>
    }
}

impl Text {
    /// Why a queue is empty.
    const fn queue_none_text(self, queue: Queue) -> &'static str {
        match queue {
            Queue::Unassigned => self.queue_none_unassigned(),
            Queue::Mine => self.queue_none_mine(),
            Queue::Team => self.queue_none_team(),
            Queue::Waiting => self.queue_none_waiting(),
            Queue::Escalated => self.queue_none_escalated(),
            Queue::Engineers => self.queue_none_engineers(),
            Queue::All => self.queue_none_all(),
            Queue::Summary => self.queue_none_summary(),
        }
    }
}

/// The id of a row's link.
fn id(number: &str) -> String {
    format!("case-{number}")
}

fn head(text: Text) -> Vec<AttrValue> {
    [
        text.column_number(),
        text.column_title(),
        text.column_client(),
        text.column_severity(),
        text.column_state(),
        text.desk_column_assignee(),
        text.clock_due_at(),
    ]
    .map(AttrValue::from)
    .to_vec()
}

fn draw_row(row: &DeskRow, domain: &str, take: &Callback<String>, text: Text) -> Html {
    let case = &row.case;
    let route = Route::Case {
        domain: domain.to_owned(),
        number: case.number.clone(),
    };
    html! {
        <tr key={case.number.clone()}>
            <td class="case-number mono">{ &case.number }</td>
            <td class="case-title"><div class="titled"><To {route} row=true id={id(&case.number)}>{ &case.title }</To>{ draw_kinds(case, text) }</div></td>
            <td class="case-client">{ &case.client.title }</td>
            <td class="case-severity"><SeverityBadge severity={case.severity} /></td>
            <td class="case-state"><StateBadge state={case.state} /></td>
            <td class="case-assignee">{ whose(row, take, text) }</td>
            <td class="case-updated">{ draw_due(case, text) }</td>
        </tr>
    }
}

/// Whose it is, or the button that takes it; and with whom it is.
fn whose(row: &DeskRow, take: &Callback<String>, text: Text) -> Html {
    let number = row.case.number.clone();
    let label = text.desk_take_one(&number);
    let onclick = take.reform(move |()| number.clone());
    html! {
        <>
            if let Some(person) = &row.assignee {
                <PersonName person={person.clone()} />
            } else if row.case.state == State::Closed {
                <span class="faint">{ text.desk_nobody() }</span>
            } else {
                <span class="over"><Button look={Look::Quiet} {onclick}><span aria-hidden="true">{ text.desk_take() }</span><span class="unseen">{ label }</span></Button></span>
            }
            if row.tier == Tier::Engineer { { " " }<Tag tone="warn">{ text.desk_engineers() }</Tag> }
            if let Some(team) = &row.team { { " " }<Tag>{ team.name.in_language(text.0) }</Tag> }
        </>
    }
}
