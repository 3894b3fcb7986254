//! Writes tables: rows that only one version has, and cells that are merged otherwise.

use std::fmt::Write as _;

use keeling_ooxml::xml::{NodeId, Tree};

use super::emit::Emit;
use super::plan::RowStep;
use super::reading::Row;

impl Emit<'_> {
    /// A table that only the old version has, as XML.
    pub(super) fn old_table(&mut self, id: usize, (from, to): (usize, usize)) -> String {
        let table = &self.versions.old.tables[id];
        let tree = self.versions.old.tree(from);
        let (mut desk, _) = self.desk(from, to);
        let prefix = desk.prefix.to_owned();
        let mut xml = format!("<{prefix}tbl>");
        for child in tree.children(table.node) {
            if matches!(tree.word(child), "tblPr" | "tblGrid") {
                desk.carried(child, &mut xml);
            }
        }
        for row in &table.rows {
            xml.push_str(&self.old_row(row, (from, to)));
        }
        let _ = write!(xml, "</{prefix}tbl>");
        xml
    }

    /// A row that only the old version has, as XML.
    fn old_row(&mut self, row: &Row, (from, to): (usize, usize)) -> String {
        let tree = self.versions.old.tree(from);
        let (mut desk, _) = self.desk(from, to);
        let prefix = desk.prefix.to_owned();
        let mut xml = format!("<{prefix}tr>");
        if let Some(exceptions) = tree.child(row.node, "tblPrEx") {
            desk.carried(exceptions, &mut xml);
        }
        let _ = write!(xml, "<{prefix}trPr>");
        for child in tree.child(row.node, "trPr").into_iter().flat_map(|id| tree.children(id)) {
            desk.carried(child, &mut xml);
        }
        xml.push_str(&desk.marks.empty(&prefix, "del"));
        let _ = write!(xml, "</{prefix}trPr>");
        for &cell in &row.cells {
            let container = &self.versions.old.containers[cell];
            let _ = write!(xml, "<{prefix}tc>");
            if let Some(properties) = tree.child(container.node, "tcPr") {
                let (mut desk, _) = self.desk(from, to);
                desk.carried(properties, &mut xml);
            }
            xml.push_str(&self.old_blocks(self.versions.old.blocks(cell), (from, to)));
            let _ = write!(xml, "</{prefix}tc>");
        }
        let _ = write!(xml, "</{prefix}tr>");
        xml
    }

    /// A row that only the new version has.
    pub(super) fn new_row(&mut self, row: &Row, (from, to): (usize, usize)) {
        let tree = self.versions.new.tree(to);
        let (desk, _) = self.desk(from, to);
        let prefix = desk.prefix.to_owned();
        let tag = desk.marks.empty(&prefix, "ins");
        match tree.child(row.node, "trPr") {
            Some(properties) if !tree.tag(properties).ends_with("/>") => {
                let (_, at) = tree.inner(properties);
                self.edits[to].insert(at, &tag);
            }
            Some(properties) => {
                let (start, end) = tree.outer(properties);
                let xml = format!("<{prefix}trPr>{tag}</{prefix}trPr>");
                self.edits[to].replace(start, end, xml);
            }
            None => {
                let at = match tree.child(row.node, "tblPrEx") {
                    Some(exceptions) => tree.outer(exceptions).1,
                    None => tree.inner(row.node).0,
                };
                let xml = format!("<{prefix}trPr>{tag}</{prefix}trPr>");
                self.edits[to].insert(at, &xml);
            }
        }
        for &cell in &row.cells {
            self.new_blocks(cell, (from, to));
        }
    }

    /// A table that both versions have.
    pub(super) fn table(
        &mut self,
        old: usize,
        new: usize,
        rows: &[RowStep],
        (from, to): (usize, usize),
    ) {
        let (old, new) = (&self.versions.old.tables[old], &self.versions.new.tables[new]);
        let tree = self.versions.new.tree(to);
        let mut at = new.rows.first().map_or_else(
            || tree.inner(new.node).1,
            |row| tree.outer(top_of(tree, new.node, row.node)).0,
        );
        for step in rows {
            match *step {
                RowStep::Old(row) => {
                    let xml = self.old_row(&old.rows[row], (from, to));
                    self.edits[to].insert(at, &xml);
                }
                RowStep::New(row) => {
                    self.new_row(&new.rows[row], (from, to));
                    at = tree.outer(new.rows[row].node).1;
                }
                RowStep::Both(before, row) => {
                    let (before, row) = (&old.rows[before], &new.rows[row]);
                    at = tree.outer(row.node).1;
                    if before.shape != row.shape {
                        let cells = before.cells.iter().zip(&row.cells);
                        cells.for_each(|(&old, &new)| self.cell(old, new, (from, to)));
                    }
                }
            }
        }
    }

    /// A cell that both versions have: where it covers other columns or rows, its properties are
    /// tracked (§17.13.5.36).
    fn cell(&mut self, old: usize, new: usize, (from, to): (usize, usize)) {
        let (old, new) =
            (self.versions.old.containers[old].node, self.versions.new.containers[new].node);
        let tree = self.versions.new.tree(to);
        if merging(self.versions.old.tree(from), old) == merging(tree, new) {
            return;
        }
        let (mut desk, _) = self.desk(from, to);
        let prefix = desk.prefix.to_owned();
        let mut change = desk.marks.open(&prefix, "tcPrChange");
        let _ = write!(change, "><{prefix}tcPr>");
        let had = desk.old.child(old, "tcPr").into_iter();
        for property in had.flat_map(|had| desk.old.children(had)).collect::<Vec<_>>() {
            desk.carried(property, &mut change);
        }
        let _ = write!(change, "</{prefix}tcPr></{prefix}tcPrChange>");
        match tree.child(new, "tcPr") {
            Some(has) if tree.tag(has).ends_with("/>") => {
                let (start, end) = tree.outer(has);
                let xml = format!("{}{change}{}", tree.open_tag(has), tree.close_tag(has));
                self.edits[to].replace(start, end, xml);
            }
            Some(has) => self.edits[to].insert(tree.inner(has).1, &change),
            None => {
                let xml = format!("<{prefix}tcPr>{change}</{prefix}tcPr>");
                self.edits[to].insert(tree.inner(new).0, &xml);
            }
        }
    }
}

/// What a cell covers: how many columns, and what part of merged cells it is.
fn merging(tree: &Tree, cell: NodeId) -> Vec<(&str, String)> {
    let properties = tree.child(cell, "tcPr").into_iter().flat_map(|had| tree.children(had));
    properties
        .filter(|&id| matches!(tree.word(id), "gridSpan" | "vMerge" | "hMerge"))
        .map(|id| (tree.word(id), tree.val(id).unwrap_or_default().trim().to_owned()))
        .filter(|(name, value)| *name != "gridSpan" || value != "1")
        .map(|(name, value)| (name, if value == "continue" { String::new() } else { value }))
        .collect()
}

/// The element directly within another that a node stands in.
fn top_of(tree: &Tree, outer: NodeId, node: NodeId) -> NodeId {
    tree.children(outer).find(|&child| node < tree.after(child)).unwrap_or(node)
}
