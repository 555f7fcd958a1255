use super::*;

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn link(to: &str, says: &str) -> Inline {
    Inline::Link {
        to: to.to_owned(),
        text: vec![text(says)],
    }
}

fn paragraph(source: &str) -> Vec<Inline> {
    let mut blocks = parse(source);
    assert_eq!(blocks.len(), 1, "{source:?}: {blocks:?}");
    match blocks.remove(0) {
        Block::Paragraph(line) => line,
        other => panic!("{source:?}: {other:?}"),
    }
}

#[test]
fn what_people_write_is_what_they_meant() {
    assert_eq!(
        paragraph("**Bonjour** *à* ~~tous~~ : `ls -l`\nligne"),
        [
            Inline::Strong(vec![text("Bonjour")]),
            text(" "),
            Inline::Emphasis(vec![text("à")]),
            text(" "),
            Inline::Strike(vec![text("tous")]),
            text(" : "),
            Inline::Code("ls -l".to_owned()),
            Inline::Break {},
            text("ligne"),
        ]
    );
    let blocks = parse(
        "# Un\n#### Quatre\n- a\n- b\n\n3. c\n\n> dit\n\n---\n\n```rust\nlet a;\n\nlet b;\n```\n\n|a|b|\n|-|-|\n|c|",
    );
    let p = |line: &str| Block::Paragraph(vec![text(line)]);
    let expected = [
        Block::Heading {
            level: 1,
            text: vec![text("Un")],
        },
        Block::Heading {
            level: 3,
            text: vec![text("Quatre")],
        },
        Block::List {
            first: None,
            items: vec![vec![p("a")], vec![p("b")]],
        },
        Block::List {
            first: Some(3),
            items: vec![vec![p("c")]],
        },
        Block::Quote(vec![p("dit")]),
        Block::Rule {},
        Block::Code {
            language: Some("rust".to_owned()),
            text: "let a;\n\nlet b;".to_owned(),
        },
        Block::Table {
            head: vec![vec![text("a")], vec![text("b")]],
            rows: vec![vec![vec![text("c")]]],
        },
    ];
    assert_eq!(blocks, expected);
    assert_eq!(parse(" \n "), []);
}

#[test]
fn addresses_can_be_followed_and_nothing_else() {
    assert_eq!(
        paragraph("Voir https://a.example/x_y?a=1&b=2."),
        [
            text("Voir "),
            link("https://a.example/x_y?a=1&b=2", "https://a.example/x_y?a=1&b=2"),
            text("."),
        ]
    );
    assert_eq!(
        paragraph("[ici](http://a.example)"),
        [link("http://a.example", "ici")]
    );
    assert_eq!(
        paragraph("<a@b.example> ![plan](https://a.example/p.png \"titre\")"),
        [
            link("mailto:a@b.example", "a@b.example"),
            text(" "),
            link("https://a.example/p.png", "plan"),
            text(" (titre)"),
        ]
    );
    for plain in [
        "[a](javascript:alert(1))",
        "[a](JAVASCRIPT:alert)",
        "![a](data:text/html,x)",
        "[a](/cases)",
        "[a](//b.example)",
        "<javascript:alert>",
        "<b>x</b>",
        "[a](vbscript:x \"t\")",
    ] {
        assert_eq!(paragraph(plain), [text(plain)], "{plain}");
    }
    assert_eq!(paragraph("<script>\nalert(1)\n</script>").len(), 5);
}

#[test]
fn nothing_is_left_out() {
    // Where links by name lead is shown, although Markdown would hide it.
    let shown = parse("[a]: javascript:alert(1)\n\n[a] et [b]\n\n> [b]: https://b.example");
    let words = said(&shown);
    for part in ["javascript:alert(1)", "[a]", "b", "https://b.example"] {
        assert!(words.contains(part), "{part}: {shown:?}");
    }
    // A row with more cells than the table has columns.
    let table = "|a|b|\n|-|-|\n|c|d|e|";
    assert_eq!(
        parse(table),
        [Block::Code {
            language: None,
            text: table.to_owned()
        }]
    );
    assert_eq!(
        parse("```rust ignore\nx\n```"),
        [Block::Code {
            language: None,
            text: "rust ignore\nx".to_owned()
        }]
    );
}

/// Everything that a tree says, links' addresses included.
fn said(blocks: &[Block]) -> String {
    let lines = |parts: &[Inline]| parts.iter().map(all_words).collect::<String>();
    let said_by = |block: &Block| match block {
        Block::Paragraph(line) | Block::Heading { text: line, .. } => lines(line),
        Block::List { items, .. } => items.iter().map(|item| said(item)).collect::<Vec<_>>().join(" "),
        Block::Quote(blocks) => said(blocks),
        Block::Code { language, text } => format!("{} {text}", language.clone().unwrap_or_default()),
        Block::Table { head, rows } => {
            let cells = rows.iter().flatten().chain(head);
            cells.map(|cell| lines(cell)).collect::<Vec<_>>().join(" ")
        }
        Block::Rule {} => String::new(),
    };
    blocks.iter().map(said_by).collect::<Vec<_>>().join(" ")
}

fn all_words(part: &Inline) -> String {
    match part {
        Inline::Link { to, text } => format!("{} {to} ", text.iter().map(all_words).collect::<String>()),
        Inline::Emphasis(parts) | Inline::Strong(parts) | Inline::Strike(parts) => {
            parts.iter().map(all_words).collect()
        }
        other => words(other),
    }
}

/// What a tree is made of: how many parts, how deep, and where its links lead.
#[derive(Default)]
struct Sum {
    parts: usize,
    depth: usize,
    links: Vec<String>,
}

impl Sum {
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.part(depth);
            match block {
                Block::Paragraph(line) | Block::Heading { text: line, .. } => self.line(line, depth + 1),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, depth + 1)),
                Block::Quote(blocks) => self.blocks(blocks, depth + 1),
                Block::Table { head, rows } => {
                    for cell in rows.iter().flatten().chain(head) {
                        self.parts += 1;
                        self.line(cell, depth + 1);
                    }
                }
                Block::Code { .. } | Block::Rule {} => {}
            }
        }
    }

    fn line(&mut self, parts: &[Inline], depth: usize) {
        for part in parts {
            self.part(depth);
            match part {
                Inline::Emphasis(parts) | Inline::Strong(parts) | Inline::Strike(parts) => {
                    self.line(parts, depth + 1);
                }
                Inline::Link { to, text } => {
                    self.links.push(to.clone());
                    self.line(text, depth + 1);
                }
                Inline::Text(_) | Inline::Code(_) | Inline::Break {} => {}
            }
        }
    }

    fn part(&mut self, depth: usize) {
        self.parts += 1;
        self.depth = self.depth.max(depth);
    }
}

/// What holds of every tree.
fn is_sound(source: &str) -> Vec<Block> {
    let tree = parse(source);
    let mut sum = Sum::default();
    sum.blocks(&tree, 1);
    let begins = source.chars().take(200).collect::<String>();
    assert!(sum.depth <= DEPTH_MAX, "{}: {begins:?}", sum.depth);
    assert!(
        sum.parts <= 3 * source.len() + 3,
        "{} of {}: {begins:?}",
        sum.parts,
        source.len()
    );
    for to in &sum.links {
        assert!(may_lead_to(to), "{to:?}: {begins:?}");
    }
    let json = serde_json::to_string(&tree).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Block>>(&json).unwrap(), tree);
    tree
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound as u64).unwrap()
    }
}

#[test]
fn whatever_is_written_no_link_leads_elsewhere_and_no_word_is_lost() {
    const PIECES: &[&str] = &[
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "```\n",
        "~~~\n",
        "[",
        "]",
        "](",
        ")",
        "![",
        "<",
        ">",
        "> ",
        "- ",
        "+ ",
        "1. ",
        "12) ",
        "# ",
        "### ",
        "\n",
        "\n\n",
        "\n    ",
        "\t",
        "|",
        "|-|-|\n",
        "|a|b|\n",
        "---\n",
        "===\n",
        "\\",
        "&amp;",
        "&#",
        "\"",
        "'",
        "(",
        ": ",
        "]: ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<?",
        "<![CDATA[",
        "http://",
        "https://a.example/",
        "javascript:",
        "JavaScript:",
        "data:",
        "mailto:",
        "//",
        "@b.example",
        "é",
        "«\u{a0}",
        "\u{200b}",
        "\u{0}",
        "\r\n",
        "  \n",
        " ",
        "🦀",
        "[x]",
        "[^1]",
        "$",
        "{",
        "}",
    ];
    let mut chance = Chance(7);
    for round in 0..20_000 {
        let mut source = String::new();
        let mut words = Vec::new();
        for _ in 0..chance.below(40) {
            if chance.below(3) == 0 {
                let word = format!("w{}x", words.len());
                source.push_str(&word);
                words.push(word);
            } else {
                source.push_str(PIECES[chance.below(PIECES.len())]);
            }
        }
        let said = said(&is_sound(&source));
        for word in words {
            assert!(
                said.contains(&word),
                "round {round}: {word} of {source:?} is not in {said:?}"
            );
        }
    }
}

#[test]
fn what_takes_others_long_stays_small() {
    let repeat = |piece: &str| piece.repeat(20_000 / piece.len());
    for piece in [
        "[",
        "]",
        "*",
        "**",
        "_",
        "~",
        "`",
        "<",
        ">",
        "> ",
        "- ",
        "1. ",
        "![",
        "[](",
        "[a](",
        "[a]",
        "*a_",
        "**a *",
        "`a``",
        "<a ",
        "<!--",
        "&",
        "\\",
        "|",
        "|\n",
        "|a\n|-\n",
        "#",
        "a\n",
        "- a\n",
        ">\n",
        "~~a",
        "[a]:",
        "a**b",
        "*a **a ",
        "http://",
        "https://a ",
        "_a",
        "](",
        "<http://a>",
        "[a](<b",
        "  ",
        "\n",
        "\t",
        "\"",
        "(",
        "```\n",
        "<?",
        "<!A ",
        "<![CDATA[",
    ] {
        is_sound(&repeat(piece));
    }
    // Names that stand for long addresses, rows of nothing, lists within lists before empty lines.
    is_sound(&format!(
        "[a]: https://{}\n\n{}",
        "x".repeat(9_000),
        "[a]".repeat(3_000)
    ));
    is_sound(&format!(
        "{}\n{}\n{}",
        "|a".repeat(20),
        "|-".repeat(20),
        "|\n".repeat(9_000)
    ));
    is_sound(&format!("{}\n{}\n", "|a".repeat(5_000), "|-".repeat(5_000)));
    is_sound(&format!("{}a{}", "- ".repeat(5_000), "\n".repeat(10_000)));
    is_sound(&format!("{}a\n{}", "> ".repeat(5_000), ">\n".repeat(5_000)));
    is_sound(&format!("{}a{}", "*a ".repeat(3_000), " a*".repeat(3_000)));
}
