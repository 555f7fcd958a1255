//! The Comptoir app: a single-page app in WebAssembly, served by the `comptoir` binary.
//!
//! Routes are a leaf ([`routes`]), [`api`] speaks to the server, [`hooks`] fetch, [`components`]
//! draw and [`features`] compose pages. What decides something is a plain function with a test that
//! runs on the host: `cargo test -p frontend`.
#![cfg_attr(
    not(feature = "whole"),
    expect(dead_code, unused_imports, reason = "parts that only the larger build uses")
)]
#![recursion_limit = "1024"]

mod api;
mod app;
mod browser;
mod civil;
mod components;
mod features;
mod hooks;
mod i18n;
mod locale;
mod promise;
mod routes;
mod session;
mod urgency;
mod when;
mod words;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
