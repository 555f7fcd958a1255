//! Everybody who can see a case, put together by why.

use crate::i18n::Text;
use shared::api::DomainRef;
use shared::api::access::CaseAccess;
use shared::words::Relation;

/// People who see a case for the same reason.
#[derive(Debug, PartialEq)]
pub(super) struct Group<'a> {
    pub(super) relation: Relation,
    /// Through which domain; nothing for another partner, and where people of several are meant.
    pub(super) domain: Option<&'a DomainRef>,
    pub(super) lines: Vec<&'a CaseAccess>,
}

/// The reasons in the order of how close they are to the case, each with its people.
pub(super) fn groups(lines: &[CaseAccess]) -> Vec<Group<'_>> {
    const ORDER: [Relation; 4] = [
        Relation::Account,
        Relation::Manager,
        Relation::Shared,
        Relation::Support,
    ];
    let mut groups = Vec::<Group<'_>>::new();
    for relation in ORDER {
        for line in lines.iter().filter(|line| line.relation == relation) {
            let domain = line.domain().filter(|_| relation != Relation::Shared);
            match groups
                .iter_mut()
                .find(|group| group.relation == relation && group.domain == domain)
            {
                Some(group) => group.lines.push(line),
                None => groups.push(Group {
                    relation,
                    domain,
                    lines: vec![line],
                }),
            }
        }
    }
    groups
}

impl Group<'_> {
    /// Who they are.
    pub(super) fn title(&self, text: Text) -> String {
        match (self.relation, self.domain) {
            (Relation::Shared, _) => text.visible_shared().to_owned(),
            (_, Some(domain)) => domain.title.clone(),
            (Relation::Support, None) => text.visible_desk().to_owned(),
            _ => text.visible_partner().to_owned(),
        }
    }

    /// Each person once, with every line about it: one may see the case through several roles.
    pub(super) fn people(&self) -> Vec<Vec<&CaseAccess>> {
        let mut people = Vec::<Vec<&CaseAccess>>::new();
        for line in &self.lines {
            let known = people
                .iter_mut()
                .find(|known| line.person.email.is_some() && known[0].person == line.person);
            match known {
                Some(known) => known.push(line),
                None => people.push(vec![line]),
            }
        }
        people
    }

    /// Why they see the case, in one sentence.
    pub(super) fn reason(&self, client: &str, text: Text) -> String {
        match (self.relation, self.domain) {
            (Relation::Manager, Some(domain)) => text.because_manager(&domain.title, client),
            (Relation::Manager, None) => text.because_partner(client),
            (Relation::Shared, _) => text.because_shared().to_owned(),
            (Relation::Support, _) => text.because_support().to_owned(),
            (Relation::Account | Relation::Own, _) => text.because_account(client),
        }
    }
}

/// Who a line means.
pub(super) fn who(line: &CaseAccess, text: Text) -> String {
    let person = &line.person;
    match (person.name.as_ref().or(person.email.as_ref()), &person.domain) {
        (Some(name), _) => name.clone(),
        (None, Some(_)) if line.relation == Relation::Support => text.visible_desk().to_owned(),
        (None, Some(domain)) => text.visible_everybody(&domain.title),
        (None, None) => text.visible_partner().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::Person;
    use shared::words::{DomainKind, Language};

    fn line(relation: Relation, domain: Option<&str>, name: Option<&str>) -> CaseAccess {
        CaseAccess {
            relation,
            person: Person {
                name: name.map(str::to_owned),
                email: None,
                domain: domain.map(|name| DomainRef {
                    name: name.into(),
                    title: name.to_uppercase(),
                    kind: DomainKind::Reseller,
                }),
            },
            role: None,
            resource: None,
            group: None,
            level: None,
            shared_by: None,
            since: Timestamp::from_micros(1),
            until: None,
        }
    }

    #[test]
    fn each_reason_has_its_people() {
        let lines = [
            line(Relation::Support, Some("vendor"), None),
            line(Relation::Manager, Some("a"), Some("Ann")),
            line(Relation::Manager, None, None),
            line(Relation::Shared, Some("a"), Some("Al")),
            line(Relation::Shared, Some("c"), Some("Cy")),
            line(Relation::Account, Some("c"), Some("Cy")),
            line(Relation::Manager, Some("a"), Some("Abe")),
        ];
        let text = Text(Language::En);
        let found = groups(&lines)
            .iter()
            .map(|group| (group.title(text), group.lines.len()))
            .collect::<Vec<_>>();
        let expected = [
            ("C", 1),
            ("A", 2),
            ("Another partner", 1),
            ("People it is shared with", 2),
            ("VENDOR", 1),
        ];
        assert_eq!(found, expected.map(|(title, people)| (title.to_owned(), people)));
        assert_eq!(who(&lines[0], text), "The support desk");
        assert_eq!(who(&lines[2], text), "Another partner");
    }

    #[test]
    fn somebody_with_two_roles_is_one_person() {
        let one = |email: Option<&str>| {
            let mut line = line(Relation::Account, Some("c"), email);
            line.person.email = email.map(str::to_owned);
            line
        };
        let lines = [
            one(Some("a")),
            one(None),
            one(Some("b")),
            one(Some("a")),
            one(None),
        ];
        let groups = groups(&lines);
        let counts = groups[0].people().iter().map(Vec::len).collect::<Vec<_>>();
        // Who is not named is not counted as one either.
        assert_eq!(counts, [2, 1, 1, 1]);
    }

    #[test]
    fn the_reason_names_who_may_be_named() {
        let lines = [
            line(Relation::Manager, Some("aurora"), Some("Ann")),
            line(Relation::Manager, None, None),
        ];
        let text = Text(Language::En);
        let reasons = groups(&lines)
            .iter()
            .map(|group| group.reason("Delta", text))
            .collect::<Vec<_>>();
        assert!(reasons[0].starts_with("Because AURORA managed Delta when the case was filed"));
        assert!(reasons[1].starts_with("Because another partner managed Delta"));
    }
}
