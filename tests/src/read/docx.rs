//! A DOCX file's words, read with a plain ZIP and XML reader.
//!
//! The body in document order (ECMA-376 part 1, 17.2), what tracked changes insert and not what
//! they delete (17.13.5), a text box after its paragraph, then footnotes and endnotes (17.11) in
//! the order of their parts. Tables of contents are left out: they are made from the text.

use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::is_shown;

const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
/// What formulas are made of: they are objects, and their letters are no words of the text.
const MATHEMATICS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
];

type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The words of a DOCX file.
///
/// # Errors
///
/// Where the package or a part of it cannot be read; the message says why.
pub fn words(bytes: &[u8]) -> Result<String, String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let main = main_part(&mut package)?;
    let mut reader =
        Reader { contents: contents_styles(&mut package, &main)?, words: String::new() };
    let body = part(&mut package, &main)?;
    let body = parse(&body)?;
    if body.root_element().tag_name().name() != "document" {
        return Err(format!("{main}: no word-processing document"));
    }
    reader.blocks(body.root_element());
    // In notes nothing is a table of contents.
    reader.contents.clear();
    for kind in ["footnotes", "endnotes"] {
        for name in related(&mut package, &main, kind)? {
            let notes = part(&mut package, &name)?;
            let notes = parse(&notes)?;
            // The separators (17.11.23) have a type; notes proper have none.
            let proper =
                notes.root_element().children().filter(|n| attribute(*n, "type").is_none());
            proper.for_each(|note| reader.blocks(note));
        }
    }
    Ok(reader.words)
}

struct Reader {
    /// Ids of the styles of tables of contents.
    contents: Vec<String>,
    words: String,
}

impl Reader {
    fn blocks(&mut self, parent: Node<'_, '_>) {
        for child in parent.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "p" => self.paragraph(child),
                "tr" if is_deleted_row(child) => {}
                "del" | "moveFrom" | "sectPr" | "pPr" | "tblPr" | "tcPr" | "sdtPr" => {}
                "sdt" if is_contents(child) => {}
                "AlternateContent" => self.blocks_of_choice(child),
                _ => self.blocks(child),
            }
        }
    }

    fn blocks_of_choice(&mut self, alternates: Node<'_, '_>) {
        if let Some(choice) = choice(alternates) {
            self.blocks(choice);
        }
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>) {
        let style = child(paragraph, "pPr").and_then(|properties| child(properties, "pStyle"));
        if let Some(style) = style.and_then(|style| attribute(style, "val"))
            && self.contents.iter().any(|contents| contents == style)
        {
            return;
        }
        let mut boxes = Vec::new();
        self.inline(paragraph, &mut boxes);
        for text_box in boxes {
            self.blocks(text_box);
        }
    }

    fn inline<'a, 'b>(&mut self, parent: Node<'a, 'b>, boxes: &mut Vec<Node<'a, 'b>>) {
        for child in parent.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "pPr" | "rPr" | "sdtPr" | "instrText" | "fldData" | "del" | "moveFrom" => {}
                "t" if is_mathematics(child) => {}
                "t" => self.words.extend(
                    child
                        .children()
                        .filter_map(|text| text.text())
                        .flat_map(str::chars)
                        .filter(|c| is_shown(*c)),
                ),
                "noBreakHyphen" => self.words.push('\u{2011}'),
                "txbxContent" => boxes.push(child),
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.inline(choice, boxes);
                    }
                }
                _ => self.inline(child, boxes),
            }
        }
    }
}

pub(super) fn is_mathematics(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|namespace| MATHEMATICS.contains(&namespace))
}

/// Of alternates the first choice, else the fallback (ECMA-376 part 3, 10.2).
pub(super) fn choice<'a, 'b>(alternates: Node<'a, 'b>) -> Option<Node<'a, 'b>> {
    let named =
        |name| alternates.children().find(|child| child.has_tag_name((COMPATIBILITY, name)));
    named("Choice").or_else(|| named("Fallback"))
}

fn is_deleted_row(row: Node<'_, '_>) -> bool {
    child(row, "trPr").is_some_and(|properties| child(properties, "del").is_some())
}

/// A content control that holds a table of contents (17.5.2.12).
pub(super) fn is_contents(control: Node<'_, '_>) -> bool {
    child(control, "sdtPr").is_some_and(|properties| {
        properties.descendants().any(|node| {
            node.tag_name().name() == "docPartGallery"
                && attribute(node, "val") == Some("Table of Contents")
        })
    })
}

/// Ids of the styles whose built-in names are those of tables of contents and of figures.
pub(super) fn contents_styles(
    package: &mut Package<'_>,
    main: &str,
) -> Result<Vec<String>, String> {
    let mut ids = Vec::new();
    for name in related(package, main, "styles")? {
        let styles = part(package, &name)?;
        let styles = parse(&styles)?;
        for style in
            styles.root_element().children().filter(|node| node.tag_name().name() == "style")
        {
            let name = child(style, "name").and_then(|name| attribute(name, "val"));
            if let (Some(name), Some(id)) = (name, attribute(style, "styleId"))
                && is_contents_style(&name.to_lowercase())
            {
                ids.push(id.to_owned());
            }
        }
    }
    Ok(ids)
}

fn is_contents_style(name: &str) -> bool {
    let numbered = name.strip_prefix("toc ").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    numbered || matches!(name, "toc heading" | "table of figures")
}

/// The name of the main part.
pub(super) fn main_part(package: &mut Package<'_>) -> Result<String, String> {
    let main = related(package, "", "officeDocument")?.into_iter().next();
    Ok(main.unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// The parts that a part is related to by a kind of relationship (ECMA-376 part 2, 6.5).
pub(super) fn related(
    package: &mut Package<'_>,
    from: &str,
    kind: &str,
) -> Result<Vec<String>, String> {
    let all = relationships(package, from)?.into_iter();
    let of_kind = all.filter(|(_, own, _)| own.rsplit('/').next() == Some(kind));
    Ok(of_kind.map(|(.., path)| path).collect())
}

/// The relationships of a part to parts that are there: id, type, and the other part.
pub(super) fn relationships(
    package: &mut Package<'_>,
    from: &str,
) -> Result<Vec<(String, String, String)>, String> {
    let (folder, name) = from.rsplit_once('/').unwrap_or(("", from));
    let path = join(folder, &format!("_rels/{name}.rels"));
    if package.index_for_name(&path).is_none() {
        return Ok(Vec::new());
    }
    let xml = part(package, &path)?;
    let xml = parse(&xml)?;
    let inner = xml
        .root_element()
        .children()
        .filter(|node| node.attribute("TargetMode") != Some("External"));
    let all = inner.filter_map(|node| {
        let (id, kind) = (node.attribute("Id")?, node.attribute("Type")?);
        Some((id.to_owned(), kind.to_owned(), join(folder, node.attribute("Target")?)))
    });
    Ok(all.filter(|(.., path)| package.index_for_name(path).is_some()).collect())
}

/// A target relative to a folder, or from the package's root where it begins with a slash.
fn join(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

pub(super) fn part(package: &mut Package<'_>, name: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut file = package.by_name(name).map_err(|error| format!("{name}: {error}"))?;
    file.read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("{name}: {error}"))
}

pub(super) fn parse(text: &str) -> Result<Document<'_>, String> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: u32::MAX, ..Default::default() };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

pub(super) fn child<'a, 'b>(parent: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    parent.children().find(|node| node.is_element() && node.tag_name().name() == name)
}

/// An attribute by its local name: the namespaces of the transitional and the strict form differ.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_relative_to_the_folder_of_its_part() {
        assert_eq!(join("word", "styles.xml"), "word/styles.xml");
        assert_eq!(join("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(join("word", "../customXml/item.xml"), "customXml/item.xml");
        assert_eq!(join("", "_rels/.rels"), "_rels/.rels");
    }
}
