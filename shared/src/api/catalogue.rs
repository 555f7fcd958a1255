//! The products that cases are about, and their categories.

use super::{Names, request, view};
use crate::validate::{Validate, Violations};

view! {
    /// A category of a product.
    pub struct CategoryView {
        /// Its key, unique within the product.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// The key of the category above it.
        pub parent: Option<String>,
        /// Not offered any more; cases that have it keep it.
        pub retired: bool,
    }
}

view! {
    /// A product.
    pub struct ProductView {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// Not offered any more; cases that have it keep it.
        pub retired: bool,
        /// Its categories.
        pub categories: Vec<CategoryView>,
    }
}

request! {
    /// A product to add.
    pub struct NewProduct {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
    }
}

impl Validate for NewProduct {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
    }
}

request! {
    /// A category to add.
    pub struct NewCategory {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
        /// The key of the category above it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent: Option<String>,
    }
}

impl Validate for NewCategory {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
        if let Some(parent) = &self.parent {
            found.key("/parent", parent);
        }
    }
}

request! {
    /// Takes an entry of the catalogue off the form, or puts it back.
    pub struct Retire {
        /// Whether it is retired.
        pub retired: bool,
    }
}

impl Validate for Retire {
    fn check(&self, _: &mut Violations) {}
}
