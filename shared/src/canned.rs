//! Ready answers: texts with a few placeholders, filled in for the case they are used in.

/// What a placeholder can name.
pub const PLACEHOLDERS: [&str; 3] = ["client", "number", "name"];

/// What fills the placeholders.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// What people call the client.
    pub client: &'a str,
    /// The case's number.
    pub number: &'a str,
    /// Whom one answers: who filed the case.
    pub name: &'a str,
}

impl Values<'_> {
    fn of(&self, placeholder: &str) -> Option<&str> {
        match placeholder {
            "client" => Some(self.client),
            "number" => Some(self.number),
            "name" => Some(self.name),
            _ => None,
        }
    }
}

/// A piece of a text: words, or a placeholder with what it names.
enum Piece<'a> {
    Words(&'a str),
    Placeholder { written: &'a str, names: &'a str },
}

/// The pieces of a text, in order; what is opened and never closed is words.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find("{{") {
        let Some(length) = rest[begin..].find("}}") else {
            break;
        };
        let written = &rest[begin..begin + length + 2];
        found.push(Piece::Words(&rest[..begin]));
        found.push(Piece::Placeholder {
            written,
            names: written[2..length].trim(),
        });
        rest = &rest[begin + length + 2..];
    }
    found.push(Piece::Words(rest));
    found
}

/// Fills the placeholders in, in one pass: braces in a client's name are only braces. What names
/// nothing stays as it is written.
///
/// ```
/// use shared::canned::{Values, fill};
/// let values = Values { client: "Delta", number: "K7QF-3M2X", name: "Dan" };
/// assert_eq!(fill("Hello {{name}}, {{ number }} of {{else}}", &values), "Hello Dan, K7QF-3M2X of {{else}}");
/// ```
#[must_use]
pub fn fill(text: &str, values: &Values<'_>) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Placeholder { written, names } => values.of(names).unwrap_or(written),
        })
        .collect()
}

/// Whether every placeholder of a text names something.
#[must_use]
pub fn is_known(text: &str) -> bool {
    pieces(text).into_iter().all(|piece| match piece {
        Piece::Words(_) => true,
        Piece::Placeholder { names, .. } => PLACEHOLDERS.contains(&names),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: Values<'_> = Values {
        client: "{{number}}",
        number: "CASE-1",
        name: "Zoé",
    };

    #[test]
    fn each_placeholder_is_filled_once() {
        for (text, filled) in [
            ("", ""),
            ("Nothing", "Nothing"),
            ("{{name}}{{number}}", "ZoéCASE-1"),
            ("{{  name  }} !", "Zoé !"),
            // What a value holds is not looked at again.
            ("{{client}}", "{{number}}"),
            ("{{unknown}} {{name}}", "{{unknown}} Zoé"),
            ("{{name} {{", "{{name} {{"),
            ("{{}} é{{number}}é", "{{}} éCASE-1é"),
        ] {
            assert_eq!(fill(text, &VALUES), filled, "{text}");
        }
    }

    #[test]
    fn what_names_nothing_is_found_before_it_is_sent() {
        for placeholder in PLACEHOLDERS {
            assert!(is_known(&format!("a {{{{{placeholder}}}}} b")));
            assert!(VALUES.of(placeholder).is_some());
        }
        assert!(is_known("No braces") && is_known("{{ open"));
        assert!(!is_known("{{firstname}}") && !is_known("{{}}") && !is_known("{{name}} {{Name}}"));
    }
}
