//! The roles that come with the product: `policies/roles.csv`.

use super::policy::PolicyError;
use crate::db::{Tx, sql};
use crate::error::Result;
use crate::mutation::mutated;
use crate::world::World;
use shared::words::{DomainKind, Privilege, Privileges};
use std::str::FromStr as _;
use uuid::Uuid;

const ROLES: &str = include_str!("../../../policies/roles.csv");

/// A role that comes with the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltinRole {
    /// In which kind of domain; nothing means everybody's.
    pub kind: Option<DomainKind>,
    /// Its name.
    pub name: String,
    /// What it allows.
    pub privileges: Privileges,
    /// The roles it may give; `*` is every role of its kind of domain, custom ones too.
    pub grants: Vec<String>,
    /// Counts at the root only.
    pub root_only: bool,
}

/// All of them.
#[derive(Debug, Clone)]
pub struct Roles(Vec<BuiltinRole>);

impl Roles {
    /// The roles that were compiled in.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn builtin() -> Result<Self, PolicyError> {
        Self::parse(ROLES)
    }

    fn parse(text: &str) -> Result<Self, PolicyError> {
        let mut roles = Vec::new();
        for (position, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |reason: String| PolicyError::Row {
                row: position + 1,
                reason,
            };
            let [kind, name, privileges, grants, place] =
                line.split(',').map(str::trim).collect::<Vec<_>>()[..]
            else {
                return Err(wrong("five columns are expected".to_owned()));
            };
            let kind = match kind {
                "any" => None,
                kind => Some(DomainKind::from_str(kind).map_err(|error| wrong(error.to_string()))?),
            };
            let privileges = privileges
                .split_whitespace()
                .map(Privilege::from_str)
                .collect::<Result<Privileges, _>>()
                .map_err(|error| wrong(error.to_string()))?;
            roles.push(BuiltinRole {
                kind,
                name: name.to_owned(),
                privileges,
                grants: grants.split_whitespace().map(str::to_owned).collect(),
                root_only: place == "root",
            });
        }
        if roles.is_empty() {
            return Err(PolicyError::Short(0));
        }
        Ok(Self(roles))
    }

    /// The built-in roles of a kind of domain.
    pub fn of(&self, kind: DomainKind) -> impl Iterator<Item = &BuiltinRole> {
        self.0.iter().filter(move |role| role.kind == Some(kind))
    }

    /// One of them.
    #[must_use]
    pub fn named(&self, kind: DomainKind, name: &str) -> Option<&BuiltinRole> {
        self.of(kind).find(|role| role.name == name)
    }

    /// Whether a role that comes with the product has this name, in whatever kind of domain: no
    /// custom role may.
    #[must_use]
    pub fn is_builtin(&self, name: &str) -> bool {
        self.0.iter().any(|role| role.name.eq_ignore_ascii_case(name))
    }

    /// The role that administers a domain; somebody always holds it.
    #[must_use]
    pub const fn administrator(kind: DomainKind) -> &'static str {
        match kind {
            DomainKind::Client => "org_admin",
            DomainKind::Reseller => "super_admin",
            DomainKind::Vendor => "operator",
        }
    }

    /// Whether somebody with these built-in roles may give that role, in a domain of that kind.
    #[must_use]
    pub fn may_grant(&self, kind: DomainKind, held: &[String], role: &str) -> bool {
        held.iter()
            .filter_map(|name| self.named(kind, name))
            .any(|giver| giver.grants.iter().any(|given| given == "*" || given == role))
            || mutated!(MayGrantAlways)
    }

    /// Puts the built-in roles into the database as they stand in the file, so that they can be
    /// held there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn store(&self, tx: &mut Tx, world: &World) -> Result<()> {
        #[derive(sqlx::FromRow)]
        struct Stored {
            id: Uuid,
            kind: String,
            name: String,
            privileges: Privileges,
        }
        let stored: Vec<Stored> = tx
            .all(sql!(
                "SELECT id, kind, name, privileges FROM roles WHERE kind IS NOT NULL"
            ))
            .await?;
        for role in &self.0 {
            let kind = role.kind.map_or("any", DomainKind::as_str);
            match stored
                .iter()
                .find(|stored| stored.kind == kind && stored.name == role.name)
            {
                Some(stored) if stored.privileges == role.privileges => {}
                Some(stored) => {
                    tx.run(sql!(
                        "INSERT INTO role_changes (role_id, until_at, privileges) VALUES (?, ?, ?)
                         ON CONFLICT DO NOTHING",
                        stored.id,
                        world.now(),
                        stored.privileges
                    ))
                    .await?;
                    tx.run(sql!(
                        "UPDATE roles SET privileges = ? WHERE id = ?",
                        role.privileges,
                        stored.id
                    ))
                    .await?;
                }
                None => {
                    // Another process that starts at the same time may be faster.
                    tx.run(sql!(
                        "INSERT INTO roles (id, kind, name, privileges) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        world.id()?,
                        kind,
                        &role.name,
                        role.privileges
                    ))
                    .await?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_give_which_role() {
        let roles = Roles::builtin().unwrap();
        let may = |kind, held: &str, role| roles.may_grant(kind, &[held.to_owned()], role);
        assert!(may(DomainKind::Client, "org_admin", "org_admin"));
        assert!(may(
            DomainKind::Client,
            "support_account_admin",
            "tech_support_viewer"
        ));
        assert!(!may(DomainKind::Client, "support_account_admin", "org_admin"));
        assert!(!may(
            DomainKind::Client,
            "tech_support_editor",
            "tech_support_viewer"
        ));
        assert!(may(DomainKind::Reseller, "super_admin", "triage"));
        assert!(!may(DomainKind::Reseller, "org_admin", "reseller_admin"));
    }

    #[test]
    fn whoever_says_who_is_in_a_group_may_give_what_the_group_holds() {
        // Whoever manages groups could otherwise take a role by joining one.
        let roles = Roles::builtin().unwrap();
        for role in &roles.0 {
            let manages =
                role.privileges.has(Privilege::GroupsManage) || role.privileges.has(Privilege::RolesManage);
            assert!(!manages || role.grants == ["*"], "{}", role.name);
        }
        for kind in DomainKind::ALL {
            assert!(roles.named(*kind, Roles::administrator(*kind)).is_some());
        }
    }

    #[test]
    fn administrators_see_no_cases_by_their_role_alone() {
        let roles = Roles::builtin().unwrap();
        let cases = [
            Privilege::CasesView,
            Privilege::CasesManage,
            Privilege::Support,
            Privilege::ClientsCasesView,
            Privilege::ClientsCasesManage,
            Privilege::DeskWork,
        ];
        for (kind, name) in [
            (DomainKind::Client, "org_admin"),
            (DomainKind::Client, "support_account_admin"),
            (DomainKind::Reseller, "super_admin"),
            (DomainKind::Vendor, "operator"),
        ] {
            let role = roles.named(kind, name).unwrap();
            assert!(
                cases.iter().all(|privilege| !role.privileges.has(*privilege)),
                "{name}"
            );
        }
    }
}
