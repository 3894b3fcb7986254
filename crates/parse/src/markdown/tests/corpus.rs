//! Real documents, where they are at hand.

use std::fs;
use std::path::Path;

use crate::ParseOptions;

#[test]
#[allow(clippy::print_stderr, reason = "says that the test was passed over")]
fn real_documents_are_read_whole() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/pairs");
    let Ok(pairs) = fs::read_dir(&corpus) else {
        eprintln!("passed over: there is no {}", corpus.display());
        return;
    };
    for pair in pairs {
        let folder = pair.unwrap().path();
        for side in ["old.md", "new.md"] {
            let Ok(bytes) = fs::read(folder.join(side)) else { continue };
            let flow = super::super::read(&bytes, &ParseOptions::default()).unwrap();
            assert!(flow.pieces.len() > 10, "{}", folder.display());
            assert!(flow.pieces.is_sorted_by_key(|piece| piece.source.start));
        }
    }
}
