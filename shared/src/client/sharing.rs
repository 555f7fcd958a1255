//! Sharing cases.

use super::{InDomain, Method, NOTHING, Outcome, Transport, encode};
use crate::api::access::CaseAccess;
use crate::api::shares::{
    ChangeSharingPolicy, OpenCases, OpenCasesShared, ShareCase, ShareOpenCases, ShareView, SharingPolicy,
};

impl<T: Transport> InDomain<'_, T> {
    /// With whom a case is shared, by whom and until when.
    pub async fn shares(&self, number: &str) -> Outcome<Vec<ShareView>> {
        self.get(&format!("/cases/{}/shares", encode(number))).await
    }

    /// Shares a case with a person or a group.
    pub async fn share(&self, number: &str, request: &ShareCase) -> Outcome<ShareView> {
        self.post(&format!("/cases/{}/shares", encode(number)), request)
            .await
    }

    /// Ends a share, from the next request on.
    pub async fn end_share(&self, number: &str, id: uuid::Uuid) -> Outcome<()> {
        let path = format!("/cases/{}/shares/{id}", encode(number));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// Who can see a case, and why.
    pub async fn case_access(&self, number: &str) -> Outcome<Vec<CaseAccess>> {
        self.get(&format!("/cases/{}/access", encode(number))).await
    }

    /// Open cases that a new reseller does not see, for the client to share.
    pub async fn open_cases(&self) -> Outcome<Vec<OpenCases>> {
        self.get("/shares/open-cases").await
    }

    /// Shares them, in one step.
    pub async fn share_open_cases(&self, request: &ShareOpenCases) -> Outcome<OpenCasesShared> {
        self.post("/shares/open-cases", request).await
    }

    /// Whether cases may be shared outside (client).
    pub async fn sharing_policy(&self) -> Outcome<SharingPolicy> {
        self.get("/shares/policy").await
    }

    /// Changes whether cases may be shared outside (client).
    pub async fn change_sharing_policy(&self, request: &ChangeSharingPolicy) -> Outcome<SharingPolicy> {
        self.send(Method::Patch, "/shares/policy", Some(request)).await
    }
}
