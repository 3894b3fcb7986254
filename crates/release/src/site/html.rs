//! HTML text: the head of a page, and elements whose words are escaped here and nowhere else.

use std::fmt::Write as _;

use keeling_render::html::policy_source;

const STYLE: &str = include_str!("style.css");

/// HTML that is being written.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Begins a page: its head with its security policy, and its body. It makes no request to
    /// anywhere and has no script.
    pub(super) fn page(title: &str, lang: &str, tool: &str) -> Self {
        let mut html = Self::default();
        html.raw("<!DOCTYPE html>\n<html");
        html.attribute("lang", lang);
        html.raw(">\n<head>\n<meta charset=\"utf-8\">\n<title>");
        html.text(title);
        html.raw(
            "</title>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src ",
        );
        html.raw(&policy_source(STYLE));
        html.raw(
            "; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\"",
        );
        html.attribute("content", tool);
        html.raw(">\n<style>");
        html.raw(STYLE);
        html.raw("</style>\n</head>\n<body>\n");
        html
    }

    /// Ends the page.
    pub(super) fn end(mut self) -> String {
        self.raw("</body>\n</html>\n");
        self.0
    }

    /// Mark-up of ours.
    pub(super) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Words, in one line, without control characters.
    pub(super) fn text(&mut self, text: &str) {
        html_escape::encode_text_to_string(plain(text), &mut self.0);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.0, " {name}=\"");
        html_escape::encode_double_quoted_attribute_to_string(plain(value), &mut self.0);
        self.0.push('"');
    }

    /// An element with words alone.
    pub(super) fn element(&mut self, name: &str, text: &str) {
        let _ = write!(self.0, "<{name}>");
        self.text(text);
        let _ = writeln!(self.0, "</{name}>");
    }

    /// A link.
    pub(super) fn link(&mut self, address: &str, text: &str) {
        self.raw("<a");
        self.attribute("href", address);
        self.raw(">");
        self.text(text);
        self.raw("</a>");
    }
}

/// Words in one line, without control characters.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
