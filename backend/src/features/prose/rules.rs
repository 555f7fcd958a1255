//! Markdown as a tree, without I/O.
//!
//! Nothing that was written gets lost: markup that is not drawn (HTML, links that may lead nowhere,
//! tables that would not hold everything) is shown as it was typed.

use super::bare;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag};
use shared::api::prose::{Block, DEPTH_MAX, Inline, may_lead_to};
use std::ops::Range;

/// Below this many parts, no further list, quote or table begins: lines need some depth too.
const BLOCKS_MAX: usize = DEPTH_MAX - 6;
/// Below this many parts, nothing is emphasised: words, and links made of them, lie below.
const INLINES_MAX: usize = DEPTH_MAX - 3;
/// Columns of a table at most.
const COLUMNS_MAX: usize = 20;
/// Characters of a language's name at most.
const LANGUAGE_MAX: usize = 30;

/// What a text means.
///
/// ```text
/// **Hello**   →   [{"paragraph": [{"strong": [{"text": "Hello"}]}]}]
/// ```
#[must_use]
pub(crate) fn parse(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut tree = Tree {
        source: text,
        root: Part::new(What::Root, 0, 0),
        open: Vec::new(),
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        tree.hear(event, range);
    }
    bare::link(tree.finish())
}

/// A part that has begun and not ended.
struct Part {
    what: What,
    /// So many parts of the tree lie above its content.
    depth: usize,
    /// Until where the source has been drawn.
    drawn: usize,
    blocks: Vec<Block>,
    line: Vec<Inline>,
    /// Of a list: what its items hold.
    items: Vec<Vec<Block>>,
    /// Of a table: its rows, the head first.
    rows: Vec<Vec<Vec<Inline>>>,
    /// Of a row: its cells.
    cells: Vec<Vec<Inline>>,
}

enum What {
    Root,
    Paragraph,
    Heading(u8),
    List(Option<u32>),
    Item,
    Quote,
    Code(String),
    Html,
    Table {
        columns: usize,
    },
    Row,
    Cell,
    Emphasis,
    Strong,
    Strike,
    Link {
        to: String,
        title: Option<String>,
    },
    /// Blocks, drawn as if it were not there: they belong to what is around it.
    Flat,
    /// The same of a line.
    FlatLine,
    /// Shown as it was typed, whatever is in it.
    Typed,
}

impl Part {
    fn new(what: What, depth: usize, drawn: usize) -> Self {
        Self {
            what,
            depth,
            drawn,
            blocks: Vec::new(),
            line: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// Whether lines are added to it, not blocks.
    fn is_line(&self) -> bool {
        matches!(
            self.what,
            What::Paragraph
                | What::Heading(_)
                | What::Cell
                | What::Emphasis
                | What::Strong
                | What::Strike
                | What::Link { .. }
                | What::FlatLine
        )
    }

    /// Whether blocks are added to it.
    fn holds_blocks(&self) -> bool {
        matches!(
            self.what,
            What::Root | What::List(_) | What::Item | What::Quote | What::Flat
        )
    }

    /// Words, of whatever it is.
    fn say(&mut self, text: String) {
        match &mut self.what {
            What::Code(code) => code.push_str(&text),
            What::Html => push(&mut self.line, Inline::Text(text)),
            _ => self.add(Inline::Text(text)),
        }
    }

    fn add(&mut self, part: Inline) {
        if self.is_line() {
            return push(&mut self.line, part);
        }
        // An item of a list in which nothing stands apart has lines without a paragraph.
        match self.blocks.last_mut() {
            Some(Block::Paragraph(line)) => push(line, part),
            _ => self.blocks.push(Block::Paragraph(vec![part])),
        }
    }
}

/// Adds a part to a line; words that follow words become one text.
fn push(line: &mut Vec<Inline>, part: Inline) {
    match (line.last_mut(), part) {
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (_, part) => line.push(part),
    }
}

/// Text as it was typed, line by line.
fn typed(text: &str) -> Vec<Inline> {
    let mut parts = Vec::new();
    for (at, line) in text.trim().lines().enumerate() {
        if at > 0 {
            parts.push(Inline::Break {});
        }
        if !line.is_empty() {
            parts.push(Inline::Text(line.to_owned()));
        }
    }
    parts
}

struct Tree<'a> {
    source: &'a str,
    root: Part,
    /// What has begun and not ended, the innermost last.
    open: Vec<Part>,
}

impl Tree<'_> {
    fn top(&mut self) -> &mut Part {
        match self.open.last_mut() {
            Some(innermost) => innermost,
            None => &mut self.root,
        }
    }

    fn hear(&mut self, event: Event<'_>, range: Range<usize>) {
        let ends = range.end;
        if matches!(self.top().what, What::Typed) {
            match event {
                Event::Start(_) => self.begin(What::Typed, range.start),
                Event::End(_) => self.end(range),
                _ => {}
            }
            return;
        }
        if self.top().holds_blocks() {
            let ended = matches!(event, Event::End(_));
            self.skipped(if ended { range.end } else { range.start });
        }
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(_) => return self.end(range),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.top().say(text.into_string()),
            Event::Code(code) => self.top().add(Inline::Code(code.into_string())),
            // A line that was ended is meant to end, as everywhere where cases are discussed.
            Event::SoftBreak | Event::HardBreak => self.top().add(Inline::Break {}),
            Event::Rule => self.top().blocks.push(Block::Rule {}),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
        self.drawn(ends);
    }

    /// The source has been drawn until there.
    fn drawn(&mut self, until: usize) {
        let top = self.top();
        top.drawn = top.drawn.max(until);
    }

    /// What was passed over before a block: where links by name lead (`[name]: address`), for
    /// example. It is shown as it was typed.
    fn skipped(&mut self, until: usize) {
        let from = self.top().drawn;
        let passed = self.source.get(from..until).unwrap_or_default();
        if passed.contains("]:") {
            let shown = Block::Paragraph(typed(passed));
            let top = self.top();
            match (&top.what, top.items.last_mut()) {
                (What::List(_), Some(item)) => item.push(shown),
                (What::List(_), None) => top.items.push(vec![shown]),
                _ => top.blocks.push(shown),
            }
        }
        self.drawn(until);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let depth = self.top().depth;
        let (room, fine) = (depth < BLOCKS_MAX, depth < INLINES_MAX);
        let what = match tag {
            Tag::Paragraph => What::Paragraph,
            Tag::Heading { level, .. } => What::Heading(match level {
                HeadingLevel::H1 => 1,
                HeadingLevel::H2 => 2,
                _ => 3,
            }),
            Tag::CodeBlock(kind) => What::Code(match kind {
                CodeBlockKind::Fenced(info) if !info.is_empty() => format!("{info}\n"),
                _ => "\n".to_owned(),
            }),
            Tag::HtmlBlock => What::Html,
            Tag::BlockQuote(_) if room => What::Quote,
            Tag::List(first) if room => What::List(first.and_then(|first| u32::try_from(first).ok())),
            Tag::Item if matches!(self.top().what, What::List(_)) => What::Item,
            Tag::Table(columns) if room => What::Table {
                columns: columns.len(),
            },
            Tag::Table(_) => What::Table { columns: usize::MAX },
            Tag::TableHead | Tag::TableRow => What::Row,
            Tag::TableCell => What::Cell,
            Tag::Emphasis if fine => What::Emphasis,
            Tag::Strong if fine => What::Strong,
            Tag::Strikethrough if fine => What::Strike,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            }
            | Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let to = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let mut around = self.open.iter().rev().take_while(|part| part.is_line());
                let within = around.any(|part| matches!(part.what, What::Link { .. }));
                let title = Some(title.into_string())
                    .filter(|title| !title.is_empty() && link_type == LinkType::Inline);
                match may_lead_to(&to) && fine && !within {
                    true => What::Link { to, title },
                    false => What::Typed,
                }
            }
            _ if self.top().is_line() => What::FlatLine,
            _ => What::Flat,
        };
        self.begin(what, range.start);
    }

    fn begin(&mut self, what: What, at: usize) {
        let as_deep = matches!(
            what,
            What::Flat | What::FlatLine | What::Item | What::Row | What::Cell
        );
        let depth = self.top().depth + usize::from(!as_deep);
        self.open.push(Part::new(what, depth, at));
    }

    fn end(&mut self, range: Range<usize>) {
        let Some(part) = self.open.pop() else { return };
        let source = self.source.get(range.clone()).unwrap_or_default();
        self.close(part, source);
        self.drawn(range.end);
    }

    /// Gives what has ended to what is around it.
    fn close(&mut self, part: Part, source: &str) {
        let around = self.top();
        match part.what {
            What::Root => {}
            What::Paragraph => around.blocks.push(Block::Paragraph(part.line)),
            What::Heading(level) => around.blocks.push(Block::Heading {
                level,
                text: part.line,
            }),
            What::List(first) => around.blocks.push(Block::List {
                first,
                items: part.items,
            }),
            What::Item => around.items.push(part.blocks),
            What::Quote => around.blocks.push(Block::Quote(part.blocks)),
            What::Code(text) => around.blocks.push(code(&text)),
            What::Html => {
                let text = part.line.iter().map(words).collect::<String>();
                around.blocks.push(Block::Paragraph(typed(&text)));
            }
            What::Table { columns } => around.blocks.push(table(columns, part.rows, source)),
            What::Row => {
                let mut cells = part.cells;
                while cells.last().is_some_and(Vec::is_empty) {
                    cells.pop();
                }
                around.rows.push(cells);
            }
            What::Cell => around.cells.push(part.line),
            What::Emphasis => around.add(Inline::Emphasis(part.line)),
            What::Strong => around.add(Inline::Strong(part.line)),
            What::Strike => around.add(Inline::Strike(part.line)),
            What::Link { to, title } => {
                let text = match part.line.is_empty() {
                    true => vec![Inline::Text(to.clone())],
                    false => part.line,
                };
                around.add(Inline::Link { to, text });
                if let Some(title) = title {
                    around.add(Inline::Text(format!(" ({title})")));
                }
            }
            What::Flat => around.blocks.extend(part.blocks),
            What::FlatLine => {
                for part in part.line {
                    around.add(part);
                }
            }
            What::Typed => {
                if !matches!(around.what, What::Typed) {
                    for part in typed(source) {
                        around.add(part);
                    }
                }
            }
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.skipped(self.source.len());
        self.root.blocks
    }
}

/// A block of code, of which the first line says the language, if one word does.
fn code(text: &str) -> Block {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let (info, lines) = text.split_once('\n').unwrap_or((text, ""));
    let info = info.trim();
    let word = |c: char| c.is_alphanumeric() || "+-#._".contains(c);
    if info.is_empty() || (info.chars().count() <= LANGUAGE_MAX && info.chars().all(word)) {
        Block::Code {
            language: Some(info.to_owned()).filter(|info| !info.is_empty()),
            text: lines.to_owned(),
        }
    } else {
        Block::Code {
            language: None,
            text: text.to_owned(),
        }
    }
}

/// A table; as it was typed if it is too wide or would not hold everything.
fn table(columns: usize, mut rows: Vec<Vec<Vec<Inline>>>, source: &str) -> Block {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let held = rows.iter().flatten().flatten().map(words).collect::<String>();
    if columns > COLUMNS_MAX || rows.is_empty() || letters(&held) != letters(source) {
        return Block::Code {
            language: None,
            text: source.trim_end().to_owned(),
        };
    }
    let head = rows.remove(0);
    Block::Table { head, rows }
}

/// The words of a part, and where it leads if they do not say it.
fn words(part: &Inline) -> String {
    match part {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(parts) | Inline::Strong(parts) | Inline::Strike(parts) => {
            parts.iter().map(words).collect()
        }
        Inline::Link { to, text } => {
            let text = text.iter().map(words).collect::<String>();
            if to.ends_with(&text) {
                text
            } else {
                format!("{text} {to}")
            }
        }
        Inline::Break {} => "\n".to_owned(),
    }
}

#[cfg(test)]
mod tests;
