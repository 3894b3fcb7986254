//! Clauses run together: the lines of one paragraph in, the places to cut it out.
//!
//! ```text
//! The Supplier shall:       three clauses in one `CommonMark` paragraph,
//! (a) keep records; and     each on a line of its own
//! (b) report.
//! ```
//!
//! Line breaks mean nothing in Markdown, so a paragraph is cut only where the line before ends a
//! clause and the markers count: a line of running prose that happens to begin with `(a)` stays.
//! Time and space grow with the paragraph's length.

use std::collections::{HashMap, HashSet};

use keeling_model::OBJECT;

use super::inlines::Break;
use super::marker::{self, Marker, Shape};

/// Where to cut a paragraph whose lines end at `breaks`.
pub(super) fn cuts(text: &str, breaks: &[Break]) -> Vec<u32> {
    if breaks.is_empty() {
        return Vec::new();
    }
    let lines = candidates(text, breaks);
    let counted = counted_on(&lines);
    let mut counts = Counts::default();
    let mut cuts = Vec::new();
    for (line, counted) in lines.iter().zip(counted) {
        match line.cut {
            None => counts.begin(&line.marker, |_| true),
            Some(cut) if line.before.ends() && counts.goes_on(&line.marker) => cuts.push(cut),
            Some(cut) if is_first(line, counted) => {
                counts.begin(&line.marker, |number| number == 1);
                cuts.push(cut);
            }
            Some(_) => {}
        }
    }
    cuts
}

/// A line that could begin a clause.
struct Line {
    /// Where the paragraph would be cut; `None` for its first line.
    cut: Option<u32>,
    marker: Marker,
    before: Before,
}

/// How the line before ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// With a colon or a dash, which announces an enumeration.
    Announces,
    /// As a clause does before another one.
    Ends,
    /// In the middle of a sentence.
    RunsOn,
}

impl Before {
    fn ends(self) -> bool {
        self != Before::RunsOn
    }
}

fn candidates(text: &str, breaks: &[Break]) -> Vec<Line> {
    let first = marker::at_start(text);
    let mut lines: Vec<Line> =
        first.map(|marker| Line { cut: None, marker, before: Before::Ends }).into_iter().collect();
    let mut start = 0;
    for (index, end) in breaks.iter().enumerate() {
        let before = text.get(start..end.at as usize).unwrap_or_default().trim_end();
        start = end.at as usize + 1;
        let next = breaks.get(index + 1).map_or(text.len(), |next| next.at as usize);
        let line = text.get(start..next).unwrap_or_default();
        if let Some(marker) = marker::at_start(line) {
            lines.push(Line { cut: Some(end.at), marker, before: ending(before) });
        }
    }
    lines
}

fn ending(line: &str) -> Before {
    // The marker of a note may stand after the full stop.
    let line = line.trim_end_matches([' ', OBJECT]);
    let last = line.rsplit(' ').next();
    if line.is_empty() || line.ends_with([':', '—', '–']) {
        Before::Announces
    } else if line.ends_with([';', ',', '.'])
        || matches!(last, Some("and" | "or" | "and/or" | "und" | "oder" | "et" | "ou"))
    {
        Before::Ends
    } else {
        Before::RunsOn
    }
}

/// For each line, whether a later one has the second marker of a sequence that it begins.
fn counted_on(lines: &[Line]) -> Vec<bool> {
    let mut simple: HashSet<(Shape, usize)> = HashSet::new();
    let mut paths: HashSet<&str> = HashSet::new();
    let mut counted: Vec<bool> = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        counted.push(match &line.marker {
            Marker::Simple { shape, readings } => {
                let read_as = |number| {
                    let found = readings.iter().enumerate();
                    found.filter(move |(_, read)| **read == Some(number)).map(|(index, _)| index)
                };
                let found = read_as(1).any(|index| simple.contains(&(*shape, index)));
                if line.before.ends() {
                    simple.extend(read_as(2).map(|index| (*shape, index)));
                }
                found
            }
            Marker::Path { parent, last: 2 } if line.before.ends() => !paths.insert(parent),
            Marker::Path { parent, .. } => paths.contains(parent.as_str()),
        });
    }
    counted.reverse();
    counted
}

/// Whether a line begins a sequence. One that nothing announces must count on, and after a line
/// that runs on it must not look like the tail of a citation, as `(a)` does and `a.` does not.
fn is_first(line: &Line, counted: bool) -> bool {
    let (first, bracketed) = match &line.marker {
        Marker::Simple { readings, shape } => (readings.contains(&Some(1)), shape.bracketed),
        Marker::Path { last, .. } => (*last == 1, true),
    };
    first
        && match line.before {
            Before::Announces => true,
            Before::Ends => counted,
            Before::RunsOn => counted && !bracketed,
        }
}

/// How far each kind of marker has counted.
#[derive(Default)]
struct Counts {
    simple: HashMap<Shape, [u32; 3]>,
    paths: HashMap<String, u32>,
}

impl Counts {
    /// Counts on from a marker, in those of its readings that are wanted.
    fn begin(&mut self, marker: &Marker, wanted: impl Fn(u32) -> bool) {
        match marker {
            Marker::Simple { shape, readings } => {
                let counts = self.simple.entry(*shape).or_default();
                for (count, reading) in counts.iter_mut().zip(readings) {
                    *count = reading.filter(|number| wanted(*number)).unwrap_or(*count);
                }
            }
            Marker::Path { parent, last } => {
                self.paths.insert(parent.clone(), *last);
            }
        }
    }

    /// Whether a marker counts on from the last of its kind; takes it if so, in that reading.
    fn goes_on(&mut self, marker: &Marker) -> bool {
        let counts = match marker {
            Marker::Simple { shape, readings } => {
                let Some(counts) = self.simple.get_mut(shape) else { return false };
                counts.iter_mut().zip(readings.iter().copied()).collect()
            }
            Marker::Path { parent, last } => {
                let Some(count) = self.paths.get_mut(parent) else { return false };
                vec![(count, Some(*last))]
            }
        };
        let mut goes_on = false;
        for (count, reading) in counts {
            if *count > 0 && reading == Some(*count + 1) {
                *count += 1;
                goes_on = true;
            }
        }
        goes_on
    }
}
