//! Labels as authors write them in Markdown: escaped, bold, linked, behind bullets and in lists.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::fmt::Write as _;

use insta::assert_snapshot;
use keeling_model::{Clause, Label, MarkKind, Target};
use keeling_parse::{Format, ParseOptions, Parsed, parse};

fn read(text: &str) -> Parsed {
    parse(text.as_bytes(), &ParseOptions::default().format(Format::Markdown)).unwrap()
}

/// A clause a line, set in by its depth: its label, in braces where Markdown computes it, then its
/// own text.
fn tree(text: &str) -> String {
    let document = read(text).document;
    let mut lines = String::new();
    for clause in document.clauses() {
        let words = document.own_text(clause.id).replace('\n', " / ");
        let indent = usize::from(clause.depth) * 2;
        writeln!(lines, "{:indent$}{} {words}", "", label(clause)).unwrap();
    }
    lines
}

fn label(clause: &Clause) -> String {
    let shown = clause.label.as_ref().map_or("–", Label::shown);
    let computed = clause.label.as_ref().is_some_and(Label::is_generated);
    if computed { format!("{{{shown}}}") } else { shown.to_owned() }
}

#[test]
fn an_escaped_marker_is_a_typed_label() {
    assert_snapshot!(tree(r"
1\. Supply

1\.1 Each Supplier shall:

\(a\) supply; and

\(b\) meter.

2\. Payment
"), @r"
    1. Supply
      1.1 Each Supplier shall:
        (a) supply; and
        (b) meter.
    2. Payment
    ");
}

#[test]
fn bold_and_linked_labels_are_labels() {
    assert_snapshot!(tree("
## **2** Supply

**2.1** The Supplier shall supply.

[2.2](#defined-terms) Linked.

[**2.3**](#defined-terms) Bold and linked.

**2.4** **Metering.** Few bold words.

__(a)__ an item

_(b)_ another
"), @r"
    2 Supply
      2.1 The Supplier shall supply.
      2.2 Linked.
      2.3 Bold and linked.
      2.4 Metering. Few bold words.
        (a) an item
        (b) another
    ");
}

#[test]
fn the_name_of_a_heading_stays_in_its_text_and_is_an_anchor() {
    let text = "
## 1. Defined terms {#terms}

## 2. Supply

See [the terms](#terms).
";
    assert_snapshot!(tree(text), @r"
    1. Defined terms {#terms}
    2. Supply / See the terms.
    ");
    let document = read(text).document;
    let references = document.marks().iter().filter_map(|mark| match mark.kind {
        MarkKind::Reference(Target::Clause(id)) => Some(document.clause(id).citation.as_str()),
        _ => None,
    });
    assert_eq!(references.collect::<Vec<_>>(), ["1"]);
}

#[test]
fn labels_typed_inside_lists_are_clauses_of_their_items() {
    assert_snapshot!(tree("
1.1 Each Party shall:

1. keep:

   (a) logs;

   (b) books:

      (i) of entry; and

      (ii) of exit;

2. report:
   (a) yearly; and
   (b) at once:

   - a. the name; and
   - b. the time.
"), @r"
    1.1 Each Party shall:
      {1.} keep:
        (a) logs;
        (b) books:
          (i) of entry; and
          (ii) of exit;
      {2.} report:
        (a) yearly; and
        (b) at once:
          a. the name; and
          b. the time.
    ");
}
