//! One side of a written file against its version: the words, whatever they are read as.
//!
//! ```text
//! version                        side, without an outline
//! label 1.1 │ paragraph …        paragraph "1.1 The Supplier shall:"
//! label (a) (computed) │ …       paragraph "supply.", which bears (a)
//! definition "Zone": …           row of a table: "Zone", "a physical location"
//! ```
//!
//! Whether a typed number is read as a label depends on the numbers around it, computed ones too,
//! and a file that cannot carry one of these is right all the same. So each paragraph of the side
//! has to be, to the letter, the typed labels and the text that the version has of a paragraph.
//!
//! One pass over both.

use keeling_model::{Block, Cell, Clause, Document, Row, paragraphs};

use super::objects::{Pictures, verify_objects};
use super::{Line, Mismatch, Part, first_difference, lines, margins_differ, mismatch, told};

/// Checks that one side of a written file, read without an outline, says what a version, `want`,
/// says. Returns what differs beside the words.
///
/// # Errors
///
/// Where a typed label, a text, a table, a note, a picture, a formula or a symbol is another.
pub fn verify_side(want: &Document, side: &Document) -> Result<Vec<String>, Mismatch> {
    let mut body = Body { want, lines: lines(want, Part::Body), at: 0, numbers: Vec::new() };
    for block in side.body().iter().flat_map(|clause| side.blocks(clause.id)) {
        body.block(side, block)?;
    }
    body.pass_computed();
    if let Some(&(_, line)) = body.lines.get(body.at) {
        return Err(mismatch(want, &body.lines, body.at, Some(line), None));
    }
    let mut numbers = body.numbers;
    let (wanted, given) = (lines(want, Part::Notes), lines(side, Part::Notes));
    if let Some((at, line, got)) = first_difference(&wanted, &given, &mut numbers) {
        return Err(mismatch(want, &wanted, at, line, got));
    }
    verify_objects((want, side), Part::Text, Pictures::Shown)?;
    Ok(told(&numbers).into_iter().chain(margins_differ((want, side), Pictures::Shown)).collect())
}

/// The body of a version as far as it has been found.
struct Body<'a> {
    want: &'a Document,
    lines: Vec<(usize, Line<'a>)>,
    at: usize,
    /// Computed numbers that are others, or only on one side.
    numbers: Vec<(&'a str, &'a str)>,
}

impl<'a> Body<'a> {
    fn block(&mut self, side: &'a Document, block: &'a Block) -> Result<(), Mismatch> {
        match block {
            Block::Paragraph(paragraph) => {
                let label = side.label_at(paragraph.span.start);
                self.paragraph(label, side.slice(paragraph.span))
            }
            Block::Table(table) => table.rows.iter().try_for_each(|row| self.row(side, row)),
        }
    }

    fn next(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).map(|&(_, line)| line)
    }

    /// Passes over computed numbers, which the side does not have.
    fn pass_computed(&mut self) {
        while let Some(Line::Label(label, true)) = self.next() {
            self.numbers.push((label, "none"));
            self.at += 1;
        }
    }

    /// A paragraph of the side, with the number that is computed for it.
    fn paragraph(&mut self, label: Option<&'a str>, text: &'a str) -> Result<(), Mismatch> {
        if let Some(label) = label {
            self.computed(label);
        }
        let mut rest = text.trim();
        let mut before = None;
        while !rest.is_empty() {
            self.pass_computed();
            let line = self.next();
            let part = match (line, before) {
                (Some(Line::Label(label, _)), None | Some(Line::Label(..))) => label,
                // A paragraph that says the number of its heading again, and goes on with an item.
                (Some(Line::Label(label, _)), _) if self.shares_paragraph() => label,
                (Some(Line::Paragraph(text)), None | Some(Line::Label(..))) => text.trim(),
                _ => return Err(self.differs(Line::Paragraph(rest))),
            };
            let Some(behind) = rest.strip_prefix(part) else {
                return Err(self.differs(Line::Paragraph(rest)));
            };
            (rest, before) = (behind.trim_start(), line);
            self.at += 1;
        }
        Ok(())
    }

    /// Holds the number that is computed for a paragraph of the side against the version's.
    fn computed(&mut self, label: &'a str) {
        let want = match self.next() {
            Some(Line::Label(want, true)) => {
                self.at += 1;
                want
            }
            // One that makes no clause belongs to its paragraph.
            Some(Line::Paragraph(text)) => self.label_of(text).unwrap_or("none"),
            _ => "none",
        };
        if want != label {
            self.numbers.push((want, label));
        }
    }

    /// The number that a paragraph of the version bears without being a clause.
    fn label_of(&self, text: &str) -> Option<&'a str> {
        let clause = self.clause(self.at)?;
        let all = paragraphs(self.want.blocks(clause.id));
        let here = |span| std::ptr::eq(self.want.slice(span), text);
        all.map(|paragraph| paragraph.span)
            .find(|&span| here(span))
            .and_then(|span| self.want.label_at(span.start))
    }

    /// Whether the clause that begins next begins in the paragraph that the one before it ends in.
    fn shares_paragraph(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.clause(at));
        let clauses = before.zip(self.clause(self.at));
        clauses.is_some_and(|(before, next)| before.source.end > next.source.start)
    }

    fn clause(&self, at: usize) -> Option<&'a Clause> {
        self.lines.get(at).and_then(|&(clause, _)| self.want.clauses().get(clause))
    }

    /// A row of the side: a row of the version, or, of a table of definitions, paragraphs.
    fn row(&mut self, side: &'a Document, row: &'a Row) -> Result<(), Mismatch> {
        let text = side.slice(row.span);
        if !text.trim().is_empty() {
            self.pass_computed();
        }
        match self.next() {
            Some(Line::Row(want)) if want == text => {
                self.at += 1;
                Ok(())
            }
            Some(Line::Row(_)) => Err(self.differs(Line::Row(text))),
            _ => row.cells.iter().try_for_each(|cell| self.cell(side, cell)),
        }
    }

    /// A cell of a table of definitions. Within a cell a line break is a space.
    fn cell(&mut self, side: &'a Document, cell: &'a Cell) -> Result<(), Mismatch> {
        for block in &cell.blocks {
            let rows = match block {
                Block::Paragraph(paragraph) => vec![Line::Paragraph(side.slice(paragraph.span))],
                Block::Table(table) => {
                    table.rows.iter().map(|row| Line::Row(side.slice(row.span))).collect()
                }
            };
            for got in rows {
                let same = match (got, self.next()) {
                    (Line::Paragraph(got), _) if got.trim().is_empty() => continue,
                    (Line::Paragraph(got), Some(Line::Paragraph(want)))
                    | (Line::Row(got), Some(Line::Row(want))) => {
                        got.split_whitespace().eq(want.split_whitespace())
                    }
                    _ => false,
                };
                if !same {
                    return Err(self.differs(got));
                }
                self.at += 1;
            }
        }
        Ok(())
    }

    fn differs(&self, got: Line<'_>) -> Mismatch {
        mismatch(self.want, &self.lines, self.at, self.next(), Some(got))
    }
}

#[cfg(test)]
mod tests {
    use keeling_model::{Builder, Label, Role};

    use super::super::tests::document as version;
    use super::*;

    fn side(paragraphs: &[(&str, &str)]) -> Document {
        let mut builder = Builder::new();
        for (label, text) in paragraphs {
            builder.labelled_paragraph(label, Role::Body, text, []);
        }
        builder.finish()
    }

    #[test]
    fn a_typed_label_is_part_of_its_paragraph() {
        let want = version(&[(Label::typed("1"), "It shall."), (Label::typed("(a)"), "It may.")]);
        let good = side(&[("", "1 It shall."), ("", "(a)\tIt may.")]);
        assert_eq!(verify_side(&want, &good), Ok(vec![]));
        for wrong in [
            &[("", "2 It shall."), ("", "(a) It may.")][..],
            &[("", "1 It shall."), ("", "(a) It may not.")],
            &[("", "1 It shall."), ("", "It may.")],
            &[("", "1 It shall.")],
            &[("", "1 It shall."), ("", "(a) It may."), ("", "More.")],
            // Of two paragraphs one must not be made.
            &[("", "1 It shall. (a) It may.")],
        ] {
            assert!(verify_side(&want, &side(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_other_computed_number_warns() {
        let computed = Label::generated;
        let want = version(&[(computed("1"), "It shall."), (computed("2"), "It may.")]);
        let good = side(&[("1", "It shall."), ("2", "It may.")]);
        assert_eq!(verify_side(&want, &good), Ok(vec![]));
        let told = verify_side(&want, &side(&[("1", "It shall."), ("", "It may.")]));
        assert_eq!(told.unwrap(), ["1 automatic number is another: none for 2"]);
        let told = verify_side(&want, &side(&[("1", "It shall."), ("3", "It may.")]));
        assert_eq!(told.unwrap(), ["1 automatic number is another: 3 for 2"]);
        assert!(verify_side(&want, &side(&[("1", "It shall."), ("2", "It might.")])).is_err());
    }

    #[test]
    fn rows_are_held_cell_by_cell() {
        let table = |rows: &[[&str; 2]]| {
            let mut builder = Builder::new();
            builder.begin_table(0);
            for row in rows {
                builder.begin_row();
                for cell in row {
                    builder.begin_cell(1, 1);
                    builder.paragraph(Role::Body, cell, []);
                }
            }
            builder.end_table();
            builder.finish()
        };
        let want = table(&[["a", "b"], ["c", ""]]);
        assert_eq!(verify_side(&want, &want.clone()), Ok(vec![]));
        assert!(verify_side(&want, &table(&[["a", "b"], ["", "c"]])).is_err());
        assert!(verify_side(&want, &table(&[["a", "b"]])).is_err());
        // A table of definitions is a definition for each row.
        let mut builder = Builder::new();
        for words in [["Zone", "a place"], ["Site", "another"]] {
            builder.open_definition(words[0]);
            builder.paragraph(Role::Body, words[0], []);
            builder.paragraph(Role::Body, words[1], []);
            builder.close();
        }
        let want = builder.finish();
        let good = table(&[["Zone", "a place"], ["Site", "another"]]);
        assert_eq!(verify_side(&want, &good), Ok(vec![]));
        assert!(verify_side(&want, &table(&[["Zone", "a place"], ["Site", "other"]])).is_err());
    }
}
