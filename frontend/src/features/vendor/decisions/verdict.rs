//! The answer: yes or no, and the chain of facts for each relation.

use super::sentence::sentence;
use crate::components::{Glyph, Icon, Notice, Tone, When};
use crate::i18n::Text;
use crate::locale::{use_locale, use_text};
use shared::api::decisions::{Decision, Fact};
use shared::words::Relation;
use std::rc::Rc;
use yew::prelude::*;

/// What a [`Verdict`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct VerdictProps {
    pub(super) decision: Rc<Decision>,
}

/// The facts by the relation for which they count, those that count for all first.
fn chains(facts: &[Fact]) -> Vec<(Option<Relation>, Vec<&Fact>)> {
    let mut chains = Vec::<(Option<Relation>, Vec<&Fact>)>::new();
    for fact in facts {
        match chains.iter_mut().find(|(relation, _)| *relation == fact.relation) {
            Some((_, chain)) => chain.push(fact),
            None => chains.push((fact.relation, vec![fact])),
        }
    }
    chains.sort_by_key(|(relation, _)| relation.is_some());
    chains
}

/// Yes or no, and why.
#[component]
pub(super) fn Verdict(props: &VerdictProps) -> Html {
    let text = use_text();
    let locale = use_locale();
    let decision = &props.decision;
    let title = if decision.allowed {
        text.verdict_yes(&decision.account, text.action(decision.action), &decision.case)
    } else {
        text.verdict_no(&decision.account, text.action(decision.action), &decision.case)
    };
    let through = decision
        .through
        .iter()
        .map(|relation| text.relation(*relation))
        .collect::<Vec<_>>();
    html! {
        <div class="stack" aria-live="polite">
            <Notice tone={if decision.allowed { Tone::Good } else { Tone::Bad }} {title} id="verdict">
                <p>{ text.verdict_at(&locale.full(decision.at)) }</p>
                if !through.is_empty() { <p>{ text.verdict_through(&through.join(", ")) }</p> }
            </Notice>
            { for chains(&decision.facts).into_iter().map(|(relation, facts)| chain(relation, &facts, &decision.through, text)) }
        </div>
    }
}

fn chain(relation: Option<Relation>, facts: &[&Fact], through: &[Relation], text: Text) -> Html {
    let whole = relation.is_some_and(|relation| through.contains(&relation));
    let title = relation.map_or(text.chain_general(), |relation| text.relation_title(relation));
    html! {
        <section class="panel panel-body stack chain">
            <div class="panel-head">
                <h2>{ title }</h2>
                if relation.is_some() {
                    <span class={if whole { "chain-yes" } else { "chain-no" }}>{ if whole { text.chain_holds() } else { text.chain_fails() } }</span>
                }
            </div>
            <ol class="facts-chain">{ for facts.iter().map(|fact| line(fact, text)) }</ol>
        </section>
    }
}

fn line(fact: &Fact, text: Text) -> Html {
    let (class, glyph, word) = if fact.holds {
        ("fact", Glyph::Check, text.fact_holds())
    } else {
        ("fact fact-not", Glyph::Close, text.fact_fails())
    };
    html! {
        <li {class}>
            <Icon {glyph} /><span class="unseen">{ word }</span>
            <span>
                { sentence(fact, text) }
                if fact.since.is_some() || fact.until.is_some() {
                    <span class="row-note">
                        if let Some(since) = fact.since { { text.visible_since() }{ " " }<When at={since} absolute=true />{ " " } }
                        if let Some(until) = fact.until { { text.shares_until() }{ " " }<When at={until} absolute=true /> }
                    </span>
                }
            </span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::decisions::FactKind;

    #[test]
    fn what_counts_for_all_comes_first() {
        let fact = |relation, kind| Fact {
            relation,
            kind,
            holds: true,
            subject: String::new(),
            detail: None,
            since: None,
            until: None,
        };
        let facts = [
            fact(Some(Relation::Manager), FactKind::Policy),
            fact(None, FactKind::Account),
            fact(Some(Relation::Manager), FactKind::Tenure),
        ];
        let chains = chains(&facts);
        assert_eq!(chains[0].0, None);
        assert_eq!((chains[1].0, chains[1].1.len()), (Some(Relation::Manager), 2));
    }
}
