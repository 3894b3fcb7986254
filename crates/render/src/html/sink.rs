//! Where mark-up goes: text in, escaped; tags in, as they are; bytes out to a writer.
//!
//! The only place that escapes, so the only place to look at for whether hostile text can become
//! mark-up: every string of a document passes through [`Html::text`] or [`Html::attribute`].
//! Writing into the buffer cannot fail, which keeps the code that draws free of error handling;
//! the buffer is emptied into the writer between clauses.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io;

/// How much is gathered before it is handed to the writer.
const ENOUGH: usize = 64 * 1024;

/// Mark-up that is being made.
#[derive(Debug, Default)]
pub(super) struct Html {
    buffer: String,
}

impl Html {
    /// Mark-up of ours, as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.buffer.push_str(markup);
    }

    /// Text of a document or of an option, escaped.
    pub(super) fn text(&mut self, text: &str) {
        html_escape::encode_text_to_string(without_nul(text), &mut self.buffer);
    }

    /// ` name="value"`, the value escaped.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.buffer.push(' ');
        self.buffer.push_str(name);
        self.buffer.push_str("=\"");
        html_escape::encode_double_quoted_attribute_to_string(without_nul(value), &mut self.buffer);
        self.buffer.push('"');
    }

    /// ` name="value"` for a number.
    pub(super) fn number(&mut self, name: &str, value: u32) {
        self.display(format_args!(" {name}=\"{value}\""));
    }

    /// ` href="#id"`.
    pub(super) fn href_to(&mut self, id: &str) {
        self.buffer.push_str(" href=\"#");
        html_escape::encode_double_quoted_attribute_to_string(id, &mut self.buffer);
        self.buffer.push('"');
    }

    /// Mark-up of ours that is computed, such as `</h3>`.
    pub(super) fn display(&mut self, markup: impl Display) {
        // A `String` takes whatever is written to it.
        let _ = write!(self.buffer, "{markup}");
    }

    /// How much has been made since the last time it was handed on.
    pub(super) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Whether what stands before a place is a quoted attribute.
    pub(super) fn ends_in_class(&self, place: usize) -> bool {
        self.buffer.get(..place).is_some_and(|before| before.ends_with('"'))
    }

    /// Mark-up of ours at an earlier place, within the clause that is being written.
    pub(super) fn raw_at(&mut self, place: usize, markup: &str) {
        if self.buffer.is_char_boundary(place) {
            self.buffer.insert_str(place, markup);
        }
    }

    /// What has been made.
    pub(super) fn into_string(self) -> String {
        self.buffer
    }
}

/// HTML has no NUL; readers drop or replace it, each in its own way.
fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Mark-up on its way to a writer.
#[derive(Debug)]
pub(super) struct Sink<W> {
    html: Html,
    writer: W,
}

impl<W: io::Write> Sink<W> {
    pub(super) fn new(writer: W) -> Self {
        Self { html: Html { buffer: String::with_capacity(2 * ENOUGH) }, writer }
    }

    /// Hands on what has been gathered, where it is enough to be worth it.
    pub(super) fn drain(&mut self) -> io::Result<()> {
        if self.html.buffer.len() < ENOUGH { Ok(()) } else { self.flush() }
    }

    /// Hands on what has been gathered.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.writer.write_all(self.html.buffer.as_bytes())?;
        self.html.buffer.clear();
        Ok(())
    }

    /// Hands on the rest and flushes the writer.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.flush()
    }
}

impl<W> std::ops::Deref for Sink<W> {
    type Target = Html;

    fn deref(&self) -> &Html {
        &self.html
    }
}

impl<W> std::ops::DerefMut for Sink<W> {
    fn deref_mut(&mut self) -> &mut Html {
        &mut self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let mut html = Html::default();
        html.text("<script>a&b</script>\0");
        html.attribute("title", "\"><img src=x>");
        assert_eq!(
            html.into_string(),
            "&lt;script&gt;a&amp;b&lt;/script&gt;\u{FFFD} title=\"&quot;&gt;&lt;img src=x&gt;\""
        );
    }
}
