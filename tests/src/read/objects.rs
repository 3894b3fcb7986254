//! What stands in the text of one side of a DOCX file without being words: pictures by what they
//! show (ECMA-376 part 1, 20.1.8.13), formulas (22.1.2.77), symbols (17.3.3.30).

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use roxmltree::Node;
use zip::ZipArchive;

use super::docx::{attribute, child, choice, main_part, parse, part, relationships};
use super::tracked::Side;

/// The objects of the main part, in document order.
///
/// # Errors
///
/// Where the package or its main part cannot be read; the message says why.
pub fn objects(bytes: &[u8], side: Side) -> Result<Vec<String>, String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let main = main_part(&mut package)?;
    let mut shown = HashMap::new();
    for (id, _, path) in relationships(&mut package, &main)? {
        let mut picture = Vec::new();
        let mut file = package.by_name(&path).map_err(|error| format!("{path}: {error}"))?;
        file.read_to_end(&mut picture).map_err(|error| format!("{path}: {error}"))?;
        shown.insert(id, String::from_utf8_lossy(&picture).into_owned());
    }
    let body = part(&mut package, &main)?;
    let mut reader = Reader { side, shown, objects: Vec::new() };
    reader.read(parse(&body)?.root_element());
    Ok(reader.objects)
}

struct Reader {
    side: Side,
    /// What the parts hold that are related to the main part, by the ids of the relationships.
    shown: HashMap<String, String>,
    objects: Vec<String>,
}

impl Reader {
    fn read(&mut self, parent: Node<'_, '_>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                name if self.side.gone().contains(&name) => {}
                "tr" if self.side.is_gone(child(node, "trPr")) => {}
                "AlternateContent" => choice(node).into_iter().for_each(|node| self.read(node)),
                "blip" => {
                    let id = attribute(node, "embed").unwrap_or_default();
                    let shown = self.shown.get(id).map_or("nothing", String::as_str);
                    self.objects.push(format!("picture: {shown}"));
                }
                "oMath" => {
                    let text = node.descendants().filter(Node::is_text);
                    let text: String = text.filter_map(|node| node.text()).collect();
                    self.objects.push(format!("formula: {text}"));
                }
                "sym" => {
                    let of = |name| attribute(node, name).unwrap_or_default();
                    self.objects.push(format!("symbol: {} {}", of("font"), of("char")));
                }
                _ => self.read(node),
            }
        }
    }
}
