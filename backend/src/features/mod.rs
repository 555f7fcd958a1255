//! One folder per feature, the same file names in each: `http` takes requests apart, `service`
//! tells the story, `rules` decide without I/O, `store` reads and writes.

pub mod access;
pub mod accounts;
mod addresses;
mod administrators;
pub mod assignments;
pub mod cases;
pub mod catalogue;
pub mod clients;
pub mod decisions;
pub mod delegations;
pub mod domains;
pub mod groups;
pub mod import;
pub mod ledger;
mod page;
mod people;
pub mod plans;
pub mod resources;
pub mod roles;
pub mod sessions;
pub mod shares;
pub mod tenures;

use crate::app::App;
use poem_openapi::{OpenApi, Tags};

/// The chapters of the API's document.
#[derive(Tags)]
pub enum Chapter {
    /// Signing in and out, one-time links, the own profile.
    Sessions,
    /// Filing, reading, discussing, closing and reopening cases.
    Cases,
    /// Sharing cases with people and groups.
    Sharing,
    /// Who can see what, why, and who could change it.
    Access,
    /// The clients of a reseller, and how far each lets it in.
    Clients,
    /// Who manages which client: the vendor's operator.
    Tenures,
    /// Organizations, domains, plans and the catalogue: the vendor's operator.
    Vendor,
    /// Accounts, groups and roles of a domain, and who holds which.
    Accounts,
    /// The resource tree of a client.
    Resources,
    /// The append-only ledger.
    Ledger,
}

/// Every feature's routes. poem-openapi takes 16 of a tuple at most, so they are nested.
pub fn api(app: &App) -> impl OpenApi + use<> {
    (
        (
            sessions::http::Sessions(app.clone()),
            accounts::http::Accounts(app.clone()),
            groups::http::Groups(app.clone()),
            roles::http::Roles(app.clone()),
            assignments::http::Assignments(app.clone()),
            ledger::http::Ledger(app.clone()),
        ),
        (
            cases::http::Cases(app.clone()),
            cases::http::Filing(app.clone()),
            clients::http::Clients(app.clone()),
            shares::http::Shares(app.clone()),
        ),
        (
            delegations::http::Delegations(app.clone()),
            access::http::Access(app.clone()),
            decisions::http::Decisions(app.clone()),
            resources::http::Resources(app.clone()),
            tenures::http::Tenures(app.clone()),
        ),
        (
            domains::http::Domains(app.clone()),
            plans::http::Plans(app.clone()),
            catalogue::http::Catalogue(app.clone()),
        ),
    )
}
