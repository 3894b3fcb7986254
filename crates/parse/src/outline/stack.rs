//! The clauses that are open, beside the builder that writes them.

use std::ops::Range;

use keeling_model::label::{Reading, Scheme};
use keeling_model::{Builder, ClauseId, ClauseKind, Label};

/// How many clauses may lie within each other. Real codes stay below twenty; the bound keeps
/// hostile input from growing the stack, and with it the time for each paragraph.
pub(super) const MAX_DEPTH: usize = 64;

/// An open clause: what tells whether the next paragraph belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) kind: ClauseKind,
    /// How its label is read, as it was placed first; empty where it has none.
    pub(super) readings: Vec<Reading>,
    /// The list and level of a computed number.
    pub(super) list: Option<(u32, u8)>,
    pub(super) indent: Option<i32>,
    /// The level of its heading in the source.
    pub(super) heading: Option<u8>,
    /// Whether it has a label at all.
    pub(super) labelled: bool,
    /// Whether its text ends by introducing something: "shall:", "In this Act—".
    pub(super) introduces: bool,
    /// Whether it stands under a heading that promises definitions.
    pub(super) defines: bool,
    /// The last clauses below it that are closed, one of each count, the latest last.
    pub(super) closed: Vec<Entry>,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            kind: ClauseKind::Text,
            readings: Vec::new(),
            list: None,
            indent: None,
            heading: None,
            labelled: false,
            introduces: false,
            defines: false,
            closed: Vec::new(),
        }
    }
}

impl Entry {
    /// Whether it is an item: a clause that closing words may follow.
    pub(super) fn is_item(&self) -> bool {
        self.kind == ClauseKind::Paragraph && self.heading.is_none()
    }

    /// Whether plain numbers in it are its items: in a clause, but not in a part, a schedule or a
    /// section that a letter names.
    pub(super) fn numbers_items(&self) -> bool {
        let holds = matches!(self.kind, ClauseKind::Part | ClauseKind::Chapter);
        let named = self.kind == ClauseKind::Section
            && self.readings.iter().any(|reading| reading.ordinal().is_letters());
        !(holds || named || self.kind.is_attachment())
    }

    /// The reading by which it was placed.
    pub(super) fn reading(&self) -> Option<&Reading> {
        self.readings.first()
    }

    /// Whether its number is of this scheme.
    pub(super) fn counts_in(&self, scheme: Scheme) -> bool {
        self.reading().is_some_and(|reading| reading.scheme == scheme)
    }
}

/// The open clauses, outermost first.
pub(super) struct Stack {
    builder: Builder,
    entries: Vec<Entry>,
}

impl Stack {
    pub(super) fn new(builder: Builder) -> Self {
        Self { builder, entries: Vec::new() }
    }

    pub(super) fn into_builder(self) -> Builder {
        self.builder
    }

    pub(super) fn builder(&mut self) -> &mut Builder {
        &mut self.builder
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn top(&self) -> Option<&Entry> {
        self.entries.last()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The innermost open clause.
    pub(super) fn innermost(&self) -> Option<ClauseId> {
        self.builder.innermost().map(|clause| clause.id)
    }

    /// Whether the title has not been read yet, or is being read: there is nothing else but text
    /// before it.
    pub(super) fn at_front(&self) -> bool {
        let mut clauses = self.builder.document().clauses().iter();
        let title = self.top().is_some_and(|top| top.kind == ClauseKind::Title);
        title || clauses.all(|clause| clause.kind == ClauseKind::Text)
    }

    /// The innermost clause with a label.
    pub(super) fn labelled(&self) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.labelled)
    }

    /// Whether a definition is open.
    pub(super) fn in_definition(&self) -> bool {
        self.entries.iter().any(|entry| entry.kind == ClauseKind::Definition)
    }

    /// Whether what is open stands under a heading that promises definitions.
    pub(super) fn defines(&self) -> bool {
        self.top().is_some_and(|top| top.defines)
    }

    /// Closes all but the outermost `keep` clauses, and text that cannot hold a clause.
    pub(super) fn truncate(&mut self, keep: usize) {
        while self.entries.len() > keep {
            self.close();
        }
    }

    /// Closes the innermost clause; the one above it remembers how far it counted.
    fn close(&mut self) {
        self.builder.close();
        let Some(mut entry) = self.entries.pop() else { return };
        let Some(above) = self.entries.last_mut() else { return };
        let Some(scheme) = entry.reading().map(|reading| reading.scheme) else { return };
        entry.closed = Vec::new();
        above.closed.retain(|old| !old.counts_in(scheme));
        above.closed.push(entry);
    }

    /// Opens a clause below the innermost, which must be able to hold one.
    pub(super) fn open(
        &mut self,
        mut entry: Entry,
        label: Option<Label>,
        term: Option<&str>,
        source: Range<u32>,
    ) {
        let leaf = |entry: &Entry| matches!(entry.kind, ClauseKind::Text | ClauseKind::Title);
        while self.top().is_some_and(leaf) || self.entries.len() >= MAX_DEPTH {
            self.truncate(self.entries.len() - 1);
        }
        entry.labelled = label.is_some();
        entry.defines |= self.defines();
        self.builder.open_at(entry.kind, label, term, source);
        self.entries.push(entry);
    }

    /// Makes sure that the innermost clause can take text: one that has clauses below it already
    /// takes closing words in a clause of their own.
    pub(super) fn ready_for_text(&mut self, source: &Range<u32>) {
        let clauses = self.builder.document().clauses().len();
        let takes_text = self.innermost().is_some_and(|id| id.index() + 1 == clauses);
        if !takes_text || self.top().is_some_and(|top| top.kind == ClauseKind::Title) {
            let indent = self.top().and_then(|top| top.indent);
            self.open(Entry { indent, ..Entry::default() }, None, None, source.clone());
        }
    }

    /// Notes what was written to the innermost clause.
    pub(super) fn wrote(&mut self, text: &str, source: &Range<u32>) {
        self.builder.extend_source(source.end);
        if let Some(top) = self.entries.last_mut() {
            top.introduces = text.trim_end().ends_with([':', '—', '–']);
        }
    }

    /// Notes that the innermost clause's heading promises definitions.
    pub(super) fn set_defines(&mut self) {
        if let Some(top) = self.entries.last_mut() {
            top.defines = true;
        }
    }
}
