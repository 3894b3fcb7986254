//! Tags among the words of a paragraph.

use super::tokens::{HIDDEN, Tag, Token, Tokens};
use crate::markdown::inlines::{Pen, Resources, Writer};

impl Writer {
    /// Takes HTML that stands among words.
    pub(in crate::markdown) fn html(&mut self, html: &str, end: usize, resources: &mut Resources) {
        for token in Tokens::new(html) {
            match token {
                Token::Text(text) => self.flowing(&text),
                Token::Tag(tag) => self.tag(&tag, end, resources),
            }
        }
    }

    /// Takes a tag; `end` is where it ends in the source.
    pub(in crate::markdown) fn tag(
        &mut self,
        tag: &Tag<'_>,
        end: usize,
        resources: &mut Resources,
    ) {
        if let Some(name) = HIDDEN.iter().find(|name| **name == tag.name) {
            return self.hide(name, tag.closing);
        }
        if !tag.closing {
            let names = ["id", "name"].iter().filter_map(|name| tag.attribute(name));
            for name in names.filter(|name| !name.is_empty()) {
                self.anchor(name);
            }
        }
        if let Some(pen) = pen(&tag.name) {
            return if tag.closing { self.lift(pen) } else { self.press(pen) };
        }
        match (tag.name.as_str(), tag.closing) {
            ("br", _) => self.line_break(true, end),
            ("img", false) => {
                let alt = tag.attribute("alt").unwrap_or_default();
                let address = tag.attribute("src").unwrap_or_default();
                self.picture(alt, &address, resources);
            }
            ("a", false) => self.open_link_tag(tag.attribute("href")),
            ("a", true) => self.close_link_tag(resources),
            (name, _) if is_block(name) => self.space(),
            _ => {}
        }
    }
}

fn pen(name: &str) -> Option<Pen> {
    Some(match name {
        "b" | "strong" => Pen::Bold,
        "i" | "em" | "cite" | "dfn" | "var" => Pen::Italic,
        "u" | "ins" => Pen::Underline,
        "s" | "del" | "strike" => Pen::Strike,
        "sup" => Pen::Superscript,
        "sub" => Pen::Subscript,
        "code" | "kbd" | "samp" | "tt" => Pen::Code,
        _ => return None,
    })
}

/// Whether an element begins a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
    ];
    BLOCKS.contains(&name) || matches!(name, "tr" | "td" | "th" | "iframe" | "textarea" | "title")
}
