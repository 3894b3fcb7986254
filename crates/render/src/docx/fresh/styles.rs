//! Styles: which ones a document uses in, the part of styles out (ECMA-376 part 1 §17.7).
//!
//! The names are Word's own where it has one, so that the styles of another document fit. Headings
//! stand out by size and colour and not by weight: what the text itself has bold stays to be seen,
//! and to be read again.

use super::layout::{STEP, twips};
use super::runs::FIXED_WIDTH;
use super::xml::Xml;

/// The face of text.
const FACE: &str = "Calibri";
const BLUE: &str = "1F3864";
const GREY: &str = "595959";

/// The styles that depend on how deep the document goes.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The deepest numbered clause.
    clauses: i32,
    /// The deepest text.
    texts: i32,
}

/// A paragraph style.
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    based_on: &'a str,
    /// What it says of paragraphs and of words, as XML.
    paragraph: &'a str,
    words: &'a str,
}

impl Styles {
    /// The style of numbered clauses whose text is set in by so many steps.
    pub(super) fn clause(&mut self, steps: i32) -> String {
        self.clauses = self.clauses.max(steps);
        format!("Clause{steps}")
    }

    /// The style of text that is set in by so many steps.
    pub(super) fn text(&mut self, steps: i32) -> String {
        if steps == 0 {
            return "BodyText".to_owned();
        }
        self.texts = self.texts.max(steps);
        format!("ClauseText{steps}")
    }

    /// The part.
    pub(super) fn part(&self, lang: &str) -> String {
        let mut xml = Xml::part("w:styles", &[("xmlns:w", super::WORD)]);
        defaults(&mut xml, lang);
        xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">");
        xml.raw("<w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
        xml.raw(
            "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">",
        );
        xml.raw("<w:name w:val=\"Default Paragraph Font\"/><w:semiHidden/></w:style>");
        xml.raw(TABLE_STYLES);
        headings(&mut xml);
        for style in &FIXED {
            style.write(&mut xml);
        }
        let code = format!(
            "<w:rFonts w:ascii=\"{FIXED_WIDTH}\" w:hAnsi=\"{FIXED_WIDTH}\" w:cs=\"{FIXED_WIDTH}\"/><w:sz w:val=\"20\"/>"
        );
        Style {
            id: "HTMLPreformatted",
            name: "HTML Preformatted",
            based_on: "Normal",
            paragraph: "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
            words: &code,
        }
        .write(&mut xml);
        for steps in 1..=self.clauses {
            let left = twips(steps);
            let paragraph = format!("<w:ind w:left=\"{left}\" w:hanging=\"{STEP}\"/>");
            of_depth(&mut xml, &format!("Clause{steps}"), &format!("Clause {steps}"), &paragraph);
        }
        for steps in 1..=self.texts {
            let paragraph = format!("<w:ind w:left=\"{}\"/>", twips(steps));
            let (id, name) = (format!("ClauseText{steps}"), format!("Clause Text {steps}"));
            of_depth(&mut xml, &id, &name, &paragraph);
        }
        for (id, name, words) in [
            ("FootnoteReference", "footnote reference", RAISED),
            ("EndnoteReference", "endnote reference", RAISED),
            ("Hyperlink", "Hyperlink", "<w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/>"),
            ("HTMLCode", "HTML Code", &code),
        ] {
            xml.open("w:style", &[("w:type", "character"), ("w:styleId", id)]);
            xml.val("w:name", name);
            xml.val("w:basedOn", "DefaultParagraphFont");
            xml.open("w:rPr", &[]);
            xml.raw(words);
            xml.raw("</w:rPr></w:style>");
        }
        xml.finish("w:styles")
    }
}

impl Style<'_> {
    fn write(&self, xml: &mut Xml) {
        xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", self.id)]);
        xml.val("w:name", self.name);
        xml.val("w:basedOn", self.based_on);
        xml.empty("w:qFormat", &[]);
        if !self.paragraph.is_empty() {
            xml.open("w:pPr", &[]);
            xml.raw(self.paragraph);
            xml.close("w:pPr");
        }
        if !self.words.is_empty() {
            xml.open("w:rPr", &[]);
            xml.raw(self.words);
            xml.close("w:rPr");
        }
        xml.close("w:style");
    }
}

fn of_depth(xml: &mut Xml, id: &str, name: &str, paragraph: &str) {
    Style { id, name, based_on: "Normal", paragraph, words: "" }.write(xml);
}

/// What holds where no style says otherwise (§17.7.5).
fn defaults(xml: &mut Xml, lang: &str) {
    xml.raw("<w:docDefaults><w:rPrDefault><w:rPr>");
    let faces = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].map(|name| (name, FACE));
    xml.empty("w:rFonts", &faces);
    xml.raw("<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>");
    xml.val("w:lang", lang);
    xml.raw("</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>");
    xml.raw("<w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/>");
    xml.raw("</w:pPr></w:pPrDefault></w:docDefaults>");
}

/// The styles of headings, each level a little smaller.
fn headings(xml: &mut Xml) {
    let sizes = [34, 28, 25, 23, 22, 22, 22, 22, 22];
    for (index, size) in sizes.iter().enumerate() {
        let level = index + 1;
        let above = if level == 1 { 360 } else { 240 };
        let colour = if level < 6 { BLUE } else { GREY };
        let paragraph = format!(
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{above}\" w:after=\"120\"/><w:outlineLvl w:val=\"{index}\"/>"
        );
        Style {
            id: &format!("Heading{level}"),
            name: &format!("heading {level}"),
            based_on: "Normal",
            paragraph: &paragraph,
            words: &format!("<w:color w:val=\"{colour}\"/><w:sz w:val=\"{size}\"/>"),
        }
        .write(xml);
    }
}

const RAISED: &str = "<w:vertAlign w:val=\"superscript\"/>";

const NOTE: &str = "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>";

/// The styles that every document has.
const FIXED: [Style<'static>; 8] = [
    Style {
        id: "Title",
        name: "Title",
        based_on: "Normal",
        paragraph: "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/>",
        words: "<w:color w:val=\"1F3864\"/><w:sz w:val=\"48\"/>",
    },
    Style { id: "BodyText", name: "Body Text", based_on: "Normal", paragraph: "", words: "" },
    Style {
        id: "Quote",
        name: "Quote",
        based_on: "Normal",
        paragraph: "<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"BFBFBF\"/></w:pBdr>",
        words: "<w:color w:val=\"404040\"/>",
    },
    Style {
        id: "ListBullet",
        name: "List Bullet",
        based_on: "Normal",
        paragraph: "<w:spacing w:after=\"60\"/>",
        words: "",
    },
    Style {
        id: "TableText",
        name: "Table Text",
        based_on: "Normal",
        paragraph: "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        words: "<w:sz w:val=\"20\"/>",
    },
    Style {
        id: "FootnoteText",
        name: "footnote text",
        based_on: "Normal",
        paragraph: NOTE,
        words: "<w:sz w:val=\"18\"/>",
    },
    Style {
        id: "EndnoteText",
        name: "endnote text",
        based_on: "Normal",
        paragraph: NOTE,
        words: "<w:sz w:val=\"18\"/>",
    },
    Style {
        id: "Footer",
        name: "footer",
        based_on: "Normal",
        paragraph: "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>",
        words: "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/>",
    },
];

/// The styles of tables: the plain one, and one with lines whose header rows stand out. What is
/// bold by a table's style is no emphasis of the author's.
const TABLE_STYLES: &str = concat!(
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">",
    "<w:name w:val=\"Normal Table\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>",
    "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>",
    "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar>",
    "</w:tblPr></w:style>",
    "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>",
    "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>",
    "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>",
    "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>",
    "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>",
    "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>",
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>",
    "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/></w:tblBorders></w:tblPr>",
    "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr><w:tcPr>",
    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7ECF4\"/></w:tcPr></w:tblStylePr></w:style>",
);
