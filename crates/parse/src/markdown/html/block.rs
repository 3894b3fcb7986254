//! Blocks of HTML in, pieces out: paragraphs, headings, list items, tables.
//!
//! `CommonMark` ends most HTML blocks at a blank line, so a block may hold half a table or a list
//! that is never closed. Whatever is open when a block ends is ended with it, and a row or a cell
//! without a table begins one: the words and their order never depend on the tags.

use std::ops::Range;

use super::inline::is_block;
use super::tokens::{Tag, Token, Tokens};
use crate::flow::Style;
use crate::markdown::blocks::Reader;
use crate::markdown::grid::Growing;

/// How deep lists are told apart; what is nested deeper stands at this depth.
const MAX_LISTS: usize = 32;

/// Reads a block of HTML that stands at `source`.
pub(in crate::markdown) fn read(html: &str, source: Range<usize>, reader: &mut Reader<'_>) {
    let mut block =
        Block { style: Style::Body, source, table: 0, in_head: false, lists: Vec::new() };
    for token in Tokens::new(html) {
        if reader.is_full() {
            break;
        }
        match token {
            Token::Text(text) => reader.writer.flowing(&text),
            Token::Tag(tag) if is_block(&tag.name) => block.tag(&tag, reader),
            Token::Tag(tag) => {
                reader.writer.tag(&tag, block.source.end, &mut reader.resources);
            }
        }
    }
    block.end(reader);
}

/// A block of HTML that is being read.
struct Block {
    /// What the next piece is.
    style: Style,
    source: Range<usize>,
    /// How many tables are open; only the outermost makes cells.
    table: u32,
    in_head: bool,
    /// The kinds of the lists that are open.
    lists: Vec<char>,
}

impl Block {
    fn tag(&mut self, tag: &Tag<'_>, reader: &mut Reader<'_>) {
        let in_table = matches!(
            tag.name.as_str(),
            "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption"
        );
        let nested = tag.name == "table" && !tag.closing;
        if self.table > 1 || self.table == 1 && (!in_table || nested) {
            // Within a cell, blocks only part words.
            reader.writer.space();
            self.table_depth(tag, reader);
            return;
        }
        self.end_piece(reader);
        if !tag.closing
            && let Some(id) = tag.attribute("id").filter(|id| !id.is_empty())
        {
            reader.writer.anchor(id);
        }
        if in_table {
            return self.table_tag(tag, reader);
        }
        match tag.name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] if !tag.closing => {
                self.style = Style::Heading(level - b'0');
            }
            [b'h', b'1'..=b'6'] => self.style = Style::Body,
            b"ul" | b"ol" | b"menu" => self.list_tag(tag, reader),
            b"li" if !tag.closing => self.begin_item(reader),
            b"li" => reader.place.lists.end_item(),
            _ => {}
        }
    }

    fn end_piece(&mut self, reader: &mut Reader<'_>) {
        reader.end_piece(self.style, self.source.clone());
    }

    fn list_tag(&mut self, tag: &Tag<'_>, reader: &mut Reader<'_>) {
        if tag.closing {
            if self.lists.pop().is_some() {
                reader.place.lists.close();
                reader.place.leave_level();
            }
            return;
        }
        if self.lists.len() >= MAX_LISTS {
            return;
        }
        let ordered = tag.name == "ol";
        let start = tag.attribute("start").and_then(|start| start.trim().parse().ok());
        let kind = tag.attribute("type").and_then(|kind| kind.chars().next());
        self.lists.push(kind.unwrap_or('1'));
        reader.place.lists.open(ordered.then(|| start.unwrap_or(1)));
        reader.place.enter_level();
    }

    fn begin_item(&mut self, reader: &mut Reader<'_>) {
        if let Some(kind) = self.lists.last() {
            let at = reader.source(self.source.clone()).start;
            reader.place.begin_item(at, |number| written(number, *kind));
        }
    }

    fn table_tag(&mut self, tag: &Tag<'_>, reader: &mut Reader<'_>) {
        let table = match tag.name.as_str() {
            "table" | "caption" => return self.table_depth(tag, reader),
            "thead" => {
                self.in_head = !tag.closing;
                return;
            }
            "tbody" | "tfoot" => {
                self.in_head = false;
                return;
            }
            _ if tag.closing && reader.place.table.is_none() => return,
            _ => reader.place.table.get_or_insert_default(),
        };
        match (tag.name.as_str(), tag.closing) {
            ("tr", false) => table.begin_row(self.in_head),
            ("tr", true) => table.end_row(),
            (_, true) => table.end_cell(),
            (name, false) => self.begin_cell(name == "th", tag, reader),
        }
    }

    /// Begins a cell. A row is a header row where it stands in a `<thead>` or has only `<th>`.
    fn begin_cell(&mut self, header: bool, tag: &Tag<'_>, reader: &mut Reader<'_>) {
        // The limits of the HTML standard, §4.9.11.
        let span = |name: &str, most: u32| {
            let value = tag.attribute(name).and_then(|value| value.trim().parse::<u32>().ok());
            value.unwrap_or(1).clamp(1, most)
        };
        let (columns, rows) = (span("colspan", 1000), span("rowspan", 65_534));
        let table = reader.place.table.get_or_insert_default();
        let first = !table.has_cells();
        table.begin_cell(columns, rows);
        if first {
            table.set_header(self.in_head || header);
        } else if !header && !self.in_head {
            table.set_header(false);
        }
    }

    /// Follows how deep tables are nested.
    fn table_depth(&mut self, tag: &Tag<'_>, reader: &mut Reader<'_>) {
        match (tag.name.as_str(), tag.closing) {
            ("table", false) => {
                self.table += 1;
                if self.table == 1 {
                    self.end_table(reader);
                    reader.place.table = Some(Growing::default());
                }
            }
            ("table", true) => {
                self.table = self.table.saturating_sub(1);
                if self.table == 0 {
                    self.end_table(reader);
                }
            }
            _ => {}
        }
    }

    fn end_table(&mut self, reader: &mut Reader<'_>) {
        self.end_piece(reader);
        self.in_head = false;
        reader.end_table(self.source.clone());
    }

    fn end(mut self, reader: &mut Reader<'_>) {
        self.end_table(reader);
        while self.lists.pop().is_some() {
            reader.place.lists.close();
            reader.place.leave_level();
        }
    }
}

/// A number as a list of this type shows it (HTML standard §4.4.5).
fn written(number: u64, kind: char) -> String {
    let text = match kind {
        'a' | 'A' => letters(number),
        'i' | 'I' => roman(number),
        _ => number.to_string(),
    };
    if kind.is_ascii_uppercase() { format!("{}.", text.to_ascii_uppercase()) } else { text + "." }
}

fn letters(mut number: u64) -> String {
    let mut text = Vec::new();
    while number > 0 {
        number -= 1;
        text.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    text.iter().rev().collect()
}

fn roman(number: u64) -> String {
    const DIGITS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, digit) in DIGITS {
        while rest >= value {
            text.push_str(digit);
            rest -= value;
        }
    }
    text
}
