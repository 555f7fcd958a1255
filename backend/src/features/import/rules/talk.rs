//! What is said about cases, and with whom they are shared.

use super::super::known::CommentKey;
use super::super::plan::{CommentRow, ShareRow};
use super::super::report::Kind;
use super::{Check, DomainKnown, Principal};
use crate::features::import::known::CaseKnown;
use shared::words::DomainKind;

impl Check<'_, '_> {
    pub(super) fn comments(&mut self) {
        for line in &self.file.comments {
            let (number, item) = (line.number, &line.item);
            let case = self.case(number, &item.case);
            let author = self.account(number, "author", &item.author);
            let domain = self.domain(number, "domain", &item.domain);
            let (Some(case), Some(author), Some(domain)) = (case, author, domain) else {
                continue;
            };
            let key = CommentKey::new(case.id, author.id, item.at, &item.body);
            let claim = self.known.comments.claim(key, number, ());
            if !self.is_new(Kind::Comment, number, claim, Ok) {
                continue;
            }
            let internal = item.internal == Some(true);
            if internal && !is_desk(domain, author) {
                self.refuse(
                    number,
                    "internal: only the vendor's own people write internal notes",
                );
            }
            self.plan.comments.push(CommentRow {
                id: line.id,
                case: case.id,
                author: author.id,
                domain: domain.id,
                at: item.at,
                body: &item.body,
                internal,
            });
            self.report.added(Kind::Comment);
        }
    }

    pub(super) fn shares(&mut self) {
        for line in &self.file.shares {
            let (number, item) = (line.number, &line.item);
            let case = self.case(number, &item.case);
            let by = self.account(number, "shared_by", &item.shared_by);
            let (Some(case), Some(by)) = (case, by) else {
                continue;
            };
            let claim = self
                .known
                .shares
                .claim((case.id, item.email.to_owned()), number, ());
            if !self.is_new(Kind::Share, number, claim, Ok) {
                continue;
            }
            if item.expires_at.is_some_and(|end| end < item.at) {
                self.refuse(number, "expires_at: earlier than `at`");
            }
            self.plan.shares.push(ShareRow {
                id: line.id,
                case: case.id,
                email: &item.email,
                level: item.level,
                by: by.id,
                shared_in: by.domain,
                at: item.at,
                expires_at: item.expires_at,
                updated_at: case.updated_at,
            });
            self.report.added(Kind::Share);
        }
    }

    fn case(&mut self, number: usize, name: &str) -> Option<CaseKnown> {
        let found = self.known.cases.get(name);
        if found.is_none() {
            self.refuse(number, format!("case: there is no case `{name}`"));
        }
        found
    }
}

/// Whether somebody of the vendor acted in the vendor's domain.
fn is_desk(domain: DomainKnown, author: Principal) -> bool {
    domain.kind == DomainKind::Vendor && author.domain == domain.id
}
