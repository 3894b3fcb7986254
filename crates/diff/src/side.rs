//! One document, prepared for comparison: tokens as integers, and two hashes for each clause.
//!
//! The *text hash* is that of a clause's own text, without its label and with each reference
//! replaced by one sign: renumbering changes neither. The *tree hash* is that of the clause with
//! everything below it (a Merkle hash), so that equal subtrees are found by one look-up.

use std::hash::Hasher as _;
use std::ops::Range;

use keeling_model::{ClauseId, Document, Mark, MarkKind, OBJECT, Span};
use rustc_hash::FxHasher;

use crate::ignore::Ignore;
use crate::tokens::tokenise;
use crate::vocabulary::{TokenId, Vocabulary};

/// The sign that stands for a reference in text hashes and bags.
pub(crate) const REFERENCE: TokenId = TokenId::MAX;

/// A document, prepared for comparison.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// All its tokens.
    pub(crate) tokens: Vec<TokenId>,
    /// Where each token stands in the document's text.
    pub(crate) spans: Vec<Span>,
    /// The tokens of each clause's own text.
    own: Vec<Range<u32>>,
    /// The text hash of each clause.
    pub(crate) text_hash: Vec<u64>,
    /// The tree hash of each clause.
    pub(crate) tree_hash: Vec<u64>,
    /// How many tokens each clause's subtree has.
    pub(crate) tree_weight: Vec<u32>,
}

impl<'a> Side<'a> {
    /// Prepares both documents of a comparison, side by side. After each clause, `go_on` may stop
    /// it.
    pub(crate) fn both<E: Send>(
        old: &'a Document,
        new: &'a Document,
        ignore: Ignore,
        go_on: impl Fn() -> Result<(), E> + Sync,
    ) -> Result<(Self, Self, Vocabulary<'a>), E> {
        let read = |document| {
            let mut vocabulary = Vocabulary::ignoring(ignore);
            Side::read(document, &mut vocabulary, &go_on).map(|side| (side, vocabulary))
        };
        let (old, new) = rayon::join(|| read(old), || read(new));
        let ((mut old, mut vocabulary), (mut new, other)) = (old?, new?);
        let ids = vocabulary.take_in(&other);
        new.tokens.iter_mut().for_each(|token| *token = ids[*token as usize]);
        rayon::join(|| old.hash(), || new.hash());
        Ok((old, new, vocabulary))
    }

    /// Cuts a document into tokens.
    fn read<E>(
        document: &'a Document,
        vocabulary: &mut Vocabulary<'a>,
        go_on: impl Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let n_clauses = document.clauses().len();
        // Most text has fewer tokens; growing would copy them all.
        let estimate = document.text().len() / 4;
        let mut side = Side {
            document,
            tokens: Vec::with_capacity(estimate),
            spans: Vec::with_capacity(estimate),
            own: Vec::with_capacity(n_clauses),
            text_hash: Vec::with_capacity(n_clauses),
            tree_hash: vec![0; n_clauses],
            tree_weight: vec![0; n_clauses],
        };
        for clause in document.clauses() {
            side.read_clause(clause.text, vocabulary);
            go_on()?;
        }
        Ok(side)
    }

    fn read_clause(&mut self, text: Span, vocabulary: &mut Vocabulary<'a>) {
        let document = self.document;
        let ignore = vocabulary.ignored();
        let first = self.tokens.len();
        let (tokens, spans) = (&mut self.tokens, &mut self.spans);
        tokenise(document.slice(text), text.start, |span| {
            let word = document.slice(span);
            let rest = document.text().get(span.range().start..).unwrap_or_default();
            if ignore.passes_over(rest, word.len()) {
                return;
            }
            // All markers of notes are the same token, since the number of a note is a label.
            let object = word.starts_with(OBJECT).then(|| document.object_in(span)).flatten();
            tokens.push(match object {
                Some(object) => vocabulary.intern_object(object),
                None => vocabulary.intern(word),
            });
            spans.push(span);
        });
        self.own.push(narrow(first)..narrow(self.tokens.len()));
    }

    /// Fills in all hashes.
    fn hash(&mut self) {
        for clause in self.document.clauses() {
            let mut hasher = FxHasher::default();
            self.for_each_masked(clause.id, |token| hasher.write_u32(token));
            self.text_hash.push(hasher.finish());
        }
        self.hash_trees();
    }

    /// Fills in tree hashes and weights; children come after their parents, so backwards.
    fn hash_trees(&mut self) {
        for clause in self.document.clauses().iter().rev() {
            let at = clause.id.index();
            let mut hasher = FxHasher::default();
            hasher.write_u64(self.text_hash[at]);
            hasher.write_u8(u8::from(clause.kind.is_note()));
            let mut weight = narrow(self.own(clause.id).len());
            for child in self.document.children(Some(clause.id)) {
                hasher.write_u64(self.tree_hash[child.index()]);
                weight = weight.saturating_add(self.tree_weight[child.index()]);
            }
            hasher.write_u32(clause.end.0 - clause.id.0);
            self.tree_hash[at] = hasher.finish();
            self.tree_weight[at] = weight;
        }
    }

    /// How many clauses there are.
    pub(crate) fn n_clauses(&self) -> usize {
        self.own.len()
    }

    /// The tokens of a clause's own text, as indices into [`tokens`](Self::tokens).
    pub(crate) fn own_range(&self, id: ClauseId) -> Range<usize> {
        let own = &self.own[id.index()];
        own.start as usize..own.end as usize
    }

    /// The tokens of a clause's own text.
    pub(crate) fn own(&self, id: ClauseId) -> &[TokenId] {
        &self.tokens[self.own_range(id)]
    }

    /// The tokens that lie in a span of the document's text.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.spans.partition_point(|token| token.start < span.start);
        let to = self.spans.partition_point(|token| token.start < span.end);
        from..to.max(from)
    }

    /// How many tokens a clause's own text has.
    pub(crate) fn weight(&self, id: ClauseId) -> u32 {
        let own = &self.own[id.index()];
        own.end - own.start
    }

    /// The references in a clause's own text, in order.
    pub(crate) fn references(&self, id: ClauseId) -> impl Iterator<Item = &'a Mark> + use<'a> {
        let text = self.document.clause(id).text;
        let is_reference = |mark: &&Mark| matches!(mark.kind, MarkKind::Reference(_));
        self.document.marks_in(text).iter().filter(is_reference)
    }

    /// Calls `f` with each token of a clause's own text, one [`REFERENCE`] in place of all tokens
    /// of a reference.
    pub(crate) fn for_each_masked(&self, id: ClauseId, mut f: impl FnMut(TokenId)) {
        let mut references = self.references(id).peekable();
        let mut masked_to = 0;
        for at in self.own_range(id) {
            let start = self.spans[at].start;
            if start < masked_to {
                continue;
            }
            while references.next_if(|mark| mark.span.end <= start).is_some() {}
            match references.peek() {
                Some(mark) if mark.span.start <= start => {
                    masked_to = mark.span.end;
                    f(REFERENCE);
                }
                _ => f(self.tokens[at]),
            }
        }
    }
}

/// A length as a 32-bit index: documents are smaller than 4 GiB.
pub(crate) fn narrow(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
