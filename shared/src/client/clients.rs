//! Clients: who manages them and whom they let in.

use super::{InDomain, Method, NOTHING, Outcome, Query, Transport, encode};
use crate::Timestamp;
use crate::api::Page;
use crate::api::access::{AccessRequest, AskForAccess, ClientAccess};
use crate::api::clients::ClientView;
use crate::api::decisions::Decision;
use crate::api::delegations::{DelegationView, GrantAccess, ResellerAccess};
use crate::api::ledger::LedgerEntry;
use crate::api::tenures::{CorrectTenure, CorrectionView, TenureView, Transfer, TransferView};
use crate::words::Action;

impl<T: Transport> InDomain<'_, T> {
    /// The reseller's clients, by title.
    pub async fn clients(&self, q: Option<&str>, after: Option<&str>) -> Outcome<Page<ClientView>> {
        let mut query = Query::default();
        query.add("q", q);
        query.page(after, 100);
        self.get(&format!("/clients{}", query.0)).await
    }

    /// One client.
    pub async fn client(&self, client: &str) -> Outcome<ClientView> {
        self.get(&format!("/clients/{}", encode(client))).await
    }

    /// How far the caller's domain is let in at a client, and what is missing.
    pub async fn client_access(&self, client: &str) -> Outcome<ClientAccess> {
        self.get(&format!("/clients/{}/access", encode(client))).await
    }

    /// Asks a client to let the caller's domain in, or further in.
    pub async fn ask_for_access(&self, client: &str, request: &AskForAccess) -> Outcome<AccessRequest> {
        self.post(&format!("/clients/{}/access", encode(client)), request)
            .await
    }

    /// Declines what a reseller asked for (client).
    pub async fn decline_access(&self, request: uuid::Uuid) -> Outcome<()> {
        self.send(
            Method::Delete,
            &format!("/delegations/requests/{request}"),
            NOTHING,
        )
        .await
    }

    /// The resellers that manage this client or did, and how far each is let in.
    pub async fn delegations(&self) -> Outcome<Page<ResellerAccess>> {
        self.get("/delegations").await
    }

    /// Lets a reseller in.
    pub async fn grant_access(&self, request: &GrantAccess) -> Outcome<DelegationView> {
        self.post("/delegations", request).await
    }

    /// Ends a consent, from the next request on.
    pub async fn revoke_access(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/delegations/{id}"), NOTHING)
            .await
    }

    /// Periods of management, newest first: of one client, or of all (vendor).
    pub async fn tenures(&self, client: Option<&str>, after: Option<&str>) -> Outcome<Page<TenureView>> {
        let mut query = Query::default();
        query.add("client", client);
        query.page(after, 100);
        self.get(&format!("/tenures{}", query.0)).await
    }

    /// Transfers a client.
    pub async fn transfer(&self, request: &Transfer) -> Outcome<TransferView> {
        self.post("/tenures", request).await
    }

    /// Cancels a transfer that was set for later.
    pub async fn cancel_transfer(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/tenures/{id}"), NOTHING)
            .await
    }

    /// Corrects a period of management that was entered wrongly (vendor).
    pub async fn correct_tenure(&self, id: uuid::Uuid, request: &CorrectTenure) -> Outcome<CorrectionView> {
        self.send(Method::Patch, &format!("/tenures/{id}"), Some(request))
            .await
    }

    /// Why an account may do something with a case, or may not; now or at an earlier instant
    /// (vendor).
    pub async fn explain(
        &self,
        account: &str,
        action: Action,
        case: &str,
        at: Option<Timestamp>,
    ) -> Outcome<Decision> {
        let mut query = Query::default();
        query.add("account", Some(account));
        query.add("action", Some(action.as_str()));
        query.add("case", Some(case));
        query.add("at", at.map(|at| at.to_string()).as_deref());
        self.get(&format!("/decisions{}", query.0)).await
    }

    /// The ledger, newest first (vendor).
    pub async fn ledger(&self, after: Option<&str>) -> Outcome<Page<LedgerEntry>> {
        let mut query = Query::default();
        query.page(after, 100);
        self.get(&format!("/ledger{}", query.0)).await
    }
}
