//! Compares two texts as `similar` does by itself: lines first, then the words of replaced lines.
//!
//! Writes what `git diff --word-diff=porcelain` would: `-` before what is struck, `+` before what
//! is added, a blank before what stays. Where `similar` finds two lines too unlike to compare
//! their words, the whole lines are struck and added.

use std::io::{BufWriter, Write as _};
use std::{env, fs, io};

use similar::{ChangeTag, InlineChange, TextDiff};

fn main() -> io::Result<()> {
    let [old, new] = [1, 2].map(text);
    let (old, new) = (old?, new?);
    let mut out = BufWriter::new(io::stdout().lock());
    let diff = TextDiff::from_lines(&old, &new);
    for op in diff.ops() {
        let changes: Vec<_> = diff.iter_inline_changes(op).collect();
        let by_words = changes.iter().any(is_by_words);
        for change in &changes {
            write(&mut out, change, by_words)?;
        }
    }
    out.flush()
}

/// The text of the file that the command names there.
fn text(position: usize) -> io::Result<String> {
    let path = env::args_os().nth(position).ok_or_else(|| io::Error::other("name two texts"))?;
    fs::read_to_string(path)
}

/// Whether words of the line were compared, and some differ.
fn is_by_words(change: &InlineChange<'_, str>) -> bool {
    change.values().iter().any(|(emphasised, _)| *emphasised)
}

fn write(
    out: &mut impl io::Write,
    change: &InlineChange<'_, str>,
    by_words: bool,
) -> io::Result<()> {
    let sign = match change.tag() {
        ChangeTag::Equal => " ",
        ChangeTag::Delete => "-",
        ChangeTag::Insert => "+",
    };
    for (emphasised, piece) in change.values() {
        let sign = if by_words && !emphasised { " " } else { sign };
        writeln!(out, "{sign}{}", piece.trim_end_matches(['\r', '\n']))?;
    }
    writeln!(out, "~")
}
