//! Tables with computed numbers in their cells.

use keeling_model::{Builder, ClauseKind, Document, Label, Role};

/// Clause 1.1 with a table of a line for each row, cells parted by bars, paragraphs by slashes;
/// what stands before `>` is a label.
pub(crate) fn table(rows: &str) -> Document {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
    builder.begin_table(0);
    for row in rows.lines() {
        builder.begin_row();
        for cell in row.split('|') {
            builder.begin_cell(1, 1);
            for paragraph in cell.split('/') {
                let (label, text) = paragraph.split_once('>').unwrap_or(("", paragraph));
                builder.labelled_paragraph(label, Role::Body, text.trim(), []);
            }
        }
    }
    builder.end_table();
    builder.finish()
}
