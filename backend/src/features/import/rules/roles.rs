//! Custom roles, and who holds which role.

use super::super::format::{Assignment, Role};
use super::super::known::{DomainKnown, Owner};
use super::super::plan::{AssignmentRow, RoleRow};
use super::super::report::Kind;
use super::Check;
use shared::words::{DomainKind, Privilege, ResourceKind};
use uuid::Uuid;

impl Check<'_, '_> {
    pub(super) fn roles(&mut self) {
        for line in &self.file.roles {
            let (number, item) = (line.number, &line.item);
            let owner = match self.owner(number, item) {
                Ok(Some(owner)) => owner,
                Ok(None) => continue,
                Err(reason) => {
                    self.refuse(number, reason);
                    continue;
                }
            };
            let claim = self
                .known
                .roles
                .claim((owner, item.name.to_owned()), number, line.id);
            if !self.is_new(Kind::Role, number, claim, |_| Ok(())) {
                continue;
            }
            // A role that looks like a built-in one would be taken for it.
            if self.builtin.is_builtin(&item.name) {
                self.refuse(
                    number,
                    format!("name: `{}` is a role that comes with the product", &*item.name),
                );
            }
            for privilege in item
                .privileges
                .iter()
                .filter(|privilege| !Privilege::OF_RESELLERS.contains(privilege))
            {
                self.refuse(
                    number,
                    format!("privileges: a custom role cannot have `{privilege}`"),
                );
            }
            if item.privileges.is_empty() {
                self.refuse(number, "privileges: empty");
            }
            let (domain, organization) = match owner {
                Owner::Domain(id) => (Some(id), None),
                Owner::Organization(id) => (None, Some(id)),
                Owner::Builtin(_) => (None, None),
            };
            self.plan.roles.push(RoleRow {
                id: line.id,
                domain,
                organization,
                name: &item.name,
                privileges: item.privileges.iter().copied().collect(),
            });
            self.report.added(Kind::Role);
        }
    }

    /// To whom the role belongs; nothing if the domain is not there, which is noted.
    fn owner(&mut self, number: usize, role: &Role) -> Result<Option<Owner>, String> {
        let is_reseller = |domain: &DomainKnown| domain.kind == DomainKind::Reseller;
        match (&role.domain, &role.organization) {
            (Some(name), None) => match self.domain(number, "domain", name) {
                Some(domain) if !is_reseller(&domain) => {
                    Err("domain: only resellers have roles of their own".to_owned())
                }
                found => Ok(found.map(|domain| Owner::Domain(domain.id))),
            },
            (None, Some(key)) => {
                let Some(id) = self.known.organizations.get(&**key) else {
                    return Err(format!("organization: there is no organization `{}`", &**key));
                };
                let mut domains = self.known.domains.iter().map(|(_, domain)| domain);
                if domains.any(|domain| domain.organization == Some(id) && is_reseller(domain)) {
                    Ok(Some(Owner::Organization(id)))
                } else {
                    Err("organization: only organizations of resellers have roles of their own".to_owned())
                }
            }
            _ => Err("domain, organization: one of them is needed, and only one".to_owned()),
        }
    }

    pub(super) fn assignments(&mut self) {
        for line in &self.file.assignments {
            let (number, item) = (line.number, &line.item);
            let domain = self.domain(number, "domain", &item.domain);
            let principal = self.principal(number, "principal", &item.principal);
            let (Some(domain), Some(principal)) = (domain, principal) else {
                continue;
            };
            // One acts in the domain that one's account lives in, so elsewhere a role is no use.
            if principal.domain != domain.id {
                self.refuse(number, "principal: not of this domain");
                continue;
            }
            let Some((role, root_only)) = self.role(domain, &item.role) else {
                self.refuse(
                    number,
                    format!("role: there is no role `{}` in this domain", &*item.role),
                );
                continue;
            };
            let Some(resource) = self.attached_to(number, domain, item) else {
                continue;
            };
            if root_only && resource.is_some() {
                self.refuse(
                    number,
                    format!("resource: `{}` counts at the root only", &*item.role),
                );
                continue;
            }
            let claim = self
                .known
                .assignments
                .claim((principal.id, role, resource), number, ());
            if self.is_new(Kind::Assignment, number, claim, Ok) {
                if self.known.ended.contains(&principal.id) {
                    self.refuse(number, format!("principal: `{}` was ended", &*item.principal));
                }
                if self.known.ended.contains(&role) {
                    self.refuse(number, format!("role: `{}` was removed", &*item.role));
                }
                self.plan.assignments.push(AssignmentRow {
                    id: line.id,
                    domain: domain.id,
                    account: (!principal.is_group).then_some(principal.id),
                    group: principal.is_group.then_some(principal.id),
                    role,
                    resource,
                });
                self.report.added(Kind::Assignment);
            }
        }
    }

    /// The role of that name, and whether it counts at the root only: the domain's own wins over
    /// the organization's, then come the built-in ones.
    fn role(&self, domain: DomainKnown, name: &str) -> Option<(Uuid, bool)> {
        let of = |owner: Owner| self.known.roles.get(&(owner, name.to_owned()));
        let custom = (domain.kind == DomainKind::Reseller)
            .then(|| {
                of(Owner::Domain(domain.id))
                    .or_else(|| domain.organization.and_then(|id| of(Owner::Organization(id))))
            })
            .flatten();
        let builtin = || {
            let role = self.builtin.named(domain.kind, name)?;
            Some((of(Owner::Builtin(domain.kind))?, role.root_only))
        };
        custom.map(|id| (id, false)).or_else(builtin)
    }

    /// The node below the root that the role is attached to; nothing is the root. `None` when
    /// there is none such, which is noted.
    fn attached_to(&mut self, number: usize, domain: DomainKnown, item: &Assignment) -> Option<Option<Uuid>> {
        let Some(path) = &item.resource else {
            return Some(None);
        };
        if domain.kind != DomainKind::Client {
            self.refuse(number, "resource: only clients have resources");
            return None;
        }
        let node = self.node(number, domain.id, path)?;
        Some((node.kind != ResourceKind::Organization).then_some(node.id))
    }
}
