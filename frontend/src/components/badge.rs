//! Small marks: where a case stands, how urgent it is.

use crate::i18n::Text;
use crate::locale::use_text;
use shared::case::State;
use shared::words::{DomainKind, Severity};
use yew::prelude::*;

impl Text {
    /// The word for a state.
    pub(crate) const fn state(self, state: State) -> &'static str {
        match state {
            State::New => self.state_new(),
            State::InProgress => self.state_in_progress(),
            State::ActionRequired => self.state_action_required(),
            State::SolutionProvided => self.state_solution_provided(),
            State::Closed => self.state_closed(),
        }
    }

    /// The words for a severity.
    pub(crate) const fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::P1 => self.severity_p1(),
            Severity::P2 => self.severity_p2(),
            Severity::P3 => self.severity_p3(),
            Severity::P4 => self.severity_p4(),
        }
    }

    /// When a severity is the right one.
    pub(crate) const fn severity_means(self, severity: Severity) -> &'static str {
        match severity {
            Severity::P1 => self.severity_p1_means(),
            Severity::P2 => self.severity_p2_means(),
            Severity::P3 => self.severity_p3_means(),
            Severity::P4 => self.severity_p4_means(),
        }
    }

    /// The word for a kind of domain.
    pub(crate) const fn domain_kind(self, kind: DomainKind) -> &'static str {
        match kind {
            DomainKind::Vendor => self.kind_vendor(),
            DomainKind::Reseller => self.kind_reseller(),
            DomainKind::Client => self.kind_client(),
        }
    }
}

/// What a [`StateBadge`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct StateProps {
    pub(crate) state: State,
}

/// Where a case stands: a dot of its colour, and the word.
#[component]
pub(crate) fn StateBadge(props: &StateProps) -> Html {
    let text = use_text();
    html! {
        <span class={classes!("state", format!("state-{}", props.state))}>{ text.state(props.state) }</span>
    }
}

/// What a [`SeverityBadge`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct SeverityProps {
    pub(crate) severity: Severity,
}

/// How urgent a case is: P1 to P4, with the word for those who hear or point at it.
#[component]
pub(crate) fn SeverityBadge(props: &SeverityProps) -> Html {
    let words = use_text().severity(props.severity);
    let short = props.severity.as_str();
    html! {
        <span class={classes!("severity", format!("severity-{short}"))} title={words}>
            <span aria-hidden="true">{ short }</span>
            <span class="unseen">{ words }</span>
        </span>
    }
}

/// What a [`Tag`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct TagProps {
    /// `good`, `warn` or nothing.
    #[prop_or_default]
    pub(crate) tone: Option<&'static str>,
    pub(crate) children: Html,
}

/// Any other short mark.
#[component]
pub(crate) fn Tag(props: &TagProps) -> Html {
    html! {
        <span class={classes!("tag", props.tone.map(|tone| format!("tag-{tone}")))}>{ props.children.clone() }</span>
    }
}
