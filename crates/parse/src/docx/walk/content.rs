//! What stands within a paragraph beside its runs: words, objects, bookmarks, links, fields, note
//! markers.

use keeling_model::{ClauseId, MarkKind, Object, ObjectId, Span};
use keeling_ooxml::xml::{Element, Namespace};
use keeling_ooxml::{Format, is_of_page, symbol_text};

use super::{Part, Walk};
use crate::Error;
use crate::docx::fields::{self, Destination, OpenField};
use crate::docx::notes::Numbered;
use crate::docx::objects::OpenObject;

impl Walk<'_, '_> {
    /// Whether the result of a field with this code is no text of the document: in a header or
    /// footer, what the page that bears it computes.
    pub(super) fn is_of_page(&self, code: Option<&str>) -> bool {
        self.part == Part::Margin && code.is_some_and(is_of_page)
    }

    pub(super) fn words(&mut self, text: &str) {
        let shown =
            |field: &OpenField| field.result.is_some() && self.is_of_page(Some(&field.code));
        if self.story.fields.iter().any(shown) {
            return;
        }
        let Some(paragraph) = &mut self.story.paragraph else { return };
        if paragraph.run.has(Format::HIDDEN) {
            self.output.tally.hidden += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        let format = paragraph.marked();
        paragraph.inline.push(text, format);
        if let Some(note) = self.custom_mark
            && let Some(note) = self.output.notes.get_mut(note as usize)
        {
            note.marker.push_str(text.trim());
        }
    }

    pub(super) fn object(&mut self, object: Object) {
        let Some(paragraph) = &mut self.story.paragraph else { return };
        let id = ObjectId(u32::try_from(self.output.objects.len()).unwrap_or(u32::MAX));
        self.output.objects.push(object);
        let format = paragraph.marked();
        paragraph.inline.object(MarkKind::Object(id), format);
    }

    pub(super) fn symbol(&mut self, element: &Element<'_>) {
        let font = element.word_attr("font").unwrap_or_default();
        let code = element.word_attr("char").unwrap_or_default();
        self.object(Object::Symbol(symbol_text(&font, &code).into_owned()));
    }

    pub(super) fn end_object(&mut self) -> Result<(), Error> {
        let object = self.story.object.take();
        self.output.tally.embedded +=
            usize::from(object.as_ref().is_some_and(OpenObject::is_embedded));
        if let Some((alt, ids)) = object.and_then(OpenObject::finish) {
            let picture = self.media.picture(alt, &ids, self.relationships)?;
            self.object(picture);
        }
        Ok(())
    }

    /// A bookmark belongs to the paragraph that it begins in, else to the piece that comes next.
    /// Word's own memory of the last place of editing is none.
    pub(super) fn bookmark(&mut self, element: &Element<'_>) {
        let Some(name) = element.word_attr("name").filter(|name| name != "_GoBack") else { return };
        match &mut self.story.paragraph {
            Some(paragraph) => paragraph.anchors.push(name.into_owned()),
            None => self.story.anchors.push(name.into_owned()),
        }
    }

    /// Where a `w:hyperlink` leads (§17.16.22).
    pub(super) fn hyperlink(&self, element: &Element<'_>) -> Option<Destination> {
        let anchor = element.word_attr("anchor");
        let relationship =
            element.attr(Namespace::Relationship, "id").and_then(|id| self.relationships.get(&id));
        match (relationship, anchor) {
            (Some(relationship), None) => Some(Destination::Address(relationship.target.clone())),
            (Some(relationship), Some(anchor)) => {
                Some(Destination::Address(format!("{}#{anchor}", relationship.target)))
            }
            (None, Some(anchor)) => Some(Destination::Bookmark(anchor.into_owned())),
            (None, None) => None,
        }
    }

    /// Marks the text from `start` on as leading somewhere.
    pub(super) fn lead(&mut self, start: u32, destination: Option<Destination>) {
        let Some(paragraph) = &mut self.story.paragraph else { return };
        match destination {
            Some(Destination::Bookmark(name)) => paragraph.refer(start, name),
            Some(Destination::Address(url)) => {
                let span = Span::new(start, paragraph.inline.len());
                if !span.is_empty() {
                    paragraph.inline.mark(span, MarkKind::Link(self.output.urls.id(url)));
                }
            }
            None => {}
        }
    }

    pub(super) fn field_character(&mut self, element: &Element<'_>) {
        let Some(paragraph) = &self.story.paragraph else { return };
        let here = (paragraph.serial, paragraph.inline.len());
        match element.word_attr("fldCharType").as_deref() {
            Some("begin") => self.story.fields.push(OpenField::default()),
            Some("separate") => {
                let depth = self.story.depth();
                if let Some(field) = self.story.fields.last_mut() {
                    field.result = Some(here);
                    field.depth = depth;
                }
            }
            Some("end") => {
                let Some(field) = self.story.fields.pop() else { return };
                self.note_field(&field.code);
                self.leave_out_contents(&field);
                if let Some((serial, start)) = field.result
                    && serial == here.0
                {
                    self.lead(start, fields::destination(&field.code));
                }
            }
            _ => {}
        }
    }

    /// Follows a field through what is passed over, so that no end is taken for that of another.
    pub(super) fn pass_field_character(&mut self, element: &Element<'_>) {
        match element.word_attr("fldCharType").as_deref() {
            Some("begin") => self.story.fields.push(OpenField::default()),
            Some("end") => {
                if let Some(field) = self.story.fields.pop() {
                    self.leave_out_contents(&field);
                }
            }
            _ => {}
        }
    }

    /// Takes back the result of a field that has ended, where it is a table of contents. One that
    /// never ends loses no words.
    fn leave_out_contents(&mut self, field: &OpenField) {
        let Some((serial, at)) = field.result.filter(|_| self.is_contents_field(&field.code))
        else {
            return;
        };
        if field.depth != self.story.depth() {
            return;
        }
        let any = match &mut self.story.paragraph {
            Some(paragraph) if paragraph.serial == serial => paragraph.truncate(at),
            open => {
                let here = open.as_mut().is_some_and(|paragraph| paragraph.truncate(0));
                self.story.take_back(serial, at) | here
            }
        };
        self.output.tally.contents += usize::from(any);
    }

    /// Whether the result of a field with this code is a table of contents, which is no text of
    /// its own. Only the body has one.
    pub(super) fn is_contents_field(&self, code: &str) -> bool {
        self.part == Part::Main && fields::is_contents(code)
    }

    pub(super) fn instruction(&mut self, text: &str) {
        if let Some(field) = self.story.fields.last_mut()
            && field.result.is_none()
        {
            field.code.push_str(text);
        }
    }

    pub(super) fn note_field(&mut self, code: &str) {
        self.output.tally.number_fields += usize::from(fields::is_unstored_number(code));
    }

    /// The place of a note's marker (§17.11.14, §17.11.7). Notes are numbered in the order in
    /// which the body first refers to them, once the sections are known that say how; one with a
    /// mark of its own takes no number.
    pub(super) fn note_reference(&mut self, endnote: bool, element: &Element<'_>) {
        let output = &mut *self.output;
        let Some(index) = output.note(endnote, element) else {
            output.tally.lost_notes += 1;
            return;
        };
        let is_first = output.shown_notes.insert(index);
        let custom = element
            .word_attr("customMarkFollows")
            .is_some_and(|value| keeling_ooxml::is_on(Some(&value)));
        if is_first && custom {
            self.custom_mark = Some(index);
        } else if is_first {
            output.numbered_notes.push(Numbered { note: index, section: self.section });
        }
        if let Some(paragraph) = &mut self.story.paragraph {
            let format = paragraph.marked();
            paragraph.inline.object(MarkKind::Note(ClauseId(index)), format);
        }
    }
}
