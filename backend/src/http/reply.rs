//! Answers: written by serde, described by poem-openapi.

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::Type;
use serde::Serialize;
use shared::problem::Problem;

/// 200 with a view.
#[derive(Debug)]
pub struct Found<T>(pub T);

/// 201 with a view.
#[derive(Debug)]
pub struct Created<T>(pub T);

/// 200 with a file to be kept.
#[derive(Debug)]
pub struct Csv {
    /// The file's name.
    pub name: &'static str,
    /// What is in it.
    pub text: String,
}

/// 204.
#[derive(Debug)]
pub struct Done;

fn json<T: Serialize>(status: StatusCode, view: &T) -> Response {
    match serde_json::to_string(view) {
        Ok(body) => Response::builder()
            .status(status)
            .content_type("application/json")
            .body(body),
        Err(error) => {
            tracing::error!(%error, "a view could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

impl<T: Serialize + Send> IntoResponse for Found<T> {
    fn into_response(self) -> Response {
        json(StatusCode::OK, &self.0)
    }
}

impl<T: Serialize + Send> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        json(StatusCode::CREATED, &self.0)
    }
}

impl IntoResponse for Csv {
    fn into_response(self) -> Response {
        Response::builder()
            .content_type("text/csv; charset=utf-8")
            .header(
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{}\"", self.name),
            )
            .body(self.text)
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

/// The answer of the operation, and the problem document that any of them may give instead.
pub(super) fn answers(status: u16, content: Vec<MetaMediaType>) -> MetaResponses {
    let answer = |status, description, content| MetaResponse {
        description,
        status,
        status_range: None,
        content,
        headers: Vec::new(),
    };
    let problem = MetaMediaType {
        content_type: "application/problem+json",
        schema: Problem::schema_ref(),
    };
    MetaResponses {
        responses: vec![
            answer(Some(status), "Done.", content),
            answer(None, "Refused; the code says why.", vec![problem]),
        ],
    }
}

fn content<T: Type>() -> Vec<MetaMediaType> {
    vec![MetaMediaType {
        content_type: "application/json",
        schema: T::schema_ref(),
    }]
}

impl<T: Type> ApiResponse for Found<T> {
    fn meta() -> MetaResponses {
        answers(200, content::<T>())
    }
    fn register(registry: &mut Registry) {
        T::register(registry);
        Problem::register(registry);
    }
}

impl<T: Type> ApiResponse for Created<T> {
    fn meta() -> MetaResponses {
        answers(201, content::<T>())
    }
    fn register(registry: &mut Registry) {
        T::register(registry);
        Problem::register(registry);
    }
}

impl ApiResponse for Csv {
    fn meta() -> MetaResponses {
        let file = MetaMediaType {
            content_type: "text/csv; charset=utf-8",
            schema: String::schema_ref(),
        };
        answers(200, vec![file])
    }
    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}

impl ApiResponse for Done {
    fn meta() -> MetaResponses {
        answers(204, Vec::new())
    }
    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}
