//! A notation for flows and one for trees.
//!
//! A flow, one piece a line, `\t` being a tab:
//! ```text
//! = Example Energy Code      a title
//! ## 1 Supply                a heading of level 2
//! 1.1 The **Supplier**       a paragraph, with bold words
//!     (a) more               with an indent of 4
//! {7.0 1.} computed          with the computed number `1.` of list 7, level 0
//! * point                    a bullet
//! | a | b                    a row of a table
//! ```
//! A tree, one clause a line: its citation, its label in brackets (`[]` typed, `{}` computed), its
//! own text with headings underlined by `_`, its lines parted by ` / `.

use std::fmt::Write as _;

use keeling_model::{Block, Clause, ClauseKind, Document, Mark, MarkKind, Role, Span, Target};

use crate::flow::{Content, Flow, Grid, GridCell, Inline, Number, Piece, Style};
use crate::outline::build;

/// Reads the notation for flows.
pub(super) fn flow(notation: &str) -> Flow {
    let mut flow = Flow::default();
    for line in notation.lines().filter(|line| !line.trim().is_empty()) {
        let at = u32::try_from(flow.pieces.len()).unwrap();
        if let Some(row) = line.trim_start().strip_prefix("| ") {
            let cells = row.split(" | ").map(cell).collect();
            if let Some(Piece { content: Content::Table(grid), .. }) = flow.pieces.last_mut() {
                grid.rows.push(cells);
            } else {
                let grid = Grid { header_rows: 0, rows: vec![cells] };
                flow.pieces.push(Piece { content: Content::Table(grid), ..piece("", at) });
            }
        } else {
            flow.pieces.push(piece(line, at));
        }
    }
    flow
}

fn cell(text: &str) -> GridCell {
    GridCell { columns: 1, rows: 1, pieces: vec![piece(text, 0)] }
}

fn piece(line: &str, at: u32) -> Piece {
    let text = line.trim_start();
    let indent = i32::try_from(line.len() - text.len()).ok();
    let (style, text) = style(text);
    let (number, text) = number(text);
    let content = Content::Paragraph(inline(&text.replace("\\t", "\t")));
    Piece { content, style, number, indent, anchors: Vec::new(), source: at..at + 1 }
}

fn style(text: &str) -> (Style, &str) {
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    match (hashes, text.strip_prefix("= ")) {
        (_, Some(title)) => (Style::Title, title),
        (0, None) => (Style::Body, text),
        (level, None) => (Style::Heading(u8::try_from(level).unwrap()), text[level..].trim_start()),
    }
}

fn number(text: &str) -> (Option<Number>, &str) {
    if let Some(text) = text.strip_prefix("* ") {
        return (Some(Number { shown: "•".into(), bullet: true, list: 0, level: 0 }), text);
    }
    let parse = || {
        let (number, text) = text.strip_prefix('{')?.split_once('}')?;
        let (place, shown) = number.split_once(' ')?;
        let (list, level) = place.split_once('.')?;
        let (list, level) = (list.parse().ok()?, level.parse().ok()?);
        Some((Number { shown: shown.into(), bullet: false, list, level }, text.trim_start()))
    };
    parse().map_or((None, text), |(number, text)| (Some(number), text))
}

/// Text with `**bold**` words.
pub(super) fn inline(text: &str) -> Inline {
    let mut inline = Inline::default();
    for (index, part) in text.split("**").enumerate() {
        let start = u32::try_from(inline.text.len()).unwrap();
        inline.text.push_str(part);
        let span = Span::new(start, u32::try_from(inline.text.len()).unwrap());
        if index % 2 == 1 && !span.is_empty() {
            inline.marks.push(Mark { span, kind: MarkKind::Bold });
        }
    }
    inline
}

/// The tree of a flow, in the notation for trees.
pub(super) fn tree(notation: &str) -> String {
    let (document, diagnostics) = build(flow(notation));
    let mut tree = show(&document);
    for diagnostic in diagnostics {
        writeln!(tree, "! {diagnostic}").unwrap();
    }
    tree
}

/// The references of a flow, one a line: the words and the citation of what they mean.
pub(super) fn references(notation: &str) -> String {
    let (document, diagnostics) = build(flow(notation));
    let mut list = String::new();
    for mark in document.marks() {
        if let MarkKind::Reference(target) = mark.kind {
            let target = match target {
                Target::Clause(id) => &document.clause(id).citation,
                Target::Missing => "missing",
            };
            writeln!(list, "{} → {target}", document.slice(mark.span)).unwrap();
        }
    }
    for diagnostic in diagnostics {
        writeln!(list, "! {diagnostic}").unwrap();
    }
    list
}

/// A document in the notation for trees.
pub(super) fn show(document: &Document) -> String {
    let mut tree = String::new();
    for clause in document.clauses() {
        let indent = "  ".repeat(usize::from(clause.depth));
        writeln!(tree, "{indent}{}{}", head(clause), body(document, clause)).unwrap();
    }
    tree
}

fn head(clause: &Clause) -> String {
    let label = clause.label.as_ref().map(|label| {
        let (open, close) = if label.is_generated() { ('{', '}') } else { ('[', ']') };
        format!(" {open}{}{close}", label.shown())
    });
    let name = match clause.kind {
        ClauseKind::Title | ClauseKind::Heading | ClauseKind::Text => clause.kind.name(),
        _ => &clause.citation,
    };
    format!("{name}{}", label.unwrap_or_default())
}

fn body(document: &Document, clause: &Clause) -> String {
    let blocks = document.blocks(clause.id).iter().map(|block| match block {
        Block::Paragraph(paragraph) => {
            let text = document.slice(paragraph.span);
            match paragraph.role {
                Role::Heading(_) => format!("_{text}_"),
                Role::Item(_) => format!("• {text}"),
                _ => text.to_owned(),
            }
        }
        Block::Table(table) => {
            document.slice(table.span).replace('\t', " | ").replace('\n', " // ")
        }
    });
    let blocks = blocks.collect::<Vec<_>>().join(" / ");
    if blocks.is_empty() { blocks } else { format!(": {blocks}") }
}
