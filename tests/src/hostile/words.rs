//! Parts of a DOCX: nesting, masses, entities, encodings, links in a circle, absurd numbers.

use super::Outcome::{Either, Read, Refused};
use super::package::{body, docx, packed, part, root_relationships};
use super::{Hostile, Size};

/// Hostile parts.
pub(super) const ALL: &[Hostile] = &[
    Hostile { name: "nested-tables.docx", outcome: Refused("nested more than"), make: tables },
    Hostile { name: "empty-paragraphs.docx", outcome: Either, make: empty_paragraphs },
    Hostile { name: "long-run.docx", outcome: Read, make: long_run },
    Hostile { name: "many-cells.docx", outcome: Either, make: cells },
    Hostile { name: "entities.docx", outcome: Refused("word/document.xml"), make: entities },
    Hostile { name: "external-entity.docx", outcome: Refused("word/document.xml"), make: external },
    Hostile { name: "numbers.docx", outcome: Read, make: numbers },
    Hostile { name: "circular.docx", outcome: Read, make: circular },
    Hostile { name: "style-chain.docx", outcome: Read, make: style_chain },
    Hostile { name: "unclosed-fields.docx", outcome: Read, make: unclosed_fields },
    Hostile { name: "targets.docx", outcome: Read, make: targets },
    Hostile { name: "utf-16.docx", outcome: Read, make: utf_16 },
    Hostile { name: "wrong-encoding.docx", outcome: Refused("word/document.xml"), make: latin_1 },
    Hostile { name: "attributes.docx", outcome: Read, make: attributes },
    Hostile { name: "prefixes.docx", outcome: Refused("prefixes"), make: prefixes },
];

/// What is made of each number, one after the other.
fn each(numbers: std::ops::Range<usize>, make: impl Fn(usize) -> String) -> String {
    numbers.map(make).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn tables(size: Size) -> Vec<u8> {
    let count = size.of(1_000, 100_000);
    let open = "<w:tbl><w:tr><w:tc>".repeat(count);
    docx(body(&format!("{open}{}", "</w:tc></w:tr></w:tbl>".repeat(count))).as_bytes(), &[])
}

fn empty_paragraphs(size: Size) -> Vec<u8> {
    docx(body(&"<w:p/>".repeat(size.of(2_000, 1_000_000))).as_bytes(), &[])
}

/// One run of words that do not compress like a bomb.
fn long_run(size: Size) -> Vec<u8> {
    let len = size.of(1 << 15, 50 << 20);
    let mut text = String::with_capacity(len + 16);
    let mut state = 7_u32;
    while text.len() < len {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(["meter ", "supply ", "Panel ", "notice "][(state >> 30) as usize % 4]);
    }
    docx(body(&format!("<w:p>{}</w:p>", run(&text))).as_bytes(), &[])
}

fn cells(size: Size) -> Vec<u8> {
    let row = format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(50));
    let rows = row.repeat(size.of(40, 20_000));
    docx(body(&format!("<w:tbl>{rows}</w:tbl>")).as_bytes(), &[])
}

/// Entities that double their text at every step.
fn entities(_: Size) -> Vec<u8> {
    let steps = each(1..64, |step| format!("<!ENTITY e{step} \"&e{0};&e{0};\">", step - 1));
    let document = body(&format!("<w:p>{}</w:p>", run("&e63;")));
    docx(format!("<!DOCTYPE d [<!ENTITY e0 \"word\">{steps}]>{document}").as_bytes(), &[])
}

fn external(_: Size) -> Vec<u8> {
    let document = body(&format!("<w:p>{}</w:p>", run("&x;")));
    let kind = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
    docx(format!("{kind}{document}").as_bytes(), &[])
}

/// Numbers that are none, too large, or negative, wherever there can be numbers.
fn numbers(_: Size) -> Vec<u8> {
    let values = ["", "-1", "abc", "2147483648", "99999999999999999999", "1e9", "0x10", "NaN"];
    let level = |value: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{value}\"><w:lvl w:ilvl=\"{value}\"><w:start \
             w:val=\"{value}\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.%99.%\"/>\
             <w:lvlRestart w:val=\"{value}\"/></w:lvl></w:abstractNum><w:num w:numId=\"{value}\">\
             <w:abstractNumId w:val=\"{value}\"/><w:lvlOverride w:ilvl=\"{value}\">\
             <w:startOverride w:val=\"{value}\"/></w:lvlOverride></w:num>"
        )
    };
    let paragraph = |value: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{value}\"/><w:numId w:val=\"{value}\"/></w:numPr>\
             <w:ind w:left=\"{value}\"/><w:outlineLvl w:val=\"{value}\"/></w:pPr>{}</w:p>\
             <w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"{value}\"/></w:trPr><w:tc><w:tcPr>\
             <w:gridSpan w:val=\"{value}\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
            run("clause"),
            format_args!("<w:p>{}</w:p>", run("cell")),
        )
    };
    let huge = "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start \
                w:val=\"2147483647\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"%1\"/>\
                </w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"7\"/></w:num>";
    let counted = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr>\
                   <w:r><w:t>huge</w:t></w:r></w:p>";
    let text: String = values.iter().copied().map(paragraph).collect();
    let lists: String = values.iter().copied().map(level).collect();
    let numbering = part("numbering", &format!("{lists}{huge}"));
    let document = body(&format!("{text}{}", counted.repeat(3)));
    docx(document.as_bytes(), &[("word/numbering.xml", &numbering)])
}

fn style(id: &str, based_on: &str, more: &str) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:basedOn w:val=\"{based_on}\"/>\
         <w:link w:val=\"{based_on}\"/>{more}</w:style>"
    )
}

/// Styles based on each other, and lists that are defined by styles that are in those lists.
fn circular(_: Size) -> Vec<u8> {
    let in_list = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let list = "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId \
                w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let styles =
        format!("{}{}{}{list}", style("A", "B", in_list), style("B", "A", ""), style("C", "C", ""));
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"L\"/>\
                     <w:styleLink w:val=\"L\"/></w:abstractNum><w:num w:numId=\"1\">\
                     <w:abstractNumId w:val=\"0\"/></w:num>";
    let text: String = ["A", "B", "C"]
        .map(|id| format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{}</w:p>", run(id)))
        .concat();
    let (styles, numbering) = (part("styles", &styles), part("numbering", numbering));
    let more = [("word/styles.xml", styles.as_str()), ("word/numbering.xml", numbering.as_str())];
    docx(body(&text).as_bytes(), &more)
}

/// Styles each based on the one before, the last first.
fn style_chain(size: Size) -> Vec<u8> {
    let count = size.of(500, 50_000);
    let chain: String =
        (0..count).rev().map(|at| style(&format!("s{at}"), &format!("s{}", at + 1), "")).collect();
    let text = format!("<w:p><w:pPr><w:pStyle w:val=\"s0\"/></w:pPr>{}</w:p>", run("text"));
    let styles = part("styles", &chain);
    docx(body(&text.repeat(size.of(50, 1_000))).as_bytes(), &[("word/styles.xml", &styles)])
}

fn unclosed_fields(size: Size) -> Vec<u8> {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a \\h\
                 </w:instrText></w:r>";
    let count = size.of(1_000, 100_000);
    let stray = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let text = format!("<w:p>{stray}{}{}</w:p>", field.repeat(count), run("text"));
    docx(body(&format!("{text}<w:p>{}</w:p>", run("after"))).as_bytes(), &[])
}

/// Relationships that lead out of the package, to themselves, and nowhere.
fn targets(size: Size) -> Vec<u8> {
    let away =
        ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "document.xml", "%2e", ""];
    let count = size.of(100, 20_000);
    let relationships = each(0..count, |at| {
        let target = away.get(at % away.len()).copied().unwrap_or_default();
        let kind =
            ["image", "header", "footnotes", "settings"].get(at % 4).copied().unwrap_or_default();
        format!(
            "<Relationship Id=\"r{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    });
    let relationships = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         {relationships}</Relationships>"
    );
    let office = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let pictures =
        each(0..count, |at| format!("<w:drawing><a {office} r:embed=\"r{at}\"/></w:drawing>"));
    let headers = each(0..count, |at| format!("<w:headerReference {office} r:id=\"r{at}\"/>"));
    let text =
        format!("<w:p>{}<w:r>{pictures}</w:r></w:p><w:sectPr>{headers}</w:sectPr>", run("a"));
    packed(&[
        ("_rels/.rels", root_relationships().as_bytes()),
        ("word/_rels/document.xml.rels", relationships.as_bytes()),
        ("word/document.xml", body(&text).as_bytes()),
    ])
}

fn utf_16(_: Size) -> Vec<u8> {
    let document = body(&format!("<w:p>{}</w:p>", run("stra\u{DF}e \u{1F600}")));
    let units = std::iter::once(0xFEFF).chain(document.encode_utf16());
    docx(&units.flat_map(u16::to_le_bytes).collect::<Vec<_>>(), &[])
}

fn latin_1(_: Size) -> Vec<u8> {
    let document = body(&format!("<w:p>{}</w:p>", run("stra_e")));
    let bytes = document.bytes().map(|byte| if byte == b'_' { 0xDF } else { byte });
    docx(&bytes.collect::<Vec<_>>(), &[])
}

/// An element with very many attributes, and one with a very long one.
fn attributes(size: Size) -> Vec<u8> {
    let count = size.of(1_000, 200_000);
    let many = each(0..count, |at| format!(" w:a{at}=\"\""));
    let long = "x".repeat(count);
    let text =
        format!("<w:p{many}><w:pPr><w:pStyle w:val=\"{long}\"/></w:pPr>{}</w:p>", run("text"));
    docx(body(&text).as_bytes(), &[])
}

fn prefixes(size: Size) -> Vec<u8> {
    let count = size.of(10_000, 100_000);
    let many = each(0..count, |at| format!(" xmlns:a{at}=\"b\""));
    docx(body(&format!("<w:p{many}/>")).as_bytes(), &[])
}
