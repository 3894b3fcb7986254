//! The numbering table: lists as they are defined, and list instances that use them.
//!
//! ```text
//! w:numId in a paragraph ─► num ─► abstractNum ─► 9 levels
//!                            └ overrides of levels and of where they start
//! ```

use std::collections::HashMap;

use crate::{NumberFormat, Numbering, StyleId};

/// How many levels a list has (ECMA-376 part 1 §17.9.6).
pub(super) const LEVELS: usize = 9;

/// The lists of a document.
#[derive(Clone, Debug, Default)]
pub struct NumberingTable {
    pub(super) lists: Vec<List>,
    pub(super) nums: Vec<Num>,
    pub(super) by_num: HashMap<i64, usize>,
}

/// A list as it is defined: a `w:abstractNum`.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    pub(super) levels: [Option<Box<Level>>; LEVELS],
    /// The numbering style that it defines.
    pub(super) style_link: Option<String>,
    /// The numbering style that it is a copy of.
    pub(super) num_style_link: Option<String>,
}

/// A list instance: a `w:num`.
#[derive(Clone, Debug, Default)]
pub(super) struct Num {
    /// The list's place in the table.
    pub(super) list: usize,
    pub(super) overrides: [Option<Box<Override>>; LEVELS],
}

/// What a list instance says of one level (§17.9.8).
#[derive(Clone, Debug, Default)]
pub(super) struct Override {
    pub(super) start: Option<i64>,
    pub(super) level: Option<Level>,
}

/// A level of a list (§17.9.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The number that it starts with.
    pub start: i64,
    /// How its number is written.
    pub format: NumberFormat,
    /// What is shown, with `%1` to `%9` for the numbers of the levels.
    pub text: String,
    /// After a paragraph of which level its number starts again, counted from 1; 0 for never.
    /// Any level above it where nothing is said.
    pub restart: Option<u8>,
    /// Whether all numbers in it are shown in decimal (`w:isLgl`).
    pub legal: bool,
    /// The style that is linked to it.
    pub style: Option<StyleId>,
    /// What stands between the number and the text.
    pub suffix: Suffix,
    /// Where its paragraphs begin from the left, in twentieths of a point.
    pub indent: Option<i32>,
    /// Whether its number is hidden.
    pub hidden: bool,
    /// Whether its bullet is a picture.
    pub picture: bool,
}

/// What stands between a number and the text (§17.9.28).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Suffix {
    /// A tab.
    #[default]
    Tab,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: NumberFormat::Decimal,
            text: String::new(),
            restart: None,
            legal: false,
            style: None,
            suffix: Suffix::Tab,
            indent: None,
            hidden: false,
            picture: false,
        }
    }
}

impl NumberingTable {
    /// Whether there is a list instance of this id.
    pub fn contains(&self, num: i64) -> bool {
        self.by_num.contains_key(&num)
    }

    /// A level of a list instance, with what the instance overrides.
    pub fn level(&self, num: i64, level: u8) -> Option<&Level> {
        let num = self.nums.get(*self.by_num.get(&num)?)?;
        self.level_in(num, usize::from(level))
    }

    /// The level that a style puts its paragraphs on: the level that is linked to the style or to
    /// the ancestor that names the list (§17.9.23), else the level that the style states.
    pub fn level_of(&self, numbering: &Numbering) -> u8 {
        let linked = || {
            let num = self.nums.get(*self.by_num.get(&numbering.num)?)?;
            numbering.linked.iter().find_map(|&style| {
                (0..9u8).find(|&index| {
                    self.level_in(num, index.into()).is_some_and(|level| level.style == Some(style))
                })
            })
        };
        linked().or(numbering.level).unwrap_or(0)
    }

    pub(super) fn level_in<'a>(&'a self, num: &'a Num, level: usize) -> Option<&'a Level> {
        let overridden =
            num.overrides.get(level)?.as_ref().and_then(|change| change.level.as_ref());
        overridden.or_else(|| self.lists.get(num.list)?.levels.get(level)?.as_deref())
    }
}
