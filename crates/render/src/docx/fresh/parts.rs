//! The package: what was written in, its parts, their types and how they relate out
//! (ECMA-376 part 2).

use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::links::Links;
use super::xml::Xml;
use super::{FreshOptions, NAMESPACES, WORD, Writer};

/// The types of parts that are word-processing.
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// A part: its name, its type, its text.
type Part = (&'static str, String, String);

impl Writer<'_> {
    /// The section: A4, margins of an inch, the page's number at the foot (§17.6.17).
    pub(super) fn section(&mut self, xml: &mut Xml) {
        xml.open("w:sectPr", &[]);
        if self.page_numbers {
            let footer = self.links.part("footer", "footer1.xml");
            xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &footer)]);
        }
        xml.raw("<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" ");
        xml.raw("w:bottom=\"1440\" w:left=\"1440\" w:header=\"708\" w:footer=\"708\" ");
        xml.raw("w:gutter=\"0\"/>");
        xml.close("w:sectPr");
    }
}

/// Writes all parts and packs them.
pub(super) fn pack(mut writer: Writer<'_>, options: &FreshOptions) -> ZipResult<Vec<u8>> {
    let body = writer.body();
    let mut relations = Vec::new();
    let mut parts: Vec<Part> =
        vec![("word/document.xml", format!("{WORD_TYPE}document.main+xml"), body)];
    for (endnotes, kind) in [(false, "footnotes"), (true, "endnotes")] {
        if writer.notes.has(endnotes) {
            let (text, links) = writer.notes(endnotes);
            writer.links.part(kind, &format!("{kind}.xml"));
            let (name, relationships) = if endnotes {
                ("word/endnotes.xml", "word/_rels/endnotes.xml.rels")
            } else {
                ("word/footnotes.xml", "word/_rels/footnotes.xml.rels")
            };
            parts.push((name, format!("{WORD_TYPE}{kind}+xml"), text));
            relations.push((relationships, links));
        }
    }
    if let Some(text) = writer.lists.part() {
        writer.links.part("numbering", "numbering.xml");
        parts.push(("word/numbering.xml", format!("{WORD_TYPE}numbering+xml"), text));
    }
    for (name, kind, text) in [
        ("word/styles.xml", "styles", writer.styles.part(&options.lang)),
        ("word/settings.xml", "settings", settings(&writer)),
    ] {
        writer.links.part(kind, &format!("{kind}.xml"));
        parts.push((name, format!("{WORD_TYPE}{kind}+xml"), text));
    }
    if options.page_numbers {
        parts.push(("word/footer1.xml", format!("{WORD_TYPE}footer+xml"), footer()));
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
    parts.push(("docProps/core.xml", core, core_properties(&writer, options)));
    zip(&writer, &parts, &relations)
}

fn zip(writer: &Writer<'_>, parts: &[Part], notes: &[(&str, Links)]) -> ZipResult<Vec<u8>> {
    let mut top = Links::default();
    top.part("officeDocument", "word/document.xml");
    top.core_properties("docProps/core.xml");
    let pictures = &writer.pictures;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        // No part knows the time: the same document gives the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        package.start_file(name, options)?;
        package.write_all(bytes)?;
        Ok::<(), zip::result::ZipError>(())
    };
    add("[Content_Types].xml", content_types(parts, !pictures.is_empty()).as_bytes())?;
    add("_rels/.rels", top.write().as_bytes())?;
    for (name, _, text) in parts {
        add(name, text.as_bytes())?;
    }
    add("word/_rels/document.xml.rels", pictures.relate(&writer.links).as_bytes())?;
    for (name, links) in notes.iter().filter(|(_, links)| !links.is_empty() || !pictures.is_empty())
    {
        add(name, pictures.relate(links).as_bytes())?;
    }
    for (name, bytes) in pictures.files() {
        add(&name, &bytes)?;
    }
    Ok(package.finish()?.into_inner())
}

fn content_types(parts: &[Part], pictures: bool) -> String {
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    let mut xml = Xml::part("Types", &[("xmlns", namespace)]);
    let relationships = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relationships)]);
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    if pictures {
        xml.empty("Default", &[("Extension", "png"), ("ContentType", "image/png")]);
    }
    for (name, kind, _) in parts {
        xml.empty("Override", &[("PartName", &format!("/{name}")), ("ContentType", kind)]);
    }
    xml.finish("Types")
}

/// The settings (§17.15.1): which notes are lines between text and notes, how endnotes are
/// numbered, and that the document is laid out as Word does since 2013.
fn settings(writer: &Writer<'_>) -> String {
    let mut xml = Xml::part("w:settings", &[("xmlns:w", WORD)]);
    xml.val("w:defaultTabStop", &super::layout::STEP.to_string());
    let ids = ["-1", "0"];
    if writer.notes.has(false) {
        xml.open("w:footnotePr", &[]);
        for id in ids {
            xml.empty("w:footnote", &[("w:id", id)]);
        }
        xml.close("w:footnotePr");
    }
    if writer.notes.has(true) {
        xml.open("w:endnotePr", &[]);
        xml.val("w:numFmt", "decimal");
        for id in ids {
            xml.empty("w:endnote", &[("w:id", id)]);
        }
        xml.close("w:endnotePr");
    }
    xml.raw("<w:compat>");
    let uri = "http://schemas.microsoft.com/office/word";
    let mode = [("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")];
    xml.empty("w:compatSetting", &mode);
    xml.raw("</w:compat>");
    xml.finish("w:settings")
}

fn footer() -> String {
    let mut xml = Xml::part("w:ftr", &NAMESPACES);
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    xml.raw("<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>");
    xml.raw("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>");
    xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
    xml.finish("w:ftr")
}

/// The core properties (ECMA-376 part 2 §8).
fn core_properties(writer: &Writer<'_>, options: &FreshOptions) -> String {
    let base = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    let elements = "http://purl.org/dc/elements/1.1/";
    let mut xml = Xml::part("cp:coreProperties", &[("xmlns:cp", base), ("xmlns:dc", elements)]);
    let meta = writer.document.meta();
    let mut property = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            xml.open(name, &[]);
            xml.text(value);
            xml.close(name);
        }
    };
    property("dc:title", meta.title.as_deref());
    property("dc:language", Some(&options.lang));
    property("cp:version", meta.version.as_deref());
    xml.finish("cp:coreProperties")
}
