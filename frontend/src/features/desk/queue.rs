//! The queues of the desk.

use super::client::counted;
use super::rows::QueueRows;
use super::tabs::DeskTabs;
use crate::components::{PageHeader, To};
use crate::hooks::{use_load, use_query, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use serde::{Deserialize, Serialize};
use shared::api::desk::{Queue, QueueCount};
use yew::prelude::*;

/// Which queue, in the address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct QueueQuery {
    queue: String,
    /// A team's key.
    team: String,
}

impl QueueQuery {
    /// The queue; what is none is passed over, for addresses are typed, too.
    fn queue(&self) -> Queue {
        self.queue.parse().unwrap_or(Queue::Unassigned)
    }

    /// The team, where one is chosen.
    fn team(&self) -> Option<&str> {
        Some(self.team.as_str()).filter(|team| !team.is_empty() && self.queue() == Queue::Team)
    }

    /// Whether that is the queue shown.
    fn shows(&self, count: &QueueCount) -> bool {
        let team = count.team.as_ref().map(|team| team.key.as_str());
        (count.queue, team) == (self.queue(), self.team())
    }
}

impl Text {
    /// What a queue is called.
    const fn queue(self, queue: Queue) -> &'static str {
        match queue {
            Queue::Unassigned => self.queue_unassigned(),
            Queue::Mine => self.queue_mine(),
            Queue::Team => self.queue_team(),
            Queue::Waiting => self.queue_waiting(),
            Queue::Escalated => self.queue_escalated(),
            Queue::Engineers => self.queue_engineers(),
            Queue::All => self.queue_all(),
            Queue::Summary => self.queue_summary(),
        }
    }
}

/// What waits for the desk.
#[component]
pub(crate) fn QueuePage() -> Html {
    let text = use_text();
    let me = use_me();
    let route = Route::Desk {
        domain: me.domain.name.clone(),
    };
    let (query, _) = use_query::<QueueQuery>(route.clone());
    let counts = use_load((), |here, ()| async move { here.api().desk_queues().await });
    use_return(counts.reload.clone());
    let queues = counts.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    let shown = format!("{} {}", query.queue(), query.team().unwrap_or_default());
    html! {
        <>
            <PageHeader title={text.desk_title()} lead={text.desk_keys()} />
            <DeskTabs current={route.clone()} />
            <div class="desk-page">
                <nav class="queues" aria-label={text.desk_queues()}>
                    <ul>{ for queues.iter().map(|count| link(count, &query, &route, text)) }</ul>
                </nav>
                <QueueRows key={shown} queue={query.queue()} team={query.team().map(str::to_owned)} onchange={counts.reload.clone()} />
            </div>
        </>
    }
}

fn link(count: &QueueCount, query: &QueueQuery, route: &Route, text: Text) -> Html {
    let mut to = vec![("queue", count.queue.to_string())];
    let mut name = text.queue(count.queue).to_owned();
    if let Some(team) = &count.team {
        to.push(("team", team.key.clone()));
        team.name.in_language(text.0).clone_into(&mut name);
    }
    let class = classes!("queue", count.team.is_some().then_some("queue-team"));
    html! {
        <li key={format!("{} {name}", count.queue)}>
            <To route={route.clone()} query={to} {class} current={query.shows(count)}>
                <span>{ name }</span><span class="queue-count">{ counted(count.cases) }</span>
            </To>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;
    use shared::api::cases::Count;
    use shared::api::desk::TeamRef;

    #[test]
    fn the_address_says_which_queue() {
        let query = |queue: &str, team: &str| QueueQuery {
            queue: queue.into(),
            team: team.into(),
        };
        assert_eq!(query("", "").queue(), Queue::Unassigned);
        assert_eq!(query("hers", "x").queue(), Queue::Unassigned);
        assert_eq!(query("team", "network").team(), Some("network"));
        assert_eq!(query("mine", "network").team(), None);
        let count = |queue, team: Option<&str>| QueueCount {
            queue,
            team: team.map(|key| TeamRef {
                key: key.into(),
                name: Names::default(),
            }),
            cases: Count::default(),
        };
        assert!(query("team", "").shows(&count(Queue::Team, None)));
        assert!(!query("team", "").shows(&count(Queue::Team, Some("network"))));
        assert!(query("team", "network").shows(&count(Queue::Team, Some("network"))));
        assert!(!query("mine", "").shows(&count(Queue::All, None)));
    }
}
