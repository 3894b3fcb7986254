//! Fresh packages: what is written of any document is read again, to the last word.
//!
//! What documents of parsers keep besides their words is tested on whole files, in `tests/`.

#![cfg(feature = "docx")]
// Test code may unwrap: a failed expectation is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::random;
use common::words::words;
use keeling_model::{
    Block, Builder, ClauseKind, Document, Label, Mark, MarkKind, OBJECT, Object, Role, Span,
};
use keeling_ooxml::{Limits, Package};
use keeling_parse::{ParseOptions, parse};
use keeling_render::docx::fresh::{self, FreshOptions};
use proptest::prelude::*;

fn package(document: &Document) -> Vec<u8> {
    fresh::package(document, &FreshOptions::default()).unwrap()
}

/// The document once it has been written and read again.
fn again(document: &Document) -> Document {
    parse(&package(document), &ParseOptions::default()).unwrap().document
}

fn one(role: Role, text: &str, marks: impl IntoIterator<Item = Mark>) -> Document {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
    builder.paragraph(role, text, marks);
    builder.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_word_of_any_document_is_lost_or_moved(sketches in random::sketches()) {
        let document = random::document(&sketches);
        prop_assert_eq!(words(&again(&document)), words(&document));
    }

    #[test]
    fn the_same_document_gives_the_same_bytes(sketches in random::sketches()) {
        let document = random::document(&sketches);
        prop_assert_eq!(package(&document), package(&document));
    }
}

#[test]
fn an_empty_document_is_a_package() {
    let document = Builder::new().finish();
    assert_eq!(again(&document), document);
}

#[test]
fn nothing_of_a_text_is_taken_for_markup() {
    let document = one(Role::Body, "a < b && \"c\" ]]> </w:t> 'd' \u{1}", []);
    let text = again(&document).text().to_owned();
    assert_eq!(text, "a < b && \"c\" ]]> </w:t> 'd' \u{FFFD}", "XML has no control characters");
}

#[test]
fn a_generated_label_is_computed_again_whatever_it_is() {
    let mut builder = Builder::new();
    let labels =
        ["1.", "2.", "5.", "(a)", "(b)", "(i)", "iv)", "A.", "H3.1", "H3.2", "007", "*", "§ 3"];
    for label in labels {
        builder.open(ClauseKind::Clause, Some(Label::generated(label)));
        builder.paragraph(Role::Body, "Text of it.", []);
        builder.close();
    }
    let again = again(&builder.finish());
    let read: Vec<_> = again.clauses().iter().filter_map(|clause| clause.label.clone()).collect();
    assert_eq!(read, labels.map(Label::generated));
}

#[test]
fn a_list_below_a_list_starts_afresh_and_counts_on() {
    let mut builder = Builder::new();
    for outer in ["1.", "2."] {
        builder.open(ClauseKind::Clause, Some(Label::generated(outer)));
        builder.paragraph(Role::Body, "The Supplier shall:", []);
        for inner in ["(a)", "(b)"] {
            builder.open(ClauseKind::Paragraph, Some(Label::generated(inner)));
            builder.paragraph(Role::Body, "supply;", []);
            builder.close();
        }
        builder.close();
    }
    let document = builder.finish();
    let citations = |document: &Document| {
        document.clauses().iter().map(|clause| clause.citation.clone()).collect::<Vec<_>>()
    };
    assert_eq!(citations(&again(&document)), citations(&document));
}

#[test]
fn a_cell_of_several_rows_and_columns_stays_one() {
    let mut builder = Builder::new();
    builder.begin_table(1);
    for row in [&[("a", 1, 2), ("b", 2, 1)][..], &[("c", 1, 1), ("d", 1, 1)], &[("e", 3, 1)]] {
        builder.begin_row();
        for (text, columns, rows) in row {
            builder.begin_cell(*columns, *rows);
            builder.paragraph(Role::Body, text, []);
            builder.end_cell();
        }
    }
    builder.end_table();
    let document = builder.finish();
    let again = again(&document);
    let table = |document: &Document| match document.all_blocks() {
        [Block::Table(table)] => table.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(table(&again), table(&document));
}

#[test]
fn formatting_links_formulas_and_pictures_are_carried() {
    let mut builder = Builder::new();
    let url = builder.url("https://example.org/a?b=c&d");
    let picture = builder.object(Object::Picture { alt: "A \"map\"".to_owned(), digest: 7 });
    let formula = builder.object(Object::Formula("a<b".to_owned()));
    let kinds = [
        MarkKind::Bold,
        MarkKind::Italic,
        MarkKind::Underline,
        MarkKind::Strike,
        MarkKind::Superscript,
        MarkKind::Code,
        MarkKind::Link(url),
    ];
    builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
    let mut text = String::from("Plain ");
    let mut marks = Vec::new();
    let mut mark = |text: &mut String, words: &str, kind| {
        let start = u32::try_from(text.len()).unwrap();
        text.push_str(words);
        let end = u32::try_from(text.len()).unwrap();
        marks.push(Mark { span: Span::new(start, end), kind });
        text.push(' ');
    };
    for kind in kinds {
        mark(&mut text, "words", kind);
    }
    mark(&mut text, &OBJECT.to_string(), MarkKind::Object(picture));
    mark(&mut text, &OBJECT.to_string(), MarkKind::Object(formula));
    mark(&mut text, "\n", MarkKind::LineBreak);
    text.push_str("end.");
    builder.paragraph(Role::Body, &text, marks.clone());
    let document = builder.finish();
    let again = again(&document);
    assert_eq!(again.text(), text);
    let read: Vec<_> = again.marks().iter().map(|mark| mark.span).collect();
    assert_eq!(read, document.marks().iter().map(|mark| mark.span).collect::<Vec<_>>());
    let objects: Vec<_> = (0..again.n_objects()).map(keeling_model::ObjectId).collect();
    assert!(objects.iter().any(|id| again.object(*id) == &Object::Formula("a<b".to_owned())));
    assert!(
        objects.iter().any(
            |id| matches!(again.object(*id), Object::Picture { alt, .. } if alt == "A \"map\"")
        )
    );
}

#[test]
fn an_address_that_is_none_becomes_one() {
    let mut builder = Builder::new();
    let url = builder.url("https://example.org/a b\"<c>");
    builder.paragraph(
        Role::Body,
        "words",
        [Mark { span: Span::new(0, 5), kind: MarkKind::Link(url) }],
    );
    let again = again(&builder.finish());
    assert_eq!(again.url(keeling_model::UrlId(0)), "https://example.org/a%20b%22%3Cc%3E");
}

#[test]
fn notes_keep_their_markers() {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1")));
    // The notes come after these two clauses.
    let note = |at: u32, id: u32| Mark {
        span: Span::new(at, at + 3),
        kind: MarkKind::Note(keeling_model::ClauseId(id)),
    };
    builder.paragraph(
        Role::Body,
        "one\u{FFFC} two\u{FFFC} end\u{FFFC}",
        [note(3, 1), note(10, 2), note(17, 3)],
    );
    builder.close();
    for (kind, label) in
        [(ClauseKind::Footnote, "1"), (ClauseKind::Footnote, "2"), (ClauseKind::Endnote, "1")]
    {
        builder.open(kind, Some(Label::generated(label)));
        builder.paragraph(Role::Body, "Text of the note.", []);
        builder.close();
    }
    let document = builder.finish();
    let again = again(&document);
    let labels = |document: &Document| {
        document.notes().iter().map(|note| (note.kind, note.label.clone())).collect::<Vec<_>>()
    };
    assert_eq!(labels(&again), labels(&document));
    assert_eq!(again.text(), document.text());
}

/// The widths of the columns of a table in Markdown, in twentieths of a point.
fn columns(table: &str) -> Vec<u32> {
    let document = parse(table.as_bytes(), &ParseOptions::default()).unwrap().document;
    let bytes = package(&document);
    let mut package = Package::open(&bytes, Limits::default()).unwrap();
    let xml = package.text("word/document.xml").unwrap().unwrap();
    let widths = xml.split("<w:gridCol w:w=\"").skip(1);
    widths.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn a_column_holds_its_longest_word_and_longer_texts_get_the_rest() {
    let text = "The Supplier shall tell the Panel of each change in good time. ".repeat(4);
    let table = format!("| Ver. | Ballot | Duty |\n|-|-|-|\n| 1.0 | 83 | {text} |\n");
    let widths = columns(&table);
    let [ver, ballot, duty] = widths.as_slice() else { panic!("{widths:?}") };
    assert!(*ver >= 4 * 130 && *ballot >= 6 * 130, "{widths:?}");
    assert!(*duty > 3 * (ver + ballot), "{widths:?}");
    assert!((8_900..=9_026).contains(&widths.iter().sum::<u32>()), "{widths:?}");
}

#[test]
fn columns_whose_words_do_not_fit_share_the_page() {
    let row = "| Nachrichtenübermittlungsverordnungen ".repeat(12) + "|\n";
    let widths = columns(&(row.clone() + &"|-".repeat(12) + "|\n" + &row));
    assert_eq!(widths.len(), 12);
    assert!(widths.iter().all(|width| *width == 9_026 / 12), "{widths:?}");
}
