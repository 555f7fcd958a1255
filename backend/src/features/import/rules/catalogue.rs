//! Products and their categories.

use super::super::plan::CategoryRow;
use super::super::report::Kind;
use super::Check;
use std::collections::HashSet;
use uuid::Uuid;

impl Check<'_, '_> {
    pub(super) fn products(&mut self) {
        for line in &self.file.products {
            let claim = self
                .known
                .products
                .claim(line.item.key.to_owned(), line.number, line.id);
            if self.is_new(Kind::Product, line.number, claim, |_| Ok(())) {
                self.plan.products.push((line.id, &line.item));
                self.report.added(Kind::Product);
            }
        }
    }

    pub(super) fn categories(&mut self) {
        let mut new = Vec::new();
        for line in &self.file.categories {
            let (number, item) = (line.number, &line.item);
            let Some(product) = self.product(number, &item.product) else {
                continue;
            };
            let claim = self
                .known
                .categories
                .claim((product, item.key.to_owned()), number, line.id);
            if self.is_new(Kind::Category, number, claim, |_| Ok(())) {
                new.push((product, line));
                self.report.added(Kind::Category);
            }
        }
        // A parent is stored before its children; what is left when nothing moves is a circle.
        let mut waiting = new.iter().map(|(_, line)| line.id).collect::<HashSet<Uuid>>();
        while !new.is_empty() {
            let before = new.len();
            new.retain(|(product, line)| {
                let (number, item) = (line.number, &line.item);
                let parent = item
                    .parent
                    .as_ref()
                    .map(|key| (key, self.known.categories.get(&(*product, (**key).to_owned()))));
                let parent = match parent {
                    Some((_, Some(parent))) if waiting.contains(&parent) => return true,
                    Some((key, None)) => {
                        self.refuse(
                            number,
                            format!("parent: there is no category `{}` in this product", &**key),
                        );
                        None
                    }
                    Some((_, found)) => found,
                    None => None,
                };
                waiting.remove(&line.id);
                self.plan.categories.push(CategoryRow {
                    id: line.id,
                    product: *product,
                    parent,
                    line: item,
                });
                false
            });
            if new.len() == before {
                for (_, line) in new.drain(..) {
                    self.refuse(line.number, "parent: it is above itself");
                }
            }
        }
    }

    /// The product of that key.
    pub(super) fn product(&mut self, number: usize, key: &str) -> Option<Uuid> {
        let found = self.known.products.get(key);
        if found.is_none() {
            self.refuse(number, format!("product: there is no product `{key}`"));
        }
        found
    }
}
