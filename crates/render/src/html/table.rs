//! Tables, of one version or of both.
//!
//! Rows and cells stand in the redline's order. An inserted or deleted row is told in words too,
//! unseen but for those who listen; `ins` and `del` stand inside each cell, never around it.

use std::ops::Range;

use keeling_diff::{CellChange, RowChange, Side};
use keeling_model::{Block, Cell, Row, Table, paragraphs as paragraphs_of};

use super::amended::Weave;
use super::blocks::{Paragraphs, Runs};
use super::inline::Painter;
use super::sink::Html;
use crate::tally::grouped;

/// How deep tables are drawn in tables; below that their cells are paragraphs.
const DEEPEST: usize = 3;
/// The most columns or rows that a cell may cover, as HTML has it.
const WIDEST: u32 = 1000;

pub(super) const OPEN: &str = "<div class=\"scroll\" tabindex=\"0\"><table>\n";
pub(super) const CLOSE: &str = "</table></div>\n";

/// Writes a table of one version.
pub(super) fn write_one(
    html: &mut Html,
    painter: &mut Painter<'_>,
    runs: &mut Runs<'_>,
    table: &Table,
) {
    nested(html, painter, runs, table, 0);
}

fn nested(
    html: &mut Html,
    painter: &mut Painter<'_>,
    runs: &mut Runs<'_>,
    table: &Table,
    depth: usize,
) {
    html.raw(if depth == 0 { OPEN } else { "<table>\n" });
    for (i, row) in table.rows.iter().enumerate() {
        html.raw("<tr>");
        for cell in &row.cells {
            let tag = open_cell(html, is_header(table, i), None, cell.columns, cell.rows);
            one_cell(html, painter, runs, cell, depth);
            html.raw(tag);
        }
        html.raw("</tr>\n");
    }
    html.raw(if depth == 0 { CLOSE } else { "</table>\n" });
}

fn one_cell(
    html: &mut Html,
    painter: &mut Painter<'_>,
    runs: &mut Runs<'_>,
    cell: &Cell,
    depth: usize,
) {
    let mut paragraphs = Paragraphs::of_cell(cell.blocks.len());
    for block in &cell.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraphs.open(html, paragraph.role);
                runs.paint(html, painter, paragraph.span);
            }
            Block::Table(table) if depth < DEEPEST => {
                paragraphs.close(html);
                nested(html, painter, runs, table, depth + 1);
            }
            Block::Table(_) => {
                for paragraph in paragraphs_of(std::slice::from_ref(block)) {
                    html.raw("<p>");
                    runs.paint(html, painter, paragraph.span);
                    html.raw("</p>\n");
                }
            }
        }
    }
    paragraphs.finish(html);
}

/// The two versions of a table that an amended clause has.
pub(super) struct Tables<'a> {
    pub(super) old: Option<&'a Table>,
    pub(super) new: Option<&'a Table>,
}

impl<'a> Tables<'a> {
    fn row(table: Option<&'a Table>, row: Option<u32>) -> Option<&'a Row> {
        table?.rows.get(row? as usize)
    }

    /// Whether a row of the redline is a header in the version that it is drawn from.
    fn is_header(&self, change: &RowChange) -> bool {
        match (self.new, change.new, self.old, change.old) {
            (Some(table), Some(row), ..) | (_, _, Some(table), Some(row)) => {
                is_header(table, row as usize)
            }
            _ => false,
        }
    }
}

/// Writes a table of an amended clause from what became of its rows.
pub(super) fn write_both(
    html: &mut Html,
    weave: &mut Weave<'_>,
    tables: &Tables<'_>,
    rows: &[RowChange],
) {
    html.raw(OPEN);
    let reach = Reach::new(tables.new, rows);
    for (i, change) in rows.iter().enumerate() {
        let old = Tables::row(tables.old, change.old);
        let new = Tables::row(tables.new, change.new);
        let (tag, words) = match (old, new, change.moved) {
            (None, Some(_), None) => ("<tr class=\"added\">", Some("New row: ")),
            (Some(_), None, None) => ("<tr class=\"gone\">", Some("Deleted row: ")),
            (None, Some(_), Some(_)) => ("<tr class=\"added moved\">", Some("Row moved here: ")),
            (Some(_), None, Some(_)) => ("<tr class=\"gone moved\">", Some("Row moved away: ")),
            _ => ("<tr>", None),
        };
        html.raw(tag);
        let header = tables.is_header(change);
        for (j, cell) in change.cells.iter().enumerate() {
            let versions = Cells {
                old: old.zip(cell.old).and_then(|(row, at)| row.cells.get(at as usize)),
                new: new.zip(cell.new).and_then(|(row, at)| row.cells.get(at as usize)),
            };
            let class = if old.is_some() && new.is_some() { versions.class() } else { None };
            let tag = versions.open(html, header, class, |rows| reach.rows(change, i, rows));
            let words = match class {
                Some("added") => Some("New cell: "),
                Some(_) => Some("Deleted cell: "),
                None => words.filter(|_| j == 0),
            };
            if let Some(words) = words {
                html.raw("<span class=\"vh\" data-ui>");
                html.raw(words);
                html.raw("</span>");
            }
            versions.write(html, weave, cell);
            html.raw(tag);
        }
        html.raw("</tr>\n");
    }
    html.raw(CLOSE);
    tell(html, rows);
}

/// Says below a table what became of its rows and cells.
fn tell(html: &mut Html, rows: &[RowChange]) {
    let count = |holds: fn(&RowChange) -> bool| rows.iter().filter(|row| holds(row)).count();
    let is_paired = |row: &&RowChange| row.old.is_some() && row.new.is_some();
    let cells = |holds: fn(&CellChange) -> bool| {
        let paired = rows.iter().filter(is_paired);
        paired.flat_map(|row| &row.cells).filter(|cell| holds(cell)).count()
    };
    let (row, cell) = (["row", "rows"], ["cell", "cells"]);
    say(
        html,
        "In this table: ",
        &[
            (count(|row| row.old.is_none() && row.moved.is_none()), row, "inserted"),
            (count(|row| row.new.is_none() && row.moved.is_none()), row, "deleted"),
            (count(|row| row.old.is_none() && row.moved.is_some()), row, "moved"),
            (cells(|cell| cell.old.is_none()), cell, "inserted"),
            (cells(|cell| cell.new.is_none()), cell, "deleted"),
        ],
    );
}

/// Says below a table how many of its pieces, called so if they are one or many, became what.
pub(super) fn say(html: &mut Html, lead: &str, counts: &[(usize, [&str; 2], &str)]) {
    let some = counts.iter().filter(|(n, ..)| *n > 0);
    let said: Vec<String> = some
        .map(|&(n, [one, many], became)| {
            format!("{} {} {became}", grouped(n), if n == 1 { one } else { many })
        })
        .collect();
    if !said.is_empty() {
        html.display(format_args!("<p class=\"note\" data-ui>{lead}{}.</p>\n", said.join(", ")));
    }
}

/// The two versions of a cell.
struct Cells<'a> {
    old: Option<&'a Cell>,
    new: Option<&'a Cell>,
}

impl Cells<'_> {
    /// What is said of a cell that only one version has.
    fn class(&self) -> Option<&'static str> {
        match (self.old, self.new) {
            (None, Some(_)) => Some("added"),
            (Some(_), None) => Some("gone"),
            _ => None,
        }
    }

    fn open(
        &self,
        html: &mut Html,
        header: bool,
        class: Option<&'static str>,
        reach: impl Fn(u32) -> u32,
    ) -> &'static str {
        match (self.new, self.old) {
            (Some(cell), _) => open_cell(html, header, class, cell.columns, reach(cell.rows)),
            (None, Some(cell)) => open_cell(html, header, class, cell.columns, 1),
            (None, None) => open_cell(html, header, class, 1, 1),
        }
    }

    fn write(&self, html: &mut Html, weave: &mut Weave<'_>, change: &CellChange) {
        let old = self.old.map(|cell| weave.flatten(Side::Old, &cell.blocks)).unwrap_or_default();
        let new = self.new.map(|cell| weave.flatten(Side::New, &cell.blocks)).unwrap_or_default();
        let mut paragraphs = Paragraphs::of_cell(old.len().max(new.len()));
        weave.write(html, &mut paragraphs, range(&change.ops), &old, &new);
        paragraphs.finish(html);
    }
}

/// Where the rows of the new table stand among all rows of the redline, so that a cell that
/// covers several also covers the deleted ones between them.
struct Reach(Vec<usize>);

impl Reach {
    fn new(table: Option<&Table>, rows: &[RowChange]) -> Self {
        let mut reach = vec![0; table.map_or(0, |table| table.rows.len())];
        for (i, change) in rows.iter().enumerate() {
            if let Some(place) = change.new.and_then(|row| reach.get_mut(row as usize)) {
                *place = i;
            }
        }
        Self(reach)
    }

    /// How many rows of the redline a cell covers that covers this many of the new table.
    fn rows(&self, change: &RowChange, at: usize, rows: u32) -> u32 {
        let last = change.new.map(|row| row as usize + (rows as usize).saturating_sub(1));
        let last = last.map(|last| last.min(self.0.len().saturating_sub(1)));
        match last.and_then(|last| self.0.get(last)) {
            Some(place) if rows > 1 && *place > at => {
                u32::try_from(place - at + 1).unwrap_or(WIDEST)
            }
            _ => 1,
        }
    }
}

/// Whether a row of a table is a header.
pub(super) fn is_header(table: &Table, row: usize) -> bool {
    row < table.header_rows as usize
}

/// Opens a cell; returns its end tag.
pub(super) fn open_cell(
    html: &mut Html,
    header: bool,
    class: Option<&str>,
    columns: u32,
    rows: u32,
) -> &'static str {
    html.raw(if header { "<th scope=\"col\"" } else { "<td" });
    if let Some(class) = class {
        html.attribute("class", class);
    }
    if columns > 1 {
        html.number("colspan", columns.min(WIDEST));
    }
    if rows > 1 {
        html.number("rowspan", rows.min(WIDEST));
    }
    html.raw(">");
    if header { "</th>" } else { "</td>" }
}

fn range(ops: &Range<u32>) -> Range<usize> {
    ops.start as usize..ops.end as usize
}
