//! Headers and footers on the page: after the document, in a section of their own.

use crate::common::differ;
use crate::common::sketch::document;
use crate::page_of;

/// The section of headers and footers on the page of two sketches.
fn section(old: &str, new: &str) -> String {
    let (old, new) = (document(old), document(new));
    let page = page_of(&old, &new, &differ::diff(&old, &new));
    let start = page.find("<section").unwrap_or(page.len());
    let end = page.find("</section>").map_or(page.len(), |end| end + 11);
    page.get(start..end).unwrap_or_default().to_owned()
}

#[test]
fn headers_and_footers_stand_after_the_document_under_their_names() {
    insta::assert_snapshot!(
        section(
            "1.1 Same.\n~Header Version 1 of the code\n~Footer Page of",
            "1.1 Same.\n~Header Version 2 of the code",
        ),
        @r##"
    <section id="headers-and-footers" aria-label="Headers and footers">
    <h2 data-ui>Headers and footers</h2>
    <div class="c t" id="Header" data-clause="Header" data-status="amended">
    <p><a class="n" id="old-Header" href="#Header" data-generated>Header</a> Version<del> 1</del><ins> 2</ins> of the code</p>
    </div>
    <div class="c t old" id="old-Footer" data-clause="Footer" data-status="deleted">
    <p><a class="n" href="#old-Footer"><del data-generated>Footer</del></a> <del>Page of</del></p>
    </div>
    </section>
    "##
    );
}

#[test]
fn a_document_without_them_has_no_section() {
    assert_eq!(section("1.1 Old.", "1.1 New."), "");
}

#[test]
fn the_page_says_where_only_they_differ() {
    let (old, new) = (document("1.1 Same.\n~Header A"), document("1.1 Same.\n~Header B"));
    let page = page_of(&old, &new, &differ::diff(&old, &new));
    assert!(
        page.contains(
            "No clause changed. 1 clause is unchanged. The only header or footer changed."
        )
    );
    assert!(page.contains("Only headers and footers differ"));
}
