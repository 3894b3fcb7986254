//! Doubt: whether what looks like a typed label is one.
//!
//! "30 days", "A party", "2014 was", "Section 5 applies" begin as labels do. What tells is the
//! punctuation or tab that ends it, what comes after, and whether it counts on from an open
//! clause.

use keeling_model::label::{Counter, Found, Frame, Reading, Scheme};

use super::stack::Entry;
use super::{Outline, Paragraph};

/// The most words of a title that stands behind "Schedule 2" in a paragraph of its own.
const TITLE_WORDS: usize = 15;
/// A number from here on is rather a year.
const YEARS: u32 = 1000;

/// What stands behind a label.
struct Behind<'a> {
    words: &'a str,
    /// A tab parts them.
    tab: bool,
}

impl Outline {
    /// Whether a label that the grammar found is one here.
    pub(super) fn accepts(&self, paragraph: &Paragraph<'_>, found: &Found) -> bool {
        let Some(reading) = found.readings.first() else { return false };
        let after = paragraph.text().get(found.len..).unwrap_or_default();
        let words = after.trim_start();
        let gap = after.get(..after.len() - words.len()).unwrap_or_default();
        let behind = Behind { words, tab: gap.contains('\t') };
        let heading = paragraph.heading.is_some();
        match reading.scheme {
            Scheme::Word(_) => {
                heading || is_title(paragraph, found, &behind) && !self.falls_back(reading)
            }
            Scheme::Sign => {
                heading || found.closed || behind.tab || is_title(paragraph, found, &behind)
            }
            Scheme::Decimal => self.accepts_decimal(heading, found, reading, &behind),
            Scheme::Item(Counter::Arabic, frame) => {
                frame != Frame::Brackets || is_small(reading) || self.goes_on(found)
            }
            Scheme::Item(_, Frame::Brackets) => self.accepts_letter(found, reading, &behind),
            Scheme::Item(_, Frame::Bare) => behind.tab && self.begins_or_goes_on(found),
            Scheme::Item(..) => heading || behind.tab || self.begins_or_goes_on(found),
        }
    }

    /// Whether an open heading counts as far already: "Part 1" on a line of Part 19 is a part of a
    /// table there.
    fn falls_back(&self, reading: &Reading) -> bool {
        self.stack.entries().iter().filter(|entry| entry.heading.is_some()).any(|entry| {
            let before = entry.reading().filter(|old| old.scheme == reading.scheme);
            before.is_some_and(|old| reading.path <= old.path)
        })
    }

    /// Whether a label behind a bullet makes the point a clause: an item in brackets or ended by
    /// punctuation, in its place in a count, or a number of parts that counts on.
    pub(super) fn accepts_behind_bullet(&self, paragraph: &Paragraph<'_>, found: &Found) -> bool {
        let in_place = match found.readings.first().map(|reading| reading.scheme) {
            Some(Scheme::Item(_, frame)) => frame != Frame::Bare && self.begins_or_goes_on(found),
            Some(Scheme::Decimal) => {
                found.readings.iter().any(|r| r.path.len() > 1) && self.goes_on(found)
            }
            _ => false,
        };
        in_place && self.accepts(paragraph, found)
    }

    fn accepts_decimal(
        &self,
        heading: bool,
        found: &Found,
        reading: &Reading,
        behind: &Behind<'_>,
    ) -> bool {
        let certain_end = behind.tab || behind.words.is_empty();
        match reading.path.as_slice() {
            [_] if heading && found.closed => true,
            [_] if !is_small(reading) || is_date(behind.words) => self.goes_on(found),
            [_] if found.closed => true,
            [_] if heading || behind.tab => true,
            // A bare number in running text: only where it counts on from another.
            [_] => begins_sentence(behind.words) && self.goes_on(found),
            // A1, M25: a letter and a number.
            [_, _] if !text_has_point(found, reading) => {
                heading || behind.tab || is_upper(behind.words) || self.goes_on(found)
            }
            _ => {
                let sound = certain_end || heading || found.closed || begins_sentence(behind.words);
                sound && reading.path.iter().all(|part| part.value() < YEARS || heading)
                    || self.goes_on(found)
            }
        }
    }

    /// A bracketed letter or numeral, which may be a word, or the sign of copyright.
    fn accepts_letter(&self, found: &Found, reading: &Reading, behind: &Behind<'_>) -> bool {
        let number = behind.words.starts_with(|c: char| c.is_ascii_digit());
        let likely = reading.ordinal().value() <= 50 && !number;
        likely || self.begins_or_goes_on(found)
    }

    fn begins_or_goes_on(&self, found: &Found) -> bool {
        found.readings.iter().any(Reading::is_first) || self.goes_on(found)
    }

    /// Whether a label counts on from an open clause, or is the first of several parts below one.
    fn goes_on(&self, found: &Found) -> bool {
        self.stack.entries().iter().any(|entry| found.readings.iter().any(|r| after(r, entry)))
    }
}

/// Whether a label comes soon after an open clause's in its count, or begins one below it.
fn after(reading: &Reading, entry: &Entry) -> bool {
    const NEAR: u32 = 3;
    let above = reading.path.split_last().map(|(_, above)| above).unwrap_or_default();
    let below = !above.is_empty() && entry.readings.iter().any(|r| r.path == above);
    let beside = entry.reading().is_some_and(|old| {
        let step = reading.ordinal().value().saturating_sub(old.ordinal().value());
        reading.is_sibling(old) && reading.path > old.path && step <= NEAR
    });
    below || beside
}

fn is_small(reading: &Reading) -> bool {
    reading.ordinal().value() < YEARS
}

/// Whether a lettered number has a point in it: "A.1", "H3.2", not "A1".
fn text_has_point(found: &Found, reading: &Reading) -> bool {
    let letters = reading.path.first().is_some_and(|first| first.is_letters());
    let digits = usize::try_from(reading.ordinal().value()).map_or(9, |n| n.to_string().len());
    !letters || found.len > digits + 3
}

/// Whether what stands behind "Schedule 2" makes the paragraph its title: nothing, or few words,
/// set apart by capitals, bold or a colon, and no sentence.
fn is_title(paragraph: &Paragraph<'_>, found: &Found, behind: &Behind<'_>) -> bool {
    let words = behind.words;
    if words.is_empty() || behind.tab {
        return true;
    }
    let sentence = words.ends_with(['.', ';', ',']) || words.starts_with(char::is_lowercase);
    if sentence || words.split_whitespace().nth(TITLE_WORDS).is_some() {
        return false;
    }
    let bold = paragraph.slice.is_bold(paragraph.inline);
    bold || found.closed || is_upper(words) || is_capitalised(words)
}

/// Whether all words of some length begin with a capital: "Form of Accession Agreement".
fn is_capitalised(words: &str) -> bool {
    words
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

/// Whether there are letters and none is lower-case.
pub(super) fn is_upper(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

/// Whether the words begin as a sentence does: a capital, after quotes or brackets if any.
fn begins_sentence(words: &str) -> bool {
    let first = words.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    first.is_none_or(|c| !c.is_lowercase() && !c.is_numeric())
}

/// Whether a number before these words is the day of a date.
fn is_date(words: &str) -> bool {
    const MONTHS: [&str; 36] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Januar",
        "Februar",
        "März",
        "Mai",
        "Juni",
        "Juli",
        "Oktober",
        "Dezember",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "janvier",
        "février",
        "mars",
        "avril",
        "décembre",
    ];
    let word = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    MONTHS.contains(&word)
}
