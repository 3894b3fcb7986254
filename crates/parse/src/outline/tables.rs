//! Tables: one in, its text in the clause that is open out; a table of definitions becomes a
//! definition for each row.

use std::ops::Range;

use keeling_model::ClauseKind;

use super::Outline;
use super::blocks::{self, Slice};
use super::definitions::{plain, says_meaning};
use super::stack::Entry;
use crate::flow::{Content, Grid, GridCell, Piece};

/// The most words of a term.
const TERM_WORDS: usize = 12;

impl Outline {
    /// Writes a table. Returns whether there was anything in it.
    pub(super) fn table(&mut self, grid: &Grid, source: &Range<u32>) -> bool {
        if grid.rows.is_empty() {
            return false;
        }
        if defines_terms(grid, self.stack.defines()) {
            self.definition_table(grid, source);
        } else {
            self.stack.ready_for_text(source);
            blocks::write_table(self.stack.builder(), grid, self.limits);
            self.stack.wrote("", source);
        }
        true
    }

    /// Opens a definition for each row; header rows stay a table of their clause.
    fn definition_table(&mut self, grid: &Grid, source: &Range<u32>) {
        self.stack.truncate(self.place_definition(None));
        let header = header_rows(grid);
        let (head, rows) = grid.rows.split_at(header);
        if !head.is_empty() {
            self.stack.ready_for_text(source);
            blocks::write_rows(self.stack.builder(), grid.header_rows, head, self.limits);
            self.stack.wrote("", source);
        }
        for row in rows {
            let term = row.first().and_then(term);
            match term {
                Some(term) => self.open_row(&term, source),
                // A row without a term goes on with the meaning before it.
                None => self.stack.ready_for_text(source),
            }
            for piece in row.iter().flat_map(|cell| &cell.pieces) {
                blocks::write_piece(self.stack.builder(), piece, self.limits);
            }
            self.stack.wrote("", source);
        }
    }

    fn open_row(&mut self, term: &str, source: &Range<u32>) {
        self.stack.truncate(self.place_definition(None));
        let entry = Entry { kind: ClauseKind::Definition, ..Entry::default() };
        self.stack.open(entry, None, Some(term), source.clone());
    }
}

/// How many of the first rows are headers: as the format says, or a first row "Term", "Meaning".
fn header_rows(grid: &Grid) -> usize {
    let said = usize::try_from(grid.header_rows).unwrap_or(0).min(grid.rows.len());
    if said > 0 {
        return said;
    }
    let column = |row: &Vec<GridCell>| row.first().map(text).unwrap_or_default().to_lowercase();
    let heads = ["term", "terms", "expression", "definition", "acronym", "abbreviation", "word"];
    usize::from(grid.rows.first().is_some_and(|row| heads.contains(&column(row).as_str())))
}

/// Whether a table's first column holds terms and its second what they mean: in most rows the
/// second says so, or the heading promises definitions.
fn defines_terms(grid: &Grid, promised: bool) -> bool {
    let rows = grid.rows.get(header_rows(grid)..).unwrap_or_default();
    let defines = |row: &&Vec<GridCell>| match row.as_slice() {
        [first, second] => term(first).is_some() && (promised || says_meaning(&text(second))),
        _ => false,
    };
    let count = rows.iter().filter(defines).count();
    count >= 2 && count * 10 >= rows.len() * 6
}

/// The term in a cell: its words, few enough for one, without quotes.
fn term(cell: &GridCell) -> Option<String> {
    let text = text(cell);
    let few = text.split_whitespace().nth(TERM_WORDS).is_none();
    let text = plain(&text);
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | ':'));
    (few && !bare.is_empty()).then(|| bare.to_owned())
}

/// The words of a cell's first paragraph that has any.
fn text(cell: &GridCell) -> String {
    let words = |piece: &Piece| match &piece.content {
        Content::Paragraph(inline) => {
            let slice = Slice::trimmed(&inline.text);
            (!slice.is_empty()).then(|| slice.of(inline).to_owned())
        }
        Content::Table(_) => None,
    };
    cell.pieces.iter().find_map(words).unwrap_or_default()
}
