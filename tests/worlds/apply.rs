//! What happens, through the API, and what must come of it.

use crate::stage::Stage;
use crate::world::{Deed, Event};
use shared::Timestamp;
use shared::api::cases::{CaseView, ChangeCase, FileCase, MakeMove, NewComment};
use shared::case::{Move, Refusal, State};
use shared::client::{Failure, Outcome};
use shared::words::{Action, Privilege, Relation, Severity};
use tests::reference::{Account, Case, Comment, Facts, Filing};

/// What an attempt must come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Must {
    /// It is done.
    Succeed,
    /// Refused as if there were no such thing.
    Hide,
    /// Refused for want of a right.
    Forbid,
    /// Refused as things stand.
    Conflict,
    /// Refused for what was sent.
    Mend,
}

impl Must {
    const fn status(self) -> u16 {
        match self {
            Self::Succeed => 200,
            Self::Hide => 404,
            Self::Forbid => 403,
            Self::Conflict => 409,
            Self::Mend => 422,
        }
    }

    /// Compares; whether it was to be done, and was.
    pub(crate) fn hold<T: std::fmt::Debug>(self, outcome: &Outcome<T>) -> Result<bool, String> {
        let (status, said) = match outcome {
            Ok(_) => (200, String::new()),
            Err(Failure::Refused(problem)) => (problem.status, format!(" ({})", problem.code.as_str())),
            Err(Failure::Unreachable(why)) => return Err(why.clone()),
        };
        if status == self.status() {
            Ok(self == Self::Succeed)
        } else {
            Err(format!("deed: must {self:?}, but the answer is {status}{said}"))
        }
    }
}

impl Stage {
    /// Lets something happen; an error is a disagreement.
    pub(crate) async fn apply(&mut self, event: &Event) -> Result<(), String> {
        self.wait(event.wait);
        if let Deed::Timers = event.deed {
            let cleared = comptoir::jobs::stamps::clear_ended(&self.app.app).await;
            return cleared.map(drop).map_err(|error| format!("timers: {error:?}"));
        }
        // Somebody that a smaller world has not.
        let Some(by) = self.account(&event.by) else {
            return Ok(());
        };
        let done = match &event.deed {
            Deed::File {
                label,
                client,
                resource,
                severity,
            } => {
                self.file(&by, *label, client.as_deref(), resource.as_deref(), *severity)
                    .await
            }
            Deed::Comment { case, body, internal } => self.comment(&by, *case, body, *internal).await,
            Deed::Move { case, step, body } => self.make_move(&by, *case, *step, body).await,
            Deed::Change {
                case,
                title,
                severity,
            } => self.change(&by, *case, title.as_deref(), *severity).await,
            Deed::Transfer {
                client,
                reseller,
                kind,
                after,
            } => {
                self.transfer(&by, client, reseller.as_deref(), *kind, *after)
                    .await
            }
            Deed::CancelTransfer { client, kind } => self.cancel(&by, client, *kind).await,
            Deed::Grant {
                reseller,
                scopes,
                lasts,
            } => self.grant(&by, reseller, scopes.as_deref(), *lasts).await,
            Deed::Revoke { reseller } => self.revoke(&by, reseller).await,
            _ => Ok(()),
        };
        done.map_err(|why| format!("{why}\n  {} at {}: {:?}", event.by, self.now(), event.deed))
    }

    async fn file(
        &mut self,
        by: &Account,
        label: usize,
        client: Option<&str>,
        resource: Option<&str>,
        severity: Severity,
    ) -> Result<(), String> {
        let domain = client.unwrap_or(&by.domain).to_owned();
        let known = |path: &&str| {
            self.facts
                .nodes
                .iter()
                .any(|node| node.domain == domain && node.path == **path)
        };
        // The node may have been moved since the history was thought up.
        let resource = resource.filter(known);
        let must = match self.facts.may_file(by, &domain, resource, self.now()) {
            Filing::May => Must::Succeed,
            Filing::Refused => Must::Forbid,
            Filing::Hidden => Must::Hide,
        };
        let title = format!("filed{label}x lamp");
        let request = FileCase {
            client: client.map(str::to_owned),
            resource: resource.map(str::to_owned),
            product: "gateway".to_owned(),
            category: "outage".to_owned(),
            title: title.clone(),
            description: "It hums.".to_owned(),
            severity: Some(severity),
            ..FileCase::default()
        };
        let outcome = self.api(by).file_case(&request).await;
        if must.hold(&outcome)?
            && let Ok(view) = outcome
        {
            self.filed.insert(label, view.number.clone());
            self.facts.cases.push(Case {
                number: view.number,
                domain,
                resource: resource.map(str::to_owned),
                filed_by: by.email.clone(),
                filed_in: by.domain.clone(),
                filed_at: self.now(),
                title,
                description: "It hums.".to_owned(),
                severity: Some(severity),
                state: Some(State::New),
                updated_at: Some(self.now()),
                closed_at: None,
                former_titles: Vec::new(),
            });
        }
        Ok(())
    }

    /// What an action on a case must come to, as far as rights go.
    pub(crate) fn must(&self, by: &Account, case: &Case, action: Action) -> Must {
        if !self.facts.sees(by, case, self.now()) {
            Must::Hide
        } else if self.facts.may(by, case, action, self.now()) {
            Must::Succeed
        } else {
            Must::Forbid
        }
    }

    async fn comment(
        &mut self,
        by: &Account,
        label: usize,
        body: &str,
        internal: bool,
    ) -> Result<(), String> {
        let Some(case) = self.case(label) else {
            return Ok(());
        };
        let action = if internal { Action::Work } else { Action::Comment };
        let mut must = self.must(by, &case, action);
        let mut state = case.standing();
        if must == Must::Succeed && !internal && customer(&self.facts, by, &case, self.now()) {
            match Move::Reply.from(state, case.closed_at, self.now()) {
                Ok(_) if state == State::Closed && !self.facts.may(by, &case, Action::Manage, self.now()) => {
                    must = Must::Forbid;
                }
                Ok(to) => state = to,
                Err(_) => must = Must::Conflict,
            }
        }
        let request = NewComment {
            body: body.to_owned(),
            internal,
        };
        let outcome = self.api(by).comment(&case.number, &request).await;
        if must.hold(&outcome)? {
            self.said(by, &case, body, internal);
            self.moved(&case, state);
        }
        Ok(())
    }

    /// A comment came to be.
    fn said(&mut self, by: &Account, case: &Case, body: &str, internal: bool) {
        let at = self.now();
        self.facts.comments.push(Comment {
            case: case.number.clone(),
            author: by.email.clone(),
            domain: by.domain.clone(),
            at,
            body: body.to_owned(),
            internal: internal.then_some(true),
        });
        if !internal {
            self.fact(case).updated_at = Some(at);
        }
    }

    /// A case moved, if it did.
    fn moved(&mut self, case: &Case, state: State) {
        let at = self.now();
        if state != case.standing() {
            let fact = self.fact(case);
            fact.state = Some(state);
            fact.closed_at = (state == State::Closed).then_some(at);
            fact.updated_at = Some(at);
        }
    }

    /// The case among the facts.
    pub(crate) fn fact(&mut self, case: &Case) -> &mut Case {
        let mut cases = self.facts.cases.iter_mut();
        cases
            .find(|known| known.number == case.number)
            .expect("a known case")
    }

    async fn make_move(&mut self, by: &Account, label: usize, step: Move, body: &str) -> Result<(), String> {
        let Some(case) = self.case(label) else {
            return Ok(());
        };
        let action = match step {
            Move::Triage | Move::Ask | Move::Solve | Move::Conclude => Action::Work,
            Move::Confirm | Move::Reply => Action::Comment,
            Move::Close | Move::Reopen => Action::Manage,
        };
        let mut must = self.must(by, &case, action);
        let desk = !customer(&self.facts, by, &case, self.now());
        if must == Must::Succeed && desk && matches!(step, Move::Confirm | Move::Close) {
            must = Must::Forbid;
        }
        let led_to = step.from(case.standing(), case.closed_at, self.now());
        if must == Must::Succeed && led_to.is_err() {
            must = Must::Conflict;
        }
        let request = MakeMove {
            comment: Some(body.to_owned()),
        };
        let outcome: Outcome<CaseView> = self.api(by).make_move(&case.number, step, &request).await;
        if must.hold(&outcome)? {
            self.said(by, &case, body, false);
            let to: Result<State, Refusal> = led_to;
            self.moved(&case, to.expect("a move that was made"));
        }
        Ok(())
    }

    async fn change(
        &mut self,
        by: &Account,
        label: usize,
        title: Option<&str>,
        severity: Option<Severity>,
    ) -> Result<(), String> {
        let Some(case) = self.case(label) else {
            return Ok(());
        };
        let must = self.must(by, &case, Action::Manage);
        let request = ChangeCase {
            title: title.map(str::to_owned),
            severity,
        };
        let outcome = self.api(by).change_case(&case.number, &request).await;
        if must.hold(&outcome)? {
            let now = self.now();
            let fact = self.fact(&case);
            if let Some(title) = title.filter(|title| *title != fact.title) {
                let before = std::mem::replace(&mut fact.title, title.to_owned());
                fact.former_titles.push(before);
                fact.updated_at = Some(now);
            }
            if let Some(severity) = severity.filter(|severity| *severity != fact.urgency()) {
                fact.severity = Some(severity);
                fact.updated_at = Some(now);
            }
        }
        Ok(())
    }

    /// Whether an account's role has a privilege.
    pub(crate) fn has(&self, by: &Account, privilege: Privilege) -> bool {
        self.facts.has(by, privilege)
    }
}

/// Whether somebody acts as a customer, not as the desk that works the case.
pub(crate) fn customer(facts: &Facts, by: &Account, case: &Case, now: Timestamp) -> bool {
    let relations = facts.relations(by, case, now);
    !relations
        .iter()
        .any(|holds| holds.relation == Relation::Support && holds.allows(Action::Work))
}
