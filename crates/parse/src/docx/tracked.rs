//! Tracked changes: which of their two sides is read (ECMA-376 part 1 §17.13.5).
//!
//! ```text
//! The ins(Panel) del(Supplier) shall     accepted: The Panel shall     rejected: The Supplier shall
//! ```
//!
//! What was inserted and deleted again is on neither side.

use keeling_ooxml::{ParagraphProperties, RunProperties, TrackedChanges};

use crate::{Error, ErrorKind, Tracked};

/// The side of tracked changes that is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// The document as it is once all are accepted.
    #[default]
    Accepted,
    /// The document as it is once all are rejected.
    Rejected,
}

impl View {
    /// The side that an option asks for.
    pub(super) fn of(tracked: Tracked) -> Self {
        match tracked {
            Tracked::Accept | Tracked::Error => View::Accepted,
            Tracked::Reject => View::Rejected,
        }
    }

    /// Whether content in an element of this name is on the other side.
    pub(super) fn leaves_out(self, name: &str) -> bool {
        match self {
            View::Accepted => matches!(name, "del" | "moveFrom"),
            View::Rejected => matches!(name, "ins" | "moveTo"),
        }
    }

    /// Whether something that was inserted or deleted (or both) is on the other side.
    pub(super) fn is_gone(self, inserted: bool, deleted: bool) -> bool {
        match self {
            View::Accepted => deleted,
            View::Rejected => inserted,
        }
    }

    /// The properties of a run on this side.
    pub(super) fn run(self, properties: RunProperties) -> RunProperties {
        match self {
            View::Accepted => properties,
            View::Rejected => properties.rejected(),
        }
    }

    /// The properties of a paragraph on this side.
    pub(super) fn paragraph(self, properties: ParagraphProperties) -> ParagraphProperties {
        match self {
            View::Accepted => properties,
            View::Rejected => properties.rejected(),
        }
    }
}

/// The tracked changes of a document.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) counts: TrackedChanges,
    /// The part and the paragraph that the first stands in.
    pub(super) first: Option<String>,
    /// How many paragraphs of the body have begun where the first stands, if it stands there.
    pub(super) in_body: Option<u32>,
}

impl Changes {
    /// Refuses a document that holds any.
    pub(super) fn refuse(&self) -> Result<(), Error> {
        let total = self.counts.total();
        if total == 0 {
            return Ok(());
        }
        let message = match total {
            1 => "the document holds 1 tracked change, here".to_owned(),
            _ => format!("the document holds {total} tracked changes, the first here"),
        };
        let place = self.first.as_deref().unwrap_or_default();
        Err(Error::new(ErrorKind::TrackedChanges, message).at(place))
    }

    /// How many there are of each kind: "2 insertions, 1 move".
    pub(super) fn in_words(&self) -> String {
        let counts = [
            (self.counts.insertions, "insertion", "insertions"),
            (self.counts.deletions, "deletion", "deletions"),
            (self.counts.moves(), "move", "moves"),
            (self.counts.formatting, "change of formatting", "changes of formatting"),
            (self.counts.cells, "change of table cells", "changes of table cells"),
        ];
        let some: Vec<String> = counts
            .into_iter()
            .filter(|&(count, ..)| count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        some.join(", ")
    }
}
