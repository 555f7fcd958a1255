//! Why a reseller sees no more of a client, who can change that, and asking them to.

use super::ask::AskDialog;
use crate::components::{Button, Notice, When, person_name};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::access::{AccessRequest, ClientAccess, Missing, MissingAccess, WhoCan};
use std::rc::Rc;
use yew::prelude::*;

impl Text {
    /// A reason, in one sentence.
    fn missing(self, missing: &MissingAccess) -> String {
        match missing.what {
            Missing::NeverGranted => self.missing_never(),
            Missing::Revoked => self.missing_revoked(),
            Missing::Expired => self.missing_expired(),
            Missing::Former => self.missing_former(),
            Missing::Outside => self.missing_outside(),
            Missing::Role => self.missing_role(),
            Missing::Scopes => {
                return self.missing_scopes(&self.listed(&missing.scopes));
            }
        }
        .to_owned()
    }

    /// Who can change it.
    const fn who_can(self, who: WhoCan) -> &'static str {
        match who {
            WhoCan::ClientAdmin => self.who_client_admin(),
            WhoCan::ClientShares => self.who_client_shares(),
            WhoCan::SuperAdmin => self.who_super_admin(),
            WhoCan::Operator => self.who_operator(),
        }
    }
}

/// What a [`WhyPanel`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct WhyProps {
    pub(super) access: Rc<ClientAccess>,
    /// Hears that the client was asked.
    pub(super) asked: Callback<AccessRequest>,
}

/// The reasons, and the way to ask the client.
#[component]
pub(super) fn WhyPanel(props: &WhyProps) -> Html {
    let text = use_text();
    let open = use_state_eq(|| false);
    let access = &props.access;
    let show = |what: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(what))
    };
    let asked = {
        let (shut, asked) = (show(false), props.asked.clone());
        Callback::from(move |request| {
            shut.emit(());
            asked.emit(request);
        })
    };
    html! {
        <section class="panel panel-body stack" aria-labelledby="client-missing">
            <h2 id="client-missing">{ text.missing_title() }</h2>
            if access.missing.is_empty() { <p class="muted">{ text.missing_nothing() }</p> }
            <ul class="reasons">{ for access.missing.iter().map(|missing| reason(missing, text)) }</ul>
            if let Some(request) = &access.asked { { pending(request, text) } }
            if access.may_ask {
                <div>
                    <Button onclick={show(true)}>
                        { if access.asked.is_some() { text.ask_again() } else { text.ask_client() } }
                    </Button>
                </div>
            }
            if *open { <AskDialog access={access.clone()} done={asked} onclose={show(false)} /> }
        </section>
    }
}

fn reason(missing: &MissingAccess, text: Text) -> Html {
    html! {
        <li key={missing.what.as_str()}>
            { text.missing(missing) }
            // What lies outside has no beginning: the periods stand beside it.
            if let Some(since) = missing.since.filter(|_| missing.what != Missing::Outside) {
                <span class="row-aside">{ " (" }{ text.clients_since() }{ " " }<When at={since} absolute=true />{ ")" }</span>
            }
            <span class="row-note">{ text.who_can(missing.who) }</span>
        </li>
    }
}

/// What was asked and not yet answered.
fn pending(request: &AccessRequest, text: Text) -> Html {
    html! {
        <Notice title={text.asked_title()}>
            <p>
                <When at={request.at} />{ " " }{ text.asked_by(&person_name(&request.by, text)) }{ " · " }{ text.coverage(&request.scopes) }
            </p>
            if let Some(message) = &request.message { <p class="muted quoted">{ message }</p> }
        </Notice>
    }
}
