//! Tracked changes, read as accepted.

use insta::assert_snapshot;

use super::body;
use super::packages::{Package, p, r};

/// The properties of a paragraph whose mark has this tracked change.
fn mark(change: &str) -> String {
    format!("<w:rPr><w:{change} w:id=\"1\"/></w:rPr>")
}

#[test]
fn insertions_stay_and_deletions_go() {
    let xml = format!(
        "<w:p>{}<w:del>{}</w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        r("", "The "),
        "<w:r><w:delText>Supplier</w:delText></w:r>",
        r("", "Panel"),
        r("", " from"),
        r("<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>", " to"),
    );
    assert_snapshot!(body(&xml), @r"
    The Panel to
    tracked-changes-accepted: tracked changes are read as accepted: 1 insertion, 1 deletion, 1 move, 1 change of formatting
    ");
}

#[test]
fn a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() {
    let xml = format!(
        "{}{}{}",
        p(&mark("del"), "One "),
        p(&format!(r#"<w:ind w:left="720"/>{}"#, mark("del")), "two "),
        p(r#"<w:ind w:left="360"/>"#, "three")
    );
    assert_snapshot!(body(&xml), @r"
    One two three >360
    tracked-changes-accepted: tracked changes are read as accepted: 2 deletions
    ");
}

#[test]
fn a_deleted_mark_does_not_join_over_the_end_of_a_cell() {
    let xml = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>{}",
        p(&mark("del"), "a"),
        p("", "b"),
        p(&mark("del"), "last")
    );
    assert_snapshot!(body(&xml), @r"
    table [a][b]
    last
    tracked-changes-accepted: tracked changes are read as accepted: 2 deletions
    ");
}

#[test]
fn deleted_paragraphs_take_no_number() {
    let item = |mark: &str, text: &str| {
        let list = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
        p(&format!("{list}{mark}"), text)
    };
    let gone = item(&mark("del"), "").replace("<w:r><w:t></w:t></w:r>", "");
    let lists = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let package = Package::new(&(item("", "one") + &gone + &item(&mark("ins"), "two")));
    assert_snapshot!(super::show(&super::read(&package.numbering(lists))), @r"
    [1.] one
    [2.] two
    tracked-changes-accepted: tracked changes are read as accepted: 1 insertion, 1 deletion
    ");
}

#[test]
fn rows_come_and_go_as_a_whole() {
    let row = |change: &str, text: &str| {
        format!("<w:tr><w:trPr>{change}</w:trPr><w:tc>{}</w:tc></w:tr>", p("", text))
    };
    let xml = format!(
        "<w:tbl>{}{}{}</w:tbl>{}",
        row("", "stays"),
        row("<w:del/>", "goes"),
        row("<w:ins/>", "comes"),
        p("", "after")
    );
    assert_snapshot!(body(&xml), @r"
    table [stays] | [comes]
    after
    tracked-changes-accepted: tracked changes are read as accepted: 1 insertion, 1 deletion
    ");
}

#[test]
fn a_paragraph_without_its_mark_goes_on_behind_a_table_that_is_gone() {
    let row = |change: &str, text: &str| {
        format!("<w:tr><w:trPr>{change}</w:trPr><w:tc>{}</w:tc></w:tr>", p("", text))
    };
    let gone = format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "a"), row("<w:moveFrom/>", "b"));
    let xml = p(&mark("del"), "3.1 ") + &gone + &gone + &p(r#"<w:ind w:left="360"/>"#, "goes on");
    assert_snapshot!(body(&xml), @r"
    3.1 goes on >360
    tracked-changes-accepted: tracked changes are read as accepted: 3 deletions, 2 moves
    ");
    let half = format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "a"), row("", "b"));
    assert_snapshot!(body(&(p(&mark("del"), "before") + &half + &p("", "behind"))), @r"
    before
    table [b]
    behind
    tracked-changes-accepted: tracked changes are read as accepted: 2 deletions
    ");
    // The table stands in the cell of another one, as the paragraphs do.
    let cell = p(&mark("del"), "one ") + &gone + &p("", "two");
    let xml = p(&mark("del"), "before")
        + &format!("<w:tbl><w:tr><w:tc>{gone}{cell}</w:tc></w:tr></w:tbl>");
    assert_snapshot!(body(&xml), @r"
    before
    table [one two]
    tracked-changes-accepted: tracked changes are read as accepted: 4 deletions, 2 moves
    ");
}

#[test]
fn former_properties_are_not_read() {
    let before = r#"<w:pPrChange><w:pPr><w:outlineLvl w:val="0"/><w:ind w:left="99"/></w:pPr></w:pPrChange>"#;
    assert_snapshot!(body(&p(before, "text")), @r"
    text
    tracked-changes-accepted: tracked changes are read as accepted: 1 change of formatting
    ");
}
