//! Footnotes: numbered by where they are first referred to.

use std::collections::HashMap;

use keeling_model::ClauseId;

use crate::flow::{Note, Piece};

/// The footnotes found so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Places in the order of first reference, by label.
    order: HashMap<String, u32>,
    /// Definitions, by label; an index into `defined`.
    by_label: HashMap<String, usize>,
    defined: Vec<Definition>,
}

#[derive(Debug)]
struct Definition {
    label: String,
    pieces: Vec<Piece>,
    at: usize,
}

/// Something to report of a footnote: its place in the text, and what is to be said.
pub(super) type Report = (usize, String);

impl Notes {
    /// The note that a reference points at.
    pub(super) fn refer(&mut self, label: &str) -> ClauseId {
        let next = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        ClauseId(*self.order.entry(fold(label)).or_insert(next))
    }

    /// Takes the definition of a note that stands at this place of the text. The last one of a
    /// label counts; the place of one that gives way is returned.
    pub(super) fn define(&mut self, label: &str, pieces: Vec<Piece>, at: usize) -> Option<usize> {
        let definition = Definition { label: label.to_owned(), pieces, at };
        if let Some(before) =
            self.by_label.get(&fold(label)).and_then(|index| self.defined.get_mut(*index))
        {
            return Some(std::mem::replace(before, definition).at);
        }
        self.by_label.insert(fold(label), self.defined.len());
        self.defined.push(definition);
        None
    }

    /// The notes in the order of first reference, and a report of each that nothing refers to.
    pub(super) fn finish(self) -> (Vec<Note>, Vec<Report>) {
        let mut notes: Vec<Option<Note>> = Vec::new();
        notes.resize_with(self.order.len(), || None);
        let mut reports = Vec::new();
        for Definition { label, pieces, at } in self.defined {
            let place = self.order.get(&fold(&label)).map(|place| *place as usize);
            match place.and_then(|place| notes.get_mut(place).map(|slot| (place, slot))) {
                Some((place, slot)) => *slot = Some(note(place, pieces)),
                None => reports.push((at, format!("nothing refers to the footnote [^{label}]"))),
            }
        }
        let filled = notes.into_iter().enumerate();
        let notes = filled.map(|(place, slot)| slot.unwrap_or_else(|| note(place, Vec::new())));
        (notes.collect(), reports)
    }
}

fn note(place: usize, pieces: Vec<Piece>) -> Note {
    Note { marker: (place + 1).to_string(), endnote: false, pieces }
}

/// Labels are matched without regard to case, as link labels are.
fn fold(label: &str) -> String {
    label.to_lowercase()
}
