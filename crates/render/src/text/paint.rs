//! Lines for a terminal: wrapped, indented, and in colour where it is wanted.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::TextOptions;
use super::words::{Gap, Kind, Word, safe};

/// What a line of ours is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// A heading of the document.
    Heading,
    /// What became of a clause.
    State,
    /// What was left out, notes.
    Quiet,
    /// Something to look at.
    Check,
    Plain,
}

impl Tone {
    const fn style(self) -> Style {
        match self {
            Tone::Heading => Style::new().bold(),
            Tone::State => AnsiColor::Cyan.on_default(),
            Tone::Quiet => Style::new().dimmed(),
            Tone::Check => AnsiColor::Yellow.on_default(),
            Tone::Plain => Style::new(),
        }
    }
}

impl Kind {
    const fn style(self) -> Style {
        match self {
            Kind::Kept => Style::new(),
            Kind::Inserted => AnsiColor::Green.on_default().underline(),
            Kind::Deleted => AnsiColor::Red.on_default().strikethrough(),
            Kind::Remark => Tone::Quiet.style(),
        }
    }

    const fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Kind::Kept | Kind::Remark => ("", ""),
            Kind::Inserted => ("{+", "+}"),
            Kind::Deleted => ("[-", "-]"),
        }
    }
}

/// A terminal that is written to.
pub(super) struct Terminal<W: Write> {
    writer: io::BufWriter<W>,
    options: TextOptions,
    column: usize,
    /// The style that holds.
    style: Style,
    /// Whether the last line is empty, or there is none.
    blank: bool,
}

impl<W: Write> Terminal<W> {
    pub(super) fn new(writer: W, options: TextOptions) -> Self {
        Self {
            writer: io::BufWriter::new(writer),
            options,
            column: 0,
            style: Style::new(),
            blank: true,
        }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }

    pub(super) fn width(&self) -> usize {
        self.options.width
    }

    /// Whether it is told where only the formatting differs.
    pub(super) fn tells_formatting(&self) -> bool {
        self.options.formatting
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) -> io::Result<()> {
        self.restyle(Style::new())?;
        self.blank = self.column == 0;
        self.column = 0;
        self.writer.write_all(b"\n")
    }

    /// Writes an empty line, unless there is one.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        if self.blank { Ok(()) } else { self.end_line() }
    }

    /// Writes text in a tone, all of it, without wrapping.
    pub(super) fn say(&mut self, tone: Tone, text: &str) -> io::Result<()> {
        let text = safe(text);
        self.styled(tone.style(), &text)
    }

    /// Writes a line in a tone, wrapped and set in.
    pub(super) fn line(&mut self, tone: Tone, indent: usize, text: &str) -> io::Result<()> {
        let text = safe(text);
        let mut words = super::words::Words::default();
        words.push(Kind::Kept, &text);
        self.set(&words.words, indent, tone.style())
    }

    /// Writes a passage, wrapped and set in.
    pub(super) fn passage(&mut self, words: &[Word<'_>], indent: usize) -> io::Result<()> {
        self.set(words, indent, Style::new())
    }

    fn set(&mut self, words: &[Word<'_>], indent: usize, kept: Style) -> io::Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        for (i, word) in words.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| words.get(i));
            let after = words.get(i + 1);
            let begins = before.is_none_or(|before| before.kind != word.kind);
            let ends = after.is_none_or(|after| after.kind != word.kind);
            self.part(word, before, indent, words.get(i..).unwrap_or_default())?;
            let (open, close) = self.brackets(word.kind);
            let style = if word.kind == Kind::Kept { kept } else { word.kind.style() };
            let text = [if begins { open } else { "" }, &word.text, if ends { close } else { "" }];
            self.styled(style, &text.concat())?;
        }
        self.end_line()
    }

    /// Writes what parts a word from the one before it: nothing, a space, or a new line.
    fn part(
        &mut self,
        word: &Word<'_>,
        before: Option<&Word<'_>>,
        indent: usize,
        rest: &[Word<'_>],
    ) -> io::Result<()> {
        let Some(before) = before else {
            return self.indent(indent);
        };
        if word.before == Gap::None {
            return Ok(());
        }
        let fits = self.column + 1 + self.unit(rest) <= self.options.width;
        if word.before == Gap::Line || !fits {
            self.end_line()?;
            return self.indent(indent);
        }
        // The space within an edit belongs to it.
        let style = if before.kind == word.kind { self.style } else { Style::new() };
        self.styled(style, " ")
    }

    /// How wide a word is with all that is set together with it.
    fn unit(&self, rest: &[Word<'_>]) -> usize {
        let mut width = 0;
        let mut kind = None;
        for (i, word) in rest.iter().enumerate() {
            // What is wider than a line does not fit, however wide.
            if i > 0 && word.before != Gap::None || width > self.options.width {
                break;
            }
            let (open, close) = self.brackets(word.kind);
            if kind != Some(word.kind) {
                width += open.len() + close.len();
                kind = Some(word.kind);
            }
            width += word.width();
        }
        width
    }

    fn brackets(&self, kind: Kind) -> (&'static str, &'static str) {
        if self.options.colour { ("", "") } else { kind.brackets() }
    }

    fn indent(&mut self, columns: usize) -> io::Result<()> {
        self.column += columns;
        write!(self.writer, "{:columns$}", "")
    }

    fn styled(&mut self, style: Style, text: &str) -> io::Result<()> {
        self.column += unicode_width::UnicodeWidthStr::width(text);
        self.restyle(style)?;
        self.writer.write_all(text.as_bytes())
    }

    /// Ends the style that holds and begins another, where it is another.
    fn restyle(&mut self, style: Style) -> io::Result<()> {
        if !self.options.colour || style == self.style {
            return Ok(());
        }
        let ended = std::mem::replace(&mut self.style, style);
        write!(self.writer, "{ended:#}{style}")
    }
}
