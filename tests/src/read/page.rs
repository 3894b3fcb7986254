//! A redline page's words, read with a browser's parser: all but the insertions is the old
//! version, all but the deletions the new one.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

use super::is_shown;

/// Reads the page's one `<main>` without the elements of this name (`ins` or `del`).
///
/// # Errors
///
/// Where the page has not exactly one `<main>`.
pub fn words(page: &Html, without: &str) -> Result<String, String> {
    let main = Selector::parse("main").map_err(|error| error.to_string())?;
    let mut mains = page.select(&main);
    match (mains.next(), mains.next()) {
        (Some(main), None) => Ok(text_of(main, Some(without))),
        _ => Err("the page has not exactly one main".to_owned()),
    }
}

/// The shown characters of an element and what is in it, passing over the elements of the page
/// itself, those that no character of a source stands for, and those of the name `without`.
pub(crate) fn text_of(element: ElementRef<'_>, without: Option<&str>) -> String {
    let mut words = String::new();
    let mut passed_over = 0_u32;
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if is_passed_over(element, without) => passed_over += 1,
                Node::Text(text) if passed_over == 0 => {
                    words.extend(text.chars().filter(|c| is_shown(*c)));
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value()
                    && is_passed_over(element, without)
                {
                    passed_over -= 1;
                }
            }
        }
    }
    words
}

fn is_passed_over(element: &scraper::node::Element, without: Option<&str>) -> bool {
    let name = element.name();
    matches!(name, "script" | "style" | "template")
        || without == Some(name)
        || element.attr("data-ui").is_some()
        || element.attr("data-generated").is_some()
        || (without.is_none() && is_note_link(element))
}

/// A link to a note or back, as a Markdown renderer writes them.
fn is_note_link(element: &scraper::node::Element) -> bool {
    ["footnote-ref", "footnote-backref"]
        .iter()
        .any(|class| element.has_class(class, scraper::CaseSensitivity::CaseSensitive))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_neither_versions_is_passed_over() {
        let page = Html::parse_document(
            "<main><p><span data-generated>1.</span> The <del>old</del><ins>new</ins> text.\
             <button data-ui>Next</button></p></main>",
        );
        assert_eq!(words(&page, "ins").as_deref(), Ok("Theoldtext."));
        assert_eq!(words(&page, "del").as_deref(), Ok("Thenewtext."));
    }

    #[test]
    fn a_page_has_one_main() {
        assert!(words(&Html::parse_document("<p>text</p>"), "ins").is_err());
    }
}
