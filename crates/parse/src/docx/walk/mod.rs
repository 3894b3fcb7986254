//! The walk: XML events of a part in, the pieces of its story out.
//!
//! One frame is kept for each open element, on the heap: nesting costs no stack. What an element
//! means depends on whether a paragraph is open: outside of paragraphs everything is a container
//! unless it is known to hold no text; inside, everything is a run of text unless it is known not
//! to be. So unknown and future elements lose no words.

mod content;
mod pass;
mod start;

use keeling_model::Object;
use keeling_ooxml::xml::{Event, Reader};
use keeling_ooxml::{Counters, Format, ParagraphProperties, Relationships, RunProperties, Section};

use super::Tables;
use super::fields::Destination;
use super::math;
use super::objects::Media;
use super::output::Output;
use super::paragraph::OpenParagraph;
use super::repeated::Repeated;
use super::story::{Pieces, Story};
use super::table::{CellProperties, RowProperties};
use crate::Error;
use crate::flow::Piece;

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
    /// What the text of the last paragraph was written in.
    spare: String,
    part: Part,
    /// The sections that have ended.
    sections: Vec<Section>,
    /// The place of the section that the paragraph belongs to among all sections.
    section: usize,
    /// How many paragraphs have begun in the part.
    paragraphs: u32,
    /// The note whose own marker the rest of the run is.
    custom_mark: Option<u32>,
    /// The place of the first tracked change among the paragraphs of the part, counted from 1.
    first_tracked: Option<u32>,
    paragraph_properties: Repeated<ParagraphProperties>,
    cell_properties: Repeated<CellProperties>,
}

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The body.
    Main,
    /// Footnotes or endnotes.
    Notes,
    /// A header or a footer.
    Margin,
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
    /// Pass over it, as it is on the other side of a tracked change.
    LeaveOut,
    /// Pass over it, as it is another form of what was read.
    SkipAlternative,
    /// Read a run; the format of the run around it comes back.
    Run(Format),
    /// Read the properties of what is innermost.
    ParagraphProperties,
    RunProperties,
    RowProperties,
    CellProperties,
    ControlProperties,
    SectionProperties,
    /// Read a formula.
    Formula,
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
            counters: Counters::new(tables.numbering()),
            frames: Vec::new(),
            outer: Vec::new(),
            story: Story::default(),
            spare: String::new(),
            part: Part::Main,
            sections: Vec::new(),
            section: 0,
            paragraphs: 0,
            custom_mark: None,
            first_tracked: None,
            paragraph_properties: Repeated::default(),
            cell_properties: Repeated::default(),
        }
    }

    /// The walk over another part than the main one.
    pub(super) fn within(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    /// The sections that ended, in order.
    pub(super) fn into_sections(self) -> Vec<Section> {
        self.sections
    }

    /// The pieces of the body that were read before the walk broke off, the open paragraph last.
    /// What stands in a table that has not ended is not among them.
    pub(super) fn into_unfinished(mut self) -> Vec<Piece> {
        if let Some(body) = self.outer.drain(..).next() {
            self.story = body;
        }
        self.end_paragraph();
        self.flush_waiting();
        self.flush_joined();
        self.story.finish().pieces
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
            self.watch(reader);
        }
        self.flush_joined();
        Ok(std::mem::take(&mut self.story).finish())
    }

    /// Does what a step asks for that reads on.
    fn take(&mut self, step: Step, reader: &mut Reader<'_>) -> Result<(), Error> {
        match step {
            Step::Enter(frame) => self.frames.push(frame),
            Step::Skip => self.skip(reader)?,
            Step::LeaveOut => self.leave_out(reader)?,
            Step::SkipAlternative => {
                let tracked = reader.tracked();
                let fields = std::mem::take(&mut self.story.fields);
                self.skip(reader)?;
                self.story.fields = fields;
                reader.set_tracked(tracked);
            }
            Step::ParagraphProperties => {
                let (styles, sections) = (self.tables.styles(), &mut self.sections);
                let properties = self.paragraph_properties.read(reader, |reader| {
                    let read = ParagraphProperties::read_with_section(reader, styles)?;
                    sections.extend(read.1);
                    Ok(read.0)
                })?;
                let properties = self.tables.view.paragraph(properties);
                if self.is_contents(&properties) {
                    self.output.tally.contents += 1;
                    self.skip(reader)?;
                    self.frames.pop();
                    self.story.paragraph = None;
                } else {
                    self.settle(&properties);
                }
            }
            Step::Run(around) => {
                // Where nobody asks how words are set, most runs are no more than their words.
                let plain = if self.tables.formats { None } else { reader.plain_run()? };
                match plain {
                    Some(text) => {
                        self.words(text);
                        self.end(Frame::Run(around))?;
                    }
                    None => self.frames.push(Frame::Run(around)),
                }
            }
            Step::RunProperties if !self.tables.formats => reader.skip()?,
            Step::RunProperties => {
                let properties = RunProperties::read(reader, self.tables.styles())?;
                let properties = self.tables.view.run(properties);
                if let Some(paragraph) = &mut self.story.paragraph {
                    paragraph.format_run(&properties, self.tables.styles());
                }
            }
            Step::RowProperties => self.row_properties(reader)?,
            Step::CellProperties => self.cell_properties(reader)?,
            Step::ControlProperties => {
                if read_is_contents(reader)?
                    && let Some(Frame::Control(is_contents)) = self.frames.last_mut()
                {
                    *is_contents = true;
                    self.output.tally.contents += 1;
                }
            }
            Step::SectionProperties => self.sections.push(Section::read(reader)?),
            Step::Formula => {
                let formula = math::read(reader, self.tables.view)?;
                if !formula.line.is_empty() {
                    self.object(Object::Formula(formula.line));
                }
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
                if self.story.has_row() {
                    self.flush_waiting();
                }
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

    /// Settles a paragraph that has no properties, before its text.
    fn settle_bare(&mut self) {
        if self.story.paragraph.as_ref().is_some_and(|paragraph| !paragraph.settled) {
            self.settle(&ParagraphProperties::default());
        }
    }

    fn settle(&mut self, properties: &ParagraphProperties) {
        let Some(paragraph) = &mut self.story.paragraph else { return };
        paragraph.settle(properties, self.tables);
        if let Some(earlier) = self.story.joined.take() {
            paragraph.go_on_from(earlier);
        }
        if !paragraph.markless {
            let is_lost = paragraph.count(&mut self.counters);
            self.output.tally.lost_lists += usize::from(is_lost);
        }
    }

    /// Whether a paragraph is an entry of a table of contents, or its heading. Only the body has
    /// a table of contents, whatever style a note or a header is in.
    fn is_contents(&self, properties: &ParagraphProperties) -> bool {
        let style = properties.style.and_then(|id| self.tables.styles().get(id));
        self.part == Part::Main && style.is_some_and(|style| style.is_contents)
    }

    fn end_paragraph(&mut self) {
        self.settle_bare();
        let Some(mut paragraph) = self.story.paragraph.take() else { return };
        let boxes = std::mem::take(&mut paragraph.boxes);
        if paragraph.markless {
            self.story.joined = Some(paragraph);
        } else {
            self.add(self.story.depth(), paragraph);
        }
        self.story.add(boxes);
    }

    /// Adds the paragraph that waits for another to go on where it ends, as there is none.
    fn flush_joined(&mut self) {
        if let Some(paragraph) = self.story.joined.take() {
            self.add_markless(self.story.depth(), paragraph);
        }
    }

    /// Adds the paragraph before a table that waits for what is in it, as there is something.
    fn flush_waiting(&mut self) {
        if let Some((depth, paragraph)) = self.story.take_waiting() {
            self.add_markless(depth, paragraph);
        }
    }

    /// Adds a paragraph without a mark, which is all that is left of it where it has no text.
    fn add_markless(&mut self, depth: usize, mut paragraph: OpenParagraph) {
        if paragraph.inline.is_blank() {
            return self.story.anchors.append(&mut paragraph.anchors);
        }
        self.output.tally.lost_lists += usize::from(paragraph.count(&mut self.counters));
        self.add(depth, paragraph);
    }

    fn add(&mut self, depth: usize, mut paragraph: OpenParagraph) {
        let mut anchors = std::mem::take(&mut self.story.anchors);
        anchors.append(&mut paragraph.anchors);
        paragraph.anchors = anchors;
        match paragraph.finish(&mut self.spare) {
            Ok((piece, references)) => self.story.add_piece(depth, piece, references),
            Err(anchors) => self.story.anchors = anchors,
        }
    }

    fn row_properties(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let properties = RowProperties::read(reader, self.tables.view)?;
        if self.tables.view.is_gone(properties.inserted, properties.deleted) {
            self.leave_out(reader)?;
            self.frames.pop();
            self.story.drop_row();
        } else if let Some(row) = self.story.row() {
            row.properties = properties;
        }
        Ok(())
    }

    fn cell_properties(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let view = self.tables.view;
        let read = |reader: &mut Reader<'_>| CellProperties::read(reader, view);
        let properties = self.cell_properties.read(reader, read)?;
        if self.tables.view.is_gone(properties.inserted, properties.deleted) {
            self.leave_out(reader)?;
            self.frames.pop();
            self.story.drop_cell();
        } else if let Some(cell) = self.story.cell() {
            cell.properties = properties;
        }
        Ok(())
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
