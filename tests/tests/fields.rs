//! Fields in Word files with tracked changes: whatever changes around them and in them, each side
//! has its words, and no field shows what it shows in neither version.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;

use keeling_render::docx::DocxOptions;
use keeling_tests::package::{KEPT, Package, field, p, part, simple_field};
use keeling_tests::read::fields;
use keeling_tests::read::tracked::{Side, paragraphs};
use keeling_tests::{laws, line};
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

#[test]
fn a_field_is_never_cut() {
    let with = |field: &str| {
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">Payment falls due under Clause </w:t></w:r>{field}<w:r><w:t xml:space=\"preserve\"> of this agreement.</w:t></w:r></w:p>"
        )
    };
    for code in ["REF a", "REF b"] {
        let xml = laws::body(&with(&field("REF a", "3.2")), &with(&field(code, "3.4"))).unwrap();
        for kind in ["begin", "separate", "end"] {
            let count = xml.matches(&format!("w:fldCharType=\"{kind}\"")).count();
            assert_eq!(count, 2, "{kind}: {xml}");
        }
        assert!(xml.contains("<w:delInstrText"), "{xml}");
    }
    let plain =
        laws::body(&with(&field("REF a", "3.2")), &with("<w:r><w:t>3.2</w:t></w:r>")).unwrap();
    assert!(!plain.contains("<w:del "), "{plain}");
}

#[test]
fn what_stands_beside_a_field_stays_beside_it() {
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let with = |before: &str, result: &str, after: &str| {
        format!("<w:p>{}{}{}</w:p>", text(before), field("REF a", result), text(after))
    };
    let old = with("Under Clause (as amended) ", "3.2", " (Payment), charges fall due each month.");
    let new = with("Under Clause ", "3.2", ", charges fall due each month.");
    for (old, new) in [(&old, &new), (&new, &old)] {
        let xml = laws::body(old, new).unwrap();
        assert_eq!(xml.matches("\"begin\"").count(), 1, "{xml}");
    }
}

#[test]
fn a_result_that_changes_in_part_changes_within_its_field() {
    let with = |field: &str| {
        let text = "<w:r><w:t xml:space=\"preserve\">As described in </w:t></w:r>";
        format!("<w:p>{text}{field}</w:p>{}", p(KEPT))
    };
    let results = [
        ("Clause 3.2 (Payment)", "Clause 3.4 (Payment)"),
        ("Part 2, Clause 3", "Schedule 2, Clause 4"),
        ("Clause 3", "the former Clause 3"),
        ("Clause 3 of this part", "Clause 3"),
    ];
    for (one, other) in results {
        for (one, other) in [(one, other), (other, one)] {
            for write in [field, simple_field] {
                let xml =
                    laws::body(&with(&write("REF a", one)), &with(&write("REF a", other))).unwrap();
                assert!(xml.contains("<w:del ") || xml.contains("<w:ins "), "{xml}");
            }
        }
    }
}

/// A header with a page number in it, as either form of field that Word writes.
fn headed(version: &str, fields: &str) -> Package {
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/></w:sectPr>"#;
    let text = format!("<w:r><w:t xml:space=\"preserve\">Version {version} </w:t></w:r>{fields}");
    Package::new(&(p(KEPT) + section)).header(&format!("<w:p>{text}</w:p>"))
}

#[test]
fn a_page_number_in_a_header_is_no_change() {
    for write in [field, simple_field] {
        let (old, new) = (write(" PAGE ", "9"), write(" PAGE ", "10"));
        let (old, new) = (headed("one", &old), headed("one", &new));
        let header = part(&laws::file(&old, &new).unwrap(), "word/header.xml");
        assert_eq!(header, part(&new.bytes(), "word/header.xml"));
    }
}

#[test]
fn page_numbers_stay_where_words_beside_them_change() {
    let fields = |write: fn(&str, &str) -> String, page: &str, pages: &str| {
        format!("{}<w:r><w:tab/></w:r>{}", write(" PAGE ", page), write(" NUMPAGES ", pages))
    };
    // Not all that write fields compute their results.
    let cases = [
        (field as fn(&str, &str) -> String, ("9", "99"), ("10", "100")),
        (field, ("9", "99"), ("8", "98")),
        (field, ("9", "99"), ("", "")),
        (field, ("", ""), ("9", "99")),
        (simple_field, ("9", "99"), ("10", "100")),
        (simple_field, ("9", "99"), ("8", "98")),
    ];
    for (write, old, new) in cases {
        let (old, new) = (fields(write, old.0, old.1), fields(write, new.0, new.1));
        let header = part(
            &laws::file(&headed("one", &old), &headed("two", &new)).unwrap(),
            "word/header.xml",
        );
        let deleted: Vec<&str> = header.split("<w:del ").skip(1).collect();
        assert_eq!(deleted.len(), 1, "{header}");
        assert!(deleted[0].contains("one</w:delText>"), "{header}");
        assert!(header.ends_with(&format!("{new}</w:p></w:hdr>")), "{header}");
    }
}

#[test]
fn a_page_number_that_a_header_gets_or_loses_is_tracked_with_its_field() {
    for write in [field, simple_field] {
        let (with, without) = (headed("one", &write(" PAGE ", "12")), headed("one", ""));
        let header = |old, new| part(&laws::file(old, new).unwrap(), "word/header.xml");
        let (lost, got) = (header(&with, &without), header(&without, &with));
        assert!(lost.contains("12</w:delText>") && lost.contains("<w:delInstrText"), "{lost}");
        let inserted = got.split("<w:ins ").nth(1).unwrap_or_default();
        assert!(inserted.contains("PAGE") && inserted.contains("12</w:t>"), "{got}");
        let other = header(&with, &headed("one", &write(" SECTION ", "12")));
        assert!(other.contains("12</w:delText>"), "{other}");
    }
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
