//! Notes in Word files with tracked changes: whatever becomes of them, of what refers to them and of
//! what is around that, each side has its own.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use keeling_render::docx::DocxOptions;
use keeling_tests::laws::{self, breaches, file, ids};
use keeling_tests::line;
use keeling_tests::package::{self, KEPT, NUMBERS, OTHER, Package, noted, p, part, run};
use proptest::prelude::*;

const WORDS: [&str; 7] =
    ["The Supplier", "shall supply", "at the meter,", "each User", "(a)", "pays", ""];
const NOTES: usize = 4;

/// A piece of a paragraph.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Words(usize),
    /// A reference to this note, which may be an endnote.
    Note(bool, usize),
}

/// A paragraph; whether it is numbered, or a cell of a table.
type Block = (u8, Vec<Piece>);

/// The words of the notes: of footnotes first.
type Notes = [[usize; NOTES]; 2];

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        3 => (0..WORDS.len()).prop_map(Piece::Words),
        1 => (any::<bool>(), 0..NOTES).prop_map(|(endnote, which)| Piece::Note(endnote, which)),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    (0..5u8, prop::collection::vec(piece(), 0..4))
}

fn notes() -> impl Strategy<Value = Notes> {
    prop::array::uniform2(prop::array::uniform4(0..WORDS.len()))
}

/// What becomes of a block: how, where, and another one.
type Edit = (u8, usize, Block);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((0..6u8, 0..6usize, block()), 0..4)
}

fn edited(blocks: &[Block], edits: &[Edit]) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    for (how, place, other) in edits {
        let place = place % (blocks.len() + 1);
        match how {
            0 if place < blocks.len() => drop(blocks.remove(place)),
            1 if place < blocks.len() => blocks[place].1.extend(&other.1),
            2 if place < blocks.len() => drop(blocks[place].1.pop()),
            3 if place < blocks.len() => {
                let moved = blocks.remove(place);
                blocks.insert(usize::from(other.0) % (blocks.len() + 1), moved);
            }
            4 if place + 1 < blocks.len() => {
                // The paragraphs are joined.
                let next = blocks.remove(place + 1);
                blocks[place].1.extend(next.1);
            }
            _ => blocks.insert(place, other.clone()),
        }
    }
    blocks
}

fn name(endnote: bool) -> &'static str {
    if endnote { "endnote" } else { "footnote" }
}

fn written(piece: Piece) -> String {
    match piece {
        Piece::Words(words) => run(&format!("{} ", WORDS[words])),
        Piece::Note(endnote, which) => {
            format!("<w:r><w:{}Reference w:id=\"{}\"/></w:r>", name(endnote), which + 1)
        }
    }
}

/// The package of these blocks and a last paragraph.
fn package(blocks: &[Block], notes: &Notes) -> Vec<u8> {
    let mut body = String::new();
    for (kind, pieces) in blocks {
        let pieces: String = pieces.iter().copied().map(written).collect();
        body += &package::block(*kind, &pieces);
    }
    let notes = [false, true].map(|endnote| -> String {
        let words = notes[usize::from(endnote)].iter().enumerate();
        let note = |(which, &words): (usize, &usize)| {
            let (name, words) = (name(endnote), p(WORDS[words]));
            format!("<w:{name} w:id=\"{}\">{words}</w:{name}>", which + 1)
        };
        words.map(note).collect()
    });
    let package = Package::new(&(body + &p("Here this Code ends."))).lists(NUMBERS);
    package.footnotes(&notes[0]).endnotes(&notes[1]).bytes()
}

/// What breaks the laws for these blocks and others.
fn broken((old, of_old): (&[Block], &Notes), (new, of_new): (&[Block], &Notes)) -> Vec<String> {
    breaches(&package(old, of_old), &package(new, of_new), &DocxOptions::default()).unwrap()
}

#[test]
fn a_deleted_note_is_brought_over() {
    let reference = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    let with = |more: &str| {
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{KEPT}</w:t></w:r>{more}</w:p>")
    };
    let note = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p("As amended in the year."));
    let old = Package::new(&with(reference)).footnotes(&note);
    let file = file(&old, &Package::new(&with(""))).unwrap();
    let notes = part(&file, "word/footnotes.xml");
    assert!(notes.contains("As amended in the year.</w:delText>"), "{notes}");
    let types = part(&file, "[Content_Types].xml");
    assert!(types.contains("footnotes+xml"), "{types}");
}

#[test]
fn empty_notes_that_nothing_refers_to_stay_as_they_are() {
    let notes =
        r#"<w:footnote w:id="1"><w:p/></w:footnote><w:footnote w:id="2"><w:p/></w:footnote>"#;
    let (old, new) = (Package::new(&p(KEPT)), Package::new(&(p(KEPT) + &p(OTHER))));
    let (old, new) = (old.footnotes(notes), new.footnotes(notes));
    let file = file(&old, &new).unwrap();
    assert_eq!(part(&file, "word/footnotes.xml"), part(&new.bytes(), "word/footnotes.xml"));
}

#[test]
fn a_note_whose_reference_alone_is_deleted_stays_in_the_version_that_has_it() {
    let with = |more: &str| format!("<w:p><w:r><w:t>{KEPT}</w:t></w:r>{more}</w:p>");
    let reference = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    let note = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p("As it was agreed."));
    let of = |reference: &str| Package::new(&with(reference)).footnotes(&note);
    for (old, new) in [(of(reference), of("")), (of(""), of(reference))] {
        let notes = part(&file(&old, &new).unwrap(), "word/footnotes.xml");
        assert_eq!(notes.matches("As it was agreed.").count(), 2, "{notes}");
    }
}

#[test]
fn a_note_that_only_goes_in_a_version_is_not_in_the_file() {
    let marker = r#"<w:del w:id="1"><w:r><w:footnoteReference w:id="2"/></w:r></w:del>"#;
    let with = |more: &str| format!("<w:p><w:r><w:t>{KEPT}</w:t></w:r>{more}</w:p>");
    let note = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p("Gone for long."));
    let tracked = Package::new(&with(marker)).footnotes(&note);
    let plain = Package::new(&with("")).footnotes("");
    for (old, new) in [(&tracked, &plain), (&plain, &tracked), (&tracked, &tracked)] {
        let options = DocxOptions::default();
        let (file, _) = line::word(&old.bytes(), &new.bytes(), &options).unwrap();
        let notes = part(&file, "word/footnotes.xml");
        assert!(!notes.contains("Gone for long."), "{notes}");
    }
}

#[test]
fn a_reference_to_another_note_that_says_the_same_is_another_one() {
    let note = |which| Piece::Note(true, which);
    let (twice, other) = ((2, vec![note(0), note(0)]), (2, vec![note(1)]));
    let notes = [[0; NOTES]; 2];
    for (old, new) in [
        (vec![twice.clone()], vec![other.clone(), twice.clone()]),
        (vec![other.clone(), twice.clone()], vec![twice.clone()]),
        (vec![twice], vec![other]),
    ] {
        assert_eq!(broken((&old, &notes), (&new, &notes)), Vec::<String>::new());
    }
}

/// The ids of the references in the main part, in order.
fn referred(xml: &str) -> Vec<String> {
    ids(xml, &["footnoteReference"])
}

#[test]
fn the_ids_of_notes_ascend_where_notes_come() {
    let of = |texts: &[&str]| noted("footnote", texts);
    let file = file(&of(&[KEPT, OTHER]), &of(&[OTHER])).unwrap();
    assert_eq!(referred(&part(&file, "word/document.xml")), ["1", "2"]);
    let notes = part(&file, "word/footnotes.xml");
    let (gone, stays) = (notes.find(KEPT).unwrap(), notes.find(OTHER).unwrap());
    assert!(gone < stays && notes[gone..stays].contains(r#"<w:footnote w:id="2">"#), "{notes}");
    // Where none comes from the old version, all stay as they are.
    let new = of(&[KEPT, OTHER]);
    let file = laws::file(&of(&[OTHER]), &new).unwrap();
    let all = |xml: &str| ids(xml, &["footnote"]);
    let [notes, own] = [&file, &new.bytes()].map(|file| all(&part(file, "word/footnotes.xml")));
    assert_eq!(notes, own);
}

#[test]
fn a_note_whose_reference_goes_here_and_comes_there_is_two_notes() {
    let reference = r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#;
    let of = |first: &str, last: &str| {
        let note = format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("As it was agreed."));
        let body = [(KEPT, first), (OTHER, last)];
        let body = body.map(|(text, more)| format!("<w:p>{}{more}</w:p>", run(text)));
        Package::new(&body.concat()).footnotes(&note)
    };
    let file = file(&of(reference, ""), &of("", reference)).unwrap();
    assert_eq!(referred(&part(&file, "word/document.xml")), ["1", "2"]);
    let notes = part(&file, "word/footnotes.xml");
    assert!(notes.contains("agreed.</w:delText>") && notes.contains("agreed.</w:t>"), "{notes}");
}

proptest! {
    #[test]
    fn each_side_has_its_own_notes(
        blocks in prop::collection::vec(block(), 0..6),
        edits in edits(),
        of_old in notes(),
        changed in (0..2usize, 0..NOTES, 0..WORDS.len()),
    ) {
        let new = edited(&blocks, &edits);
        let mut of_new = of_old;
        of_new[changed.0][changed.1] = changed.2;
        prop_assert_eq!(broken((&blocks, &of_old), (&new, &of_new)), Vec::<String>::new());
    }
}
