//! HTML in Markdown: tags out, text kept.
//!
//! Markdown passes HTML through, so a reader of the page sees its text; the tags themselves are no
//! words. Tags are told from text by the rules of the HTML standard's tokenizer (§13.2.5): a tag
//! begins with `<` and a letter, anything else of `<!`, `<?`, `</` is a comment, a lone `<` is text.

mod block;
mod inline;
mod tokens;

pub(super) use block::read as read_block;
