//! Text as people write it. The server takes it apart (`shared::api::prose`); here its parts are
//! drawn.
//!
//! Nothing is ever turned into markup by way of a string, so what somebody wrote cannot become more
//! than text.

use shared::api::prose::{Block, Inline, may_lead_to};
use yew::prelude::*;

/// Draws a text.
pub(crate) fn prose(blocks: &[Block]) -> Html {
    html! { <div class="prose">{ for blocks.iter().map(block) }</div> }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Paragraph(text) => html! { <p>{ line(text) }</p> },
        Block::Heading { level, text } => {
            let tag = heading(*level);
            html! { <@{tag}>{ line(text) }</@> }
        }
        Block::List { first: None, items } => html! { <ul>{ for items.iter().map(|one| item(one)) }</ul> },
        Block::List {
            first: Some(first),
            items,
        } => html! { <ol start={first.to_string()}>{ for items.iter().map(|one| item(one)) }</ol> },
        Block::Quote(blocks) => {
            html! { <blockquote>{ for blocks.iter().map(self::block) }</blockquote> }
        }
        Block::Code { text, .. } => html! { <pre tabindex="0"><code>{ text }</code></pre> },
        Block::Table { head, rows } => html! {
            <div class="prose-table" tabindex="0">
                <table>
                    <thead><tr>{ for head.iter().map(|cell| html! { <th scope="col">{ line(cell) }</th> }) }</tr></thead>
                    <tbody>{ for rows.iter().map(|cells| row(cells, head.len())) }</tbody>
                </table>
            </div>
        },
        Block::Rule {} => html! { <hr /> },
    }
}

/// Headings of a text stand below those of the page, which has two levels around it.
const fn heading(level: u8) -> &'static str {
    match level {
        1 => "h3",
        2 => "h4",
        _ => "h5",
    }
}

fn item(blocks: &[Block]) -> Html {
    // A line by itself needs no paragraph.
    match blocks {
        [Block::Paragraph(text)] => html! { <li>{ line(text) }</li> },
        blocks => html! { <li>{ for blocks.iter().map(block) }</li> },
    }
}

fn row(cells: &[Vec<Inline>], columns: usize) -> Html {
    let missing = columns.saturating_sub(cells.len());
    html! {
        <tr>
            { for cells.iter().map(|cell| html! { <td>{ line(cell) }</td> }) }
            { for (0..missing).map(|_| html! { <td></td> }) }
        </tr>
    }
}

fn line(parts: &[Inline]) -> Html {
    parts.iter().map(inline).collect()
}

fn inline(part: &Inline) -> Html {
    match part {
        Inline::Text(text) => html! { { text } },
        Inline::Emphasis(parts) => html! { <em>{ line(parts) }</em> },
        Inline::Strong(parts) => html! { <strong>{ line(parts) }</strong> },
        Inline::Strike(parts) => html! { <s>{ line(parts) }</s> },
        Inline::Code(code) => html! { <code>{ code }</code> },
        // The server has looked at it too.
        Inline::Link { to, text } if may_lead_to(to) => html! {
            <a href={to.clone()} target="_blank" rel="noopener noreferrer nofollow">{ line(text) }</a>
        },
        Inline::Link { text, .. } => line(text),
        Inline::Break {} => html! { <br /> },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_below_the_pages() {
        assert_eq!([1, 2, 3, 9].map(heading), ["h3", "h4", "h5", "h5"]);
    }

    #[test]
    fn what_may_lead_nowhere_is_no_link() {
        let link = |to: &str| Inline::Link {
            to: to.to_owned(),
            text: vec![Inline::Text("here".to_owned())],
        };
        let drawn = format!("{:?}", inline(&link("https://a.example")));
        assert!(
            drawn.contains("https://a.example") && drawn.contains("noopener"),
            "{drawn}"
        );
        let drawn = format!("{:?}", inline(&link("javascript:alert(1)")));
        assert!(drawn.contains("here") && !drawn.contains("javascript"), "{drawn}");
    }
}
