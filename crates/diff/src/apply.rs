//! Applying a redline: accepting all of it, or rejecting all. Two documents and their redline in,
//! one document out.
//!
//! ```text
//! accept   places of the new side ─► for each clause: what is equal, in the old document's words,
//!                                    and what is inserted ─► blocks, marks ─► Builder
//! ```
//!
//! The result is built anew from the redline, so that its being equal to the other version is a
//! test of the law and no copy: the words that both versions have are taken from the version that
//! is *not* being made, only what the redline says is inserted (or deleted) from the one that is.
//! The order of the clauses is that of the places. What a redline does not hold, since it compares
//! words, comes from the version that is made: white space, labels, the shape of the tree and of
//! tables, marks, objects, what the document says of itself, and what was ignored.
//!
//! Time and space: linear in the documents.

use keeling_model::{Block, Builder, Clause, ClauseId, Document, Mark, Span, Table};

use crate::ignore::Ignore;
use crate::redline::{Change, Op, OpKind, Redline, Side, Status};
use crate::verify::{Breach, is_blank, words};

impl Redline {
    /// The old document with all changes accepted: equal to the new document.
    ///
    /// ```text
    /// equal   words of the old document      Clause    shall pay within    days
    /// insert  words of the new document             3.3                 45
    /// ```
    ///
    /// # Errors
    ///
    /// The first breach where this is no redline of these documents, see [`verify`](Self::verify).
    ///
    /// # Examples
    ///
    /// ```
    /// use keeling_diff::{Options, diff};
    /// use keeling_model::{Builder, Document, Role};
    ///
    /// fn document(text: &str) -> Document {
    ///     let mut builder = Builder::new();
    ///     builder.paragraph(Role::Body, text, []);
    ///     builder.finish()
    /// }
    ///
    /// let (old, new) = (document("Within 30 days."), document("Within 45 days."));
    /// let redline = diff(&old, &new, &Options::default());
    /// assert_eq!(redline.accept(&old, &new), Ok(new.clone()));
    /// assert_eq!(redline.reject(&old, &new), Ok(old));
    /// ```
    pub fn accept(&self, old: &Document, new: &Document) -> Result<Document, Breach> {
        self.verify(old, new)?;
        Ok(Maker { made: new, other: old, side: Side::New, ignored: self.ignored }.make(self))
    }

    /// The new document with all changes rejected: equal to the old document.
    ///
    /// # Errors
    ///
    /// The first breach where this is no redline of these documents, see [`verify`](Self::verify).
    pub fn reject(&self, old: &Document, new: &Document) -> Result<Document, Breach> {
        self.verify(old, new)?;
        Ok(Maker { made: old, other: new, side: Side::Old, ignored: self.ignored }.make(self))
    }
}

/// Makes one version from the other.
struct Maker<'d> {
    /// The version that is made.
    made: &'d Document,
    /// The version whose words are kept.
    other: &'d Document,
    /// The side of the version that is made.
    side: Side,
    /// What counts as equal although it differs.
    ignored: Ignore,
}

impl Maker<'_> {
    /// The document. The redline is verified.
    fn make(&self, redline: &Redline) -> Document {
        let mut builder = Builder::new();
        *builder.meta() = self.made.meta().clone();
        for id in 0..self.made.n_urls() {
            builder.url(self.made.url(keeling_model::UrlId(id)));
        }
        for id in 0..self.made.n_objects() {
            builder.object(self.made.object(keeling_model::ObjectId(id)).clone());
        }
        let places = redline.walk().filter(|(place, _)| place.side.has(self.side));
        for (_, change) in places {
            if let (Some(id), other) = self.clauses(change) {
                self.add(&mut builder, change, self.made.clause(id), other);
            }
        }
        builder.finish()
    }

    /// The clause that is made, and its twin.
    fn clauses(&self, change: &Change) -> (Option<ClauseId>, Option<ClauseId>) {
        match self.side {
            Side::Old => (change.old, change.new),
            Side::New | Side::Both => (change.new, change.old),
        }
    }

    fn add(
        &self,
        builder: &mut Builder,
        change: &Change,
        clause: &Clause,
        other: Option<ClauseId>,
    ) {
        while builder.innermost().map(|open| open.id) != clause.parent && builder.depth() > 0 {
            builder.close();
        }
        let (label, term) = (clause.label.clone(), clause.term.as_deref());
        builder.open_at(clause.kind, label, term, clause.source.clone());
        builder.set_heading_level(clause.heading_level);
        let text = self.text(change, clause, other);
        let own = Own { document: self.made, text: &text, start: clause.text.start };
        for block in self.made.blocks(clause.id) {
            own.write(builder, block);
        }
    }

    /// The clause's own text.
    fn text(&self, change: &Change, clause: &Clause, other: Option<ClauseId>) -> String {
        let mine = self.made.slice(clause.text);
        match (change.status, other) {
            (Status::Unchanged, Some(other)) => self.kept(self.other.own_text(other), mine),
            (Status::Amended, _) => change.ops.iter().map(|op| self.edited(op)).collect(),
            _ => mine.to_owned(),
        }
    }

    /// What an edit leaves or brings; nothing where it is one of the other side.
    fn edited(&self, op: &Op) -> String {
        let (mine, other) = match self.side {
            Side::Old => (op.old, op.new),
            Side::New | Side::Both => (op.new, op.old),
        };
        match op.kind {
            OpKind::Equal => self.kept(self.other.slice(other), self.made.slice(mine)),
            OpKind::Delete | OpKind::Insert => self.made.slice(mine).to_owned(),
        }
    }

    /// The words of `other` with the white space of `mine`; the redline says that the words are
    /// equal. Where something was ignored they need not be, and `mine` is what is wanted.
    fn kept(&self, other: &str, mine: &str) -> String {
        if self.ignored.folds_words() || self.ignored.folds_gaps() {
            return mine.to_owned();
        }
        let mut words = words(other);
        mine.chars().map(|c| if is_blank(c) { c } else { words.next().unwrap_or(c) }).collect()
    }
}

/// A clause's own text, as blocks.
struct Own<'t> {
    document: &'t Document,
    text: &'t str,
    /// Where the text begins in the document.
    start: u32,
}

impl Own<'_> {
    fn write(&self, builder: &mut Builder, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let span = paragraph.span;
                let marks = self.document.marks_in(span).iter().map(|mark| Mark {
                    span: Span::new(mark.span.start - span.start, mark.span.end - span.start),
                    kind: mark.kind,
                });
                let label = self.document.label_at(span.start).unwrap_or_default();
                builder.labelled_paragraph(label, paragraph.role, self.slice(span), marks);
            }
            Block::Table(table) => self.write_table(builder, table),
        }
    }

    fn write_table(&self, builder: &mut Builder, table: &Table) {
        builder.begin_table(table.header_rows);
        for row in &table.rows {
            builder.begin_row();
            for cell in &row.cells {
                builder.begin_cell(cell.columns, cell.rows);
                cell.blocks.iter().for_each(|block| self.write(builder, block));
                builder.end_cell();
            }
            builder.end_row();
        }
        builder.end_table();
    }

    fn slice(&self, span: Span) -> &str {
        let at = |offset: u32| offset.saturating_sub(self.start) as usize;
        self.text.get(at(span.start)..at(span.end)).unwrap_or_default()
    }
}
