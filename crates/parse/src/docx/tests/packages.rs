//! Packages made of a few parts.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The declarations that every part has.
pub(super) const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml""#,
);

/// A package in the making.
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    relationships: String,
}

impl Package {
    /// A document with this between the tags of its body.
    pub(super) fn new(body: &str) -> Self {
        Self::with_document(format!(
            r"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        ))
    }

    /// A document whose main part is this.
    pub(super) fn with_document(xml: impl AsRef<[u8]>) -> Self {
        let package = Self { parts: Vec::new(), relationships: String::new() };
        package.part("word/document.xml", xml).part(
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
                <Relationship Id="c" Type="x/core-properties" Target="docProps/core.xml"/>
                </Relationships>"#
            ),
        )
    }

    /// With a part of this name.
    pub(super) fn part(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.parts.push((name.to_owned(), bytes.as_ref().to_vec()));
        self
    }

    /// With styles, given as the `w:style` elements.
    pub(super) fn styles(self, styles: &str) -> Self {
        self.related("styles", "styles", styles)
    }

    /// With lists, given as the `w:abstractNum` and `w:num` elements.
    pub(super) fn numbering(self, lists: &str) -> Self {
        self.related("numbering", "numbering", lists)
    }

    /// With footnotes, given as the `w:footnote` elements.
    pub(super) fn footnotes(self, notes: &str) -> Self {
        self.related("footnotes", "footnotes", notes)
    }

    /// With endnotes, given as the `w:endnote` elements.
    pub(super) fn endnotes(self, notes: &str) -> Self {
        self.related("endnotes", "endnotes", notes)
    }

    /// With a relationship of the main part.
    pub(super) fn relationship(mut self, id: &str, kind: &str, target: &str) -> Self {
        let mode = if target.contains("://") { r#" TargetMode="External""# } else { "" };
        write!(
            self.relationships,
            r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>"#
        )
        .unwrap();
        self
    }

    /// The package as a ZIP file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let relationships = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
            self.relationships
        );
        let rels = ("word/_rels/document.xml.rels".to_owned(), relationships.into_bytes());
        for (name, bytes) in self.parts.iter().chain([&rels]) {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn related(self, kind: &str, root: &str, content: &str) -> Self {
        let xml = format!("<w:{root} {NAMESPACES}>{content}</w:{root}>");
        self.part(&format!("word/{kind}.xml"), xml).relationship(kind, kind, &format!("{kind}.xml"))
    }
}

/// A paragraph of one run, with these paragraph properties.
pub(super) fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A run with these properties.
pub(super) fn r(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}
