//! Shares and the client's policy (DESIGN §2.6 and §2.7).

use crate::apply::Must;
use crate::stage::Stage;
use shared::api::shares::{ChangeSharingPolicy, ShareCase, ShareOpenCases};
use shared::case::State;
use shared::words::{Action, DomainKind, Privilege, ShareLevel};
use tests::reference::{Account, Case, Domain, Share};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Id {
    id: Uuid,
}

impl Stage {
    pub(crate) async fn share(
        &mut self,
        by: &Account,
        label: usize,
        email: &str,
        level: ShareLevel,
        lasts: Option<i64>,
    ) -> Result<(), String> {
        let Some(case) = self.case(label) else {
            return Ok(());
        };
        let now = self.now();
        let mut must = self.must(by, &case, Action::Share);
        if must == Must::Succeed && !self.facts.may_share(by, &case, email, now) {
            must = Must::Mend;
        }
        let expires_at = lasts.map(|seconds| now.plus_seconds(seconds));
        let request = ShareCase {
            email: email.to_owned(),
            level: Some(level),
            expires_at,
        };
        let outcome = self.api(by).share(&case.number, &request).await;
        if self.hold(must, &outcome)? {
            self.shared(by, &case, email, level, expires_at);
        }
        Ok(())
    }

    /// A share came to be, in place of what the same domain shared with that address before.
    fn shared(
        &mut self,
        by: &Account,
        case: &Case,
        email: &str,
        level: ShareLevel,
        expires_at: Option<shared::Timestamp>,
    ) {
        let now = self.now();
        let before = self.facts.shares.iter().position(|share| {
            share.case == case.number
                && share.email == email
                && self.facts.home(&share.shared_by) == Some(&by.domain)
        });
        if let Some(before) = before {
            let share = &self.facts.shares[before];
            let stands = share.expires_at.is_none_or(|end| now < end);
            if stands && (share.level, share.expires_at) == (level, expires_at) {
                return;
            }
            self.facts.shares.remove(before);
        }
        self.facts.shares.push(Share {
            case: case.number.clone(),
            email: email.to_owned(),
            level,
            shared_by: by.email.clone(),
            at: now,
            expires_at,
        });
    }

    pub(crate) async fn end_share(&mut self, by: &Account, label: usize, email: &str) -> Result<(), String> {
        let Some(case) = self.case(label) else {
            return Ok(());
        };
        let shares = self.facts.shares.iter();
        let Some(position) = shares
            .clone()
            .position(|share| share.case == case.number && share.email == email)
        else {
            return Ok(());
        };
        let share = self.facts.shares[position].clone();
        let shared_in = self
            .facts
            .home(&share.shared_by)
            .expect("whoever shared")
            .to_owned();
        let any = by.domain == case.domain || self.facts.kind(&by.domain) == DomainKind::Vendor;
        let mut must = self.must(by, &case, Action::Share);
        if must == Must::Succeed {
            if share.expires_at.is_some_and(|end| end <= self.now()) {
                must = Must::Hide;
            } else if !any && shared_in != by.domain {
                must = Must::Forbid;
            }
        }
        let rows: Vec<Id> = self
            .app
            .rows(
                "SELECT s.id FROM shares s JOIN cases c ON c.id = s.case_id JOIN domains d ON d.id = s.shared_in
                 WHERE c.number = ? AND s.email = ? AND d.name = ? AND s.ended_at IS NULL",
                vec![(&case.number).into(), email.into(), (&shared_in).into()],
            )
            .await;
        let id = rows.first().map_or(Uuid::nil(), |row| row.id);
        let outcome = self.api(by).end_share(&case.number, id).await;
        if self.hold(must, &outcome)? {
            self.facts.shares.remove(position);
        }
        Ok(())
    }

    pub(crate) async fn outside(&mut self, by: &Account, outside: bool) -> Result<(), String> {
        let must = if self.facts.kind(&by.domain) != DomainKind::Client {
            Must::Hide
        } else if self.has(by, Privilege::DelegationsManage) {
            Must::Succeed
        } else {
            Must::Forbid
        };
        let request = ChangeSharingPolicy { outside };
        let outcome = self.api(by).change_sharing_policy(&request).await;
        if self.hold(must, &outcome)? {
            let mut domains = self.facts.domains.iter_mut();
            let own = domains.find(|domain| domain.name == by.domain);
            own.expect("the own domain").outside = outside;
        }
        Ok(())
    }

    /// The client shares its open cases that a new reseller does not see.
    pub(crate) async fn share_open(
        &mut self,
        by: &Account,
        reseller: &str,
        lasts: i64,
    ) -> Result<(), String> {
        let now = self.now();
        let client = self.facts.kind(&by.domain) == DomainKind::Client;
        // Rather one that manages it and is let in, if there is one.
        let newcomer = |domain: &&Domain| {
            self.facts.managed(&by.domain, &domain.name, now)
                && self.facts.let_in(&by.domain, &domain.name, now).is_some()
        };
        let newcomer = self.facts.domains.iter().find(newcomer);
        let reseller = newcomer.map_or_else(|| reseller.to_owned(), |domain| domain.name.clone());
        let reseller = reseller.as_str();
        let manages = self.facts.managed(&by.domain, reseller, now);
        let let_in = self.facts.let_in(&by.domain, reseller, now).is_some();
        let must = if !client || !self.has(by, Privilege::CasesManage) {
            Must::Forbid
        } else if !manages || !let_in {
            Must::Mend
        } else {
            Must::Succeed
        };
        let email = format!("new@{reseller}");
        let expires_at = now.plus_seconds(lasts);
        let request = ShareOpenCases {
            reseller: reseller.to_owned(),
            email: email.clone(),
            level: None,
            expires_at: Some(expires_at),
        };
        let outcome = self.api(by).share_open_cases(&request).await;
        if !self.hold(must, &outcome)? {
            return Ok(());
        }
        let unseen = |case: &&Case| {
            let shared = self.facts.shares.iter().any(|share| {
                share.case == case.number
                    && share.email.ends_with(&format!("@{reseller}"))
                    && share.expires_at.is_none_or(|end| now < end)
            });
            case.domain == by.domain
                && case.standing() != State::Closed
                && !self.facts.managed(&case.domain, reseller, case.filed_at)
                && !shared
                && self.facts.may(by, case, Action::Share, now)
        };
        let cases = self
            .facts
            .cases
            .iter()
            .filter(unseen)
            .cloned()
            .collect::<Vec<_>>();
        if let Ok(view) = outcome
            && view.cases as usize != cases.len()
        {
            return Err(format!(
                "deed: {} open cases must be shared, not {}",
                cases.len(),
                view.cases
            ));
        }
        for case in cases {
            self.shared(by, &case, &email, ShareLevel::Collaborate, Some(expires_at));
        }
        Ok(())
    }
}
