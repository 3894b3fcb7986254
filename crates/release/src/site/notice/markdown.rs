//! A notice as Markdown. Whatever could be mark-up in its words is escaped.

use super::blocks::{Block, Piece};

/// The text.
pub(super) fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        match block {
            Block::Title(words) => text.extend(["# ", &escaped(words), "\n"]),
            Block::Heading(words) => text.extend(["## ", &escaped(words), "\n"]),
            Block::Paragraph(pieces) => text.extend([&inline(pieces), "\n"]),
            Block::List(items) => {
                for item in items {
                    text.extend(["- ", &inline(item), "\n"]);
                }
            }
            Block::Table(rows) => table(&mut text, rows),
        }
    }
    text
}

fn table(text: &mut String, rows: &[Vec<Vec<Piece>>]) {
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| inline(cell)).collect();
        text.extend(["| ", &cells.join(" | "), " |\n"]);
        if at == 0 {
            text.extend(["|", &"---|".repeat(row.len()), "\n"]);
        }
    }
}

fn inline(pieces: &[Piece]) -> String {
    let one = |piece: &Piece| match &piece.address {
        Some(address) => format!("[{}](<{}>)", escaped(&piece.words), address),
        None => escaped(&piece.words),
    };
    pieces.iter().map(one).collect()
}

/// Words in one line whose punctuation means nothing (`CommonMark` 0.31 §2.4).
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for (at, c) in words.chars().enumerate() {
        let begins = at == 0 && matches!(c, '-' | '+' | '#' | '=' | '>');
        if begins || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~' | '!') {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_are_no_mark_up() {
        assert_eq!(escaped("# a <b> [c](d) | e"), "\\# a \\<b> \\[c\\](d) \\| e");
    }
}
