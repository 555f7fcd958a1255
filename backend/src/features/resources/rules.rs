//! How paths are made, and where a node can lie.

use super::store::NodeRow;
use crate::error::{Error, Result};
use shared::api::resources::PATH_MAX;
use shared::words::ResourceKind;

/// The path of a node of that name below another.
///
/// # Errors
/// The field `/parent` for a project, for a project is a leaf.
pub(super) fn path_in(parent: &NodeRow, name: &str) -> Result<String> {
    if parent.kind == ResourceKind::Project {
        return Err(Error::field("/parent", "project-holds-nothing"));
    }
    Ok(format!("{}/{name}", parent.path))
}

/// That a path is not too long, nor any below it, which are longer by so many characters.
///
/// # Errors
/// The field `/name`.
pub(super) fn fits(path: &str, below: usize) -> Result<()> {
    if path.chars().count() + below > PATH_MAX {
        return Err(Error::field("/name", "too-long"));
    }
    Ok(())
}

/// The name of a tree's root: the first part of the domain's name.
pub(super) fn root_name(domain: &str) -> &str {
    domain.split('.').next().unwrap_or(domain)
}

/// Every node before what lies in it, and those in one place by name.
pub(super) fn in_order(nodes: &mut [NodeRow]) {
    nodes.sort_by(|one, other| one.path.split('/').cmp(other.path.split('/')));
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn node(path: &str, kind: ResourceKind) -> NodeRow {
        NodeRow {
            id: Uuid::nil(),
            parent_id: None,
            path: path.to_owned(),
            kind,
            roles: 0,
        }
    }

    #[test]
    fn a_folder_stands_before_what_is_in_it() {
        let paths = ["a/b-c", "a/b/c", "a", "a/b", "a/b/c/d"];
        let mut nodes = paths.map(|path| node(path, ResourceKind::Folder));
        in_order(&mut nodes);
        let paths = nodes.each_ref().map(|node| node.path.as_str());
        assert_eq!(paths, ["a", "a/b", "a/b/c", "a/b/c/d", "a/b-c"]);
    }

    #[test]
    fn nothing_lies_in_a_project_and_paths_have_an_end() {
        assert_eq!(
            path_in(&node("a", ResourceKind::Organization), "b").unwrap(),
            "a/b"
        );
        assert_eq!(path_in(&node("a/b", ResourceKind::Folder), "c").unwrap(), "a/b/c");
        assert!(path_in(&node("a/b", ResourceKind::Project), "c").is_err());
        assert!(fits(&"a".repeat(PATH_MAX), 0).is_ok());
        assert!(fits(&"a".repeat(PATH_MAX), 1).is_err());
        assert_eq!(root_name("acme.example.com"), "acme");
    }
}
