//! Categories in the order of their tree.

use shared::api::catalogue::CategoryView;

/// A category and how many stand above it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) category: &'a CategoryView,
    pub(super) depth: usize,
}

/// The categories, each below its parent; those whose parent is missing stand at the top.
pub(super) fn tree(categories: &[CategoryView]) -> Vec<Node<'_>> {
    let known = |key: &str| categories.iter().any(|category| category.key == key);
    let mut nodes = Vec::with_capacity(categories.len());
    let tops = categories
        .iter()
        .filter(|category| !category.parent.as_deref().is_some_and(known));
    for category in tops {
        descend(category, 0, categories, &mut nodes);
    }
    nodes
}

fn descend<'a>(category: &'a CategoryView, depth: usize, all: &'a [CategoryView], nodes: &mut Vec<Node<'a>>) {
    nodes.push(Node { category, depth });
    let below = all
        .iter()
        .filter(|other| other.parent.as_deref() == Some(&category.key) && other.key != category.key);
    for child in below {
        descend(child, depth + 1, all, nodes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;

    #[test]
    fn children_stand_below_their_parents() {
        let category = |key: &str, parent: Option<&str>| CategoryView {
            key: key.into(),
            name: Names::default(),
            parent: parent.map(str::to_owned),
            retired: false,
            keywords: Names::default(),
            questions: Vec::new(),
            asks: Vec::new(),
        };
        let all = [
            category("vpn", Some("net")),
            category("dns", None),
            category("net", None),
            category("lost", Some("gone")),
        ];
        let order = tree(&all)
            .iter()
            .map(|node| (node.category.key.as_str(), node.depth))
            .collect::<Vec<_>>();
        assert_eq!(order, [("dns", 0), ("net", 0), ("vpn", 1), ("lost", 0)]);
    }
}
