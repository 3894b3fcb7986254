//! Two documents in, where they differ as readers see them out: clauses, labels, citations, terms,
//! blocks, tables, notes, formatting. Where they stand in their sources, and how marks are cut, is
//! no difference; neither are references, which are found in the words.

use keeling_model::{Block, Cell, Clause, Document, MarkKind, OBJECT, Object, Span, Table};

/// What differs, the first of each clause, in order.
pub fn differences(one: &Document, other: &Document) -> Vec<String> {
    let mut found = Vec::new();
    if one.meta().title != other.meta().title {
        found.push(format!("title: {:?} {:?}", one.meta().title, other.meta().title));
    }
    if one.meta().version != other.meta().version {
        found.push(format!("version: {:?} {:?}", one.meta().version, other.meta().version));
    }
    let (ones, others) = (one.clauses(), other.clauses());
    for (a, b) in ones.iter().zip(others) {
        if let Some(difference) = of_clauses((one, a), (other, b)) {
            found.push(format!("{:?} {}: {difference}", a.kind, a.citation));
        }
    }
    if ones.len() != others.len() {
        found.push(format!("{} clauses and {}", ones.len(), others.len()));
    }
    found
}

/// The words of a document: its typed labels and its texts, in order, white space apart.
pub fn words(document: &Document) -> String {
    let mut words = String::new();
    for clause in document.clauses() {
        let label = clause.label.as_ref().filter(|label| !label.is_generated());
        let text = document.slice(clause.text);
        for text in label.iter().map(|label| label.shown()).chain([text]) {
            words.extend(text.chars().filter(|c| !c.is_whitespace()));
        }
    }
    words
}

fn of_clauses((one, a): (&Document, &Clause), (other, b): (&Document, &Clause)) -> Option<String> {
    let differ = |what: &str, x: &dyn std::fmt::Debug, y: &dyn std::fmt::Debug| {
        let (x, y) = (format!("{x:?}"), format!("{y:?}"));
        (x != y).then(|| format!("{what} {x} and {y}"))
    };
    differ("kind", &a.kind, &b.kind)
        .or_else(|| differ("depth", &a.depth, &b.depth))
        .or_else(|| differ("label", &a.label, &b.label))
        .or_else(|| differ("citation", &a.citation, &b.citation))
        .or_else(|| differ("term", &a.term, &b.term))
        .or_else(|| differ("text", &one.slice(a.text), &other.slice(b.text)))
        .or_else(|| differ("blocks", &shape(one.blocks(a.id), a), &shape(other.blocks(b.id), b)))
        .or_else(|| of_formats(one.slice(a.text), &formats(one, a.text), &formats(other, b.text)))
}

/// Where formatting differs first, with the words there.
fn of_formats(text: &str, one: &[String], other: &[String]) -> Option<String> {
    let at = one.iter().zip(other).position(|(a, b)| a != b)?;
    let words: String = text.chars().skip(at.saturating_sub(10)).take(30).collect();
    Some(format!("formats {:?} and {:?} at {at}, near {words:?}", one.get(at)?, other.get(at)?))
}

/// The blocks with their places in the clause's text.
fn shape(blocks: &[Block], clause: &Clause) -> String {
    let of = |block: &Block| {
        let span = block.span();
        let (from, to) = (span.start - clause.text.start, span.end - clause.text.start);
        match block {
            Block::Paragraph(paragraph) => format!("{:?} {from}-{to}", paragraph.role),
            Block::Table(table) => of_table(table, clause),
        }
    };
    blocks.iter().map(of).collect::<Vec<_>>().join(", ")
}

fn of_table(table: &Table, clause: &Clause) -> String {
    let of =
        |cell: &Cell| format!("{}x{} {{{}}}", cell.columns, cell.rows, shape(&cell.blocks, clause));
    let cells = table.rows.iter().flat_map(|row| &row.cells).map(of).collect::<Vec<_>>();
    format!("table of {} header rows: {}", table.header_rows, cells.join(" "))
}

/// What each character of a span is marked as.
fn formats(document: &Document, span: Span) -> Vec<String> {
    let text = document.slice(span);
    let starts: Vec<u32> =
        text.char_indices().map(|(at, _)| span.start + u32::try_from(at).unwrap_or(0)).collect();
    let objects: Vec<bool> = text.chars().map(|c| c == OBJECT).collect();
    let mut formats = vec![Vec::new(); starts.len()];
    for mark in document.marks_in(span) {
        let from = starts.partition_point(|at| *at < mark.span.start);
        let to = starts.partition_point(|at| *at < mark.span.end);
        for at in from..to {
            let is_object = objects.get(at) == Some(&true);
            let Some(name) = name(document, mark.kind, is_object) else { continue };
            if let Some(list) = formats.get_mut(at) {
                list.push(name);
            }
        }
    }
    formats
        .into_iter()
        .map(|mut names| {
            names.sort();
            names.dedup();
            names.join("+")
        })
        .collect()
}

fn name(document: &Document, kind: MarkKind, is_object: bool) -> Option<String> {
    Some(match kind {
        MarkKind::Reference(_) => return None,
        MarkKind::Link(url) => format!("link {}", document.url(url)),
        MarkKind::Note(note) => format!("note {}", note.index()),
        MarkKind::Object(id) => match document.object(id) {
            Object::Picture { alt, .. } => format!("picture {}", alt.trim()),
            other => format!("{other:?}"),
        },
        // How the place of a note's marker or of a picture is set is nothing of the text.
        _ if is_object => return None,
        other => format!("{other:?}"),
    })
}
