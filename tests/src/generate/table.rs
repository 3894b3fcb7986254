//! Tables of generated codes: rows and columns that keep their identity through all versions.

use super::code::Code;
use super::prose;
use super::random::Random;

/// A table with a header row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A column, with what it is through all versions: its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) id: u32,
    pub(crate) header: String,
}

/// A row below the header, with what it is through all versions: its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: u32,
    /// One for each column.
    pub(crate) cells: Vec<String>,
}

impl Table {
    pub(crate) fn random(code: &mut Code, random: &mut Random, n_rows: usize) -> Self {
        let headers = ["Measure", "Party", "Threshold"];
        let columns = headers.map(|header| Column { id: code.id(), header: header.to_owned() });
        let mut table = Self { columns: columns.into(), rows: Vec::new() };
        for _ in 0..n_rows {
            let row = table.row(code, random);
            table.rows.push(row);
        }
        table
    }

    /// A row for it.
    pub(crate) fn row(&self, code: &mut Code, random: &mut Random) -> Row {
        let mut cells = prose::row(random).to_vec();
        cells.resize_with(self.columns.len().max(3), || prose::cell(random));
        cells.truncate(self.columns.len());
        Row { id: code.id(), cells }
    }

    pub(crate) fn n_words(&self) -> usize {
        let words = |cell: &String| cell.split(' ').count();
        self.rows.iter().flat_map(|row| &row.cells).map(words).sum()
    }

    /// Its rows from the top, the header first.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Vec<&str>> {
        let header = self.columns.iter().map(|column| column.header.as_str()).collect();
        let rows = self.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect());
        std::iter::once(header).chain(rows)
    }
}
