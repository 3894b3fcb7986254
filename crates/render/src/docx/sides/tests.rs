//! Each construct that tracks a change, accepted and rejected.

use std::sync::Arc;

use keeling_ooxml::Limits;
use keeling_ooxml::xml::Tree;

use super::super::options::TrackedView;
use super::{Dropped, side};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A side of a part with this in its root, without the root's own tags.
fn of(root: &str, xml: &str, view: TrackedView, dropped: &mut Dropped) -> String {
    let (open, close) = (format!("<w:{root} xmlns:w=\"{WORD}\">"), format!("</w:{root}>"));
    let tree = Arc::new(Tree::read("part.xml", format!("{open}{xml}{close}"), &Limits::default()));
    let (tree, settled) = side("part.xml", tree, view, dropped).unwrap();
    assert_eq!(settled, tree.xml() != format!("{open}{xml}{close}"), "{xml}");
    let inner = tree.xml().strip_prefix(&open).and_then(|xml| xml.strip_suffix(&close));
    inner.unwrap_or_else(|| panic!("{}", tree.xml())).to_owned()
}

/// The two sides of what stands in a body: accepted, and rejected.
fn sides(xml: &str) -> [String; 2] {
    [TrackedView::Accept, TrackedView::Reject]
        .map(|view| of("body", xml, view, &mut Dropped::default()))
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn gone(text: &str) -> String {
    format!("<w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r>")
}

/// A paragraph with these properties.
fn p(properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")
}

/// A paragraph whose mark has a tracked change.
fn marked(change: &str, content: &str) -> String {
    p(&format!("<w:rPr><w:{change} w:id=\"9\"/></w:rPr>"), content)
}

#[test]
fn what_is_not_tracked_stays_byte_for_byte() {
    let xml = format!("<w:p  w:rsidR='1' >{}<w:br /></w:p><!-- so -->\n", r("a"));
    assert_eq!(sides(&xml), [xml.clone(), xml]);
}

#[test]
fn text_that_is_inserted_or_deleted() {
    let back = "<w:r><w:t xml:space=\"preserve\">b </w:t></w:r>";
    for (come, go) in [("ins", "del"), ("moveTo", "moveFrom")] {
        let xml = format!(
            "<w:p>{}<w:{come} w:id=\"1\">{}</w:{come}><w:{go} w:id=\"2\">{}</w:{go}></w:p>",
            r("a"),
            r("c"),
            gone("b ")
        );
        let [accepted, rejected] = sides(&xml);
        assert_eq!(accepted, format!("<w:p>{}{}</w:p>", r("a"), r("c")));
        assert_eq!(rejected, format!("<w:p>{}{back}</w:p>", r("a")));
    }
}

#[test]
fn what_was_inserted_and_deleted_again_is_on_neither_side() {
    let xml = format!("<w:p><w:ins><w:del>{}</w:del></w:ins></w:p>", gone("a"));
    assert_eq!(sides(&xml), ["<w:p></w:p>", "<w:p></w:p>"]);
}

#[test]
fn codes_of_fields() {
    let xml = "<w:p><w:del><w:r><w:delInstrText> REF a </w:delInstrText></w:r></w:del></w:p>";
    let back = "<w:p><w:r><w:instrText> REF a </w:instrText></w:r></w:p>";
    assert_eq!(sides(xml), ["<w:p></w:p>", back]);
}

#[test]
fn ranges_of_moves_are_on_neither_side() {
    let range = |name: &str| format!("<w:{name}Start w:id=\"1\"/><w:{name}End w:id=\"1\"/>");
    for name in ["moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange"] {
        let xml = format!("<w:p>{}</w:p>{}", range(name), range(name));
        assert_eq!(sides(&xml), ["<w:p></w:p>", "<w:p></w:p>"], "{name}");
    }
}

#[test]
fn a_paragraph_whose_mark_goes_runs_on_into_the_next() {
    let xml = marked("ins", &r("a")) + &marked("del", &r("b")) + &p("<w:jc/>", &r("c"));
    let unmarked = |content: &str| p("<w:rPr></w:rPr>", content);
    let [accepted, rejected] = sides(&xml);
    assert_eq!(accepted, unmarked(&r("a")) + &p("<w:jc/>", &(r("b") + &r("c"))));
    assert_eq!(rejected, unmarked(&(r("a") + &r("b"))) + &p("<w:jc/>", &r("c")));
}

#[test]
fn a_paragraph_runs_on_into_a_control_but_not_into_a_table() {
    let control = |content: &str| format!("<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>");
    let xml = marked("ins", &r("a")) + &control(&p("", &r("b")));
    assert_eq!(sides(&xml)[1], control(&p("", &(r("a") + &r("b")))));
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("", &r("b")));
    let xml = marked("ins", &r("a")) + &table + &p("", "");
    assert_eq!(sides(&xml)[1], p("<w:rPr></w:rPr>", &r("a")) + &table + &p("", ""));
}

#[test]
fn paragraphs_at_the_end_stand_before_the_section() {
    let end = "<w:sectPr/>";
    let xml = p("", &r("a")) + &marked("ins", &format!("<w:ins>{}</w:ins>", r("b"))) + end;
    assert_eq!(sides(&xml)[1], p("", &r("a")) + end, "an empty one is none");
    let place = "<w:bookmarkStart w:id=\"1\"/>";
    let xml = p("", &r("a")) + &marked("ins", place) + end;
    assert_eq!(sides(&xml)[1], p("", &r("a")) + place + end);
    let xml = p("", &r("a")) + &marked("ins", &r("b")) + end;
    assert_eq!(sides(&xml)[1], p("", &r("a")) + &p("<w:rPr></w:rPr>", &r("b")) + end);
    let xml = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", marked("ins", ""));
    let kept = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("<w:rPr></w:rPr>", ""));
    assert_eq!(sides(&xml)[1], kept, "a cell has to have a paragraph");
}

#[test]
fn former_formatting_of_words() {
    let run = |properties: &str| format!("<w:p><w:r><w:rPr>{properties}</w:rPr></w:r></w:p>");
    let xml = run("<w:b/><w:rPrChange w:id=\"1\"><w:rPr><w:i/></w:rPr></w:rPrChange>");
    assert_eq!(sides(&xml), [run("<w:b/>"), run("<w:i/>")]);
    let xml = run("<w:b/><w:rPrChange w:id=\"1\"/>");
    assert_eq!(sides(&xml), [run("<w:b/>"), run("")]);
}

#[test]
fn former_properties_of_paragraphs() {
    let mark =
        "<w:rPr><w:del w:id=\"1\"/><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>";
    let former = "<w:pPrChange w:id=\"2\"><w:pPr><w:pStyle w:val=\"A\"/></w:pPr></w:pPrChange>";
    let xml = p(&format!("<w:jc/>{mark}<w:sectPr/>{former}"), "") + &p("", "");
    let [accepted, rejected] = sides(&xml);
    assert_eq!(accepted, p("", ""), "a paragraph goes with its section");
    let back = "<w:pStyle w:val=\"A\"/><w:rPr><w:i/></w:rPr><w:sectPr/>";
    assert_eq!(rejected, p(back, "") + &p("", ""));
}

#[test]
fn numbers_that_are_inserted() {
    let number = |more: &str| format!("<w:numPr><w:numId w:val=\"1\"/>{more}</w:numPr><w:jc/>");
    let xml = p(&number("<w:ins w:id=\"1\"/>"), "");
    assert_eq!(sides(&xml), [p(&number(""), ""), p("<w:jc/>", "")]);
    let xml = p(&number("<w:numberingChange w:id=\"1\" w:original=\"1.\"/>"), "");
    assert_eq!(sides(&xml), [p(&number(""), ""), p(&number(""), "")]);
}

#[test]
fn former_sections_keep_their_headers() {
    let xml = "<w:sectPr><w:headerReference/><w:pgSz w:w=\"2\"/><w:sectPrChange><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr></w:sectPrChange></w:sectPr>";
    let section =
        |w: u32| format!("<w:sectPr><w:headerReference/><w:pgSz w:w=\"{w}\"/></w:sectPr>");
    assert_eq!(sides(xml), [section(2), section(1)]);
}

/// A table with these properties of itself, its row, and its cell.
fn table([table, row, cell]: [&str; 3]) -> String {
    format!(
        "<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    )
}

#[test]
fn former_properties_of_tables() {
    let change = |name: &str| {
        let name = format!("{name}Pr");
        format!("<w:a/><w:{name}Change><w:{name}><w:b/></w:{name}></w:{name}Change>")
    };
    let xml = table([&change("tbl"), &change("tr"), &change("tc")]);
    assert_eq!(sides(&xml), [table(["<w:a/>"; 3]), table(["<w:b/>"; 3])]);
    let grid = |inner: &str| format!("<w:tbl><w:tblGrid>{inner}</w:tblGrid></w:tbl>");
    let xml = grid("<w:a/><w:tblGridChange><w:tblGrid><w:b/></w:tblGrid></w:tblGridChange>");
    assert_eq!(sides(&xml), [grid("<w:a/>"), grid("<w:b/>")]);
}

#[test]
fn rows_come_and_go_and_tables_with_all_their_rows() {
    let row = |properties: &str, cell: &str| {
        format!("<w:tr>{properties}<w:tc>{}</w:tc></w:tr>", p("", &r(cell)))
    };
    let change = |name: &str| format!("<w:trPr><w:{name} w:id=\"1\"/></w:trPr>");
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let xml = table(&(row("", "a") + &row(&change("ins"), "b") + &row(&change("del"), "c")));
    let [accepted, rejected] = sides(&xml);
    assert_eq!(accepted, table(&(row("", "a") + &row("", "b"))));
    assert_eq!(rejected, table(&(row("", "a") + &row("", "c"))));
    let xml = table(&row(&change("ins"), "a")) + &p("", "");
    assert_eq!(sides(&xml)[1], p("", ""));
}

#[test]
fn cells_come_and_go_and_rows_with_all_their_cells() {
    let cell = |property: &str| format!("<w:tc><w:tcPr>{property}</w:tcPr><w:p/></w:tc>");
    let row = |cells: &str| format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    let xml =
        row(&(cell("") + &cell("<w:cellIns w:id=\"1\"/>") + &cell("<w:cellDel w:id=\"2\"/>")));
    let two = row(&(cell("") + &cell("")));
    assert_eq!(sides(&xml), [two.clone(), two]);
    let xml = row(&cell("<w:cellIns w:id=\"1\"/>")) + "<w:p/>";
    assert_eq!(sides(&xml), [row(&cell("")) + "<w:p/>", "<w:p/>".to_owned()]);
}

#[test]
fn cells_are_merged_and_parted() {
    let xml = |merge: &str| {
        let width = "<w:tcW w:w=\"9\"/>";
        table(["", "<w:a/>", &format!("{width}<w:vMerge/><w:vAlign/>{merge}")])
    };
    let want =
        |merge: &str| table(["", "<w:a/>", &format!("<w:tcW w:w=\"9\"/>{merge}<w:vAlign/>")]);
    let restart = "<w:vMerge w:val=\"restart\"/>";
    let merged = xml("<w:cellMerge w:id=\"1\" w:vMerge=\"cont\"/>");
    assert_eq!(sides(&merged), [want("<w:vMerge/>"), want("")]);
    let parted = xml("<w:cellMerge w:id=\"1\" w:vMerge=\"rest\" w:vMergeOrig=\"cont\"/>");
    assert_eq!(sides(&parted), [want(restart), want("<w:vMerge/>")]);
}

#[test]
fn text_boxes_have_paragraphs_of_their_own() {
    let text_box = |content: &str| {
        format!("<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>")
    };
    let xml = marked("ins", &text_box(&marked("ins", &r("a")))) + &p("", &r("b"));
    let inner = text_box(&p("<w:rPr></w:rPr>", &r("a")));
    assert_eq!(sides(&xml)[1], p("", &(inner + &r("b"))));
}

#[test]
fn notes_go_with_their_markers() {
    let marker = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let xml = format!(
        "<w:p><w:ins>{}</w:ins><w:del>{}{}</w:del>{}</w:p>",
        marker(1),
        marker(2),
        marker(3),
        marker(3)
    );
    let note = |id: u32| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p("", &r("a")));
    let notes = note(1) + &note(2) + &note(3) + &note(4);
    for (view, gone, kept) in
        [(TrackedView::Accept, "2", [1, 3, 4]), (TrackedView::Reject, "1", [2, 3, 4])]
    {
        let mut dropped = Dropped::default();
        of("body", &xml, view, &mut dropped);
        assert_eq!(dropped, [vec![gone.to_owned()], vec![]]);
        let rest = of("footnotes", &notes, view, &mut dropped);
        assert_eq!(rest, kept.map(note).concat());
    }
}
