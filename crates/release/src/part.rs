//! Parts of a code, told by what documents call themselves: a title or a file's name in, "Appendix
//! AG" out; and names without what changes from one version to the next.
//!
//! ```text
//! "SECTION H: METERING SERVICES"       Section H
//! "SEC Appendix AM v16.0.docx"         Appendix AM; without its version "sec appendix am"
//! ```

use std::fmt;

use keeling_model::Document;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a part of a code is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// A section: "Section H".
    Section,
    /// A schedule: "Schedule 7".
    Schedule,
    /// An appendix: "Appendix AG".
    Appendix,
    /// An annex: "Annex 2".
    Annex,
}

impl PartKind {
    /// All of them, in the order in which a code has them.
    pub(crate) const ALL: [Self; 4] = [Self::Section, Self::Schedule, Self::Appendix, Self::Annex];

    /// Its name as people write it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Section => "Section",
            Self::Schedule => "Schedule",
            Self::Appendix => "Appendix",
            Self::Annex => "Annex",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(word))
    }
}

/// A part of a code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Part {
    pub(crate) kind: PartKind,
    /// What tells it from others of its kind, in capital letters or digits: `AG`, `7`.
    pub(crate) letter: String,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.letter)
    }
}

impl Part {
    /// The part with this letter; `None` where it is no letter of a part.
    pub(crate) fn new(kind: PartKind, letter: &str) -> Option<Self> {
        let letter = letter.to_ascii_uppercase();
        is_letter(&letter).then_some(Self { kind, letter })
    }

    /// The part that a document is: by its title, by what it begins with, by its file's name.
    pub(crate) fn of(document: &Document, path: &str) -> Option<Self> {
        let title = document.meta().title.as_deref().and_then(Self::of_title);
        let first = || {
            let first = document.body().first()?;
            Self::of_title(&first.citation)
        };
        title.or_else(first).or_else(|| Self::of_name(path))
    }

    /// "Section H: Metering Services". The word comes first, or after the code's name.
    pub(crate) fn of_title(title: &str) -> Option<Self> {
        let words: Vec<&str> = split(title).take(12).collect();
        let (word, letter) = words.windows(2).find_map(|two| match two {
            [word, letter] => Some((PartKind::of_word(word)?, *letter)),
            _ => None,
        })?;
        // "Section on charges" names no part.
        letter.chars().all(|c| !c.is_ascii_lowercase()).then(|| Self::new(word, letter))?
    }

    /// The part that a file's name tells: `section-h_v4.0.docx`.
    pub(crate) fn of_name(path: &str) -> Option<Self> {
        const WORDS: [&str; 14] = [
            "to", "of", "on", "in", "by", "or", "an", "as", "at", "is", "and", "the", "for", "new",
        ];
        let words: Vec<&str> = split(stem(path)).collect();
        words.windows(2).find_map(|two| match two {
            [word, letter] if !WORDS.contains(letter) => {
                Self::new(PartKind::of_word(word)?, letter)
            }
            _ => None,
        })
    }

    /// Where it stands in its code: by kind, then A to Z, then AA.
    pub(crate) fn order(&self) -> (PartKind, usize, &str) {
        (self.kind, self.letter.len(), &self.letter)
    }
}

/// One to three capital letters, or a number.
fn is_letter(letter: &str) -> bool {
    let all = |is: fn(&u8) -> bool| letter.bytes().all(|byte| is(&byte));
    (1..=3).contains(&letter.len()) && (all(u8::is_ascii_uppercase) || all(u8::is_ascii_digit))
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A file's name without its folders and its extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// A file's name without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A file's name without its version and what else changes with one: `sec appendix am`.
pub(crate) fn unversioned(path: &str) -> String {
    const PASSING: [&str; 9] =
        ["clean", "final", "draft", "redline", "tracked", "consolidated", "old", "new", "version"];
    let lower = stem(path).to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    let lasts = |word: &&str| {
        !word.is_empty() && !PASSING.contains(word) && !is_version(word) && !is_date(word)
    };
    let kept: Vec<&str> = words.map(|word| word.trim_matches('.')).filter(lasts).collect();
    if kept.is_empty() { lower } else { kept.join(" ") }
}

/// The version that a file's name tells: the `16.0` of `v16.0`.
pub(crate) fn version_in(path: &str) -> Option<&str> {
    let words = stem(path).split(|c: char| !(c.is_alphanumeric() || c == '.'));
    let found = words.map(|word| word.trim_matches('.')).rfind(|word| is_version(word))?;
    Some(found.trim_start_matches(['v', 'V']))
}

/// `v16`, `v16.0`, `16.0`; a whole number alone may be part of a name.
fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']);
    let digits = number.unwrap_or(word);
    let numeric = !digits.is_empty()
        && digits.split('.').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    numeric && (number.is_some() || digits.contains('.'))
}

/// `20220718`.
fn is_date(word: &str) -> bool {
    word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(part: Option<Part>) -> Option<String> {
        part.map(|part| part.to_string())
    }

    #[test]
    fn a_title_names_the_part() {
        let title = |title| of(Part::of_title(title));
        assert_eq!(title("SECTION H: METERING SERVICES").as_deref(), Some("Section H"));
        assert_eq!(title("Example Code, Appendix AG – Incidents").as_deref(), Some("Appendix AG"));
        assert_eq!(title("Schedule 7").as_deref(), Some("Schedule 7"));
        assert_eq!(title("Section on charges"), None);
        assert_eq!(title("Baseline Requirements"), None);
    }

    #[test]
    fn a_file_name_names_the_part_and_the_version() {
        let name = |name| of(Part::of_name(name));
        assert_eq!(name("code/section-h.md").as_deref(), Some("Section H"));
        assert_eq!(name("SEC Appendix AM v16.0.docx").as_deref(), Some("Appendix AM"));
        assert_eq!(name("appendix-to-the-code.md"), None);
        assert_eq!(unversioned("SEC Appendix AM v16.0.docx"), "sec appendix am");
        assert_eq!(unversioned("Section_H-clean_20220718.docx"), "section h");
        assert_eq!(unversioned("v2.md"), "v2");
        assert_eq!(version_in("SEC Appendix AM v16.0.docx"), Some("16.0"));
        assert_eq!(version_in("annex-2.md"), None);
    }

    #[test]
    fn letters_past_z_come_after_z() {
        let part = |letter| Part::new(PartKind::Appendix, letter).unwrap();
        let mut parts = [part("AG"), part("Y"), part("AC"), part("B")];
        parts.sort_by(|a, b| a.order().cmp(&b.order()));
        assert_eq!(parts.map(|part| part.letter), ["B", "Y", "AC", "AG"]);
    }
}
