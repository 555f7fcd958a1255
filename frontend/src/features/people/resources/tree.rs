//! The tree as a list, in the order in which it is drawn.

use crate::i18n::Text;
use shared::api::resources::ResourceNode;
use shared::words::ResourceKind;
use yew::prelude::*;

impl Text {
    /// The word for a kind of node.
    pub(super) const fn resource_kind(self, kind: ResourceKind) -> &'static str {
        match kind {
            ResourceKind::Organization => self.resource_organization(),
            ResourceKind::Folder => self.resource_folder(),
            ResourceKind::Project => self.resource_project(),
        }
    }
}

/// Each node after the one it lies in. By the parts of the path: by its letters, `a-b` would stand
/// between `a` and `a/c`.
pub(super) fn ordered(nodes: &[ResourceNode]) -> Vec<&ResourceNode> {
    let mut ordered = nodes.iter().collect::<Vec<_>>();
    ordered.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    ordered
}

/// How deep a node lies; the root at 0.
pub(super) fn depth(node: &ResourceNode) -> usize {
    node.path.matches('/').count()
}

/// Where a node can be moved: folders and the root, neither itself nor what lies in it, nor where
/// it lies already.
pub(super) fn targets<'a>(nodes: &'a [ResourceNode], moved: &ResourceNode) -> Vec<&'a ResourceNode> {
    let below = format!("{}/", moved.path);
    let parent = moved.path.rsplit_once('/').map(|(parent, _)| parent);
    ordered(nodes)
        .into_iter()
        .filter(|node| node.kind != ResourceKind::Project)
        .filter(|node| node.path != moved.path && !node.path.starts_with(&below))
        .filter(|node| Some(node.path.as_str()) != parent)
        .collect()
}

/// A path for people.
pub(super) fn spelled(path: &str) -> AttrValue {
    path.replace('/', " / ").into()
}

/// Where a role can count, for a select: everywhere, and each node below the root.
pub(in crate::features::people) fn places(
    nodes: &[ResourceNode],
    everywhere: &'static str,
) -> Vec<(AttrValue, AttrValue)> {
    let below = ordered(nodes)
        .into_iter()
        .filter(|node| node.kind != ResourceKind::Organization)
        .map(|node| (node.path.clone().into(), spelled(&node.path)));
    std::iter::once(("".into(), everywhere.into()))
        .chain(below)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(path: &str, kind: ResourceKind) -> ResourceNode {
        ResourceNode {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            path: path.into(),
            name: path.rsplit('/').next().unwrap().into(),
            kind,
            roles: 0,
        }
    }

    fn tree() -> Vec<ResourceNode> {
        vec![
            node("r", ResourceKind::Organization),
            node("r/a", ResourceKind::Folder),
            node("r/a-b", ResourceKind::Folder),
            node("r/a/c", ResourceKind::Project),
        ]
    }

    fn paths(nodes: &[&ResourceNode]) -> Vec<String> {
        nodes.iter().map(|node| node.path.clone()).collect()
    }

    #[test]
    fn a_node_follows_the_one_it_lies_in() {
        assert_eq!(paths(&ordered(&tree())), ["r", "r/a", "r/a/c", "r/a-b"]);
        assert_eq!(depth(&tree()[3]), 2);
    }

    #[test]
    fn nothing_is_moved_into_itself_or_a_project() {
        let tree = tree();
        assert_eq!(paths(&targets(&tree, &tree[1])), ["r/a-b"]);
        assert_eq!(paths(&targets(&tree, &tree[3])), ["r", "r/a-b"]);
    }

    #[test]
    fn a_role_counts_everywhere_or_below_a_node() {
        let places = places(&tree(), "Everywhere");
        let labels = places.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>();
        assert_eq!(labels, ["Everywhere", "r / a", "r / a / c", "r / a-b"]);
    }
}
