//! What the walk noticed, counted; diagnostics out.

use keeling_model::{Code, Diagnostic, Severity};

/// Counts of what a reader should be told once for the whole document.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) insertions: usize,
    pub(super) deletions: usize,
    pub(super) moves: usize,
    pub(super) reformatted: usize,
    /// Table cells with a tracked insertion, deletion or merge, which stay as they are.
    pub(super) cell_changes: usize,
    /// Characters of hidden text.
    pub(super) hidden: usize,
    /// Paragraphs and content controls of tables of contents.
    pub(super) contents: usize,
    pub(super) comments: usize,
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
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut list = Vec::new();
        let mut add = |severity, code, count: usize, message: String| {
            if count > 0 {
                list.push(Diagnostic { severity, code, place: String::new(), message });
            }
        };
        add(
            Severity::Warning,
            Code::TrackedChangesAccepted,
            self.tracked(),
            self.tracked_message(),
        );
        let hidden = format!("hidden text is read as text ({})", count(self.hidden, "character"));
        add(Severity::Warning, Code::ReadLoosely, self.hidden, hidden);
        let contents =
            format!("left out: {}", count(self.contents, "piece") + " of tables of contents");
        add(Severity::Note, Code::ContentsLeftOut, self.contents, contents);
        let comments = format!("not read: {}", count(self.comments, "comment"));
        add(Severity::Note, Code::NotRead, self.comments, comments);
        let imports = format!("not read: {}", count(self.imports, "imported document"));
        add(Severity::Warning, Code::NotRead, self.imports, imports);
        let fields = count(self.number_fields, "number field");
        let message = format!("not computed: {fields} (LISTNUM, AUTONUM)");
        add(Severity::Warning, Code::NotRead, self.number_fields, message);
        let cells = count(self.cell_changes, "tracked change");
        let message = format!("left as they are: {cells} of table cells");
        add(Severity::Warning, Code::ReadLoosely, self.cell_changes, message);
        let notes = format!("{} without its note", count(self.lost_notes, "note marker"));
        add(Severity::Warning, Code::ReadLoosely, self.lost_notes, notes);
        let lists = count(self.lost_lists, "paragraph");
        let message = format!("{lists} in a list that is not defined, read without a number");
        add(Severity::Warning, Code::ReadLoosely, self.lost_lists, message);
        list
    }

    fn tracked(&self) -> usize {
        self.insertions + self.deletions + self.moves + self.reformatted
    }

    fn tracked_message(&self) -> String {
        let counts = [
            (self.insertions, "insertion"),
            (self.deletions, "deletion"),
            (self.moves, "move"),
            (self.reformatted, "change of formatting"),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|&(number, _)| number > 0)
            .map(|(number, name)| match (number, name) {
                (2.., "change of formatting") => format!("{number} changes of formatting"),
                _ => count(number, name),
            })
            .collect();
        format!("tracked changes are read as accepted: {}", counts.join(", "))
    }
}

fn count(number: usize, name: &str) -> String {
    if number == 1 { format!("1 {name}") } else { format!("{number} {name}s") }
}
