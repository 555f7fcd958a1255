//! One folder per feature, the same file names in each: `http` takes requests apart, `service`
//! tells the story, `rules` decide without I/O, `store` reads and writes.

pub mod access;
pub mod accounts;
mod addresses;
mod administrators;
pub mod answers;
pub mod assignments;
pub mod attachments;
pub mod calendars;
pub mod cases;
pub mod catalogue;
pub mod clients;
pub mod decisions;
pub mod delegations;
pub mod desk;
pub mod domains;
pub mod escalations;
pub mod groups;
pub mod import;
pub mod issues;
pub mod ledger;
pub mod links;
pub mod mail;
pub mod own_side;
mod page;
pub(crate) mod people;
pub mod plans;
pub mod prose;
pub mod ratings;
pub mod resources;
pub mod roles;
pub mod sessions;
pub mod shares;
pub mod solutions;
pub mod targets;
pub mod teams;
mod telling;
pub mod tenures;
pub mod views;

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
    /// Files of a case.
    Files,
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
    /// The vendor's support desk: queues, who works which case, teams, ready answers.
    Desk,
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
            cases::http::Many(app.clone()),
            views::http::Views(app.clone()),
            targets::http::Targets(app.clone()),
            clients::http::Clients(app.clone()),
            shares::http::Shares(app.clone()),
            prose::http::Prose(app.clone()),
            attachments::http::Attachments(app.clone()),
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
            calendars::http::Calendars(app.clone()),
            catalogue::http::Catalogue(app.clone()),
            issues::http::Issues(app.clone()),
            mail::http::Mail(app.clone()),
        ),
        (
            escalations::http::Escalations(app.clone()),
            links::http::Links(app.clone()),
            ratings::http::Ratings(app.clone()),
            own_side::http::OwnSides(app.clone()),
            desk::http::Desk(app.clone()),
            teams::http::Teams(app.clone()),
            answers::http::Answers(app.clone()),
            solutions::http::Solutions(app.clone()),
        ),
    )
}
