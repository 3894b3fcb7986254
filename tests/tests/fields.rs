//! Fields in Word files with tracked changes: whatever changes around them and in them, each side
//! has its words, and no field shows what it shows in neither version.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;

use keeling_render::docx::DocxOptions;
use keeling_tests::line;
use keeling_tests::package::Package;
use keeling_tests::read::fields;
use keeling_tests::read::tracked::{Side, paragraphs};
use proptest::prelude::*;

/// A piece of a paragraph: what it is written as (words, a field, a link, a field in a link), what of
/// that kind it is, and its words.
type Piece = (u8, u8, Vec<u8>);

const WORDS: [&str; 8] = ["supply", "Clause 3.2", "meter,", "the", "(Payment)", "shall", "4.1", ""];

fn piece() -> impl Strategy<Value = Piece> {
    (0..10u8, 0..3u8, prop::collection::vec(0..8u8, 0..4))
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(piece(), 1..7)
}

/// What becomes of a piece: how, where, and another one.
fn edits() -> impl Strategy<Value = Vec<(u8, usize, Piece)>> {
    prop::collection::vec((0..5u8, 0..7usize, piece()), 0..4)
}

fn edited(pieces: &[Piece], edits: &[(u8, usize, Piece)]) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    for (how, place, other) in edits {
        let place = place % (pieces.len() + 1);
        match how {
            0 if place < pieces.len() => drop(pieces.remove(place)),
            1 if place < pieces.len() => pieces[place].2.clone_from(&other.2),
            2 if place < pieces.len() => pieces[place].0 = other.0,
            3 if place < pieces.len() => pieces[place].2.extend(&other.2),
            _ => pieces.insert(place, other.clone()),
        }
    }
    pieces
}

/// The paragraph of these pieces, and one that is always the same.
fn body(pieces: &[Piece]) -> String {
    let mut xml = String::new();
    for (kind, which, words) in pieces {
        let words: Vec<&str> = words.iter().map(|&word| WORDS[usize::from(word)]).collect();
        let run = |words: &[&str]| {
            let text = words.join(" ");
            format!("<w:r><w:t xml:space=\"preserve\">{text} </w:t></w:r>")
        };
        let (first, rest) = words.split_at(words.len() / 2);
        let (run, first, rest) = (run(&words), run(first), run(rest));
        let character = |kind| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
        let (begin, separate, end) = (character("begin"), character("separate"), character("end"));
        let _ = match kind {
            0 => write!(xml, "{begin}{}{separate}{run}{end}", code(&format!(" REF r{which} "))),
            1 => write!(xml, "<w:fldSimple w:instr=\" REF s{which} \">{run}</w:fldSimple>"),
            2 => {
                write!(xml, "{begin}{}{separate}{run}{end}", code(&format!(" HYPERLINK h{which} ")))
            }
            3 => write!(xml, "{begin}{}{end}", code(&format!(" XE x{which} "))),
            4..7 => {
                let reference = code(&format!(" REF r{which} "));
                let inner = format!("{first}{begin}{reference}{separate}{rest}{end}");
                let link = code(&format!(" HYPERLINK h{} ", which % 2));
                match kind {
                    6 => write!(xml, "{begin}{}{separate}{inner}{end}", code(" QUOTE ")),
                    4 => write!(xml, "{begin}{link}{separate}{inner}{end}"),
                    _ => write!(xml, "<w:hyperlink w:anchor=\"h\">{inner}</w:hyperlink>"),
                }
            }
            _ => write!(xml, "{run}"),
        };
    }
    format!("<w:p>{xml}</w:p><w:p><w:r><w:t>The Panel shall keep a register.</w:t></w:r></w:p>")
}

proptest! {
    #[test]
    fn a_field_shows_what_it_shows_in_a_version(pieces in pieces(), edits in edits()) {
        let other = edited(&pieces, &edits);
        let (old, new) = (Package::new(&body(&pieces)).bytes(), Package::new(&body(&other)).bytes());
        let (file, _) = line::word(&old, &new, &DocxOptions::default()).unwrap();
        for (side, version) in [(Side::Accepted, &new), (Side::Rejected, &old)] {
            let wanted = paragraphs(version, Side::Accepted).unwrap();
            prop_assert_eq!(paragraphs(&file, side).unwrap(), wanted);
        }
        prop_assert_eq!(fields::strange(&file, &old, &new).unwrap(), Vec::<String>::new());
    }
}
