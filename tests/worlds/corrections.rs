//! Periods of management that were entered wrongly (DESIGN §2.9).

use crate::apply::Must;
use crate::stage::Stage;
use shared::Timestamp;
use shared::api::tenures::CorrectTenure;
use shared::words::Privilege;
use tests::reference::{Account, Tenure};

impl Stage {
    /// Corrects one of a client's periods, by its position: reseller, and by how many seconds it began
    /// and ended later, or that it did not end.
    pub(crate) async fn correct(
        &mut self,
        by: &Account,
        client: &str,
        position: usize,
        reseller: Option<&str>,
        (later, longer, open): (Option<i64>, Option<i64>, bool),
    ) -> Result<(), String> {
        let now = self.now();
        let tenures = self.facts.tenures.iter().enumerate();
        let theirs = tenures.filter(|(_, tenure)| tenure.client == client);
        let theirs = theirs.map(|(index, _)| index).collect::<Vec<_>>();
        if theirs.is_empty() {
            return Ok(());
        }
        let index = theirs[position % theirs.len()];
        let wrong = self.facts.tenures[index].clone();
        let from = later.map(|seconds| wrong.from.plus_seconds(seconds));
        let to = longer
            .filter(|_| !open)
            .map(|seconds| wrong.to.unwrap_or(now).plus_seconds(seconds));
        if reseller.is_none() && from.is_none() && to.is_none() && !open {
            return Ok(());
        }
        let right = Tenure {
            reseller: reseller.unwrap_or(&wrong.reseller).to_owned(),
            from: from.unwrap_or(wrong.from),
            to: to.or(wrong.to).filter(|_| !open),
            ..wrong.clone()
        };
        let ahead = |instant: Timestamp| instant > now;
        let in_the_way = |(other, tenure): (usize, &Tenure)| {
            other != index
                && (&tenure.client, tenure.kind) == (&right.client, right.kind)
                && tenure.to.is_none_or(|to| right.from < to)
                && right.to.is_none_or(|to| tenure.from < to)
        };
        let must = if !self.has(by, Privilege::TenuresManage) {
            Must::Forbid
        } else if ahead(wrong.from)
            || from.is_some_and(ahead)
            || to.is_some_and(ahead)
            || right.to.is_some_and(|to| to <= right.from)
        {
            Must::Mend
        } else if self.facts.tenures.iter().enumerate().any(in_the_way) {
            Must::Conflict
        } else {
            Must::Succeed
        };
        let request = CorrectTenure {
            reseller: reseller.map(str::to_owned),
            from,
            to,
            open,
            reason: "It was typed wrongly.".to_owned(),
        };
        let id = self.tenure_id(&wrong).await;
        let outcome = self.api(by).correct_tenure(id, &request).await;
        if self.hold(must, &outcome)? {
            self.facts.tenures[index] = right;
            // As after a transfer; a hand-over to a former reseller stays.
            if wrong.open_at(now) {
                self.end_access(client, &wrong.reseller, now);
            }
        }
        Ok(())
    }
}
