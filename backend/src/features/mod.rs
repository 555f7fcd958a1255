//! What the program does, a folder per feature with the same file names in each.

pub mod import;
