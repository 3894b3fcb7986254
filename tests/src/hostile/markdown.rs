//! Markdown: nesting, delimiters that never close, masses, encodings.

use super::Outcome::{Either, Read, Refused};
use super::{Hostile, Size};

/// Hostile Markdown.
pub(super) const ALL: &[Hostile] = &[
    Hostile {
        name: "quotes.md",
        outcome: Refused("line 1"),
        make: |size| repeat(">", size, 100_000),
    },
    Hostile {
        name: "lists.md",
        outcome: Refused("line 1"),
        make: |size| repeat("1. ", size, 100_000),
    },
    Hostile { name: "brackets.md", outcome: Read, make: |size| repeat("[", size, 750_000) },
    Hostile { name: "images.md", outcome: Read, make: |size| repeat("![", size, 350_000) },
    Hostile { name: "links.md", outcome: Read, make: |size| repeat("[a](", size, 300_000) },
    Hostile { name: "references.md", outcome: Read, make: |size| repeat("[a][", size, 250_000) },
    Hostile { name: "backticks.md", outcome: Read, make: |size| repeat("`", size, 750_000) },
    Hostile { name: "backtick-runs.md", outcome: Read, make: backtick_runs },
    Hostile { name: "emphasis.md", outcome: Read, make: |size| repeat("*a _b ", size, 300_000) },
    Hostile {
        name: "closing-emphasis.md",
        outcome: Read,
        make: |size| repeat("a** ", size, 300_000),
    },
    Hostile { name: "strikethrough.md", outcome: Read, make: |size| repeat("~~a ", size, 250_000) },
    Hostile { name: "one-word.md", outcome: Read, make: |size| repeat("a", size, 10 << 20) },
    Hostile { name: "one-line.md", outcome: Read, make: |size| repeat("shall ", size, 1 << 20) },
    Hostile { name: "entities.md", outcome: Read, make: |size| repeat("&amp", size, 500_000) },
    Hostile { name: "html.md", outcome: Read, make: |size| repeat("<b><!--", size, 250_000) },
    Hostile {
        name: "html-cells.md",
        outcome: Either,
        make: |size| repeat("<td>a", size, 2_000_000),
    },
    Hostile {
        name: "tiny-paragraphs.md",
        outcome: Either,
        make: |size| repeat("a\n\n", size, 10_000_000),
    },
    Hostile { name: "long-text.md", outcome: Either, make: |size| repeat("a ", size, 20_000_000) },
    Hostile { name: "code-spans.md", outcome: Read, make: |size| repeat("`a` ", size, 350_000) },
    Hostile {
        name: "pictures.md",
        outcome: Read,
        make: |size| repeat("![a](b.png \"c\") ", size, 250_000),
    },
    Hostile { name: "footnotes.md", outcome: Read, make: footnotes },
    Hostile { name: "footnote-chain.md", outcome: Either, make: footnote_chain },
    Hostile { name: "link-definitions.md", outcome: Read, make: definitions },
    Hostile { name: "table-rows.md", outcome: Either, make: table_rows },
    Hostile { name: "table-columns.md", outcome: Either, make: table_columns },
    Hostile { name: "headings.md", outcome: Read, make: |size| repeat("# a\n", size, 200_000) },
    Hostile { name: "items.md", outcome: Either, make: |size| repeat("- a\n", size, 1_000_000) },
    Hostile { name: "labels.md", outcome: Read, make: |size| repeat("(a)", size, 300_000) },
    Hostile {
        name: "citations.md",
        outcome: Read,
        make: |size| repeat("Clause 1.1(a), ", size, 100_000),
    },
    Hostile { name: "dotted.md", outcome: Read, make: |size| repeat("1.", size, 500_000) },
    Hostile {
        name: "label-lines.md",
        outcome: Read,
        make: |size| repeat("(a) a;\n", size, 100_000),
    },
    Hostile {
        name: "quotation-marks.md",
        outcome: Read,
        make: |size| repeat("\"A\" means ", size, 200_000),
    },
    Hostile {
        name: "front-matter.md",
        outcome: Read,
        make: |size| prefixed("---\n", "a: b\n", size),
    },
    Hostile { name: "utf-16.md", outcome: Read, make: utf_16 },
    Hostile { name: "latin-1.md", outcome: Refused("UTF-8"), make: |_| b"stra\xDFe\n".to_vec() },
    Hostile { name: "zero-byte.md", outcome: Refused("zero byte"), make: |_| b"a\0b".to_vec() },
    Hostile {
        name: "control.md",
        outcome: Read,
        make: |_| b"# a \x1b[2J\x07\x01 b\r\r\n\x0c".to_vec(),
    },
];

/// This text over and over; a hundredth of it where the file is to be small, if that is enough.
fn repeat(text: &str, size: Size, count: usize) -> Vec<u8> {
    text.repeat(size.of((count / 100).max(1_000), count)).into_bytes()
}

fn prefixed(prefix: &str, text: &str, size: Size) -> Vec<u8> {
    [prefix.as_bytes(), &repeat(text, size, 200_000)].concat()
}

/// Runs of backticks of every length, none of which has a second.
fn backtick_runs(size: Size) -> Vec<u8> {
    let runs: Vec<_> = (1..=size.of(100, 1_200)).map(|len| "`".repeat(len)).collect();
    runs.join(" a ").into_bytes()
}

fn footnotes(size: Size) -> Vec<u8> {
    let notes = 0..size.of(1_000, 90_000);
    let text = notes.map(|at| format!("Text[^{at}].\n\n[^{at}]: Note {at}.\n\n"));
    text.collect::<String>().into_bytes()
}

/// Notes that refer to each other in a circle.
fn footnote_chain(size: Size) -> Vec<u8> {
    let count = size.of(1_000, 100_000);
    let note = |at: usize| format!("[^{at}]: Note[^{}].\n\n", (at + 1) % count);
    format!("Text[^0].\n\n{}", (0..count).map(note).collect::<String>()).into_bytes()
}

fn definitions(size: Size) -> Vec<u8> {
    let links = 0..size.of(1_000, 70_000);
    let text = links.map(|at| format!("[a{at}]: #a \"b\"\n\n[a{at}] and [b{at}]\n\n"));
    text.collect::<String>().into_bytes()
}

fn table_rows(size: Size) -> Vec<u8> {
    prefixed("|a|b|c|d|\n|-|-|-|-|\n", "|1|2|3|4|\n", size)
}

/// One row of very many columns, and many rows that have one.
fn table_columns(size: Size) -> Vec<u8> {
    let count = size.of(100, 10_000);
    let (head, rule) = ("|a".repeat(count), "|-".repeat(count));
    format!("{head}|\n{rule}|\n{}", "|a|\n".repeat(count)).into_bytes()
}

fn utf_16(_: Size) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain("# 1 stra\u{DF}e \u{1F600}\n".encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}
