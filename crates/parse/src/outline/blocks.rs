//! Writing text and tables to the builder: slices of paragraphs with their marks.

use keeling_model::{Builder, Mark, MarkKind, Role, Span};

use crate::flow::{Content, Grid, GridCell, Inline, Number, Piece, Style};

/// How many addresses, objects and notes a flow has; marks that point beyond are left out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Limits {
    pub(super) urls: usize,
    pub(super) objects: usize,
    pub(super) notes: usize,
}

impl Limits {
    fn allow(self, mark: &Mark) -> bool {
        let within = |index: u32, count: usize| usize::try_from(index).is_ok_and(|i| i < count);
        match mark.kind {
            MarkKind::Link(id) => within(id.0, self.urls),
            MarkKind::Object(id) => within(id.0, self.objects),
            MarkKind::Note(id) => within(id.0, self.notes),
            _ => true,
        }
    }
}

/// A stretch of a paragraph's text, on character boundaries, without white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    start: usize,
    end: usize,
}

impl Slice {
    /// All of a text.
    pub(super) fn trimmed(text: &str) -> Self {
        let end = text.trim_end().len();
        let start = end - text.get(..end).unwrap_or_default().trim_start().len();
        Self { start, end }
    }

    pub(super) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Where it begins, in bytes.
    pub(super) fn start(self) -> u32 {
        u32::try_from(self.start).unwrap_or(u32::MAX)
    }

    /// Its text.
    pub(super) fn of(self, inline: &Inline) -> &str {
        inline.text.get(self.start..self.end).unwrap_or_default()
    }

    /// Takes the first `len` bytes off, with the white space after them, and returns them.
    pub(super) fn take<'a>(&mut self, inline: &'a Inline, len: usize) -> &'a str {
        let taken = self.of(inline).get(..len).unwrap_or_default();
        let rest = self.of(inline).get(len..).unwrap_or_default();
        self.start = self.end - rest.trim_start().len();
        taken
    }

    /// What of it stands before `rest`.
    pub(super) fn before(self, inline: &Inline, rest: &Self) -> Self {
        let head = Self { start: self.start, end: rest.start };
        Self { end: head.start + head.of(inline).trim_end().len(), ..head }
    }

    /// Its text, and the marks within it relative to it.
    pub(super) fn parts(
        self,
        inline: &Inline,
        limits: Limits,
    ) -> (&str, impl Iterator<Item = Mark> + '_) {
        let whole = Span::new(self.start(), u32::try_from(self.end).unwrap_or(u32::MAX));
        let marks = inline.marks.iter().filter_map(move |mark| {
            let span = mark.span.intersect(whole);
            let inside =
                Span::new(span.start - whole.start, span.end.max(span.start) - whole.start);
            let sound = !span.is_empty() && limits.allow(mark);
            sound.then_some(Mark { span: inside, kind: mark.kind })
        });
        (self.of(inline), marks)
    }

    /// Whether all of it is bold.
    pub(super) fn is_bold(self, inline: &Inline) -> bool {
        self.bold_len(inline) >= self.end.saturating_sub(self.start) && !self.is_empty()
    }

    /// How many bytes from its start are bold without a break.
    pub(super) fn bold_len(self, inline: &Inline) -> usize {
        let mut reach = self.start;
        let mut bold: Vec<Span> = inline
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Bold)
            .map(|mark| mark.span)
            .collect();
        bold.sort_unstable();
        for span in bold {
            let blank = |gap: &str| gap.trim().is_empty();
            let from = span.start as usize;
            let near = from <= reach || inline.text.get(reach..from).is_some_and(blank);
            if near {
                reach = reach.max(span.end as usize);
            }
        }
        reach.min(self.end) - self.start
    }
}

/// Writes a table to the innermost clause or the open cell.
pub(super) fn write_table(builder: &mut Builder, grid: &Grid, limits: Limits) {
    write_rows(builder, grid.header_rows, &grid.rows, limits);
}

/// Writes a table of these rows.
pub(super) fn write_rows(
    builder: &mut Builder,
    header_rows: u32,
    rows: &[Vec<GridCell>],
    limits: Limits,
) {
    builder.begin_table(header_rows);
    for row in rows {
        builder.begin_row();
        for cell in row {
            builder.begin_cell(cell.columns, cell.rows);
            for piece in &cell.pieces {
                write_piece(builder, piece, limits);
            }
            builder.end_cell();
        }
        builder.end_row();
    }
    builder.end_table();
}

/// Writes a piece of a cell, a note or a margin as text; the number that it bears becomes its label
/// and no clause. Returns whether it held anything.
pub(super) fn write_piece(builder: &mut Builder, piece: &Piece, limits: Limits) -> bool {
    match &piece.content {
        Content::Table(grid) => {
            write_table(builder, grid, limits);
            !grid.rows.is_empty()
        }
        Content::Paragraph(inline) => {
            let slice = Slice::trimmed(&inline.text);
            let label = label(piece.number.as_ref());
            if slice.is_empty() && label.is_empty() {
                return false;
            }
            let (text, marks) = slice.parts(inline, limits);
            builder.labelled_paragraph(label, role(piece), text, marks);
            true
        }
    }
}

/// What a paragraph that is no clause shows before its text; nothing for a bullet, which its role
/// tells.
pub(super) fn label(number: Option<&Number>) -> &str {
    number.filter(|number| !number.bullet).map_or("", |number| number.shown.trim())
}

/// Whether there is anything in pieces but white space.
pub(super) fn say_anything(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match &piece.content {
        Content::Paragraph(inline) => {
            !inline.text.trim().is_empty() || !label(piece.number.as_ref()).is_empty()
        }
        Content::Table(grid) => grid.rows.iter().flatten().any(|cell| say_anything(&cell.pieces)),
    })
}

fn role(piece: &Piece) -> Role {
    match (&piece.number, piece.style) {
        (Some(number), _) if number.bullet => Role::Item(number.level),
        (_, Style::Code) => Role::Code,
        (_, Style::Quote) => Role::Quote,
        _ => Role::Body,
    }
}
