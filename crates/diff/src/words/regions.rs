//! Regions: a clause's own text as stretches of paragraphs and tables, each compared by itself.
//!
//! Paragraphs that stand together are compared as one stretch, so that splitting or joining them
//! marks no words. Tables are taken out of the stretches and compared by row and cell.

use std::ops::Range;

use keeling_model::{Block, ClauseId, Span, Table};

use super::ops::OpWriter;
use super::tables::{pair_tables, write_table};
use super::{Run, align, cleanup};
use crate::redline::{Op, Region};
use crate::side::{Side, narrow};
use crate::vocabulary::{TokenId, Vocabulary};

/// The edits of an amended clause.
#[derive(Debug)]
pub(crate) struct Amended {
    /// The edits in order.
    pub(crate) ops: Vec<Op>,
    /// The stretches that they cover.
    pub(crate) regions: Vec<Region>,
}

/// What comparing two clauses needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'s, 'a> {
    pub(super) old: &'s Side<'a>,
    pub(super) new: &'s Side<'a>,
    pub(super) vocabulary: &'s Vocabulary<'a>,
}

/// The clean runs of equal tokens between two stretches of tokens of the two sides.
impl Pair<'_, '_> {
    pub(super) fn runs(&self, old: Range<usize>, new: Range<usize>) -> Vec<Run> {
        let (old, new) = (&self.old.tokens[old], &self.new.tokens[new]);
        cleanup::clean(old, new, align::runs(old, new), self.vocabulary)
    }
}

/// Compares the own texts of two clauses.
pub(crate) fn amend<'a>(
    old: &Side<'a>,
    new: &Side<'a>,
    old_id: ClauseId,
    new_id: ClauseId,
    vocabulary: &Vocabulary<'a>,
) -> Amended {
    let pair = Pair { old, new, vocabulary };
    let texts = (old.document.clause(old_id).text, new.document.clause(new_id).text);
    let mut writer = OpWriter::new(old, new, (old_id, new_id));
    let mut regions = Vec::new();
    let old_tables = tables(old.document.blocks(old_id));
    let new_tables = tables(new.document.blocks(new_id));
    let mut from = (texts.0.start, texts.1.start);
    let mut free = (0, 0);
    for (x, y) in pair_tables(&pair, &old_tables, &new_tables) {
        let (a, b) = (&old_tables[x], &new_tables[y]);
        let spans = (Span::new(from.0, a.table.span.start), Span::new(from.1, b.table.span.start));
        let between = (&old_tables[free.0..x], &new_tables[free.1..y]);
        stretch(&pair, &mut writer, &mut regions, spans, between);
        regions.push(write_table(&pair, &mut writer, Some(a), Some(b)));
        from = (a.table.span.end, b.table.span.end);
        free = (x + 1, y + 1);
    }
    let spans = (Span::new(from.0, texts.0.end), Span::new(from.1, texts.1.end));
    let between = (&old_tables[free.0..], &new_tables[free.1..]);
    stretch(&pair, &mut writer, &mut regions, spans, between);
    writer.bridge(Some(texts.0.end), Some(texts.1.end));
    Amended { ops: writer.ops, regions }
}

/// A table and its index among its clause's blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'d> {
    pub(super) block: u32,
    pub(super) table: &'d Table,
}

fn tables(blocks: &[Block]) -> Vec<Placed<'_>> {
    blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Table(table) => Some(Placed { block: narrow(at), table }),
            Block::Paragraph(_) => None,
        })
        .collect()
}

/// Compares the paragraphs of two stretches, and sets the tables that only one side has among
/// them at their places.
fn stretch(
    pair: &Pair<'_, '_>,
    writer: &mut OpWriter<'_, '_>,
    regions: &mut Vec<Region>,
    (old, new): (Span, Span),
    (old_tables, new_tables): (&[Placed<'_>], &[Placed<'_>]),
) {
    let old_words = Words::of(pair.old, old, old_tables);
    let new_words = Words::of(pair.new, new, new_tables);
    let runs = cleanup::clean(
        &old_words.tokens,
        &new_words.tokens,
        align::runs(&old_words.tokens, &new_words.tokens),
        pair.vocabulary,
    );
    let mut cuts = cuts(&old_words, &new_words, &runs);
    cuts.push(Cut { old: old_words.tokens.len(), new: new_words.tokens.len(), table: None });
    let mut at = (0, 0);
    let mut runs = runs;
    for cut in cuts {
        let rest = split_runs(&mut runs, cut.old);
        let here = std::mem::replace(&mut runs, rest);
        text(writer, regions, &old_words, &new_words, at, (cut.old, cut.new), &here);
        at = (cut.old, cut.new);
        match cut.table {
            Some(OneSided::Old(index)) => {
                regions.push(write_table(pair, writer, Some(&old_tables[index]), None));
            }
            Some(OneSided::New(index)) => {
                regions.push(write_table(pair, writer, None, Some(&new_tables[index])));
            }
            None => {}
        }
    }
}

/// The tokens of a stretch without those of the tables in it.
struct Words {
    tokens: Vec<TokenId>,
    /// Where each token stands among the side's tokens.
    places: Vec<usize>,
    spans: Vec<Span>,
    /// Before which token each table stands.
    tables: Vec<usize>,
}

impl Words {
    fn of(side: &Side<'_>, span: Span, tables: &[Placed<'_>]) -> Self {
        let mut words =
            Words { tokens: Vec::new(), places: Vec::new(), spans: Vec::new(), tables: Vec::new() };
        let mut from = span.start;
        for placed in tables {
            words.add(side, Span::new(from, placed.table.span.start));
            words.tables.push(words.tokens.len());
            from = placed.table.span.end;
        }
        words.add(side, Span::new(from, span.end));
        words
    }

    fn add(&mut self, side: &Side<'_>, span: Span) {
        let range = side.tokens_in(span);
        self.tokens.extend_from_slice(&side.tokens[range.clone()]);
        self.spans.extend_from_slice(&side.spans[range.clone()]);
        self.places.extend(range);
    }
}

/// A table that only one side has, by its index in the stretch.
#[derive(Clone, Copy)]
enum OneSided {
    Old(usize),
    New(usize),
}

/// A place where the stretch is cut: before these tokens stands this table.
#[derive(Clone, Copy)]
struct Cut {
    old: usize,
    new: usize,
    table: Option<OneSided>,
}

/// Where the tables of one side cut the text of both: right after the last equal token before
/// the table, so that no equal token is parted from its twin.
fn cuts(old: &Words, new: &Words, runs: &[Run]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for (index, at) in old.tables.iter().enumerate() {
        let twin = runs.iter().take_while(|run| run.old < *at).last();
        let place = twin.map_or(0, |run| run.new + run.len.min(at - run.old));
        cuts.push(Cut { old: *at, new: place, table: Some(OneSided::Old(index)) });
    }
    for (index, at) in new.tables.iter().enumerate() {
        let twin = runs.iter().take_while(|run| run.new < *at).last();
        let place = twin.map_or(0, |run| run.old + run.len.min(at - run.new));
        cuts.push(Cut { old: place, new: *at, table: Some(OneSided::New(index)) });
    }
    cuts.sort_by_key(|cut| (cut.old + cut.new, cut.old));
    // Between two equal tokens, tables of both sides can stand in either order: make it one.
    for at in 1..cuts.len() {
        cuts[at].old = cuts[at].old.max(cuts[at - 1].old);
        cuts[at].new = cuts[at].new.max(cuts[at - 1].new);
    }
    cuts
}

/// Leaves the runs before an old token and returns those after it; a run that crosses it is cut.
fn split_runs(runs: &mut Vec<Run>, old: usize) -> Vec<Run> {
    let before = runs.partition_point(|run| run.old < old);
    let mut rest = runs.split_off(before);
    if let Some(last) = runs.last_mut().filter(|run| run.old + run.len > old) {
        let len = old - last.old;
        rest.insert(0, Run { old, new: last.new + len, len: last.len - len });
        last.len = len;
    }
    rest
}

/// Writes the edits of a part of a stretch as one text region, where it has any words.
fn text(
    writer: &mut OpWriter<'_, '_>,
    regions: &mut Vec<Region>,
    old: &Words,
    new: &Words,
    from: (usize, usize),
    to: (usize, usize),
    runs: &[Run],
) {
    if from == to {
        return;
    }
    let start =
        |words: &Words, from: usize, to: usize| (from < to).then(|| words.spans[from].start);
    let end = |words: &Words, from: usize, to: usize| (from < to).then(|| words.spans[to - 1].end);
    writer.bridge(start(old, from.0, to.0), start(new, from.1, to.1));
    let first = writer.close();
    let place = |words: &Words, from: usize| words.places.get(from).copied().unwrap_or(0);
    let runs: Vec<Run> = runs
        .iter()
        .map(|run| Run { old: run.old - from.0, new: run.new - from.1, len: run.len })
        .collect();
    let ends = (end(old, from.0, to.0), end(new, from.1, to.1));
    writer.write(
        &runs,
        place(old, from.0),
        place(new, from.1),
        ends.0.unwrap_or(0),
        ends.1.unwrap_or(0),
    );
    let last = writer.close();
    regions.push(Region::Text { ops: first..last });
}
