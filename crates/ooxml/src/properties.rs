//! Properties of runs and paragraphs: `w:rPr` and `w:pPr` in, what readers need of them out
//! (ECMA-376 part 1 §17.3).

use crate::value::{is_on, twips};
use crate::xml::{Element, Reader};
use crate::{Error, Section, StyleId, StyleTable};

/// How characters look, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Format(u16);

impl Format {
    /// Bold.
    pub const BOLD: Self = Self(1);
    /// Italic.
    pub const ITALIC: Self = Self(1 << 1);
    /// Struck through, once.
    pub const STRIKE: Self = Self(1 << 2);
    /// Hidden.
    pub const HIDDEN: Self = Self(1 << 3);
    /// Struck through twice.
    pub const DOUBLE_STRIKE: Self = Self(1 << 4);
    /// Underlined.
    pub const UNDERLINE: Self = Self(1 << 5);
    /// Raised.
    pub const SUPERSCRIPT: Self = Self(1 << 6);
    /// Lowered.
    pub const SUBSCRIPT: Self = Self(1 << 7);
    /// In a fixed-width face.
    pub const FIXED_WIDTH: Self = Self(1 << 8);

    /// What is toggled where a paragraph style and a character style both set it (ECMA-376 part 1
    /// §17.7.3).
    const TOGGLES: Self = Self(Self::BOLD.0 | Self::ITALIC.0 | Self::STRIKE.0 | Self::HIDDEN.0);

    /// Whether all of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Those that are in this set and not in `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those that are in exactly one of the sets.
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }

    /// Those that are in either set.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether none is set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// This format with a change made directly.
    pub const fn with(self, change: FormatChange) -> Self {
        Self((self.0 & !change.set.0) | change.on.0)
    }

    /// This format, a paragraph's, with the change that a character style makes. Toggles that both
    /// set cancel each other, unless the document's defaults set them.
    pub const fn with_character_style(self, change: FormatChange, defaults: Self) -> Self {
        let plain = self.with(change).0 & !Self::TOGGLES.0;
        let toggled = (self.0 ^ change.on.0) | (self.0 & defaults.0);
        Self(plain | (toggled & Self::TOGGLES.0))
    }
}

/// What properties change of a [`Format`]: some set, some removed, the rest left alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FormatChange {
    set: Format,
    on: Format,
}

impl FormatChange {
    /// Whether it changes this, and to what.
    pub const fn get(self, format: Format) -> Option<bool> {
        if self.set.has(format) { Some(self.on.has(format)) } else { None }
    }

    /// This change and then a later one.
    pub const fn then(self, later: Self) -> Self {
        Self { set: Format(self.set.0 | later.set.0), on: self.on.with(later) }
    }

    fn put(&mut self, format: Format, on: bool) {
        self.set.0 |= format.0;
        self.on.0 = (self.on.0 & !format.0) | if on { format.0 } else { 0 };
    }
}

/// The properties of a run, or of a paragraph's mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunProperties {
    /// Its character style.
    pub style: Option<StyleId>,
    /// What it changes directly.
    pub change: FormatChange,
    /// Whether a tracked change inserted it (`w:ins`, `w:moveTo`; for a paragraph's mark).
    pub inserted: bool,
    /// Whether a tracked change deleted it (`w:del`, `w:moveFrom`; for a paragraph's mark).
    pub deleted: bool,
    /// What it was before a tracked change of its formatting (`w:rPrChange`).
    pub former: Option<FormerRun>,
}

/// What the properties of a run were (ECMA-376 part 1 §17.13.5.31).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormerRun {
    /// Its character style.
    pub style: Option<StyleId>,
    /// What it changed directly.
    pub change: FormatChange,
}

impl RunProperties {
    /// The properties with the tracked change of formatting rejected.
    #[must_use]
    pub fn rejected(self) -> Self {
        match self.former {
            Some(FormerRun { style, change }) => Self { style, change, ..self },
            None => self,
        }
    }

    /// Reads the `w:rPr` that the cursor is in, to its end.
    ///
    /// # Errors
    ///
    /// Where the XML is not well-formed or nests too deeply.
    pub fn read(reader: &mut Reader<'_>, styles: &StyleTable) -> Result<Self, Error> {
        let mut properties = Self::default();
        while let Some(element) = reader.child()? {
            if element.word() == "rPrChange" {
                properties.former = Some(FormerRun::read(reader, styles)?);
                continue;
            }
            properties.take(&element, styles);
            reader.skip()?;
        }
        Ok(properties)
    }

    fn take(&mut self, element: &Element<'_>, styles: &StyleTable) {
        let change = &mut self.change;
        match element.word() {
            "rStyle" => self.style = element.val().and_then(|id| styles.character(&id)),
            "b" => change.put(Format::BOLD, is_on(element.val().as_deref())),
            "i" => change.put(Format::ITALIC, is_on(element.val().as_deref())),
            "strike" => change.put(Format::STRIKE, is_on(element.val().as_deref())),
            "dstrike" => change.put(Format::DOUBLE_STRIKE, is_on(element.val().as_deref())),
            "vanish" => change.put(Format::HIDDEN, is_on(element.val().as_deref())),
            // §17.3.2.40: `w:u` without a value leaves the underline as it is.
            "u" => {
                if let Some(value) = element.val() {
                    change.put(Format::UNDERLINE, value != "none");
                }
            }
            "vertAlign" => {
                let value = element.val();
                change.put(Format::SUPERSCRIPT, value.as_deref() == Some("superscript"));
                change.put(Format::SUBSCRIPT, value.as_deref() == Some("subscript"));
            }
            "rFonts" => {
                if let Some(face) = element.word_attr("ascii") {
                    change.put(Format::FIXED_WIDTH, is_fixed_width(&face));
                }
            }
            "ins" | "moveTo" => self.inserted = true,
            "del" | "moveFrom" => self.deleted = true,
            _ => {}
        }
    }
}

impl FormerRun {
    /// Reads the `w:rPrChange` that the cursor is in, to its end.
    fn read(reader: &mut Reader<'_>, styles: &StyleTable) -> Result<Self, Error> {
        let mut properties = RunProperties::default();
        while let Some(element) = reader.child()? {
            if element.word() != "rPr" {
                reader.skip()?;
                continue;
            }
            while let Some(element) = reader.child()? {
                properties.take(&element, styles);
                reader.skip()?;
            }
        }
        Ok(Self { style: properties.style, change: properties.change })
    }
}

/// The properties of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParagraphProperties {
    /// Its paragraph style; `None` where it names none that there is.
    pub style: Option<StyleId>,
    /// The list instance that it names directly; 0 takes it out of any list.
    pub num: Option<i64>,
    /// The level of the list that it names directly.
    pub level: Option<u8>,
    /// The outline level that it names directly: 0 to 8, 9 for body text.
    pub outline: Option<u8>,
    /// Where it begins from the left, in twentieths of a point.
    pub indent: Option<i32>,
    /// The properties of its mark.
    pub mark: RunProperties,
    /// Whether a tracked change put it in its list (`w:ins` in `w:numPr`, §17.13.5.19).
    pub num_inserted: bool,
    /// What it was before a tracked change of its properties (`w:pPrChange`).
    pub former: Option<FormerParagraph>,
}

/// What the properties of a paragraph were (ECMA-376 part 1 §17.13.5.29). Those of its mark are
/// not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormerParagraph {
    /// Its paragraph style.
    pub style: Option<StyleId>,
    /// The list instance that it named directly.
    pub num: Option<i64>,
    /// The level of the list that it named directly.
    pub level: Option<u8>,
    /// The outline level that it named directly.
    pub outline: Option<u8>,
    /// Where it began from the left, in twentieths of a point.
    pub indent: Option<i32>,
}

impl ParagraphProperties {
    /// The properties with the tracked changes of them rejected.
    #[must_use]
    pub fn rejected(self) -> Self {
        match self.former {
            Some(FormerParagraph { style, num, level, outline, indent }) => {
                Self { style, num, level, outline, indent, ..self }
            }
            None if self.num_inserted => Self { num: None, level: None, ..self },
            None => self,
        }
    }

    /// Reads the `w:pPr` that the cursor is in, to its end.
    ///
    /// # Errors
    ///
    /// Where the XML is not well-formed or nests too deeply.
    pub fn read(reader: &mut Reader<'_>, styles: &StyleTable) -> Result<Self, Error> {
        Self::read_with_section(reader, styles).map(|(properties, _)| properties)
    }

    /// The same, with the properties of the section that the paragraph ends (§17.6.18).
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_with_section(
        reader: &mut Reader<'_>,
        styles: &StyleTable,
    ) -> Result<(Self, Option<Section>), Error> {
        let mut properties = Self::default();
        let mut section = None;
        while let Some(element) = reader.child()? {
            match element.word() {
                "sectPr" => {
                    section = Some(Section::read(reader)?);
                    continue;
                }
                "rPr" => {
                    properties.mark = RunProperties::read(reader, styles)?;
                    continue;
                }
                "numPr" => {
                    properties.read_numbering(reader)?;
                    continue;
                }
                "pPrChange" => {
                    properties.former = Some(FormerParagraph::read(reader, styles)?);
                    continue;
                }
                _ => properties.take(&element, styles),
            }
            reader.skip()?;
        }
        Ok((properties, section))
    }

    /// Takes in a property that is said in one element.
    fn take(&mut self, element: &Element<'_>, styles: &StyleTable) {
        match element.word() {
            "pStyle" => self.style = element.val().and_then(|id| styles.paragraph(&id)),
            "outlineLvl" => self.outline = outline_level(element),
            "ind" => self.indent = left_indent(element).or(self.indent),
            _ => {}
        }
    }

    /// Reads the `w:numPr` that the cursor is in (§17.3.1.19).
    fn read_numbering(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        while let Some(element) = reader.child()? {
            match element.word() {
                "numId" => self.num = number(&element),
                "ilvl" => self.level = number(&element).map(level),
                "ins" => self.num_inserted = true,
                _ => {}
            }
            reader.skip()?;
        }
        Ok(())
    }
}

impl FormerParagraph {
    /// Reads the `w:pPrChange` that the cursor is in, to its end.
    fn read(reader: &mut Reader<'_>, styles: &StyleTable) -> Result<Self, Error> {
        let mut former = ParagraphProperties::default();
        while let Some(element) = reader.child()? {
            if element.word() != "pPr" {
                reader.skip()?;
                continue;
            }
            while let Some(element) = reader.child()? {
                if element.word() == "numPr" {
                    former.read_numbering(reader)?;
                    continue;
                }
                former.take(&element, styles);
                reader.skip()?;
            }
        }
        let ParagraphProperties { style, num, level, outline, indent, .. } = former;
        Ok(Self { style, num, level, outline, indent })
    }
}

/// A level of a list or outline within 0 to 8; what is beyond counts as the last.
pub(crate) fn level(value: i64) -> u8 {
    u8::try_from(value.clamp(0, 8)).unwrap_or(8)
}

/// The `w:val` of an element as a whole number.
pub(crate) fn number(element: &Element<'_>) -> Option<i64> {
    element.val()?.trim().parse().ok()
}

/// The left indent of a `w:ind` (§17.3.1.12), in strict documents `w:start`.
pub(crate) fn left_indent(element: &Element<'_>) -> Option<i32> {
    element.word_attr("left").or_else(|| element.word_attr("start")).and_then(|left| twips(&left))
}

fn outline_level(element: &Element<'_>) -> Option<u8> {
    number(element).and_then(|value| u8::try_from(value).ok()).filter(|&value| value <= 9)
}

/// Whether a face is one of the common fixed-width ones.
fn is_fixed_width(face: &str) -> bool {
    const FACES: [&str; 15] = [
        "courier",
        "courier new",
        "consolas",
        "lucida console",
        "lucida sans typewriter",
        "menlo",
        "monaco",
        "cascadia code",
        "cascadia mono",
        "dejavu sans mono",
        "liberation mono",
        "source code pro",
        "roboto mono",
        "andale mono",
        "fira code",
    ];
    FACES.iter().any(|known| face.eq_ignore_ascii_case(known))
}
