//! Cases: where they stand, and when things happened to them.

use super::super::format::Case;
use super::super::known::CaseKnown;
use super::super::plan::CaseRow;
use super::super::report::Kind;
use super::Check;
use shared::Timestamp;
use shared::case::State;
use shared::words::Severity;
use std::collections::HashMap;
use uuid::Uuid;

/// When a case was last updated, and when it was closed.
struct Times {
    updated_at: Timestamp,
    closed_at: Option<Timestamp>,
}

impl Check<'_, '_> {
    pub(super) fn cases(&mut self) {
        // The latest comment that everybody who sees the case may read.
        let mut latest = HashMap::<&str, Timestamp>::new();
        for comment in self.file.comments.iter().map(|line| &line.item) {
            if comment.internal != Some(true) {
                let at = latest.entry(&comment.case).or_insert(comment.at);
                *at = comment.at.max(*at);
            }
        }
        for line in &self.file.cases {
            let (number, item) = (line.number, &line.item);
            let times = times(item, latest.get(&*item.number).copied());
            let domain = self.domain(number, "domain", &item.domain);
            let case = CaseKnown {
                id: line.id,
                domain: domain.map_or(Uuid::nil(), |domain| domain.id),
                filed_at: item.filed_at,
                updated_at: times.as_ref().map_or(item.filed_at, |times| times.updated_at),
            };
            let claim = self.known.cases.claim(item.number.to_owned(), number, case);
            let same = |there: CaseKnown| match (there.domain, there.filed_at) == (case.domain, case.filed_at)
            {
                true => Ok(()),
                false => Err(format!(
                    "number: `{}` is there already, and it is another case",
                    &*item.number
                )),
            };
            if !self.is_new(Kind::Case, number, claim, same) {
                continue;
            }
            let resource = match (domain, &item.resource) {
                (Some(domain), Some(path)) => self.node(number, domain.id, path),
                _ => None,
            };
            let filed_by = self.account(number, "filed_by", &item.filed_by);
            let filed_in = self.domain(number, "filed_in", &item.filed_in);
            let (product, category) = self.subject(number, item);
            let times = times.map_err(|reason| self.refuse(number, reason));
            let (Some(domain), Some(filed_by), Some(filed_in), Ok(times)) =
                (domain, filed_by, filed_in, times)
            else {
                continue;
            };
            self.plan.cases.push(CaseRow {
                id: line.id,
                domain: domain.id,
                resource: resource.map(|node| node.id),
                filed_by: filed_by.id,
                filed_in: filed_in.id,
                product,
                category,
                severity: item.severity.unwrap_or(Severity::P4),
                state: item.state.unwrap_or(State::New),
                updated_at: times.updated_at,
                closed_at: times.closed_at,
                line: item,
            });
            self.report.added(Kind::Case);
        }
    }

    /// The product and the category, which must be of the product.
    fn subject(&mut self, number: usize, item: &Case) -> (Option<Uuid>, Option<Uuid>) {
        let product = item.product.as_ref().and_then(|key| self.product(number, key));
        let Some(key) = &item.category else {
            return (product, None);
        };
        if item.product.is_none() {
            self.refuse(number, "category: it needs a product");
        }
        let category = product.and_then(|product| {
            let found = self.known.categories.get(&(product, (**key).to_owned()));
            if found.is_none() {
                self.refuse(
                    number,
                    format!("category: there is no category `{}` in the product", &**key),
                );
            }
            found
        });
        (product, category)
    }
}

/// When the case was last updated (otherwise by the latest that is said of it), and closed.
fn times(case: &Case, latest_comment: Option<Timestamp>) -> Result<Times, &'static str> {
    let is_closed = case.state == Some(State::Closed);
    let known = [Some(case.filed_at), latest_comment, case.closed_at];
    let latest = known.into_iter().flatten().max().unwrap_or(case.filed_at);
    let updated_at = case.updated_at.unwrap_or(latest);
    if updated_at < case.filed_at {
        return Err("updated_at: earlier than `filed_at`");
    }
    match case.closed_at {
        Some(_) if !is_closed => Err("closed_at: the case is not closed"),
        Some(at) if at < case.filed_at => Err("closed_at: earlier than `filed_at`"),
        at => Ok(Times {
            updated_at,
            closed_at: at.or(is_closed.then_some(updated_at)),
        }),
    }
}
