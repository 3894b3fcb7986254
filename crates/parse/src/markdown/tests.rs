//! What Markdown reads as, shown as flows: one line a piece, with its number, indent, text, marks.

mod blocks;
mod corpus;
mod html;
mod inlines;
mod laws;
mod lines;
mod lists;
mod notes;
mod show;
mod tables;
mod text;

use show::show;

/// The flow of some Markdown, as text.
fn flow(markdown: &str) -> String {
    show(&read(markdown))
}

fn read(markdown: &str) -> crate::flow::Flow {
    super::read(markdown.as_bytes(), &crate::ParseOptions::default()).unwrap()
}
