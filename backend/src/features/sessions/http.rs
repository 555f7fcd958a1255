//! Routes of sessions.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::{Session, give, peer, take, token_hashes};
use poem::Request;
use poem::web::cookie::CookieJar;
use poem_openapi::OpenApi;
use shared::api::sessions::{
    AcceptInvitation, ChangeMe, ChangePassword, InvitationView, Me, OpenInvitation, SignIn,
};
use shared::text::DomainName;

/// The routes.
pub struct Sessions(pub App);

impl Sessions {
    fn welcome(&self, jar: &CookieJar, begun: service::Begun) -> Created<Me> {
        give(jar, begun.domain, &self.0.config.public_url, &begun.token);
        Created(begun.me)
    }
}

#[OpenApi(tag = "Chapter::Sessions")]
impl Sessions {
    /// Sign in; the host of the address says to which domain.
    #[oai(path = "/session", method = "post")]
    async fn sign_in_anywhere(
        &self,
        request: &Request,
        jar: &CookieJar,
        body: Body<SignIn>,
    ) -> poem::Result<Created<Me>> {
        Ok(self.welcome(jar, service::sign_in(&self.0, None, &body, &peer(request)).await?))
    }

    /// Sign in to this domain.
    #[oai(path = "/domains/:domain/session", method = "post")]
    async fn sign_in(
        &self,
        domain: Path<String>,
        request: &Request,
        jar: &CookieJar,
        body: Body<SignIn>,
    ) -> poem::Result<Created<Me>> {
        let domain = DomainName::parse(&domain)
            .map(|name| name.to_string())
            .unwrap_or_default();
        Ok(self.welcome(
            jar,
            service::sign_in(&self.0, Some(&domain), &body, &peer(request)).await?,
        ))
    }

    /// Sign out; requests in flight end with it.
    #[oai(path = "/domains/:domain/session", method = "delete")]
    async fn sign_out(&self, domain: Path<Session>, jar: &CookieJar) -> poem::Result<Done> {
        let ended = again(|| service::sign_out(&self.0, &domain)).await?;
        take(jar, ended, &self.0.config.public_url);
        Ok(Done)
    }

    /// Every session that this browser holds, one per domain.
    #[oai(path = "/sessions", method = "get")]
    async fn sessions(&self, request: &Request) -> poem::Result<Found<Vec<Me>>> {
        Ok(Found(service::sessions(&self.0, &token_hashes(request)).await?))
    }

    /// For whom a one-time link is.
    #[oai(path = "/invitations/open", method = "post")]
    async fn open_invitation(&self, body: Body<OpenInvitation>) -> poem::Result<Found<InvitationView>> {
        Ok(Found(service::open_invitation(&self.0, &body).await?))
    }

    /// Take up a one-time link: choose a password and be signed in.
    #[oai(path = "/invitations/accept", method = "post")]
    async fn accept_invitation(
        &self,
        jar: &CookieJar,
        body: Body<AcceptInvitation>,
    ) -> poem::Result<Created<Me>> {
        Ok(self.welcome(jar, again(|| service::accept_invitation(&self.0, &body)).await?))
    }

    /// The caller: account, domain, roles, privileges.
    #[oai(path = "/domains/:domain/me", method = "get")]
    async fn me(&self, domain: Path<Session>) -> poem::Result<Found<Me>> {
        Ok(Found(service::me(&self.0, &domain).await?))
    }

    /// Change the own profile.
    #[oai(path = "/domains/:domain/me", method = "patch")]
    async fn change_me(&self, domain: Path<Session>, body: Body<ChangeMe>) -> poem::Result<Found<Me>> {
        Ok(Found(
            again(|| service::change_me(&self.0, &domain, &body)).await?,
        ))
    }

    /// Change the own password; every other session of the account ends.
    #[oai(path = "/domains/:domain/me/password", method = "post")]
    async fn change_password(&self, domain: Path<Session>, body: Body<ChangePassword>) -> poem::Result<Done> {
        again(|| service::change_password(&self.0, &domain, &body)).await?;
        Ok(Done)
    }
}
