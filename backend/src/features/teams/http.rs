//! Routes of the desk's people.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::teams::{
    ChangeDeskSettings, ChangeTeam, DeskPerson, DeskSettings, NewTeam, NewTeamMember, TeamView,
};

/// The routes.
pub struct Teams(pub App);

#[OpenApi(tag = "Chapter::Desk")]
impl Teams {
    /// Who works at the desk, by name.
    #[oai(path = "/domains/:domain/desk/people", method = "get")]
    async fn people(&self, domain: Path<Session>) -> poem::Result<Found<Vec<DeskPerson>>> {
        Ok(Found(service::people(&self.0, &domain).await?))
    }

    /// The specialist teams, retired ones included.
    #[oai(path = "/domains/:domain/desk/teams", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<TeamView>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Add a team.
    #[oai(path = "/domains/:domain/desk/teams", method = "post")]
    async fn add(&self, domain: Path<Session>, body: Body<NewTeam>) -> poem::Result<Created<TeamView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Rename a team, retire it or put it back.
    #[oai(path = "/domains/:domain/desk/teams/:team", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        team: Path<String>,
        body: Body<ChangeTeam>,
    ) -> poem::Result<Found<TeamView>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, &team, &body)).await?,
        ))
    }

    /// Take somebody of the desk into a team.
    #[oai(path = "/domains/:domain/desk/teams/:team/members", method = "post")]
    async fn add_member(
        &self,
        domain: Path<Session>,
        team: Path<String>,
        body: Body<NewTeamMember>,
    ) -> poem::Result<Created<TeamView>> {
        Ok(Created(
            again(|| service::add_member(&self.0, &domain, &team, &body)).await?,
        ))
    }

    /// Take somebody out of a team.
    #[oai(
        path = "/domains/:domain/desk/teams/:team/members/:account",
        method = "delete"
    )]
    async fn remove_member(
        &self,
        domain: Path<Session>,
        team: Path<String>,
        account: Path<String>,
    ) -> poem::Result<Done> {
        again(|| service::remove_member(&self.0, &domain, &team, &account)).await?;
        Ok(Done)
    }

    /// How the desk is set up.
    #[oai(path = "/domains/:domain/desk/settings", method = "get")]
    async fn settings(&self, domain: Path<Session>) -> poem::Result<Found<DeskSettings>> {
        Ok(Found(service::settings(&self.0, &domain).await?))
    }

    /// Change how the desk's people appear outside, from the next request on.
    #[oai(path = "/domains/:domain/desk/settings", method = "patch")]
    async fn change_settings(
        &self,
        domain: Path<Session>,
        body: Body<ChangeDeskSettings>,
    ) -> poem::Result<Found<DeskSettings>> {
        Ok(Found(
            again(|| service::change_settings(&self.0, &domain, &body)).await?,
        ))
    }
}
