//! What administrators do with the resource tree of their domain.

use super::rules;
use super::store::{self, NodeRow};
use crate::app::App;
use crate::authz::act::{Manage, View};
use crate::authz::object::Resources;
use crate::authz::{Acting, Credentials, Entry, Permit};
use crate::error::{Error, Result};
use shared::api::resources::{ChangeResource, NewResource, ResourceNode};
use shared::problem::Code;
use shared::words::ResourceKind;
use uuid::Uuid;

/// The tree, every node before what lies in it; empty where nothing was added yet.
///
/// # Errors
/// `forbidden` to whoever neither manages the tree nor gives roles.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<ResourceNode>> {
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Resources>()?;
    let mut nodes = store::tree(&mut acting, &permit).await?;
    rules::in_order(&mut nodes);
    Ok(nodes.into_iter().map(NodeRow::view).collect())
}

/// Adds a folder or a project; in an empty tree, below a root that is named after the domain.
///
/// # Errors
/// The field `/parent`; `already-exists`.
pub async fn add(app: &App, credentials: &Credentials, request: &NewResource) -> Result<ResourceNode> {
    let (mut acting, permit) = Acting::change::<Resources>(app, credentials).await?;
    let parent = match request.parent.as_str() {
        "" => root(&mut acting, &permit).await?,
        path => at(&mut acting, &permit, path).await?,
    };
    let path = rules::path_in(&parent, &request.name)?;
    rules::fits(&path, 0)?;
    let new = store::NewNode {
        parent: Some(parent.id),
        path: &path,
        kind: request.kind.into(),
    };
    let node = store::add(&mut acting, &permit, &new).await?;
    record(&mut acting, "resource.added", None, &path).await?;
    acting.commit(node.view()).await
}

/// Renames a node or moves it, with everything below. Cases and roles are attached to nodes, not to
/// paths, so they come along.
///
/// # Errors
/// `not-found`; the fields `/parent` and `/name`; `already-exists`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    id: Uuid,
    request: &ChangeResource,
) -> Result<ResourceNode> {
    let (mut acting, permit) = Acting::change::<Resources>(app, credentials).await?;
    let node = store::find(&mut acting, &permit, id).await?;
    let node = node.ok_or(Error::from(Code::NotFound))?;
    let name = request.name.as_deref().unwrap_or_else(|| node.name());
    let parent = match (&request.parent, node.parent_id) {
        (Some(path), _) => Some(at(&mut acting, &permit, path).await?),
        (None, Some(parent)) => store::find(&mut acting, &permit, parent).await?,
        (None, None) => None,
    };
    let path = match &parent {
        None => name.to_owned(),
        Some(parent) if store::is_below(&mut acting, &permit, parent, &node).await? => {
            return Err(Error::field("/parent", "not-below-itself"));
        }
        Some(parent) => rules::path_in(parent, name)?,
    };
    if path != node.path {
        let below = store::longest_below(&mut acting, &permit, &node).await?;
        rules::fits(&path, below)?;
        store::set_paths(&mut acting, &permit, &node, &path).await?;
        if let Some(parent) = parent.filter(|parent| Some(parent.id) != node.parent_id) {
            store::set_parent(&mut acting, &permit, &node, &parent).await?;
        }
        record(&mut acting, "resource.moved", Some(&node.path), &path).await?;
    }
    let node = store::find(&mut acting, &permit, id).await?;
    let view = node.ok_or(Error::from(Code::NotFound))?.view();
    acting.commit(view).await
}

/// The node at a path that a request names as the parent.
async fn at(acting: &mut Acting, permit: &Permit<Manage, Resources>, path: &str) -> Result<NodeRow> {
    let found = store::at(acting, permit, path).await?;
    found.ok_or_else(|| Error::field("/parent", "unknown"))
}

/// The root, made if there is none yet.
async fn root(acting: &mut Acting, permit: &Permit<Manage, Resources>) -> Result<NodeRow> {
    if let Some(root) = store::root(acting, permit).await? {
        return Ok(root);
    }
    let domain = acting.caller.domain.name.clone();
    let path = rules::root_name(&domain);
    let new = store::NewNode {
        parent: None,
        path,
        kind: ResourceKind::Organization,
    };
    let root = store::add(acting, permit, &new).await?;
    record(acting, "resource.added", None, path).await?;
    Ok(root)
}

async fn record(acting: &mut Acting, action: &str, from: Option<&str>, to: &str) -> Result<()> {
    let entry = Entry {
        action,
        client: Some(acting.caller.domain.id),
        from,
        to: Some(to),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}
