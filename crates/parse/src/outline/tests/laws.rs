//! Laws that hold for every flow.

use keeling_model::{Block, ClauseId, Document, Mark, MarkKind, Span, paragraphs};
use proptest::prelude::*;

use super::notation::{flow, show};
use crate::flow::{Content, Flow, Piece};
use crate::outline::build;

/// Characters that stand for words, in order, of a flow.
fn words_of_flow(flow: &Flow) -> String {
    flow.pieces.iter().map(words_of_piece).collect()
}

fn words_of_piece(piece: &Piece) -> String {
    match &piece.content {
        Content::Paragraph(inline) => squeezed(&inline.text),
        Content::Table(grid) => {
            grid.rows.iter().flatten().flat_map(|cell| &cell.pieces).map(words_of_piece).collect()
        }
    }
}

/// The same of a document: typed labels and own texts.
fn words_of_document(document: &Document) -> String {
    let of = |id: ClauseId| {
        let label = document.clause(id).label.as_ref().filter(|label| !label.is_generated());
        let label = label.map(|label| squeezed(label.shown())).unwrap_or_default();
        label + &squeezed(document.own_text(id))
    };
    document.clauses().iter().map(|clause| of(clause.id)).collect()
}

/// The numbers that a flow computes, in order.
fn numbers_of_flow(flow: &Flow) -> Vec<String> {
    fn add(piece: &Piece, numbers: &mut Vec<String>) {
        let number = piece.number.as_ref().filter(|number| !number.bullet);
        numbers.extend(number.map(|number| number.shown.clone()));
        if let Content::Table(grid) = &piece.content {
            let pieces = grid.rows.iter().flatten().flat_map(|cell| &cell.pieces);
            pieces.for_each(|piece| add(piece, numbers));
        }
    }
    let mut numbers = Vec::new();
    flow.pieces.iter().for_each(|piece| add(piece, &mut numbers));
    numbers
}

/// The same of a document: labels of clauses and of paragraphs.
fn numbers_of_document(document: &Document) -> Vec<String> {
    let mut numbers = Vec::new();
    for clause in document.clauses() {
        let label = clause.label.as_ref().filter(|label| label.is_generated());
        numbers.extend(label.map(|label| label.shown().to_owned()));
        let labels = document.labels_of(clause.id).iter();
        numbers.extend(labels.map(|label| label.shown.clone().into_string()));
    }
    numbers
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Asserts that parents, depths, ends, texts and marks are consistent.
pub(super) fn assert_well_formed(document: &Document) {
    let mut text_end = 0;
    for (index, clause) in document.clauses().iter().enumerate() {
        assert_eq!(clause.id.index(), index);
        let end = clause.end.index();
        assert!(end > index && end <= document.clauses().len());
        match clause.parent {
            Some(parent) => {
                let parent = document.clause(parent);
                assert!(parent.id < clause.id && clause.end <= parent.end);
                assert_eq!(clause.depth, parent.depth + 1);
            }
            None => assert_eq!(clause.depth, 0),
        }
        assert!(clause.text.start >= text_end, "own texts in order");
        text_end = clause.text.end;
        assert!(document.text().get(clause.text.range()).is_some());
        for block in document.blocks(clause.id) {
            assert!(clause.text.contains(block.span()));
            assert!(
                matches!(block, Block::Table(_))
                    || document.text().get(block.span().range()).is_some()
            );
        }
    }
    let begins: Vec<u32> = paragraphs(document.all_blocks()).map(|one| one.span.start).collect();
    assert!(begins.is_sorted_by(|a, b| a < b), "no two paragraphs begin at the same place");
    let labels = document.paragraph_labels();
    assert!(labels.is_sorted_by(|a, b| a.at < b.at));
    assert!(labels.iter().all(|label| begins.binary_search(&label.at).is_ok()));
    for mark in document.marks() {
        assert!(!mark.span.is_empty() && document.text().get(mark.span.range()).is_some());
    }
}

/// Lines that resemble what codes are made of.
fn line() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        "",
        "# ",
        "## ",
        "### ",
        "= ",
        "* ",
        "| ",
        "| {4.0 1.} ",
        "| {4.1 (b)} | {4.2 (c)} ",
        "    ",
        "  ",
        "{1.0 1.} ",
        "{1.1 1.1} ",
        "{1.2 (a)} ",
        "{2.0 (i)} ",
        "    {3.1 a.} ",
        "{1.0 Rule 7} ",
    ]);
    let label = prop::sample::select(vec![
        "",
        "1 ",
        "1. ",
        "2. ",
        "1.1 ",
        "1.2 ",
        "2.1 ",
        "(a) ",
        "(b) ",
        "(h) ",
        "(i) ",
        "(ii) ",
        "(j) ",
        "(1) ",
        "(1) (a) ",
        "A. ",
        "a) ",
        "H3.2 ",
        "§ 14a ",
        "Article 5 – ",
        "Schedule 2 ",
        "SECTION H: ",
        "PART 1 ",
        "**1.** (1) ",
        "I.-",
        "1° ",
        "16A. ",
        "1\\t",
        "A\\t",
    ]);
    let words = prop::sample::select(vec![
        "",
        "Supply",
        "the Supplier shall:",
        "and gas.",
        "**Supplier** means a person.",
        "“User” means:",
        "Clause 1.1(a) and paragraph (b)",
        "Section H3.2 (Supply)",
        "Definitions",
        "ÄÖ é\u{FFFC} § 14a",
        "a | b",
        "**Term** | means x | z",
        "Schedule 2, paragraph 1.1",
    ]);
    (start, label, words).prop_map(|(start, label, words)| format!("{start}{label}{words}"))
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..40).prop_map(|lines| lines.join("\n"))
}

#[test]
fn hostile_texts_are_read() {
    let long = [
        "(a) (1) ".repeat(50_000),
        "§1".repeat(50_000),
        "Section Section 1.1, ".repeat(20_000),
        "1.".repeat(50_000),
        "**a** ".repeat(10_000),
        "(".repeat(50_000),
        "Clause 1(a)(a)(a)".to_owned() + &"(a)".repeat(50_000),
    ];
    let lines = ["(a) x\n", "{1.0 1.} x\n{1.1 a} y\n", "“A” means\n", "# x\n", "## 1.1 x\n"];
    let many = lines.iter().map(|line| line.repeat(5_000));
    let deep: Vec<String> =
        (0..2_000).map(|n| format!("{}{{{n}.0 x{n}}} y", " ".repeat(n))).collect();
    for notation in long.into_iter().chain(many).chain([deep.join("\n")]) {
        let words = words_of_flow(&flow(&notation));
        let (document, _) = build(flow(&notation));
        assert_well_formed(&document);
        assert_eq!(words_of_document(&document), words);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_and_number_stands_in_the_tree_once_and_in_order(notation in document()) {
        let words = words_of_flow(&flow(&notation));
        let numbers = numbers_of_flow(&flow(&notation));
        let (document, _) = build(flow(&notation));
        assert_well_formed(&document);
        prop_assert_eq!(words_of_document(&document), words);
        prop_assert_eq!(numbers_of_document(&document), numbers);
    }

    #[test]
    fn the_same_flow_gives_the_same_tree(notation in document()) {
        prop_assert_eq!(show(&build(flow(&notation)).0), show(&build(flow(&notation)).0));
    }

    #[test]
    fn any_text_with_any_marks_is_read(
        texts in prop::collection::vec(".{0,40}", 0..8),
        marks in prop::collection::vec((0u32..60, 0u32..60, 0usize..4), 0..12),
    ) {
        let kinds = [
            MarkKind::Bold,
            MarkKind::Note(ClauseId(3)),
            MarkKind::Link(keeling_model::UrlId(9)),
            MarkKind::Italic,
        ];
        let marks: Vec<Mark> = marks
            .into_iter()
            .map(|(start, end, kind)| Mark { span: Span::new(start, end), kind: kinds[kind] })
            .collect();
        let mut flow = Flow::default();
        for text in texts {
            let inline = crate::flow::Inline { text, marks: marks.clone() };
            flow.pieces.push(Piece {
                content: Content::Paragraph(inline),
                style: crate::flow::Style::Body,
                number: None,
                indent: None,
                anchors: Vec::new(),
                source: 0..0,
            });
        }
        let words = words_of_flow(&flow);
        let (document, _) = build(flow);
        assert_well_formed(&document);
        prop_assert_eq!(words_of_document(&document), words);
    }
}
