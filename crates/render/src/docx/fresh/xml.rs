//! XML as it is written: names and values in, a part's text out. Everything from a document is
//! escaped here.

/// The text of a part that is written.
#[derive(Debug, Default)]
pub(super) struct Xml {
    out: String,
}

/// What every part begins with.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

impl Xml {
    /// A part with its root element open.
    pub(super) fn part(root: &str, attributes: &[(&str, &str)]) -> Self {
        let mut xml = Self { out: DECLARATION.to_owned() };
        xml.open(root, attributes);
        xml
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element of one value, as most properties are.
    pub(super) fn val(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Ends the element of this name.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Characters.
    pub(super) fn text(&mut self, text: &str) {
        text.chars().for_each(|c| escape(&mut self.out, c));
    }

    /// Puts in what is XML already.
    pub(super) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// The part, with its root element ended.
    pub(super) fn finish(mut self, root: &str) -> String {
        self.close(root);
        self.out
    }

    /// What has been written, which is no whole part.
    pub(super) fn into_fragment(self) -> String {
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            value.chars().for_each(|c| escape(&mut self.out, c));
            self.out.push('"');
        }
    }
}

/// Writes a character. XML 1.0 has no way to write most control characters (section 2.2): those
/// that are white space become a blank, the others the character that stands for what is unknown.
fn escape(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1F}' => out.push(' '),
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push(char::REPLACEMENT_CHARACTER),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let mut xml = Xml::part("r", &[("a", "\"<&\u{1}")]);
        xml.text("a < b & c ]]> \u{0}\u{C}");
        let expected = "<r a=\"&quot;&lt;&amp;\u{FFFD}\">a &lt; b &amp; c ]]&gt; \u{FFFD} </r>";
        assert_eq!(xml.finish("r"), format!("{DECLARATION}{expected}"));
    }
}
