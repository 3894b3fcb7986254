//! Notes and margins: which of the old version is which of the new one, and what of them only one
//! version has.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use keeling_ooxml::xml::{NodeId, Tree};

use super::emit::Emit;
use super::open::Version;
use super::plan::Plan;
use super::reading::{Container, Range, Reading};
use super::resources::Resources;
use super::stretches::Alignment;

/// Pairs of notes, as indices into the notes of the readings, in the order of both.
pub(super) fn pair(alignment: &Alignment, old: &Version, new: &Version) -> Vec<(usize, usize)> {
    let index = |version: &Version| -> HashMap<(bool, String), usize> {
        let notes = version.reading.notes.iter().enumerate();
        notes.map(|(index, note)| ((note.endnote, note.id.clone()), index)).collect()
    };
    let (olds, news) = (index(old), index(new));
    let (in_old, in_new) = (referred(old), referred(new));
    let idle_olds: HashMap<(bool, &str), usize> = idle(old, &in_old).collect();
    let mut at: HashMap<u32, usize> = HashMap::new();
    for reference in &old.reading.references {
        let range = old.reading.paragraphs[reference.paragraph].range;
        if let Some(&note) = olds.get(&(reference.endnote, reference.id.clone()))
            && !range.is_empty()
        {
            at.insert(range.start + reference.offset, note);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for reference in &new.reading.references {
        let range = new.reading.paragraphs[reference.paragraph].range;
        let start = range.start + reference.offset;
        let own = Range { start, end: start + 3 };
        if !range.is_empty()
            && let Some(&note) = news.get(&(reference.endnote, reference.id.clone()))
            && let Some(before) = alignment.old_of(own).and_then(|place| at.get(&place))
        {
            pairs.push((*before, note));
        }
    }
    pairs.extend(by_content(alignment, old, new));
    let idle_news = idle(new, &in_new);
    pairs.extend(idle_news.filter_map(|(key, index)| Some((*idle_olds.get(&key)?, index))));
    // A note that only one version refers to goes with what refers to it, so it is not the other's.
    pairs.retain(|&(before, after)| {
        let (one, other) = (&old.reading.notes[before], &new.reading.notes[after]);
        in_old.contains(&(one.endnote, one.id.as_str()))
            == in_new.contains(&(other.endnote, other.id.as_str()))
    });
    in_order(pairs, old, new)
}

/// A number for each note by its id: of footnotes first, then of endnotes.
type Numbers = [HashMap<String, usize>; 2];

/// Which note of either version is which: those of a pair have one number, all others their own.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    old: Numbers,
    new: Numbers,
}

impl Numbered {
    /// The notes of these pairs and all others.
    pub(super) fn of(pairs: &[(usize, usize)], old: &Version, new: &Version) -> Self {
        let (olds, news) = (&old.reading.notes, &new.reading.notes);
        let pairs: HashMap<usize, usize> = pairs.iter().copied().collect();
        let mut numbered = Self::default();
        for (index, note) in news.iter().enumerate() {
            numbered.new[usize::from(note.endnote)].insert(note.id.clone(), index);
        }
        for (index, note) in olds.iter().enumerate() {
            let number = pairs.get(&index).copied().unwrap_or(news.len() + index);
            numbered.old[usize::from(note.endnote)].insert(note.id.clone(), number);
        }
        numbered
    }

    /// The notes of the versions that they are of.
    pub(super) fn known<'a>(
        &'a self,
        old: &'a Version,
        new: &'a Version,
    ) -> (Known<'a>, Known<'a>) {
        let known = |version: &'a Version, numbers| Known { ids: &version.note_ids, numbers };
        (known(old, &self.old), known(new, &self.new))
    }
}

/// The notes of a version, for who reads what refers to them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The ids of those that there are.
    pub(super) ids: &'a [Vec<String>; 2],
    numbers: &'a Numbers,
}

impl Known<'_> {
    /// The number of the note that an element refers to, where it refers to one.
    pub(super) fn number(self, tree: &Tree, node: NodeId) -> Option<usize> {
        let (endnote, id) = note_id(tree, node)?;
        self.numbers[usize::from(endnote)].get(id.trim()).copied()
    }

    /// The numbers of the notes that a paragraph refers to, in order.
    pub(super) fn numbers_in(
        self,
        reading: &Reading,
        paragraph: usize,
    ) -> impl Iterator<Item = Option<usize>> {
        let references = &reading.references;
        let from = references.partition_point(|reference| reference.paragraph < paragraph);
        let own = references.get(from..).unwrap_or_default().iter();
        own.take_while(move |reference| reference.paragraph == paragraph).map(move |reference| {
            self.numbers[usize::from(reference.endnote)].get(&reference.id).copied()
        })
    }
}

/// The note that an element refers to: whether it is an endnote, and its id.
pub(super) fn note_id(tree: &Tree, node: NodeId) -> Option<(bool, Cow<'_, str>)> {
    let endnote = match tree.word(node) {
        "footnoteReference" => false,
        "endnoteReference" => true,
        _ => return None,
    };
    Some((endnote, tree.attr(node, "id")?))
}

/// The notes that are referred to.
fn referred(version: &Version) -> HashSet<(bool, &str)> {
    let references = version.reading.references.iter();
    references.map(|reference| (reference.endnote, reference.id.as_str())).collect()
}

/// The notes that hold no text and that nothing refers to: which they are, and their places.
fn idle<'a>(
    version: &'a Version,
    referred: &HashSet<(bool, &'a str)>,
) -> impl Iterator<Item = ((bool, &'a str), usize)> {
    let notes = version.reading.notes.iter().enumerate();
    let notes =
        notes.map(|(index, note)| ((note.endnote, note.id.as_str()), index, note.container));
    notes
        .filter(move |(key, ..)| !referred.contains(key))
        .filter(|&(_, _, container)| range(version, container).is_empty())
        .map(|(key, index, _)| (key, index))
}

/// Pairs of notes whose text both versions have.
fn by_content(alignment: &Alignment, old: &Version, new: &Version) -> Vec<(usize, usize)> {
    let mut spots: Vec<(u32, u32, usize)> = Vec::new();
    for (index, note) in old.reading.notes.iter().enumerate() {
        let range = range(old, note.container);
        if !range.is_empty() {
            spots.push((range.start, range.end, index));
        }
    }
    let mut pairs = Vec::new();
    for (index, note) in new.reading.notes.iter().enumerate() {
        let own = range(new, note.container);
        let Some(stretch) = alignment.in_new(own).first() else { continue };
        let place = stretch.old + own.start.saturating_sub(stretch.new);
        let spot = spots.partition_point(|&(_, end, _)| end <= place);
        if let Some(&(start, _, before)) = spots.get(spot)
            && start <= place
            && !own.is_empty()
        {
            pairs.push((before, index));
        }
    }
    pairs
}

/// What a container covers.
fn range(version: &Version, container: usize) -> Range {
    let mut inner = Vec::new();
    version.reading.paragraphs_in(container, &mut inner);
    let ranges = inner.iter().map(|&id| version.reading.paragraphs[id].range);
    let mut ranges = ranges.filter(|range| !range.is_empty());
    let Some(first) = ranges.next() else { return Range::default() };
    let last = ranges.next_back().unwrap_or(first);
    Range { start: first.start, end: last.end }
}

/// The pairs, each note once, that keep the order of both versions; the first that come count.
fn in_order(pairs: Vec<(usize, usize)>, old: &Version, new: &Version) -> Vec<(usize, usize)> {
    let mut kept: BTreeMap<usize, usize> = BTreeMap::new();
    for (before, after) in pairs {
        let same = old.reading.notes[before].endnote == new.reading.notes[after].endnote;
        // What is kept has one order, so the neighbours speak for all.
        let fits = kept.range(..before).next_back().is_none_or(|(_, &other)| other < after)
            && kept.range(before..).next().is_none_or(|(&b, &other)| b != before && after < other);
        if same && fits {
            kept.insert(before, after);
        }
    }
    kept.into_iter().collect()
}

/// Pairs of headers and footers by section and pages, as containers.
pub(super) fn margins(old: &Version, new: &Version) -> Vec<(usize, usize)> {
    let of = |key| old.margins.iter().find(|(other, _)| *other == key).map(|&(_, c)| c);
    new.margins.iter().filter_map(|&(key, after)| Some((of(key)?, after))).collect()
}

/// Lets all that refers to a note of the old version, where more than one place does, refer to the
/// one that it is in the new version.
pub(super) fn share(
    pairs: &[(usize, usize)],
    old: &Version,
    new: &Version,
    resources: &mut Resources,
) {
    let mut counts: HashMap<(bool, &str), usize> = HashMap::new();
    for reference in &old.reading.references {
        *counts.entry((reference.endnote, &reference.id)).or_default() += 1;
    }
    for &(before, after) in pairs {
        let (before, after) = (&old.reading.notes[before], &new.reading.notes[after]);
        if counts.get(&(before.endnote, before.id.as_str())).is_some_and(|&count| count > 1) {
            resources.notes.insert((before.endnote, before.id.clone()), after.id.clone());
        }
    }
}

impl Emit<'_> {
    /// Writes the notes, once all that refers to them is written: pairs of notes by their plans, and
    /// those that only one version has.
    pub(super) fn notes(
        &mut self,
        (old, new): (&Version, &Version),
        pairs: &[(usize, usize)],
        plans: &[&Plan],
    ) {
        let (olds, news) = (&old.reading.notes, &new.reading.notes);
        // A note goes with what refers to it: where that was brought over, it is not the other's.
        let (parted, pairs): (Vec<_>, Vec<_>) = pairs.iter().copied().partition(|&(one, other)| {
            let known = self.resources.notes.get(&(olds[one].endnote, olds[one].id.clone()));
            known.is_some_and(|id| *id != news[other].id)
        });
        let place = |container: usize| {
            let Container { part, node, .. } = new.reading.containers[container];
            (part, new.reading.tree(part).outer(node))
        };
        let mut apart: Vec<_> = parted.iter().map(|pair| place(news[pair.1].container)).collect();
        apart.sort_unstable();
        let is_apart = |container: usize| {
            let (part, (start, _)) = place(container);
            let next = apart.partition_point(|&(of, (from, _))| (of, from) <= (part, start));
            let before = next.checked_sub(1).and_then(|at| apart.get(at));
            before.is_some_and(|&(of, (_, to))| of == part && start < to)
        };
        let plans: Vec<&Plan> = plans.iter().copied().filter(|plan| !is_apart(plan.new)).collect();
        self.plans(&plans);
        self.lone_notes(old, new, &pairs);
    }

    /// Writes the notes that only one version has.
    fn lone_notes(&mut self, old: &Version, new: &Version, pairs: &[(usize, usize)]) {
        let olds: BTreeMap<usize, usize> = pairs.iter().copied().collect();
        let news: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
        for (index, note) in new.reading.notes.iter().enumerate() {
            if !news.contains(&index) {
                let to = new.reading.containers[note.container].part;
                self.alone(note.container, (0, to));
            }
        }
        for endnote in [false, true] {
            let Some(from) = old.note_parts[usize::from(endnote)] else { continue };
            let Some(to) = new.note_parts[usize::from(endnote)] else { continue };
            let tree = new.reading.tree(to);
            let mut at = first_place(tree);
            for (index, note) in old.reading.notes.iter().enumerate() {
                if note.endnote != endnote {
                    continue;
                }
                if let Some(&other) = olds.get(&index) {
                    let container = new.reading.notes[other].container;
                    at = tree.outer(new.reading.containers[container].node).1;
                    continue;
                }
                let id = self.resources.note(endnote, &note.id);
                let content = self.old_alone(note.container, (from, to));
                let (prefix, name) =
                    (tree.word_prefix(), if endnote { "endnote" } else { "footnote" });
                let xml = format!("<{prefix}{name} {prefix}id=\"{id}\">{content}</{prefix}{name}>");
                self.edits[to].insert(at, &xml);
            }
        }
    }

    /// Writes the headers and footers that only the new version has.
    pub(super) fn margins(&mut self, new: &Version, pairs: &[(usize, usize)]) {
        for &(_, container) in &new.margins {
            if pairs.iter().all(|pair| pair.1 != container) {
                let to = new.reading.containers[container].part;
                self.alone(container, (0, to));
            }
        }
    }
}

/// Where the first note of a part may stand: behind the separators.
fn first_place(tree: &Tree) -> u32 {
    let separators = tree
        .children(Tree::root())
        .take_while(|&id| tree.attr(id, "type").is_some_and(|kind| kind != "normal"));
    separators.last().map_or(tree.inner(Tree::root()).0, |id| tree.outer(id).1)
}
