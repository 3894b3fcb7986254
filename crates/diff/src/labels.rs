//! Labels of paragraphs: the generated numbers of paragraphs that are no clauses, in cells above
//! all. Two paired clauses in, the labels that are not the same in both out.
//!
//! ```text
//! old   1. Meters     2. Pumps
//! new   1. Meters     2. Valves     3. Pumps      inserted: 2.     2. is now 3.
//! ```
//!
//! A label is no word, so a clause of which nothing else differs is unchanged. Paragraphs are the
//! same that have most words in common, of those that the comparison found equal; paragraphs
//! without words, as in a numbered empty column, are taken in order between those.
//!
//! Cost: two look-ups where no version has such labels; else linear in the clause.

use std::cmp::Reverse;

use keeling_model::{Block, ClauseId, Document, Span, paragraphs};
use rustc_hash::FxHashMap;

use crate::redline::{Change, OpKind, Region};
use crate::side::{Side, narrow};
use crate::words::{common, fill, interleave};

/// A generated label of a paragraph of which the two versions of a clause do not have the same.
///
/// The labels of a clause that no change names are the same in both versions, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LabelChange {
    /// Where the paragraph begins that bears a label in the old document, see
    /// [`Document::label_at`]; `None` where it bears none, or is not there.
    pub old: Option<u32>,
    /// The same of the new document.
    pub new: Option<u32>,
    /// Where the paragraph begins in the new document's text; where only the old version has it,
    /// the place in that text before which it stood.
    pub place: u32,
}

/// How much more a word counts than a comma.
const WORD: u32 = 8;

/// The labels of two paired clauses that are not the same. The edits are those of the pair, by
/// whole words; none where the words are equal.
pub(crate) fn changes(old: &Side<'_>, new: &Side<'_>, change: &Change) -> Vec<LabelChange> {
    let (Some(a), Some(b)) = (change.old, change.new) else { return Vec::new() };
    if old.document.labels_of(a).is_empty() && new.document.labels_of(b).is_empty() {
        return Vec::new();
    }
    let (olds, news) = (Version::of(old, a), Version::of(new, b));
    let mut found = Found { pairs: vec![None; olds.spans.len()], places: FxHashMap::default() };
    found.by_words(&olds, &news, change);
    for group in groups(&olds, &news, change) {
        found.between(&olds, &news, &group);
    }
    found.changes(&olds, &news)
}

/// A clause of one version.
struct Version<'s, 'a> {
    side: &'s Side<'a>,
    clause: ClauseId,
    /// Its paragraphs, those in tables too.
    spans: Vec<Span>,
}

impl<'s, 'a> Version<'s, 'a> {
    fn of(side: &'s Side<'a>, clause: ClauseId) -> Self {
        let spans = paragraphs(side.document.blocks(clause)).map(|one| one.span).collect();
        Self { side, clause, spans }
    }

    fn label(&self, paragraph: usize) -> Option<&'a str> {
        let document: &'a Document = self.side.document;
        document.label_at(self.spans[paragraph].start)
    }

    fn has_words(&self, paragraph: usize) -> bool {
        !self.side.tokens_in(self.spans[paragraph]).is_empty()
    }

    /// The paragraphs that begin in a span, or where it ends.
    fn within(&self, span: Span) -> Vec<usize> {
        let from = self.spans.partition_point(|one| one.start < span.start);
        let to = self.spans.partition_point(|one| one.start <= span.end);
        (from..to).collect()
    }

    /// The paragraphs among blocks, but not those of tables.
    fn among(&self, blocks: &[Block]) -> Vec<usize> {
        let at_top = blocks.iter().filter(|block| matches!(block, Block::Paragraph(_)));
        let place = |block: &Block| {
            self.spans.binary_search_by_key(&block.span().start, |one| one.start).ok()
        };
        at_top.filter_map(place).collect()
    }
}

/// Paragraphs of both versions that can be the same: those of a stretch of text, or of a cell.
struct Group {
    old: Vec<usize>,
    new: Vec<usize>,
}

/// The groups of a pair of clauses, in order. Where all words are equal there is one.
fn groups(old: &Version<'_, '_>, new: &Version<'_, '_>, change: &Change) -> Vec<Group> {
    if change.regions.is_empty() {
        let all = |version: &Version<'_, '_>| (0..version.spans.len()).collect();
        return vec![Group { old: all(old), new: all(new) }];
    }
    let blocks = |version: &Version<'_, '_>| version.side.document.blocks(version.clause).len();
    let mut groups = Vec::new();
    let mut from = (0, 0);
    for region in &change.regions {
        let (Region::Table { old: Some(x), new: Some(y), .. }
        | Region::List { old: x, new: y, .. }) = region
        else {
            continue;
        };
        let (x, y) = (*x as usize, *y as usize);
        groups.push(stretch(old, new, from, (x, y)));
        from = (x + 1, y + 1);
        groups.extend(cells(old, new, (x, y), region));
    }
    groups.push(stretch(old, new, from, (blocks(old), blocks(new))));
    groups
}

/// The cells that both versions of a table have.
fn cells(
    old: &Version<'_, '_>,
    new: &Version<'_, '_>,
    (x, y): (usize, usize),
    region: &Region,
) -> Vec<Group> {
    let spans: Vec<(Option<Span>, Option<Span>)> = match region {
        Region::Table { rows, .. } => {
            let cells = rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
            cells
                .map(|(row, cell)| {
                    (cell_span(old, x, row.old, cell.old), cell_span(new, y, row.new, cell.new))
                })
                .collect()
        }
        Region::List { cells, .. } => {
            let (olds, news) = (all_cells(old, x), all_cells(new, y));
            let span = |spans: &[Span], cell: Option<u32>| spans.get(cell? as usize).copied();
            cells.iter().map(|cell| (span(&olds, cell.old), span(&news, cell.new))).collect()
        }
        Region::Text { .. } => Vec::new(),
    };
    let both = spans.into_iter().filter_map(|(a, b)| a.zip(b));
    both.map(|(a, b)| Group { old: old.within(a), new: new.within(b) }).collect()
}

/// The cells of a table in reading order.
fn all_cells(version: &Version<'_, '_>, table: usize) -> Vec<Span> {
    match version.side.document.blocks(version.clause).get(table) {
        Some(Block::Table(table)) => table.cells().map(|cell| cell.span).collect(),
        _ => Vec::new(),
    }
}

/// The paragraphs between two tables.
fn stretch(
    old: &Version<'_, '_>,
    new: &Version<'_, '_>,
    from: (usize, usize),
    to: (usize, usize),
) -> Group {
    let among = |version: &Version<'_, '_>, from: usize, to: usize| {
        let blocks = version.side.document.blocks(version.clause);
        version.among(blocks.get(from..to).unwrap_or_default())
    };
    Group { old: among(old, from.0, to.0), new: among(new, from.1, to.1) }
}

fn cell_span(
    version: &Version<'_, '_>,
    table: usize,
    row: Option<u32>,
    cell: Option<u32>,
) -> Option<Span> {
    let Block::Table(table) = version.side.document.blocks(version.clause).get(table)? else {
        return None;
    };
    Some(table.rows.get(row? as usize)?.cells.get(cell? as usize)?.span)
}

/// Which paragraphs are the same.
struct Found {
    /// The new paragraph of each old one; increasing.
    pairs: Vec<Option<usize>>,
    /// Where the first words of old paragraphs stand in the new text.
    places: FxHashMap<usize, u32>,
}

impl Found {
    /// Pairs paragraphs that have equal words, those with most of them first.
    fn by_words(&mut self, old: &Version<'_, '_>, new: &Version<'_, '_>, change: &Change) {
        let mut votes: Vec<(usize, usize, u32)> = Vec::new();
        for (x, y, weight) in equal_words(old, new, change) {
            let holds = |version: &Version<'_, '_>, at: u32| {
                version.spans.partition_point(|one| one.start <= at).checked_sub(1)
            };
            let (Some(p), Some(q)) = (holds(old, x), holds(new, y)) else { continue };
            self.places.entry(p).or_insert(y);
            match votes.last_mut() {
                Some((a, b, count)) if (*a, *b) == (p, q) => *count += weight,
                _ => votes.push((p, q, weight)),
            }
        }
        votes.sort_by_key(|(_, _, count)| Reverse(*count));
        let mut taken = vec![false; new.spans.len()];
        for (p, q, _) in votes {
            if self.pairs[p].is_none() && !taken[q] {
                self.pairs[p] = Some(q);
                taken[q] = true;
            }
        }
    }

    /// Pairs what has no words to go by: the only paragraphs with any, and between the pairs those
    /// without, in order where there are as many, else by their labels.
    fn between(&mut self, old: &Version<'_, '_>, new: &Version<'_, '_>, group: &Group) {
        let place = |p: usize| group.new.binary_search(&self.pairs[p]?).ok();
        let pairs = group.old.iter().enumerate();
        let mut fixed: Vec<(usize, usize)> =
            pairs.filter_map(|(at, p)| Some((at, place(*p)?))).collect();
        if fixed.is_empty() {
            fixed.extend(only(old, &group.old).zip(only(new, &group.new)));
        }
        let all = fill(&fixed, group.old.len(), group.new.len(), |olds, news| {
            let (olds, news) = (&group.old[olds], &group.new[news]);
            wordless(old, olds, new, news)
        });
        for (at, to) in all {
            self.pairs[group.old[at]] = Some(group.new[to]);
        }
    }

    /// The labels that are not the same, in order.
    fn changes(&self, old: &Version<'_, '_>, new: &Version<'_, '_>) -> Vec<LabelChange> {
        let pairs: Vec<(usize, usize)> =
            self.pairs.iter().enumerate().filter_map(|(p, q)| Some((p, (*q)?))).collect();
        let end = new.side.document.clause(new.clause).text.end;
        let mut next = 0;
        let mut changes = Vec::new();
        for (p, q) in interleave(&pairs, old.spans.len(), new.spans.len()) {
            let was = p.and_then(|p| old.label(p));
            let is = q.and_then(|q| new.label(q));
            let start = |q: usize| new.spans.get(q).map_or(end, |span| span.start);
            let place = match (p, q) {
                (_, Some(q)) => start(q),
                (p, None) => p.and_then(|p| self.places.get(&p).copied()).unwrap_or(start(next)),
            };
            next = q.map_or(next, |q| q + 1);
            if was != is {
                changes.push(LabelChange {
                    old: p.filter(|_| was.is_some()).map(|p| old.spans[p].start),
                    new: q.filter(|_| is.is_some()).map(|q| new.spans[q].start),
                    place,
                });
            }
        }
        let mut last = end;
        for change in changes.iter_mut().rev() {
            last = last.min(change.place);
            change.place = last;
        }
        changes
    }
}

/// The words that both versions have: where each stands in them, and how much it counts.
fn equal_words<'v>(
    old: &'v Version<'_, '_>,
    new: &'v Version<'_, '_>,
    change: &'v Change,
) -> impl Iterator<Item = (u32, u32, u32)> + 'v {
    let whole = |version: &Version<'_, '_>| version.side.document.clause(version.clause).text;
    let all = change.ops.is_empty().then(|| (whole(old), whole(new)));
    let equal = change.ops.iter().filter(|op| op.kind == OpKind::Equal);
    let stretches = all.into_iter().chain(equal.map(|op| (op.old, op.new)));
    let (a, b) = (old.side, new.side);
    stretches
        .flat_map(move |(x, y)| a.tokens_in(x).zip(b.tokens_in(y)))
        // A step of a citation of which only the brackets are equal is none.
        .filter(move |(x, y)| a.tokens[*x] == b.tokens[*y])
        .map(move |(x, y)| {
            let is_word = a.document.slice(a.spans[x]).contains(char::is_alphanumeric);
            (a.spans[x].start, b.spans[y].start, if is_word { WORD } else { 1 })
        })
}

/// The only paragraph of a group that has words, as an index into the group.
fn only(version: &Version<'_, '_>, group: &[usize]) -> impl Iterator<Item = usize> {
    let mut with_words =
        group.iter().enumerate().filter(|(_, p)| version.has_words(**p)).map(|(at, _)| at);
    let first = with_words.next();
    first.filter(|_| with_words.next().is_none()).into_iter()
}

/// Pairs the paragraphs without words of a gap, as indices within the gap.
fn wordless(
    old: &Version<'_, '_>,
    olds: &[usize],
    new: &Version<'_, '_>,
    news: &[usize],
) -> Vec<(usize, usize)> {
    let blank = |version: &Version<'_, '_>, gap: &[usize]| -> Vec<usize> {
        (0..gap.len()).filter(|at| !version.has_words(gap[*at])).collect()
    };
    let (a, b) = (blank(old, olds), blank(new, news));
    if a.len() == b.len() {
        return a.into_iter().zip(b).collect();
    }
    let mut ids = FxHashMap::default();
    let mut keys = |version: &Version<'_, '_>, gap: &[usize], blank: &[usize]| -> Vec<u32> {
        let label = |at: &usize| version.label(gap[*at]).unwrap_or_default().to_owned();
        blank
            .iter()
            .map(|at| {
                let next = narrow(ids.len());
                *ids.entry(label(at)).or_insert(next)
            })
            .collect()
    };
    let (x, y) = (keys(old, olds, &a), keys(new, news, &b));
    common(&x, &y).into_iter().map(|(at, to)| (a[at], b[to])).collect()
}
