//! A redline as one self-contained page: no request to anywhere, readable without a script.
//!
//! The page holds all text of both documents once, in one `<main>`, in the redline's order; a
//! moved clause stands in it twice. Headers and footers stand after it in a section of their own. `<ins>` is what only the new version has, `<del>` what only
//! the old one has. Whatever belongs to neither carries `data-ui`, and what no character of a
//! source stands for (computed numbers, note markers, the words for a picture) `data-generated`.
//! Whoever passes over both and drops one of `ins` and `del` reads one of the two documents.
//!
//! ```text
//! head ─► header ─► toolbar ─► contents ─► main (legend, body) ─► margins ─► changes ─► footer
//!                                      body ─► clause ─► blocks (one version) ─┐
//!                                                   └──► amended (both) ───────┴─► inline
//! ```
//!
//! Everything is written into a sink that is emptied into the writer clause by clause, so
//! memory is bounded by the largest clause. Text is escaped in one place, there. Time is linear
//! in the two texts and their marks.

mod amended;
mod blocks;
mod body;
mod changes;
mod clause;
mod contents;
mod depth;
mod direction;
mod elsewhere;
mod fold;
mod footer;
mod head;
mod header;
mod inline;
mod kinds;
mod label;
mod legend;
mod list;
mod margins;
mod notes;
mod options;
mod paragraph_label;
mod sink;
mod table;
mod toolbar;
mod why;
mod wrap;

use std::io;

pub use elsewhere::{Elsewhere, Note, Piece};
pub use head::policy_source;
pub use options::{HtmlOptions, Modification};

use crate::ids::Ids;
use crate::tally::Tally;
use crate::view::{Entry, Region};
use crate::{Version, View};
use sink::Sink;

/// Writes a redline as an HTML page.
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// use keeling_diff::{Change, ChangeId, Place, Redline, Side, Status};
/// use keeling_model::{Builder, ClauseKind, ClauseId, Label, Role};
/// use keeling_render::{Version, View, html};
///
/// let mut builder = Builder::new();
/// builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
/// builder.paragraph(Role::Body, "The Supplier shall supply.", []);
/// let (old, new) = (Builder::new().finish(), builder.finish());
/// let inserted = Change {
///     old: None, new: Some(ClauseId(0)), status: Status::Inserted,
///     moved: false, move_group: None, renumbered: false, renumbered_by: None,
///     consequential: false, ops: vec![], regions: vec![], references: vec![],
///     formatting: vec![], labels: vec![], reason: None,
///     links: vec![], affected_by: vec![],
/// };
/// let redline = Redline {
///     changes: vec![inserted],
///     places: vec![Place { change: ChangeId(0), side: Side::New }],
///     ..Redline::default()
/// };
/// let view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
/// let mut page = Vec::new();
/// html::write(&mut page, &view, &html::HtmlOptions::default())?;
/// let page = String::from_utf8_lossy(&page);
/// assert!(page.contains("<ins>The Supplier shall supply.</ins>"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write<W: io::Write>(writer: W, view: &View<'_>, options: &HtmlOptions) -> io::Result<()> {
    let page = Page::new(*view, options);
    let mut sink = Sink::new(writer);
    head::write(&mut sink, &page);
    header::write(&mut sink, &page);
    toolbar::write(&mut sink, &page);
    sink.raw(if direction::is_mixed(&page) {
        "<div class=\"frame bidi\">\n"
    } else {
        "<div class=\"frame\">\n"
    });
    contents::write(&mut sink, &page);
    sink.raw("<main id=\"redline\">\n");
    legend::write(&mut sink, &page);
    sink.flush()?;
    body::write(&mut sink, &page)?;
    sink.raw("</main>\n");
    margins::write(&mut sink, &page)?;
    changes::write(&mut sink, &page);
    sink.raw("</div>\n<svg id=\"ui-ticks\" aria-hidden=\"true\"></svg>\n");
    footer::write(&mut sink, &page);
    toolbar::write_help(&mut sink);
    sink.raw("</body>\n</html>\n");
    sink.finish()
}

/// What the regions of the page are drawn from.
struct Page<'a> {
    view: View<'a>,
    options: &'a HtmlOptions,
    ids: Ids,
    /// Counts of the body and the notes.
    tally: Tally,
    /// Counts of the headers and footers.
    margin_tally: Tally,
    /// The places of the body and the notes.
    entries: Vec<Entry<'a>>,
    /// The places of the headers and footers.
    margins: Vec<Entry<'a>>,
    outline: depth::Outline,
    tellers: why::Tellers,
}

impl<'a> Page<'a> {
    fn new(view: View<'a>, options: &'a HtmlOptions) -> Self {
        let ids = Ids::new(&view);
        let tally = Tally::of(&view, Region::Text);
        let margin_tally = Tally::of(&view, Region::Margins);
        let entries = view.entries(Region::Text);
        let margins = view.entries(Region::Margins);
        let outline = depth::Outline::new(&view);
        let tellers = why::Tellers::new(&view);
        let mut page =
            Self { view, options, ids, tally, margin_tally, entries, margins, outline, tellers };
        // Other documents tell of more than the redline does.
        let is_affected = |entry: &Entry<'_>| elsewhere::is_affected(&page, entry);
        let affected = view.changes(Region::Text).filter(is_affected).count();
        page.tally.affected = affected;
        page
    }

    fn title(&self) -> &str {
        self.options.title.as_deref().unwrap_or_else(|| self.view.title())
    }

    fn baseline(&self) -> &str {
        name(self.options.baseline_name.as_deref(), &self.view.old)
    }

    fn proposed(&self) -> &str {
        name(self.options.proposed_name.as_deref(), &self.view.new)
    }
}

/// What a version is called: the name given, else its own version, else where it came from.
fn name<'p>(given: Option<&'p str>, version: &Version<'p>) -> &'p str {
    given.or(version.document.meta().version.as_deref()).unwrap_or(version.source)
}
