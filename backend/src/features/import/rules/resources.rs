//! The resource trees of clients.

use super::super::known::Node;
use super::super::plan::ResourceRow;
use super::super::report::Kind;
use super::super::values::NodePath;
use super::Check;
use shared::words::{DomainKind, ResourceKind};
use std::collections::HashMap;
use uuid::Uuid;

impl Check<'_, '_> {
    pub(super) fn resources(&mut self) {
        let mut roots = HashMap::<Uuid, String>::new();
        for ((domain, path), node) in self.known.resources.iter() {
            if node.kind == ResourceKind::Organization {
                roots.insert(*domain, path.clone());
            }
        }
        // Whatever their order in the file: parents first.
        let mut lines = self.file.resources.iter().collect::<Vec<_>>();
        lines.sort_by_key(|line| line.item.path.line().count());
        for line in lines {
            let (number, item) = (line.number, &line.item);
            let Some(domain) = self.domain(number, "domain", &item.domain) else {
                continue;
            };
            let node = Node {
                id: line.id,
                kind: item.kind,
            };
            let claim = self
                .known
                .resources
                .claim((domain.id, item.path.to_owned()), number, node);
            let same = |there: Node| match there.kind == item.kind {
                true => Ok(()),
                false => Err(format!(
                    "kind: `{}` is there already, as {}",
                    &*item.path, there.kind
                )),
            };
            if !self.is_new(Kind::Resource, number, claim, same) {
                continue;
            }
            if domain.kind != DomainKind::Client {
                self.refuse(number, "domain: only clients have resources");
                continue;
            }
            let parent = match self.parent(domain.id, &item.path, item.kind) {
                Ok(parent) => parent,
                Err(reason) => {
                    self.refuse(number, reason);
                    continue;
                }
            };
            if item.kind == ResourceKind::Organization {
                let root = roots.entry(domain.id).or_insert_with(|| item.path.to_owned());
                if *root != *item.path {
                    let reason = format!("path: the domain has one root only, and `{root}` is it");
                    self.refuse(number, reason);
                }
            }
            let above = item
                .path
                .line()
                .filter_map(|path| self.known.resources.get(&(domain.id, path.to_owned())));
            let closure = above.map(|ancestor| (ancestor.id, line.id)).collect::<Vec<_>>();
            self.plan.closure.extend(closure);
            self.plan.resources.push(ResourceRow {
                id: line.id,
                domain: domain.id,
                parent,
                path: &item.path,
                kind: item.kind,
            });
            self.report.added(Kind::Resource);
        }
    }

    /// The node above, which must be there unless this is a root.
    fn parent(&self, domain: Uuid, path: &NodePath, kind: ResourceKind) -> Result<Option<Uuid>, String> {
        let is_root = kind == ResourceKind::Organization;
        match path.parent() {
            None if is_root => Ok(None),
            None => Err(format!(
                "kind: `{}` is the root, so it must be an organization",
                &**path
            )),
            Some(_) if is_root => Err("kind: an organization is a root, so its path is one name".to_owned()),
            Some(parent) => match self.known.resources.get(&(domain, parent.to_owned())) {
                None => Err(format!("path: there is no resource `{parent}` in this domain")),
                Some(node) if node.kind == ResourceKind::Project => Err(format!(
                    "path: `{parent}` is a project, so nothing can be below it"
                )),
                Some(node) => Ok(Some(node.id)),
            },
        }
    }

    /// The node at a path that a line names.
    pub(super) fn node(&mut self, number: usize, domain: Uuid, path: &NodePath) -> Option<Node> {
        let found = self.known.resources.get(&(domain, (**path).to_owned()));
        if found.is_none() {
            self.refuse(
                number,
                format!("resource: there is no resource `{}` in the domain", &**path),
            );
        }
        found
    }
}
