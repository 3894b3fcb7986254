//! What the walk noticed, counted; diagnostics out.

use keeling_model::{Code, Diagnostic, Severity};

use super::tracked::{Changes, View};

/// Counts of what a reader should be told once for the whole document.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) tracked: Changes,
    /// Characters of hidden text.
    pub(super) hidden: usize,
    /// Paragraphs and content controls of tables of contents.
    pub(super) contents: usize,
    pub(super) comments: usize,
    /// Embedded objects.
    pub(super) embedded: usize,
    /// Footnotes and endnotes whose numbers restart on each page.
    pub(super) paged_notes: usize,
    /// Imported documents and subdocuments.
    pub(super) imports: usize,
    /// Fields whose number Word computes and does not store.
    pub(super) number_fields: usize,
    /// Markers whose note is not there.
    pub(super) lost_notes: usize,
    /// Paragraphs in a list that is not defined.
    pub(super) lost_lists: usize,
}

impl Tally {
    /// One diagnostic for each kind of thing that was met.
    pub(super) fn into_diagnostics(self, view: View) -> Vec<Diagnostic> {
        let mut list = Vec::new();
        let mut add = |severity, code, count: usize, message: String| {
            if count > 0 {
                list.push(Diagnostic { severity, code, place: String::new(), message });
            }
        };
        let (code, side) = match view {
            View::Accepted => (Code::TrackedChangesAccepted, "accepted"),
            View::Rejected => (Code::TrackedChangesRejected, "rejected"),
        };
        let message = format!("tracked changes are read as {side}: {}", self.tracked.in_words());
        add(Severity::Warning, code, self.tracked.counts.total(), message);
        let hidden = format!("hidden text is read as text ({})", count(self.hidden, "character"));
        add(Severity::Warning, Code::ReadLoosely, self.hidden, hidden);
        let contents =
            format!("left out: {}", count(self.contents, "piece") + " of tables of contents");
        add(Severity::Note, Code::ContentsLeftOut, self.contents, contents);
        let comments = format!("not read: {}", count(self.comments, "comment"));
        add(Severity::Note, Code::NotRead, self.comments, comments);
        let imports = format!("not read: {}", count(self.imports, "imported document"));
        add(Severity::Warning, Code::NotRead, self.imports, imports);
        let embedded = count(self.embedded, "embedded object");
        let message = format!("not read: the text of {embedded} (compared by bytes)");
        add(Severity::Warning, Code::NotRead, self.embedded, message);
        let paged = count(self.paged_notes, "note");
        let message = format!("notes that restart on each page are numbered through ({paged})");
        add(Severity::Note, Code::ReadLoosely, self.paged_notes, message);
        let fields = count(self.number_fields, "number field");
        let message = format!("not computed: {fields} (LISTNUM, AUTONUM)");
        add(Severity::Warning, Code::NotRead, self.number_fields, message);
        let notes = format!("{} without its note", count(self.lost_notes, "note marker"));
        add(Severity::Warning, Code::ReadLoosely, self.lost_notes, notes);
        let lists = count(self.lost_lists, "paragraph");
        let message = format!("{lists} in a list that is not defined, read without a number");
        add(Severity::Warning, Code::ReadLoosely, self.lost_lists, message);
        list
    }
}

fn count(number: usize, name: &str) -> String {
    if number == 1 { format!("1 {name}") } else { format!("{number} {name}s") }
}
