//! The page's head: its title, its security policy, its style.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Page;
use super::sink::Html;

/// How the page looks, region by region.
const STYLE: &str = concat!(
    include_str!("css/base.css"),
    include_str!("css/frame.css"),
    include_str!("css/toolbar.css"),
    include_str!("css/clause.css"),
    include_str!("css/marks.css"),
    include_str!("css/table.css"),
    include_str!("css/views.css"),
    include_str!("css/wide.css"),
    include_str!("css/print.css"),
);

/// What the page does, concern by concern; the first opens a function and the last one closes it.
const SCRIPT: &str = concat!(
    include_str!("js/open.js"),
    include_str!("js/go.js"),
    include_str!("js/views.js"),
    include_str!("js/side.js"),
    include_str!("js/find.js"),
    include_str!("js/list.js"),
    include_str!("js/switches.js"),
    include_str!("js/keys.js"),
    include_str!("js/close.js"),
);

/// Writes everything up to where the body begins.
pub(super) fn write(html: &mut Html, page: &Page<'_>) {
    let style = style(page);
    html.raw("<!DOCTYPE html>\n<html");
    html.attribute("lang", &page.options.lang);
    html.raw(">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    html.text(&title(page));
    html.raw(", redline</title>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    html.raw(&policy_source(&style));
    html.raw("; script-src ");
    html.raw(&policy_source(SCRIPT));
    html.raw(
        "; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n",
    );
    html.raw("<meta name=\"generator\"");
    html.attribute("content", page.view.tool);
    html.raw(">\n<style>");
    html.raw(&style);
    html.raw("</style>\n<script>");
    html.raw(SCRIPT);
    html.raw("</script>\n</head>\n<body>\n");
}

/// The text of a style or script as a security policy allows it: by its digest, in quotes
/// (Content Security Policy Level 3, §2.3.1).
///
/// ```
/// let source = keeling_render::html::policy_source("h1{margin:0}");
/// assert!(source.starts_with("'sha256-") && source.ends_with("='"));
/// ```
pub fn policy_source(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

fn title(page: &Page<'_>) -> String {
    match &page.options.modification {
        Some(modification) => format!("{}: {}", modification.id, page.title()),
        None => page.title().to_owned(),
    }
}

/// The style, with the page's title at the head of each printed page.
fn style(page: &Page<'_>) -> String {
    let title = css_string(&title(page));
    let own = page.options.css.as_deref().unwrap_or_default();
    format!("{STYLE}@page{{@top-left{{content:\"{title}\"}}}}\n{own}")
}

/// Text within quotes of a style sheet: whatever could end the string or the element is written
/// as a code point.
fn css_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars().take(120) {
        if c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | ':' | '-' | '(' | ')') {
            quoted.push(c);
        } else {
            // A `String` takes whatever is written to it.
            let _ = write!(quoted, "\\{:x} ", u32::from(c).max(1));
        }
    }
    quoted
}

/// Bytes in base 64 (RFC 4648 §4), as a security policy has digests.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit)) & 63;
            let shown = DIGITS.get(value as usize).filter(|_| digit <= chunk.len());
            encoded.push(shown.map_or('=', |digit| char::from(*digit)));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let encoded =
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|s| base64(s.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn a_title_cannot_leave_its_string() {
        assert_eq!(css_string("A \"</style>\\"), "A \\22 \\3c \\2f style\\3e \\5c ");
    }
}
