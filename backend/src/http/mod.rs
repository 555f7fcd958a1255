//! HTTP: routes, sessions, problem documents, the API's document, the embedded app.

mod assets;
pub mod body;
mod docs;
pub mod download;
pub mod guard;
mod headers;
pub mod path;
pub mod problem;
mod refusal;
pub mod reply;
pub mod retry;
pub mod server;
pub mod session;
pub mod upload;

use crate::app::App;
use crate::features;
use poem::endpoint::{BoxEndpoint, make_sync};
use poem::middleware::CookieJarManager;
use poem::{Endpoint, EndpointExt as _, Response, Route, handler};
use poem_openapi::OpenApiService;
use shared::problem::Code;

/// Everything the program answers, over HTTP or in process.
#[must_use]
pub fn endpoint(app: &App) -> BoxEndpoint<'static, Response> {
    let service = OpenApiService::new(features::api(app), "Comptoir", env!("CARGO_PKG_VERSION"))
        .description("The support portal's API. Errors are RFC 9457 problem documents with a stable `code`.")
        .url_prefix("/api/v1");
    let document = service.spec();
    let unknown =
        make_sync(|_| Err::<Response, _>(poem::Error::from(crate::error::Error::from(Code::NotFound))));
    let api = Route::new()
        .nest("/v1", service)
        .at("/docs", text("text/html; charset=utf-8", docs::page(&document)))
        .at(
            "/docs.css",
            text("text/css; charset=utf-8", docs::STYLE.to_owned()),
        )
        .at("/openapi.json", text("application/json", document))
        .at("/health", health.data(app.clone()))
        .at("/*rest", unknown)
        .with(CookieJarManager::new());
    let public_url = app.config.public_url.clone();
    let https = public_url.starts_with("https://");
    let files = make_sync(|request| assets::serve(&request).map_err(poem::Error::from));
    let all = Route::new()
        .nest("/api", guard::guard(api, public_url))
        .nest("/", files);
    problem::document(all)
        .map(move |response| async move { headers::secure(response, https) })
        .boxed()
}

/// Answers the same text every time.
fn text(kind: &'static str, body: String) -> impl Endpoint<Output = Response> {
    make_sync(move |_| Response::builder().content_type(kind).body(body.clone())).map_to_response()
}

/// Whether the program can serve: its database answers.
#[handler]
async fn health(app: poem::web::Data<&App>) -> poem::Result<&'static str> {
    let mut tx = app.db.read().await.map_err(crate::error::Error::from)?;
    let _: (i64,) = tx
        .one(crate::db::sql!("SELECT CAST(1 AS BIGINT)"))
        .await
        .map_err(crate::error::Error::from)?;
    Ok("ok")
}
