//! Fields: what their codes say (ECMA-376 part 1 §17.16).
//!
//! A field's result is text, its code is not. Of the codes those matter that lead somewhere.

/// A complex field (§17.16.18) that has begun and not ended.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    /// Its code so far.
    pub(super) code: String,
    /// Where its result begins: the paragraph and the place in it; `None` within the code.
    pub(super) result: Option<(u32, u32)>,
    /// How many tables, rows and cells were open there.
    pub(super) depth: usize,
}

/// Where the result of a field leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// To a bookmark in this document.
    Bookmark(String),
    /// To an address outside.
    Address(String),
}

/// Where a field with this code leads: `REF` to its bookmark (§17.16.5.45), `PAGEREF` to the one
/// whose page it tells (§17.16.5.42), `HYPERLINK` to its address or, with `\l` alone, to its
/// bookmark (§17.16.5.25).
pub(super) fn destination(code: &str) -> Option<Destination> {
    let mut words = words(code);
    let keyword = words.next()?;
    if ["REF", "PAGEREF"].iter().any(|known| keyword.eq_ignore_ascii_case(known)) {
        let name = words.find(|word| !word.starts_with('\\'))?;
        return Some(Destination::Bookmark(name.to_owned()));
    }
    if !keyword.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let (mut address, mut anchor) = (None, None);
    while let Some(word) = words.next() {
        match word {
            "\\l" | "\\L" => anchor = words.next(),
            "\\o" | "\\O" | "\\t" | "\\T" => {
                words.next();
            }
            _ if word.starts_with('\\') && word.len() == 2 => {}
            _ => address = address.or(Some(word)),
        }
    }
    // Within a field's code two backslashes stand for one (§17.16.2).
    let address = address.filter(|address| !address.is_empty());
    match (address.map(|address| address.replace(r"\\", r"\")), anchor) {
        (Some(address), Some(anchor)) => Some(Destination::Address(format!("{address}#{anchor}"))),
        (Some(address), None) => Some(Destination::Address(address)),
        (None, Some(anchor)) => Some(Destination::Bookmark(anchor.to_owned())),
        (None, None) => None,
    }
}

/// Whether Word computes the result of a field with this code whenever it lays out the page, so
/// that the document does not have it (§17.16.5.2 to §17.16.5.4, §17.16.5.34).
pub(super) fn is_unstored_number(code: &str) -> bool {
    let keyword = code.split_whitespace().next().unwrap_or_default();
    ["AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"]
        .iter()
        .any(|known| keyword.eq_ignore_ascii_case(known))
}

/// Whether the result of a field with this code is a table of contents or of figures
/// (§17.16.5.68).
pub(super) fn is_contents(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|keyword| keyword.eq_ignore_ascii_case("TOC"))
}

/// The words of a field's code; quotation marks hold words together.
fn words(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = code;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if let Some(quoted) = rest.strip_prefix('"') {
            let (word, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            rest = after;
            return Some(word);
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_to_bookmarks_and_addresses() {
        let to = |name: &str| Some(Destination::Bookmark(name.to_owned()));
        let out = |url: &str| Some(Destination::Address(url.to_owned()));
        assert_eq!(destination(r" REF _Ref12 \r \h "), to("_Ref12"));
        assert_eq!(destination(r" ref  _Ref12"), to("_Ref12"));
        assert_eq!(destination(r#" HYPERLINK \l "Clause_3" "#), to("Clause_3"));
        assert_eq!(
            destination(r#"HYPERLINK "https://example.org/" \o "tip""#),
            out("https://example.org/")
        );
        assert_eq!(destination(r#"HYPERLINK "a.docx" \l "b""#), out("a.docx#b"));
        assert_eq!(destination(r#"HYPERLINK "C:\\a.docx""#), out(r"C:\a.docx"));
        assert_eq!(destination(r" PAGEREF _Ref12 \h "), to("_Ref12"));
        assert_eq!(destination(r" PAGE "), None);
        assert_eq!(destination(""), None);
        assert_eq!(destination("HYPERLINK \"unclosed"), out("unclosed"));
    }
}
