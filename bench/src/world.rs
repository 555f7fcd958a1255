//! The data that are measured: 10,000 clients of 1,000 resellers, with transfers and shares. The
//! same every time, but for the instant it is made at.

use comptoir::db::Arg;
use shared::Timestamp;
use uuid::Uuid;

/// Reseller domains.
pub(crate) const RESELLERS: u64 = 1_000;
/// Client domains.
pub(crate) const CLIENTS: u64 = 10_000;
/// The reseller of the first 2,000 clients.
pub(crate) const BIG: u64 = 0;
/// The reseller that lost all but one of the next 2,000.
pub(crate) const LOST: u64 = 1;
/// The reseller of ten clients.
pub(crate) const SMALL: u64 = 2;
/// The client, of [`BIG`], that has a hundredth of all cases and at least a tenth of few.
pub(crate) const HEAVY: u64 = 7;
/// The only client that [`LOST`] still has.
pub(crate) const KEPT: u64 = 3_456;
/// Nodes of the heavy client's tree: the root, folders, projects.
pub(crate) const FOLDERS: u64 = 10;
const PROJECTS: u64 = 200;
/// Cases of the heavy client's smallest project, none of them recent.
const SMALLEST: u64 = 20;
/// A word that a tenth of all cases have.
pub(crate) const FREQUENT: &str = "printer";
/// A word that one case of 200 has.
pub(crate) const MIDDLING: &str = "gearbox";
/// A word that one case of 2,000 has.
pub(crate) const RARE: &str = "zebracorn";

const DAY: i64 = 86_400 * 1_000_000;

/// A generator of numbers (splitmix64): the same sequence every time.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// How an old case stands: nearly always closed.
    fn closed_or_solved(&mut self) -> &'static str {
        if self.chance(970) {
            "closed"
        } else {
            "solution_provided"
        }
    }

    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Yes in so many cases of a thousand.
    pub(crate) const fn chance(&mut self, of_a_thousand: u64) -> bool {
        self.below(1_000) < of_a_thousand
    }
}

/// What an id is of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Of {
    Vendor = 1,
    Reseller,
    Client,
    VendorAccount,
    ResellerAccount,
    ClientAccount,
    SpecialAccount,
    Resource,
    Product,
    Category,
    Assignment,
    Tenure,
    Delegation,
    Case,
    Share,
    Session,
}

/// The id of the `n`-th of its kind, in the form of a version 7 of that instant.
pub(crate) fn id_at(of: Of, n: u64, at: Timestamp) -> Uuid {
    let millis = u128::try_from(at.micros() / 1_000).unwrap_or_default();
    Uuid::from_u128((millis << 80) | (0x7 << 76) | (0x8 << 60) | ((of as u128) << 48) | u128::from(n))
}

/// The id of the `n`-th of its kind.
pub(crate) fn id(of: Of, n: u64) -> Uuid {
    id_at(of, n, Timestamp::from_micros(1_700_000_000_000_000))
}

pub(crate) fn reseller_name(n: u64) -> String {
    format!("reseller-{n}.example")
}

pub(crate) fn client_name(n: u64) -> String {
    format!("client-{n}.example")
}

/// A tenure, and the delegation that goes with it.
#[derive(Debug, Clone)]
pub(crate) struct Tenure {
    pub(crate) id: Uuid,
    pub(crate) reseller: u64,
    pub(crate) partner: bool,
    pub(crate) from: i64,
    pub(crate) to: Option<i64>,
    /// Nothing: the client never let the reseller in.
    pub(crate) delegation: Option<Delegation>,
}

/// A client's consent.
#[derive(Debug, Clone)]
pub(crate) struct Delegation {
    pub(crate) expires_at: Option<i64>,
    pub(crate) revoked_at: Option<i64>,
    /// Whether the timer was there: the stamps of what has ended are cleared.
    pub(crate) cleared: bool,
}

impl Tenure {
    const fn covers(&self, at: i64) -> bool {
        self.from <= at
            && match self.to {
                None => true,
                Some(to) => at < to,
            }
    }

    /// Whether cases filed under it carry `managed_by`.
    fn stamps(&self) -> bool {
        self.delegation
            .as_ref()
            .is_some_and(|delegation| !delegation.cleared)
    }
}

/// Who manages whom, and how many cases there are.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) cases: u64,
    pub(crate) now: i64,
    /// Per client, oldest first.
    pub(crate) tenures: Vec<Vec<Tenure>>,
    words: Vec<String>,
}

/// A case as it is filed.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) row: Vec<Arg>,
    pub(crate) words: Vec<String>,
}

impl World {
    pub(crate) fn new(cases: u64, now: Timestamp) -> Self {
        let now = now.micros();
        let mut dice = Dice::new(1);
        let tenures = (0..CLIENTS)
            .map(|client| tenures(client, now, &mut dice))
            .collect();
        Self {
            cases,
            now,
            tenures,
            words: vocabulary(),
        }
    }

    /// Cases of the heavy client.
    pub(crate) fn heavy_cases(&self) -> u64 {
        (self.cases / 10).min(10_000)
    }

    /// When the n-th case was filed: over two years, the last an hour ago.
    fn filed_at(&self, n: u64) -> i64 {
        let step = (720 * DAY) / i64::try_from(self.cases).unwrap_or(i64::MAX);
        self.now - 3_600_000_000 - step * i64::try_from(self.cases - n).unwrap_or_default()
    }

    pub(crate) fn case_id(&self, n: u64) -> Uuid {
        id_at(Of::Case, n, Timestamp::from_micros(self.filed_at(n)))
    }

    /// Whose the n-th case is.
    pub(crate) fn client_of(&self, n: u64) -> u64 {
        let every = self.cases / self.heavy_cases();
        if n.is_multiple_of(every) {
            return HEAVY;
        }
        if n % 1_000 == 501 {
            return KEPT;
        }
        // Every client has its share, in no order.
        match n * 7_919 % CLIENTS {
            HEAVY => HEAVY + 1,
            client => client,
        }
    }

    pub(crate) fn updated_at(&self, n: u64) -> i64 {
        let mut dice = Dice::new(n ^ 0x0d);
        let filed = self.filed_at(n);
        // Most cases are done with within days, some after a month.
        let days = i64::try_from(dice.below(30) * dice.below(1_000)).unwrap_or_default() * DAY / 1_000;
        let after = if dice.chance(700) { days / 10 } else { days };
        (filed + after + i64::try_from(dice.below(1_000_000)).unwrap_or_default()).min(self.now - 1)
    }

    /// The n-th case, in the order of [`CASE_COLUMNS`].
    pub(crate) fn case(&self, n: u64) -> Case {
        let mut dice = Dice::new(n ^ 0xca5e);
        let (client, filed, updated) = (self.client_of(n), self.filed_at(n), self.updated_at(n));
        let under = |partner: bool| {
            let mut held = self.tenures[index(client)].iter();
            held.find(|tenure| tenure.partner == partner && tenure.covers(filed))
        };
        let (resale, partner) = (under(false), under(true));
        let (filed_by, filed_in) = match resale {
            Some(tenure) if dice.chance(400) => (
                id(Of::ResellerAccount, tenure.reseller),
                id(Of::Reseller, tenure.reseller),
            ),
            _ => (id(Of::ClientAccount, client), id(Of::Client, client)),
        };
        let age = (self.now - updated) / DAY;
        let state = match dice.below(1_000) {
            odd if age > 45 || odd < 500 => dice.closed_or_solved(),
            500..=599 => "new",
            600..=799 => "in_progress",
            800..=899 => "action_required",
            _ => "solution_provided",
        };
        let severity = match dice.below(100) {
            0..=1 => "P1",
            2..=9 => "P2",
            10..=39 => "P3",
            _ => "P4",
        };
        let mut words = (0..24)
            .map(|_| self.words[index(dice.below(60) * dice.below(50))].clone())
            .collect::<Vec<_>>();
        for (word, of_ten_thousand) in [(FREQUENT, 1_000), (MIDDLING, 50), (RARE, 5)] {
            if dice.below(10_000) < of_ten_thousand {
                words.push(word.to_owned());
            }
        }
        // Three are everywhere, one is rare.
        let product = dice.below(3);
        let product = if n % 10_000 == 7 { 3 } else { product };
        let stamp = |tenure: Option<&Tenure>| {
            let reseller = tenure.map(|tenure| id(Of::Reseller, tenure.reseller));
            [
                tenure.map(|tenure| tenure.id).into(),
                reseller.into(),
                reseller.filter(|_| tenure.is_some_and(Tenure::stamps)).into(),
            ]
        };
        let mut row: Vec<Arg> = vec![
            self.case_id(n).into(),
            format!("B{n}-{:03}", dice.below(1_000)).into(),
            id(Of::Client, client).into(),
            self.node_of(n, client, &mut dice).into(),
            filed_by.into(),
            filed_in.into(),
            filed.into(),
            words[words.len() - 5..].join(" ").into(),
            words.join(" ").into(),
            id(Of::Product, product).into(),
            id(Of::Category, product * 3 + dice.below(3)).into(),
            severity.into(),
            state.into(),
            updated.into(),
            updated.into(),
            (state == "closed").then_some(updated).into(),
        ];
        row.extend(stamp(resale));
        row.extend(stamp(partner));
        words.sort();
        words.dedup();
        Case { row, words }
    }

    /// The node a case is about: of the heavy client always one, its smallest project first.
    fn node_of(&self, n: u64, client: u64, dice: &mut Dice) -> Option<Uuid> {
        if client != HEAVY {
            return dice.chance(500).then(|| id(Of::Resource, client * 1_000 + 1));
        }
        let (position, all) = (n / (self.cases / self.heavy_cases()), self.heavy_cases());
        // Spread over the older half.
        let every = (all / 2 / SMALLEST).max(1);
        let project = if position < all / 2 && position % every == 0 {
            0
        } else {
            1 + dice.below(PROJECTS - 1)
        };
        Some(project_of_heavy(project))
    }
}

/// The columns of a case, on both engines.
pub(crate) const CASE_COLUMNS: &str = "id, number, domain_id, resource_id, filed_by, filed_in, filed_at, title, \
    description, product_id, category_id, severity, state, updated_at, worked_at, closed_at, \
    resale_tenure_id, resale_domain_id, resale_managed_by, partner_tenure_id, partner_domain_id, partner_managed_by";

/// A project of the heavy client; the first is its smallest.
pub(crate) fn project_of_heavy(n: u64) -> Uuid {
    id(Of::Resource, HEAVY * 1_000 + 1 + FOLDERS + n)
}

/// Every node of a client with the one above it: `(id, parent, path, kind)`, parents first.
pub(crate) fn nodes(client: u64) -> Vec<(Uuid, Option<Uuid>, String, &'static str)> {
    let node = |n: u64| id(Of::Resource, client * 1_000 + n);
    let mut found = vec![(node(0), None, "all".to_owned(), "organization")];
    if client != HEAVY {
        found.push((node(1), Some(node(0)), "all/main".to_owned(), "project"));
        return found;
    }
    found.extend((0..FOLDERS).map(|n| (node(1 + n), Some(node(0)), format!("all/f{n}"), "folder")));
    found.extend((0..PROJECTS).map(|n| {
        let folder = n % FOLDERS;
        let path = format!("all/f{folder}/p{n}");
        (project_of_heavy(n), Some(node(1 + folder)), path, "project")
    }));
    found
}

/// The reseller that a client has now.
fn manager_of(client: u64) -> u64 {
    match client {
        0..2_000 => BIG,
        2_000..4_000 => LOST,
        4_000..4_010 => SMALL,
        client => 3 + client % (RESELLERS - 3),
    }
}

fn tenures(client: u64, now: i64, dice: &mut Dice) -> Vec<Tenure> {
    let mut found = Vec::new();
    let mut add = |reseller, partner, from, to, delegation| {
        found.push(Tenure {
            id: id(Of::Tenure, client * 10 + found.len() as u64),
            reseller,
            partner,
            from,
            to,
            delegation,
        });
    };
    let mut from = now - 800 * DAY;
    if dice.chance(150) {
        // Transferred: some resellers before, with gaps between some of them.
        for _ in 0..=dice.below(4) {
            let to = from + (60 + i64::try_from(dice.below(120)).unwrap_or_default()) * DAY;
            let ended = Delegation {
                expires_at: Some(to),
                revoked_at: None,
                cleared: true,
            };
            add(3 + dice.below(RESELLERS - 3), false, from, Some(to), Some(ended));
            from = if dice.chance(200) { to + 10 * DAY } else { to };
        }
    }
    let manager = manager_of(client);
    let lost = manager == LOST && client != KEPT;
    let never = manager > SMALL && dice.chance(50);
    let delegation = (!never).then(|| Delegation {
        expires_at: None,
        revoked_at: lost.then_some(now - 60_000_000),
        cleared: false,
    });
    add(manager, false, from, None, delegation);
    if dice.chance(50) {
        let partner = Delegation {
            expires_at: None,
            revoked_at: None,
            cleared: false,
        };
        add(
            3 + dice.below(RESELLERS - 3),
            true,
            now - 400 * DAY,
            None,
            Some(partner),
        );
    }
    found
}

fn vocabulary() -> Vec<String> {
    const SYLLABLES: [&str; 15] = [
        "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu",
    ];
    let syllable = |n: usize| SYLLABLES[n % SYLLABLES.len()];
    (0..3_000)
        .map(|n| {
            format!(
                "{}{}{}{}",
                syllable(n),
                syllable(n / 15),
                syllable(n / 225),
                syllable(n * 7 + 3)
            )
        })
        .collect()
}

/// As an index.
pub(crate) fn index(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
