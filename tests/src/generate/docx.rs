//! A generated code as DOCX, its numbers typed or computed by the word processor.
//!
//! The package has the least that a word processor opens (ECMA-376 part 1, 11.3): the document,
//! its styles and its numbering. Each level of the list is that of a level of the code (17.9.6).

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::code::{Clause, Code};
use super::list::{Body, Entry, list};

/// Who makes the numbers of a DOCX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// They stand in the text.
    Typed,
    /// The word processor computes them.
    Automatic,
}

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

impl Code {
    /// The code as a DOCX package, numbered `1`, `1.1`, `(a)`, `(i)`, without notes and formatting.
    ///
    /// # Errors
    ///
    /// Where the package cannot be written, which memory always can.
    pub fn docx(&self, numbers: Numbers) -> Result<Vec<u8>, zip::result::ZipError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("[Content_Types].xml", content_types()),
            ("_rels/.rels", relationships(&[("officeDocument", "word/document.xml")])),
            (
                "word/_rels/document.xml.rels",
                relationships(&[("styles", "styles.xml"), ("numbering", "numbering.xml")]),
            ),
            ("word/styles.xml", styles()),
            ("word/numbering.xml", numbering()),
            ("word/document.xml", document(self, numbers)),
        ] {
            package.start_file(name, options)?;
            package.write_all(content.as_bytes())?;
        }
        Ok(package.finish()?.into_inner())
    }
}

fn document(code: &Code, numbers: Numbers) -> String {
    let mut out = format!(r#"{DECLARATION}<w:document xmlns:w="{NAMESPACE}"><w:body>"#);
    for entry in list(code) {
        if let Body::Clause(clause) = entry.body {
            paragraph(&mut out, &entry, clause, numbers);
            table(&mut out, clause);
        }
    }
    out.push_str("<w:sectPr/></w:body></w:document>");
    out
}

fn paragraph(out: &mut String, entry: &Entry<'_>, clause: &Clause, numbers: Numbers) {
    let Entry { label, text, .. } = entry;
    out.push_str("<w:p><w:pPr>");
    if clause.level == 0 {
        out.push_str(r#"<w:pStyle w:val="Heading1"/>"#);
    }
    // Writing to a string cannot fail.
    let _ = match numbers {
        Numbers::Automatic if clause.term.is_none() => write!(
            out,
            r#"<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>"#,
            clause.level
        ),
        _ => write!(out, "</w:pPr>"),
    };
    match &clause.term {
        Some(term) => {
            run(out, "<w:rPr><w:b/></w:rPr>", term);
            run(out, "", text.strip_prefix(term.as_str()).unwrap_or(text));
        }
        None if numbers == Numbers::Typed => run(out, "", &format!("{label} {text}")),
        None => run(out, "", text),
    }
    out.push_str("</w:p>");
}

fn table(out: &mut String, clause: &Clause) {
    let Some(table) = &clause.table else { return };
    let columns = "<w:gridCol/>".repeat(table.columns.len());
    let _ = write!(out, "<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>");
    for (n, cells) in table.lines().enumerate() {
        row(out, if n == 0 { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" }, &cells);
    }
    out.push_str("</w:tbl>");
}

fn row(out: &mut String, properties: &str, cells: &[&str]) {
    let _ = write!(out, "<w:tr>{properties}");
    for cell in cells {
        out.push_str("<w:tc><w:p>");
        run(out, "", cell);
        out.push_str("</w:p></w:tc>");
    }
    out.push_str("</w:tr>");
}

/// A run of text; the generated words hold nothing that XML would have escaped.
fn run(out: &mut String, properties: &str, text: &str) {
    let _ = write!(out, r#"<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>"#);
}

fn content_types() -> String {
    let package = "application/vnd.openxmlformats-package.relationships+xml";
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, kind: &str| {
        format!(r#"<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>"#)
    };
    format!(
        r#"{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="{package}"/><Default Extension="xml" ContentType="application/xml"/>{}{}{}</Types>"#,
        part("document", "document.main"),
        part("styles", "styles"),
        part("numbering", "numbering"),
    )
}

fn relationships(targets: &[(&str, &str)]) -> String {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = format!(
        r#"{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
    );
    for (n, (kind, target)) in targets.iter().enumerate() {
        let _ = write!(out, r#"<Relationship Id="r{n}" Type="{kinds}/{kind}" Target="{target}"/>"#);
    }
    out.push_str("</Relationships>");
    out
}

fn styles() -> String {
    format!(
        r#"{DECLARATION}<w:styles xmlns:w="{NAMESPACE}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#
    )
}

fn numbering() -> String {
    let levels =
        [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")];
    let mut out = format!(
        r#"{DECLARATION}<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>"#
    );
    for (level, (format, text)) in levels.iter().enumerate() {
        let left = 720 * (level + 1);
        let _ = write!(
            out,
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{left}" w:hanging="720"/></w:pPr></w:lvl>"#
        );
    }
    out.push_str(
        r#"</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
    );
    out
}
