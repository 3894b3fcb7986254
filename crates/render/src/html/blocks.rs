//! A clause's own text where one version, or both alike, has it: its paragraphs and tables.

use keeling_diff::Side;
use keeling_model::{Block, Document, Paragraph, Role, Span, paragraphs};

use super::inline::Painter;
use super::label::Lead;
use super::paragraph_label::Labels;
use super::sink::Html;
use super::wrap::{self, Run, Wrap};
use super::{Page, table};
use crate::view::Entry;

/// Writes the own text of the clause at a place that shows one version, or two that are alike.
/// Returns whether there was a heading in it. What stands below the heading may be folded.
pub(super) fn write(
    html: &mut Html,
    page: &Page<'_>,
    entry: &Entry<'_>,
    mut paragraphs: Paragraphs,
    folded: bool,
) -> bool {
    let side = if entry.side == Side::Old { Side::Old } else { Side::New };
    let clause = entry.clause;
    let labels = Labels::new(page, entry);
    let mut runs = Runs { all: wrap::runs(entry, clause), at: 0, labels };
    let mut painter = Painter::new(page, side, clause);
    if side == Side::New {
        painter = painter.showing(&entry.change.formatting);
    }
    for (i, block) in page.view.document(side).blocks(clause.id).iter().enumerate() {
        if i == 1 && folded {
            paragraphs.close(html);
            html.raw("<details class=\"more\"><summary data-ui>Unchanged text</summary>\n");
        }
        match block {
            Block::Paragraph(paragraph) => {
                if Labels::is_seen(page.view.document(side), paragraph) {
                    paragraphs.open(html, paragraph.role);
                    runs.paint(html, &mut painter, paragraph.span);
                }
            }
            Block::Table(table) => {
                paragraphs.before_table(html);
                table::write_one(html, &mut painter, &mut runs, table);
            }
        }
    }
    paragraphs.close(html);
    runs.labels.rest(html);
    if folded {
        html.raw("</details>\n");
    }
    paragraphs.finish(html)
}

/// The runs of a clause's own text and the labels of its paragraphs, read forwards.
pub(super) struct Runs<'p> {
    all: Vec<Run>,
    at: usize,
    labels: Labels<'p>,
}

impl Runs<'_> {
    /// Paints a paragraph, which must not stand before one painted earlier.
    pub(super) fn paint(&mut self, html: &mut Html, painter: &mut Painter<'_>, span: Span) {
        self.labels.lead(html, span.start);
        while let Some(run) = self.all.get(self.at) {
            let piece = run.span.intersect(span);
            if !piece.is_empty() {
                self.labels.paint(html, painter, piece, run.wrap);
            }
            if run.span.end > span.end {
                break;
            }
            self.at += 1;
        }
    }
}

/// Opens and closes the elements of paragraphs, and puts what leads the clause into the first.
pub(super) struct Paragraphs {
    lead: Lead,
    level: u8,
    /// Whether text stands as it is, without an element of its own: the only one of a cell.
    bare: bool,
    open: Option<&'static str>,
    headed: bool,
    /// Where a class can be added to the element that is open, and the versions that have words
    /// in it.
    class_at: usize,
    sides: Sides,
}

/// Which versions have words in a paragraph.
#[derive(Clone, Copy, Default)]
struct Sides {
    old: bool,
    new: bool,
}

impl Paragraphs {
    /// The paragraphs of a clause whose heading is of this level.
    pub(super) fn new(lead: Lead, level: u8) -> Self {
        Self { level, ..Self::bare_or_not(lead, false) }
    }

    /// The paragraphs of a cell, with elements of their own where there is more than one.
    pub(super) fn of_cell(count: usize) -> Self {
        Self::bare_or_not(Lead::default(), count < 2)
    }

    fn bare_or_not(lead: Lead, bare: bool) -> Self {
        let sides = Sides::default();
        Self { lead, level: 0, bare, open: None, headed: false, class_at: 0, sides }
    }

    /// Opens a paragraph; closes the one before it.
    pub(super) fn open(&mut self, html: &mut Html, role: Role) {
        self.close(html);
        if self.bare {
            return;
        }
        self.headed |= self.level > 0 && matches!(role, Role::Heading(_));
        let (tag, end) = self.element(role);
        html.raw(tag);
        self.class_at = html.len().saturating_sub(1);
        let led = self.lead.shown && !self.lead.markup.is_empty();
        self.sides = Sides { old: led, new: led };
        html.raw(&std::mem::take(&mut self.lead.markup));
        self.open = Some(end);
    }

    /// Notes which versions have the words that are written into the open paragraph. One that only
    /// one version has is told, so that the other can be read without it.
    pub(super) fn note(&mut self, wrap: Wrap) {
        use Wrap::{Deleted, DeletedReference, Inserted, InsertedReference, MovedAway, MovedHere};
        self.sides.old |= !matches!(wrap, Inserted | InsertedReference | MovedHere);
        self.sides.new |= !matches!(wrap, Deleted | DeletedReference | MovedAway);
    }

    /// The element of a paragraph. Those of cells are never headings of the page.
    fn element(&self, role: Role) -> (&'static str, &'static str) {
        match role {
            Role::Heading(_) => match self.level {
                0 => ("<p class=\"h\">", "</p>\n"),
                1 | 2 => ("<h2>", "</h2>\n"),
                3 => ("<h3>", "</h3>\n"),
                4 => ("<h4>", "</h4>\n"),
                5 => ("<h5>", "</h5>\n"),
                _ => ("<h6>", "</h6>\n"),
            },
            Role::Item(0) => ("<p class=\"i\">", "</p>\n"),
            Role::Item(1) => ("<p class=\"i i1\">", "</p>\n"),
            Role::Item(_) => ("<p class=\"i i2\">", "</p>\n"),
            Role::Code => ("<pre>", "</pre>\n"),
            Role::Quote => ("<blockquote>", "</blockquote>\n"),
            _ => ("<p>", "</p>\n"),
        }
    }

    /// Closes the open paragraph.
    pub(super) fn close(&mut self, html: &mut Html) {
        let Some(end) = self.open.take() else { return };
        html.raw(end);
        let class = match (self.sides.old, self.sides.new) {
            (true, false) => "gone",
            (false, true) => "added",
            _ => return,
        };
        // Items have a class already.
        if html.ends_in_class(self.class_at) {
            html.raw_at(self.class_at - 1, &format!(" {class}"));
        } else {
            html.raw_at(self.class_at, &format!(" class=\"{class}\""));
        }
    }

    /// Closes the open paragraph and, where a table comes first, gives the label a line.
    pub(super) fn before_table(&mut self, html: &mut Html) {
        self.close(html);
        self.write_lead(html);
    }

    /// Closes the open paragraph; a clause without text still shows its label. Returns whether
    /// there was a heading.
    pub(super) fn finish(mut self, html: &mut Html) -> bool {
        self.close(html);
        self.write_lead(html);
        self.headed
    }

    fn write_lead(&mut self, html: &mut Html) {
        let markup = std::mem::take(&mut self.lead.markup);
        if self.lead.shown && !markup.is_empty() {
            html.raw("<p>");
            html.raw(&markup);
            html.raw("</p>\n");
        } else {
            html.raw(&markup);
        }
    }
}

/// The paragraphs of blocks in reading order of which there is anything to see, those in tables too.
pub(super) fn flatten(document: &Document, blocks: &[Block]) -> Vec<Paragraph> {
    paragraphs(blocks).filter(|one| Labels::is_seen(document, one)).copied().collect()
}
