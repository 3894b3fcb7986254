//! The contents: the document's headings, with what changed below each in words.

use keeling_diff::{Side, Status};

use super::sink::Html;
use super::{Page, elsewhere, kinds};
use crate::view::{Entry, heading_line, shown_label};

/// How many headings the contents may have before its deepest levels are left out.
const MOST: usize = 300;
/// How many stand in one list, so that a browser can pass over those out of view.
const CHUNK: usize = 50;

/// A line of the contents.
struct Line<'a> {
    id: &'a str,
    label: Option<&'a str>,
    heading: String,
    level: u8,
    state: &'static str,
    /// Clauses changed at it and below it.
    changes: usize,
    /// Clauses at it and below it that use a changed definition, their words being the same.
    affected: usize,
}

/// Writes the contents; nothing where the document has no headings.
pub(super) fn write(html: &mut Html, page: &Page<'_>) {
    let lines = lines(page);
    if lines.is_empty() {
        return;
    }
    html.raw(
        "<nav id=\"contents\" aria-label=\"Contents\"><details class=\"toc\"><summary>Contents\
         </summary>\n",
    );
    if page.tally.changed() > 0 {
        html.raw(
            "<label class=\"only\"><input type=\"checkbox\" id=\"only-changed\"> Only changed \
             sections</label>\n",
        );
    }
    for chunk in lines.chunks(CHUNK) {
        html.raw("<ul>\n");
        for line in chunk {
            write_line(html, line);
        }
        html.raw("</ul>\n");
    }
    html.raw("</details></nav>\n");
}

fn write_line(html: &mut Html, line: &Line<'_>) {
    let same = line.changes == 0 && line.affected == 0 && line.state.is_empty();
    let state = if same { " same" } else { "" };
    html.display(format_args!("<li class=\"l{}{state}\"><a", line.level));
    html.href_to(line.id);
    html.raw(">");
    if let Some(label) = line.label {
        html.raw("<span class=\"nn\">");
        html.text(label);
        html.raw("</span> ");
    }
    html.text(&line.heading);
    html.raw("</a>");
    match (line.state, line.changes) {
        ("", 0) if line.affected > 0 => html.raw(" <small>affected</small>"),
        ("", 0) => {}
        ("", 1) => html.raw(" <small>1 change</small>"),
        ("", n) => html.display(format_args!(" <small>{n} changes</small>")),
        (state, _) => html.display(format_args!(" <small>{state}</small>")),
    }
    html.raw("</li>\n");
}

/// The lines, down to the level that keeps them few enough to read.
fn lines<'p>(page: &'p Page<'_>) -> Vec<Line<'p>> {
    let mut lines = all_lines(page);
    let mut deepest = 4;
    while deepest > 2 && lines.iter().filter(|line| line.level <= deepest).count() > MOST {
        deepest -= 1;
    }
    lines.retain(|line| line.level <= deepest);
    lines
}

fn all_lines<'p>(page: &'p Page<'_>) -> Vec<Line<'p>> {
    let mut lines: Vec<Line<'p>> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for entry in &page.entries {
        if let Some(line) = line(page, entry) {
            while open.last().and_then(|at| lines.get(*at)).is_some_and(|l| l.level >= line.level) {
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(lines.len());
            lines.push(line);
        }
        if let Some(line) = open.last().and_then(|at| lines.get_mut(*at)) {
            line.changes += usize::from(counts(entry));
            line.affected += usize::from(elsewhere::is_affected(page, entry));
        }
    }
    // Each line's changes count for the lines above it too; those come earlier.
    for at in (0..lines.len()).rev() {
        let counts = lines.get(at).map(|line| (line.changes, line.affected));
        let parent = parents.get(at).copied().flatten();
        if let Some(line) = parent.and_then(|parent| lines.get_mut(parent)) {
            let (changes, affected) = counts.unwrap_or_default();
            line.changes += changes;
            line.affected += affected;
        }
    }
    lines
}

fn line<'p>(page: &'p Page<'_>, entry: &Entry<'p>) -> Option<Line<'p>> {
    if page.outline.is_in_notes(entry) {
        return None;
    }
    let heading = heading_line(page.view.document(entry.side), entry.clause.id)?;
    let label = shown_label(entry.clause);
    Some(Line {
        id: page.ids.of(entry.side, entry.clause.id),
        label,
        heading,
        level: page.outline.level(entry),
        state: state(entry),
        changes: 0,
        affected: 0,
    })
}

/// What became of a headed clause as a whole.
fn state(entry: &Entry<'_>) -> &'static str {
    match (entry.change.status, entry.side) {
        (Status::Inserted, _) => "new",
        (Status::Deleted, _) => "deleted",
        (_, Side::Old) => "moved away",
        (_, Side::New) => "moved here",
        _ => "",
    }
}

/// Whether a place counts as a change.
fn counts(entry: &Entry<'_>) -> bool {
    entry.change.is_changed() && kinds::is_told_at(entry)
}
