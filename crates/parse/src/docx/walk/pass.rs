//! Passing over elements, with an eye on what counts all the same: paragraphs, sections, notes that
//! are left out, fields, tracked changes.

use keeling_ooxml::Section;
use keeling_ooxml::xml::{Element, Event, Reader};

use super::{Part, Walk};
use crate::Error;
use crate::docx::output::Output;

impl Walk<'_, '_> {
    /// Passes over the rest of the element that the cursor is in.
    pub(super) fn skip(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        self.pass_over(reader, |_, _| {})
    }

    /// Passes over the rest of the element that the cursor is in, which is on the other side of a
    /// tracked change, and remembers the notes that it refers to.
    pub(super) fn leave_out(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        self.pass_over(reader, |output, element| {
            if let name @ ("footnoteReference" | "endnoteReference") = element.word() {
                let note = output.note(name == "endnoteReference", element);
                output.left_out_notes.extend(note);
            }
        })
    }

    /// Passes over the rest of the element that the cursor is in, looking at the elements in it and
    /// counting its paragraphs and sections: places in the source are places among all paragraphs
    /// of the part.
    fn pass_over(
        &mut self,
        reader: &mut Reader<'_>,
        look: impl Fn(&mut Output, &Element<'_>),
    ) -> Result<(), Error> {
        // Where the first tracked change has just begun, its place is still to be seen.
        let is_seen = self.first_tracked.is_some() || reader.tracked().total() == 0;
        if is_seen && reader.skip_plain(|element| self.pass(element, &look))? {
            return Ok(());
        }
        let outer = reader.depth().saturating_sub(1);
        while reader.depth() > outer {
            match reader.next()? {
                Event::Start(element) if element.word() == "sectPr" => {
                    self.sections.push(Section::read(reader)?);
                }
                Event::Start(element) => self.pass(&element, &look),
                Event::End | Event::Text(_) => {}
                Event::Eof => break,
            }
            self.watch(reader);
        }
        Ok(())
    }

    /// Takes in an element that is passed over.
    fn pass(&mut self, element: &Element<'_>, look: impl Fn(&mut Output, &Element<'_>)) {
        look(self.output, element);
        match element.word() {
            "p" => self.paragraphs += 1,
            "fldChar" => self.pass_field_character(element),
            _ => {}
        }
    }

    /// Remembers where the first tracked change stands.
    pub(super) fn watch(&mut self, reader: &Reader<'_>) {
        if self.first_tracked.is_none() && reader.tracked().total() > 0 {
            self.first_tracked = Some(self.paragraphs.max(1));
        }
    }

    /// Takes in the tracked changes of the part that has been read. The first of the main part
    /// comes before those of the notes, which are read first.
    pub(in crate::docx) fn take_tracked(&mut self, reader: &Reader<'_>) {
        let changes = &mut self.output.tally.tracked;
        changes.counts = changes.counts.and(reader.tracked());
        let Some(paragraph) = self.first_tracked else { return };
        if changes.first.is_none() || self.part == Part::Main {
            changes.first = Some(format!("{}, paragraph {paragraph}", reader.part()));
            changes.in_body = (self.part == Part::Main).then_some(paragraph);
        }
    }
}
