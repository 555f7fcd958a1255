//! What happens in a world. Chosen without looking at what came of it, so that events can be left
//! out when a failure is made small; most are done by who may, some by who may not.

use crate::chance::Chance;
use crate::start::{self, Size};
use crate::world::{By, Deed, Event, Seed, Wait, World};
use shared::case::Move;
use shared::words::{DomainKind, Privilege, ResourceKind, Severity, ShareLevel, TenureKind};
use tests::reference::Facts;

/// The world of a seed.
pub(crate) fn world(seed: Seed) -> World {
    let mut chance = Chance::new(seed.number.wrapping_mul(2) + u64::from(seed.large));
    let size = if seed.large {
        Size::large(&mut chance)
    } else {
        Size::small(&mut chance)
    };
    let start = start::start(&mut chance, size);
    let mut plot = Plot {
        labels: start.cases.len(),
        chance,
        facts: &start,
        most: size.cases,
        said: 0,
        set_for_later: false,
        filed_for: None,
    };
    let looks = if seed.large { 4 } else { 2 };
    let events = (0..size.events)
        .map(|_| plot.event(size.events / looks))
        .collect();
    World { seed, start, events }
}

struct Plot<'a> {
    chance: Chance,
    facts: &'a Facts,
    labels: usize,
    most: usize,
    said: usize,
    /// A transfer lies ahead that could be cancelled.
    set_for_later: bool,
    /// For whom a case was filed just before.
    filed_for: Option<String>,
}

const HOUR: i64 = 3_600;

/// How often what happens, in parts of the sum.
const OFTEN: &[(usize, What)] = &[
    (12, What::File),
    (8, What::Comment),
    (4, What::Move),
    (3, What::Change),
    (8, What::Transfer),
    (1, What::Cancel),
    (9, What::Grant),
    (5, What::Revoke),
    (2, What::Timers),
    (9, What::Share),
    (3, What::EndShare),
    (3, What::Outside),
    (3, What::ShareOpen),
    (3, What::Join),
    (3, What::Leave),
    (1, What::EndGroup),
    (5, What::GiveRole),
    (4, What::TakeRole),
    (2, What::AddRole),
    (4, What::ChangeRole),
    (1, What::RemoveRole),
    (5, What::MoveNode),
    (5, What::Correct),
];

#[derive(Debug, Clone, Copy)]
enum What {
    File,
    Comment,
    Move,
    Change,
    Transfer,
    Cancel,
    Grant,
    Revoke,
    Timers,
    Share,
    EndShare,
    Outside,
    ShareOpen,
    Join,
    Leave,
    EndGroup,
    GiveRole,
    TakeRole,
    AddRole,
    ChangeRole,
    RemoveRole,
    MoveNode,
    Correct,
}

impl Plot<'_> {
    fn event(&mut self, look_every: usize) -> Event {
        let wait = if self.chance.percent(25) {
            Wait::Next(self.chance.within(-1, 1))
        } else if self.chance.percent(30) {
            Wait::Micros(self.chance.within(1, 3))
        } else {
            Wait::Micros(self.chance.within(1, 60) * HOUR * 1_000_000)
        };
        let filed_for = self.filed_for.take().filter(|_| self.chance.percent(15));
        let at_once = filed_for.is_some();
        let (by, deed) = match filed_for {
            Some(client) => self.transfer_of(client, false),
            None => self.deed(),
        };
        let of_cases = matches!(
            deed,
            Deed::File { .. }
                | Deed::Comment { .. }
                | Deed::Move { .. }
                | Deed::Change { .. }
                | Deed::Share { .. }
                | Deed::EndShare { .. }
                | Deed::ShareOpen { .. }
        );
        let by = if of_cases && self.chance.percent(65) {
            By::Able(self.chance.below(60))
        } else {
            By::Named(by)
        };
        Event {
            wait: if at_once { Wait::Micros(0) } else { wait },
            by,
            deed,
            look: self.chance.below(look_every.max(1)) == 0,
        }
    }

    fn deed(&mut self) -> (String, Deed) {
        let sum = OFTEN.iter().map(|(parts, _)| parts).sum();
        let mut at = self.chance.below(sum);
        let mut chosen = What::Timers;
        for (parts, what) in OFTEN {
            if at < *parts {
                chosen = *what;
                break;
            }
            at -= parts;
        }
        if self.set_for_later && self.chance.percent(25) {
            chosen = What::Cancel;
        }
        match chosen {
            What::File => self.file(),
            What::Comment => self.comment(),
            What::Move => self.moves(),
            What::Change => self.change(),
            What::Transfer => self.transfer(),
            What::Cancel => self.cancel(),
            What::Grant => self.grant(),
            What::Revoke => self.revoke(),
            What::Timers => (self.anybody(), Deed::Timers),
            What::Share => self.share(),
            What::EndShare => self.end_share(),
            What::Outside => self.outside(),
            What::ShareOpen => self.share_open(),
            What::Join => self.join(),
            What::Leave => self.leave(),
            What::EndGroup => self.end_group(),
            What::GiveRole => self.give_role(),
            What::TakeRole => self.take_role(),
            What::AddRole => self.add_role(),
            What::ChangeRole => self.change_role(),
            What::RemoveRole => self.remove_role(),
            What::MoveNode => self.move_node(),
            What::Correct => self.correct(),
        }
    }

    fn anybody(&mut self) -> String {
        self.chance.pick(&self.facts.accounts).email.clone()
    }

    /// The administrator of a domain, or now and then somebody else.
    fn admin(&mut self, domain: &str) -> String {
        if self.chance.percent(12) {
            return self.anybody();
        }
        let people = self.facts.accounts.iter();
        let people = people
            .filter(|account| account.domain == domain)
            .collect::<Vec<_>>();
        let first = people.first().copied().expect("every domain has people");
        // Another of them may administer too, or some things only.
        let admin = if self.chance.percent(15) {
            *self.chance.pick(&people)
        } else {
            first
        };
        admin.email.clone()
    }

    fn domain(&mut self, kind: DomainKind) -> String {
        let domains = self.facts.domains.iter().filter(|domain| domain.kind == kind);
        let names = domains.map(|domain| domain.name.clone()).collect::<Vec<_>>();
        self.chance.pick(&names).clone()
    }

    fn vendor(&mut self) -> String {
        self.domain(DomainKind::Vendor)
    }

    fn client(&mut self) -> String {
        self.domain(DomainKind::Client)
    }

    fn reseller(&mut self) -> String {
        self.domain(DomainKind::Reseller)
    }

    fn case(&mut self) -> usize {
        self.chance.below(self.labels.max(1))
    }

    fn kind(&mut self) -> TenureKind {
        if self.chance.percent(70) {
            TenureKind::Resale
        } else {
            TenureKind::SupportPartner
        }
    }

    fn words(&mut self) -> String {
        self.said += 1;
        let own = format!("then{}", self.said);
        start::body(&mut self.chance, &own)
    }

    fn file(&mut self) -> (String, Deed) {
        if self.labels >= self.most {
            return self.comment();
        }
        let by = self.anybody();
        let home = self.facts.home(&by).expect("people live somewhere").to_owned();
        let own = match self.facts.kind(&home) {
            DomainKind::Vendor => false,
            DomainKind::Reseller => self.chance.percent(20),
            DomainKind::Client => self.chance.percent(90),
        };
        let domain = match (own, self.chance.percent(10)) {
            (true, _) => home,
            (false, true) => self.reseller(),
            (false, false) => self.client(),
        };
        let nodes = self.facts.nodes.iter().filter(|node| node.domain == domain);
        let nodes = nodes.map(|node| node.path.clone()).collect::<Vec<_>>();
        let resource = if self.chance.percent(60) {
            self.chance.one(&nodes).cloned()
        } else {
            None
        };
        let label = self.labels;
        self.labels += 1;
        let client = self.facts.kind(&domain) == DomainKind::Client;
        self.filed_for = client.then(|| domain.clone());
        let deed = Deed::File {
            label,
            client: (!own).then_some(domain),
            resource,
            severity: *self.chance.pick(Severity::ALL),
        };
        (by, deed)
    }

    fn comment(&mut self) -> (String, Deed) {
        let by = self.anybody();
        let desk = self
            .facts
            .home(&by)
            .is_some_and(|home| self.facts.kind(home) == DomainKind::Vendor);
        let internal = self.chance.percent(if desk { 40 } else { 5 });
        let (case, body) = (self.case(), self.words());
        (by, Deed::Comment { case, body, internal })
    }

    fn moves(&mut self) -> (String, Deed) {
        let steps = Move::ALL.iter().copied().filter(|step| *step != Move::Reply);
        let step = *self.chance.pick(&steps.collect::<Vec<_>>());
        let (case, body) = (self.case(), self.words());
        (self.anybody(), Deed::Move { case, step, body })
    }

    fn change(&mut self) -> (String, Deed) {
        let case = self.case();
        self.said += 1;
        let own = format!("called{}", self.said);
        let title = start::title(&mut self.chance, &own);
        let title = self.chance.percent(50).then_some(title);
        let severity = *self.chance.pick(Severity::ALL);
        let deed = Deed::Change {
            case,
            severity: title.is_none().then_some(severity),
            title,
        };
        (self.anybody(), deed)
    }

    fn transfer(&mut self) -> (String, Deed) {
        let client = self.client();
        let later = self.chance.percent(45);
        self.transfer_of(client, later)
    }

    fn transfer_of(&mut self, client: String, later: bool) -> (String, Deed) {
        let vendor = self.vendor();
        self.set_for_later |= later;
        let deed = Deed::Transfer {
            client,
            reseller: if self.chance.percent(85) {
                Some(self.reseller())
            } else {
                None
            },
            kind: self.kind(),
            after: if later {
                Some(HOUR * self.chance.within(1, 500))
            } else {
                None
            },
        };
        (self.admin(&vendor), deed)
    }

    fn cancel(&mut self) -> (String, Deed) {
        let vendor = self.vendor();
        let which = self.chance.below(60);
        self.set_for_later = false;
        (self.admin(&vendor), Deed::CancelTransfer { which })
    }

    fn grant(&mut self) -> (String, Deed) {
        let client = self.client();
        let by = self.admin(&client);
        let deed = Deed::Grant {
            reseller: self.reseller(),
            scopes: start::scopes(&mut self.chance),
            lasts: if self.chance.percent(50) {
                Some(HOUR * self.chance.within(1, 100))
            } else {
                None
            },
        };
        (by, deed)
    }

    fn revoke(&mut self) -> (String, Deed) {
        let client = self.client();
        let by = self.admin(&client);
        let reseller = self.reseller();
        (by, Deed::Revoke { reseller })
    }

    /// An address to share with, or the one that a case was shared with in the beginning.
    fn address(&mut self) -> String {
        self.chance.pick(&start::addresses(self.facts)).clone()
    }

    fn share(&mut self) -> (String, Deed) {
        let deed = Deed::Share {
            case: self.case(),
            email: self.address(),
            level: *self.chance.pick(ShareLevel::ALL),
            lasts: if self.chance.percent(40) {
                Some(HOUR * self.chance.within(1, 100))
            } else {
                None
            },
        };
        (self.anybody(), deed)
    }

    fn end_share(&mut self) -> (String, Deed) {
        let deed = match self.chance.one(&self.facts.shares) {
            Some(share) => {
                let cases = self.facts.cases.iter();
                let case = cases.clone().position(|case| case.number == share.case);
                Deed::EndShare {
                    case: case.unwrap_or_default(),
                    email: share.email.clone(),
                }
            }
            None => Deed::EndShare {
                case: self.case(),
                email: self.address(),
            },
        };
        (self.anybody(), deed)
    }

    fn outside(&mut self) -> (String, Deed) {
        let client = self.client();
        let outside = self.chance.percent(65);
        (self.admin(&client), Deed::Outside { outside })
    }

    fn share_open(&mut self) -> (String, Deed) {
        let deed = Deed::ShareOpen {
            reseller: self.reseller(),
            lasts: HOUR * self.chance.within(1, 100),
        };
        (self.anybody(), deed)
    }

    /// A group, its administrator, and somebody who could be in it.
    fn group(&mut self) -> Option<(String, String, String)> {
        let group = self.chance.one(&self.facts.groups)?.clone();
        let people = self.facts.accounts.iter();
        let people = people.filter(|account| account.domain == group.domain);
        let people = people.map(|account| account.email.clone()).collect::<Vec<_>>();
        let account = if self.chance.percent(90) {
            self.chance.pick(&people).clone()
        } else {
            self.anybody()
        };
        Some((self.admin(&group.domain), group.email, account))
    }

    fn join(&mut self) -> (String, Deed) {
        match self.group() {
            Some((by, group, account)) => (by, Deed::Join { group, account }),
            None => self.give_role(),
        }
    }

    fn leave(&mut self) -> (String, Deed) {
        match self.group() {
            Some((by, group, account)) => (by, Deed::Leave { group, account }),
            None => self.take_role(),
        }
    }

    fn end_group(&mut self) -> (String, Deed) {
        match self.group() {
            Some((by, group, _)) => (by, Deed::EndGroup { group }),
            None => self.change_role(),
        }
    }

    /// Somebody or a group, and the domain.
    fn principal(&mut self) -> (String, String) {
        let accounts = self.facts.accounts.iter();
        let accounts = accounts.map(|account| (account.email.clone(), account.domain.clone()));
        let groups = self.facts.groups.iter();
        let groups = groups.map(|group| (group.email.clone(), group.domain.clone()));
        let all = accounts.chain(groups).collect::<Vec<_>>();
        self.chance.pick(&all).clone()
    }

    fn role(&mut self, domain: &str) -> String {
        let kind = self.facts.kind(domain);
        if kind == DomainKind::Reseller && self.chance.percent(60) {
            return (*self.chance.pick(&CUSTOM)).to_owned();
        }
        (*self.chance.pick(start::product_roles(kind))).to_owned()
    }

    fn give_role(&mut self) -> (String, Deed) {
        let (principal, domain) = self.principal();
        let role = self.role(&domain);
        let resource = start::node_for(&mut self.chance, self.facts, &domain, &role);
        let deed = Deed::GiveRole {
            principal,
            role,
            resource,
        };
        (self.admin(&domain), deed)
    }

    fn take_role(&mut self) -> (String, Deed) {
        let held = self.chance.pick(&self.facts.assignments).clone();
        let deed = Deed::TakeRole {
            principal: held.principal,
            role: held.role,
        };
        (self.admin(&held.domain), deed)
    }

    fn privileges(&mut self) -> Vec<Privilege> {
        let mut some = self.chance.some(Privilege::OF_RESELLERS);
        if some.is_empty() {
            some.push(Privilege::ClientsCasesManage);
        }
        some
    }

    fn add_role(&mut self) -> (String, Deed) {
        let reseller = self.reseller();
        let deed = Deed::AddRole {
            name: (*self.chance.pick(&CUSTOM)).to_owned(),
            privileges: self.privileges(),
            organization: self.chance.percent(40),
        };
        (self.admin(&reseller), deed)
    }

    fn change_role(&mut self) -> (String, Deed) {
        let reseller = self.reseller();
        let deed = Deed::ChangeRole {
            name: (*self.chance.pick(&CUSTOM)).to_owned(),
            privileges: self.privileges(),
        };
        (self.admin(&reseller), deed)
    }

    fn remove_role(&mut self) -> (String, Deed) {
        let reseller = self.reseller();
        let name = (*self.chance.pick(&CUSTOM)).to_owned();
        (self.admin(&reseller), Deed::RemoveRole { name })
    }

    fn move_node(&mut self) -> (String, Deed) {
        let node = self.chance.pick(&self.facts.nodes).clone();
        let own = self
            .facts
            .nodes
            .iter()
            .filter(|other| other.domain == node.domain);
        let own = own.map(|node| node.path.clone()).collect::<Vec<_>>();
        let to_another = self.chance.percent(60) && node.kind != ResourceKind::Organization;
        let name = (*self.chance.pick(&["shop", "lab", "web", "yard"])).to_owned();
        let deed = Deed::MoveNode {
            path: node.path,
            parent: to_another.then(|| self.chance.pick(&own).clone()),
            name: (!to_another || self.chance.percent(30)).then_some(name),
        };
        (self.admin(&node.domain), deed)
    }

    fn correct(&mut self) -> (String, Deed) {
        let vendor = self.vendor();
        let mut hours = |times| {
            let later = 24 * HOUR * self.chance.within(-8, 8);
            self.chance.percent(times).then_some(later)
        };
        let (from, to) = (hours(35), hours(35));
        let deed = Deed::Correct {
            client: self.client(),
            tenure: self.chance.below(8),
            reseller: if self.chance.percent(60) {
                Some(self.reseller())
            } else {
                None
            },
            from,
            to,
            open: self.chance.percent(10),
        };
        (self.admin(&vendor), deed)
    }
}

/// Names of custom roles.
const CUSTOM: [&str; 3] = ["triage", "watch", "night"];
