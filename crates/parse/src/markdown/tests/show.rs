//! A flow as text.
//!
//! ```text
//! body >1 1.(list 0, level 0) "text" bold("te") #anchor
//! ```

use std::fmt::Write;

use keeling_model::{Mark, MarkKind, OBJECT};

use crate::flow::{Content, Flow, Inline, Piece, Style};

pub(super) fn show(flow: &Flow) -> String {
    let mut out = String::new();
    for piece in &flow.pieces {
        show_piece(flow, piece, 0, &mut out);
    }
    for (index, note) in flow.notes.iter().enumerate() {
        writeln!(out, "note {index} marked {}", note.marker).unwrap();
        note.pieces.iter().for_each(|piece| show_piece(flow, piece, 1, &mut out));
    }
    for reference in &flow.cross_references {
        let words = match &flow.pieces[reference.piece as usize].content {
            Content::Paragraph(inline) => &inline.text[reference.span.range()],
            Content::Table(_) => "?",
        };
        writeln!(out, "piece {}: {words:?} -> #{}", reference.piece, reference.anchor).unwrap();
    }
    for diagnostic in &flow.diagnostics {
        writeln!(out, "{}: {diagnostic}", diagnostic.code.name()).unwrap();
    }
    out
}

fn show_piece(flow: &Flow, piece: &Piece, depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    let style = match piece.style {
        Style::Body => "body".to_owned(),
        Style::Title => "title".to_owned(),
        Style::Heading(level) => format!("heading {level}"),
        Style::Code => "code".to_owned(),
        Style::Quote => "quote".to_owned(),
    };
    out.push_str(&style);
    if let Some(indent) = piece.indent.filter(|indent| *indent != 0) {
        write!(out, " >{indent}").unwrap();
    }
    if let Some(number) = &piece.number {
        write!(out, " {}(list {}, level {})", number.shown, number.list, number.level).unwrap();
        assert_eq!(number.bullet, number.shown == "•");
    }
    match &piece.content {
        Content::Paragraph(inline) => show_inline(flow, inline, out),
        Content::Table(grid) => write!(out, " table, {} header rows", grid.header_rows).unwrap(),
    }
    for anchor in &piece.anchors {
        write!(out, " #{anchor}").unwrap();
    }
    out.push('\n');
    if let Content::Table(grid) = &piece.content {
        for row in &grid.rows {
            writeln!(out, "{}row", "  ".repeat(depth + 1)).unwrap();
            for cell in row {
                let indent = "  ".repeat(depth + 2);
                writeln!(out, "{indent}cell {}x{}", cell.columns, cell.rows).unwrap();
                cell.pieces.iter().for_each(|piece| show_piece(flow, piece, depth + 3, out));
            }
        }
    }
}

fn show_inline(flow: &Flow, inline: &Inline, out: &mut String) {
    write!(out, " {:?}", inline.text.replace(OBJECT, "@")).unwrap();
    let mut marks = inline.marks.clone();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    for Mark { span, kind } in marks {
        let words = &inline.text[span.range()];
        match kind {
            MarkKind::LineBreak => write!(out, " break({})", span.start),
            MarkKind::Note(note) => write!(out, " note({})", note.0),
            MarkKind::Link(url) => {
                write!(out, " link({words:?}, {})", flow.urls[url.0 as usize])
            }
            MarkKind::Object(id) => write!(out, " object({:?})", flow.objects[id.0 as usize]),
            kind => write!(out, " {}({words:?})", format!("{kind:?}").to_lowercase()),
        }
        .unwrap();
    }
}
