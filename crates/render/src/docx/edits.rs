//! Edits of a part: ranges of its text and what stands there instead.

use std::collections::BTreeMap;

use keeling_ooxml::xml::Same;

/// Edits by where they begin and end. None crosses another; one that encloses others takes their
/// place.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: BTreeMap<(u32, u32), String>,
}

/// A piece of a part's text with edits.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'a> {
    /// What stands in the part, from this place on.
    Same(u32, &'a str),
    New(&'a str),
}

impl<'a> Piece<'a> {
    /// Its text.
    pub(super) fn text(self) -> &'a str {
        match self {
            Piece::Same(_, text) | Piece::New(text) => text,
        }
    }
}

impl Edits {
    /// Puts text in the place of a range. What was put within it is gone.
    pub(super) fn replace(&mut self, start: u32, end: u32, text: String) {
        // Those that begin with it and do not go beyond it, and those that begin within it.
        let inner = [(start, start + 1)..(start, end + 1), (start + 1, 0)..(end, 0)];
        for range in inner {
            while let Some((&place, _)) = self.edits.range(range.clone()).next() {
                self.edits.remove(&place);
            }
        }
        self.edits.insert((start, end), text.into_boxed_str().into_string());
    }

    /// Puts text at a place, behind what was put there before.
    pub(super) fn insert(&mut self, at: u32, text: &str) {
        self.edits.entry((at, at)).or_default().push_str(text);
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Writes a range of the part's text with the edits in it. Insertions at its two ends are not.
    pub(super) fn apply(&self, xml: &str, start: u32, end: u32, out: &mut String) {
        let slice =
            |start: u32, end: u32| xml.get(start as usize..end as usize).unwrap_or_default();
        let mut at = start;
        for (&(from, to), text) in self.within(start, end) {
            let at_end = from == to && (from == start || from == end) && end > start;
            if from < at || at_end {
                continue;
            }
            out.push_str(slice(at, from));
            out.push_str(text);
            at = to;
        }
        out.push_str(slice(at, end));
    }

    /// The whole text with all edits.
    pub(super) fn finish(&self, xml: &str) -> String {
        self.finish_again(xml).0
    }

    /// The same, and what of it stands in the part's text.
    pub(super) fn finish_again(&self, xml: &str) -> (String, Vec<Same>) {
        let added: usize = self.edits.values().map(String::len).sum();
        let mut out = String::with_capacity(xml.len() + added);
        let mut same = Vec::with_capacity(self.edits.len() + 1);
        for piece in self.pieces(xml) {
            let place = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
            if let Piece::Same(of, text) = piece {
                same.push(Same { at: place(&out), of, len: place(text) });
            }
            out.push_str(piece.text());
        }
        (out, same)
    }

    /// The same in pieces, one after the other.
    pub(super) fn pieces<'a>(&'a self, xml: &'a str) -> impl Iterator<Item = Piece<'a>> {
        let mut at = 0;
        let ends = self.edits.iter().map(|(&(from, to), text)| (from, to, text.as_str()));
        let last = u32::try_from(xml.len()).unwrap_or(u32::MAX);
        ends.chain([(last, last, "")]).flat_map(move |(from, to, text)| {
            let is_open = from >= at;
            let of = at;
            let before = if is_open { xml.get(at as usize..from as usize) } else { None };
            at = if is_open { to } else { at };
            let text = if is_open { text } else { "" };
            [Piece::Same(of, before.unwrap_or_default()), Piece::New(text)]
        })
    }

    fn within(&self, start: u32, end: u32) -> impl Iterator<Item = (&(u32, u32), &String)> {
        self.edits.range((start, 0)..=(end, u32::MAX)).filter(move |(range, _)| range.1 <= end)
    }
}
