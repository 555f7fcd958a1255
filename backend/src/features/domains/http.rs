//! Routes of organizations and domains.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::domains::{DomainView, NewDomain, NewDomainView, NewOrganization, OrganizationView};
use shared::api::plans::AssignPlan;

/// The routes.
pub struct Domains(pub App);

#[OpenApi(tag = "Chapter::Vendor")]
impl Domains {
    /// The organizations, by name, with their domains.
    #[oai(path = "/domains/:domain/organizations", method = "get")]
    async fn organizations(&self, domain: Path<Session>) -> poem::Result<Found<Page<OrganizationView>>> {
        Ok(Found(service::organizations(&self.0, &domain).await?))
    }

    /// Add an organization.
    #[oai(path = "/domains/:domain/organizations", method = "post")]
    async fn add_organization(
        &self,
        domain: Path<Session>,
        body: Body<NewOrganization>,
    ) -> poem::Result<Created<OrganizationView>> {
        Ok(Created(
            again(|| service::add_organization(&self.0, &domain, &body)).await?,
        ))
    }

    /// The domains of the installation, by title.
    #[oai(path = "/domains/:domain/domains", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        q: Query<Option<String>>,
        kind: Query<Option<String>>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<DomainView>>> {
        let page = service::list(
            &self.0,
            &domain,
            q.as_deref(),
            kind.as_deref(),
            after.as_deref(),
            limit.0,
        )
        .await?;
        Ok(Found(page))
    }

    /// Add a domain with its first administrator, who gets a one-time link.
    #[oai(path = "/domains/:domain/domains", method = "post")]
    async fn add(
        &self,
        domain: Path<Session>,
        body: Body<NewDomain>,
    ) -> poem::Result<Created<NewDomainView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Give a client a plan, now or later.
    #[oai(path = "/domains/:domain/domains/:client/plan", method = "post")]
    async fn assign_plan(
        &self,
        domain: Path<Session>,
        client: Path<String>,
        body: Body<AssignPlan>,
    ) -> poem::Result<Created<DomainView>> {
        Ok(Created(
            again(|| service::assign_plan(&self.0, &domain, &client, &body)).await?,
        ))
    }
}
