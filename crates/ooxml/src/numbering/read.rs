//! Reading `numbering.xml` (ECMA-376 part 1 §17.9).

use std::borrow::Cow;
use std::collections::HashMap;

use super::table::{LEVELS, Level, List, Num, NumberingTable, Override, Suffix};
use crate::properties::{ParagraphProperties, RunProperties, level, number};
use crate::xml::{Element, Namespace, Reader, Tree};
use crate::{Error, Format, NumberFormat, StyleTable, is_on};

/// The most characters of a level's text that are kept. Word lets a user type far fewer.
const MOST_TEXT: usize = 256;

impl NumberingTable {
    /// Reads the numbering part.
    ///
    /// # Errors
    ///
    /// Where it is not well-formed or nests too deeply.
    pub fn read(part: &Tree, styles: &StyleTable) -> Result<Self, Error> {
        let mut table = Self::default();
        let mut list_ids = HashMap::new();
        // Instances name their lists by id, and nothing forbids them to stand before the lists.
        let mut named = Vec::new();
        let mut reader = Reader::new(part);
        reader.child()?;
        while let Some(element) = reader.child()? {
            match element.word() {
                "abstractNum" => {
                    let id = whole(&element, "abstractNumId");
                    let list = read_list(&mut reader, styles)?;
                    if let Some(id) = id {
                        list_ids.entry(id).or_insert(table.lists.len());
                    }
                    table.lists.push(list);
                }
                "num" => {
                    let id = whole(&element, "numId");
                    let (list, overrides) = read_num(&mut reader, styles)?;
                    named.extend(id.zip(list).map(|(id, list)| (id, list, overrides)));
                }
                _ => reader.skip()?,
            }
        }
        for (id, list, overrides) in named {
            let Some(&list) = list_ids.get(&list) else { continue };
            table.by_num.entry(id).or_insert(table.nums.len());
            table.nums.push(Num { list, overrides });
        }
        table.follow_style_links(styles);
        Ok(table)
    }

    /// Points instances of lists that are copies of a numbering style at the list that defines the
    /// style (§17.9.21, §17.9.27).
    fn follow_style_links(&mut self, styles: &StyleTable) {
        let mut defined = HashMap::new();
        for (index, list) in self.lists.iter().enumerate() {
            if let Some(name) = &list.style_link {
                defined.entry(name.as_str()).or_insert(index);
            }
        }
        let through_style = |name: &str| {
            let style = styles.get(styles.find(name)?)?;
            let num = self.by_num.get(&style.numbering.as_ref()?.num)?;
            self.nums.get(*num).map(|num| num.list)
        };
        let targets: Vec<Option<usize>> = self
            .lists
            .iter()
            .map(|list| {
                let name = list.num_style_link.as_deref()?;
                defined.get(name).copied().or_else(|| through_style(name))
            })
            .collect();
        for num in &mut self.nums {
            if let Some(Some(target)) = targets.get(num.list) {
                num.list = *target;
            }
        }
    }
}

/// Reads the `w:abstractNum` that the cursor is in (§17.9.1).
fn read_list(reader: &mut Reader<'_>, styles: &StyleTable) -> Result<List, Error> {
    let mut list = List::default();
    while let Some(element) = reader.child()? {
        match element.word() {
            "lvl" => {
                let at = whole(&element, "ilvl");
                let read = read_level(reader, styles)?;
                let slot = at.and_then(|at| list.levels.get_mut(usize::try_from(at).ok()?));
                if let Some(slot) = slot {
                    *slot = Some(Box::new(read));
                }
                continue;
            }
            "styleLink" => list.style_link = element.val().map(Cow::into_owned),
            "numStyleLink" => list.num_style_link = element.val().map(Cow::into_owned),
            _ => {}
        }
        reader.skip()?;
    }
    Ok(list)
}

type Overrides = [Option<Box<Override>>; LEVELS];

/// Reads the `w:num` that the cursor is in (§17.9.15): the id of its list, and its overrides.
fn read_num(
    reader: &mut Reader<'_>,
    styles: &StyleTable,
) -> Result<(Option<i64>, Overrides), Error> {
    let mut list = None;
    let mut overrides = Overrides::default();
    while let Some(element) = reader.child()? {
        match element.word() {
            "abstractNumId" => {
                list = number(&element);
                reader.skip()?;
            }
            "lvlOverride" => {
                let at = whole(&element, "ilvl").and_then(|at| usize::try_from(at).ok());
                let read = read_override(reader, styles)?;
                if let Some(slot) = at.and_then(|at| overrides.get_mut(at)) {
                    *slot = Some(Box::new(read));
                }
            }
            _ => reader.skip()?,
        }
    }
    Ok((list, overrides))
}

/// Reads the `w:lvlOverride` that the cursor is in (§17.9.8).
fn read_override(reader: &mut Reader<'_>, styles: &StyleTable) -> Result<Override, Error> {
    let mut read = Override::default();
    while let Some(element) = reader.child()? {
        match element.word() {
            "startOverride" => {
                read.start = number(&element);
                reader.skip()?;
            }
            "lvl" => read.level = Some(read_level(reader, styles)?),
            _ => reader.skip()?,
        }
    }
    Ok(read)
}

/// Reads the `w:lvl` that the cursor is in (§17.9.6).
fn read_level(reader: &mut Reader<'_>, styles: &StyleTable) -> Result<Level, Error> {
    let mut read = Level::default();
    while let Some(element) = reader.child()? {
        match element.word() {
            "pPr" => {
                read.indent = ParagraphProperties::read(reader, styles)?.indent;
                continue;
            }
            "rPr" => {
                let run = RunProperties::read(reader, styles)?;
                read.hidden = run.change.get(Format::HIDDEN) == Some(true);
                continue;
            }
            "" if element.is(Namespace::Compatibility, "AlternateContent") => {
                read_custom_format(reader, &mut read)?;
                continue;
            }
            _ => read.take(&element, styles),
        }
        reader.skip()?;
    }
    Ok(read)
}

/// Reads the alternate content that Word wraps formats in that came after 2007: of the formats in
/// it, the first that is known (MS-DOCX, custom numbering formats).
fn read_custom_format(reader: &mut Reader<'_>, read: &mut Level) -> Result<(), Error> {
    let outer = reader.depth();
    let mut known = false;
    while reader.depth() >= outer {
        let Some(element) = reader.child()? else { continue };
        if element.word() == "numFmt" {
            let format = NumberFormat::read(
                &element.val().unwrap_or_default(),
                element.word_attr("format").as_deref(),
            );
            if let (Some(format), false) = (format, known) {
                read.format = format;
                known = true;
            }
        }
    }
    Ok(())
}

impl Level {
    /// Takes in a property of the level.
    fn take(&mut self, element: &Element<'_>, styles: &StyleTable) {
        match element.word() {
            "start" => self.start = number(element).unwrap_or(0),
            "numFmt" => {
                let format = element.word_attr("format");
                self.format =
                    NumberFormat::read(&element.val().unwrap_or_default(), format.as_deref())
                        .unwrap_or_default();
            }
            "lvlText" => {
                let text = element.val().unwrap_or_default();
                self.text = text.chars().take(MOST_TEXT).collect();
            }
            "lvlRestart" => self.restart = number(element).map(level),
            "isLgl" => self.legal = is_on(element.val().as_deref()),
            "pStyle" => self.style = element.val().and_then(|id| styles.paragraph(&id)),
            "suff" => {
                self.suffix = match element.val().as_deref() {
                    Some("space") => Suffix::Space,
                    Some("nothing") => Suffix::Nothing,
                    _ => Suffix::Tab,
                }
            }
            "lvlPicBulletId" => self.picture = true,
            _ => {}
        }
    }
}

/// An attribute as a whole number.
fn whole(element: &Element<'_>, name: &str) -> Option<i64> {
    element.word_attr(name)?.trim().parse().ok()
}
