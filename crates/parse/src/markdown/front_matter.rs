//! Front matter: what a document says of itself before its text.
//!
//! A file may begin with a block of `key: value` lines between two lines `---` (YAML) or
//! `key = "value"` lines between two lines `+++` (TOML). A small reader takes the top-level keys
//! it knows and passes over everything else: front matter is metadata for other programs, so a
//! value that is odd to us is no fault of the document.

use keeling_model::Meta;

/// Parts the front matter from the text: the metadata, and the rest of the file.
///
/// A block without any `key: value` line is no front matter but text between two rules.
pub(super) fn split(text: &str) -> (Meta, &str) {
    yaml(text).or_else(|| toml(text)).unwrap_or_else(|| (Meta::default(), text))
}

fn yaml(text: &str) -> Option<(Meta, &str)> {
    let (block, rest) = fenced(text, "---")?;
    let mut entries = Vec::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        if value.starts_with(['|', '>']) {
            let mut words = Vec::new();
            while let Some(more) = lines.next_if(|line| line.starts_with([' ', '\t'])) {
                words.push(more.trim());
            }
            entries.push((key, words.join(" ")));
        } else {
            entries.push((key, scalar(value, " #")));
        }
    }
    (!entries.is_empty() || block.trim().is_empty()).then(|| (meta(&entries), rest))
}

fn toml(text: &str) -> Option<(Meta, &str)> {
    let (block, rest) = fenced(text, "+++")?;
    let top = block.lines().take_while(|line| !line.trim_start().starts_with('['));
    let entries: Vec<_> = top
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key, scalar(value.trim(), "#")))
        .collect();
    (!entries.is_empty() || block.trim().is_empty()).then(|| (meta(&entries), rest))
}

/// What stands between the first line, which must be the fence, and the next line that is one.
fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == fence && line.starts_with(fence))?;
    let mut at = first.len();
    for line in lines {
        let end = at + line.len();
        if line.trim_end() == fence && line.starts_with(fence) {
            return Some((text.get(first.len()..at)?, text.get(end..)?));
        }
        at = end;
    }
    None
}

/// A value without its quotation marks, or without the comment after it.
fn scalar(value: &str, comment: &str) -> String {
    if let Some(rest) = value.strip_prefix('"') {
        let inner = rest.rsplit_once('"').map_or(rest, |(inner, _)| inner);
        return inner.replace("\\\"", "\"").replace("\\\\", "\\");
    }
    if let Some(rest) = value.strip_prefix('\'') {
        return rest.rsplit_once('\'').map_or(rest, |(inner, _)| inner).replace("''", "'");
    }
    value.split(comment).next().unwrap_or_default().trim().to_owned()
}

fn meta(entries: &[(&str, String)]) -> Meta {
    let find = |wanted: &str| {
        entries
            .iter()
            .find(|(key, value)| key.trim().eq_ignore_ascii_case(wanted) && !value.is_empty())
            .map(|(_, value)| value.clone())
    };
    Meta {
        title: find("title"),
        version: find("version").or_else(|| find("subtitle")),
        date: find("date"),
    }
}
