//! Parameters of a path.

use crate::error::{Error, Result};
use poem::{Request, RequestBody};
use poem_openapi::registry::{MetaParamIn, MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use shared::problem::Code;
use std::ops::Deref;
use uuid::Uuid;

/// What can stand in a path.
pub trait InPath: Sized + Send {
    /// Whether the parameter is a security scheme as well.
    const SECURES: bool = false;

    /// Reads the text of the parameter; what cannot be one is not there.
    ///
    /// # Errors
    /// `not-found`.
    fn read(text: &str, request: &Request) -> Result<Self>;

    /// Registers the security scheme.
    fn register(_: &mut Registry) {}

    /// The names of the security schemes.
    fn schemes() -> Vec<&'static str> {
        Vec::new()
    }
}

impl InPath for String {
    fn read(text: &str, _: &Request) -> Result<Self> {
        Ok(text.to_owned())
    }
}

impl InPath for Uuid {
    fn read(text: &str, _: &Request) -> Result<Self> {
        text.parse().map_err(|_| Error::from(Code::NotFound))
    }
}

/// A parameter of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T> Deref for Path<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'a, T: InPath> ApiExtractor<'a> for Path<T> {
    const TYPES: &'static [ApiExtractorType] = if T::SECURES {
        &[ApiExtractorType::Parameter, ApiExtractorType::SecurityScheme]
    } else {
        &[ApiExtractorType::Parameter]
    };
    const PARAM_IS_REQUIRED: bool = true;
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        T::schemes()
    }

    fn param_in() -> Option<MetaParamIn> {
        Some(MetaParamIn::Path)
    }

    fn param_schema_ref() -> Option<MetaSchemaRef> {
        Some(MetaSchemaRef::Inline(Box::new(MetaSchema::new("string"))))
    }

    async fn from_request(
        request: &'a Request,
        _: &mut RequestBody,
        options: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        let text = request.raw_path_param(options.name).unwrap_or_default();
        Ok(Self(T::read(text, request)?))
    }
}
