//! Everybody who can see the case, and why.

use super::reason::{Group, groups, who};
use crate::components::{Tag, When, person_name};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::access::CaseAccess;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Visible`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct VisibleProps {
    pub(super) lines: Rc<Vec<CaseAccess>>,
    /// Whose case it is.
    pub(super) client: String,
}

/// The reasons, each with its people.
#[component]
pub(super) fn Visible(props: &VisibleProps) -> Html {
    let text = use_text();
    let groups = groups(&props.lines);
    html! {
        <section class="panel panel-body stack" aria-labelledby="visible-title">
            <div>
                <h2 id="visible-title">{ text.visible_title() }</h2>
                <p class="muted">{ if groups.is_empty() { text.visible_none() } else { text.visible_text() } }</p>
            </div>
            { for groups.iter().map(|group| draw_group(group, &props.client, text)) }
        </section>
    }
}

fn draw_group(group: &Group<'_>, client: &str, text: Text) -> Html {
    html! {
        <section class="why">
            <h3>{ group.title(text) }</h3>
            <p class="muted">{ group.reason(client, text) }</p>
            <ul class="lines">{ for group.people().iter().map(|lines| draw_person(lines, text)) }</ul>
        </section>
    }
}

fn draw_person(lines: &[&CaseAccess], text: Text) -> Html {
    let Some(line) = lines.first() else {
        return Html::default();
    };
    let name = who(line, text);
    let email = line.person.email.as_ref().filter(|email| **email != name);
    html! {
        <li class="line line-halves">
            <div class="line-text">
                <span class="row-title">{ &name }</span>
                if let Some(level) = line.level { { " " }<Tag>{ text.level(level) }</Tag> }
                if let Some(email) = email { <span class="row-note">{ email }</span> }
            </div>
            <ul class="line-side">
                { for lines.iter().map(|line| html! {
                    <li>
                        { details(line, text).join(" · ") }
                        <span class="row-note">
                            { text.visible_since() }{ " " }<When at={line.since} absolute=true />
                            if let Some(until) = line.until {
                                { " " }{ text.shares_until() }{ " " }<When at={until.plus_seconds(-1)} absolute=true />
                            }
                        </span>
                    </li>
                }) }
            </ul>
        </li>
    }
}

/// The role and where it comes from, or who shared.
fn details(line: &CaseAccess, text: Text) -> Vec<String> {
    let role = line.role.as_deref().map(|role| text.role(role));
    let node = line.resource.as_deref().map(|node| text.visible_on(node));
    let group = line.group.as_deref().map(|group| text.visible_through(group));
    let by = line
        .shared_by
        .as_ref()
        .map(|person| text.visible_shared_by(&person_name(person, text)));
    [role, node, group, by].into_iter().flatten().collect()
}
