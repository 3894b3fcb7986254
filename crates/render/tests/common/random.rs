//! Random small documents with everything that a document can hold, hostile words among them.

use keeling_model::{
    Builder, ClauseId, ClauseKind, Document, Label, Mark, MarkKind, Object, Role, Span, Target,
};
use proptest::prelude::*;

/// Words that a page must not take for mark-up, among plain ones.
const WORDS: [&str; 16] = [
    "shall",
    "the",
    "Supplier",
    "not",
    "<b>",
    "</main>",
    "&amp;",
    "\"a\"",
    "\u{FFFC}",
    "§",
    "一二",
    "\u{202E}left",
    "<ins>",
    "3.2",
    "-->",
    "<script>",
];

/// The kind of a sketch that is a header, and the next one a footer. Rare among the others, as
/// whatever comes after one stands among them.
const MARGIN: usize = 21;

/// A clause to be made.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    kind: usize,
    label: usize,
    generated: bool,
    up: usize,
    blocks: Vec<Piece>,
    /// The labels of its paragraphs and cells, over and over; 0 is none.
    numbers: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Piece {
    Paragraph(usize, Vec<usize>, Vec<(usize, usize, usize)>),
    Table(Vec<Vec<Vec<usize>>>),
}

fn words() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..WORDS.len(), 0..7)
}

fn piece() -> impl Strategy<Value = Piece> {
    let marks = prop::collection::vec((0usize..14, 0usize..40, 1usize..30), 0..5);
    prop_oneof![
        5 => (0usize..6, words(), marks).prop_map(|(role, words, marks)| Piece::Paragraph(role, words, marks)),
        1 => prop::collection::vec(prop::collection::vec(words(), 1..3), 1..3).prop_map(Piece::Table),
    ]
}

fn clause() -> impl Strategy<Value = Sketch> {
    let numbers = prop_oneof![2 => Just(vec![0]), 1 => prop::collection::vec(0usize..4, 1..5)];
    let blocks = prop::collection::vec(piece(), 0..4);
    (0usize..MARGIN + 2, 0usize..8, any::<bool>(), 0usize..3, blocks, numbers).prop_map(
        |(kind, label, generated, up, blocks, numbers)| Sketch {
            kind,
            label,
            generated,
            up,
            blocks,
            numbers,
        },
    )
}

/// A document to be made.
pub(crate) fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    prop::collection::vec(clause(), 0..9)
}

/// An edit of a document to be made.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Delete(usize),
    Insert(usize, Sketch),
    Move(usize, usize),
    Relabel(usize, usize, bool),
    Renumber(usize, Vec<usize>),
    Replace(usize, usize, Piece2),
}

/// A piece of a clause, as an edit has it.
#[derive(Clone, Debug)]
pub(crate) struct Piece2(Piece);

/// Some edits.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (0usize..9).prop_map(Edit::Delete),
        (0usize..9, clause()).prop_map(|(at, clause)| Edit::Insert(at, clause)),
        (0usize..9, 0usize..9).prop_map(|(from, to)| Edit::Move(from, to)),
        (0usize..9, 0usize..8, any::<bool>())
            .prop_map(|(at, label, g)| Edit::Relabel(at, label, g)),
        (0usize..9, prop::collection::vec(0usize..4, 1..5))
            .prop_map(|(at, numbers)| Edit::Renumber(at, numbers)),
        (0usize..9, 0usize..4, piece().prop_map(Piece2))
            .prop_map(|(at, i, p)| Edit::Replace(at, i, p)),
    ];
    prop::collection::vec(edit, 0..6)
}

/// Applies edits.
pub(crate) fn edited(sketches: &[Sketch], edits: &[Edit]) -> Vec<Sketch> {
    let mut sketches = sketches.to_vec();
    for edit in edits {
        let len = sketches.len();
        match edit.clone() {
            Edit::Insert(at, sketch) => sketches.insert(at.min(len), sketch),
            _ if len == 0 => {}
            Edit::Delete(at) => {
                sketches.remove(at % len);
            }
            Edit::Move(from, to) => {
                let sketch = sketches.remove(from % len);
                sketches.insert(to.min(len - 1), sketch);
            }
            Edit::Relabel(at, label, generated) => {
                sketches[at % len].label = label;
                sketches[at % len].generated = generated;
            }
            Edit::Renumber(at, numbers) => sketches[at % len].numbers = numbers,
            Edit::Replace(at, i, Piece2(piece)) => {
                let blocks = &mut sketches[at % len].blocks;
                match blocks.get_mut(i) {
                    Some(block) => *block = piece,
                    None => blocks.push(piece),
                }
            }
        }
    }
    sketches
}

/// Makes a document.
pub(crate) fn document(sketches: &[Sketch]) -> Document {
    let mut builder = Builder::new();
    let urls = ["https://example.org/a?b=\"c\"", "javascript:alert(1)", "mailto:a@example.org"]
        .map(|url| builder.url(url));
    let objects = [
        Object::Picture { alt: "A <map>".to_owned(), digest: 1 },
        Object::Formula("a<b".to_owned()),
        Object::Symbol("✓".to_owned()),
    ]
    .map(|object| builder.object(object));
    for sketch in sketches {
        open(&mut builder, sketch);
        let mut numbers = sketch.numbers.iter().cycle().map(|number| match number {
            0 => String::new(),
            number => format!("<{number}>"),
        });
        let mut number = || numbers.next().unwrap_or_default();
        for piece in &sketch.blocks {
            match piece {
                Piece::Paragraph(role, words, marks) => {
                    let roles = [
                        Role::Body,
                        Role::Heading(1),
                        Role::Item(0),
                        Role::Code,
                        Role::Quote,
                        Role::Heading(3),
                    ];
                    let text = text(words);
                    let marks = marks.iter().filter_map(|(kind, at, len)| {
                        let kind = match kind {
                            0 => MarkKind::Bold,
                            1 => MarkKind::Italic,
                            2 => MarkKind::Underline,
                            3 => MarkKind::Strike,
                            4 => MarkKind::Superscript,
                            5 => MarkKind::Subscript,
                            6 => MarkKind::Code,
                            7..10 => MarkKind::Link(urls[kind - 7]),
                            10 => MarkKind::Reference(Target::Clause(ClauseId(0))),
                            11 => MarkKind::LineBreak,
                            12 => MarkKind::Note(ClauseId(0)),
                            _ => MarkKind::Object(objects[at % 3]),
                        };
                        mark(&text, *at, *len, kind)
                    });
                    let marks: Vec<Mark> = marks.collect();
                    builder.labelled_paragraph(&number(), roles[*role], &text, marks);
                }
                Piece::Table(rows) => table(&mut builder, rows, &mut number),
            }
        }
    }
    builder.finish()
}

fn open(builder: &mut Builder, sketch: &Sketch) {
    for _ in 0..sketch.up {
        builder.close();
    }
    let kinds = [
        ClauseKind::Clause,
        ClauseKind::Paragraph,
        ClauseKind::Heading,
        ClauseKind::Text,
        ClauseKind::Schedule,
        ClauseKind::Clause,
    ];
    let shown = ["1", "1.1", "(a)", "(b)", "Schedule 2", "<i>"].get(sketch.label);
    let label =
        shown.map(
            |shown| {
                if sketch.generated { Label::generated(*shown) } else { Label::typed(*shown) }
            },
        );
    let margin = [ClauseKind::Header, ClauseKind::Footer];
    let margin = sketch.kind.checked_sub(MARGIN).and_then(|at| margin.get(at));
    match margin.or(kinds.get(sketch.kind % 7)) {
        Some(kind) => builder.open(*kind, label),
        None => builder.open_definition("Supplier"),
    };
}

fn table(builder: &mut Builder, rows: &[Vec<Vec<usize>>], number: &mut impl FnMut() -> String) {
    builder.begin_table(1);
    for row in rows {
        builder.begin_row();
        for (i, cell) in row.iter().enumerate() {
            builder.begin_cell(1 + u32::try_from(i).unwrap(), 1);
            builder.labelled_paragraph(&number(), Role::Body, &text(cell), []);
            if cell.len() > 4 {
                builder.labelled_paragraph(&number(), Role::Heading(2), &text(&cell[3..]), []);
                builder.begin_table(0);
                builder.begin_row();
                builder.begin_cell(1, 1);
                builder.labelled_paragraph(&number(), Role::Body, &text(&cell[4..]), []);
                builder.end_cell();
                builder.end_row();
                builder.end_table();
            }
            builder.end_cell();
        }
        builder.end_row();
    }
    builder.end_table();
}

fn text(words: &[usize]) -> String {
    words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ")
}

/// A mark over whole characters, where the text has them; a single place is one character wide.
fn mark(text: &str, at: usize, len: usize, kind: MarkKind) -> Option<Mark> {
    let single = matches!(kind, MarkKind::Note(_) | MarkKind::Object(_) | MarkKind::LineBreak);
    let mut characters = text.char_indices().skip(at).filter(|(_, c)| match kind {
        MarkKind::Note(_) | MarkKind::Object(_) => *c == '\u{FFFC}',
        MarkKind::LineBreak => *c == ' ',
        _ => true,
    });
    let (start, first) = characters.next()?;
    let after = text[start..].char_indices().nth(len).map(|(i, _)| start + i);
    let end = if single { start + first.len_utf8() } else { after.unwrap_or(text.len()) };
    let span = Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?);
    Some(Mark { span, kind })
}
