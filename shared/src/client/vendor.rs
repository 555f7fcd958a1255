//! What the vendor keeps: organizations, domains, plans, the catalogue, calendars, known issues, mail.

use super::{InDomain, Method, NOTHING, Outcome, Query, Transport, encode};
use crate::api::Page;
use crate::api::calendars::{CalendarView, ChangeCalendar, NewCalendar};
use crate::api::catalogue::{ChangeCategory, NewCategory, NewProduct, ProductView, Retire};
use crate::api::domains::{DomainView, NewDomain, NewDomainView, NewOrganization, OrganizationView};
use crate::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use crate::api::mail::MailView;
use crate::api::plans::{AssignPlan, ChangePlan, NewPlan, PlanView};

impl<T: Transport> InDomain<'_, T> {
    /// The organizations, by name (vendor).
    pub async fn organizations(&self) -> Outcome<Page<OrganizationView>> {
        self.get("/organizations").await
    }

    /// Adds an organization (vendor).
    pub async fn add_organization(&self, request: &NewOrganization) -> Outcome<OrganizationView> {
        self.post("/organizations", request).await
    }

    /// The domains, by title (vendor).
    pub async fn domains(
        &self,
        q: Option<&str>,
        kind: Option<&str>,
        after: Option<&str>,
    ) -> Outcome<Page<DomainView>> {
        let mut query = Query::default();
        query.add("q", q);
        query.add("kind", kind);
        query.page(after, 100);
        self.get(&format!("/domains{}", query.0)).await
    }

    /// Adds a domain with its first administrator (vendor).
    pub async fn add_domain(&self, request: &NewDomain) -> Outcome<NewDomainView> {
        self.post("/domains", request).await
    }

    /// Gives a client a plan (vendor).
    pub async fn assign_plan(&self, client: &str, request: &AssignPlan) -> Outcome<DomainView> {
        self.post(&format!("/domains/{}/plan", encode(client)), request)
            .await
    }

    /// The support plans.
    pub async fn plans(&self) -> Outcome<Vec<PlanView>> {
        self.get("/plans").await
    }

    /// Adds a plan (vendor).
    pub async fn add_plan(&self, request: &NewPlan) -> Outcome<PlanView> {
        self.post("/plans", request).await
    }

    /// The catalogue, retired entries included (vendor).
    pub async fn products(&self) -> Outcome<Vec<ProductView>> {
        self.get("/products").await
    }

    /// Adds a product (vendor).
    pub async fn add_product(&self, request: &NewProduct) -> Outcome<ProductView> {
        self.post("/products", request).await
    }

    /// Retires a product, or puts it back (vendor).
    pub async fn retire_product(&self, product: &str, request: &Retire) -> Outcome<ProductView> {
        self.send(
            Method::Patch,
            &format!("/products/{}", encode(product)),
            Some(request),
        )
        .await
    }

    /// Adds a category (vendor).
    pub async fn add_category(&self, product: &str, request: &NewCategory) -> Outcome<ProductView> {
        self.post(&format!("/products/{}/categories", encode(product)), request)
            .await
    }

    /// Changes a category: its names, keywords and questions, whether it is retired (vendor).
    pub async fn change_category(
        &self,
        product: &str,
        category: &str,
        request: &ChangeCategory,
    ) -> Outcome<ProductView> {
        let path = format!("/products/{}/categories/{}", encode(product), encode(category));
        self.send(Method::Patch, &path, Some(request)).await
    }

    /// Known issues, newest first.
    pub async fn issues(&self, after: Option<&str>) -> Outcome<Page<KnownIssue>> {
        let mut query = Query::default();
        query.page(after, 50);
        self.get(&format!("/issues{}", query.0)).await
    }

    /// Publishes an issue (vendor).
    pub async fn publish_issue(&self, request: &NewIssue) -> Outcome<KnownIssue> {
        self.post("/issues", request).await
    }

    /// Changes an issue, or ends it (vendor).
    pub async fn change_issue(&self, id: uuid::Uuid, request: &ChangeIssue) -> Outcome<KnownIssue> {
        self.send(Method::Patch, &format!("/issues/{id}"), Some(request))
            .await
    }

    /// Mail that is not delivered, newest first (vendor).
    pub async fn mail(&self, after: Option<&str>) -> Outcome<Page<MailView>> {
        let mut query = Query::default();
        query.page(after, 50);
        self.get(&format!("/mail{}", query.0)).await
    }

    /// Has a mail tried again, now (vendor).
    pub async fn retry_mail(&self, id: uuid::Uuid) -> Outcome<MailView> {
        self.send(Method::Post, &format!("/mail/{id}/retry"), NOTHING)
            .await
    }

    /// Changes a plan (vendor).
    pub async fn change_plan(&self, plan: &str, request: &ChangePlan) -> Outcome<PlanView> {
        self.send(Method::Patch, &format!("/plans/{}", encode(plan)), Some(request))
            .await
    }

    /// The calendars of business hours.
    pub async fn calendars(&self) -> Outcome<Vec<CalendarView>> {
        self.get("/calendars").await
    }

    /// Adds a calendar (vendor).
    pub async fn add_calendar(&self, request: &NewCalendar) -> Outcome<CalendarView> {
        self.post("/calendars", request).await
    }

    /// Changes a calendar (vendor).
    pub async fn change_calendar(&self, calendar: &str, request: &ChangeCalendar) -> Outcome<CalendarView> {
        self.send(
            Method::Patch,
            &format!("/calendars/{}", encode(calendar)),
            Some(request),
        )
        .await
    }
}
