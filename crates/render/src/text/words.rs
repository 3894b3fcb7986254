//! Text as words that can be set in lines: parted at white space, safe for a terminal.

use std::borrow::Cow;

use keeling_model::OBJECT;
use unicode_width::UnicodeWidthStr;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In both versions.
    Kept,
    /// Only in the new version.
    Inserted,
    /// Only in the old version.
    Deleted,
    /// In neither: ours, about the words before it.
    Remark,
}

/// How a word stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// No white space: they are set together.
    None,
    /// White space.
    Space,
    /// A line break.
    Line,
}

/// A word, or a piece of one where an edit cuts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) kind: Kind,
    pub(super) before: Gap,
}

impl Word<'_> {
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }
}

/// Words of a passage as they are gathered.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) words: Vec<Word<'a>>,
    /// White space seen since the last word.
    gap: Option<Gap>,
}

impl<'a> Words<'a> {
    /// Adds the words of a text. The cells of a table's row are parted by bars.
    pub(super) fn push(&mut self, kind: Kind, text: &'a str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c.is_whitespace() {
                self.white_space(kind, c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            } else {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                self.word(kind, word);
                rest = after;
            }
        }
    }

    /// Adds words of ours about what stands before them; the white space after that is still to come.
    pub(super) fn remark(&mut self, text: &'static str) {
        let (text, kind) = (Cow::Borrowed(text), Kind::Remark);
        self.words.push(Word { text, kind, before: Gap::Space });
    }

    /// Adds a computed number, which stands before the words that come.
    pub(super) fn number(&mut self, kind: Kind, text: &'a str) {
        self.push(kind, text);
        self.gap = Some(Gap::Space);
    }

    fn white_space(&mut self, kind: Kind, c: char) {
        match c {
            '\n' => self.gap = Some(Gap::Line),
            '\t' => {
                self.gap = self.gap.or(Some(Gap::Space));
                self.word(kind, "|");
                self.gap = Some(Gap::Space);
            }
            _ => self.gap = self.gap.or(Some(Gap::Space)),
        }
    }

    fn word(&mut self, kind: Kind, word: &'a str) {
        let before = self.gap.take().unwrap_or(Gap::None);
        self.words.push(Word { text: safe(word), kind, before });
    }
}

/// Text without characters that steer a terminal or turn the reading direction; objects are told.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| steers(c) || c == OBJECT) {
        return Cow::Borrowed(text);
    }
    let stand_in = |c| match c {
        OBJECT => '□',
        c if steers(c) => '\u{FFFD}',
        c => c,
    };
    text.chars().map(stand_in).collect()
}

fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
