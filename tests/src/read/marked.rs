//! A Word file's main part as lines, with its tracked changes as people write them in letters.

use std::fmt::Write as _;

use roxmltree::{Document, Node};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The paragraphs of a part, as `same[-old-][+new+]`; a tab is ` .. `, and a mark that comes or goes
/// is a `¶`. Nothing where the part cannot be read.
pub fn lines(xml: &str) -> Vec<String> {
    let Ok(document) = Document::parse(xml) else { return Vec::new() };
    let paragraphs = document.descendants().filter(|node| node.has_tag_name((WORD, "p")));
    paragraphs.map(line).collect()
}

fn line(paragraph: Node<'_, '_>) -> String {
    let mut line = String::new();
    let mut mark = String::new();
    for node in paragraph.descendants() {
        let is_in = |name| node.ancestors().any(|above| above.has_tag_name((WORD, name)));
        let text = match node.tag_name().name() {
            "t" | "delText" => node.text().unwrap_or_default(),
            "tab" => " .. ",
            "del" if is_in("pPr") => {
                mark.push_str("[-¶-]");
                continue;
            }
            "ins" if is_in("pPr") => {
                mark.push_str("[+¶+]");
                continue;
            }
            _ => continue,
        };
        let _ = match (is_in("del"), is_in("ins")) {
            (true, _) => write!(line, "[-{text}-]"),
            (_, true) => write!(line, "[+{text}+]"),
            _ => write!(line, "{text}"),
        };
    }
    (line + &mark).replace("-][-", "").replace("+][+", "")
}
