//! Characters that XML cannot hold as they are.

/// Text as it may stand in an element or an attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    // The first byte of U+FFFE is 0xEF; no other that is special is more than one.
    let is_plain = |byte: u8| byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xEF);
    let mut rest = text;
    while let Some(special) = rest.bytes().position(|byte| !is_plain(byte)) {
        let (plain, after) = rest.split_at(special);
        out.push_str(plain);
        let mut after = after.chars();
        match after.next().unwrap_or_default() {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}'
            | '\u{B}'
            | '\u{C}'
            | '\u{E}'..='\u{1F}'
            | '\u{FFFE}'
            | '\u{FFFF}' => {}
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
        rest = after.as_str();
    }
    out.push_str(rest);
}

/// The same as a string.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
