//! A paragraph that is being read: its properties settled against the tables, its text growing.

use keeling_model::Span;
use keeling_ooxml::{Counters, Format, ParagraphProperties, RunProperties, Style as TableStyle};
use keeling_ooxml::{StyleRole, StyleTable};

use super::Tables;
use super::inline::InlineBuilder;
use super::story::Pieces;
use crate::flow::{Content, CrossReference, Number, Piece, Style};

/// A paragraph that has begun.
#[derive(Debug, Default)]
pub(super) struct OpenParagraph {
    pub(super) inline: InlineBuilder,
    /// Whether its properties are known; they stand before its text.
    pub(super) settled: bool,
    /// Its place among all paragraphs of the part.
    pub(super) serial: u32,
    /// Whether its mark is not there, so that the next paragraph goes on where it ends.
    pub(super) markless: bool,
    pub(super) style: Style,
    numbering: Option<(i64, u8)>,
    number: Option<Number>,
    indent: i32,
    /// The format of text in it that says nothing else.
    base: Format,
    /// What the style itself looks like, where that is not the author's emphasis: a heading is
    /// bold because it is a heading.
    unmarked: Format,
    /// The format of the run that is being read.
    pub(super) run: Format,
    pub(super) anchors: Vec<String>,
    /// The cross-references in it; which piece it will be is not known.
    references: Vec<CrossReference>,
    /// What stands in its text boxes.
    pub(super) boxes: Pieces,
}

impl OpenParagraph {
    /// A paragraph that begins, and what to write its text in.
    pub(super) fn new(serial: u32, spare: String) -> Self {
        Self { inline: InlineBuilder::new(spare), serial, ..Self::default() }
    }

    /// Takes in its properties.
    pub(super) fn settle(&mut self, properties: &ParagraphProperties, tables: &Tables) {
        let id = properties.style.or(tables.styles().default_paragraph());
        let style = id.and_then(|id| tables.styles().get(id));
        self.settled = true;
        self.markless = tables.view.is_gone(properties.mark.inserted, properties.mark.deleted);
        self.style = role(properties, style);
        self.base = tables.styles().defaults().with(style.map(|s| s.change).unwrap_or_default());
        self.unmarked = if self.style == Style::Body { Format::default() } else { self.base };
        self.run = self.base;
        self.numbering = numbering(properties, style, tables);
        self.indent = indent(properties, style, self.numbering, tables);
    }

    /// Goes on where an earlier paragraph ends whose mark is not there. What the mark of this one
    /// says holds for both (ECMA-376 part 1 §17.13.5.15).
    pub(super) fn go_on_from(&mut self, earlier: OpenParagraph) {
        self.inline = earlier.inline;
        self.references = earlier.references;
        let mut anchors = earlier.anchors;
        anchors.append(&mut self.anchors);
        self.anchors = anchors;
    }

    /// Counts it in its list. Tells whether it is in a list that is not there.
    pub(super) fn count(&mut self, counters: &mut Counters<'_>) -> bool {
        let Some((num, level)) = self.numbering else { return false };
        self.number = counters.count(num, level).map(|numbered| Number {
            shown: numbered.shown,
            bullet: numbered.bullet,
            list: numbered.list,
            level: numbered.level,
        });
        self.number.is_none()
    }

    /// Begins a run without properties.
    pub(super) fn begin_run(&mut self) {
        self.run = self.base;
    }

    /// Takes in the properties of a run.
    pub(super) fn format_run(&mut self, run: &RunProperties, styles: &StyleTable) {
        let style = run.style.and_then(|id| styles.get(id));
        let mut format = self.base;
        if let Some(style) = style {
            format = format.with_character_style(style.change, styles.defaults());
            if style.is_link {
                format = format.without(Format::UNDERLINE);
            }
        }
        self.run = format.with(run.change);
    }

    /// The formatting of the run as far as it becomes marks.
    pub(super) fn marked(&self) -> Format {
        let format = if self.run.has(Format::DOUBLE_STRIKE) {
            self.run.union(Format::STRIKE)
        } else {
            self.run
        };
        format.without(self.unmarked)
    }

    /// Says that the text from `start` on leads to a bookmark.
    pub(super) fn refer(&mut self, start: u32, bookmark: String) {
        let span = Span::new(start, self.inline.len());
        if !span.is_empty() {
            self.references.push(CrossReference { piece: 0, span, anchor: bookmark });
        }
    }

    /// Takes back what stands from a place on. Tells whether there was anything.
    pub(super) fn truncate(&mut self, at: u32) -> bool {
        let any = self.inline.len() > at;
        self.inline.truncate(at);
        while self.references.last().is_some_and(|one| one.span.end > at) {
            self.references.pop();
        }
        any
    }

    /// The paragraph as a piece. One that holds nothing and has no number is none: only its
    /// bookmarks come back.
    pub(super) fn finish(
        self,
        spare: &mut String,
    ) -> Result<(Piece, Vec<CrossReference>), Vec<String>> {
        let inline = self.inline.finish(spare);
        if self.number.is_none() && inline.text.trim().is_empty() {
            return Err(self.anchors);
        }
        let piece = Piece {
            content: Content::Paragraph(inline),
            style: self.style,
            number: self.number,
            indent: Some(self.indent),
            anchors: self.anchors,
            source: self.serial..self.serial.saturating_add(1),
        };
        Ok((piece, self.references))
    }
}

/// What the paragraph is: as its outline level says (§17.3.1.20), else as its style does.
fn role(properties: &ParagraphProperties, style: Option<&TableStyle>) -> Style {
    let by_style = match style.map(|style| style.role) {
        None | Some(StyleRole::Body) => Style::Body,
        Some(StyleRole::Title) => Style::Title,
        Some(StyleRole::Heading(level)) => Style::Heading(level),
        Some(StyleRole::Code) => Style::Code,
        Some(StyleRole::Quote) => Style::Quote,
    };
    match (properties.outline, by_style) {
        (Some(level @ 0..9), Style::Body | Style::Heading(_)) => Style::Heading(level + 1),
        (Some(_), Style::Heading(_)) => Style::Body,
        (_, style) => style,
    }
}

/// The list instance and level that the paragraph is on: as it says itself, else as its style does
/// (§17.3.1.19). Instance 0 is no list.
fn numbering(
    properties: &ParagraphProperties,
    style: Option<&TableStyle>,
    tables: &Tables,
) -> Option<(i64, u8)> {
    let styled = style.and_then(|style| style.numbering.as_ref());
    let num = properties.num.or(styled.map(|styled| styled.num)).filter(|&num| num != 0)?;
    let level =
        properties.level.or_else(|| styled.map(|styled| tables.numbering().level_of(styled)));
    Some((num, level.unwrap_or(0)))
}

/// Where the paragraph begins from the left. A list that the paragraph names itself indents it
/// before its style does; of a list that the style names, see
/// [`list_indents`](keeling_ooxml::Numbering::list_indents).
fn indent(
    properties: &ParagraphProperties,
    style: Option<&TableStyle>,
    numbering: Option<(i64, u8)>,
    tables: &Tables,
) -> i32 {
    let styled = style.and_then(|style| style.numbering.as_ref());
    let by_list = numbering
        .filter(|_| properties.num.is_some() || styled.is_some_and(|styled| styled.list_indents))
        .and_then(|(num, level)| tables.numbering().level(num, level)?.indent);
    properties
        .indent
        .or(by_list)
        .or(style.and_then(|style| style.indent))
        .or(tables.styles().default_indent())
        .unwrap_or(0)
}
