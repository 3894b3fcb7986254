//! The walk: XML events of a part in, the pieces of its story out.
//!
//! One frame is kept for each open element, on the heap: nesting costs no stack. What an element
//! means depends on whether a paragraph is open: outside of paragraphs everything is a container
//! unless it is known to hold no text; inside, everything is a run of text unless it is known not
//! to be. So unknown and future elements lose no words.

use std::collections::HashMap;

use keeling_model::{ClauseId, MarkKind, Object, ObjectId, Span, UrlId};
use keeling_ooxml::symbol_text;
use keeling_ooxml::xml::{Element, Event, Namespace, Reader};
use keeling_ooxml::{Counters, Format, Limits, ParagraphProperties, Relationships, RunProperties};

use super::Tables;
use super::fields::{self, Destination, OpenField};
use super::math;
use super::objects::{Kind, Media, OpenObject};
use super::paragraph::OpenParagraph;
use super::story::{Pieces, Story};
use super::table::{CellProperties, RowProperties};
use super::tally::Tally;
use crate::Error;
use crate::flow::Note;

/// What walks over the parts of a document find, beside their pieces.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) urls: Urls,
    pub(super) objects: Vec<Object>,
    pub(super) notes: Vec<Note>,
    /// Where the note of an id stands in `notes`; whether it is an endnote, and its id.
    pub(super) note_ids: HashMap<(bool, i64), u32>,
    /// How many footnotes and endnotes have a number.
    numbered_notes: [u32; 2],
    pub(super) tally: Tally,
}

/// Addresses, each kept once.
#[derive(Debug, Default)]
pub(super) struct Urls {
    list: Vec<String>,
    ids: HashMap<String, UrlId>,
}

/// A walk over one part.
#[derive(Debug)]
pub(super) struct Walk<'c, 'b> {
    tables: &'c Tables,
    relationships: &'c Relationships,
    media: &'c mut Media<'b>,
    output: &'c mut Output,
    counters: Counters<'c>,
    frames: Vec<Frame>,
    /// The story and the text boxes in it that are open, innermost last. Never empty.
    outer: Vec<Story>,
    story: Story,
    /// How many paragraphs have begun in the part.
    paragraphs: u32,
    /// The note whose own marker the rest of the run is.
    custom_mark: Option<u32>,
}

/// What is owed at the end of an open element.
#[derive(Debug)]
enum Frame {
    /// Nothing.
    Plain,
    /// A paragraph.
    Paragraph,
    /// A run; the format of the run around it comes back.
    Run(Format),
    /// Words.
    Text,
    /// The code of a field.
    Instruction,
    Table,
    Row,
    Cell,
    /// A text box, which is a story of its own.
    TextBox,
    /// A picture or embedded object.
    Object,
    /// A link or simple field: where its text begins, and where it leads.
    Link(u32, Option<Destination>),
    /// A content control around blocks; whether it holds a table of contents.
    Control(bool),
    /// Alternate content; whether an alternative is chosen.
    Alternate(bool),
}

/// What to do with an element.
enum Step {
    /// Walk on into it.
    Enter(Frame),
    /// Pass over it.
    Skip,
    /// Read the properties of what is innermost.
    ParagraphProperties,
    RunProperties,
    RowProperties,
    CellProperties,
    ControlProperties,
    /// Read a formula.
    Formula,
}

impl Urls {
    /// The addresses, by id.
    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }

    fn id(&mut self, url: String) -> UrlId {
        if let Some(&id) = self.ids.get(&url) {
            return id;
        }
        let id = UrlId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(url.clone());
        self.ids.insert(url, id);
        id
    }
}

impl<'c, 'b> Walk<'c, 'b> {
    /// A walk that begins.
    pub(super) fn new(
        tables: &'c Tables,
        relationships: &'c Relationships,
        media: &'c mut Media<'b>,
        output: &'c mut Output,
    ) -> Self {
        Self {
            tables,
            relationships,
            media,
            output,
            counters: Counters::new(&tables.numbering),
            frames: Vec::new(),
            outer: Vec::new(),
            story: Story::default(),
            paragraphs: 0,
            custom_mark: None,
        }
    }

    /// The limits that hold for XML.
    pub(super) fn limits(&self) -> Limits {
        self.tables.limits
    }

    /// What other parts of the document have found so far.
    pub(super) fn output(&mut self) -> &mut Output {
        self.output
    }

    /// Walks over the element that the cursor is in, to its end, and returns its pieces.
    pub(super) fn run(&mut self, reader: &mut Reader<'_>) -> Result<Pieces, Error> {
        loop {
            match reader.next()? {
                Event::Start(element) => match self.start(&element) {
                    Step::Enter(frame) => self.frames.push(frame),
                    step => self.take(step, reader)?,
                },
                Event::Text(text) => match self.frames.last() {
                    Some(Frame::Text) => self.words(&text),
                    Some(Frame::Instruction) => self.instruction(&text),
                    _ => {}
                },
                Event::End => match self.frames.pop() {
                    Some(frame) => self.end(frame)?,
                    None => break,
                },
                Event::Eof => break,
            }
        }
        self.flush_joined();
        Ok(std::mem::take(&mut self.story).finish())
    }

    /// What to do with an element that begins.
    fn start(&mut self, element: &Element<'_>) -> Step {
        match element.namespace() {
            Namespace::Word => {
                let name = element.local();
                match name {
                    "del" | "moveFrom" => {
                        match name {
                            "del" => self.output.tally.deletions += 1,
                            _ => self.output.tally.moves += 1,
                        }
                        return Step::Skip;
                    }
                    "ins" => self.output.tally.insertions += 1,
                    _ => {}
                }
                if self.story.paragraph.is_some() {
                    self.start_inline(name, element)
                } else {
                    self.start_block(name, element)
                }
            }
            Namespace::Compatibility => self.start_alternative(element.local()),
            Namespace::Math if element.local() == "oMath" && self.story.paragraph.is_some() => {
                self.settle_bare();
                Step::Formula
            }
            _ => {
                if let Some(object) = &mut self.story.object {
                    object.take(element);
                }
                Step::Enter(Frame::Plain)
            }
        }
    }

    /// Of alternate content the first choice is read, the fallback where there is no choice
    /// (ECMA-376 part 3 §9.3).
    fn start_alternative(&mut self, name: &str) -> Step {
        match (name, self.frames.last_mut()) {
            ("AlternateContent", _) => Step::Enter(Frame::Alternate(false)),
            ("Choice" | "Fallback", Some(Frame::Alternate(chosen))) if !*chosen => {
                *chosen = true;
                Step::Enter(Frame::Plain)
            }
            ("Choice" | "Fallback", Some(Frame::Alternate(_))) => Step::Skip,
            _ => Step::Enter(Frame::Plain),
        }
    }

    /// An element outside of paragraphs.
    fn start_block(&mut self, name: &str, element: &Element<'_>) -> Step {
        Step::Enter(match name {
            "p" => {
                self.story.paragraph = Some(OpenParagraph::new(self.paragraphs));
                self.paragraphs += 1;
                Frame::Paragraph
            }
            "tbl" => {
                self.flush_joined();
                self.story.begin_table(self.paragraphs);
                Frame::Table
            }
            "tr" if self.story.begin_row() => Frame::Row,
            "tc" if self.story.begin_cell() => Frame::Cell,
            "trPr" if matches!(self.frames.last(), Some(Frame::Row)) => return Step::RowProperties,
            "tcPr" if matches!(self.frames.last(), Some(Frame::Cell)) => {
                return Step::CellProperties;
            }
            "sdt" => Frame::Control(false),
            "sdtPr" => return Step::ControlProperties,
            "sdtContent" if matches!(self.frames.last(), Some(Frame::Control(true))) => {
                return Step::Skip;
            }
            "bookmarkStart" => {
                self.bookmark(element);
                return Step::Skip;
            }
            "altChunk" | "subDoc" => {
                self.output.tally.imports += 1;
                return Step::Skip;
            }
            "pPr" | "rPr" | "sectPr" | "tblPr" | "tblPrEx" | "tblGrid" | "tcPr" | "sdtEndPr" => {
                return Step::Skip;
            }
            _ => Frame::Plain,
        })
    }

    /// An element within a paragraph.
    fn start_inline(&mut self, name: &str, element: &Element<'_>) -> Step {
        if name == "pPr" {
            let is_own = matches!(self.frames.last(), Some(Frame::Paragraph));
            let is_known = self.story.paragraph.as_ref().is_none_or(|open| open.settled);
            return if is_own && !is_known { Step::ParagraphProperties } else { Step::Skip };
        }
        self.settle_bare();
        let Some(paragraph) = &mut self.story.paragraph else { return Step::Skip };
        match name {
            "r" => {
                let around = paragraph.run;
                paragraph.begin_run();
                return Step::Enter(Frame::Run(around));
            }
            "t" | "delText" => return Step::Enter(Frame::Text),
            "rPr" => {
                let is_own = matches!(self.frames.last(), Some(Frame::Run(_)));
                return if is_own { Step::RunProperties } else { Step::Skip };
            }
            "tab" | "ptab" => self.words("\t"),
            "br" | "cr" => {
                let is_line =
                    !matches!(element.word_attr("type").as_deref(), Some("page" | "column"));
                let format = paragraph.marked();
                if is_line {
                    paragraph.inline.line_break(format);
                } else {
                    paragraph.inline.push(" ", format);
                }
            }
            "noBreakHyphen" => self.words("\u{2011}"),
            "softHyphen" => self.words("\u{AD}"),
            "sym" => self.symbol(element),
            "fldChar" => self.field_character(element),
            "footnoteReference" | "endnoteReference" => {
                self.note_reference(name == "endnoteReference", element);
            }
            "bookmarkStart" => self.bookmark(element),
            "commentReference" => self.output.tally.comments += 1,
            "subDoc" => self.output.tally.imports += 1,
            "sdtPr" | "sdtEndPr" | "delInstrText" | "fldData" => {}
            _ => return Step::Enter(self.inline_frame(name, element)),
        }
        Step::Skip
    }

    /// The frame of an element within a paragraph that can hold text.
    fn inline_frame(&mut self, name: &str, element: &Element<'_>) -> Frame {
        let at = self.story.paragraph.as_ref().map_or(0, |paragraph| paragraph.inline.len());
        match name {
            "instrText" => Frame::Instruction,
            "hyperlink" => Frame::Link(at, self.hyperlink(element)),
            "fldSimple" => {
                let code = element.word_attr("instr").unwrap_or_default();
                self.note_field(&code);
                Frame::Link(at, fields::destination(&code))
            }
            "drawing" => self.object_frame(Kind::Drawing),
            "pict" => self.object_frame(Kind::Vml),
            "object" => self.object_frame(Kind::Embedded),
            "txbxContent" => {
                if let Some(object) = &mut self.story.object {
                    object.has_text = true;
                }
                self.outer.push(std::mem::take(&mut self.story));
                Frame::TextBox
            }
            "p" => {
                self.paragraphs += 1;
                Frame::Plain
            }
            _ => Frame::Plain,
        }
    }

    fn object_frame(&mut self, kind: Kind) -> Frame {
        if self.story.object.is_some() {
            return Frame::Plain;
        }
        self.story.object = Some(OpenObject::new(kind));
        Frame::Object
    }

    /// Does what a step asks for that reads on.
    fn take(&mut self, step: Step, reader: &mut Reader<'_>) -> Result<(), Error> {
        match step {
            Step::Enter(frame) => self.frames.push(frame),
            Step::Skip => self.skip(reader)?,
            Step::ParagraphProperties => {
                let properties = ParagraphProperties::read(reader, &self.tables.styles)?;
                if self.is_contents(&properties) {
                    self.output.tally.contents += 1;
                    self.skip(reader)?;
                    self.frames.pop();
                    self.story.paragraph = None;
                } else {
                    self.settle(&properties);
                }
            }
            Step::RunProperties => {
                let properties = RunProperties::read(reader, &self.tables.styles)?;
                self.output.tally.reformatted += usize::from(properties.reformatted);
                if let Some(paragraph) = &mut self.story.paragraph {
                    paragraph.format_run(&properties, &self.tables.styles);
                }
            }
            Step::RowProperties => self.row_properties(reader)?,
            Step::CellProperties => {
                let properties = CellProperties::read(reader)?;
                self.output.tally.cell_changes += usize::from(properties.tracked);
                if let Some(cell) = self.story.cell() {
                    cell.properties = properties;
                }
            }
            Step::ControlProperties => {
                if read_is_contents(reader)?
                    && let Some(Frame::Control(is_contents)) = self.frames.last_mut()
                {
                    *is_contents = true;
                    self.output.tally.contents += 1;
                }
            }
            Step::Formula => {
                let formula = math::read(reader)?;
                self.object(Object::Formula(formula.line));
                self.words(&formula.words);
            }
        }
        Ok(())
    }

    /// Pays what is owed at the end of an element.
    fn end(&mut self, frame: Frame) -> Result<(), Error> {
        match frame {
            Frame::Plain
            | Frame::Text
            | Frame::Instruction
            | Frame::Control(_)
            | Frame::Alternate(_) => {}
            Frame::Paragraph => self.end_paragraph(),
            Frame::Run(around) => {
                self.custom_mark = None;
                if let Some(paragraph) = &mut self.story.paragraph {
                    paragraph.run = around;
                }
            }
            Frame::Table | Frame::Row | Frame::Cell => {
                self.flush_joined();
                self.story.end_innermost(self.paragraphs);
            }
            Frame::TextBox => {
                self.flush_joined();
                let outer = self.outer.pop().unwrap_or_default();
                let pieces = std::mem::replace(&mut self.story, outer).finish();
                if let Some(paragraph) = &mut self.story.paragraph {
                    paragraph.boxes.append(pieces);
                }
            }
            Frame::Object => self.end_object()?,
            Frame::Link(start, destination) => self.lead(start, destination),
        }
        Ok(())
    }

    /// Passes over the rest of the element that the cursor is in, counting its paragraphs: places
    /// in the source are places among all paragraphs of the part.
    fn skip(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let outer = reader.depth().saturating_sub(1);
        while reader.depth() > outer {
            match reader.next()? {
                Event::Start(element) => self.paragraphs += u32::from(element.word() == "p"),
                Event::End | Event::Text(_) => {}
                Event::Eof => break,
            }
        }
        Ok(())
    }

    /// Settles a paragraph that has no properties, before its text.
    fn settle_bare(&mut self) {
        if self.story.paragraph.as_ref().is_some_and(|paragraph| !paragraph.settled) {
            self.settle(&ParagraphProperties::default());
        }
    }

    fn settle(&mut self, properties: &ParagraphProperties) {
        let tally = &mut self.output.tally;
        tally.insertions += usize::from(properties.mark.inserted);
        tally.deletions += usize::from(properties.mark.deleted);
        tally.reformatted += usize::from(properties.reformatted || properties.mark.reformatted);
        let Some(paragraph) = &mut self.story.paragraph else { return };
        paragraph.settle(properties, self.tables);
        if let Some(earlier) = self.story.joined.take() {
            paragraph.go_on_from(earlier);
        }
        if !paragraph.deleted_mark {
            tally.lost_lists += usize::from(paragraph.count(&mut self.counters));
        }
    }

    fn is_contents(&self, properties: &ParagraphProperties) -> bool {
        let style = properties.style.and_then(|id| self.tables.styles.get(id));
        style.is_some_and(|style| style.is_contents)
    }

    fn end_paragraph(&mut self) {
        self.settle_bare();
        let Some(mut paragraph) = self.story.paragraph.take() else { return };
        let boxes = std::mem::take(&mut paragraph.boxes);
        if paragraph.deleted_mark {
            self.story.joined = Some(paragraph);
        } else {
            self.add(paragraph);
        }
        self.story.add(boxes);
    }

    /// Adds the paragraph that waits for another to go on where it ends, as there is none.
    fn flush_joined(&mut self) {
        if let Some(mut paragraph) = self.story.joined.take() {
            self.output.tally.lost_lists += usize::from(paragraph.count(&mut self.counters));
            self.add(paragraph);
        }
    }

    fn add(&mut self, mut paragraph: OpenParagraph) {
        let mut anchors = std::mem::take(&mut self.story.anchors);
        anchors.append(&mut paragraph.anchors);
        paragraph.anchors = anchors;
        match paragraph.finish() {
            Ok(pieces) => self.story.add(pieces),
            Err(anchors) => self.story.anchors = anchors,
        }
    }

    fn row_properties(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let properties = RowProperties::read(reader)?;
        self.output.tally.insertions += usize::from(properties.inserted);
        if properties.deleted {
            self.output.tally.deletions += 1;
            self.skip(reader)?;
            self.frames.pop();
            self.story.drop_row();
        } else if let Some(row) = self.story.row() {
            row.properties = properties;
        }
        Ok(())
    }

    fn words(&mut self, text: &str) {
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

    fn object(&mut self, object: Object) {
        let Some(paragraph) = &mut self.story.paragraph else { return };
        let id = ObjectId(u32::try_from(self.output.objects.len()).unwrap_or(u32::MAX));
        self.output.objects.push(object);
        let format = paragraph.marked();
        paragraph.inline.object(MarkKind::Object(id), format);
    }

    fn symbol(&mut self, element: &Element<'_>) {
        let font = element.word_attr("font").unwrap_or_default();
        let code = element.word_attr("char").unwrap_or_default();
        self.object(Object::Symbol(symbol_text(&font, &code).into_owned()));
    }

    fn end_object(&mut self) -> Result<(), Error> {
        if let Some((alt, ids)) = self.story.object.take().and_then(OpenObject::finish) {
            let picture = self.media.picture(alt, &ids, self.relationships)?;
            self.object(picture);
        }
        Ok(())
    }

    /// A bookmark belongs to the paragraph that it begins in, else to the piece that comes next.
    /// Word's own memory of the last place of editing is none.
    fn bookmark(&mut self, element: &Element<'_>) {
        let Some(name) = element.word_attr("name").filter(|name| name != "_GoBack") else { return };
        match &mut self.story.paragraph {
            Some(paragraph) => paragraph.anchors.push(name.into_owned()),
            None => self.story.anchors.push(name.into_owned()),
        }
    }

    /// Where a `w:hyperlink` leads (§17.16.22).
    fn hyperlink(&self, element: &Element<'_>) -> Option<Destination> {
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
    fn lead(&mut self, start: u32, destination: Option<Destination>) {
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

    fn field_character(&mut self, element: &Element<'_>) {
        let Some(paragraph) = &self.story.paragraph else { return };
        let here = (paragraph.serial, paragraph.inline.len());
        match element.word_attr("fldCharType").as_deref() {
            Some("begin") => self.story.fields.push(OpenField::default()),
            Some("separate") => {
                if let Some(field) = self.story.fields.last_mut() {
                    field.result = Some(here);
                }
            }
            Some("end") => {
                let Some(field) = self.story.fields.pop() else { return };
                self.note_field(&field.code);
                if let Some((serial, start)) = field.result
                    && serial == here.0
                {
                    self.lead(start, fields::destination(&field.code));
                }
            }
            _ => {}
        }
    }

    fn instruction(&mut self, text: &str) {
        if let Some(field) = self.story.fields.last_mut()
            && field.result.is_none()
        {
            field.code.push_str(text);
        }
    }

    fn note_field(&mut self, code: &str) {
        self.output.tally.number_fields += usize::from(fields::is_unstored_number(code));
    }

    /// The place of a note's marker (§17.11.14, §17.11.7). Notes are numbered in the order in
    /// which the body first refers to them; one with a mark of its own takes no number.
    fn note_reference(&mut self, endnote: bool, element: &Element<'_>) {
        let id = element.word_attr("id").and_then(|id| id.trim().parse().ok());
        let output = &mut *self.output;
        let Some(&index) = id.and_then(|id| output.note_ids.get(&(endnote, id))) else {
            output.tally.lost_notes += 1;
            return;
        };
        let custom = element
            .word_attr("customMarkFollows")
            .is_some_and(|value| keeling_ooxml::is_on(Some(&value)));
        if let Some(note) = output.notes.get_mut(index as usize)
            && note.marker.is_empty()
        {
            if custom {
                self.custom_mark = Some(index);
            } else {
                let [footnotes, endnotes] = &mut output.numbered_notes;
                let count = if endnote { endnotes } else { footnotes };
                *count += 1;
                note.marker = super::notes::marker(endnote, *count);
            }
        }
        if let Some(paragraph) = &mut self.story.paragraph {
            let format = paragraph.marked();
            paragraph.inline.object(MarkKind::Note(ClauseId(index)), format);
        }
    }
}

/// Reads the `w:sdtPr` that the cursor is in; whether the control is of the gallery of tables of
/// contents (§17.5.2.11).
fn read_is_contents(reader: &mut Reader<'_>) -> Result<bool, Error> {
    let outer = reader.depth();
    let mut is_contents = false;
    while reader.depth() >= outer {
        if let Some(element) = reader.child()? {
            is_contents |= element.word() == "docPartGallery"
                && element.val().as_deref() == Some("Table of Contents");
        }
    }
    Ok(is_contents)
}
