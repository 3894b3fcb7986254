//! How notes are numbered: `w:footnotePr` and `w:endnotePr` in, format, start and restart out
//! (ECMA-376 part 1 §17.11).

use crate::properties::number;
use crate::xml::{Reader, Tree};
use crate::{Error, NumberFormat};

/// What a section, or the settings of a document, say of the numbers of footnotes or of endnotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteNumbering {
    /// How they are written (§17.11.17, §17.11.18).
    pub format: Option<NumberFormat>,
    /// The number of the first, and of each where they restart (§17.11.20).
    pub start: Option<i64>,
    /// Where they restart (§17.11.19).
    pub restart: Option<NoteRestart>,
}

/// Where the numbers of notes restart (§17.18.74, `ST_RestartNumber`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NoteRestart {
    /// Nowhere.
    #[default]
    Continuous,
    /// In each section.
    EachSection,
    /// On each page.
    EachPage,
}

impl NoteNumbering {
    /// Reads the `w:footnotePr` or `w:endnotePr` that the cursor is in, to its end.
    ///
    /// # Errors
    ///
    /// Where the XML is not well-formed or nests too deeply.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut read = Self::default();
        while let Some(element) = reader.child()? {
            match element.word() {
                "numFmt" => {
                    let format = element.word_attr("format");
                    read.format =
                        NumberFormat::read(&element.val().unwrap_or_default(), format.as_deref());
                }
                "numStart" => read.start = number(&element),
                "numRestart" => read.restart = element.val().map(|value| restart(&value)),
                _ => {}
            }
            reader.skip()?;
        }
        Ok(read)
    }

    /// Reads the settings part (§17.15.1.78): what holds for the footnotes of the
    /// whole document (§17.11.12), and for its endnotes (§17.11.5).
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_settings(part: &Tree) -> Result<[Self; 2], Error> {
        let [mut footnotes, mut endnotes] = [Self::default(); 2];
        let mut reader = Reader::new(part);
        reader.child()?;
        while let Some(element) = reader.child()? {
            match element.word() {
                "footnotePr" => footnotes = Self::read(&mut reader)?,
                "endnotePr" => endnotes = Self::read(&mut reader)?,
                _ => reader.skip()?,
            }
        }
        Ok([footnotes, endnotes])
    }

    /// This, and where it says nothing what `outer` says.
    #[must_use]
    pub fn within(self, outer: Self) -> Self {
        Self {
            format: self.format.or(outer.format),
            start: self.start.or(outer.start),
            restart: self.restart.or(outer.restart),
        }
    }
}

fn restart(value: &str) -> NoteRestart {
    match value {
        "eachSect" => NoteRestart::EachSection,
        "eachPage" => NoteRestart::EachPage,
        _ => NoteRestart::Continuous,
    }
}
