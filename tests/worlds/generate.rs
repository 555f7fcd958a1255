//! What happens in a world. Chosen without looking at what came of it, so that events can be left
//! out when a failure is made small; most are done by who may, some by who may not.

use crate::chance::Chance;
use crate::start::{self, Size};
use crate::world::{Deed, Event, Seed, Wait, World};
use shared::case::Move;
use shared::words::{DomainKind, Severity, TenureKind};
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
}

const HOUR: i64 = 3_600;

/// How often what happens, in parts of the sum.
const OFTEN: &[(usize, What)] = &[
    (12, What::File),
    (8, What::Comment),
    (4, What::Move),
    (3, What::Change),
    (8, What::Transfer),
    (3, What::Cancel),
    (9, What::Grant),
    (5, What::Revoke),
    (2, What::Timers),
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
        let (by, deed) = self.deed();
        Event {
            wait,
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
        match chosen {
            What::File => self.file(),
            What::Comment => self.comment(),
            What::Move => self.moves(),
            What::Change => self.change(),
            What::Transfer => self.transfer(),
            What::Cancel => self.cancel(),
            What::Grant => self.grant(),
            What::Revoke => self.revoke(),
            What::Timers => (String::new(), Deed::Timers),
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
        let mut people = self.facts.accounts.iter();
        let admin = people.find(|account| account.domain == domain);
        admin.expect("every domain has people").email.clone()
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
        let vendor = self.vendor();
        let deed = Deed::Transfer {
            client: self.client(),
            reseller: if self.chance.percent(85) {
                Some(self.reseller())
            } else {
                None
            },
            kind: self.kind(),
            after: if self.chance.percent(45) {
                Some(HOUR * self.chance.within(1, 80))
            } else {
                None
            },
        };
        (self.admin(&vendor), deed)
    }

    fn cancel(&mut self) -> (String, Deed) {
        let vendor = self.vendor();
        let deed = Deed::CancelTransfer {
            client: self.client(),
            kind: self.kind(),
        };
        (self.admin(&vendor), deed)
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
}
