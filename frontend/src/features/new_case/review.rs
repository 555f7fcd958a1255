//! What will be sent, and who will see it.

use super::category::{categories, products};
use super::draft::Draft;
use super::step::Step;
use crate::components::{Button, Look, Notice, SeverityBadge, Tag, Tone};
use crate::i18n::Text;
use crate::locale::{Locale, use_locale};
use crate::session::use_me;
use shared::api::cases::FilingForm;
use shared::api::form::{AskedQuestion, Channel, Question};
use shared::words::{DomainKind, Language, Severity};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Review`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ReviewProps {
    pub(super) draft: Rc<Draft>,
    pub(super) form: Option<Rc<FilingForm>>,
    pub(super) asked: Rc<Vec<AskedQuestion>>,
    /// The files that will be sent, in words.
    pub(super) files: Vec<String>,
    /// Goes back to a step.
    pub(super) onstep: Callback<Step>,
}

/// A name and a value.
type Fact = (AttrValue, Html);

/// The draft as a list, one part per step, each with the way back to it.
#[component]
pub(super) fn Review(props: &ReviewProps) -> Html {
    let locale = use_locale();
    let text = locale.text;
    let me = use_me();
    let own = props.draft.whom.as_deref() == Some(me.domain.name.as_str());
    let client = props.form.as_ref().map(|form| form.client.title.clone());
    let client = client.or_else(|| props.draft.whom.clone()).unwrap_or_default();
    html! {
        <>
            if props.draft.test { <Notice tone={Tone::Warn}><p>{ text.review_test() }</p></Notice> }
            { for [Step::Whom, Step::What, Step::Details, Step::Contact].into_iter().map(|step| part(step, props, &client, &locale)) }
            <Notice title={text.review_seen()}>
                <ul class="points">
                    { for audience(me.domain.kind, own, &client, text).into_iter().map(|line| html! { <li>{ line }</li> }) }
                    { for props.draft.shares.iter().map(|share| html! { <li>{ text.review_shared(&share.email, text.level(share.level)) }</li> }) }
                </ul>
            </Notice>
        </>
    }
}

/// Who will see the case, besides those it is shared with: see `docs/authorization.md`.
fn audience(kind: DomainKind, own: bool, client: &str, text: Text) -> Vec<String> {
    let mut lines = vec![text.review_client(client)];
    match kind {
        DomainKind::Client => lines.push(text.review_partner().to_owned()),
        DomainKind::Reseller if own => {}
        DomainKind::Reseller => lines.push(text.review_reseller().to_owned()),
        DomainKind::Vendor => lines.push(text.review_managers().to_owned()),
    }
    lines.push(text.review_desk().to_owned());
    lines
}

fn part(step: Step, props: &ReviewProps, client: &str, locale: &Locale) -> Html {
    let text = locale.text;
    let facts = match step {
        Step::Whom => whom(&props.draft, client, text),
        Step::What => what(props, text),
        Step::Details => details(props, locale),
        Step::Contact | Step::Review => contact(&props.draft, locale),
    };
    let onclick = props.onstep.reform(move |()| step);
    html! {
        <section class="panel review" aria-label={text.step(step)} key={text.step(step)}>
            <div class="panel-head"><h3>{ text.step(step) }</h3><Button look={Look::Quiet} {onclick}>{ text.review_change() }</Button></div>
            <dl class="pairs">{ for facts.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }</dl>
        </section>
    }
}

fn plain(name: &'static str, value: impl Into<AttrValue>) -> Fact {
    let value: AttrValue = value.into();
    (name.into(), html! { <span class="written">{ value }</span> })
}

fn whom(draft: &Draft, client: &str, text: Text) -> Vec<Fact> {
    let whole = text.new_case_resource_all().to_owned();
    let mut facts = vec![
        plain(text.new_case_whom(), client.to_owned()),
        plain(text.new_case_resource(), draft.resource.clone().unwrap_or(whole)),
    ];
    if !draft.affected.is_empty() {
        facts.push(plain(text.form_affected(), draft.affected.join(", ")));
    }
    facts
}

fn what(props: &ReviewProps, text: Text) -> Vec<Fact> {
    let draft = &props.draft;
    let offered = props
        .form
        .as_ref()
        .map(|form| form.products.as_slice())
        .unwrap_or_default();
    let product = products(offered, text.0)
        .into_iter()
        .find(|(key, _)| *key == draft.product);
    let category = categories(offered, &draft.product, text.0).into_iter();
    let category = category
        .filter(|one| *one.value == *draft.category)
        .map(|one| one.label)
        .next();
    vec![
        plain(
            text.new_case_product(),
            product.map_or_else(|| draft.product.clone(), |(_, name)| name),
        ),
        plain(
            text.new_case_category(),
            category.unwrap_or_else(|| draft.category.clone().into()),
        ),
        plain(text.new_case_subject(), draft.title.clone()),
    ]
}

fn details(props: &ReviewProps, locale: &Locale) -> Vec<Fact> {
    let text = locale.text;
    let (draft, asked) = (&props.draft, &props.asked);
    let mut facts = vec![plain(text.new_case_description(), draft.description.clone())];
    let answers = asked.iter().filter(|one| draft.answers.has(one.question));
    facts.extend(answers.map(|one| {
        let answers = &draft.answers;
        let value = match one.question {
            Question::StartedAt => answers.started_at.map(|at| locale.full(at)),
            Question::EndedAt => answers.ended_at.map(|at| locale.full(at)),
            Question::UsersAffected => answers.users_affected.map(|share| text.percent(share)),
            question => answers.words(question).map(str::to_owned),
        };
        plain(text.question(one.question), value.unwrap_or_default())
    }));
    if !props.files.is_empty() {
        facts.push(plain(text.files_title(), props.files.join("\n")));
    }
    facts
}

fn contact(draft: &Draft, locale: &Locale) -> Vec<Fact> {
    let text = locale.text;
    let severity = draft.severity.unwrap_or(Severity::P4);
    let mut facts = vec![
        (
            text.new_case_severity().into(),
            html! { <><SeverityBadge {severity} />{ " " }{ text.severity_means(severity) }</> },
        ),
        plain(
            text.new_case_language(),
            match draft.language.unwrap_or(text.0) {
                Language::En => text.english_in_language(),
                Language::Fr => text.french_in_language(),
            },
        ),
    ];
    if let Some(zone) = &draft.time_zone {
        facts.push(plain(text.new_case_zone(), zone.clone()));
    }
    facts.push(plain(
        text.form_channel(),
        text.channel(draft.channel.unwrap_or(Channel::Email)),
    ));
    if draft.is_called() {
        facts.push(plain(text.form_call_number(), draft.call_number.clone()));
        facts.extend(
            draft
                .call_at
                .map(|at| plain(text.form_call_at(), locale.full(at))),
        );
    }
    let contacts = draft.contacts();
    if !contacts.is_empty() {
        facts.push(plain(text.form_contacts(), contacts.join(", ")));
    }
    let consent = if draft.third_party_consent {
        text.yes()
    } else {
        text.no()
    };
    facts.push(plain(text.form_consent(), consent));
    if draft.test {
        facts.push((
            text.form_test().into(),
            html! { <Tag tone="warn">{ text.test_case() }</Tag> },
        ));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_who_will_see_the_case_is_named() {
        let text = Text(Language::En);
        let seen = |kind, own| audience(kind, own, "Armor", text).join(" ");
        for kind in [DomainKind::Client, DomainKind::Reseller, DomainKind::Vendor] {
            let lines = seen(kind, false);
            assert!(
                lines.contains("Armor") && lines.contains(text.review_desk()),
                "{lines}"
            );
        }
        assert!(seen(DomainKind::Client, true).contains(text.review_partner()));
        assert!(!seen(DomainKind::Reseller, true).contains(text.review_reseller()));
        assert!(seen(DomainKind::Reseller, false).contains(text.review_reseller()));
        assert!(seen(DomainKind::Vendor, false).contains(text.review_managers()));
    }
}
