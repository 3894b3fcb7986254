//! Pictures, formulas, symbols and text boxes in Word files with tracked changes: whatever becomes
//! of them and of what is around them, each side has its own.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use keeling_render::docx::DocxOptions;
use keeling_tests::laws::{body, breaches, main_part};
use keeling_tests::package::{self, KEPT, NUMBERS, OTHER, Package, boxed, numbered, p, run, table};
use proptest::prelude::*;

const WORDS: [&str; 8] =
    ["The Supplier", "shall supply", "at the meter,", "each User", "(a)", "pays", "4.1", ""];
const PICTURES: usize = 3;

/// A piece of a paragraph: what it is, and which of that kind.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Words(usize),
    Picture(usize),
    /// A drawing with so many text boxes, the first with these words.
    Boxes(usize, usize),
    Formula(usize),
    Symbol(usize),
}

/// A paragraph; whether it is numbered, or a cell of a table.
type Block = (u8, Vec<Piece>);

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        4 => (0..WORDS.len()).prop_map(Piece::Words),
        1 => (0..PICTURES).prop_map(Piece::Picture),
        1 => (1..3usize, 0..WORDS.len()).prop_map(|(boxes, words)| Piece::Boxes(boxes, words)),
        1 => (0..WORDS.len()).prop_map(Piece::Formula),
        1 => (0..3usize).prop_map(Piece::Symbol),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    (0..5u8, prop::collection::vec(piece(), 0..4))
}

/// What becomes of a block: how, where, and another one.
fn edits() -> impl Strategy<Value = Vec<(u8, usize, Block)>> {
    prop::collection::vec((0..6u8, 0..6usize, block()), 0..4)
}

fn edited(blocks: &[Block], edits: &[(u8, usize, Block)]) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    for (how, place, other) in edits {
        let place = place % (blocks.len() + 1);
        match how {
            0 if place < blocks.len() => drop(blocks.remove(place)),
            1 if place < blocks.len() => blocks[place].1.extend(&other.1),
            2 if place < blocks.len() => drop(blocks[place].1.pop()),
            3 if place < blocks.len() => blocks[place].1.clone_from(&other.1),
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

fn drawing(graphic: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

fn written(piece: Piece) -> String {
    match piece {
        Piece::Words(words) => run(&format!("{} ", WORDS[words])),
        Piece::Picture(which) => drawing(&format!("<a:blip r:embed=\"rId{which}\"/>")),
        Piece::Boxes(count, words) => {
            let text_box = |number: usize| {
                let words = p(WORDS[(words + number) % WORDS.len()]);
                format!(
                    "<wps:wsp><wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx></wps:wsp>"
                )
            };
            drawing(&(0..count).map(text_box).collect::<String>())
        }
        Piece::Formula(words) => {
            format!("<m:oMath><m:r><m:t>{}=1</m:t></m:r></m:oMath>", WORDS[words])
        }
        Piece::Symbol(which) => {
            format!("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0F{which}\"/></w:r>")
        }
    }
}

/// The package of these blocks and a last paragraph. Its pictures have other names, or show
/// something else, by `version`.
fn package(blocks: &[Block], version: usize) -> Vec<u8> {
    let mut body = String::new();
    for (kind, pieces) in blocks {
        let pieces: String = pieces.iter().copied().map(written).collect();
        body += &package::block(*kind, &pieces);
    }
    let mut package = Package::new(&(body + &p("Here this Code ends."))).lists(NUMBERS);
    for number in 0..PICTURES {
        // The first is the same in both, the second has another name, the third shows another thing.
        let name =
            format!("media/{}.png", if number == 1 { number + version * 10 } else { number });
        let shows = format!("picture {}", if number == 2 { number + version * 10 } else { number });
        let id = format!("rId{number}");
        package = package.part(&format!("word/{name}"), shows).link(&id, "image", &name, false);
    }
    package.bytes()
}

/// What breaks the laws for these blocks and others.
fn broken(old: &[Block], new: &[Block]) -> Vec<String> {
    breaches(&package(old, 0), &package(new, 1), &DocxOptions::default()).unwrap()
}

const PICTURE: &str = "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:embed=\"rIdA\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";

/// The file for two bodies with pictures of other bytes.
fn with_pictures(old: &str, new: &str) -> String {
    let of = |body: &str, bytes: &[u8]| {
        let package = Package::new(body).lists(NUMBERS).part("word/media/a.png", bytes);
        package.link("rIdA", "image", "media/a.png", false)
    };
    main_part(&of(old, b"one picture"), &of(new, b"another")).unwrap()
}

#[test]
fn a_picture_that_is_another_goes_and_comes() {
    let cell = format!("<w:tc><w:tcPr/>{PICTURE}</w:tc>");
    let table = table(&[format!("<w:tr>{cell}</w:tr>")]);
    for body in [PICTURE.to_owned() + &p(KEPT), p(KEPT) + PICTURE, p(KEPT) + &table + &p("End.")] {
        let xml = with_pictures(&body, &body);
        assert_eq!(xml.matches("<w:drawing>").count(), 2, "{xml}");
        assert!(xml.contains("<w:del ") && xml.contains("<w:ins "), "{xml}");
    }
}

#[test]
fn a_picture_that_is_another_goes_and_comes_with_its_clause() {
    let clauses = ["The Supplier shall supply.", "Each User shall pay its charges when due."];
    let [one, other] = clauses.map(|text| numbered(&run(text)));
    let xml = with_pictures(&(one.clone() + PICTURE), &(one + &other + PICTURE));
    assert_eq!(xml.matches("<w:drawing>").count(), 2, "{xml}");
    assert!(xml.contains("<w:del "), "{xml}");
}

#[test]
fn a_text_box_is_changed_within() {
    let with = |text: &str| {
        format!(
            "<w:p><w:r><w:t>{KEPT}</w:t></w:r><w:r><w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></w:r></w:p>",
            p(text)
        )
    };
    let xml =
        body(&with("Words in a small box here."), &with("Words in a large box here.")).unwrap();
    assert!(xml.contains("small</w:delText>"), "{xml}");
    assert_eq!(xml.matches("<w:drawing>").count(), 1, "{xml}");
}

#[test]
fn the_copy_of_a_text_box_is_changed_as_the_box_is() {
    let copied = |text: &str| boxed(text, &format!("<w:txbxContent>{}</w:txbxContent>", p(text)));
    let xml =
        body(&copied("Words in a small box here."), &copied("Words in a large box here.")).unwrap();
    assert_eq!(xml.matches("small</w:delText>").count(), 2, "{xml}");
    let same = copied("Words in a small box.");
    let xml = body(&same, &(p(OTHER) + &same)).unwrap();
    assert_eq!(xml.matches("<w:ins ").count(), 2, "what is the same stays: {xml}");
}

#[test]
fn text_boxes_that_only_one_version_has_stay_in_it() {
    let plain = |pieces: &[Piece]| (2, pieces.to_vec());
    let (words, one, two) = (Piece::Words(0), Piece::Boxes(1, 1), Piece::Boxes(2, 2));
    for (old, new) in [
        (vec![plain(&[two])], vec![plain(&[one])]),
        (vec![plain(&[words, one, two])], vec![plain(&[words, two])]),
        (vec![plain(&[words, one]), plain(&[words, two])], vec![plain(&[words, two, words])]),
    ] {
        assert_eq!(broken(&old, &new), Vec::<String>::new(), "{old:?} {new:?}");
        assert_eq!(broken(&new, &old), Vec::<String>::new(), "{new:?} {old:?}");
    }
}

#[test]
fn a_text_box_stays_with_its_paragraph_where_others_come_behind_it() {
    let plain = |pieces: &[Piece]| (2, pieces.to_vec());
    let (words, text_box) = (plain(&[Piece::Words(3)]), [Piece::Boxes(1, 1), Piece::Words(0)]);
    let cell = (1, vec![Piece::Words(5)]);
    for (old, new) in [
        (vec![plain(&text_box), cell.clone()], vec![plain(&text_box), words.clone(), cell]),
        (vec![plain(&text_box)], vec![plain(&text_box[..1]), plain(&text_box[1..]), words]),
    ] {
        assert_eq!(broken(&old, &new), Vec::<String>::new(), "{old:?} {new:?}");
        assert_eq!(broken(&new, &old), Vec::<String>::new(), "{new:?} {old:?}");
    }
}

#[test]
fn a_picture_whose_part_is_missing_does_not_become_another_one() {
    let version = |pictures: &[(&str, Option<&str>)]| {
        let mut body = String::new();
        for number in 0..pictures.len() {
            body += &package::block(2, &written(Piece::Picture(number)));
        }
        let mut package = Package::new(&(body + &p("Here this Code ends.")));
        for (number, (name, shows)) in pictures.iter().enumerate() {
            package = package.link(&format!("rId{number}"), "image", name, false);
            if let Some(shows) = shows {
                package = package.part(&format!("word/{name}"), *shows);
            }
        }
        package.bytes()
    };
    let missing = version(&[("media/1.png", None)]);
    let elsewhere = version(&[("media/2.png", None)]);
    let shown = version(&[("media/1.png", Some("a meter"))]);
    let both = version(&[("media/1.png", Some("a meter")), ("media/2.png", None)]);
    let none = version(&[]);
    let versions = [missing, elsewhere, shown, both, none];
    for (old, new) in versions.iter().flat_map(|old| versions.iter().map(move |new| (old, new))) {
        let found = breaches(old, new, &DocxOptions::default()).unwrap();
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn a_picture_that_is_another_is_no_word_of_a_merged_clause() {
    let plain = |piece| (2, vec![piece]);
    let (cell, numbered) = ((1, vec![]), (0, vec![Piece::Words(1)]));
    let old = [plain(Piece::Words(0)), plain(Piece::Picture(2)), cell, numbered];
    // The last two are joined, so that nothing is numbered and all is one text.
    let new = edited(&old, &[(4, 2, (0, vec![]))]);
    assert_eq!(broken(&old, &new), Vec::<String>::new());
}

proptest! {
    #[test]
    fn each_side_has_its_own_objects(
        blocks in prop::collection::vec(block(), 0..6),
        edits in edits(),
    ) {
        prop_assert_eq!(broken(&blocks, &edited(&blocks, &edits)), Vec::<String>::new());
    }
}
