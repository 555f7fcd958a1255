//! Addresses that stand in a text as they are become links, as everywhere.

use shared::api::prose::{Block, Inline};

/// Makes links of the addresses in these parts.
pub(super) fn link(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().map(in_block).collect()
}

fn in_block(block: Block) -> Block {
    match block {
        Block::Paragraph(text) => Block::Paragraph(in_line(text)),
        Block::Heading { level, text } => Block::Heading {
            level,
            text: in_line(text),
        },
        Block::List { first, items } => Block::List {
            first,
            items: items.into_iter().map(link).collect(),
        },
        Block::Quote(blocks) => Block::Quote(link(blocks)),
        Block::Table { head, rows } => {
            let cells = |cells: Vec<Vec<Inline>>| cells.into_iter().map(in_line).collect();
            Block::Table {
                head: cells(head),
                rows: rows.into_iter().map(cells).collect(),
            }
        }
        code @ (Block::Code { .. } | Block::Rule {}) => code,
    }
}

fn in_line(parts: Vec<Inline>) -> Vec<Inline> {
    let mut linked = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Inline::Text(text) => split(&text, &mut linked),
            Inline::Emphasis(parts) => linked.push(Inline::Emphasis(in_line(parts))),
            Inline::Strong(parts) => linked.push(Inline::Strong(in_line(parts))),
            Inline::Strike(parts) => linked.push(Inline::Strike(in_line(parts))),
            other @ (Inline::Code(_) | Inline::Link { .. } | Inline::Break {}) => linked.push(other),
        }
    }
    linked
}

/// Words, and the addresses between them.
fn split(text: &str, parts: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((at, address)) = next(rest) {
        if at > 0 {
            parts.push(Inline::Text(rest[..at].to_owned()));
        }
        parts.push(Inline::Link {
            to: address.to_owned(),
            text: vec![Inline::Text(address.to_owned())],
        });
        rest = &rest[at + address.len()..];
    }
    if !rest.is_empty() {
        parts.push(Inline::Text(rest.to_owned()));
    }
}

/// The first address, and where it begins.
fn next(text: &str) -> Option<(usize, &str)> {
    let mut from = 0;
    // Nothing is looked at twice: what follows a scheme without an address is passed over.
    while let Some(found) = text[from..].find("://") {
        let scheme_ends = from + found;
        let begins = ["https", "http"]
            .iter()
            .find(|scheme| text[from..scheme_ends].ends_with(**scheme))
            .map(|scheme| scheme_ends - scheme.len());
        let host = scheme_ends + 3;
        let until = text[host..]
            .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"«»`".contains(c))
            .map_or(text.len(), |length| host + length);
        // A full stop after an address belongs to the sentence.
        let end = text[host..until]
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_', '~'])
            .len();
        if let Some(begins) = begins.filter(|_| end > 0) {
            return Some((begins, &text[begins..host + end]));
        }
        from = host;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let mut parts = Vec::new();
        split(
            "Voir https://a.example/x?y=1. Ou « http://b.example », (http://c.example/_d)!",
            &mut parts,
        );
        let text = |text: &str| Inline::Text(text.to_owned());
        let link = |to: &str| Inline::Link {
            to: to.to_owned(),
            text: vec![text(to)],
        };
        let expected = [
            text("Voir "),
            link("https://a.example/x?y=1"),
            text(". Ou « "),
            link("http://b.example"),
            text(" », ("),
            link("http://c.example/_d"),
            text(")!"),
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for plain in [
            "javascript:alert(1)",
            "https://",
            "ftp://a.example",
            "://x",
            "http:// a",
            "",
        ] {
            assert_eq!(next(plain), None, "{plain}");
        }
        assert_eq!(next("x://http://a"), Some((4, "http://a")));
    }
}
