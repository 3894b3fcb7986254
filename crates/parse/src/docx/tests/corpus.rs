//! Every document of the corpus is read or refused with a message; none brings the reader down.

use std::path::{Path, PathBuf};

use crate::ParseOptions;
use crate::flow::{Content, Flow, Piece};

/// The words of a flow, in reading order: the body's, then the notes'.
pub(super) fn words(flow: &Flow) -> Vec<String> {
    let mut words = Vec::new();
    let notes = flow.notes.iter().flat_map(|note| &note.pieces);
    for piece in flow.pieces.iter().chain(notes) {
        gather(piece, &mut words);
    }
    words
}

fn gather(piece: &Piece, words: &mut Vec<String>) {
    match &piece.content {
        Content::Paragraph(inline) => {
            words.extend(inline.text.split_whitespace().map(str::to_owned));
        }
        Content::Table(grid) => {
            let cells = grid.rows.iter().flatten();
            cells.flat_map(|cell| &cell.pieces).for_each(|piece| gather(piece, words));
        }
    }
}

#[test]
fn every_document_of_the_corpus_is_read_or_refused() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let files = documents(&corpus);
    if files.is_empty() {
        pass_over(&corpus);
        return;
    }
    let mut refused = 0;
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        match super::super::read(&bytes, &ParseOptions::default()) {
            Ok(flow) => check(&flow, file),
            Err(failure) => {
                refused += 1;
                let error = failure.into_error();
                assert!(!error.to_string().is_empty(), "{}", file.display());
            }
        }
    }
    assert!(refused * 20 < files.len(), "{refused} of {} are refused", files.len());
}

#[allow(clippy::print_stderr, reason = "a test that did nothing says so")]
pub(super) fn pass_over(corpus: &Path) {
    eprintln!("passed over: there is no corpus at {}", corpus.display());
}

/// Checks what holds for every flow: marks lie on characters, indices point at something.
fn check(flow: &Flow, file: &Path) {
    let file = file.display();
    for reference in &flow.cross_references {
        let piece = &flow.pieces[reference.piece as usize];
        let Content::Paragraph(inline) = &piece.content else { panic!("{file}: a table refers") };
        assert!(inline.text.get(reference.span.range()).is_some(), "{file}");
    }
    let notes = flow.notes.iter().flat_map(|note| &note.pieces);
    for piece in flow.pieces.iter().chain(notes) {
        let Content::Paragraph(inline) = &piece.content else { continue };
        for mark in &inline.marks {
            assert!(!mark.span.is_empty(), "{file}: an empty mark");
            assert!(inline.text.get(mark.span.range()).is_some(), "{file}: a mark beyond the text");
        }
    }
}

/// The documents below a folder, in the order of their names.
pub(super) fn documents(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_document = path.extension().is_some_and(|e| {
            ["docx", "docm", "dotx", "dotm"].iter().any(|known| e.eq_ignore_ascii_case(known))
        });
        if path.is_dir() {
            found.extend(documents(&path));
        } else if is_document {
            found.push(path);
        }
    }
    found.sort();
    found
}
