//! Headings: the document's title, headings without number, and which paragraphs are headings.

use keeling_model::label::{Reading, Scheme, find};
use keeling_model::{ClauseKind, Role};

use crate::flow::{Content, Piece, Style};

use super::blocks::Slice;
use super::stack::Entry;
use super::{Outline, Paragraph, doubt};

/// The most words of a heading that no style says to be one.
const HEADING_WORDS: usize = 15;

/// The piece that is the title though its style is a heading's: the first, where it is the only
/// heading of its level, has no number, and no piece is styled as a title.
pub(super) fn title(pieces: &[Piece]) -> Option<usize> {
    let text = |piece: &Piece| match &piece.content {
        Content::Paragraph(inline) => !inline.text.trim().is_empty(),
        Content::Table(_) => true,
    };
    let first = pieces.iter().position(text)?;
    let titles = pieces.iter().filter(|piece| piece.style == Style::Title).count();
    let headings = pieces.iter().filter(|piece| piece.style == Style::Heading(1)).count();
    let piece = pieces.get(first)?;
    let Content::Paragraph(inline) = &piece.content else { return None };
    let alone = piece.style == Style::Heading(1) && headings == 1 && titles == 0;
    (alone && piece.number.is_none() && find(inline.text.trim_start()).is_none()).then_some(first)
}

impl Outline {
    /// A paragraph of the title. "SECTION H: DCC SERVICES" is the clause that holds all others;
    /// a title that comes late is the heading of a part.
    pub(super) fn title_piece(&mut self, mut paragraph: Paragraph<'_>) {
        let text = paragraph.text().to_owned();
        let word = find(&text).is_some_and(|found| {
            matches!(found.readings.first().map(|r| r.scheme), Some(Scheme::Word(_)))
        });
        let at_front = self.stack.at_front();
        paragraph.heading = Some(u8::from(!at_front));
        if at_front && !text.is_empty() {
            self.stack.builder().meta().title.get_or_insert(text);
        }
        if word || paragraph.number.is_some() || !at_front {
            return self.numbered_or(paragraph, Self::heading);
        }
        if self.stack.top().is_none_or(|top| top.kind != ClauseKind::Title) {
            let entry = Entry { kind: ClauseKind::Title, ..Entry::default() };
            self.stack.open(entry, None, None, paragraph.source.clone());
        }
        let role = self.heading_role();
        let (text, marks) = paragraph.slice.parts(paragraph.inline, self.limits);
        let span = self.stack.builder().paragraph(role, text, marks);
        self.stack.wrote("", &paragraph.source);
        if let Some(place) = self.places.get_mut(paragraph.index) {
            *place = super::Place { from: paragraph.slice.start(), span };
        }
    }

    /// A heading without number: the heading of a clause that so far is only a number on a line
    /// of its own ("SCHEDULE 2"), else a clause of its own.
    pub(super) fn heading(&mut self, paragraph: &Paragraph<'_>) {
        let level = paragraph.heading.unwrap_or(1);
        if !self.completes_number(Some(level)) {
            self.stack.truncate(self.below_level(level, None));
            let entry = Entry {
                kind: ClauseKind::Heading,
                indent: paragraph.indent,
                heading: Some(level),
                ..Entry::default()
            };
            self.stack.open(entry, None, None, paragraph.source.clone());
        }
        self.write_heading(paragraph);
    }

    /// Whether the innermost clause is a word and a number, and waits for its heading.
    pub(super) fn completes_number(&mut self, level: Option<u8>) -> bool {
        let is_word = self.stack.top().is_some_and(|top| {
            matches!(top.reading().map(|r| r.scheme), Some(Scheme::Word(_)))
                && (top.heading.is_none() || top.heading == level)
        });
        let is_empty = |clause: &keeling_model::Clause| clause.blocks.is_empty();
        is_word && self.stack.builder().innermost().is_some_and(is_empty)
    }

    /// Writes a paragraph as the heading of the innermost clause.
    pub(super) fn write_heading(&mut self, paragraph: &Paragraph<'_>) {
        let role = self.heading_role();
        if promises_definitions(paragraph.text()) {
            self.stack.set_defines();
        }
        self.write(paragraph, role);
        self.stack.builder().set_heading_level(paragraph.heading.filter(|level| *level > 0));
    }

    /// A heading's level is its clause's depth, so that formats agree whatever levels they count.
    pub(super) fn heading_role(&self) -> Role {
        Role::Heading(u8::try_from(self.stack.len()).unwrap_or(u8::MAX).max(1))
    }
}

/// Whether a numbered paragraph is the heading of its clause: by its style, or because it
/// stands out in a typed document that has no styles.
pub(super) fn is_heading(
    paragraph: &Paragraph<'_>,
    kind: ClauseKind,
    reading: Option<&Reading>,
) -> bool {
    if paragraph.heading.is_some() {
        return true;
    }
    if paragraph.slice.is_empty() {
        return false;
    }
    if matches!(reading.map(|reading| reading.scheme), Some(Scheme::Word(_))) {
        return true;
    }
    kind != ClauseKind::Paragraph && stands_out(paragraph)
}

/// Whether few words are bold or in capitals throughout, and no sentence.
pub(super) fn stands_out(paragraph: &Paragraph<'_>) -> bool {
    let text = paragraph.text();
    let few = text.split_whitespace().nth(HEADING_WORDS).is_none();
    let slice: Slice = paragraph.slice;
    few && !text.ends_with([';', ',', ':'])
        && (slice.is_bold(paragraph.inline) || doubt::is_upper(text) && text.len() > 3)
}

/// Whether a heading promises definitions.
pub(super) fn promises_definitions(heading: &str) -> bool {
    const WORDS: [&str; 6] =
        ["definition", "acronym", "glossary", "abbreviation", "begriffsbestimmung", "définition"];
    let heading = heading.to_lowercase();
    WORDS.iter().any(|word| heading.contains(word))
}
