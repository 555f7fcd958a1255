//! Text as people write it: paragraphs, code between back-ticks, addresses that can be followed.
//!
//! Nothing is ever turned into markup by way of a string, so what somebody wrote cannot become more
//! than text.

use yew::prelude::*;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    /// Lines between ```` ``` ````.
    Code(String),
    /// Anything else.
    Paragraph(Vec<Span>),
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Span {
    Text(String),
    Code(String),
    Link(String),
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = Vec::new();
    let mut fenced = false;
    let flush = |lines: &mut Vec<&str>, fenced: bool, found: &mut Vec<Block>| {
        let joined = std::mem::take(lines).join("\n");
        if fenced {
            found.push(Block::Code(joined));
        } else if !joined.trim().is_empty() {
            found.push(Block::Paragraph(spans(joined.trim_end())));
        }
    };
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        if fence || (!fenced && line.trim().is_empty()) {
            flush(&mut lines, fenced, &mut found);
            fenced ^= fence;
        } else {
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        flush(&mut lines, fenced, &mut found);
    }
    found
}

fn spans(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, span, length)) = next_special(rest) {
        if at > 0 {
            found.push(Span::Text(rest[..at].to_owned()));
        }
        found.push(span);
        rest = &rest[at + length..];
    }
    if !rest.is_empty() {
        found.push(Span::Text(rest.to_owned()));
    }
    found
}

/// The first code or address: where it begins, what it is, and how many bytes it takes.
fn next_special(text: &str) -> Option<(usize, Span, usize)> {
    let code = text.find('`').and_then(|at| {
        let inner = &text[at + 1..];
        let end = inner
            .find('`')
            .filter(|end| *end > 0 && !inner[..*end].contains('\n'))?;
        Some((at, Span::Code(inner[..end].to_owned()), end + 2))
    });
    let link = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme).map(|at| (at, scheme.len())))
        .min();
    let link = link.and_then(|(at, scheme)| {
        let until = text[at..]
            .find(|c: char| c.is_whitespace() || "<>\"«»`".contains(c))
            .unwrap_or(text.len() - at);
        // A full stop after an address belongs to the sentence.
        let address =
            text[at..at + until].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\u{202f}', '\u{a0}']);
        (address.len() > scheme).then(|| (at, Span::Link(address.to_owned()), address.len()))
    });
    match (code, link) {
        (Some(code), Some(link)) => Some(if code.0 < link.0 { code } else { link }),
        (one, other) => one.or(other),
    }
}

/// Draws a text.
pub(super) fn prose(text: &str) -> Html {
    html! { <div class="prose">{ for blocks(text).into_iter().map(block) }</div> }
}

fn block(block: Block) -> Html {
    match block {
        Block::Code(code) => html! { <pre tabindex="0"><code>{ code }</code></pre> },
        Block::Paragraph(spans) => html! { <p>{ for spans.into_iter().map(span) }</p> },
    }
}

fn span(span: Span) -> Html {
    match span {
        Span::Text(text) => html! { { text } },
        Span::Code(code) => html! { <code>{ code }</code> },
        Span::Link(address) => {
            html! { <a href={address.clone()} target="_blank" rel="noopener noreferrer nofollow">{ address }</a> }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Span {
        Span::Text(text.into())
    }

    #[test]
    fn paragraphs_and_code_are_told_apart() {
        let found = blocks("Une ligne\nune autre\n\n\nPuis :\n```\nlet a;\n\nlet b;\n```\nfin");
        assert_eq!(found.len(), 4);
        assert_eq!(found[0], Block::Paragraph(vec![text("Une ligne\nune autre")]));
        assert_eq!(found[2], Block::Code("let a;\n\nlet b;".into()));
        assert_eq!(blocks("```\nopen"), [Block::Code("open".into())]);
        assert_eq!(blocks(" \n "), []);
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let found = spans("Voir https://a.example/x?y=1. Ou `ls -l`, (http://b.example)!");
        let expected = [
            text("Voir "),
            Span::Link("https://a.example/x?y=1".into()),
            text(". Ou "),
            Span::Code("ls -l".into()),
            text(", ("),
            Span::Link("http://b.example".into()),
            text(")!"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_not_meant_so_stays_text() {
        for plain in [
            "a ` b",
            "``",
            "javascript:alert(1)",
            "https://",
            "<b>é</b>",
            "`é\nà`",
        ] {
            assert_eq!(spans(plain), [text(plain)], "{plain}");
        }
    }
}
