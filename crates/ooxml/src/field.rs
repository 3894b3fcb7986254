//! Fields: what the first word of their code says of their result (ECMA-376 part 1 §17.16).

/// Whether the page that bears a field with this code computes its result: numbers of pages
/// (§17.16.5.42, §17.16.5.35, §17.16.5.49, §17.16.5.50), the date on which it is printed, and the
/// heading that it stands under (§17.16.5.59). What the file keeps is that of some page and day.
pub fn is_of_page(code: &str) -> bool {
    const KEYWORDS: [&str; 9] = [
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "PAGEREF",
        "DATE",
        "TIME",
        "PRINTDATE",
        "STYLEREF",
    ];
    let keyword = code.split_whitespace().next().unwrap_or_default();
    KEYWORDS.iter().any(|known| keyword.eq_ignore_ascii_case(known))
}
