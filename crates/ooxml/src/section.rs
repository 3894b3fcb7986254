//! Sections: `w:sectPr` in, what readers need of it out (ECMA-376 part 1 §17.6.17).

use crate::xml::{Namespace, Reader};
use crate::{Error, NoteNumbering};

/// The properties of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its own headers and footers, in the order in which they stand; what it has none of it
    /// takes over from the section before.
    pub margins: Vec<MarginReference>,
    /// How its footnotes and its endnotes are numbered (§17.11.11, §17.11.5).
    pub notes: [NoteNumbering; 2],
}

/// A reference to the part of a header or footer (§17.10.2, §17.10.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginReference {
    /// Whether it is a footer.
    pub footer: bool,
    /// The pages that bear it.
    pub pages: Pages,
    /// The relationship of the main part that leads to it.
    pub id: String,
}

/// The pages that bear a header or footer (§17.18.36, `ST_HdrFtr`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pages {
    /// All for which there is no other: `default`.
    #[default]
    Default,
    /// The first one: `first`.
    First,
    /// Those with an even number: `even`.
    Even,
}

impl Section {
    /// Reads the `w:sectPr` that the cursor is in, to its end.
    ///
    /// # Errors
    ///
    /// Where the XML is not well-formed or nests too deeply.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut section = Self::default();
        while let Some(element) = reader.child()? {
            let [footnotes, endnotes] = &mut section.notes;
            let notes = match element.word() {
                "footnotePr" => Some(footnotes),
                "endnotePr" => Some(endnotes),
                _ => None,
            };
            if let Some(notes) = notes {
                *notes = NoteNumbering::read(reader)?;
                continue;
            }
            if let name @ ("headerReference" | "footerReference") = element.word()
                && let Some(id) = element.attr(Namespace::Relationship, "id")
            {
                section.margins.push(MarginReference {
                    footer: name == "footerReference",
                    pages: pages(element.word_attr("type").as_deref()),
                    id: id.into_owned(),
                });
            }
            reader.skip()?;
        }
        Ok(section)
    }
}

fn pages(kind: Option<&str>) -> Pages {
    match kind {
        Some("first") => Pages::First,
        Some("even") => Pages::Even,
        _ => Pages::Default,
    }
}
