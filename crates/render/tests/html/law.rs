//! The law of the redline, on random documents: whoever reads the page without its insertions
//! reads the old document, without its deletions the new one.

use proptest::prelude::*;

use keeling_diff::{Options, diff};
use keeling_model::Document;

use crate::common::{differ, random, reading};
use crate::page_of;

/// Whoever reads the page without its insertions reads the old numbers of paragraphs, without its
/// deletions the new ones.
fn check_labels(old: &Document, new: &Document) {
    let page = page_of(old, new, &diff(old, new, &Options::default()));
    for (document, without) in [(old, "ins"), (new, "del")] {
        let mut shown = reading::labels_without(&page, without);
        let labels = document.paragraph_labels().iter();
        let mut labels: Vec<_> = labels.map(|label| label.shown.clone().into_string()).collect();
        // Where a paragraph went into another one, the order on the page may be a little other.
        shown.sort_unstable();
        labels.sort_unstable();
        assert_eq!(shown, labels, "without {without}");
    }
}

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
        check_labels(&old, &new);
    }

    #[test]
    fn unlike_documents_read_back_from_the_page(a in random::sketches(), b in random::sketches()) {
        let (old, new) = (random::document(&a), random::document(&b));
        page_of(&old, &new, &differ::diff(&old, &new));
        page_of(&old, &new, &differ::diff_by_first_word(&old, &new));
        check_labels(&old, &new);
    }
}
