//! The law of the redline, on random documents: whoever reads the page without its insertions
//! reads the old document, without its deletions the new one.

use proptest::prelude::*;

use crate::common::{differ, random};
use crate::page_of;

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_documents_read_back_from_the_page(
        sketches in random::sketches(),
        edits in random::edits(),
    ) {
        let old = random::document(&sketches);
        let new = random::document(&random::edited(&sketches, &edits));
        page_of(&old, &new, &differ::diff(&old, &new));
        page_of(&old, &new, &differ::diff_by_first_word(&old, &new));
        page_of(&old, &new, &keeling_diff::diff(&old, &new, &keeling_diff::Options::default()));
    }

    #[test]
    fn unlike_documents_read_back_from_the_page(a in random::sketches(), b in random::sketches()) {
        let (old, new) = (random::document(&a), random::document(&b));
        page_of(&old, &new, &differ::diff(&old, &new));
        page_of(&old, &new, &differ::diff_by_first_word(&old, &new));
        page_of(&old, &new, &keeling_diff::diff(&old, &new, &keeling_diff::Options::default()));
    }
}
