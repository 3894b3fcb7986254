//! Lists as Word counts them, one rule a test.

use crate::xml::Tree;
use crate::{Counters, Limits, NumberFormat, NumberingTable, StyleTable, format_number};

/// A level: format, text, and further properties.
fn level(index: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>"#
    )
}

fn list(id: usize, levels: &[String]) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{}</w:abstractNum>"#, levels.concat())
}

fn num(id: usize, list: usize, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{list}"/>{overrides}</w:num>"#)
}

fn start_override(level: usize, start: i64) -> String {
    format!(r#"<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>"#)
}

fn table(xml: &str, styles: &StyleTable) -> NumberingTable {
    let xml = format!(
        r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{xml}</w:numbering>"#
    );
    NumberingTable::read(&Tree::read("numbering.xml", xml, &Limits::default()), styles).unwrap()
}

/// What paragraphs of these instances and levels show.
fn count(xml: &str, paragraphs: &[(i64, u8)]) -> Vec<String> {
    let table = table(xml, &StyleTable::default());
    let mut counters = Counters::new(&table);
    let shown = |&(num, level): &(i64, u8)| {
        counters.count(num, level).map_or_else(|| "none".to_owned(), |number| number.shown)
    };
    paragraphs.iter().map(shown).collect()
}

/// Three levels: 1, 1.1, (a).
fn clauses(more: [&str; 3]) -> String {
    list(
        0,
        &[
            level(0, "decimal", "%1", more[0]),
            level(1, "decimal", "%1.%2", more[1]),
            level(2, "lowerLetter", "(%3)", more[2]),
        ],
    )
}

#[test]
fn a_paragraph_starts_the_levels_below_its_own_again() {
    let xml = clauses(["", "", ""]) + &num(1, 0, "");
    let shown = count(&xml, &[(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]);
    assert_eq!(shown, ["1", "1.1", "(a)", "(b)", "1.2", "(a)", "2", "2.1"]);
}

#[test]
fn a_level_can_go_on_or_start_again_only_after_a_given_level() {
    let never = r#"<w:lvlRestart w:val="0"/>"#;
    let xml = clauses(["", "", never]) + &num(1, 0, "");
    assert_eq!(count(&xml, &[(1, 1), (1, 2), (1, 0), (1, 1), (1, 2)])[4], "(b)");
    let after_first = r#"<w:lvlRestart w:val="1"/>"#;
    let xml = clauses(["", "", after_first]) + &num(1, 0, "");
    let shown = count(&xml, &[(1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]);
    assert_eq!(shown, ["1.1", "(a)", "1.2", "(b)", "2", "2.1", "(a)"]);
}

#[test]
fn levels_that_are_passed_over_count_as_used() {
    let xml = clauses(["", "", ""]) + &num(1, 0, "");
    assert_eq!(count(&xml, &[(1, 1), (1, 1), (1, 0), (1, 1)]), ["1.1", "1.2", "2", "2.1"]);
    // So they do where the instance says that they start anew.
    let anew = start_override(0, 1) + &start_override(1, 1);
    let xml = clauses(["", "", ""]) + &num(1, 0, &anew);
    assert_eq!(count(&xml, &[(1, 1), (1, 0), (1, 1)]), ["1.1", "2", "2.1"]);
}

#[test]
fn instances_of_a_list_count_on_unless_they_override_the_start() {
    let xml = clauses(["", "", ""])
        + &num(1, 0, "")
        + &num(2, 0, "")
        + &num(3, 0, &(start_override(0, 1) + &start_override(1, 1)));
    let shown = count(&xml, &[(1, 0), (2, 0), (3, 0), (3, 1), (3, 1), (3, 0), (1, 0)]);
    assert_eq!(shown, ["1", "2", "1", "1.1", "1.2", "2", "3"]);
}

#[test]
fn an_instance_can_replace_a_level() {
    let changed = format!(
        r#"<w:lvlOverride w:ilvl="0">{}</w:lvlOverride>"#,
        level(0, "upperRoman", "Part %1:", "")
    );
    let xml = clauses(["", "", ""]) + &num(1, 0, "") + &num(2, 0, &changed);
    assert_eq!(count(&xml, &[(1, 0), (2, 0), (1, 0)]), ["1", "Part II:", "3"]);
}

#[test]
fn legal_levels_show_all_numbers_in_decimal() {
    let xml = list(
        0,
        &[level(0, "upperRoman", "%1.", ""), level(1, "decimalZero", "%1.%2", "<w:isLgl/>")],
    ) + &num(1, 0, "");
    assert_eq!(count(&xml, &[(1, 0), (1, 1)]), ["I.", "1.1"]);
}

#[test]
fn text_without_numbers_and_numbers_without_text() {
    let xml = list(
        0,
        &[
            level(0, "none", "Article", ""),
            level(1, "decimal", "", ""),
            level(2, "bullet", "\u{F0B7}", ""),
            level(3, "decimal", "100% %4 %5", ""),
            level(4, "lowerLetter", "%5", "<w:rPr><w:vanish/></w:rPr>"),
        ],
    ) + &num(1, 0, "");
    let shown = count(&xml, &[(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (2, 0)]);
    assert_eq!(shown, ["Article", "", "•", "100% 1 ", "", "none", "none"]);
}

#[test]
fn a_list_can_be_a_copy_of_a_numbering_style() {
    let defined = list(0, &[level(0, "decimal", "%1)", ""), r#"<w:styleLink w:val="S"/>"#.into()]);
    let copy = list(1, &[r#"<w:numStyleLink w:val="S"/>"#.to_owned()]);
    let xml = defined + &copy + &num(1, 0, "") + &num(2, 1, "");
    assert_eq!(count(&xml, &[(1, 0), (2, 0)]), ["1)", "2)"]);
}

#[test]
fn formats_newer_than_2007_come_in_alternate_content() {
    let custom = r#"<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent>
        <mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>
        <mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>
        <w:lvlText w:val="%1"/></w:lvl>"#;
    let xml = list(0, &[custom.to_owned()]) + &num(1, 0, "");
    assert_eq!(count(&xml, &[(1, 0)]), ["007"]);
}

#[test]
fn styles_are_put_on_the_level_that_names_them() {
    let styles = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/>
            <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
        <w:style w:type="paragraph" w:styleId="C"><w:name w:val="C"/><w:basedOn w:val="B"/></w:style>
        <w:style w:type="paragraph" w:styleId="D"><w:name w:val="D"/><w:basedOn w:val="A"/>
            <w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let styles =
        StyleTable::read(&Tree::read("styles.xml", styles.to_owned(), &Limits::default())).unwrap();
    let linked = r#"<w:pStyle w:val="B"/>"#;
    let table = table(&(clauses(["", linked, ""]) + &num(1, 0, "")), &styles);
    let level = |id: &str| {
        let style = styles.get(styles.paragraph(id).unwrap()).unwrap();
        table.level_of(style.numbering.as_ref().unwrap())
    };
    assert_eq!([level("A"), level("B"), level("C"), level("D")], [0, 1, 1, 2]);
}

#[test]
fn formats_of_numbers() {
    let write = |format, numbers: &[i64]| {
        numbers.iter().map(|&n| format_number(format, n)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(write(NumberFormat::LowerLetter, &[1, 26, 27, 28, 53]), "a z aa bb aaa");
    assert_eq!(
        write(NumberFormat::UpperRoman, &[1, 4, 9, 14, 1999, 2024]),
        "I IV IX XIV MCMXCIX MMXXIV"
    );
    assert_eq!(write(NumberFormat::Padded(2), &[1, 10, 100]), "01 10 100");
    assert_eq!(
        write(NumberFormat::Ordinal, &[1, 2, 3, 4, 11, 12, 21, 112]),
        "1st 2nd 3rd 4th 11th 12th 21st 112th"
    );
    assert_eq!(write(NumberFormat::Chicago, &[1, 4, 5]), "* § **");
    assert_eq!(write(NumberFormat::InDashes, &[2]), "- 2 -");
    assert_eq!(format_number(NumberFormat::CardinalText, 121), "One hundred twenty-one");
    assert_eq!(format_number(NumberFormat::OrdinalText, 20), "Twentieth");
    assert_eq!(format_number(NumberFormat::OrdinalText, 12), "Twelfth");
    assert_eq!(format_number(NumberFormat::OrdinalText, 1100), "One thousand one hundredth");
}

#[test]
fn numbers_beyond_a_format_are_decimals() {
    for format in [NumberFormat::LowerLetter, NumberFormat::UpperRoman, NumberFormat::CardinalText]
    {
        assert_eq!(format_number(format, i64::MAX), i64::MAX.to_string());
        assert_eq!(format_number(format, -1), "-1");
    }
    assert_eq!(format_number(NumberFormat::LowerLetter, 0), "0");
}

#[test]
fn hostile_lists_do_not_grow_without_end() {
    let text = "%1".repeat(100_000);
    let start = r#"<w:start w:val="780"/>"#;
    let xml = list(0, &[level(0, "lowerLetter", &text, start)]) + &num(1, 0, "");
    assert!(count(&xml, &[(1, 0)])[0].len() < 2_000);
    let start = r#"<w:start w:val="9223372036854775807"/>"#;
    let xml = list(0, &[level(0, "decimal", "%1", start)]) + &num(1, 0, "");
    assert_eq!(count(&xml, &[(1, 0), (1, 0)])[1], i64::MAX.to_string());
}
