//! The explanations: who can see a case, with whom it is shared, what a reseller misses at a client,
//! and why somebody may do something, now or then.

use crate::chance::Chance;
use crate::compare::{difference, same, told_of};
use crate::stage::Stage;
use shared::Timestamp;
use shared::api::access::Missing;
use shared::api::clients::{Access, Standing};
use shared::client::Failure;
use shared::words::{Action, DelegationScope, DomainKind, Privilege, Relation};
use std::collections::BTreeSet;
use tests::reference::{Account, Case, Facts, Share};

impl Stage {
    /// Whether people of a domain are "another partner" to an account (DESIGN §2.12).
    fn another(&self, account: &Account, domain: &str) -> bool {
        let reseller = |name: &str| self.facts.kind(name) == DomainKind::Reseller;
        reseller(&account.domain) && reseller(domain) && domain != account.domain
    }

    /// The address of a share as an account may know it.
    fn addressee(&self, account: &Account, share: &Share) -> Option<String> {
        let host = self.facts.host(&share.email);
        let another = host.is_some_and(|domain| self.another(account, &domain.name));
        (!another).then(|| share.email.clone())
    }

    /// Whether a share opens the case, as far as an account may know: nobody learns whether a reseller
    /// that the client never met has a domain here.
    fn seems_effective(&self, account: &Account, case: &Case, share: &Share) -> bool {
        let by = self.facts.home(&share.shared_by).expect("whoever shared");
        let outside = self.facts.domain(&case.domain).outside && self.facts.kind(by) != DomainKind::Reseller;
        let vendor = self.facts.kind(&account.domain) == DomainKind::Vendor;
        let Some(host) = self.facts.host(&share.email) else {
            return outside && !vendor;
        };
        let mut tenures = self.facts.tenures.iter();
        let met = tenures.any(|tenure| tenure.client == case.domain && tenure.reseller == host.name);
        let known = met || host.name == case.domain || host.kind == DomainKind::Vendor;
        if !known && !vendor {
            return outside;
        }
        self.facts.effective(share, case, &host.name, self.now())
    }

    fn standing(&self, case: &Case) -> impl Iterator<Item = &Share> {
        let (now, number) = (self.now(), case.number.clone());
        let shares = self.facts.shares.iter();
        shares.filter(move |share| share.case == number && share.expires_at.is_none_or(|end| now < end))
    }

    /// With whom a case is shared.
    pub(crate) async fn shares(&self, account: &Account, case: &Case) -> Result<(), String> {
        let expected = self.standing(case).map(|share| {
            let by = self.person(
                account,
                &share.shared_by,
                self.facts.home(&share.shared_by).unwrap_or(""),
            );
            let effective = self.seems_effective(account, case, share);
            let to = self.addressee(account, share);
            format!(
                "{to:?} {} by {by:?} at {} until {:?}, effective: {effective}",
                share.level, share.at, share.expires_at
            )
        });
        let outcome = self.api(account).shares(&case.number).await;
        let views = outcome.map_err(|failure| format!("shares {}: {failure:?}", case.number))?;
        let shown = views.iter().map(|view| {
            let by = told_of(&view.shared_by);
            let effective = view.effective;
            format!(
                "{:?} {} by {by:?} at {} until {:?}, effective: {effective}",
                view.email, view.level, view.at, view.expires_at
            )
        });
        difference(
            &format!("shares {}", case.number),
            &expected.collect(),
            &shown.collect(),
        )
    }

    /// Who can see a case.
    pub(crate) async fn access(&self, account: &Account, case: &Case) -> Result<(), String> {
        let now = self.now();
        let vendor = self.facts.kind(&account.domain) == DomainKind::Vendor;
        let mut expected = BTreeSet::new();
        for person in &self.facts.accounts {
            for holds in self.facts.relations(person, case, now) {
                let desk = holds.relation == Relation::Support && !vendor;
                if holds.relation != Relation::Shared && holds.allows(Action::View) {
                    let hidden = desk || self.another(account, &person.domain);
                    let email = (!hidden).then_some(&person.email);
                    expected.insert(format!("{} {email:?}", holds.relation));
                }
            }
        }
        for share in self
            .standing(case)
            .filter(|share| self.seems_effective(account, case, share))
        {
            expected.insert(format!(
                "{} {:?}",
                Relation::Shared,
                self.addressee(account, share)
            ));
        }
        let outcome = self.api(account).case_access(&case.number).await;
        let lines = outcome.map_err(|failure| format!("access {}: {failure:?}", case.number))?;
        let shown = lines
            .iter()
            .map(|line| format!("{} {:?}", line.relation, line.person.email));
        difference(&format!("access {}", case.number), &expected, &shown.collect())
    }

    /// How far a reseller is let in at a client, and what is missing.
    pub(crate) async fn client_access(&self, account: &Account, client: &str) -> Result<(), String> {
        let what = || format!("client access {client}");
        let clients = self.facts.clients(account, self.now());
        let outcome = self.api(account).client_access(client).await;
        let (view, known) = match (outcome, clients) {
            (Err(Failure::Refused(problem)), None) => return same(what, &403, &problem.status),
            (Err(Failure::Refused(problem)), Some(clients)) => {
                let known = clients.iter().any(|known| known.name == client);
                return same(what, &(404, false), &(problem.status, known));
            }
            (Ok(view), Some(clients)) => (view, clients.into_iter().find(|known| known.name == client)),
            (outcome, _) => return Err(format!("{}: {outcome:?}", what())),
        };
        let Some(known) = known else {
            return Err(format!("{}: must not be shown, but is {view:?}", what()));
        };
        let mut missing = BTreeSet::new();
        let sees = [Privilege::ClientsCasesView, Privilege::ClientsCasesManage];
        if !sees.iter().any(|privilege| self.has(account, *privilege)) {
            missing.insert(Missing::Role);
        }
        let all = known.scopes.len() == DelegationScope::ALL.len();
        missing.extend(match known.access {
            Access::NeverGranted => Some(Missing::NeverGranted),
            Access::Revoked => Some(Missing::Revoked),
            Access::Expired => Some(Missing::Expired),
            Access::Granted => (!all).then_some(Missing::Scopes),
        });
        missing.insert(match known.standing {
            Standing::Current => Missing::Outside,
            Standing::Former => Missing::Former,
        });
        let told = view.missing.iter().map(|one| one.what).collect::<BTreeSet<_>>();
        same(what, &missing, &told)?;
        let may_ask = known.access != Access::Granted || !all;
        same(what, &may_ask, &view.may_ask)
    }

    /// Why somebody may do something: what the operator is told of now and of an earlier instant, of
    /// which the facts are at hand.
    pub(crate) async fn explain(
        &self,
        chance: &mut Chance,
        (then, facts): (Timestamp, &Facts),
    ) -> Result<(), String> {
        let accounts = self.facts.accounts.iter();
        let operators = accounts.filter(|account| self.has(account, Privilege::DecisionsExplain));
        let operators = operators.collect::<Vec<_>>();
        let (Some(operator), Some(account), Some(case)) = (
            chance.one(&operators),
            chance.one(&facts.accounts),
            chance.one(&facts.cases),
        ) else {
            return Ok(());
        };
        let action = *chance.pick(Action::ALL);
        if action == Action::File {
            return Ok(());
        }
        let at = (then != self.now()).then_some(then);
        let relations = facts.relations(account, case, then);
        let sees = relations.iter().any(|holds| holds.allows(Action::View));
        let able = relations.iter().filter(|holds| sees && holds.allows(action));
        let through = able.map(|holds| holds.relation).collect::<BTreeSet<_>>();
        let outcome = self
            .api(operator)
            .explain(&account.email, action, &case.number, at)
            .await;
        let what = || {
            format!(
                "explanation, why {} may {action} {} at {then}",
                account.email, case.number
            )
        };
        let decision = outcome.map_err(|failure| format!("{}: {failure:?}", what()))?;
        let told = decision.through.iter().copied().collect::<BTreeSet<_>>();
        same(what, &through, &told)?;
        same(what, &!through.is_empty(), &decision.allowed)
    }
}
