//! Documents in shorthand, so that a test shows what it is about.
//!
//! ```text
//! # 1 Supply              a clause with a label and a heading
//! 1.1 The Supplier …      a clause with a label
//! \(a) each Service       an item, deeper by each bracket; `+(a)` where the number is computed
//! - a text                text without a number
//! = Term: means …         a definition
//! | a | b                 a row of a table
//! ^1 See clause 2.        a footnote
//! ~Header Draft 1         a header, `~Footer` a footer
//! ```
//! A `+` before a label makes it a generated one; a `/` in a text parts paragraphs.

use keeling_model::{Builder, ClauseKind, Document, Label, Role};

/// Reads a sketch.
pub(crate) fn document(sketch: &str) -> Document {
    let mut builder = Builder::new();
    let mut open = Vec::new();
    let mut in_table = false;
    for line in sketch.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if in_table && !line.starts_with('|') {
            builder.end_table();
            in_table = false;
        }
        if let Some(row) = line.strip_prefix('|') {
            if !in_table {
                builder.begin_table(1);
                in_table = true;
            }
            builder.begin_row();
            for cell in row.split('|') {
                builder.begin_cell(1, 1);
                builder.paragraph(Role::Body, cell.trim(), []);
                builder.end_cell();
            }
            builder.end_row();
        } else {
            clause(&mut builder, &mut open, line);
        }
    }
    builder.finish()
}

fn clause(builder: &mut Builder, open: &mut Vec<usize>, line: &str) {
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    match first {
        "#" => {
            let (label, heading) = rest.split_once(' ').unwrap_or((rest, ""));
            up_to(builder, open, Some(depth(label)));
            builder.open(ClauseKind::Clause, Some(self::label(label)));
            builder.paragraph(Role::Heading(1), heading, []);
        }
        "##" => {
            up_to(builder, open, Some(0));
            builder.open(ClauseKind::Heading, None);
            builder.paragraph(Role::Heading(1), rest, []);
        }
        "-" => {
            up_to(builder, open, None);
            builder.open(ClauseKind::Text, None);
            paragraphs(builder, rest);
            builder.close();
        }
        "=" => {
            up_to(builder, open, None);
            let (term, _) = rest.split_once(':').unwrap_or((rest, ""));
            builder.open_definition(term);
            paragraphs(builder, rest);
            builder.close();
        }
        _ if first.starts_with('^') => {
            let label = Label::generated(first.trim_start_matches('^'));
            builder.open(ClauseKind::Footnote, Some(label));
            paragraphs(builder, rest);
        }
        "~Header" | "~Footer" => {
            let kind = if first == "~Header" { ClauseKind::Header } else { ClauseKind::Footer };
            builder.open(kind, Some(Label::generated(first.trim_start_matches('~'))));
            paragraphs(builder, rest);
        }
        _ => {
            let kind = if first.contains('(') { ClauseKind::Paragraph } else { ClauseKind::Clause };
            up_to(builder, open, Some(depth(first)));
            builder.open(kind, Some(label(first)));
            paragraphs(builder, rest);
        }
    }
}

fn paragraphs(builder: &mut Builder, text: &str) {
    for text in text.split('/').map(str::trim).filter(|text| !text.is_empty()) {
        builder.paragraph(Role::Body, text, []);
    }
}

fn label(shown: &str) -> Label {
    match shown.strip_prefix('+') {
        Some(shown) => Label::generated(shown),
        None => Label::typed(shown),
    }
}

/// `1` is at the top, `1.1` below it, `(a)` below that.
fn depth(label: &str) -> usize {
    if label.contains('(') { 2 } else { label.matches('.').count() }
}

/// Closes what does not hold a clause of this depth; one without a number belongs to the clause
/// with a number that is open, whatever items that has.
fn up_to(builder: &mut Builder, open: &mut Vec<usize>, depth: Option<usize>) {
    while open.last().is_some_and(|last| *last >= depth.unwrap_or(2)) {
        builder.close();
        open.pop();
    }
    open.extend(depth);
}
