//! The API, in process, on both engines, through the typed client of `shared`.

mod sessions;
