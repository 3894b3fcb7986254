//! Writes the plans: steps in, edits of the parts of the new version out.
//!
//! The innermost containers come first, so that a paragraph that is written again finds what became
//! of the text boxes in it.

use super::ahead::{Merged, Versions};
use super::atoms::Atoms;
use super::comments::{Comments, within};
use super::copies::Copies;
use super::edits::Edits;
use super::error::{Warning, WarningKind};
use super::marks::{Fate, Marks};
use super::merge::alone;
use super::moves::Moves;
use super::paragraph::{Amended, Mark, amended, deleted};
use super::plan::{Plan, Step};
use super::reading::{Block, Container, Reading};
use super::resources::Resources;
use super::runs::Desk;

/// Writes plans.
pub(super) struct Emit<'a> {
    pub(super) versions: Versions<'a>,
    pub(super) moves: &'a Moves,
    pub(super) marks: Marks,
    pub(super) resources: Resources,
    /// The text boxes of each part of the new version that have a copy.
    pub(super) copies: Vec<Copies>,
    /// The edits of each part of the new version.
    pub(super) edits: Vec<Edits>,
    pub(super) warnings: Vec<Warning>,
    pub(super) comments: Option<&'a Comments>,
}

impl Emit<'_> {
    /// Writes plans, those of containers within others before these.
    pub(super) fn plans<'p>(&mut self, plans: &[&'p Plan]) {
        let versions = self.versions;
        let steps = |plan: &'p Plan| {
            let steps = plan.steps.iter().map(Some).chain([None]);
            steps.map(move |step| (plan, step))
        };
        let mut rest = plans.iter().copied().flat_map(steps);
        let mut place = None;
        let mut merged = versions.merge(&mut rest);
        let mut written = Vec::new();
        while !merged.is_empty() {
            let write = || {
                for ((plan, step), merged) in &merged {
                    self.next(plan, *step, merged.as_ref(), &mut place);
                }
            };
            // Whoever merges makes room first: what was written was merged there, too.
            let merge = || {
                drop(written);
                versions.merge(&mut rest)
            };
            let ((), next) = rayon::join(write, merge);
            written = std::mem::replace(&mut merged, next);
        }
    }

    /// Writes the next step of a plan, or its end.
    fn next(
        &mut self,
        plan: &Plan,
        step: Option<&Step>,
        merged: Option<&Merged>,
        place: &mut Option<Place>,
    ) {
        let Some(step) = step else {
            self.end(plan);
            self.copy(plan.new);
            *place = None;
            return;
        };
        let place = place.get_or_insert_with(|| {
            let start = start_of(self.versions.new, plan.new);
            Place { at: start, outside: start }
        });
        self.step(step, merged, plan, place);
    }

    fn step(&mut self, step: &Step, merged: Option<&Merged>, plan: &Plan, place: &mut Place) {
        let Versions { old: old_reading, new: new_reading, .. } = self.versions;
        let (old, new) = (old_reading.blocks(plan.old), new_reading.blocks(plan.new));
        let (from, to) = self.parts(plan);
        let reached = match step {
            Step::Old(_) => None,
            Step::New(range) | Step::Both(_, range) => range.end.checked_sub(1),
            Step::Table(_, block, _) => Some(*block),
        };
        match step {
            Step::Old(range) => {
                let blocks = old.get(range.clone()).unwrap_or_default();
                let xml = self.old_blocks(blocks, (from, to));
                let at = if self.is_read(blocks) { place.outside } else { place.at };
                self.edits[to].insert(at, &xml);
            }
            Step::New(range) => {
                let blocks = new.get(range.clone()).unwrap_or_default();
                for &block in blocks {
                    self.new_block(block, (from, to), place);
                }
            }
            Step::Both(olds, news) => {
                let olds = old.get(olds.clone()).unwrap_or_default();
                let news = new.get(news.clone()).unwrap_or_default();
                self.both((olds, news), merged, (from, to), place);
            }
            Step::Table(one, other, rows) => {
                if let (Some(&Block::Table(one)), Some(&Block::Table(other))) =
                    (old.get(*one), new.get(*other))
                {
                    self.table(one, other, rows, (from, to));
                    place.at = new_reading.tree(to).outer(new_reading.tables[other].node).1;
                }
            }
        }
        if let Some(block) = reached {
            place.outside = self.behind_contents(plan.new, block).unwrap_or(place.at);
        }
    }

    /// Warns where a container ends with a paragraph that only one version has: its mark ends the
    /// container in both.
    fn end(&mut self, plan: &Plan) {
        let Versions { old, new, .. } = self.versions;
        let (blocks, range, kind) = match plan.steps.last() {
            Some(Step::Old(range)) => (old.blocks(plan.old), range, WarningKind::ParagraphStays),
            Some(Step::New(range)) => (new.blocks(plan.new), range, WarningKind::ParagraphComes),
            _ => return,
        };
        let blocks = blocks.get(range.clone()).unwrap_or_default();
        if matches!(blocks.last(), Some(Block::Paragraph(_))) {
            self.warn(kind, self.parts(plan).1);
        }
    }

    /// The parts that the containers of a plan stand in.
    fn parts(&self, plan: &Plan) -> (usize, usize) {
        let Versions { old, new, .. } = self.versions;
        (old.containers[plan.old].part, new.containers[plan.new].part)
    }

    /// The end of the table of contents that a block of the new version is part of.
    fn behind_contents(&self, container: usize, block: usize) -> Option<u32> {
        let new = self.versions.new;
        let Block::Paragraph(id) = *new.blocks(container).get(block)? else { return None };
        let paragraph = new.paragraphs.get(id).filter(|paragraph| paragraph.unread)?;
        let top = *new.tops(container).get(block)?;
        (top != paragraph.node).then(|| new.tree(paragraph.part).outer(top).1)
    }

    /// Whether blocks of the old version are part of the document, and not of a table of contents.
    fn is_read(&self, blocks: &[Block]) -> bool {
        blocks.iter().any(|block| match *block {
            Block::Paragraph(id) => !self.versions.old.paragraphs[id].unread,
            Block::Table(_) => true,
        })
    }

    pub(super) fn warn(&mut self, kind: WarningKind, part: usize) {
        self.warnings.push(Warning::new(kind, &self.versions.new.parts[part].name));
    }

    /// What both parts bring to the writing.
    pub(super) fn desk(&mut self, from: usize, to: usize) -> (Desk<'_>, &Edits) {
        let (old, new) = (&self.versions.old.parts[from], &self.versions.new.parts[to]);
        let prefix = new.tree.word_prefix();
        let desk = Desk {
            old: &old.tree,
            new: &new.tree,
            from: &old.name,
            to: &new.name,
            prefix,
            marks: &mut self.marks,
            resources: &mut self.resources,
        };
        (desk, &self.edits[to])
    }

    /// Blocks that only the old version has, as XML.
    pub(super) fn old_blocks(&mut self, blocks: &[Block], parts: (usize, usize)) -> String {
        let mut xml = String::new();
        for &block in blocks {
            match block {
                Block::Paragraph(id) => xml.push_str(&self.old_paragraph(id, parts, true)),
                Block::Table(id) => xml.push_str(&self.old_table(id, parts)),
            }
        }
        xml
    }

    /// All of a container that only the old version has, but for the mark that ends it, as XML.
    pub(super) fn old_alone(&mut self, container: usize, parts: (usize, usize)) -> String {
        let blocks = self.versions.old.blocks(container);
        match blocks.split_last() {
            Some((&Block::Paragraph(last), before)) => {
                let xml = self.old_blocks(before, parts);
                xml + &self.old_paragraph(last, parts, false)
            }
            _ => self.old_blocks(blocks, parts),
        }
    }

    fn old_paragraph(&mut self, id: usize, (from, to): (usize, usize), has_mark: bool) -> String {
        let mut atoms = Atoms::default();
        atoms.add(self.versions.old, self.versions.old_notes, id);
        let place = self.moves.moved_from(id);
        let fate = if place.is_some() { Fate::MovedFrom } else { Fate::Deleted };
        let node = self.versions.old.paragraphs[id].node;
        let ids = self.comments.and_then(|comments| comments.old.get(&id));
        let (mut desk, _) = self.desk(from, to);
        let (before, after) =
            place.map_or_else(Default::default, |place| place.ends(true, &mut desk));
        let ids = ids.map_or(&[][..], Vec::as_slice);
        let comments = within(desk.prefix, ids, desk.marks, fate);
        let xml = deleted(&mut desk, node, &atoms, fate, has_mark, (&before, &comments));
        xml + &after
    }

    /// A block that only the new version has.
    pub(super) fn new_block(&mut self, block: Block, parts: (usize, usize), place: &mut Place) {
        match block {
            Block::Paragraph(id) => {
                self.new_paragraph(id, parts, true);
                place.at =
                    self.versions.new.tree(parts.1).outer(self.versions.new.paragraphs[id].node).1;
            }
            Block::Table(id) => {
                for row in &self.versions.new.tables[id].rows {
                    self.new_row(row, parts);
                }
                place.at =
                    self.versions.new.tree(parts.1).outer(self.versions.new.tables[id].node).1;
            }
        }
    }

    /// All of a container that only the new version has.
    pub(super) fn new_blocks(&mut self, container: usize, parts: (usize, usize)) {
        let mut place = Place { at: 0, outside: 0 };
        for &block in self.versions.new.blocks(container) {
            self.new_block(block, parts, &mut place);
        }
    }

    /// All of a container that only the new version has, but for the mark that ends it.
    pub(super) fn alone(&mut self, container: usize, parts: (usize, usize)) {
        let blocks = self.versions.new.blocks(container);
        let last = blocks.len().saturating_sub(1);
        let mut place = Place { at: 0, outside: 0 };
        for (index, &block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(id) if index == last => self.new_paragraph(id, parts, false),
                _ => self.new_block(block, parts, &mut place),
            }
        }
    }

    fn new_paragraph(&mut self, id: usize, (from, to): (usize, usize), has_mark: bool) {
        let mut atoms = Atoms::default();
        atoms.add(self.versions.new, self.versions.new_notes, id);
        let items = alone(&atoms, true);
        let place = self.moves.moved_to(id);
        let fate = if place.is_some() { Fate::MovedTo } else { Fate::Inserted };
        let node = self.versions.new.paragraphs[id].node;
        let tree = self.versions.new.tree(to);
        let ids = self.comments.and_then(|comments| comments.new.get(&id));
        let (mut desk, _) = self.desk(from, to);
        let (before, behind) =
            place.map_or_else(Default::default, |place| place.ends(false, &mut desk));
        let comments = within(desk.prefix, ids.map_or(&[], Vec::as_slice), desk.marks, fate);
        let copy = |start, end, out: &mut String| out.push_str(tree.slice(start, end));
        let paragraph = Amended {
            node,
            old: &[],
            new: &atoms.list,
            items: &items,
            mark: if has_mark { Mark::New(fate) } else { Mark::Kept(None) },
            copy: &copy,
            tables: &|_| String::new(),
            formatting: None,
            before,
            after: comments,
        };
        let xml = amended(&mut desk, &paragraph, (fate, Fate::Deleted));
        let (start, end) = tree.outer(node);
        self.edits[to].replace(start, end, xml + &behind);
    }
}

/// Where old blocks are put.
pub(super) struct Place {
    pub(super) at: u32,
    /// The same, but behind the table of contents that it is in.
    outside: u32,
}

/// Where the content of a container begins.
fn start_of(reading: &Reading, container: usize) -> u32 {
    let &Container { part, node, .. } = &reading.containers[container];
    let tree = reading.tree(part);
    match reading.tops(container).first() {
        Some(&top) => tree.outer(top).0,
        None => match tree.child(node, "tcPr") {
            Some(properties) => tree.outer(properties).1,
            None => tree.inner(node).0,
        },
    }
}
