//! Lists that one keeps.

use super::{InDomain, Method, NOTHING, Outcome, Transport};
use crate::api::lists::{ChangeView, NewView, SavedView};

impl<T: Transport> InDomain<'_, T> {
    /// The lists that the caller keeps, by name.
    pub async fn views(&self) -> Outcome<Vec<SavedView>> {
        self.get("/views").await
    }

    /// Keeps a list.
    pub async fn add_view(&self, request: &NewView) -> Outcome<SavedView> {
        self.post("/views", request).await
    }

    /// Changes a kept list.
    pub async fn change_view(&self, id: uuid::Uuid, request: &ChangeView) -> Outcome<SavedView> {
        self.send(Method::Patch, &format!("/views/{id}"), Some(request))
            .await
    }

    /// Forgets a kept list.
    pub async fn remove_view(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/views/{id}"), NOTHING).await
    }
}
