//! Who looks, and at what.

use crate::load::{DESK, MANY_SHARES, ONE_FOLDER, ONE_PROJECT, SOME_SHARES, token};
use crate::world::{self, FREQUENT, MIDDLING, RARE, client_name, reseller_name};
use comptoir::authz::{Credentials, digest};
use shared::api::cases::CaseFilter;
use shared::api::lists::Since;
use shared::case::State;
use shared::words::Severity;

/// Somebody who looks at lists.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) credentials: Credentials,
    /// A client whose cases the subject sees.
    client: String,
}

impl Subject {
    fn new(name: &'static str, email: &str, client: u64) -> Self {
        let credentials = credentials(email);
        Self {
            name,
            credentials,
            client: client_name(client),
        }
    }

    /// What the subject asks for: nothing in particular, then every filter.
    pub(crate) fn filters(&self) -> [(&'static str, CaseFilter); 12] {
        let none = CaseFilter::default();
        let states = |state: &[State]| CaseFilter {
            state: state.to_vec(),
            ..none.clone()
        };
        let about = |product: &str| CaseFilter {
            product: Some(product.to_owned()),
            ..none.clone()
        };
        let found = |q: &str| CaseFilter {
            q: Some(q.to_owned()),
            ..none.clone()
        };
        [
            ("all", none.clone()),
            (
                "client",
                CaseFilter {
                    client: Some(self.client.clone()),
                    ..none.clone()
                },
            ),
            ("state", states(&[State::ActionRequired])),
            (
                "open states",
                states(&[State::New, State::InProgress, State::ActionRequired]),
            ),
            (
                "severity",
                CaseFilter {
                    severity: vec![Severity::P1],
                    ..none.clone()
                },
            ),
            (
                "state and severity",
                CaseFilter {
                    severity: vec![Severity::P1],
                    ..states(&[State::New])
                },
            ),
            ("product", about("product-1")),
            ("rare product", about("product-3")),
            (
                "last week",
                CaseFilter {
                    since: Some(Since::Days(7)),
                    ..none.clone()
                },
            ),
            ("rare word", found(RARE)),
            ("middling word", found(MIDDLING)),
            ("frequent word", found(FREQUENT)),
        ]
    }
}

/// The credentials of an account.
pub(crate) fn credentials(email: &str) -> Credentials {
    let domain = email.split('@').next_back().unwrap_or_default();
    Credentials {
        domain: domain.to_owned(),
        token_hashes: vec![digest(token(email).as_bytes())],
        once: None,
    }
}

/// The reseller that lost all but one of its clients.
pub(crate) fn lost(name: &'static str) -> Subject {
    Subject::new(
        name,
        &format!("agent@{}", reseller_name(world::LOST)),
        world::KEPT,
    )
}

/// Everybody but the reseller that lost its clients.
pub(crate) fn others() -> Vec<Subject> {
    let agent = |n: u64| format!("agent@{}", reseller_name(n));
    let user = |n: u64| format!("user@{}", client_name(n));
    vec![
        Subject::new("reseller, 10 clients", &agent(world::SMALL), 4_003),
        Subject::new("reseller, 2,000 clients", &agent(world::BIG), 42),
        Subject::new("client", &user(5_432), 5_432),
        Subject::new("client, 10,000 cases", &user(world::HEAVY), world::HEAVY),
        Subject::new("its smallest project", ONE_PROJECT, world::HEAVY),
        Subject::new("one of its folders", ONE_FOLDER, world::HEAVY),
        Subject::new("300 shares", SOME_SHARES, world::HEAVY),
        Subject::new("20,000 shares", MANY_SHARES, world::HEAVY),
        Subject::new("support desk", DESK, world::HEAVY),
    ]
}
