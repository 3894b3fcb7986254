//! A plain differ for tests: it finds what the tests need to be found, by means that can be seen
//! to be right, and makes no claim to find it well.
//!
//! Clauses are paired by the name that the caller gives them. Pairs in the longest common order
//! stay where they are; the others are moved. Words are compared by a plain longest common
//! subsequence.

use keeling_diff::{
    CellChange, Change, ChangeId, Op, OpKind, Place, Redline, Region, RowChange, Side, Status,
    Summary,
};
use keeling_model::{Block, Clause, ClauseId, Document, Span, Table};

/// Compares two documents whose clauses are paired where `name` says the same of both.
pub(crate) fn diff_by<N: PartialEq>(
    old: &Document,
    new: &Document,
    name: impl Fn(&Document, &Clause) -> N,
) -> Redline {
    let old_names: Vec<N> = old.clauses().iter().map(|clause| name(old, clause)).collect();
    let new_names: Vec<N> = new.clauses().iter().map(|clause| name(new, clause)).collect();
    let mut taken = vec![false; old_names.len()];
    let partner: Vec<Option<usize>> = new_names
        .iter()
        .map(|wanted| {
            let found = (0..old_names.len()).find(|i| !taken[*i] && old_names[*i] == *wanted);
            found.inspect(|i| taken[*i] = true)
        })
        .collect();
    weave(old, new, &partner)
}

/// Compares two documents whose clauses are paired by citation, then by order.
pub(crate) fn diff(old: &Document, new: &Document) -> Redline {
    diff_by(old, new, |document, clause| {
        (document.is_in_margins(clause.id), clause.kind, clause.citation.clone())
    })
}

/// Compares two documents whose clauses are paired by their first word.
pub(crate) fn diff_by_first_word(old: &Document, new: &Document) -> Redline {
    diff_by(old, new, |document, clause| {
        let text = document.slice(clause.text);
        let region = (clause.kind.is_note(), document.is_in_margins(clause.id));
        (region, text.split_whitespace().next().unwrap_or_default().to_owned())
    })
}

fn weave(old: &Document, new: &Document, partner: &[Option<usize>]) -> Redline {
    let staying = longest_increasing(partner);
    let mut redline = Redline::default();
    let mut old_change = vec![None; old.clauses().len()];
    for (i, clause) in new.clauses().iter().enumerate() {
        if let Some(j) = partner[i] {
            old_change[j] = Some(ChangeId(u32::try_from(redline.changes.len()).unwrap()));
            let moved = !staying[i];
            redline.changes.push(pair(old, new, &old.clauses()[j], clause, moved));
        } else {
            redline.changes.push(alone(None, Some(clause.id)));
        }
    }
    for (j, clause) in old.clauses().iter().enumerate() {
        if old_change[j].is_none() {
            old_change[j] = Some(ChangeId(u32::try_from(redline.changes.len()).unwrap()));
            redline.changes.push(alone(Some(clause.id), None));
        }
    }
    let mut next_old = 0;
    let mut old_places_before = |redline: &mut Redline, end: usize| {
        while next_old < end {
            let change = old_change[next_old].unwrap();
            redline.places.push(Place { change, side: Side::Old });
            next_old += 1;
        }
        next_old = end + 1;
    };
    for i in 0..new.clauses().len() {
        let change = ChangeId(u32::try_from(i).unwrap());
        if staying[i] {
            old_places_before(&mut redline, partner[i].unwrap());
            redline.places.push(Place { change, side: Side::Both });
        } else {
            redline.places.push(Place { change, side: Side::New });
        }
    }
    old_places_before(&mut redline, old.clauses().len());
    redline.summary = summary(&redline);
    redline
}

fn alone(old: Option<ClauseId>, new: Option<ClauseId>) -> Change {
    Change {
        status: if old.is_some() { Status::Deleted } else { Status::Inserted },
        old,
        new,
        moved: false,
        move_group: None,
        renumbered: false,
        renumbered_by: None,
        consequential: false,
        ops: Vec::new(),
        regions: Vec::new(),
        references: Vec::new(),
        formatting: Vec::new(),
        labels: Vec::new(),
        reason: None,
        links: Vec::new(),
        affected_by: Vec::new(),
    }
}

fn pair(old: &Document, new: &Document, from: &Clause, to: &Clause, moved: bool) -> Change {
    let mut change = alone(Some(from.id), Some(to.id));
    change.moved = moved;
    change.renumbered = from.citation != to.citation;
    change.status = Status::Unchanged;
    let words = |document: &Document, clause: &Clause| {
        let text = document.slice(clause.text).to_owned();
        text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    if words(old, from) != words(new, to) {
        change.status = Status::Amended;
        edit(old, new, from, to, &mut change);
    }
    change
}

/// Writes the edits of a clause's own text: its tables against each other where it has as many in
/// both, the text between them word by word.
fn edit(old: &Document, new: &Document, from: &Clause, to: &Clause, change: &mut Change) {
    let (old_tables, new_tables) = (tables(old, from), tables(new, to));
    let paired = old_tables.len() == new_tables.len();
    let (mut at_old, mut at_new) = (from.text.start, to.text.start);
    if paired {
        for ((i, a), (j, b)) in old_tables.into_iter().zip(new_tables) {
            let text = (Span::new(at_old, a.span.start), Span::new(at_new, b.span.start));
            let ops = words(old, new, text.0, text.1, change);
            change.regions.push(Region::Text { ops });
            let rows = rows(old, new, a, b, change);
            change.regions.push(Region::Table { old: Some(i), new: Some(j), rows });
            (at_old, at_new) = (a.span.end, b.span.end);
        }
    }
    let rest = (Span::new(at_old, from.text.end), Span::new(at_new, to.text.end));
    let ops = words(old, new, rest.0, rest.1, change);
    change.regions.push(Region::Text { ops });
}

fn tables<'a>(document: &'a Document, clause: &Clause) -> Vec<(u32, &'a Table)> {
    let blocks = document.blocks(clause.id).iter().enumerate();
    blocks
        .filter_map(|(i, block)| match block {
            Block::Table(table) => Some((u32::try_from(i).unwrap(), table)),
            Block::Paragraph(_) => None,
        })
        .collect()
}

/// Pairs rows by place; the longer table has the rest for itself.
fn rows(
    old: &Document,
    new: &Document,
    a: &Table,
    b: &Table,
    change: &mut Change,
) -> Vec<RowChange> {
    let (mut at_old, mut at_new) = (a.span.start, b.span.start);
    let mut rows = Vec::new();
    for i in 0..a.rows.len().max(b.rows.len()) {
        let (from, to) = (a.rows.get(i), b.rows.get(i));
        let cells_old = from.map_or(&[][..], |row| &row.cells);
        let cells_new = to.map_or(&[][..], |row| &row.cells);
        let mut cells = Vec::new();
        for j in 0..cells_old.len().max(cells_new.len()) {
            let end_old = cells_old.get(j).map_or(at_old, |cell| cell.span.end);
            let end_new = cells_new.get(j).map_or(at_new, |cell| cell.span.end);
            let spans = (Span::new(at_old, end_old), Span::new(at_new, end_new));
            let ops = words(old, new, spans.0, spans.1, change);
            (at_old, at_new) = (end_old, end_new);
            let index = |has: bool| has.then(|| u32::try_from(j).unwrap());
            cells.push(CellChange {
                old: index(j < cells_old.len()),
                new: index(j < cells_new.len()),
                ops,
            });
        }
        let index = |has: bool| has.then(|| u32::try_from(i).unwrap());
        rows.push(RowChange {
            old: index(from.is_some()),
            new: index(to.is_some()),
            moved: None,
            cells,
        });
    }
    rows
}

/// Compares two stretches word by word, each word with the white space before it.
fn words(
    old: &Document,
    new: &Document,
    from: Span,
    to: Span,
    change: &mut Change,
) -> std::ops::Range<u32> {
    let start = u32::try_from(change.ops.len()).unwrap();
    let (a, b) = (tokens(old, from), tokens(new, to));
    let common = |x: &Span, y: &Span| old.slice(*x).trim() == new.slice(*y).trim();
    let mut lengths = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] = if common(&a[i], &b[j]) {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut at_old, mut at_new) = (from.start, to.start);
    while i < a.len() || j < b.len() {
        let kind = if i < a.len() && j < b.len() && common(&a[i], &b[j]) {
            OpKind::Equal
        } else if i < a.len() && (j == b.len() || lengths[i + 1][j] >= lengths[i][j + 1]) {
            OpKind::Delete
        } else {
            OpKind::Insert
        };
        let end_old = if kind == OpKind::Insert { at_old } else { a[i].end };
        let end_new = if kind == OpKind::Delete { at_new } else { b[j].end };
        i += usize::from(kind != OpKind::Insert);
        j += usize::from(kind != OpKind::Delete);
        push(change, start, kind, Span::new(at_old, end_old), Span::new(at_new, end_new));
        (at_old, at_new) = (end_old, end_new);
    }
    start..u32::try_from(change.ops.len()).unwrap()
}

/// Adds an edit, or lengthens the one before it.
fn push(change: &mut Change, start: u32, kind: OpKind, old: Span, new: Span) {
    let can_join = change.ops.len() > start as usize;
    match change.ops.last_mut() {
        Some(last) if can_join && last.kind == kind => {
            last.old.end = old.end;
            last.new.end = new.end;
        }
        _ => change.ops.push(Op { kind, old, new }),
    }
}

/// Words, each with the white space before it, the last with that after it.
fn tokens(document: &Document, span: Span) -> Vec<Span> {
    let text = document.slice(span);
    let mut tokens = Vec::new();
    let mut start = span.start;
    let mut in_word = false;
    for (i, c) in text.char_indices() {
        let at = span.start + u32::try_from(i).unwrap();
        if c.is_whitespace() && in_word {
            tokens.push(Span::new(start, at));
            start = at;
        }
        in_word = !c.is_whitespace();
    }
    if start < span.end {
        tokens.push(Span::new(start, span.end));
    }
    tokens
}

/// Which of the pairs keep their order: one longest increasing run of partners.
fn longest_increasing(partner: &[Option<usize>]) -> Vec<bool> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for i in 0..partner.len() {
        let before = (0..i)
            .filter(|j| partner[*j].is_some() && partner[*j] < partner[i])
            .max_by_key(|j| (best[*j].0, std::cmp::Reverse(*j)));
        best.push((before.map_or(1, |j| best[j].0 + 1), before));
    }
    let mut at = (0..partner.len()).filter(|i| partner[*i].is_some()).max_by_key(|i| best[*i].0);
    let mut staying = vec![false; partner.len()];
    while let Some(i) = at {
        staying[i] = true;
        at = best[i].1;
    }
    staying
}

fn summary(redline: &Redline) -> Summary {
    let count = |holds: &dyn Fn(&Change) -> bool| {
        u32::try_from(redline.changes.iter().filter(|change| holds(change)).count()).unwrap()
    };
    Summary {
        inserted: count(&|c| c.status == Status::Inserted),
        deleted: count(&|c| c.status == Status::Deleted),
        amended: count(&|c| c.status == Status::Amended && !c.consequential),
        consequential: count(&|c| c.consequential),
        moved: count(&|c| c.moved),
        renumbered: count(&|c| c.renumbered),
        unchanged: count(&|c| c.status == Status::Unchanged),
        affected: 0,
        formatting: count(&Change::is_formatting_only),
        words_inserted: 0,
        words_deleted: 0,
    }
}
