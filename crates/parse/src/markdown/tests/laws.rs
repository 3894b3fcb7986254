//! What holds for every input.

use keeling_model::Span;
use proptest::prelude::*;

use crate::ParseOptions;
use crate::flow::{Content, Flow, Piece};

/// Every paragraph of a flow, those of cells and notes too.
fn paragraphs(flow: &Flow) -> Vec<&Piece> {
    let mut todo: Vec<&Piece> =
        flow.pieces.iter().chain(flow.notes.iter().flat_map(|note| &note.pieces)).collect();
    let mut found = Vec::new();
    while let Some(piece) = todo.pop() {
        match &piece.content {
            Content::Paragraph(_) => found.push(piece),
            Content::Table(grid) => {
                todo.extend(grid.rows.iter().flatten().flat_map(|cell| &cell.pieces));
            }
        }
    }
    found
}

/// Whether a span lies in a text, on character boundaries, and is not empty.
fn lies_in(span: Span, text: &str) -> bool {
    !span.is_empty() && text.get(span.range()).is_some()
}

fn check(text: &str) {
    let Ok(flow) = super::super::read(text.as_bytes(), &ParseOptions::default()) else { return };
    for piece in paragraphs(&flow) {
        assert!(piece.source.start <= piece.source.end, "{piece:?}");
        assert!(piece.source.end as usize <= text.len(), "{piece:?}");
        if let Content::Paragraph(inline) = &piece.content {
            assert!(inline.marks.iter().all(|mark| lies_in(mark.span, &inline.text)), "{piece:?}");
        }
    }
    for reference in &flow.cross_references {
        let Content::Paragraph(inline) = &flow.pieces[reference.piece as usize].content else {
            panic!("{reference:?} points at a table");
        };
        assert!(lies_in(reference.span, &inline.text), "{reference:?}");
    }
    assert!(flow.pieces.is_sorted_by_key(|piece| piece.source.start), "{:?}", flow.pieces);
}

/// Stretches of Markdown and HTML that open, close and break things.
fn stretch() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "é ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "2) ",
        "# ",
        "(a) ",
        ";\n(b) ",
        ":\n(i) ",
        "1.1 ",
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "~~",
        "~",
        "[",
        "](#x)",
        "](u)",
        "![",
        "[^1]",
        "\n\n[^1]: ",
        "| a | b |\n|-|-|\n",
        "| ",
        " |\n",
        "<b>",
        "</b>",
        "<a id=x>",
        "</a>",
        "<a href='#é'>",
        "<div>",
        "</div>\n",
        "<table><tr><td>",
        "<li>",
        "<ol>",
        "</ol>",
        "<br>",
        "  \n",
        "\\",
        "&amp;",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "---\n",
        "===\n",
        "{#x}",
        "\u{feff}",
        "\r\n",
        "\u{fffc}",
        "<th colspan=9>",
        "<textarea>",
        "<",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_gives_a_sound_flow(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_markup_gives_a_sound_flow(parts in prop::collection::vec(stretch(), 0..40)) {
        check(&parts.concat());
    }

    #[test]
    fn any_bytes_are_read_or_told(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        drop(super::super::read(&bytes, &ParseOptions::default()));
    }
}
