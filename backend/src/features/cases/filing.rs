//! What the form for a new case needs to know.

use crate::app::App;
use crate::authz::{Acting, Credentials};
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::features::{catalogue, targets};
use shared::api::Page;
use shared::api::cases::{FilingClient, FilingForm, ResourceView};
use shared::problem::Code;
use shared::validate::Violation;
use shared::words::ResourceKind;
use uuid::Uuid;

/// The domains that the caller may file for or could, the own one first.
///
/// # Errors
/// `unauthenticated`.
pub async fn clients(app: &App, credentials: &Credentials, q: Option<&str>) -> Result<Page<FilingClient>> {
    let mut acting = Acting::read(app, credentials).await?;
    let targets = acting.filing_targets(None, q).await?;
    let items = targets.into_iter().map(|target| FilingClient {
        client: target.domain,
        obstacle: target.obstacle,
    });
    Ok(Page {
        items: items.collect(),
        next: None,
    })
}

/// What the form needs once a domain was chosen: its nodes and the products on offer, or what
/// stands in the way.
///
/// # Errors
/// `not-found` for a domain that is neither the own nor managed now.
pub async fn form(app: &App, credentials: &Credentials, client: Option<&str>) -> Result<FilingForm> {
    let mut acting = Acting::read(app, credentials).await?;
    let client = client.unwrap_or(&acting.caller.domain.name).to_owned();
    let known: Option<(Uuid,)> = acting
        .tx
        .opt(sql!("SELECT id FROM domains WHERE name = ?", &client))
        .await?;
    let (id,) = known.ok_or(Error::from(Code::NotFound))?;
    let target = acting.filing_targets(Some(id), None).await?.into_iter().next();
    let target = target.ok_or(Error::from(Code::NotFound))?;
    let (resources, products, targets) = if target.obstacle.is_some() {
        (Vec::new(), Vec::new(), Vec::new())
    } else {
        (
            resources(&mut acting, id).await?,
            catalogue::service::on_offer(&mut acting).await?,
            targets::service::offered(&mut acting, id).await?,
        )
    };
    Ok(FilingForm {
        client: target.domain,
        obstacle: target.obstacle,
        resources,
        products,
        targets,
        may_share: target.may_share,
    })
}

/// The nodes of a domain that the caller may file about. In the own domain: at and below those
/// that a role is attached to.
async fn resources(acting: &mut Acting, domain: Uuid) -> Result<Vec<ResourceView>> {
    let statement = sql!("SELECT n.path, n.kind FROM resources n WHERE ").then(offered(acting, domain));
    let rows: Vec<(String, ResourceKind)> = acting.tx.all(statement.then(sql!(" ORDER BY n.path"))).await?;
    Ok(rows
        .into_iter()
        .map(|(path, kind)| ResourceView { path, kind })
        .collect())
}

/// Refuses paths that are not among these nodes, whether or not there is such a node.
///
/// # Errors
/// Each such field of `/affected`.
pub(super) async fn affected(acting: &mut Acting, domain: Uuid, paths: &[String]) -> Result<()> {
    if paths.is_empty() {
        return Ok(());
    }
    let statement = sql!("SELECT n.path FROM resources n WHERE n.path IN ")
        .then(Sql::list(paths))
        .then(sql!(" AND "))
        .then(offered(acting, domain));
    let known: Vec<(String,)> = acting.tx.all(statement).await?;
    let unknown = paths
        .iter()
        .enumerate()
        .filter(|(_, path)| known.iter().all(|(known,)| known != *path));
    let errors = unknown.map(|(at, _)| Violation {
        pointer: format!("/affected/{at}"),
        code: "unknown".to_owned(),
        detail: String::new(),
    });
    let errors = errors.collect::<Vec<_>>();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::input(errors))
    }
}

/// The condition on nodes `n` of a domain that the caller may file about them.
fn offered(acting: &Acting, domain: Uuid) -> Sql {
    let nodes = acting.filing_nodes();
    let mut condition = sql!("n.domain_id = ?", domain);
    if domain == acting.caller.domain.id && !nodes.contains(&None) {
        condition.push(
            sql!(
                " AND EXISTS (SELECT 1 FROM resource_closure x WHERE x.descendant_id = n.id AND x.ancestor_id IN "
            )
            .then(Sql::list(nodes.into_iter().flatten()))
            .then(sql!(")")),
        );
    }
    condition
}
