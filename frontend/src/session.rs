//! The sessions of this browser: one per domain, and which of them have lapsed.
//!
//! The domain acted in always comes from the address, so tabs in different domains do not disturb
//! each other. A session that ends while its page is open is kept as *lapsed*: the page stays, a
//! dialog asks to sign in again, and nothing typed is lost.

use crate::api;
use crate::locale::chosen_language;
use shared::api::sessions::Me;
use shared::client::Failure;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::html::ChildrenProps;
use yew::prelude::*;

/// What is known about the sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Sessions {
    /// Whether the server was asked.
    pub(crate) known: bool,
    /// Why it could not be asked.
    pub(crate) failure: Option<Failure>,
    list: Vec<Rc<Me>>,
    lapsed: Vec<String>,
    /// Grows when a lapsed session was renewed: what failed in between is loaded again.
    pub(crate) renewals: u32,
}

/// What happens to sessions.
#[derive(Debug)]
pub(crate) enum SessionEvent {
    /// The server listed them.
    Listed(Vec<Me>),
    /// The server could not be asked.
    Unreachable(Failure),
    /// Somebody signed in, or changed the profile.
    SignedIn(Me),
    /// The session of a domain was refused.
    Lapsed(String),
    /// Signed out of a domain.
    SignedOut(String),
}

impl Sessions {
    /// The caller in a domain.
    pub(crate) fn me(&self, domain: &str) -> Option<&Rc<Me>> {
        self.list
            .iter()
            .find(|me| me.domain.name.eq_ignore_ascii_case(domain))
    }

    /// Whether the caller has to sign in to the domain again.
    pub(crate) fn has_lapsed(&self, domain: &str) -> bool {
        self.lapsed
            .iter()
            .any(|lapsed| lapsed.eq_ignore_ascii_case(domain))
    }

    /// Every session that holds.
    pub(crate) fn live(&self) -> impl Iterator<Item = &Rc<Me>> {
        self.list.iter().filter(|me| !self.has_lapsed(&me.domain.name))
    }

    fn after(mut self, event: SessionEvent) -> Self {
        match event {
            SessionEvent::Listed(list) => {
                let gone = self
                    .list
                    .iter()
                    .filter(|old| !list.iter().any(|new| new.domain.name == old.domain.name));
                let gone = gone.cloned().collect::<Vec<_>>();
                self.lapsed = gone.iter().map(|me| me.domain.name.clone()).collect();
                self.list = list.into_iter().map(Rc::new).chain(gone).collect();
                self.known = true;
                self.failure = None;
            }
            SessionEvent::Unreachable(failure) => self.failure = Some(failure),
            SessionEvent::SignedIn(me) => {
                if self.has_lapsed(&me.domain.name) {
                    self.renewals += 1;
                }
                self.lapsed.retain(|name| *name != me.domain.name);
                match self.list.iter_mut().find(|old| old.domain.name == me.domain.name) {
                    Some(old) => *old = Rc::new(me),
                    None => self.list.push(Rc::new(me)),
                }
            }
            SessionEvent::Lapsed(domain) => {
                if let Some(me) = self.me(&domain).cloned()
                    && !self.has_lapsed(&domain)
                {
                    self.lapsed.push(me.domain.name.clone());
                }
            }
            SessionEvent::SignedOut(domain) => {
                self.list.retain(|me| me.domain.name != domain);
                self.lapsed.retain(|name| *name != domain);
            }
        }
        self
    }
}

impl Reducible for Sessions {
    type Action = SessionEvent;
    fn reduce(self: Rc<Self>, event: SessionEvent) -> Rc<Self> {
        Rc::new(Rc::unwrap_or_clone(self).after(event))
    }
}

/// Asks the server which sessions this browser holds.
pub(crate) fn list_sessions(sessions: UseReducerDispatcher<Sessions>) {
    spawn_local(async move {
        match api::client(chosen_language()).sessions().await {
            Ok(list) => sessions.dispatch(SessionEvent::Listed(list)),
            Err(failure) => sessions.dispatch(SessionEvent::Unreachable(failure)),
        }
    });
}

/// What [`SessionProvider`] gives.
#[derive(Clone, PartialEq)]
pub(crate) struct SessionContext {
    /// The sessions as they are now.
    pub(crate) sessions: Rc<Sessions>,
    /// Tells of what happened to them.
    pub(crate) tell: UseReducerDispatcher<Sessions>,
}

/// Around the whole app: lists the sessions once.
#[component]
pub(crate) fn SessionProvider(props: &ChildrenProps) -> Html {
    let state = use_reducer(Sessions::default);
    let dispatcher = state.dispatcher();
    use_effect_with((), move |()| list_sessions(dispatcher));
    let context = SessionContext {
        sessions: Rc::new((*state).clone()),
        tell: state.dispatcher(),
    };
    html! {
        <ContextProvider<SessionContext> {context}>{ props.children.clone() }</ContextProvider<SessionContext>>
    }
}

/// The sessions.
///
/// # Panics
/// Outside of [`SessionProvider`].
#[hook]
pub(crate) fn use_sessions() -> SessionContext {
    use_context().expect("within the session provider")
}

/// The caller, on pages of a domain.
///
/// # Panics
/// Outside of a domain's pages.
#[hook]
pub(crate) fn use_me() -> Rc<Me> {
    use_context().expect("within a domain's pages")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::DomainRef;
    use shared::words::DomainKind;

    fn me(domain: &str) -> Me {
        Me {
            email: format!("a@{domain}"),
            name: "A".into(),
            domain: DomainRef {
                name: domain.into(),
                title: domain.into(),
                kind: DomainKind::Reseller,
            },
            organization: None,
            roles: Vec::new(),
            privileges: Vec::new(),
            locale: None,
            time_zone: None,
            session_ends_at: Timestamp::MAX,
        }
    }

    #[test]
    fn a_session_that_ends_keeps_its_page() {
        let sessions =
            Sessions::default().after(SessionEvent::Listed(vec![me("a.example"), me("b.example")]));
        let sessions = sessions.after(SessionEvent::Lapsed("a.example".into()));
        assert!(sessions.me("a.example").is_some() && sessions.has_lapsed("A.example"));
        assert_eq!(sessions.live().count(), 1);
        let sessions = sessions.after(SessionEvent::SignedIn(me("a.example")));
        assert!(!sessions.has_lapsed("a.example"));
        assert_eq!(sessions.renewals, 1);
        // Signed out in another tab.
        let sessions = sessions.after(SessionEvent::Listed(vec![me("a.example")]));
        assert!(sessions.has_lapsed("b.example") && sessions.me("b.example").is_some());
    }

    #[test]
    fn signing_out_forgets() {
        let sessions = Sessions::default().after(SessionEvent::SignedIn(me("a.example")));
        assert!(
            sessions
                .after(SessionEvent::SignedOut("a.example".into()))
                .me("a.example")
                .is_none()
        );
        let unknown = Sessions::default().after(SessionEvent::Lapsed("c.example".into()));
        assert!(!unknown.has_lapsed("c.example"));
    }
}
