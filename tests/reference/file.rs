//! Facts from an import file, and facts as one.

use super::facts::{
    Account, Assignment, Case, Comment, Delegation, Domain, Facts, Group, Membership, Node, Organization,
    Role, Share, Tenure,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    Organization(Organization),
    Domain(Domain),
    Account(Account),
    Group(Group),
    Membership(Membership),
    Role(Role),
    Resource(Node),
    Assignment(Assignment),
    Tenure(Tenure),
    Delegation(Delegation),
    Case(Case),
    Comment(Comment),
    Share(Share),
    #[serde(other)]
    Other,
}

impl Facts {
    /// Reads a file in the import format.
    ///
    /// # Panics
    /// When a line is not in it.
    #[must_use]
    pub fn read(file: &str) -> Self {
        let mut facts = Self::default();
        for line in file.lines().filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str(line).expect("a line of the import format") {
                Line::Organization(item) => facts.organizations.push(item),
                Line::Domain(item) => facts.domains.push(item),
                Line::Account(item) => facts.accounts.push(item),
                Line::Group(item) => facts.groups.push(item),
                Line::Membership(item) => facts.memberships.push(item),
                Line::Role(item) => facts.roles.push(item),
                Line::Resource(item) => facts.nodes.push(item),
                Line::Assignment(item) => facts.assignments.push(item),
                Line::Tenure(item) => facts.tenures.push(item),
                Line::Delegation(item) => facts.delegations.push(item),
                Line::Case(item) => facts.cases.push(item),
                Line::Comment(item) => facts.comments.push(item),
                Line::Share(item) => facts.shares.push(item),
                Line::Other => {}
            }
        }
        facts.settle();
        facts
    }

    /// Completes what the import would: which role a name means, and when a case was last updated.
    pub fn settle(&mut self) {
        for position in 0..self.assignments.len() {
            let held = &self.assignments[position];
            if held.owner.is_none() {
                let owner = self.owner_of(&held.domain, &held.role);
                self.assignments[position].owner = Some(owner);
            }
        }
        for position in 0..self.cases.len() {
            let case = &self.cases[position];
            let said = self.comments.iter().filter(|comment| comment.case == case.number);
            let said = said.filter(|comment| comment.internal != Some(true));
            let latest = said.map(|comment| comment.at).chain(case.closed_at).max();
            let latest = latest.map_or(case.filed_at, |at| at.max(case.filed_at));
            self.cases[position].updated_at.get_or_insert(latest);
        }
    }

    /// The facts as a file that `comptoir import` takes.
    ///
    /// # Panics
    /// Never: every fact is a line.
    #[must_use]
    pub fn write(&self) -> String {
        let mut file = String::new();
        let mut add = |line: Line| {
            let mut line = serde_json::to_value(line).expect("a line");
            if let Value::Object(keys) = &mut line {
                keys.retain(|_, value| !value.is_null());
            }
            file.push_str(&line.to_string());
            file.push('\n');
        };
        self.organizations
            .iter()
            .cloned()
            .for_each(|item| add(Line::Organization(item)));
        self.domains
            .iter()
            .cloned()
            .for_each(|item| add(Line::Domain(item)));
        self.accounts
            .iter()
            .cloned()
            .for_each(|item| add(Line::Account(item)));
        self.groups
            .iter()
            .cloned()
            .for_each(|item| add(Line::Group(item)));
        self.memberships
            .iter()
            .cloned()
            .for_each(|item| add(Line::Membership(item)));
        self.roles.iter().cloned().for_each(|item| add(Line::Role(item)));
        self.nodes
            .iter()
            .cloned()
            .for_each(|item| add(Line::Resource(item)));
        self.assignments
            .iter()
            .cloned()
            .for_each(|item| add(Line::Assignment(item)));
        self.tenures
            .iter()
            .cloned()
            .for_each(|item| add(Line::Tenure(item)));
        self.delegations
            .iter()
            .cloned()
            .for_each(|item| add(Line::Delegation(item)));
        self.cases.iter().cloned().for_each(|item| add(Line::Case(item)));
        self.comments
            .iter()
            .cloned()
            .for_each(|item| add(Line::Comment(item)));
        self.shares
            .iter()
            .cloned()
            .for_each(|item| add(Line::Share(item)));
        file
    }
}
