//! A Markdown file's words, by way of another renderer and a browser's parser.

use comrak::{Options, markdown_to_html};
use scraper::Html;

use super::page::text_of;

/// The words of a Markdown text: `CommonMark` with tables, footnotes and strikethrough; the front
/// matter is left out, and the notes come last, in the order of their first references.
pub fn words(text: &str) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.render.r#unsafe = true;
    let page = Html::parse_fragment(&markdown_to_html(text, &options));
    text_of(page.root_element(), None)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn numbers_and_note_markers_are_no_words() {
        let text = "---\ntitle: T\n---\n# H\n\n1. One[^a]\n\n| a | b |\n|---|---|\n| c | d |\n\n[^a]: Note.\n";
        assert_eq!(words(text), "HOneabcdNote.");
    }
}
