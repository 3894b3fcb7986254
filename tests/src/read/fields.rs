//! The fields of one side of a DOCX file that tracks changes: the code of each, and the words that
//! it shows (ECMA-376 part 1, 17.16.2 and 17.16.19).

use std::collections::BTreeSet;
use std::io::Cursor;

use roxmltree::Node;
use zip::ZipArchive;

use super::docx::{attribute, choice, is_mathematics, main_part, parse, part};
use super::tracked::Side;

/// A field: its code with single spaces, and its result.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    /// What it is computed from, as `REF _Ref12 \h`.
    pub code: String,
    /// The text that the file keeps of it.
    pub result: String,
}

impl Field {
    fn is_link(&self) -> bool {
        ["HYPERLINK", "TOC"].iter().any(|link| self.code.split(' ').next() == Some(link))
    }
}

/// The fields of the main part that begin and end in one paragraph, inner ones before outer ones.
///
/// # Errors
///
/// Where the package or its main part cannot be read; the message says why.
pub fn fields(bytes: &[u8], side: Side) -> Result<Vec<Field>, String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let main = main_part(&mut package)?;
    let body = part(&mut package, &main)?;
    let body = parse(&body)?;
    let mut fields = Vec::new();
    for paragraph in body.descendants().filter(|node| node.tag_name().name() == "p") {
        let mut reader = Reader { side, open: Vec::new(), fields };
        reader.inline(paragraph);
        fields = reader.fields;
    }
    for field in &mut fields {
        field.code = field.code.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    Ok(fields)
}

/// The fields on either side of a file that say what they say in neither of its versions; no links,
/// which are text that people write.
///
/// # Errors
///
/// As [`fields`].
pub fn strange(file: &[u8], old: &[u8], new: &[u8]) -> Result<Vec<String>, String> {
    let mut known = BTreeSet::new();
    for version in [old, new] {
        known.extend(fields(version, Side::Accepted)?);
    }
    let mut strange = Vec::new();
    for side in [Side::Accepted, Side::Rejected] {
        let found = fields(file, side)?;
        let found = found.iter().filter(|field| !known.contains(field) && !field.is_link());
        strange.extend(found.map(|field| format!("{side:?}: {field:?}")));
    }
    Ok(strange)
}

/// Reads one paragraph.
struct Reader {
    side: Side,
    /// The fields that have begun, and whether their result has.
    open: Vec<(Field, bool)>,
    fields: Vec<Field>,
}

impl Reader {
    fn inline(&mut self, parent: Node<'_, '_>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" | "pPr" | "rPr" | "sdtPr" | "txbxContent" => {}
                name if self.side.gone().contains(&name) => {}
                "AlternateContent" => choice(node).into_iter().for_each(|node| self.inline(node)),
                "fldSimple" => {
                    let code = attribute(node, "instr").unwrap_or_default().to_owned();
                    self.open.push((Field { code, result: String::new() }, true));
                    self.inline(node);
                    self.end();
                }
                "fldChar" => match attribute(node, "fldCharType") {
                    Some("begin") => self.open.push((Field::default(), false)),
                    Some("separate") => {
                        self.open.last_mut().into_iter().for_each(|(_, result)| *result = true);
                    }
                    Some("end") => self.end(),
                    _ => {}
                },
                "instrText" | "delInstrText" => {
                    if let Some((field, false)) = self.open.last_mut() {
                        field.code.push_str(node.text().unwrap_or_default());
                    }
                }
                "t" | "delText" if !is_mathematics(node) => {
                    for (field, _) in self.open.iter_mut().filter(|(_, result)| *result) {
                        field.result.push_str(node.text().unwrap_or_default());
                    }
                }
                _ => self.inline(node),
            }
        }
    }

    fn end(&mut self) {
        self.fields.extend(self.open.pop().map(|(field, _)| field));
    }
}
