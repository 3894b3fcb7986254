//! Footnotes and endnotes: their parts in, notes in the order of the parts out
//! (ECMA-376 part 1 §17.11).

use std::sync::Arc;

use keeling_model::{ClauseId, MarkKind};
use keeling_ooxml::xml::{Reader, Tree};
use keeling_ooxml::{
    NoteNumbering, NoteRestart, NumberFormat, Package, Relationships, Section, format_number,
};

use super::objects::Media;
use super::output::Output;
use super::walk::{Part, Walk};
use super::{Tables, part_of};
use crate::flow::{Content, Note, Piece};
use crate::{Error, ErrorKind};

/// A part of notes that is there.
#[derive(Debug)]
pub(super) struct NotePart {
    tree: Arc<Tree>,
    relationships: Arc<Relationships>,
    endnotes: bool,
}

/// Loads the parts of footnotes and of endnotes.
pub(super) fn load(
    package: &mut Package<'_>,
    relationships: &Relationships,
) -> Result<Vec<NotePart>, Error> {
    let mut parts = Vec::new();
    for (kind, endnotes) in [("footnotes", false), ("endnotes", true)] {
        if let Some((name, tree)) = part_of(package, relationships, kind)? {
            let relationships = package.relationships(name)?;
            parts.push(NotePart { tree, relationships, endnotes });
        }
    }
    Ok(parts)
}

/// Reads all notes of the parts, whether or not the body refers to them. Separators are none.
pub(super) fn read(
    parts: &[NotePart],
    tables: &Tables,
    media: &mut Media<'_>,
    output: &mut Output,
) -> Result<(), Error> {
    for part in parts {
        let mut reader = Reader::new(&part.tree);
        let mut walk = Walk::new(tables, &part.relationships, media, output).within(Part::Notes);
        reader.child()?;
        while let Some(element) = reader.child()? {
            if is_separator(element.word_attr("type").as_deref()) {
                reader.skip()?;
                continue;
            }
            let id = element.word_attr("id").and_then(|id| id.trim().parse::<i64>().ok());
            let pieces = walk.run(&mut reader)?.pieces;
            let output = walk.output();
            let index = u32::try_from(output.notes.len()).unwrap_or(u32::MAX);
            if let Some(id) = id {
                output.note_ids.entry((part.endnotes, id)).or_insert(index);
            }
            let marker = String::new();
            output.notes.push(Note { marker, endnote: part.endnotes, pieces });
        }
        walk.take_tracked(&reader);
    }
    Ok(())
}

/// Drops the notes whose markers are all on the other side of tracked changes: a note comes and
/// goes with its marker.
pub(super) fn drop_left_out(output: &mut Output, body: &mut [Piece]) {
    let Output { notes, shown_notes, left_out_notes, .. } = output;
    if left_out_notes.is_subset(shown_notes) {
        return;
    }
    let is_dropped = |index: &u32| left_out_notes.contains(index) && !shown_notes.contains(index);
    let mut places = Vec::with_capacity(notes.len());
    let mut kept = Vec::with_capacity(notes.len());
    for (index, note) in (0u32..).zip(notes.drain(..)) {
        places.push(ClauseId(u32::try_from(kept.len()).unwrap_or(u32::MAX)));
        if !is_dropped(&index) {
            kept.push(note);
        }
    }
    *notes = kept;
    let mut rest: Vec<&mut Piece> = body.iter_mut().collect();
    rest.extend(notes.iter_mut().flat_map(|note| &mut note.pieces));
    while let Some(piece) = rest.pop() {
        match &mut piece.content {
            Content::Paragraph(inline) => {
                for mark in &mut inline.marks {
                    if let MarkKind::Note(id) = &mut mark.kind
                        && let Some(&place) = places.get(id.index())
                    {
                        *id = place;
                    }
                }
            }
            Content::Table(grid) => {
                let cells = grid.rows.iter_mut().flatten();
                rest.extend(cells.flat_map(|cell| &mut cell.pieces));
            }
        }
    }
}

/// A note that has a number: its place among the notes, and that of the section which first refers
/// to it among the sections.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered {
    pub(super) note: u32,
    pub(super) section: usize,
}

/// What the settings of a document say of the numbers of its footnotes and endnotes. Settings that
/// cannot be read say nothing: there is no text in them.
pub(super) fn settings(
    package: &mut Package<'_>,
    relationships: &Relationships,
) -> Result<[NoteNumbering; 2], Error> {
    let read = part_of(package, relationships, "settings").and_then(|found| match found {
        Some((_, part)) => Ok(NoteNumbering::read_settings(&part)?),
        None => Ok(Default::default()),
    });
    match read {
        Err(error) if error.kind() == ErrorKind::Limit => Err(error),
        read => Ok(read.unwrap_or_default()),
    }
}

/// Numbers the notes as their sections say, else as the settings do.
pub(super) fn number(output: &mut Output, sections: &[Section], settings: [NoteNumbering; 2]) {
    let Output { numbered_notes, notes, tally, .. } = output;
    let mut lasts: [Option<(usize, i64)>; 2] = [None; 2];
    for Numbered { note, section } in std::mem::take(numbered_notes) {
        let Some(note) = notes.get_mut(note as usize) else { continue };
        let at = usize::from(note.endnote);
        let (Some(&outer), Some(last)) = (settings.get(at), lasts.get_mut(at)) else { continue };
        let own = sections.get(section).and_then(|section| section.notes.get(at).copied());
        let numbering = own.unwrap_or_default().within(outer);
        let restart = numbering.restart.unwrap_or_default();
        tally.paged_notes += usize::from(restart == NoteRestart::EachPage);
        let before =
            last.filter(|&(before, _)| restart != NoteRestart::EachSection || before == section);
        let number = match before {
            Some((_, number)) => number.saturating_add(1),
            None => numbering.start.unwrap_or(1),
        };
        *last = Some((section, number));
        note.marker = format_number(numbering.format.unwrap_or(usual(note.endnote)), number);
    }
}

/// How the numbers of notes are written where nothing else is said: those of footnotes in decimal,
/// those of endnotes in Roman numerals (§17.11.17, §17.11.18).
fn usual(endnote: bool) -> NumberFormat {
    if endnote { NumberFormat::LowerRoman } else { NumberFormat::Decimal }
}

/// Whether notes of this type are lines between text and notes (§17.18.33).
fn is_separator(kind: Option<&str>) -> bool {
    matches!(kind, Some("separator" | "continuationSeparator" | "continuationNotice"))
}
