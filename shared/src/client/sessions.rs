//! Signing in, and the own profile.

use super::{InDomain, Method, NOTHING, Outcome, Transport};
use crate::api::sessions::{ChangeMe, ChangePassword, Me, SignIn};

impl<T: Transport> InDomain<'_, T> {
    /// Signs in to this domain.
    pub async fn sign_in(&self, request: &SignIn) -> Outcome<Me> {
        self.post("/session", request).await
    }

    /// Ends the session, for requests in flight too.
    pub async fn sign_out(&self) -> Outcome<()> {
        self.send(Method::Delete, "/session", NOTHING).await
    }

    /// The caller.
    pub async fn me(&self) -> Outcome<Me> {
        self.get("/me").await
    }

    /// Changes the caller's own profile.
    pub async fn change_me(&self, request: &ChangeMe) -> Outcome<Me> {
        self.send(Method::Patch, "/me", Some(request)).await
    }

    /// Changes the caller's password.
    pub async fn change_password(&self, request: &ChangePassword) -> Outcome<()> {
        self.post("/me/password", request).await
    }
}
