//! Ops: from runs of equal tokens to edits over byte ranges.
//!
//! The edits cover both texts without a gap, white space included. White space that both texts
//! have at a place is equal whatever it consists of; where only one has any (`(a)` became ` (a)`
//! beside an edit) it belongs to the edit. So reading the edits without insertions gives the old
//! text, without deletions the new one, up to the kind of white space.

use keeling_model::Span;

use super::Run;
use crate::redline::{Op, OpKind};
use crate::side::Side;

/// Writes edits in order over the own texts of two clauses.
#[derive(Debug)]
pub(super) struct OpWriter<'s, 'a> {
    old: &'s Side<'a>,
    new: &'s Side<'a>,
    old_at: u32,
    new_at: u32,
    /// Edits before this index are closed: nothing is joined to them.
    floor: usize,
    pub(super) ops: Vec<Op>,
}

impl<'s, 'a> OpWriter<'s, 'a> {
    /// A writer that begins at these places of the two texts.
    pub(super) fn new(old: &'s Side<'a>, new: &'s Side<'a>, old_at: u32, new_at: u32) -> Self {
        Self { old, new, old_at, new_at, floor: 0, ops: Vec::new() }
    }

    /// Ends a stretch: what comes after is not joined to what was before. Returns how many edits
    /// there are so far.
    pub(super) fn close(&mut self) -> u32 {
        self.floor = self.ops.len();
        crate::side::narrow(self.floor)
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
        let (old_rest, new_rest) = if head.0 > 0 && head.1 > 0 {
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
        if old_text == new_text && !old_mid.is_empty() {
            // Characters that take no place (a soft hyphen) stand between tokens.
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

    /// Writes a deletion, then an insertion. The brackets of a citation's step stay.
    fn replace(&mut self, old: Span, new: Span) {
        let texts = (self.old.document.slice(old), self.new.document.slice(new));
        let steps = is_step(texts.0) && is_step(texts.1);
        let inner =
            |span: Span| Span::new(span.start + u32::from(steps), span.end - u32::from(steps));
        let (old_inner, new_inner) = (inner(old), inner(new));
        if steps {
            let first = |span: Span| Span::new(span.start, span.start + 1);
            self.push(OpKind::Equal, first(old), first(new));
        }
        if !old_inner.is_empty() {
            self.push(OpKind::Delete, old_inner, Span::new(self.new_at, self.new_at));
        }
        if !new_inner.is_empty() {
            self.push(OpKind::Insert, Span::new(self.old_at, self.old_at), new_inner);
        }
        if steps {
            let last = |span: Span| Span::new(span.end - 1, span.end);
            self.push(OpKind::Equal, last(old), last(new));
        }
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

/// Whether a text is one bracketed step of a citation: `(a)`, `(iv)`.
fn is_step(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|step| !step.is_empty() && step.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn leading(text: &str) -> u32 {
    crate::side::narrow(text.len() - text.trim_start().len())
}

fn trailing(text: &str) -> u32 {
    crate::side::narrow(text.len() - text.trim_end().len())
}
