//! What administrators may do in their own domain, and what it changes.

use super::facts::{Account, Assignment, Facts, Owner, Role};
use super::rule::PRODUCT;
use shared::words::DomainKind;

impl Assignment {
    /// The node that it counts at and below; nothing is the root, whatever that is called.
    #[must_use]
    pub fn node(&self) -> Option<&str> {
        self.resource.as_deref().filter(|path| path.contains('/'))
    }

    /// Whether it is the same as another.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        (&self.principal, &self.domain, &self.role) == (&other.principal, &other.domain, &other.role)
            && (&self.owner, self.node()) == (&other.owner, other.node())
    }
}

impl Role {
    /// Whether it comes from there.
    #[must_use]
    pub fn is_of(&self, owner: &Owner) -> bool {
        match owner {
            Owner::Domain(name) => self.domain.as_ref() == Some(name),
            Owner::Organization(key) => self.organization.as_ref() == Some(key),
            Owner::Product => false,
        }
    }
}

impl Facts {
    /// Whether a role of that name can be held in a domain.
    #[must_use]
    pub fn is_role(&self, domain: &str, role: &str) -> bool {
        let kind = self.kind(domain);
        let product = || PRODUCT.iter().any(|(of, name, _)| *of == kind && *name == role);
        self.owner_of(domain, role) != Owner::Product || product()
    }

    /// The names of the roles that come with the product and that an account holds.
    fn product_roles(&self, account: &Account) -> Vec<&str> {
        let principals = self.principals(account);
        let mut found = Vec::new();
        for held in &self.assignments {
            if principals.contains(&held.principal.as_str())
                && held.domain == account.domain
                && held.owner == Some(Owner::Product)
            {
                found.push(held.role.as_str());
            }
        }
        found
    }

    /// Whether an account may give a role, by the table in DESIGN §2.
    #[must_use]
    pub fn may_give(&self, account: &Account, role: &str) -> bool {
        self.product_roles(account).into_iter().any(|held| match held {
            "org_admin" | "super_admin" | "operator" => true,
            "support_account_admin" => ["tech_support_editor", "tech_support_viewer"].contains(&role),
            _ => false,
        })
    }

    /// The enabled accounts that administer a domain.
    #[must_use]
    pub fn administrators(&self, domain: &str) -> Vec<&str> {
        let role = match self.kind(domain) {
            DomainKind::Vendor => "operator",
            DomainKind::Reseller => "super_admin",
            DomainKind::Client => "org_admin",
        };
        let mut found = Vec::new();
        for account in &self.accounts {
            if account.domain == domain
                && account.disabled_at.is_none()
                && self.product_roles(account).contains(&role)
            {
                found.push(account.email.as_str());
            }
        }
        found
    }

    /// Moves a node with everything below: cases and roles come along.
    pub fn move_node(&mut self, domain: &str, from: &str, to: &str) {
        let moved = |path: &str| {
            let rest = path.strip_prefix(from)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        };
        for node in self.nodes.iter_mut().filter(|node| node.domain == domain) {
            node.path = moved(&node.path).unwrap_or_else(|| node.path.clone());
        }
        for case in self.cases.iter_mut().filter(|case| case.domain == domain) {
            let path = case.resource.as_deref().and_then(moved);
            case.resource = path.or_else(|| case.resource.clone());
        }
        for held in self.assignments.iter_mut().filter(|held| held.domain == domain) {
            let path = held.resource.as_deref().and_then(moved);
            held.resource = path.or_else(|| held.resource.clone());
        }
    }
}
