//! The resource tree in the database: nodes with their paths, and every pair of a node and one at
//! or below it.

use crate::authz::act::{Manage, View};
use crate::authz::object::Resources;
use crate::authz::{Acting, Permit};
use crate::db::{Sql, sql};
use crate::error::{OnConstraint as _, Result};
use crate::mutation::mutated;
use shared::api::resources::ResourceNode;
use shared::problem::Code;
use shared::words::ResourceKind;
use uuid::Uuid;

type MayManage = Permit<Manage, Resources>;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct NodeRow {
    pub(super) id: Uuid,
    pub(super) parent_id: Option<Uuid>,
    pub(super) path: String,
    pub(super) kind: ResourceKind,
    pub(super) roles: i64,
}

impl NodeRow {
    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    pub(super) fn view(self) -> ResourceNode {
        ResourceNode {
            id: self.id,
            name: self.name().to_owned(),
            kind: self.kind,
            roles: u32::try_from(self.roles).unwrap_or(u32::MAX),
            path: self.path,
        }
    }
}

/// The nodes `n` of a domain. A role without a node is attached to the root.
fn nodes(domain: Uuid) -> Sql {
    sql!(
        "SELECT n.id, n.parent_id, n.path, n.kind,
                (SELECT count(*) FROM assignments a WHERE a.resource_id = n.id AND a.ended_at IS NULL)
                + CASE WHEN n.parent_id IS NULL THEN
                    (SELECT count(*) FROM assignments a
                     WHERE a.domain_id = n.domain_id AND a.resource_id IS NULL AND a.ended_at IS NULL)
                  ELSE 0 END AS roles
         FROM resources n WHERE n.domain_id = ?",
        domain
    )
}

pub(super) async fn tree(acting: &mut Acting, permit: &Permit<View, Resources>) -> Result<Vec<NodeRow>> {
    Ok(acting.tx.all(nodes(permit.domain)).await?)
}

pub(super) async fn find(acting: &mut Acting, permit: &MayManage, id: Uuid) -> Result<Option<NodeRow>> {
    let statement = nodes(permit.domain).then(sql!(" AND n.id = ?", id));
    Ok(acting.tx.opt(statement).await?)
}

pub(super) async fn at(acting: &mut Acting, permit: &MayManage, path: &str) -> Result<Option<NodeRow>> {
    let statement = nodes(permit.domain).then(sql!(" AND n.path = ?", path));
    Ok(acting.tx.opt(statement).await?)
}

pub(super) async fn root(acting: &mut Acting, permit: &MayManage) -> Result<Option<NodeRow>> {
    let statement = nodes(permit.domain).then(sql!(" AND n.parent_id IS NULL"));
    Ok(acting.tx.opt(statement).await?)
}

/// A node to add.
#[derive(Debug)]
pub(super) struct NewNode<'a> {
    pub(super) parent: Option<Uuid>,
    pub(super) path: &'a str,
    pub(super) kind: ResourceKind,
}

pub(super) async fn add(acting: &mut Acting, permit: &MayManage, new: &NewNode<'_>) -> Result<NodeRow> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO resources (id, domain_id, parent_id, path, kind) VALUES (?, ?, ?, ?, ?)",
            id,
            permit.domain,
            new.parent,
            new.path,
            new.kind
        ))
        .await
        .on("resources_path", || Code::AlreadyExists.into())?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO resource_closure (ancestor_id, descendant_id) VALUES (?, ?)",
            id,
            id
        ))
        .await?;
    if let Some(parent) = new.parent {
        hang(acting, id, parent).await?;
    }
    Ok(NodeRow {
        id,
        parent_id: new.parent,
        path: new.path.to_owned(),
        kind: new.kind,
        roles: 0,
    })
}

/// Pairs everything at and above a parent with everything at and below a node.
async fn hang(acting: &mut Acting, node: Uuid, parent: Uuid) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "INSERT INTO resource_closure (ancestor_id, descendant_id)
             SELECT above.ancestor_id, below.descendant_id FROM resource_closure above, resource_closure below
             WHERE above.descendant_id = ? AND below.ancestor_id = ?",
            parent,
            node
        ))
        .await?;
    Ok(())
}

/// Whether a node is another or lies below it.
pub(super) async fn is_below(
    acting: &mut Acting,
    _: &MayManage,
    node: &NodeRow,
    above: &NodeRow,
) -> Result<bool> {
    let (pairs,): (i64,) = acting
        .tx
        .one(sql!(
            "SELECT count(*) FROM resource_closure WHERE ancestor_id = ? AND descendant_id = ?",
            above.id,
            node.id
        ))
        .await?;
    Ok(pairs > 0)
}

/// How many characters the longest path below a node is longer than its own.
pub(super) async fn longest_below(acting: &mut Acting, _: &MayManage, node: &NodeRow) -> Result<usize> {
    let (longest,): (i64,) = acting
        .tx
        .one(sql!(
            "SELECT CAST(max(length(n.path)) AS BIGINT) FROM resources n
             JOIN resource_closure x ON x.descendant_id = n.id WHERE x.ancestor_id = ?",
            node.id
        ))
        .await?;
    Ok(usize::try_from(longest)
        .unwrap_or(0)
        .saturating_sub(node.path.chars().count()))
}

/// Puts a path in the place of a node's own, in the path of everything at and below it.
pub(super) async fn set_paths(acting: &mut Acting, _: &MayManage, node: &NodeRow, path: &str) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE resources SET path = ? || substr(path, length(?) + 1)
             WHERE id IN (SELECT x.descendant_id FROM resource_closure x WHERE x.ancestor_id = ?)",
            path,
            &node.path,
            node.id
        ))
        .await
        .on("resources_path", || Code::AlreadyExists.into())?;
    Ok(())
}

/// Hangs a node, with everything below, under another parent, and keeps where it lay.
pub(super) async fn set_parent(
    acting: &mut Acting,
    _: &MayManage,
    node: &NodeRow,
    parent: &NodeRow,
) -> Result<()> {
    let moved = [
        sql!(
            "INSERT INTO resource_moves (resource_id, until_at, parent_id)
             SELECT id, ?, parent_id FROM resources WHERE id = ? ON CONFLICT DO NOTHING",
            acting.now,
            node.id
        ),
        sql!(
            "UPDATE resources SET parent_id = ? WHERE id = ?",
            parent.id,
            node.id
        ),
    ];
    // What lies above the node is above nothing of it any more; what is within it stays.
    let unhang = sql!(
        "DELETE FROM resource_closure
         WHERE descendant_id IN (SELECT b.descendant_id FROM resource_closure b WHERE b.ancestor_id = ?)
           AND ancestor_id IN (SELECT u.ancestor_id FROM resource_closure u
                               WHERE u.descendant_id = ? AND u.ancestor_id <> ?)",
        node.id,
        node.id,
        node.id
    );
    let unhang = Some(unhang).filter(|_| !mutated!(MovedNodeStaysBelow));
    for statement in moved.into_iter().chain(unhang) {
        acting.tx.run(statement).await?;
    }
    hang(acting, node.id, parent.id).await
}
