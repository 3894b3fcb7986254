//! The style table: `styles.xml` in; what each style means, with what it inherits, out
//! (ECMA-376 part 1 §17.7).
//!
//! ```text
//! Clause2 ─basedOn─► Clause1 ─basedOn─► Normal        read from the right, each adding to what
//!   ind 720            numPr 3, b         (defaults)    was before: numPr 3, b, ind 720
//! ```
//!
//! Each style is resolved once, after all are read. A chain of ancestors is followed for at most
//! [`MOST_ANCESTORS`] steps and never in a circle, so the cost is linear in the number of styles.

use std::collections::HashMap;

use crate::properties::{FormatChange, ParagraphProperties, RunProperties};
use crate::xml::{Reader, Tree};
use crate::{Error, Format};

/// How many ancestors of a style are followed. Word itself does not let them be this many.
const MOST_ANCESTORS: usize = 64;

/// A style's place in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StyleId(u32);

/// What a paragraph in a style is for, as the style's built-in name or outline level says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StyleRole {
    /// Running text, or nothing that is known.
    #[default]
    Body,
    /// The title or subtitle of the document.
    Title,
    /// A heading of this level, counted from 1.
    Heading(u8),
    /// Text set as typed.
    Code,
    /// A quotation.
    Quote,
}

/// A style with what it inherits.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Its name, in lower case.
    pub name: String,
    /// Whether it is a paragraph style; else a style of characters, tables or lists.
    pub is_paragraph: bool,
    /// What paragraphs in it are for.
    pub role: StyleRole,
    /// What it changes of the document's default format.
    pub change: FormatChange,
    /// Where paragraphs in it begin from the left, in twentieths of a point.
    pub indent: Option<i32>,
    /// The list that it puts paragraphs in.
    pub numbering: Option<Numbering>,
    /// Whether it is the style of an entry or the heading of a table of contents or of figures.
    pub is_contents: bool,
    /// Whether it is the style that Word gives to links.
    pub is_link: bool,
}

/// How a style puts its paragraphs in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// The list instance; 0 takes paragraphs out of any list.
    pub num: i64,
    /// The level as the style states it. A level of the list that names the style or one of its
    /// ancestors comes first, see [`NumberingTable::level_of`](crate::NumberingTable::level_of).
    pub level: Option<u8>,
    /// The style and those of its ancestors whose linked level counts, nearest first.
    pub linked: Vec<StyleId>,
    /// Whether the indent of the list's level counts and not the style's: the list is named by
    /// this style or by one nearer to it than the one that states the indent.
    pub list_indents: bool,
}

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub struct StyleTable {
    styles: Vec<Style>,
    by_id: HashMap<String, StyleId>,
    paragraph_default: Option<StyleId>,
    defaults: Format,
    default_indent: Option<i32>,
}

/// A style as it stands in the part.
#[derive(Debug, Default)]
struct RawStyle {
    name: String,
    id: String,
    is_paragraph: bool,
    is_default: bool,
    based_on: Option<String>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

impl StyleTable {
    /// Reads the styles part.
    ///
    /// # Errors
    ///
    /// Where it is not well-formed or nests too deeply.
    pub fn read(part: &Tree) -> Result<Self, Error> {
        let mut table = Self::default();
        let mut raw = Vec::new();
        let mut reader = Reader::new(part);
        reader.child()?;
        while let Some(element) = reader.child()? {
            match element.word() {
                "docDefaults" => table.read_defaults(&mut reader)?,
                "style" => {
                    let style = RawStyle {
                        id: element.word_attr("styleId").unwrap_or_default().into_owned(),
                        is_paragraph: element.word_attr("type").is_none_or(|t| t == "paragraph"),
                        is_default: element
                            .word_attr("default")
                            .is_some_and(|value| crate::is_on(Some(&value))),
                        ..RawStyle::default()
                    };
                    raw.push(style.read(&mut reader)?);
                }
                _ => reader.skip()?,
            }
        }
        table.resolve(&raw);
        Ok(table)
    }

    /// The style of this id, of any type.
    pub fn find(&self, id: &str) -> Option<StyleId> {
        self.by_id.get(id).copied()
    }

    /// The paragraph style of this id.
    pub fn paragraph(&self, id: &str) -> Option<StyleId> {
        self.find(id).filter(|&id| self.get(id).is_some_and(|style| style.is_paragraph))
    }

    /// The character style of this id.
    pub fn character(&self, id: &str) -> Option<StyleId> {
        self.find(id).filter(|&id| self.get(id).is_some_and(|style| !style.is_paragraph))
    }

    /// The style of paragraphs that name none.
    pub fn default_paragraph(&self) -> Option<StyleId> {
        self.paragraph_default
    }

    /// A style.
    pub fn get(&self, id: StyleId) -> Option<&Style> {
        self.styles.get(id.0 as usize)
    }

    /// The format of the document's defaults.
    pub fn defaults(&self) -> Format {
        self.defaults
    }

    /// The indent of the document's defaults.
    pub fn default_indent(&self) -> Option<i32> {
        self.default_indent
    }

    /// Reads the `w:docDefaults` that the cursor is in (§17.7.5.1).
    fn read_defaults(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let outer = reader.depth();
        while reader.depth() >= outer {
            let Some(element) = reader.child()? else { continue };
            match element.word() {
                "rPr" => {
                    let run = RunProperties::read(reader, &Self::default())?;
                    self.defaults = self.defaults.with(run.change);
                }
                "pPr" => {
                    let paragraph = ParagraphProperties::read(reader, &Self::default())?;
                    self.default_indent = paragraph.indent;
                }
                "rPrDefault" | "pPrDefault" => {}
                _ => reader.skip()?,
            }
        }
        Ok(())
    }

    fn resolve(&mut self, raw: &[RawStyle]) {
        for (index, style) in (0..).zip(raw) {
            // Of two styles with one id the first counts, as in Word.
            self.by_id.entry(style.id.clone()).or_insert(StyleId(index));
            if style.is_default && style.is_paragraph && self.paragraph_default.is_none() {
                self.paragraph_default = Some(StyleId(index));
            }
        }
        self.styles = (0..).zip(raw).map(|(index, _)| self.resolved(raw, index)).collect();
    }

    /// The style with what it inherits, from its furthest ancestor on.
    fn resolved(&self, raw: &[RawStyle], index: u32) -> Style {
        let mut chain = vec![index];
        let mut innermost = raw.get(index as usize);
        while let Some(base) = innermost.and_then(|style| style.based_on.as_deref())
            && let Some(id) = self.find(base)
            && !chain.contains(&id.0)
            && chain.len() < MOST_ANCESTORS
        {
            chain.push(id.0);
            innermost = raw.get(id.0 as usize);
        }
        let mut style = Style::default();
        for (&index, raw) in chain.iter().rev().filter_map(|i| Some((i, raw.get(*i as usize)?))) {
            style.inherit(raw, StyleId(index));
        }
        style
    }
}

impl RawStyle {
    /// Reads the `w:style` that the cursor is in.
    fn read(mut self, reader: &mut Reader<'_>) -> Result<Self, Error> {
        while let Some(element) = reader.child()? {
            match element.word() {
                "rPr" => self.run = RunProperties::read(reader, &StyleTable::default())?,
                "pPr" => {
                    self.paragraph = ParagraphProperties::read(reader, &StyleTable::default())?;
                }
                "name" => {
                    self.name = element.val().unwrap_or_default().to_lowercase();
                    reader.skip()?;
                }
                "basedOn" => {
                    self.based_on = element.val().map(std::borrow::Cow::into_owned);
                    reader.skip()?;
                }
                _ => reader.skip()?,
            }
        }
        Ok(self)
    }
}

impl Style {
    /// Adds what a style states to what its ancestors do.
    fn inherit(&mut self, raw: &RawStyle, id: StyleId) {
        self.name.clone_from(&raw.name);
        self.is_paragraph = raw.is_paragraph;
        self.is_contents = is_contents(&raw.name);
        self.is_link = matches!(raw.name.as_str(), "hyperlink" | "followedhyperlink");
        self.change = self.change.then(raw.run.change);
        self.inherit_numbering(&raw.paragraph, id);
        if raw.paragraph.indent.is_some() {
            self.indent = raw.paragraph.indent;
            if let Some(numbering) = &mut self.numbering {
                numbering.list_indents = false;
            }
        }
        if let Some(role) = named_role(&raw.name) {
            self.role = role;
        }
        match (raw.paragraph.outline, self.role) {
            (None, _) | (_, StyleRole::Title) => {}
            (Some(level @ 0..9), _) => self.role = StyleRole::Heading(level + 1),
            (Some(_), StyleRole::Heading(_)) => self.role = StyleRole::Body,
            (Some(_), _) => {}
        }
    }

    fn inherit_numbering(&mut self, paragraph: &ParagraphProperties, id: StyleId) {
        if paragraph.num.is_none() && paragraph.level.is_none() {
            if let Some(numbering) = &mut self.numbering {
                numbering.linked.insert(0, id);
            }
            return;
        }
        let inherited = self.numbering.take();
        let num = paragraph.num.or(inherited.as_ref().map(|numbering| numbering.num));
        let Some(num) = num else { return };
        let mut linked = vec![id];
        let mut level = paragraph.level;
        if let Some(inherited) = inherited
            && level.is_none()
        {
            linked.extend(inherited.linked);
            level = inherited.level;
        }
        self.numbering = Some(Numbering { num, level, linked, list_indents: true });
    }
}

/// What the built-in name of a style says that it is for (names in lower case).
fn named_role(name: &str) -> Option<StyleRole> {
    if let Some(level) = name.strip_prefix("heading ")
        && let Ok(level @ 1..=9) = level.parse()
    {
        return Some(StyleRole::Heading(level));
    }
    match name {
        "title" | "subtitle" => Some(StyleRole::Title),
        "html preformatted" | "source code" | "code" | "code block" | "preformatted text"
        | "verbatim" => Some(StyleRole::Code),
        "quote" | "intense quote" | "quotation" | "quotations" | "block quote" | "blockquote"
        | "block text" => Some(StyleRole::Quote),
        _ => None,
    }
}

/// Whether a style of this name, in lower case, sets a table of contents or of figures.
fn is_contents(name: &str) -> bool {
    let entry = |level: &str| !level.is_empty() && level.chars().all(|c| c.is_ascii_digit());
    matches!(name, "toc heading" | "table of figures")
        || name.strip_prefix("toc ").is_some_and(entry)
}
