//! Whether the words around a reference say that it is another text's.

/// How far before a reference the name of another text may begin.
const NEAR_BYTES: usize = 64;

/// How what belongs to this document itself goes on after "of".
const OWN: [&str; 14] = [
    "this ",
    "these ",
    "the Code",
    "the Agreement",
    "that Section",
    "that Clause",
    "présent",
    "dieses ",
    "Gesetzes nach",
    "the said",
    "each ",
    "any ",
    "such ",
    "subsection",
];

/// What joins a reference to the text that it is of.
const LINKS: [&str; 9] =
    [" of ", " to the ", " des ", " der ", " du ", " de la ", " de l'", " de l’", " in RFC"];

/// Names of texts that a number follows.
const NAMES: [&str; 9] =
    ["RFC", "Act", "Acts", "Regulations", "Order", "ISO", "Directive", "Regulation", "Rules"];

/// Whether the words before it name another text: "RFC 5280, Section 4.2".
pub(super) fn before(text: &str) -> bool {
    // A look at the last bytes keeps a text without spaces from being searched at every reference.
    let tail = text.ceil_char_boundary(text.len().saturating_sub(NEAR_BYTES));
    let text = text.get(tail..).unwrap_or_default().trim_end_matches([' ', ',', '\u{A0}', '(']);
    let mut words = text.rsplitn(3, [' ', '\u{A0}']);
    let number = words.next().unwrap_or_default();
    let name = words.next().unwrap_or_default();
    let numbered = number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    numbered && NAMES.contains(&name.trim_start_matches('('))
        || ["RFC", "X."].iter().any(|glued| {
            number
                .strip_prefix(glued)
                .is_some_and(|n| n.len() >= 3 && n.bytes().all(|b| b.is_ascii_digit()))
        })
}

/// Whether the words after it name another text: "of the Gas Act 1986", "BGB". `signed` says that
/// it has a section sign.
pub(super) fn after(text: &str, signed: bool) -> bool {
    if signed && names_statute(text) {
        return true;
    }
    let Some(rest) = LINKS.iter().find_map(|link| text.strip_prefix(link)) else { return false };
    if OWN.iter().any(|own| rest.starts_with(own)) {
        return false;
    }
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let name = rest.starts_with(|c: char| c.is_uppercase());
    let words = ["that ", "loi", "code ", "décret"].iter().any(|word| rest.starts_with(word));
    name || words
}

/// Whether the abbreviation of a German statute follows: `BGB`, `EStG`.
fn names_statute(text: &str) -> bool {
    let word = text.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    text.starts_with(' ') && capitals >= 2
}
