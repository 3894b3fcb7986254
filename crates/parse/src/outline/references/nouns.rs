//! The nouns that references begin with.

use keeling_model::label::Word;

/// A noun that stands before a clause's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// "Clause", "Rule": a numbered clause.
    Clause,
    /// "Section": a section by its word or its number alone.
    Section,
    /// "paragraph": a clause of a schedule, or an item.
    Paragraph,
    /// "subsection", "limb": an item of the clause in hand.
    Item,
    /// "Schedule", "Part", "Article": a word that is part of the label.
    Labelled(Word),
    /// "§".
    Sign,
    /// "Absatz", "Abs.": a paragraph of a section with a sign.
    Absatz,
}

/// A noun found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) noun: Noun,
    /// How many bytes it takes, white space after it included.
    pub(super) len: usize,
    /// Whether several numbers may follow: "Clauses", "§§".
    pub(super) plural: bool,
}

const NOUNS: [(&str, Noun); 17] = [
    ("clause", Noun::Clause),
    ("condition", Noun::Clause),
    ("rule", Noun::Clause),
    ("regulation", Noun::Clause),
    ("section", Noun::Section),
    ("sec.", Noun::Section),
    ("paragraph", Noun::Paragraph),
    ("para", Noun::Paragraph),
    ("subsection", Noun::Item),
    ("sub-section", Noun::Item),
    ("subparagraph", Noun::Item),
    ("sub-paragraph", Noun::Item),
    ("sub-clause", Noun::Item),
    ("item", Noun::Item),
    ("limb", Noun::Item),
    ("absatz", Noun::Absatz),
    ("abs.", Noun::Absatz),
];

/// Whether a noun may begin with this byte; the scan asks it of every word.
pub(super) const fn may_begin(byte: u8) -> bool {
    matches!(
        byte | 0x20,
        b'a' | b'b' | b'c' | b'd' | b'e' | b'i' | b'k' | b'l' | b'p' | b'r' | b's' | b't'
    )
}

/// The noun at the start of `text`, where white space follows it.
pub(super) fn find(text: &str) -> Option<Found> {
    if let Some(rest) = text.strip_prefix('§') {
        let signs = text.len() - rest.trim_start_matches('§').len();
        return spaced(text, signs, true).or(Some(signs)).map(|len| Found {
            noun: Noun::Sign,
            len,
            plural: signs > '§'.len_utf8(),
        });
    }
    if !number_follows(text) {
        return None;
    }
    let own = NOUNS.iter().find_map(|(word, noun)| ends(text, word).map(|end| (*noun, end)));
    let labelled = || {
        let singular = Word::find(text).map(|(word, len)| (Noun::Labelled(word), (len, false)));
        singular.or_else(|| plural_word(text))
    };
    let (noun, (end, plural)) = own.or_else(labelled)?;
    let len = spaced(text, end, false)?;
    Some(Found { noun, len, plural })
}

/// Whether what may be a number stands behind the first word: of all words few are left, and only
/// those are looked up.
fn number_follows(text: &str) -> bool {
    const LONGEST: usize = 16;
    let bytes = text.as_bytes();
    let in_word = |byte: &&u8| !matches!(**byte, b' ' | 0xC2 | 0xE2);
    let len = bytes.iter().take(LONGEST).take_while(in_word).count();
    let behind = bytes.get(len..).unwrap_or_default();
    match behind.iter().find(|byte| **byte != b' ') {
        Some(byte) => !byte.is_ascii_lowercase(),
        None => false,
    }
}

/// Where a noun ends, also in the plural, and whether it is one.
fn ends(text: &str, word: &str) -> Option<(usize, bool)> {
    let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
    match text.as_bytes().get(head.len()) {
        Some(b's' | b'S') => Some((head.len() + 1, true)),
        Some(b) if b.is_ascii_alphabetic() => None,
        _ => Some((head.len(), false)),
    }
}

/// "Schedules", "Articles", "Appendices", "Annexes".
fn plural_word(text: &str) -> Option<(Noun, (usize, bool))> {
    const PLURALS: [(&str, &str); 8] = [
        ("schedules", "schedule"),
        ("appendices", "appendix"),
        ("annexes", "annex"),
        ("articles", "article"),
        ("parts", "part"),
        ("chapters", "chapter"),
        ("titles", "title"),
        ("exhibits", "exhibit"),
    ];
    PLURALS.iter().find_map(|(plural, singular)| {
        let head = text.get(..plural.len())?;
        let (word, _) = Word::find(singular).filter(|_| head.eq_ignore_ascii_case(plural))?;
        Some((Noun::Labelled(word), (plural.len(), true)))
    })
}

/// Where the white space after `end` ends; there must be some unless it is optional.
fn spaced(text: &str, end: usize, optional: bool) -> Option<usize> {
    let rest = text.get(end..)?;
    let len = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']).len();
    (len > 0 || optional).then_some(end + len)
}
