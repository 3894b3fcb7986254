//! What is a label, and what only looks like one.

use super::notation::{flow, inline};
use crate::flow::Content;
use crate::outline::build;

/// The label that the last piece gets, or "–".
fn label(notation: &str) -> String {
    let mut flow = flow(notation);
    if let Some(piece) = flow.pieces.last_mut() {
        let text = notation.lines().last().unwrap();
        if !text.starts_with(['#', '=', '{']) {
            piece.content = Content::Paragraph(inline(&text.replace("\\t", "\t")));
        }
    }
    let (document, _) = build(flow);
    let last = document.clauses().last().unwrap();
    let label = last.label.as_ref().map_or("–", |label| label.shown()).to_owned();
    assert!(last.label.is_some() || !document.own_text(last.id).is_empty());
    label
}

#[test]
fn running_text_has_no_label() {
    for text in [
        "A party shall",
        "I agree",
        "2014 was a year",
        "30 days after",
        "1 October is the day",
        "1. October is the day",
        "1.5 per cent of the Charges",
        "(see below)",
        "Part of the price",
        "Section 5 applies to Users.",
        "Schedule 2 sets out the charges",
        "M25 motorways",
        "(c) 2014 Example Energy Code",
        "Article 5 shall apply to all",
        "(or such other rate)",
    ] {
        assert_eq!(label(text), "–", "{text}");
    }
}

#[test]
fn punctuation_tabs_headings_and_sequence_make_labels() {
    for (text, expected) in [
        ("1.1 In this Code", "1.1"),
        ("1.5\\tper cent", "1.5"),
        ("1.4 Rates\n1.5 per cent of the Charges", "1.5"),
        ("1\\tDefinitions", "1"),
        ("## 1 Definitions", "1"),
        ("1. Definitions", "1."),
        ("A.\\tDefinitions", "A."),
        ("**Schedule 2 Charging statement**", "Schedule 2"),
        ("SCHEDULE 2 CHARGES", "SCHEDULE 2"),
        ("Schedule 2", "Schedule 2"),
        ("Schedule 2 Charging Statement", "Schedule 2"),
        ("Section 5: applies", "–"),
        ("## H1 SUPPLY\nH1.1 each", "H1.1"),
        ("A1 DEFINITIONS", "A1"),
    ] {
        assert_eq!(label(text), expected, "{text}");
    }
}
