//! Documents are read to the letter or refused: whatever a plain reader finds in a file, the
//! engine finds too, in the same order.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

use std::path::Path;

use keeling_tests::corpus;
use keeling_tests::line;
use keeling_tests::read::{self, first_difference};

/// What is wrong with the engine's reading of a file; `None` where nothing is.
fn fault(path: &Path) -> Option<String> {
    let fault = match (line::read(path), read::words(path)) {
        (Ok(document), Ok(words)) => first_difference(&read::engine_words(&document), &words),
        (Err(error), Ok(_)) => Some(format!("a plain reader can read it: {error}")),
        // The engine may read what a plain reader cannot, and has to say why where it does not.
        (Ok(_), Err(_)) => None,
        (Err(error), Err(_)) => error.is_empty().then(|| "no reason given".to_owned()),
    };
    fault.map(|fault| format!("{}: {fault}", path.display()))
}

fn assert_no_fault<'a>(paths: impl Iterator<Item = &'a Path>) {
    let faults: Vec<_> = paths.filter_map(fault).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn fixtures_are_read_to_the_letter() {
    let pairs = corpus::fixtures();
    assert!(!pairs.is_empty());
    assert_no_fault(pairs.iter().flat_map(|pair| [pair.old.as_path(), pair.new.as_path()]));
}

#[test]
fn real_files_are_read_to_the_letter_or_refused() {
    let Some(files) = corpus::single_files() else {
        eprintln!("passed over: there is no corpus beside the workspace");
        return;
    };
    assert!(!files.is_empty());
    assert_no_fault(files.iter().map(std::path::PathBuf::as_path));
}
