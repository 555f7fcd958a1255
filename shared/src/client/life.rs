//! What happens to a case: its clock, escalation, links, ratings, a reseller’s own side.

use super::{InDomain, Method, NOTHING, Outcome, Transport, encode};
use crate::api::cases::{CaseView, MakeMove};
use crate::api::escalations::Escalate;
use crate::api::links::{LinkCase, LinkView, MergeCase};
use crate::api::own_side::{AssignOwn, NewOwnNote, OwnSide};
use crate::api::ratings::{RateCase, Ratings};
use crate::api::targets::CaseClock;

impl<T: Transport> InDomain<'_, T> {
    /// The clock of a case: when it ran, and who waited how long.
    pub async fn case_clock(&self, number: &str) -> Outcome<CaseClock> {
        self.get(&format!("/cases/{}/clock", encode(number))).await
    }

    /// Escalates a case.
    pub async fn escalate(&self, number: &str, request: &Escalate) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/escalate", encode(number)), request)
            .await
    }

    /// Takes an escalation in hand (vendor).
    pub async fn acknowledge_escalation(&self, number: &str, request: &MakeMove) -> Outcome<CaseView> {
        let path = format!("/cases/{}/escalation/acknowledge", encode(number));
        self.post(&path, request).await
    }

    /// Ends an escalation (vendor).
    pub async fn resolve_escalation(&self, number: &str, request: &MakeMove) -> Outcome<CaseView> {
        let path = format!("/cases/{}/escalation/resolve", encode(number));
        self.post(&path, request).await
    }

    /// The cases that have to do with a case, as far as they may be seen.
    pub async fn links(&self, number: &str) -> Outcome<Vec<LinkView>> {
        self.get(&format!("/cases/{}/links", encode(number))).await
    }

    /// Links a case to another.
    pub async fn link(&self, number: &str, request: &LinkCase) -> Outcome<Vec<LinkView>> {
        self.post(&format!("/cases/{}/links", encode(number)), request)
            .await
    }

    /// Takes a link to another case away.
    pub async fn unlink(&self, number: &str, other: &str) -> Outcome<()> {
        let path = format!("/cases/{}/links/{}", encode(number), encode(other));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// Closes a case as a duplicate of another of the same client (vendor).
    pub async fn merge(&self, number: &str, request: &MergeCase) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/merge", encode(number)), request)
            .await
    }

    /// The ratings of a case that one may know.
    pub async fn ratings(&self, number: &str) -> Outcome<Ratings> {
        self.get(&format!("/cases/{}/rating", encode(number))).await
    }

    /// Rates a closed case, for the own domain.
    pub async fn rate(&self, number: &str, request: &RateCase) -> Outcome<Ratings> {
        self.post(&format!("/cases/{}/rating", encode(number)), request)
            .await
    }

    /// The reseller's own side of a case.
    pub async fn own_side(&self, number: &str) -> Outcome<OwnSide> {
        self.get(&format!("/cases/{}/own", encode(number))).await
    }

    /// Says who sees to a case within the reseller.
    pub async fn assign_own(&self, number: &str, request: &AssignOwn) -> Outcome<OwnSide> {
        self.send(
            Method::Patch,
            &format!("/cases/{}/own", encode(number)),
            Some(request),
        )
        .await
    }

    /// Adds a note that stays within the reseller.
    pub async fn add_own_note(&self, number: &str, request: &NewOwnNote) -> Outcome<OwnSide> {
        self.post(&format!("/cases/{}/own/notes", encode(number)), request)
            .await
    }
}
