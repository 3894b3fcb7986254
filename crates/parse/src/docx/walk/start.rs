//! What to do with an element that begins.

use keeling_ooxml::xml::{Element, Namespace};

use super::{Frame, Step, Walk};
use crate::docx::fields;
use crate::docx::objects::{Kind, OpenObject};
use crate::docx::paragraph::OpenParagraph;

impl Walk<'_, '_> {
    /// What to do with an element that begins.
    pub(super) fn start(&mut self, element: &Element<'_>) -> Step {
        match element.namespace() {
            Namespace::Word => {
                let name = element.local();
                if self.tables.view.leaves_out(name) {
                    return Step::LeaveOut;
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
            ("Choice" | "Fallback", Some(Frame::Alternate(_))) => Step::SkipAlternative,
            _ => Step::Enter(Frame::Plain),
        }
    }

    /// An element outside of paragraphs.
    fn start_block(&mut self, name: &str, element: &Element<'_>) -> Step {
        Step::Enter(match name {
            "p" => {
                // A section ends with the paragraph that holds its properties (§17.6.18), and
                // with it the text boxes of that paragraph.
                if self.outer.is_empty() {
                    self.section = self.sections.len();
                }
                self.flush_waiting();
                self.story.paragraph =
                    Some(OpenParagraph::new(self.paragraphs, std::mem::take(&mut self.spare)));
                self.paragraphs += 1;
                Frame::Paragraph
            }
            "tbl" => {
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
            "sectPr" => return Step::SectionProperties,
            "pPr" | "rPr" | "tblPr" | "tblPrEx" | "tblGrid" | "tcPr" | "sdtEndPr" => {
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
        if name == "fldSimple" {
            let code = element.word_attr("instr").unwrap_or_default();
            let is_contents = self.is_contents_field(&code);
            self.output.tally.contents += usize::from(is_contents);
            if is_contents || self.is_of_page(Some(&code)) {
                return Step::Skip;
            }
        }
        let Some(paragraph) = &mut self.story.paragraph else { return Step::Skip };
        match name {
            "r" => {
                let around = paragraph.run;
                paragraph.begin_run();
                return Step::Run(around);
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
            "sdtPr" | "sdtEndPr" | "fldData" => {}
            _ => return Step::Enter(self.inline_frame(name, element)),
        }
        Step::Skip
    }

    /// The frame of an element within a paragraph that can hold text.
    fn inline_frame(&mut self, name: &str, element: &Element<'_>) -> Frame {
        let at = self.story.paragraph.as_ref().map_or(0, |paragraph| paragraph.inline.len());
        match name {
            "instrText" | "delInstrText" => Frame::Instruction,
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
}
