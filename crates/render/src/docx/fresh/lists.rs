//! Lists: generated labels in, levels of automatic lists out (ECMA-376 part 1 §17.9).
//!
//! ```text
//! 1.          level 0 of a list: %1.        A label is taken apart into what stands around its
//!   (a)       level 1: (%2)                 number and the number. Where the list would count
//!   (b)                                     otherwise an instance of it starts as the label says,
//! 4.          an instance that starts at 4  so that what is computed is the label, always.
//! ```
//!
//! A generated label below another is a level of its list; below anything else it begins a list.
//! The counters of each list are kept as a word processor keeps them.

use std::fmt::Write as _;

use keeling_model::{ClauseId, Document};

use super::labels::{Parts, take_apart};
use super::layout::{Place, STEP, is_worded, twips};
use super::xml::Xml;

/// How many levels a list has.
const LEVELS: usize = 9;
/// The instance of bullets.
const BULLETS: usize = 1;
/// The signs of bullets, by level.
const SIGNS: [&str; 3] = ["•", "◦", "▪"];

/// The list instance and the level that number a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The instance's id.
    pub(super) num: usize,
    /// The level.
    pub(super) level: u8,
    /// Where the level itself begins its text, in twentieths of a point.
    pub(super) left: i32,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    defined: Vec<List>,
    nums: Vec<Num>,
    /// What numbers each clause of the body.
    numbers: Vec<Option<Number>>,
    /// Whether anything is a bullet.
    pub(super) bullets: bool,
}

/// A list as it is defined.
#[derive(Debug, Default)]
struct List {
    levels: [Option<Level>; LEVELS],
    counters: [Option<i64>; LEVELS],
    /// The instance in use on each level; the first of the list where there is none.
    current: [Option<usize>; LEVELS],
    first: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Level {
    format: &'static str,
    text: String,
    left: i32,
}

/// An instance, with the level of it that starts elsewhere or is written otherwise.
#[derive(Debug)]
struct Num {
    list: usize,
    change: Option<(usize, i64, Option<Level>)>,
}

impl Lists {
    /// The lists of the body's generated labels; of typed numbers too, where all
    /// are `automatic`.
    pub(super) fn new(document: &Document, places: &[Place], automatic: bool) -> Self {
        let mut lists = Self::default();
        for (clause, place) in document.body().iter().zip(places) {
            let shown = clause
                .label
                .as_ref()
                .filter(|label| label.is_generated() || automatic && !is_worded(clause));
            let number = shown.and_then(|label| {
                let above = lists.above(document, clause.parent);
                lists.number(label.shown(), above, twips(place.text))
            });
            lists.numbers.push(number);
        }
        lists
    }

    /// What numbers a clause of the body.
    pub(super) fn of(&self, clause: ClauseId) -> Option<Number> {
        self.numbers.get(clause.index()).copied().flatten()
    }

    /// The level of bullets.
    pub(super) fn bullet(&mut self, depth: u8) -> Number {
        self.bullets = true;
        Number { num: BULLETS, level: depth.min(8), left: 0 }
    }

    /// The number of the clause around, where its label is generated as well, and the label.
    fn above<'a>(
        &self,
        document: &'a Document,
        parent: Option<ClauseId>,
    ) -> Option<(Number, &'a str)> {
        let parent = parent?;
        let number = self.of(parent)?;
        let label = document.clause(parent).label.as_ref()?;
        (usize::from(number.level) + 1 < LEVELS).then_some((number, label.shown()))
    }

    /// Places a label; `None` where no list can compute it.
    fn number(&mut self, shown: &str, above: Option<(Number, &str)>, left: i32) -> Option<Number> {
        let list = match above {
            Some((number, _)) => self.nums.get(number.num.checked_sub(BULLETS + 1)?)?.list,
            None => self.begin_list(shown),
        };
        let at = above.map_or(0, |(number, _)| usize::from(number.level) + 1);
        let expected = self.defined.get(list)?.next(at);
        let parts = take_apart(shown, expected)?;
        let outer = above.and_then(|(number, label)| {
            let level = self.defined.get(list)?.levels.get(usize::from(number.level))?.as_ref()?;
            Some((label, level.text.as_str(), number.level))
        });
        let level = Level { format: parts.format, text: text(&parts, at, outer), left };
        self.count(list, at, &level, parts.value)
    }

    /// Which list a label at the top goes on with, or begins: the last one, where it would show
    /// the label next.
    fn begin_list(&mut self, shown: &str) -> usize {
        if let Some((index, list)) = self.defined.iter().enumerate().next_back()
            && let Some(level) = list.levels.first().and_then(Option::as_ref)
            && let Some(parts) = take_apart(shown, list.next(0))
            && parts.value > 1
            && list.next(0) == parts.value
            && level.text == text(&parts, 0, None)
        {
            return index;
        }
        self.defined.push(List { first: self.nums.len(), ..List::default() });
        self.nums.push(Num { list: self.defined.len() - 1, change: None });
        self.defined.len() - 1
    }

    /// Moves a list on to a number on a level; makes an instance where the list itself would not
    /// show it.
    fn count(&mut self, list: usize, at: usize, level: &Level, value: i64) -> Option<Number> {
        let index = list;
        let list = self.defined.get_mut(index)?;
        let next = list.next(at);
        let current = list.current.get(at).copied().flatten();
        let slot = list.levels.get_mut(at)?;
        let defined = slot.get_or_insert_with(|| level.clone()).clone();
        let shows = |change: &Option<(usize, i64, Option<Level>)>| match change {
            Some((changed, _, Some(other))) if *changed == at => alike(other, level),
            _ => alike(&defined, level),
        };
        let in_use = current.unwrap_or(list.first);
        let fits = next == value && self.nums.get(in_use).is_some_and(|n| shows(&n.change));
        let num = if fits {
            in_use
        } else {
            let other = (!alike(&defined, level)).then(|| level.clone());
            self.nums.push(Num { list: index, change: Some((at, value, other)) });
            self.nums.len() - 1
        };
        let list = self.defined.get_mut(index)?;
        *list.current.get_mut(at)? = Some(num);
        *list.counters.get_mut(at)? = Some(value);
        for (current, counter) in
            list.current.iter_mut().zip(&mut list.counters).skip(at.saturating_add(1))
        {
            (*current, *counter) = (None, None);
        }
        let left = defined.left;
        Some(Number { num: num + BULLETS + 1, level: u8::try_from(at).ok()?, left })
    }

    /// The part of numbers, where there are any.
    pub(super) fn part(&self) -> Option<String> {
        if !self.bullets && self.defined.is_empty() {
            return None;
        }
        let mut xml = Xml::part("w:numbering", &[("xmlns:w", super::WORD)]);
        bullets(&mut xml);
        for (index, list) in self.defined.iter().enumerate() {
            list.write(&mut xml, index + 1);
        }
        num(&mut xml, BULLETS, 0, None);
        for (index, Num { list, change }) in self.nums.iter().enumerate() {
            num(&mut xml, index + BULLETS + 1, list + 1, change.as_ref());
        }
        Some(xml.finish("w:numbering"))
    }
}

impl List {
    /// The number that comes next on a level.
    fn next(&self, at: usize) -> i64 {
        self.counters.get(at).copied().flatten().map_or(1, |last| last.saturating_add(1))
    }

    fn write(&self, xml: &mut Xml, id: usize) {
        xml.open("w:abstractNum", &[("w:abstractNumId", &id.to_string())]);
        xml.val("w:multiLevelType", "multilevel");
        for (at, level) in self.levels.iter().enumerate() {
            if let Some(level) = level {
                level.write(xml, at, 1);
            }
        }
        xml.close("w:abstractNum");
    }
}

impl Level {
    fn write(&self, xml: &mut Xml, at: usize, start: i64) {
        xml.open("w:lvl", &[("w:ilvl", &at.to_string())]);
        xml.val("w:start", &start.to_string());
        xml.val("w:numFmt", self.format);
        xml.val("w:lvlText", &self.text);
        xml.val("w:lvlJc", "left");
        xml.open("w:pPr", &[]);
        let hanging = self.left.min(STEP);
        let (left, hanging) = (self.left.to_string(), hanging.to_string());
        xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        xml.close("w:pPr");
        xml.close("w:lvl");
    }
}

/// Whether two levels write their numbers alike.
fn alike(one: &Level, other: &Level) -> bool {
    one.format == other.format && one.text == other.text
}

fn bullets(xml: &mut Xml) {
    xml.open("w:abstractNum", &[("w:abstractNumId", "0")]);
    xml.val("w:multiLevelType", "hybridMultilevel");
    for (at, sign) in SIGNS.iter().cycle().take(LEVELS).enumerate() {
        let left = STEP / 2 * (i32::try_from(at).unwrap_or_default() + 1);
        xml.open("w:lvl", &[("w:ilvl", &at.to_string())]);
        xml.raw("<w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>");
        xml.val("w:lvlText", sign);
        xml.raw("<w:lvlJc w:val=\"left\"/><w:pPr>");
        let (left, hanging) = (left.to_string(), (STEP / 2).to_string());
        xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        xml.raw("</w:pPr></w:lvl>");
    }
    xml.close("w:abstractNum");
}

fn num(xml: &mut Xml, id: usize, list: usize, change: Option<&(usize, i64, Option<Level>)>) {
    xml.open("w:num", &[("w:numId", &id.to_string())]);
    xml.val("w:abstractNumId", &list.to_string());
    if let Some((at, start, level)) = change {
        xml.open("w:lvlOverride", &[("w:ilvl", &at.to_string())]);
        xml.val("w:startOverride", &start.to_string());
        if let Some(level) = level {
            level.write(xml, *at, *start);
        }
        xml.close("w:lvlOverride");
    }
    xml.close("w:num");
}

/// The text of a level: its number within what stands around it, and the number of the level
/// above where the label begins with that.
fn text(parts: &Parts<'_>, at: usize, outer: Option<(&str, &str, u8)>) -> String {
    let ends = |c: char| c == '.' || c == ')';
    let mut text = match outer {
        // 3.2 below 3 or 3.: the list above says how its number is written.
        Some((label, written, _))
            if !label.trim_end_matches(ends).is_empty()
                && parts.before.starts_with(label.trim_end_matches(ends)) =>
        {
            let stem = label.trim_end_matches(ends);
            let rest = parts.before.get(stem.len()..).unwrap_or_default();
            format!("{}{rest}", written.trim_end_matches(ends))
        }
        _ => parts.before.to_owned(),
    };
    if parts.format != "none" {
        // Writing to a string cannot fail.
        let _ = write!(text, "%{}", at + 1);
    }
    text.push_str(parts.after);
    text
}
