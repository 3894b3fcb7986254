//! The machine that counts: paragraphs in document order in, their numbers out.
//!
//! Word keeps one set of counters for each list *definition*. Instances of one definition count on
//! from each other, unless an instance overrides where a level starts: then the level starts there
//! when the instance first uses it. A paragraph starts the levels below its own again.

use super::format::{NumberFormat, format_number};
use super::table::{LEVELS, Level, Num, NumberingTable};

/// The most characters of a number that are shown; hostile levels can name a number many times.
const MOST_SHOWN: usize = 512;

/// The number of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The number as shown, without what stands between it and the text. Empty where the level
    /// shows nothing or its number is hidden.
    pub shown: String,
    /// Whether it is a bullet.
    pub bullet: bool,
    /// The list: equal for paragraphs that count on from each other.
    pub list: u32,
    /// Its level in the list, from 0.
    pub level: u8,
}

/// The counters of a document, or of one of its stories.
#[derive(Clone, Debug)]
pub struct Counters<'a> {
    table: &'a NumberingTable,
    /// For each list, the last number of each level; `None` where the level has to start.
    lists: Vec<[Option<i64>; LEVELS]>,
    /// For each instance, the levels that it has used, a bit each.
    used: Vec<u16>,
}

impl<'a> Counters<'a> {
    /// Counters that have counted nothing.
    pub fn new(table: &'a NumberingTable) -> Self {
        let lists = vec![[None; LEVELS]; table.lists.len()];
        let used = vec![0; table.nums.len()];
        Self { table, lists, used }
    }

    /// Counts a paragraph on this level of a list instance; `None` where there is no such instance
    /// or its list does not have the level.
    pub fn count(&mut self, num: i64, level: u8) -> Option<Numbered> {
        let index = *self.table.by_num.get(&num)?;
        let num = self.table.nums.get(index)?;
        let at = usize::from(level);
        let own = self.table.level_in(num, at)?;
        let passed_over = self.passed_over(num.list, at);
        let used = self.used.get_mut(index)?;
        let first_use = *used & (1 << level) == 0;
        *used |= 1 << level | passed_over;
        let change = num.overrides.get(at)?.as_ref();
        let restart = change.and_then(|change| change.start).filter(|_| first_use);
        let value = self.step(num, at, restart)?;
        let shown = if own.hidden { String::new() } else { self.shown(num, at, value) };
        let bullet = own.format == NumberFormat::Bullet || own.picture;
        Some(Numbered { shown, bullet, list: u32::try_from(num.list).ok()?, level })
    }

    /// The levels above `at` that have not started, a bit each: a paragraph on `at` starts them, so
    /// that an override of where they start is used up.
    fn passed_over(&self, list: usize, at: usize) -> u16 {
        let counters = self.lists.get(list).into_iter().flatten().take(at);
        (0..).zip(counters).filter(|(_, counter)| counter.is_none()).map(|(bit, _)| 1 << bit).sum()
    }

    /// Moves the counters on to a paragraph on this level, and returns its number.
    fn step(&mut self, num: &Num, at: usize, restart: Option<i64>) -> Option<i64> {
        let table = self.table;
        let start = |level: usize| table.level_in(num, level).map_or(0, |level| level.start);
        let counters = self.lists.get_mut(num.list)?;
        for (level, counter) in counters.iter_mut().enumerate() {
            if level < at {
                // A level that was passed over counts as used: after 1.1 comes 2, not 1.
                counter.get_or_insert_with(|| {
                    let change = num.overrides.get(level).and_then(Option::as_ref);
                    change.and_then(|change| change.start).unwrap_or_else(|| start(level))
                });
            } else if level > at && restarts_after(table.level_in(num, level), level, at) {
                *counter = None;
            }
        }
        let counter = counters.get_mut(at)?;
        let value = match (restart, *counter) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            // An override holds for every start of the level in its instance.
            (None, None) => {
                let change = num.overrides.get(at).and_then(Option::as_ref);
                change.and_then(|change| change.start).unwrap_or_else(|| start(at))
            }
        };
        *counter = Some(value);
        Some(value)
    }

    /// The number of a paragraph as its level's text shows it (§17.9.11).
    fn shown(&self, num: &Num, at: usize, own_value: i64) -> String {
        let Some(own) = self.table.level_in(num, at) else { return String::new() };
        if own.format == NumberFormat::Bullet || own.picture {
            return bullet(&own.text).to_owned();
        }
        let counters = self.lists.get(num.list);
        let mut shown = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            shown.push_str(before);
            rest = after;
            let Some(level @ 1..=9) = after.chars().next().and_then(|c| c.to_digit(10)) else {
                shown.push('%');
                continue;
            };
            rest = after.get(1..).unwrap_or_default();
            let level = level as usize - 1;
            let value = if level == at {
                Some(own_value)
            } else {
                counters.and_then(|counters| *counters.get(level)?)
            };
            let format = self.table.level_in(num, level).map(|level| level.format);
            if let (Some(value), Some(format), true) = (value, format, level <= at) {
                let format = if own.legal { NumberFormat::Decimal } else { format };
                shown.push_str(&format_number(format, value));
            }
            if shown.len() > MOST_SHOWN {
                break;
            }
        }
        shown.push_str(rest);
        shown
    }
}

/// Whether a paragraph on level `used` makes a level below it start again (§17.9.10).
fn restarts_after(level: Option<&Level>, index: usize, used: usize) -> bool {
    match level.and_then(|level| level.restart) {
        Some(0) => false,
        Some(after) if usize::from(after) <= index => used < usize::from(after),
        _ => used < index,
    }
}

/// A bullet as shown. Symbol fonts keep theirs in the private use area, where other fonts have
/// nothing.
fn bullet(text: &str) -> &str {
    match text.chars().next() {
        None | Some('\u{E000}'..='\u{F8FF}') => "•",
        Some(_) => text,
    }
}
