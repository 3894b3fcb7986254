//! Ops: from runs of equal tokens to edits over byte ranges.
//!
//! The edits cover both texts without a gap, white space included. White space that both texts
//! have at a place is equal whatever it consists of; where only one has any (`(a)` became ` (a)`
//! beside an edit) it belongs to the edit. So reading the edits without insertions gives the old
//! text, without deletions the new one, up to the kind of white space.

use keeling_model::{ClauseId, OBJECT, Span};

use super::{Run, steps};
use crate::redline::{Op, OpKind};
use crate::side::{Side, narrow};

/// Writes edits in order over the own texts of two clauses.
#[derive(Debug)]
pub(super) struct OpWriter<'s, 'a> {
    old: &'s Side<'a>,
    new: &'s Side<'a>,
    old_at: u32,
    new_at: u32,
    /// Edits before this index are closed: nothing is joined to them.
    floor: usize,
    /// Where the references of the two texts stand, in order.
    references: [Vec<Span>; 2],
    pub(super) ops: Vec<Op>,
}

impl<'s, 'a> OpWriter<'s, 'a> {
    /// A writer for the own texts of two clauses.
    pub(super) fn new(old: &'s Side<'a>, new: &'s Side<'a>, ids: (ClauseId, ClauseId)) -> Self {
        let references = |side: &Side<'_>, id| side.references(id).map(|mark| mark.span).collect();
        Self {
            old,
            new,
            old_at: old.document.clause(ids.0).text.start,
            new_at: new.document.clause(ids.1).text.start,
            floor: 0,
            references: [references(old, ids.0), references(new, ids.1)],
            ops: Vec::new(),
        }
    }

    /// Ends a stretch: what comes after is not joined to what was before. Returns how many edits
    /// there are so far.
    pub(super) fn close(&mut self) -> u32 {
        self.floor = self.ops.len();
        narrow(self.floor)
    }

    /// Covers what stands between the last edit and these places: the separators of paragraphs,
    /// rows and cells.
    pub(super) fn bridge(&mut self, old_to: Option<u32>, new_to: Option<u32>) {
        let old = Span::new(self.old_at, old_to.unwrap_or(self.old_at).max(self.old_at));
        let new = Span::new(self.new_at, new_to.unwrap_or(self.new_at).max(self.new_at));
        match (old.is_empty(), new.is_empty()) {
            (false, false) => self.push(OpKind::Equal, old, new),
            (false, true) => self.push(OpKind::Delete, old, new),
            (true, false) => self.push(OpKind::Insert, old, new),
            (true, true) => {}
        }
    }

    /// Writes the edits up to these ends. The runs are counted from `old_first` and `new_first` in
    /// the tokens of the sides.
    pub(super) fn write(
        &mut self,
        runs: &[Run],
        old_first: usize,
        new_first: usize,
        old_end: u32,
        new_end: u32,
    ) {
        for run in runs {
            self.equal(old_first + run.old, new_first + run.new, run.len);
        }
        self.hunk(old_end, new_end);
    }

    /// Writes a run of equal tokens and the hunk before it.
    fn equal(&mut self, old_first: usize, new_first: usize, len: usize) {
        for at in 0..len {
            let (old, new) = (self.old.spans[old_first + at], self.new.spans[new_first + at]);
            let white = (old.start > self.old_at, new.start > self.new_at);
            // Inside a run, equal gaps join the run; the gap before it may hold an edit.
            if at == 0 || white.0 != white.1 {
                self.hunk(old.start, new.start);
            }
            self.push(
                OpKind::Equal,
                Span::new(self.old_at, old.end),
                Span::new(self.new_at, new.end),
            );
        }
    }

    /// Writes what stands between the last edit and these places as deleted and inserted, but for
    /// the white space that both have at its ends.
    fn hunk(&mut self, old_to: u32, new_to: u32) {
        let old = Span::new(self.old_at, old_to.max(self.old_at));
        let new = Span::new(self.new_at, new_to.max(self.new_at));
        let (old_text, new_text) = (self.old.document.slice(old), self.new.document.slice(new));
        let head = (leading(old_text), leading(new_text));
        let stands_behind = is_blank_behind(old_text, new_text);
        let (old_rest, new_rest) = if head.0 > 0 && head.1 > 0 && !stands_behind {
            self.push(
                OpKind::Equal,
                Span::new(old.start, old.start + head.0),
                Span::new(new.start, new.start + head.1),
            );
            (Span::new(old.start + head.0, old.end), Span::new(new.start + head.1, new.end))
        } else {
            (old, new)
        };
        let tail = (
            trailing(self.old.document.slice(old_rest)),
            trailing(self.new.document.slice(new_rest)),
        );
        let tail = if tail.0 > 0 && tail.1 > 0 { tail } else { (0, 0) };
        let old_mid = Span::new(old_rest.start, old_rest.end - tail.0);
        let new_mid = Span::new(new_rest.start, new_rest.end - tail.1);
        let (old_text, new_text) =
            (self.old.document.slice(old_mid), self.new.document.slice(new_mid));
        let has_object = old_text.contains(OBJECT);
        if old_text == new_text && !old_mid.is_empty() && !has_object {
            // Characters that take no place (a soft hyphen) stand between tokens; of two objects
            // that read alike one is another.
            self.push(OpKind::Equal, old_mid, new_mid);
        } else {
            self.replace(old_mid, new_mid);
        }
        if tail.0 > 0 {
            self.push(
                OpKind::Equal,
                Span::new(old_mid.end, old_rest.end),
                Span::new(new_mid.end, new_rest.end),
            );
        }
    }

    /// Writes a deletion, then an insertion. The brackets of a citation's step stay, and so do the
    /// [`steps`] at the ends of two numbers that both have.
    fn replace(&mut self, old: Span, new: Span) {
        let (head, tail) = self.shared_ends(old, new);
        let inner = |span: Span| Span::new(span.start + head, span.end - tail);
        let (old_inner, new_inner) = (inner(old), inner(new));
        if head > 0 {
            let first = |span: Span| Span::new(span.start, span.start + head);
            self.push(OpKind::Equal, first(old), first(new));
        }
        if !old_inner.is_empty() {
            self.push(OpKind::Delete, old_inner, Span::new(self.new_at, self.new_at));
        }
        if !new_inner.is_empty() {
            self.push(OpKind::Insert, Span::new(self.old_at, self.old_at), new_inner);
        }
        if tail > 0 {
            let last = |span: Span| Span::new(span.end - tail, span.end);
            self.push(OpKind::Equal, last(old), last(new));
        }
    }

    /// How much of the ends of two texts that replace each other stays, in bytes.
    fn shared_ends(&self, old: Span, new: Span) -> (u32, u32) {
        let texts = (self.old.document.slice(old), self.new.document.slice(new));
        if is_step(texts.0) && is_step(texts.1) {
            return (1, 1);
        }
        let [olds, news] = &self.references;
        let both = is_within(old, olds) && is_within(new, news);
        let (head, tail) = steps::shared(texts.0, texts.1, both);
        (narrow(head), narrow(tail))
    }

    fn push(&mut self, kind: OpKind, old: Span, new: Span) {
        self.old_at = old.end.max(self.old_at);
        self.new_at = new.end.max(self.new_at);
        let open = self.ops.len() > self.floor;
        match self.ops.last_mut() {
            Some(last) if open && last.kind == kind => {
                last.old.end = old.end.max(last.old.end);
                last.new.end = new.end.max(last.new.end);
            }
            _ => self.ops.push(Op { kind, old, new }),
        }
    }
}

/// Whether a span lies within one of others, which stand in order.
fn is_within(span: Span, others: &[Span]) -> bool {
    let before = others.partition_point(|other| other.start <= span.start);
    before.checked_sub(1).is_some_and(|at| span.end <= others[at].end)
}

/// Whether a text is one bracketed step of a citation: `(a)`, `(iv)`.
fn is_step(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|step| !step.is_empty() && step.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether the white space that all of one text consists of is that behind the words of the other,
/// and not that before them: of a heading that lost its last word, the end of its line.
fn is_blank_behind(old: &str, new: &str) -> bool {
    let is_blank = |text: &str| !text.is_empty() && text.trim().is_empty();
    let (blank, full) = match (is_blank(old), is_blank(new)) {
        (false, true) => (new, old),
        (true, false) => (old, new),
        _ => return false,
    };
    let breaks = |text: &str| text.contains(['\n', '\t']);
    let (head, tail) =
        (&full[..leading(full) as usize], &full[full.len() - trailing(full) as usize..]);
    breaks(blank) && breaks(tail) && !breaks(head)
}

fn leading(text: &str) -> u32 {
    narrow(text.len() - text.trim_start().len())
}

fn trailing(text: &str) -> u32 {
    narrow(text.len() - text.trim_end().len())
}
