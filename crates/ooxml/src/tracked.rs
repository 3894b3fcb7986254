//! Tracked changes, counted by kind as the cursor meets them (ECMA-376 part 1 §17.13.5).

/// How many tracked changes there are, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrackedChanges {
    /// Inserted runs, paragraph marks, rows, list numbers and content controls.
    pub insertions: usize,
    /// Deleted runs, paragraph marks, rows and content controls.
    pub deletions: usize,
    /// Runs, paragraph marks and rows at the place that they were moved from.
    pub moved_from: usize,
    /// The same at the place that they were moved to.
    pub moved_to: usize,
    /// Properties that were others before: of runs, paragraphs, tables and their parts, sections.
    pub formatting: usize,
    /// Cells of tables that were inserted, deleted, or merged.
    pub cells: usize,
}

impl TrackedChanges {
    /// How many are moves. Each has two ends, of which one may be missing.
    #[inline]
    pub fn moves(&self) -> usize {
        self.moved_from.max(self.moved_to)
    }

    /// How many there are.
    #[inline]
    pub fn total(&self) -> usize {
        self.insertions + self.deletions + self.moves() + self.formatting + self.cells
    }

    /// These and others.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            insertions: self.insertions + other.insertions,
            deletions: self.deletions + other.deletions,
            moved_from: self.moved_from + other.moved_from,
            moved_to: self.moved_to + other.moved_to,
            formatting: self.formatting + other.formatting,
            cells: self.cells + other.cells,
        }
    }

    /// Counts an element of `WordprocessingML` where it is a tracked change. Tells whether it is
    /// one that holds former properties.
    pub(crate) fn count(&mut self, name: &str) -> bool {
        let counter = match name {
            "ins" | "customXmlInsRangeStart" => &mut self.insertions,
            "del" | "customXmlDelRangeStart" => &mut self.deletions,
            "moveFrom" => &mut self.moved_from,
            "moveTo" => &mut self.moved_to,
            "cellIns" | "cellDel" | "cellMerge" => &mut self.cells,
            _ if holds_former_properties(name) => &mut self.formatting,
            _ => return false,
        };
        *counter += 1;
        holds_former_properties(name)
    }
}

fn holds_former_properties(name: &str) -> bool {
    matches!(
        name,
        "rPrChange"
            | "pPrChange"
            | "numberingChange"
            | "sectPrChange"
            | "tblPrChange"
            | "tblPrExChange"
            | "tblGridChange"
            | "trPrChange"
            | "tcPrChange"
    )
}

#[cfg(test)]
mod tests {
    use crate::xml::{Reader, Tree};
    use crate::{Limits, TrackedChanges};

    fn count(xml: &str) -> TrackedChanges {
        let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let xml = format!(r#"<w:p xmlns:w="{namespace}" xmlns:x="x">{xml}</w:p>"#);
        let tree = Tree::read("part.xml", xml, &Limits::default());
        let mut reader = Reader::new(&tree);
        reader.child().unwrap();
        reader.skip().unwrap();
        reader.tracked()
    }

    #[test]
    fn changes_are_counted_by_kind_wherever_they_stand() {
        let counts = count("<w:ins><w:del/></w:ins><w:moveFrom/><w:moveTo/><w:cellMerge/><w:r/>");
        let one = TrackedChanges {
            insertions: 1,
            deletions: 1,
            moved_from: 1,
            moved_to: 1,
            formatting: 0,
            cells: 1,
        };
        assert_eq!(counts, one);
        assert_eq!(counts.total(), 4);
    }

    #[test]
    fn what_former_properties_hold_is_no_change_of_its_own() {
        let counts = count(
            "<w:pPrChange><w:pPr><w:numPr><w:ins/></w:numPr></w:pPr></w:pPrChange><w:x><w:ins/></w:x>",
        );
        assert_eq!((counts.formatting, counts.insertions), (1, 1));
    }

    #[test]
    fn names_of_other_vocabularies_are_none() {
        assert_eq!(count("<x:ins/><x:del/>").total(), 0);
    }
}
