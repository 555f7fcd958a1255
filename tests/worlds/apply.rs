//! What happens, through the API, and what must come of it.

use crate::stage::Stage;
use crate::world::{By, Deed, Event};
use shared::Timestamp;
use shared::api::cases::{CaseView, ChangeCase, FileCase, MakeMove, NewComment};
use shared::case::{Move, Refusal, State};
use shared::client::{Failure, Outcome};
use shared::words::{Action, Privilege, Relation, Severity};
use std::collections::BTreeMap;
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
}

/// How often something was tried, and done.
pub(crate) type Tally = BTreeMap<String, (usize, usize)>;

impl Stage {
    /// Lets something happen; an error is a disagreement.
    pub(crate) async fn apply(&mut self, event: &Event) -> Result<(), String> {
        self.wait(event.wait);
        if let Deed::Timers = event.deed {
            let cleared = comptoir::jobs::stamps::clear_ended(&self.app.app).await;
            return cleared.map(drop).map_err(|error| format!("timers: {error:?}"));
        }
        // Somebody, or a domain, that a smaller world has not.
        let Some(by) = self.doer(event) else {
            return Ok(());
        };
        let named = event.deed.domains();
        if named
            .iter()
            .any(|name| self.facts.domains.iter().all(|domain| domain.name != **name))
        {
            return Ok(());
        }
        let name = format!("{:?}", event.deed);
        let end = name.find(|c: char| !c.is_alphanumeric());
        self.doing = name[..end.unwrap_or(name.len())].to_owned();
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
            Deed::CancelTransfer { which } => self.cancel(&by, *which).await,
            Deed::Grant {
                reseller,
                scopes,
                lasts,
            } => self.grant(&by, reseller, scopes.as_deref(), *lasts).await,
            Deed::Revoke { reseller } => self.revoke(&by, reseller).await,
            Deed::Correct {
                client,
                tenure,
                reseller,
                from,
                to,
                open,
            } => {
                let moved = (*from, *to, *open);
                self.correct(&by, client, *tenure, reseller.as_deref(), moved)
                    .await
            }
            Deed::Share {
                case,
                email,
                level,
                lasts,
            } => self.share(&by, *case, email, *level, *lasts).await,
            Deed::EndShare { case, email } => self.end_share(&by, *case, email).await,
            Deed::Outside { outside } => self.outside(&by, *outside).await,
            Deed::ShareOpen { reseller, lasts } => self.share_open(&by, reseller, *lasts).await,
            Deed::Join { group, account } => self.join(&by, group, account).await,
            Deed::Leave { group, account } => self.leave(&by, group, account).await,
            Deed::EndGroup { group } => self.end_group(&by, group).await,
            Deed::GiveRole {
                principal,
                role,
                resource,
            } => self.give_role(&by, principal, role, resource.as_deref()).await,
            Deed::TakeRole { principal, role } => self.take_role(&by, principal, role).await,
            Deed::AddRole {
                name,
                privileges,
                organization,
            } => self.add_role(&by, name, privileges, *organization).await,
            Deed::ChangeRole { name, privileges } => self.change_role(&by, name, privileges).await,
            Deed::RemoveRole { name } => self.remove_role(&by, name).await,
            Deed::MoveNode { path, parent, name } => {
                self.move_node(&by, path, parent.as_deref(), name.as_deref())
                    .await
            }
            Deed::Timers => Ok(()),
        };
        done.map_err(|why| format!("{why}\n  {} at {}: {:?}", by.email, self.now(), event.deed))
    }

    /// Who does it.
    fn doer(&self, event: &Event) -> Option<Account> {
        let which = match &event.by {
            By::Named(email) => return self.account(email),
            By::Able(which) => *which,
        };
        let mut able = Vec::new();
        for account in &self.facts.accounts {
            if self.may(account, &event.deed) {
                able.push(account.clone());
            }
        }
        if able.is_empty() {
            able.clone_from(&self.facts.accounts);
        }
        able.get(which % able.len().max(1)).cloned()
    }

    /// Whether somebody has the right to what concerns a case.
    fn may(&self, account: &Account, deed: &Deed) -> bool {
        let (label, action) = match deed {
            Deed::File { client, resource, .. } => {
                let domain = client.as_ref().unwrap_or(&account.domain);
                let filing = self
                    .facts
                    .may_file(account, domain, resource.as_deref(), self.now());
                return filing == Filing::May;
            }
            Deed::ShareOpen { .. } => return self.has(account, Privilege::CasesManage),
            Deed::Comment { case, internal, .. } => {
                (case, if *internal { Action::Work } else { Action::Comment })
            }
            Deed::Move { case, step, .. } => (case, needed(*step)),
            Deed::Change { case, .. } => (case, Action::Manage),
            Deed::Share { case, .. } | Deed::EndShare { case, .. } => (case, Action::Share),
            _ => return true,
        };
        self.case(*label)
            .is_some_and(|case| self.facts.may(account, &case, action, self.now()))
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
        if self.hold(must, &outcome)?
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
        if self.hold(must, &outcome)? {
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
        let action = needed(step);
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
            ..MakeMove::default()
        };
        let outcome: Outcome<CaseView> = self.api(by).make_move(&case.number, step, &request).await;
        if self.hold(must, &outcome)? {
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
            severity_reason: severity.map(|_| "As it turned out.".to_owned()),
            ..ChangeCase::default()
        };
        let outcome = self.api(by).change_case(&case.number, &request).await;
        if self.hold(must, &outcome)? {
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

    /// Compares what must come of an attempt with what came of it; whether it was to be done, and was.
    pub(crate) fn hold<T>(&mut self, must: Must, outcome: &Outcome<T>) -> Result<bool, String> {
        let (status, said) = match outcome {
            Ok(_) => (200, String::new()),
            Err(Failure::Refused(problem)) => (problem.status, format!(" ({})", problem.code.as_str())),
            Err(Failure::Unreachable(why)) => return Err(why.clone()),
        };
        if status != must.status() {
            return Err(format!("deed: must {must:?}, but the answer is {status}{said}"));
        }
        let done = must == Must::Succeed;
        let tally = self.tally.entry(self.doing.clone()).or_default();
        tally.0 += 1;
        tally.1 += usize::from(done);
        Ok(done)
    }

    /// Whether an account's role has a privilege.
    pub(crate) fn has(&self, by: &Account, privilege: Privilege) -> bool {
        self.facts.has(by, privilege)
    }
}

/// What one must be allowed to make a move.
const fn needed(step: Move) -> Action {
    match step {
        Move::Triage | Move::Ask | Move::Solve | Move::Conclude => Action::Work,
        Move::Confirm | Move::Reply => Action::Comment,
        Move::Close | Move::Reopen => Action::Manage,
    }
}

/// Whether somebody acts as a customer, not as the desk that works the case.
pub(crate) fn customer(facts: &Facts, by: &Account, case: &Case, now: Timestamp) -> bool {
    let relations = facts.relations(by, case, now);
    !relations
        .iter()
        .any(|holds| holds.relation == Relation::Support && holds.allows(Action::Work))
}
