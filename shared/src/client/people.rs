//! Accounts, roles, groups and resources of a domain.

use super::{InDomain, Method, NOTHING, Outcome, Query, Transport, encode};
use crate::api::Page;
use crate::api::accounts::{AccountView, NewAccount, NewAccountView};
use crate::api::assignments::{AssignmentView, GiveRole};
use crate::api::groups::{ChangeGroup, GroupView, NewGroup, NewMember};
use crate::api::resources::{ChangeResource, NewResource, ResourceNode};
use crate::api::roles::{ChangeRole, NewRole, RoleView};

impl<T: Transport> InDomain<'_, T> {
    /// The accounts of the domain, by name.
    pub async fn accounts(&self, after: Option<&str>) -> Outcome<Page<AccountView>> {
        let mut query = Query::default();
        query.page(after, 100);
        self.get(&format!("/accounts{}", query.0)).await
    }

    /// Adds an account.
    pub async fn add_account(&self, request: &NewAccount) -> Outcome<NewAccountView> {
        self.post("/accounts", request).await
    }

    /// The roles that can be held in the domain.
    pub async fn roles(&self) -> Outcome<Vec<RoleView>> {
        self.get("/roles").await
    }

    /// Adds a custom role (reseller).
    pub async fn add_role(&self, request: &NewRole) -> Outcome<RoleView> {
        self.post("/roles", request).await
    }

    /// Changes a custom role, for everybody who holds it.
    pub async fn change_role(&self, role: &str, request: &ChangeRole) -> Outcome<RoleView> {
        self.send(Method::Patch, &format!("/roles/{}", encode(role)), Some(request))
            .await
    }

    /// Removes a custom role that nobody holds.
    pub async fn remove_role(&self, role: &str) -> Outcome<()> {
        self.send(Method::Delete, &format!("/roles/{}", encode(role)), NOTHING)
            .await
    }

    /// Gives a role to an account or a group.
    pub async fn give_role(&self, request: &GiveRole) -> Outcome<AssignmentView> {
        self.post("/assignments", request).await
    }

    /// Takes a role again, from the next request on.
    pub async fn take_role(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/assignments/{id}"), NOTHING)
            .await
    }

    /// The groups of the domain, by name.
    pub async fn groups(&self, after: Option<&str>) -> Outcome<Page<GroupView>> {
        let mut query = Query::default();
        query.page(after, 100);
        self.get(&format!("/groups{}", query.0)).await
    }

    /// Adds a group.
    pub async fn add_group(&self, request: &NewGroup) -> Outcome<GroupView> {
        self.post("/groups", request).await
    }

    /// Gives a group another name.
    pub async fn change_group(&self, group: &str, request: &ChangeGroup) -> Outcome<GroupView> {
        self.send(
            Method::Patch,
            &format!("/groups/{}", encode(group)),
            Some(request),
        )
        .await
    }

    /// Ends a group, with what its members hold through it.
    pub async fn end_group(&self, group: &str) -> Outcome<()> {
        self.send(Method::Delete, &format!("/groups/{}", encode(group)), NOTHING)
            .await
    }

    /// Takes an account into a group.
    pub async fn add_member(&self, group: &str, request: &NewMember) -> Outcome<GroupView> {
        self.post(&format!("/groups/{}/members", encode(group)), request)
            .await
    }

    /// Takes an account out of a group, from its next request on.
    pub async fn remove_member(&self, group: &str, account: &str) -> Outcome<()> {
        let path = format!("/groups/{}/members/{}", encode(group), encode(account));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// The resource tree, by path.
    pub async fn resources(&self) -> Outcome<Vec<ResourceNode>> {
        self.get("/resources").await
    }

    /// Adds a folder or a project.
    pub async fn add_resource(&self, request: &NewResource) -> Outcome<ResourceNode> {
        self.post("/resources", request).await
    }

    /// Renames a node or moves it, with everything below.
    pub async fn change_resource(&self, id: uuid::Uuid, request: &ChangeResource) -> Outcome<ResourceNode> {
        self.send(Method::Patch, &format!("/resources/{id}"), Some(request))
            .await
    }
}
