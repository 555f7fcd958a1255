//! The API's document as a page: plain HTML without a script, made once at start from the OpenAPI
//! document.

use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The page's style sheet, served beside it.
pub(super) const STYLE: &str = include_str!("docs.css");

/// The page.
pub(super) fn page(document: &str) -> String {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Comptoir API</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"/api/docs.css\"><main><h1>Comptoir API</h1>",
    );
    let _ = write!(
        html,
        "<p>{} The machine-readable document is at <a href=\"/api/openapi.json\">/api/openapi.json</a>.</p>",
        escape(text(&document["info"]["description"]))
    );
    let tags = document["tags"].as_array().map(Vec::as_slice).unwrap_or_default();
    let _ = write!(html, "<nav><ul>");
    for tag in tags {
        let name = escape(text(&tag["name"]));
        let _ = write!(html, "<li><a href=\"#{name}\">{name}</a></li>");
    }
    let _ = write!(html, "<li><a href=\"#types\">Types</a></li></ul></nav>");
    for tag in tags {
        let name = text(&tag["name"]);
        let about = escape(text(&tag["description"]));
        let _ = write!(html, "<h2 id=\"{0}\">{0}</h2><p>{about}</p>", escape(name));
        for (path, methods) in object(&document["paths"]) {
            for (method, operation) in object(methods) {
                let tagged = operation["tags"]
                    .as_array()
                    .is_some_and(|tags| tags.iter().any(|tag| tag == name));
                if tagged {
                    write_operation(&mut html, method, path, operation);
                }
            }
        }
    }
    let _ = write!(html, "<h2 id=\"types\">Types</h2>");
    for (name, schema) in object(&document["components"]["schemas"]) {
        write_type(&mut html, name, schema);
    }
    html.push_str("</main></html>");
    html
}

fn write_operation(html: &mut String, method: &str, path: &str, operation: &Value) {
    let summary = escape(text(&operation["summary"]));
    let _ = write!(
        html,
        "<section><h3><code class=\"method\">{}</code> <code>/api/v1{}</code></h3><p>{summary} {}</p>",
        escape(&method.to_uppercase()),
        escape(path),
        escape(text(&operation["description"]))
    );
    html.push_str("<dl>");
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        if parameter["in"] == "query" {
            let _ = write!(
                html,
                "<dt><code>?{}=</code></dt>",
                escape(text(&parameter["name"]))
            );
            let _ = write!(html, "<dd>{}</dd>", kind(&parameter["schema"]));
        }
    }
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    if !body.is_null() {
        let _ = write!(html, "<dt>Body</dt><dd>{}</dd>", kind(body));
    }
    for (status, response) in object(&operation["responses"]) {
        for (media, content) in object(&response["content"]) {
            if !media.starts_with("application/problem") {
                let _ = write!(
                    html,
                    "<dt>{}</dt><dd>{}</dd>",
                    escape(status),
                    kind(&content["schema"])
                );
            }
        }
        if response["content"].is_null() {
            let _ = write!(html, "<dt>{}</dt><dd>nothing</dd>", escape(status));
        }
    }
    html.push_str("</dl></section>");
}

fn write_type(html: &mut String, name: &str, schema: &Value) {
    let about = escape(text(&schema["description"]));
    let _ = write!(
        html,
        "<section><h3 id=\"type-{0}\"><code>{0}</code></h3><p>{about}</p><dl>",
        escape(name)
    );
    for word in schema["enum"].as_array().into_iter().flatten() {
        let _ = write!(html, "<dt><code>{}</code></dt><dd></dd>", escape(text(word)));
    }
    let required = schema["required"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for (field, of) in object(&schema["properties"]) {
        let needed = if required.iter().any(|name| name == field) {
            ""
        } else {
            " (optional)"
        };
        let about = escape(text(&of["description"]));
        let _ = write!(
            html,
            "<dt><code>{}</code></dt><dd>{}{needed} {about}</dd>",
            escape(field),
            kind(of)
        );
    }
    html.push_str("</dl></section>");
}

/// What a schema is, in a few words, with a link to a named type.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return format!("<a href=\"#type-{0}\">{0}</a>", escape(name));
    }
    if let Some(parts) = schema["allOf"].as_array().filter(|parts| !parts.is_empty()) {
        return kind(&parts[0]);
    }
    if schema["type"] == "array" {
        return format!("list of {}", kind(&schema["items"]));
    }
    let format = schema["format"]
        .as_str()
        .map(|format| format!(", {}", escape(format)));
    format!("{}{}", escape(text(&schema["type"])), format.unwrap_or_default())
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_and_types_are_listed_and_escaped() {
        let document = r##"{"info":{"description":"A <b>"},"tags":[{"name":"Cases"}],
            "paths":{"/cases":{"get":{"tags":["Cases"],"summary":"List","responses":
                {"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Row"}}}}}}}},
            "components":{"schemas":{"Row":{"properties":{"title":{"type":"string"}}}}}}"##;
        let html = page(document);
        assert!(
            html.contains("A &lt;b&gt;") && html.contains("<code>/api/v1/cases</code>"),
            "{html}"
        );
        assert!(
            html.contains("<a href=\"#type-Row\">Row</a>") && html.contains("<code>title</code>"),
            "{html}"
        );
    }
}
