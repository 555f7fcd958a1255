//! JSON bodies: read by serde, so that unknown fields and wrong types are refused with a pointer
//! to them; described by poem-openapi.

use crate::error::Error;
use poem::{Request, RequestBody};
use poem_openapi::registry::{MetaMediaType, MetaRequest, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};
use shared::problem::Code;
use shared::validate::Validate;
use std::ops::Deref;

/// A request's body, read and checked.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T> Deref for Body<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'a, T: DeserializeOwned + Validate + Type> ApiExtractor<'a> for Body<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = vec![MetaMediaType {
            content_type: "application/json",
            schema: T::schema_ref(),
        }];
        Some(MetaRequest {
            description: None,
            content,
            required: true,
        })
    }

    async fn from_request(
        _: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        let bytes = body.take()?.into_vec().await?;
        let value = parse::<T>(&bytes)?;
        let violations = value.violations();
        if violations.is_empty() {
            Ok(Self(value))
        } else {
            Err(Error::input(violations).into())
        }
    }
}

/// Reads JSON. An empty body is an empty object.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let inner = error.inner();
        // A list where a word belongs is called a mistake of syntax too: only what is no JSON is.
        let is_json = || serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
        if inner.classify() != serde_json::error::Category::Data && !is_json() {
            return Error::from(Code::Malformed);
        }
        let said = inner.to_string();
        let mut pointer = pointer(error.path());
        // serde names the object, not the field, when a field is missing or not known.
        if let Some(field) = said
            .strip_prefix("missing field `")
            .and_then(|rest| rest.split('`').next())
        {
            pointer = format!("{pointer}/{field}");
            return Error::field(&pointer, "required");
        }
        let code = if said.starts_with("unknown field") {
            "unknown-field"
        } else {
            "wrong-type"
        };
        Error::field(&pointer, code)
    })?;
    reader.end().map_err(|_| Error::from(Code::Malformed))?;
    Ok(value)
}

/// A JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::cases::FileCase;

    fn refused(json: &str) -> (Code, Option<(String, String)>) {
        match parse::<FileCase>(json.as_bytes()) {
            Err(Error::Refused(refusal)) => {
                let first = refusal
                    .errors
                    .first()
                    .map(|error| (error.pointer.clone(), error.code.clone()));
                (refusal.code, first)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        let field =
            |pointer: &str, code: &str| (Code::InvalidInput, Some((pointer.to_owned(), code.to_owned())));
        assert_eq!(refused("{\"colour\":1}"), field("/colour", "unknown-field"));
        assert_eq!(refused("{\"title\":5}"), field("/title", "wrong-type"));
        assert_eq!(refused("{\"severity\":[1]}"), field("/severity", "wrong-type"));
        assert_eq!(refused("{}"), field("/product", "required"));
        assert_eq!(refused("{\"title\":\"a\",\"title\":\"b\"}").0, Code::InvalidInput);
    }

    #[test]
    fn w10_what_is_no_json_is_malformed_and_nothing_worse() {
        for bad in [
            "{",
            "\u{feff}{}",
            "{\"title\":1e999}",
            "[".repeat(100_000).as_str(),
            "{} {}",
            "{\"title\":\"\\ud800\"}",
        ] {
            let (code, _) = refused(bad);
            assert!(matches!(code, Code::Malformed | Code::InvalidInput), "{code}");
        }
    }
}
