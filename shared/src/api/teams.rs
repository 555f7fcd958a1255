//! The people of the vendor's support desk: specialist teams, and how they appear outside.

use super::{Names, Person, request, view};
use crate::validate::{Validate, Violations};
use crate::words::words;

words! {
    /// By what the vendor's people appear to everybody outside the vendor's domain.
    StaffNames {
        /// By name and address.
        Name = "name",
        /// By first name.
        FirstName = "first_name",
        /// As the vendor, whoever it was.
        Team = "team",
    }
}

view! {
    /// How the support desk is set up.
    pub struct DeskSettings {
        /// By what its people appear outside.
        pub staff_names: StaffNames,
    }
}

request! {
    /// Changes how the support desk is set up; fields left out stay.
    pub struct ChangeDeskSettings {
        /// By what its people appear outside.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub staff_names: Option<StaffNames>,
    }
}

impl Validate for ChangeDeskSettings {
    fn check(&self, found: &mut Violations) {
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

view! {
    /// Somebody who works at the support desk.
    pub struct DeskPerson {
        /// Who.
        pub person: Person,
        /// Whether cases of the engineers' tier may be theirs.
        pub engineer: bool,
    }
}

view! {
    /// A specialist team.
    pub struct TeamView {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// Nothing is handed to it any more; cases that are with it stay.
        pub retired: bool,
        /// Who is in it, as far as they work at the desk, by name.
        pub members: Vec<Person>,
    }
}

request! {
    /// A team to add.
    pub struct NewTeam {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
    }
}

impl Validate for NewTeam {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
    }
}

request! {
    /// What changes about a team; fields left out stay.
    pub struct ChangeTeam {
        /// What people call it, in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_en: Option<String>,
        /// What people call it, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name_fr: Option<String>,
        /// Whether it is retired.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub retired: Option<bool>,
    }
}

impl Validate for ChangeTeam {
    fn check(&self, found: &mut Violations) {
        if let Some(name) = &self.name_en {
            found.line("/name_en", name, 80);
        }
        if let Some(name) = &self.name_fr {
            found.line("/name_fr", name, 80);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

request! {
    /// Somebody of the desk to take into a team.
    pub struct NewTeamMember {
        /// The account's address.
        pub account: String,
    }
}

impl Validate for NewTeamMember {
    fn check(&self, found: &mut Violations) {
        found.email("/account", &self.account);
    }
}
