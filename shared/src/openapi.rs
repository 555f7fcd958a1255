//! Schemas of the types that poem-openapi cannot derive.

use crate::Timestamp;
use crate::api::lists::Since;
use crate::api::prose::{Block, Inline};
use crate::api::{Page, sessions::Secret};
use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type};
use std::borrow::Cow;

/// Types that are strings in JSON, with a format that tools may know.
macro_rules! string_type {
    ($type:ty, $format:literal, $description:literal) => {
        impl Type for $type {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(concat!("string_", $format))
            }
            fn schema_ref() -> MetaSchemaRef {
                let mut schema = MetaSchema::new_with_format("string", $format);
                schema.description = Some($description);
                MetaSchemaRef::Inline(Box::new(schema))
            }
            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }

        written_by_serde!($type);
    };
}

/// JSON of a type as serde reads and writes it.
macro_rules! written_by_serde {
    ($type:ty) => {
        impl ParseFromJSON for $type {
            fn parse_from_json(value: Option<serde_json::Value>) -> ParseResult<Self> {
                serde_json::from_value(value.unwrap_or_default()).map_err(ParseError::custom)
            }
        }

        impl ToJSON for $type {
            fn to_json(&self) -> Option<serde_json::Value> {
                serde_json::to_value(self).ok()
            }
        }
    };
}

/// Objects with one property, which says what they are; each part's type has to be named once.
macro_rules! one_of_properties {
    ($type:ident, $description:literal, $($property:literal: $shape:expr),+ $(,)?) => {
        impl Type for $type {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($type))
            }
            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Reference(Self::name().into_owned())
            }
            fn register(registry: &mut Registry) {
                registry.create_schema::<Self, _>(Self::name().into_owned(), |registry| {
                    Inline::register(registry);
                    MetaSchema {
                        description: Some($description),
                        properties: vec![$(($property, $shape)),+],
                        min_properties: Some(1),
                        max_properties: Some(1),
                        ..MetaSchema::new("object")
                    }
                });
            }
            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }

        written_by_serde!($type);
    };
}

fn list(of: MetaSchemaRef) -> MetaSchemaRef {
    MetaSchemaRef::Inline(Box::new(MetaSchema {
        items: Some(Box::new(of)),
        ..MetaSchema::new("array")
    }))
}

fn object(properties: Vec<(&'static str, MetaSchemaRef)>) -> MetaSchemaRef {
    MetaSchemaRef::Inline(Box::new(MetaSchema {
        properties,
        ..MetaSchema::new("object")
    }))
}

fn inlines() -> MetaSchemaRef {
    list(Inline::schema_ref())
}

fn blocks() -> MetaSchemaRef {
    list(Block::schema_ref())
}

one_of_properties!(
    Inline,
    "a part of a line: one of these",
    "text": String::schema_ref(),
    "emphasis": inlines(),
    "strong": inlines(),
    "strike": inlines(),
    "code": String::schema_ref(),
    "link": object(vec![("to", String::schema_ref()), ("text", inlines())]),
    "break": object(vec![]),
);
one_of_properties!(
    Block,
    "a part of a text: one of these",
    "paragraph": inlines(),
    "heading": object(vec![("level", u8::schema_ref()), ("text", inlines())]),
    "list": object(vec![("first", u32::schema_ref()), ("items", list(blocks()))]),
    "quote": blocks(),
    "code": object(vec![("language", String::schema_ref()), ("text", String::schema_ref())]),
    "table": object(vec![("head", list(inlines())), ("rows", list(list(inlines())))]),
    "rule": object(vec![]),
);
string_type!(Since, "since", "RFC 3339, or days such as `7d`");
string_type!(Timestamp, "date-time", "RFC 3339, UTC, to the microsecond");
string_type!(Secret, "password", "a secret");

impl<T: Type> Type for Page<T> {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("PageOf{}", T::name()))
    }
    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Reference(Self::name().into_owned())
    }
    fn register(registry: &mut Registry) {
        T::register(registry);
        registry.create_schema::<Self, _>(Self::name().into_owned(), |_| MetaSchema {
            description: Some("One page of a list, newest first."),
            required: vec!["items", "next"],
            properties: vec![
                (
                    "items",
                    MetaSchemaRef::Inline(Box::new(MetaSchema {
                        items: Some(Box::new(T::schema_ref())),
                        ..MetaSchema::new("array")
                    })),
                ),
                (
                    "next",
                    MetaSchemaRef::Inline(Box::new(MetaSchema {
                        nullable: true,
                        ..MetaSchema::new("string")
                    })),
                ),
            ],
            ..MetaSchema::new("object")
        });
    }
    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}
