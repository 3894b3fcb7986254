//! Small DOCX packages, written as the XML of their parts.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The declarations that every part has.
const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#,
);

/// A package in the making.
#[derive(Clone, Debug)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    relationships: String,
    types: String,
}

impl Package {
    /// A document with this between the tags of its body.
    pub fn new(body: &str) -> Self {
        let package =
            Self { parts: Vec::new(), relationships: String::new(), types: String::new() };
        let xml = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
        let root = format!(
            r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        package.typed("word/document.xml", "document.main", xml).part("_rels/.rels", root)
    }

    /// With a part of this name.
    pub fn part(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.parts.push((name.to_owned(), bytes.as_ref().to_vec()));
        self
    }

    /// With styles, given as the `w:style` elements.
    pub fn styles(self, styles: &str) -> Self {
        self.related("styles", "styles", styles)
    }

    /// With lists, given as the `w:abstractNum` and `w:num` elements.
    pub fn lists(self, lists: &str) -> Self {
        self.related("numbering", "numbering", lists)
    }

    /// With footnotes, given as the `w:footnote` elements.
    pub fn footnotes(self, notes: &str) -> Self {
        self.related("footnotes", "footnotes", notes)
    }

    /// With endnotes, given as the `w:endnote` elements.
    pub fn endnotes(self, notes: &str) -> Self {
        self.related("endnotes", "endnotes", notes)
    }

    /// With a comment of each of these ids, which the body has to refer to.
    pub fn comments(self, ids: impl IntoIterator<Item = usize>) -> Self {
        let comment =
            |id| format!(r#"<w:comment w:id="{id}" w:author="A">{}</w:comment>"#, p("Look."));
        let comments: String = ids.into_iter().map(comment).collect();
        self.related("comments", "comments", &comments)
    }

    /// With a header, which the body has to refer to as `rIdheader`.
    pub fn header(self, content: &str) -> Self {
        self.related("header", "hdr", content)
    }

    /// With a relationship of the main part.
    pub fn link(mut self, id: &str, kind: &str, target: &str, external: bool) -> Self {
        let mode = if external { r#" TargetMode="External""# } else { "" };
        let _ = write!(
            self.relationships,
            r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>"#
        );
        self
    }

    /// The bytes of the package.
    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let links = format!(
            r#"<Relationships xmlns="{PACKAGE}/relationships">{}</Relationships>"#,
            self.relationships
        );
        let types = format!(
            r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>{}</Types>"#,
            self.types
        );
        let fixed = [
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), links.into_bytes()),
        ];
        for (name, bytes) in fixed.iter().chain(&self.parts) {
            if zip.start_file(name, SimpleFileOptions::default()).is_ok() {
                let _ = zip.write_all(bytes);
            }
        }
        zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }

    fn related(self, kind: &str, element: &str, content: &str) -> Self {
        let name = format!("word/{kind}.xml");
        let xml = format!("<w:{element} {NAMESPACES}>{content}</w:{element}>");
        self.typed(&name, kind, xml).link(
            &format!("rId{kind}"),
            kind,
            &format!("{kind}.xml"),
            false,
        )
    }

    fn typed(mut self, name: &str, kind: &str, xml: String) -> Self {
        let _ =
            write!(self.types, r#"<Override PartName="/{name}" ContentType="{WORD}.{kind}+xml"/>"#);
        self.part(name, xml)
    }
}

/// The text of a part of a package; nothing where there is no such part.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes))
        && let Ok(mut file) = archive.by_name(name)
    {
        let _ = file.read_to_string(&mut text);
    }
    text
}

/// Words that both versions have.
pub const KEPT: &str = "The Panel shall keep a register of the Parties and publish it each year.";

/// Other words than [`KEPT`].
pub const OTHER: &str =
    "Each Supplier shall pay the charges that are invoiced under this agreement.";

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A paragraph of one run, all of which the comment of this id is on, as Word writes it.
pub fn commented(id: usize, text: &str) -> String {
    with_comment(id, &p(text))
}

/// A paragraph with the comment of this id on all that it holds.
pub fn with_comment(id: usize, paragraph: &str) -> String {
    let (head, content) = match paragraph.split_once("</w:pPr>") {
        Some((head, content)) => (head.to_owned() + "</w:pPr>", content),
        None => ("<w:p>".to_owned(), paragraph.trim_start_matches("<w:p>")),
    };
    let content = content.trim_end_matches("</w:p>");
    format!(
        r#"{head}<w:commentRangeStart w:id="{id}"/>{content}<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r></w:p>"#
    )
}

/// The list of [`numbered`] paragraphs, see [`Package::lists`].
pub const NUMBERS: &str = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

/// A paragraph of runs that the list of [`NUMBERS`] numbers.
pub fn numbered(runs: &str) -> String {
    let list = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
    format!("<w:p><w:pPr>{list}</w:pPr>{runs}</w:p>")
}

/// A run.
pub fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A row of cells with a paragraph each.
pub fn row(cells: &[&str]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|text| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text))).collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

/// A table of rows.
pub fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

/// A block of a body with this in its paragraph, by number: a numbered paragraph, a table with a
/// cell of it, or a plain paragraph.
pub fn block(kind: u8, content: &str) -> String {
    match kind {
        0 => numbered(content),
        1 => {
            let cell = format!("<w:tc><w:tcPr/><w:p>{content}</w:p></w:tc>");
            table(&[row(&["Term"]), format!("<w:tr>{cell}</w:tr>")])
        }
        _ => format!("<w:p>{content}</w:p>"),
    }
}

/// The runs of a field.
pub fn field(code: &str, result: &str) -> String {
    let character = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let (begin, separate, end) = (character("begin"), character("separate"), character("end"));
    format!(
        "{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}<w:r><w:t>{result}</w:t></w:r>{end}"
    )
}

/// A field, as the one element that Word writes of simple ones.
pub fn simple_field(code: &str, result: &str) -> String {
    format!(r#"<w:fldSimple w:instr="{code}"><w:r><w:t>{result}</w:t></w:r></w:fldSimple>"#)
}

/// A paragraph with a text box in a choice, and this in the fallback.
pub fn boxed(text: &str, fallback: &str) -> String {
    format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>{fallback}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        run(KEPT),
        p(text)
    )
}

/// Paragraphs with a note of this kind each, `footnote` or `endnote`, which says of what it is; the
/// ids are in order, as word processors have them.
pub fn noted(kind: &str, paragraphs: &[&str]) -> Package {
    let separator = |id: i32, name: &str| {
        format!(
            r#"<w:{kind} w:type="{name}" w:id="{id}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>"#
        )
    };
    let mut notes = separator(-1, "separator") + &separator(0, "continuationSeparator");
    let mut body = String::new();
    for (text, id) in paragraphs.iter().zip(1..) {
        let note = format!("<w:r><w:{kind}Ref/></w:r>{}", run(&format!(" A note on: {text}")));
        let _ = write!(notes, r#"<w:{kind} w:id="{id}"><w:p>{note}</w:p></w:{kind}>"#);
        let reference = format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#);
        let _ = write!(body, "<w:p>{}{reference}</w:p>", run(text));
    }
    let package = Package::new(&(body + &p("Here this Code ends.")));
    if kind == "endnote" { package.endnotes(&notes) } else { package.footnotes(&notes) }
}
