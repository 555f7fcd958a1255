//! The client of a case, as the desk should know it.

use crate::components::{Glyph, Icon, SeverityBadge, StateBadge, Tag, To, When};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::{CaseRow, Count};
use shared::api::desk::{ClientFacts, ClientReseller};
use shared::words::DelegationScope;
use yew::prelude::*;

/// What [`ClientPanel`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ClientProps {
    pub(super) client: ClientFacts,
}

/// Plan, who manages the client and who is let in, its other cases. It folds.
#[component]
pub(super) fn ClientPanel(props: &ClientProps) -> Html {
    let text = use_text();
    let domain = use_me().domain.name.clone();
    let client = &props.client;
    html! {
        <details class="panel desk-client" open=true>
            <summary><h2>{ text.desk_client(&client.client.title) }</h2><Icon glyph={Glyph::ChevronDown} /></summary>
            <div class="panel-body stack">
                <dl class="pairs">
                    <div>
                        <dt>{ text.desk_plan() }</dt>
                        <dd>
                            if let Some(plan) = &client.plan {
                                { plan.name.in_language(text.0) }
                                if plan.escalation { <span class="row-note">{ text.desk_plan_escalates() }</span> }
                            } else {
                                { text.desk_no_plan() }
                            }
                        </dd>
                    </div>
                    <div>
                        <dt>{ text.desk_resellers() }</dt>
                        <dd class="row-stack">
                            if client.resellers.is_empty() { { text.desk_direct() } }
                            { for client.resellers.iter().map(|one| reseller(one, text)) }
                        </dd>
                    </div>
                    <div><dt>{ text.desk_open_cases() }</dt><dd>{ counted(client.open_cases) }</dd></div>
                </dl>
                if !client.last_cases.is_empty() {
                    <div>
                        <h3>{ text.desk_last_cases() }</h3>
                        <ul class="desk-cases">{ for client.last_cases.iter().map(|case| row(case, &domain)) }</ul>
                    </div>
                }
            </div>
        </details>
    }
}

/// A number, with a sign where no more are counted.
pub(super) fn counted(count: Count) -> String {
    let sign = if count.more { "+" } else { "" };
    format!("{}{sign}", count.count)
}

fn reseller(one: &ClientReseller, text: Text) -> Html {
    let kinds = one
        .tenures
        .iter()
        .map(|tenure| text.tenure_kind(tenure.kind))
        .collect::<Vec<_>>()
        .join(", ");
    html! {
        <div key={one.reseller.name.clone()}>
            <span class="row-title">{ &one.reseller.title }</span>
            if !kinds.is_empty() { { " " }<Tag>{ kinds }</Tag> }
            <span class="row-note">
                { access(one, text) }
                if let Some(until) = one.let_in_until { { " · " }{ text.desk_let_in_until() }{ " " }<When at={until.plus_seconds(-1)} absolute=true /> }
            </span>
        </div>
    }
}

/// How far a reseller is let in, in words.
fn access(one: &ClientReseller, text: Text) -> String {
    let scopes = one.scopes.iter().map(|scope| text.scope(*scope));
    match (one.tenures.is_empty(), one.scopes.len()) {
        (_, 0) => text.desk_let_in_not().to_owned(),
        (true, _) => format!(
            "{} ({})",
            text.desk_let_in_only(),
            scopes.collect::<Vec<_>>().join(", ")
        ),
        (false, all) if all == DelegationScope::ALL.len() => text.desk_let_in_all().to_owned(),
        (false, _) => scopes.collect::<Vec<_>>().join(", "),
    }
}

fn row(case: &CaseRow, domain: &str) -> Html {
    let route = Route::Case {
        domain: domain.to_owned(),
        number: case.number.clone(),
    };
    html! {
        <li key={case.number.clone()}>
            <To {route}>{ &case.title }</To>
            <span class="row-note"><SeverityBadge severity={case.severity} />{ " " }<StateBadge state={case.state} /></span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::DomainRef;
    use shared::api::clients::ClientTenure;
    use shared::words::{DomainKind, Language, TenureKind};

    #[test]
    fn access_is_told_in_words() {
        let reseller = |manages: bool, scopes: &[DelegationScope]| ClientReseller {
            reseller: DomainRef {
                name: "r.example".into(),
                title: "R".into(),
                kind: DomainKind::Reseller,
            },
            tenures: manages
                .then_some(ClientTenure {
                    kind: TenureKind::Resale,
                    from: Timestamp::from_micros(0),
                    to: None,
                })
                .into_iter()
                .collect(),
            scopes: scopes.to_vec(),
            let_in_since: None,
            let_in_until: None,
        };
        let text = Text(Language::En);
        assert_eq!(access(&reseller(true, &[]), text), "manages, not let in");
        assert_eq!(
            access(&reseller(true, DelegationScope::ALL), text),
            "may do everything"
        );
        let some = access(&reseller(false, &[DelegationScope::View]), text);
        assert!(some.starts_with("does not manage, let in ("), "{some}");
        assert_eq!(
            access(&reseller(true, &[DelegationScope::View]), text),
            text.scope(DelegationScope::View)
        );
    }

    #[test]
    fn more_than_are_counted_says_so() {
        assert_eq!(
            counted(Count {
                count: 7,
                more: false
            }),
            "7"
        );
        assert_eq!(
            counted(Count {
                count: 1_000,
                more: true
            }),
            "1000+"
        );
    }
}
