//! Edits of a part: ranges of its text and what stands there instead.

use std::collections::BTreeMap;

/// Edits by where they begin and end. None crosses another; one that encloses others takes their
/// place.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: BTreeMap<(u32, u32), String>,
}

impl Edits {
    /// Puts text in the place of a range. What was put within it is gone.
    pub(super) fn replace(&mut self, start: u32, end: u32, text: String) {
        let within: Vec<(u32, u32)> =
            self.within(start, end).map(|(&range, _)| range).filter(|r| r.0 < r.1).collect();
        for range in within {
            self.edits.remove(&range);
        }
        let inner: Vec<(u32, u32)> =
            self.edits.range((start + 1, 0)..(end, 0)).map(|(&range, _)| range).collect();
        for range in inner {
            self.edits.remove(&range);
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
        let added: usize = self.edits.values().map(String::len).sum();
        let mut out = String::with_capacity(xml.len() + added);
        out.extend(self.pieces(xml));
        out
    }

    /// The same in pieces, one after the other.
    pub(super) fn pieces<'a>(&'a self, xml: &'a str) -> impl Iterator<Item = &'a str> {
        let mut at = 0;
        let ends = self.edits.iter().map(|(&(from, to), text)| (from, to, text.as_str()));
        let last = u32::try_from(xml.len()).unwrap_or(u32::MAX);
        ends.chain([(last, last, "")]).flat_map(move |(from, to, text)| {
            let is_open = from >= at;
            let before = if is_open { xml.get(at as usize..from as usize) } else { None };
            at = if is_open { to } else { at };
            [before.unwrap_or_default(), if is_open { text } else { "" }]
        })
    }

    fn within(&self, start: u32, end: u32) -> impl Iterator<Item = (&(u32, u32), &String)> {
        self.edits.range((start, 0)..=(end, u32::MAX)).filter(move |(range, _)| range.1 <= end)
    }
}
