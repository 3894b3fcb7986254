//! The regions of a document: body, notes, headers and footers, in this order whatever comes.

use keeling_model::{Builder, Clause, ClauseKind, Document, Label, Role};

/// A document with a clause of each kind, in this order; each says its own place.
fn document(kinds: &[ClauseKind]) -> Document {
    let mut builder = Builder::new();
    for (at, kind) in kinds.iter().enumerate() {
        builder.open(*kind, Some(Label::generated(format!("{at}"))));
        builder.paragraph(Role::Body, &format!("text {at}"), []);
        builder.close();
    }
    builder.finish()
}

/// The kinds of the clauses of the three regions.
fn regions(kinds: &[ClauseKind]) -> [Vec<&'static str>; 3] {
    let document = document(kinds);
    let names = |clauses: &[Clause]| clauses.iter().map(|clause| clause.kind.name()).collect();
    [names(document.body()), names(document.notes()), names(document.margins())]
}

#[test]
fn notes_come_after_the_body_and_margins_after_the_notes() {
    use ClauseKind::{Clause, Endnote, Footer, Footnote, Header};
    assert_eq!(
        regions(&[Clause, Footnote, Endnote, Header, Footer]),
        [vec!["clause"], vec!["footnote", "endnote"], vec!["header", "footer"]]
    );
    assert_eq!(regions(&[Clause, Header]), [vec!["clause"], vec![], vec!["header"]]);
    assert_eq!(regions(&[Clause]), [vec!["clause"], vec![], vec![]]);
    assert_eq!(regions(&[Footer]), [vec![], vec![], vec!["footer"]]);
}

#[test]
fn what_comes_late_stays_where_it_came() {
    use ClauseKind::{Clause, Footnote, Header};
    assert_eq!(
        regions(&[Clause, Header, Footnote, Clause]),
        [vec!["clause"], vec![], vec!["header", "footnote", "clause"]]
    );
}

#[test]
fn a_margin_stands_at_the_top_under_its_name() {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Schedule, Some(Label::typed("Schedule 1")));
    builder.open(ClauseKind::Header, Some(Label::generated("Header, first page")));
    builder.paragraph(Role::Body, "Draft", []);
    let document = builder.finish();
    let header = &document.margins()[0];
    assert_eq!((header.depth, header.parent), (0, None));
    assert_eq!(header.citation, "Header, first page");
    assert!(document.is_in_margins(header.id) && !document.is_in_margins(document.body()[0].id));
}
