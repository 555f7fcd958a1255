//! Who manages whom and who is let in: transfers, cancelled ones, consents (DESIGN §2.5).

use crate::apply::Must;
use crate::stage::Stage;
use shared::Timestamp;
use shared::api::delegations::GrantAccess;
use shared::api::tenures::Transfer;
use shared::words::{DelegationScope, DomainKind, Privilege, TenureKind};
use tests::reference::{Account, Delegation, Tenure};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Id {
    id: Uuid,
}

impl Stage {
    pub(crate) async fn transfer(
        &mut self,
        by: &Account,
        client: &str,
        reseller: Option<&str>,
        kind: TenureKind,
        after: Option<i64>,
    ) -> Result<(), String> {
        let now = self.now();
        let filed = self.facts.cases.iter().filter(|case| case.domain == client);
        let last = filed.map(|case| case.filed_at).max();
        // Not before the last case: that is the former reseller's.
        let earliest = last.map_or(now, |last| now.max(Timestamp::from_micros(last.micros() + 1)));
        let asked = after.map(|seconds| now.plus_seconds(seconds));
        let at = asked.unwrap_or(earliest);
        let of_kind = |tenure: &&Tenure| tenure.client == client && tenure.kind == kind;
        let tenures = || self.facts.tenures.iter().filter(of_kind);
        let open = tenures().find(|tenure| tenure.open_at(at)).cloned();
        let must = if !self.has(by, Privilege::TenuresManage) {
            Must::Forbid
        } else if at < earliest {
            Must::Mend
        } else if tenures().any(|tenure| tenure.from >= at) {
            Must::Conflict
        } else if open.as_ref().map(|open| open.reseller.as_str()) == reseller {
            // Already theirs; or nobody manages it, and nobody is to.
            Must::Mend
        } else {
            Must::Succeed
        };
        let request = Transfer {
            client: client.to_owned(),
            reseller: reseller.map(str::to_owned),
            kind: Some(kind),
            at: asked,
            from: None,
        };
        let outcome = self.api(by).transfer(&request).await;
        if self.hold(must, &outcome)? {
            if let Some(open) = &open {
                let mut tenures = self.facts.tenures.iter_mut();
                let ended = tenures.find(|tenure| {
                    (&tenure.client, tenure.kind, tenure.from) == (&open.client, kind, open.from)
                });
                let ended = ended.expect("the open tenure");
                ended.to_before = ended.to.replace(at);
            }
            if let Some(reseller) = reseller {
                self.facts.tenures.push(Tenure {
                    client: client.to_owned(),
                    reseller: reseller.to_owned(),
                    kind,
                    from: at,
                    to: None,
                    to_before: None,
                });
            }
            if let Some(open) = open {
                self.end_access(client, &open.reseller, at);
            }
        }
        Ok(())
    }

    /// The former reseller's access ends with the transfer, unless it holds another tenure then.
    pub(crate) fn end_access(&mut self, client: &str, reseller: &str, at: Timestamp) {
        if self.facts.managed(client, reseller, at) {
            return;
        }
        for delegation in &mut self.facts.delegations {
            if delegation.client == client && delegation.reseller == reseller && delegation.in_force(at) {
                delegation.ended_by = Some((at, delegation.expires_at));
                delegation.expires_at = Some(at);
            }
        }
    }

    pub(crate) async fn cancel(&mut self, by: &Account, which: usize) -> Result<(), String> {
        let now = self.now();
        let tenures = self.facts.tenures.iter();
        let to_come = tenures
            .clone()
            .filter(|tenure| tenure.from > now || tenure.to.is_some_and(|to| to > now));
        let mut candidates = to_come.collect::<Vec<_>>();
        if candidates.is_empty() || which.is_multiple_of(5) {
            candidates = tenures.collect();
        }
        if candidates.is_empty() {
            return Ok(());
        }
        let tenure = candidates[which % candidates.len()].clone();
        let (client, kind) = (tenure.client.as_str(), tenure.kind);
        let coming = |instant: &Timestamp| *instant > now;
        let at = Some(tenure.from).filter(coming).or(tenure.to.filter(coming));
        let must = match at {
            _ if !self.has(by, Privilege::TenuresManage) => Must::Forbid,
            None => Must::Conflict,
            Some(at) if self.in_the_way(client, kind, at) => Must::Conflict,
            Some(_) => Must::Succeed,
        };
        let id = self.tenure_id(&tenure).await;
        let outcome = self.api(by).cancel_transfer(id).await;
        if self.hold(must, &outcome)?
            && let Some(at) = at
        {
            self.undo(client, kind, at);
        }
        Ok(())
    }

    /// Whether what ends at an instant could not go on instead, because another period begins later.
    fn in_the_way(&self, client: &str, kind: TenureKind, at: Timestamp) -> bool {
        let of_kind = |tenure: &&Tenure| tenure.client == client && tenure.kind == kind;
        let tenures = || self.facts.tenures.iter().filter(of_kind);
        let again = tenures().find(|tenure| tenure.to == Some(at));
        again.is_some_and(|again| {
            tenures().any(|later| later.from > at && again.to_before.is_none_or(|to| later.from < to))
        })
    }

    /// What the program calls a tenure.
    pub(crate) async fn tenure_id(&self, tenure: &Tenure) -> Uuid {
        let rows: Vec<Id> = self
            .app
            .rows(
                "SELECT t.id FROM tenures t JOIN domains c ON c.id = t.client_id JOIN domains r ON r.id = t.reseller_id
                 WHERE c.name = ? AND r.name = ? AND t.kind = ? AND t.from_at = ?",
                vec![
                    (&tenure.client).into(),
                    (&tenure.reseller).into(),
                    tenure.kind.into(),
                    tenure.from.into(),
                ],
            )
            .await;
        rows.first().map_or(Uuid::nil(), |row| row.id)
    }

    /// Everything is as it was before the transfer was set.
    fn undo(&mut self, client: &str, kind: TenureKind, at: Timestamp) {
        let facts = &mut self.facts;
        facts
            .tenures
            .retain(|tenure| !(tenure.client == client && tenure.kind == kind && tenure.from == at));
        for tenure in &mut facts.tenures {
            if tenure.client != client || tenure.kind != kind || tenure.to != Some(at) {
                continue;
            }
            for delegation in &mut facts.delegations {
                let theirs = delegation.client == client && delegation.reseller == tenure.reseller;
                if let Some((transfer, before)) = delegation.ended_by
                    && theirs
                    && transfer == at
                {
                    delegation.expires_at = before;
                    delegation.ended_by = None;
                }
            }
            tenure.to = tenure.to_before.take();
        }
    }

    pub(crate) async fn grant(
        &mut self,
        by: &Account,
        reseller: &str,
        scopes: Option<&[DelegationScope]>,
        lasts: Option<i64>,
    ) -> Result<(), String> {
        let (now, client) = (self.now(), by.domain.clone());
        let tenures = self.facts.tenures.iter();
        let theirs = tenures.filter(|tenure| tenure.client == client && tenure.reseller == reseller);
        let theirs = theirs.cloned().collect::<Vec<_>>();
        let current = self.facts.managed(&client, reseller, now);
        let must = if !self.has(by, Privilege::DelegationsManage) {
            Must::Forbid
        } else if theirs.iter().all(|tenure| now < tenure.from) || (!current && lasts.is_none()) {
            Must::Mend
        } else {
            Must::Succeed
        };
        let asked = lasts.map(|seconds| now.plus_seconds(seconds));
        let request = GrantAccess {
            reseller: reseller.to_owned(),
            scopes: scopes.map(<[_]>::to_vec),
            expires_at: asked,
        };
        let outcome = self.api(by).grant_access(&request).await;
        if self.hold(must, &outcome)? {
            for delegation in &mut self.facts.delegations {
                if delegation.client == client && delegation.reseller == reseller && delegation.in_force(now)
                {
                    delegation.revoked_at = Some(now);
                }
            }
            // Without an end of its own it ends with the transfer that is set.
            let ends = theirs
                .iter()
                .filter_map(|tenure| tenure.to)
                .filter(|to| *to > now);
            let ends = ends
                .filter(|to| !self.facts.managed(&client, reseller, *to))
                .max();
            let transfer = ends.filter(|_| asked.is_none());
            self.facts.delegations.push(Delegation {
                client,
                reseller: reseller.to_owned(),
                scopes: scopes.map(<[_]>::to_vec),
                granted_at: now,
                expires_at: asked.or(transfer),
                revoked_at: None,
                ended_by: transfer.map(|at| (at, None)),
            });
        }
        Ok(())
    }

    pub(crate) async fn revoke(&mut self, by: &Account, reseller: &str) -> Result<(), String> {
        let now = self.now();
        let own = |delegation: &&Delegation| delegation.client == by.domain && delegation.in_force(now);
        let theirs = || {
            let delegations = self.facts.delegations.iter();
            delegations.filter(|delegation| delegation.reseller == reseller)
        };
        // One that has ended, or another client's, if there is none to end.
        let Some(delegation) = theirs().find(own).or_else(|| theirs().next_back()).cloned() else {
            return Ok(());
        };
        let must = if !self.has(by, Privilege::DelegationsManage) {
            Must::Forbid
        } else if own(&&delegation) {
            Must::Succeed
        } else {
            Must::Hide
        };
        debug_assert!(must != Must::Succeed || self.facts.kind(&by.domain) == DomainKind::Client);
        let id = self.delegation_id(&delegation).await;
        let outcome = self.api(by).revoke_access(id).await;
        if self.hold(must, &outcome)? {
            for known in &mut self.facts.delegations {
                let same = (&known.client, &known.reseller, known.granted_at)
                    == (&delegation.client, &delegation.reseller, delegation.granted_at);
                if same {
                    known.revoked_at = Some(now);
                }
            }
        }
        Ok(())
    }

    async fn delegation_id(&self, delegation: &Delegation) -> Uuid {
        let rows: Vec<Id> = self
            .app
            .rows(
                "SELECT g.id FROM delegations g JOIN domains c ON c.id = g.client_id JOIN domains r ON r.id = g.reseller_id
                 WHERE c.name = ? AND r.name = ? AND g.granted_at = ?",
                vec![
                    (&delegation.client).into(),
                    (&delegation.reseller).into(),
                    delegation.granted_at.into(),
                ],
            )
            .await;
        rows.first().map_or(Uuid::nil(), |row| row.id)
    }
}
