//! A client's resource tree: its organization, folders and projects.

use super::{request, view};
use crate::validate::{Validate, Violations};
use crate::words::ResourceKind;

/// Characters of a path at most.
pub const PATH_MAX: usize = 400;

view! {
    /// A node of the tree.
    pub struct ResourceNode {
        /// Its id, which stays when it is moved.
        pub id: uuid::Uuid,
        /// The path from the root, for example `acme/shop`.
        pub path: String,
        /// The last part of the path.
        pub name: String,
        /// What it is.
        pub kind: ResourceKind,
        /// How many roles are attached to it.
        pub roles: u32,
    }
}

request! {
    /// A folder or a project to add.
    pub struct NewResource {
        /// The path of the node it lies in; nothing means the root, which is made if the tree is
        /// still empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub parent: String,
        /// Its name: small letters, digits and dashes.
        pub name: String,
        /// A folder or a project.
        pub kind: NodeKind,
    }
}

super::super::words::words! {
    /// What can be added to a tree.
    #[derive(Default)]
    NodeKind {
        /// A folder of folders and projects.
        #[default]
        Folder = "folder",
        /// A leaf of the tree.
        Project = "project",
    }
}

impl From<NodeKind> for ResourceKind {
    fn from(kind: NodeKind) -> Self {
        match kind {
            NodeKind::Folder => Self::Folder,
            NodeKind::Project => Self::Project,
        }
    }
}

impl Validate for NewResource {
    fn check(&self, found: &mut Violations) {
        if !self.parent.is_empty() {
            found.line("/parent", &self.parent, PATH_MAX);
        }
        found.key("/name", &self.name);
    }
}

request! {
    /// Renames a node or moves it, with everything below; its cases and roles go with it.
    pub struct ChangeResource {
        /// Its name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// The path of the node to move it to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent: Option<String>,
    }
}

impl Validate for ChangeResource {
    fn check(&self, found: &mut Violations) {
        if let Some(name) = &self.name {
            found.key("/name", name);
        }
        if let Some(parent) = &self.parent {
            found.line("/parent", parent, PATH_MAX);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}
