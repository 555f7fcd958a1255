//! What administrators do in their own domain: groups, roles, the resource tree.

use crate::apply::Must;
use crate::stage::Stage;
use shared::api::assignments::GiveRole;
use shared::api::groups::NewMember;
use shared::api::resources::ChangeResource;
use shared::api::roles::{ChangeRole, NewRole};
use shared::words::{Privilege, ResourceKind};
use tests::reference::{Account, Assignment, Facts, Membership, Owner, Role};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Id {
    id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Held {
    id: Uuid,
    of_domain: i64,
    of_organization: i64,
    path: Option<String>,
}

impl Stage {
    fn own_group(&self, by: &Account, group: &str) -> bool {
        let mut groups = self.facts.groups.iter();
        groups.any(|known| known.email == group && known.domain == by.domain)
    }

    /// Whether a change would leave a domain without the administrators it had.
    fn orphans(&self, domain: &str, changed: &Facts) -> bool {
        !self.facts.administrators(domain).is_empty() && changed.administrators(domain).is_empty()
    }

    pub(crate) async fn join(&mut self, by: &Account, group: &str, account: &str) -> Result<(), String> {
        let must = if !self.has(by, Privilege::GroupsManage) {
            Must::Forbid
        } else if !self.own_group(by, group) {
            Must::Hide
        } else if self
            .account(account)
            .is_none_or(|account| account.domain != by.domain)
        {
            Must::Mend
        } else {
            Must::Succeed
        };
        let request = NewMember {
            account: account.to_owned(),
        };
        let outcome = self.api(by).add_member(group, &request).await;
        if self.hold(must, &outcome)? {
            let new = Membership {
                group: group.to_owned(),
                account: account.to_owned(),
            };
            if !self.facts.memberships.contains(&new) {
                self.facts.memberships.push(new);
            }
        }
        Ok(())
    }

    pub(crate) async fn leave(&mut self, by: &Account, group: &str, account: &str) -> Result<(), String> {
        let mut changed = self.facts.clone();
        let left = |known: &Membership| known.group == group && known.account == account;
        changed.memberships.retain(|known| !left(known));
        let must = if !self.has(by, Privilege::GroupsManage) {
            Must::Forbid
        } else if !self.own_group(by, group) || !self.facts.memberships.iter().any(left) {
            Must::Hide
        } else if self.orphans(&by.domain, &changed) {
            Must::Conflict
        } else {
            Must::Succeed
        };
        let outcome = self.api(by).remove_member(group, account).await;
        if self.hold(must, &outcome)? {
            self.facts = changed;
        }
        Ok(())
    }

    pub(crate) async fn end_group(&mut self, by: &Account, group: &str) -> Result<(), String> {
        let mut changed = self.facts.clone();
        changed.groups.retain(|known| known.email != group);
        changed.memberships.retain(|known| known.group != group);
        changed.assignments.retain(|held| held.principal != group);
        let must = if !self.has(by, Privilege::GroupsManage) {
            Must::Forbid
        } else if !self.own_group(by, group) {
            Must::Hide
        } else if self.orphans(&by.domain, &changed) {
            Must::Conflict
        } else {
            Must::Succeed
        };
        let outcome = self.api(by).end_group(group).await;
        if self.hold(must, &outcome)? {
            self.facts = changed;
        }
        Ok(())
    }

    pub(crate) async fn give_role(
        &mut self,
        by: &Account,
        principal: &str,
        role: &str,
        resource: Option<&str>,
    ) -> Result<(), String> {
        // The node may have been moved since the history was thought up.
        let mut nodes = self.facts.nodes.iter();
        let node = resource.map(|path| nodes.find(|node| node.domain == by.domain && node.path == path));
        let below = matches!(node, Some(Some(node)) if node.kind != ResourceKind::Organization);
        let must = if !self.has(by, Privilege::RolesAssign) {
            Must::Forbid
        } else if self.facts.home(principal) != Some(&by.domain) || !self.facts.is_role(&by.domain, role) {
            Must::Mend
        } else if !self.facts.may_give(by, role) {
            Must::Forbid
        } else if matches!(node, Some(None)) || (below && role == "support_account_admin") {
            Must::Mend
        } else {
            Must::Succeed
        };
        let request = GiveRole {
            principal: principal.to_owned(),
            role: role.to_owned(),
            resource: resource.map(str::to_owned),
        };
        let outcome = self.api(by).give_role(&request).await;
        if self.hold(must, &outcome)? {
            let new = Assignment {
                principal: principal.to_owned(),
                domain: by.domain.clone(),
                role: role.to_owned(),
                resource: resource.filter(|_| below).map(str::to_owned),
                owner: Some(self.facts.owner_of(&by.domain, role)),
            };
            if !self.facts.assignments.iter().any(|held| held.is(&new)) {
                self.facts.assignments.push(new);
            }
        }
        Ok(())
    }

    pub(crate) async fn take_role(
        &mut self,
        by: &Account,
        principal: &str,
        role: &str,
    ) -> Result<(), String> {
        let held = self.facts.assignments.iter();
        let Some(held) = held
            .clone()
            .find(|held| held.principal == principal && held.role == role)
        else {
            return Ok(());
        };
        let held = held.clone();
        let mut changed = self.facts.clone();
        changed.assignments.retain(|known| !known.is(&held));
        let must = if !self.has(by, Privilege::RolesAssign) {
            Must::Forbid
        } else if held.domain != by.domain {
            Must::Hide
        } else if !self.facts.may_give(by, role) {
            Must::Forbid
        } else if self.orphans(&by.domain, &changed) {
            Must::Conflict
        } else {
            Must::Succeed
        };
        let id = self.assignment_id(&held).await;
        let outcome = self.api(by).take_role(id).await;
        if self.hold(must, &outcome)? {
            self.facts = changed;
        }
        Ok(())
    }

    async fn assignment_id(&self, held: &Assignment) -> Uuid {
        let rows: Vec<Held> = self
            .app
            .rows(
                "SELECT a.id, CAST(CASE WHEN r.domain_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS of_domain,
                        CAST(CASE WHEN r.organization_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS of_organization,
                        CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.path END AS path
                 FROM assignments a JOIN roles r ON r.id = a.role_id LEFT JOIN accounts p ON p.id = a.account_id
                 LEFT JOIN groups g ON g.id = a.group_id LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE coalesce(p.email, g.email) = ? AND r.name = ? AND a.ended_at IS NULL",
                vec![(&held.principal).into(), (&held.role).into()],
            )
            .await;
        let owner = match &held.owner {
            Some(Owner::Domain(_)) => (1, 0),
            Some(Owner::Organization(_)) => (0, 1),
            Some(Owner::Product) | None => (0, 0),
        };
        let mut rows = rows.into_iter();
        let found = rows
            .find(|row| (row.of_domain, row.of_organization) == owner && row.path.as_deref() == held.node());
        found.map_or(Uuid::nil(), |row| row.id)
    }

    pub(crate) async fn add_role(
        &mut self,
        by: &Account,
        name: &str,
        privileges: &[Privilege],
        organization: bool,
    ) -> Result<(), String> {
        let key = self.facts.domain(&by.domain).organization.clone();
        let new = Role {
            domain: (!organization).then(|| by.domain.clone()),
            organization: key.clone().filter(|_| organization),
            name: name.to_owned(),
            privileges: privileges.to_vec(),
        };
        let same = |known: &Role| {
            known.name == new.name && (&known.domain, &known.organization) == (&new.domain, &new.organization)
        };
        let must = if !self.has(by, Privilege::RolesManage) {
            Must::Forbid
        } else if organization && key.is_none() {
            Must::Mend
        } else if self.facts.roles.iter().any(same) {
            Must::Conflict
        } else {
            Must::Succeed
        };
        let request = NewRole {
            name: name.to_owned(),
            privileges: privileges.to_vec(),
            organization,
        };
        let outcome = self.api(by).add_role(&request).await;
        if self.hold(must, &outcome)? {
            self.facts.roles.push(new);
        }
        Ok(())
    }

    /// The custom role that a name means in a domain.
    fn custom(&self, domain: &str, name: &str) -> Option<usize> {
        let owner = self.facts.owner_of(domain, name);
        let mut roles = self.facts.roles.iter();
        roles.position(|role| role.name == name && role.is_of(&owner))
    }

    pub(crate) async fn change_role(
        &mut self,
        by: &Account,
        name: &str,
        privileges: &[Privilege],
    ) -> Result<(), String> {
        let found = self.custom(&by.domain, name);
        let must = match found {
            _ if !self.has(by, Privilege::RolesManage) => Must::Forbid,
            None => Must::Hide,
            Some(_) => Must::Succeed,
        };
        let request = ChangeRole {
            name: None,
            privileges: Some(privileges.to_vec()),
        };
        let outcome = self.api(by).change_role(name, &request).await;
        if self.hold(must, &outcome)?
            && let Some(position) = found
        {
            self.facts.roles[position].privileges = privileges.to_vec();
        }
        Ok(())
    }

    pub(crate) async fn remove_role(&mut self, by: &Account, name: &str) -> Result<(), String> {
        let found = self.custom(&by.domain, name);
        let owner = self.facts.owner_of(&by.domain, name);
        let held = |held: &Assignment| held.role == name && held.owner.as_ref() == Some(&owner);
        let must = match found {
            _ if !self.has(by, Privilege::RolesManage) => Must::Forbid,
            None => Must::Hide,
            Some(_) if self.facts.assignments.iter().any(held) => Must::Conflict,
            Some(_) => Must::Succeed,
        };
        let outcome = self.api(by).remove_role(name).await;
        if self.hold(must, &outcome)?
            && let Some(position) = found
        {
            self.facts.roles.remove(position);
        }
        Ok(())
    }

    pub(crate) async fn move_node(
        &mut self,
        by: &Account,
        path: &str,
        parent: Option<&str>,
        name: Option<&str>,
    ) -> Result<(), String> {
        let own = |wanted: &str| {
            let mut nodes = self.facts.nodes.iter();
            nodes.find(|node| node.domain == by.domain && node.path == wanted)
        };
        // A node of another client's if it is not an own one.
        let mut nodes = self.facts.nodes.iter();
        let Some(node) = own(path).or_else(|| nodes.find(|node| node.path == path)) else {
            return Ok(());
        };
        let (above, last) = match path.rsplit_once('/') {
            Some((above, last)) => (Some(above), last),
            None => (None, path),
        };
        let to = parent.or(above);
        let moved = to.map_or_else(String::new, |to| format!("{to}/")) + name.unwrap_or(last);
        let within = |outer: &str, inner: &str| {
            inner == outer
                || inner
                    .strip_prefix(outer)
                    .is_some_and(|rest| rest.starts_with('/'))
        };
        let must = if !self.has(by, Privilege::ResourcesManage) {
            Must::Forbid
        } else if node.domain != by.domain {
            Must::Hide
        } else if to
            .is_some_and(|to| own(to).is_none_or(|to| to.kind == ResourceKind::Project) || within(path, to))
        {
            Must::Mend
        } else if moved != path && own(&moved).is_some() {
            Must::Conflict
        } else {
            Must::Succeed
        };
        let rows: Vec<Id> = self
            .app
            .rows(
                "SELECT n.id FROM resources n JOIN domains d ON d.id = n.domain_id WHERE d.name = ? AND n.path = ?",
                vec![(&node.domain).into(), path.into()],
            )
            .await;
        let id = rows.first().map_or(Uuid::nil(), |row| row.id);
        let request = ChangeResource {
            name: name.map(str::to_owned),
            parent: parent.map(str::to_owned),
        };
        let outcome = self.api(by).change_resource(id, &request).await;
        if self.hold(must, &outcome)? {
            self.facts.move_node(&by.domain, path, &moved);
        }
        Ok(())
    }
}
