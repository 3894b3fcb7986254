//! A flow as text that a person can check.
//!
//! ```text
//! Heading(1) [1.] Supply >720 @supply      style, number, indent, bookmarks
//! The Supplier◊ shall supply. {Bold 4..12, Note 12..15}
//! ```
//!
//! `⏎` is a line break, `⇥` a tab, `◊` the place of an object, `¬` a soft hyphen. The text of a cell is shown in
//! brackets, with its columns and rows where it covers more than one.

use std::fmt::Write;

use keeling_model::{MarkKind, OBJECT};

use crate::flow::{Content, Flow, Inline, Piece, Style};

pub(super) fn show(flow: &Flow) -> String {
    let mut lines: Vec<String> = flow.pieces.iter().map(|piece| show_piece(flow, piece)).collect();
    for note in &flow.notes {
        let kind = if note.endnote { "endnote" } else { "footnote" };
        let pieces: Vec<String> = note.pieces.iter().map(|p| show_piece(flow, p)).collect();
        lines.push(format!("{kind} {:?}: {}", note.marker, pieces.join(" / ")));
    }
    for margin in &flow.margins {
        let kind = if margin.footer { "footer" } else { "header" };
        let pieces: Vec<String> = margin.pieces.iter().map(|p| show_piece(flow, p)).collect();
        lines.push(format!("{kind} {:?}: {}", margin.name, pieces.join(" / ")));
    }
    for reference in &flow.cross_references {
        let piece = &flow.pieces[reference.piece as usize];
        let Content::Paragraph(inline) = &piece.content else { panic!("refers from a table") };
        let text = &inline.text[reference.span.range()];
        lines.push(format!("{text:?} refers to {}", reference.anchor));
    }
    for diagnostic in &flow.diagnostics {
        lines.push(format!("{}: {diagnostic}", diagnostic.code.name()));
    }
    lines.join("\n")
}

fn show_piece(flow: &Flow, piece: &Piece) -> String {
    let mut line = String::new();
    if piece.style != Style::Body {
        write!(line, "{:?} ", piece.style).unwrap();
    }
    if let Some(number) = &piece.number {
        write!(line, "[{}] ", number.shown).unwrap();
    }
    match &piece.content {
        Content::Paragraph(inline) => show_inline(flow, inline, &mut line),
        Content::Table(grid) => {
            let rows = grid.rows.iter().enumerate().map(|(index, row)| {
                let cells = row.iter().map(|cell| {
                    let pieces: Vec<String> =
                        cell.pieces.iter().map(|piece| show_piece(flow, piece)).collect();
                    let size = match (cell.columns, cell.rows) {
                        (1, 1) => String::new(),
                        (columns, rows) => format!("{columns}x{rows} "),
                    };
                    format!("[{size}{}]", pieces.join(" / "))
                });
                let header = if index < grid.header_rows as usize { "head " } else { "" };
                format!("{header}{}", cells.collect::<String>())
            });
            write!(line, "table {}", rows.collect::<Vec<_>>().join(" | ")).unwrap();
        }
    }
    if let Some(indent) = piece.indent.filter(|&indent| indent != 0) {
        write!(line, " >{indent}").unwrap();
    }
    for anchor in &piece.anchors {
        write!(line, " @{anchor}").unwrap();
    }
    line
}

fn show_inline(flow: &Flow, inline: &Inline, line: &mut String) {
    let shown = inline
        .text
        .replace('\n', "⏎")
        .replace('\t', "⇥")
        .replace(OBJECT, "◊")
        .replace('\u{AD}', "¬");
    line.push_str(&shown);
    let mut marks = inline.marks.clone();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    let shown: Vec<String> = marks
        .iter()
        .map(|mark| {
            let what = match mark.kind {
                MarkKind::Link(id) => format!("Link({})", flow.urls[id.0 as usize]),
                MarkKind::Object(id) => format!("{:?}", flow.objects[id.0 as usize]),
                MarkKind::Note(id) => format!("Note({})", flow.notes[id.index()].marker),
                kind => format!("{kind:?}"),
            };
            format!("{what} {}..{}", mark.span.start, mark.span.end)
        })
        .collect();
    if !shown.is_empty() {
        write!(line, " {{{}}}", shown.join(", ")).unwrap();
    }
}
