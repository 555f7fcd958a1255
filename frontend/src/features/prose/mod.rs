//! Writing text: the field, and how it will be shown.

mod field;

pub(crate) use field::ProseField;
