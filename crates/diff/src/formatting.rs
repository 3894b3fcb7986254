//! Formatting: bold, italic, links and so on that words have in one version and not in the other.
//! Two paired clauses in, the stretches of equal words that are set differently out.
//!
//! ```text
//! old  The **Supplier** shall supply, *in writing*.     Supplier: bold removed
//! new  The Supplier shall supply, **in writing**.       in writing: bold added, italic removed
//! ```
//!
//! Marks are compared word by word over words that are equal, so a mark that reaches over a space
//! or a comma more is no change, and neither is one on punctuation alone. Links and references are
//! underlined by their own style; their underline is no formatting. A link whose words are its
//! address is none: whether an address can be clicked is up to the program that made the file.
//!
//! Cost: nothing but two look-ups where no version has marks or both have the same; else linear in
//! the clause and its marks.

use std::collections::BTreeMap;

use keeling_model::{Block, ClauseId, Document, Mark, MarkKind, Paragraph, Role, Span, UrlId};

use crate::redline::{Format, FormattingChange, Op, OpKind};
use crate::side::Side;

/// The marks that are formatting, besides links; each has its place here as a bit.
const FORMATS: [(MarkKind, Format); 7] = [
    (MarkKind::Bold, Format::Bold),
    (MarkKind::Italic, Format::Italic),
    (MarkKind::Underline, Format::Underline),
    (MarkKind::Strike, Format::Strike),
    (MarkKind::Superscript, Format::Superscript),
    (MarkKind::Subscript, Format::Subscript),
    (MarkKind::Code, Format::Code),
];
const UNDERLINE: u8 = 1 << 2;
/// The least share of a document's headings that are set lower for it to say nothing about each of
/// them: where more than a few are left, an author has set each by itself.
const SHIFTED: (usize, usize) = (19, 20);

/// Two documents whose formatting is compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Formatting<'s, 'a> {
    pub(crate) old: &'s Side<'a>,
    pub(crate) new: &'s Side<'a>,
    /// By how many levels headings are set lower in the new version than in the old one, see
    /// [`shift`].
    pub(crate) shift: i32,
}

/// By how many levels nearly all paired headings are set lower in the new version than in the old
/// one; 0 where they differ in that.
///
/// Where the title takes level 1 in one format and none in the other, or all headings of a document
/// are set one level down, that says nothing about any single one of them.
pub(crate) fn shift(
    old: &Document,
    new: &Document,
    pairs: &[(Option<ClauseId>, Option<ClauseId>)],
) -> i32 {
    let mut counts = BTreeMap::<i32, usize>::new();
    for (old_id, new_id) in pairs {
        let level = |document: &Document, id: Option<ClauseId>| document.clause(id?).heading_level;
        if let (Some(was), Some(is)) = (level(old, *old_id), level(new, *new_id)) {
            *counts.entry(i32::from(is) - i32::from(was)).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let most = counts.into_iter().find(|(_, n)| n * SHIFTED.1 >= all * SHIFTED.0);
    most.map_or(0, |(shift, _)| shift)
}

impl Formatting<'_, '_> {
    /// The stretches of equal words of two paired clauses that are set differently, in order. The
    /// edits are those of the pair, by whole words; none where the words are equal.
    pub(crate) fn changes(
        &self,
        old: ClauseId,
        new: ClauseId,
        ops: &[Op],
    ) -> Vec<FormattingChange> {
        let mut changes: Vec<_> = self.heading(old, new).into_iter().collect();
        if self.is_same(old, new) {
            return changes;
        }
        let spans = (self.old.document.clause(old).text, self.new.document.clause(new).text);
        let mut walk = Walk {
            formatting: *self,
            old: Cursor::new(self.old.document, spans.0),
            new: Cursor::new(self.new.document, spans.1),
            open: None,
            changes: Vec::new(),
        };
        if ops.is_empty() {
            walk.stretch(spans.0, spans.1);
        }
        for op in ops.iter().filter(|op| op.kind == OpKind::Equal) {
            walk.stretch(op.old, op.new);
        }
        changes.append(&mut walk.changes);
        changes
    }

    /// Whether there is nothing to compare: no formatting in either version, or the same marks at
    /// the same places of the same text.
    fn is_same(&self, old: ClauseId, new: ClauseId) -> bool {
        let (a, b) = (self.old.document.clause(old).text, self.new.document.clause(new).text);
        let (olds, news) = (self.old.document.marks_in(a), self.new.document.marks_in(b));
        if !olds.iter().chain(news).any(|mark| is_formatting(mark.kind)) {
            return true;
        }
        let same = |x: &Mark, y: &Mark| {
            let places =
                (x.span.start - a.start, x.span.len()) == (y.span.start - b.start, y.span.len());
            places && self.same_kind(x.kind, y.kind)
        };
        olds.len() == news.len()
            && olds.iter().zip(news).all(|(x, y)| same(x, y))
            && self.old.document.slice(a) == self.new.document.slice(b)
    }

    fn same_kind(&self, old: MarkKind, new: MarkKind) -> bool {
        match (old, new) {
            (MarkKind::Link(x), MarkKind::Link(y)) => self.same_url(Some(x), Some(y)),
            _ if is_formatting(old) || is_formatting(new) => old == new,
            // Where references and notes lead is compared elsewhere.
            _ => std::mem::discriminant(&old) == std::mem::discriminant(&new),
        }
    }

    fn same_url(&self, old: Option<UrlId>, new: Option<UrlId>) -> bool {
        old.map(|id| self.old.document.url(id)) == new.map(|id| self.new.document.url(id))
    }

    /// A first paragraph with the same words that is a heading in one version only, or one that is
    /// set at another level though its clause stands as deep as before.
    fn heading(&self, old: ClauseId, new: ClauseId) -> Option<FormattingChange> {
        let (a, b) = (first(self.old.document, old)?, first(self.new.document, new)?);
        let (x, y) = (self.old.document.clause(old), self.new.document.clause(new));
        let deeper = i32::from(y.depth) - i32::from(x.depth);
        let (was, is, shift) = match (x.heading_level, y.heading_level) {
            (Some(was), Some(is)) => (Some(was), Some(is), self.shift),
            _ => (level(a.role), level(b.role), 0),
        };
        let same = match (was, is) {
            (Some(was), Some(is)) => {
                let lower = i32::from(is) - i32::from(was);
                lower == shift || lower == shift + deeper
            }
            (was, is) => was == is,
        };
        if same {
            return None;
        }
        // At the level that the new version has for those that were at the old one.
        let usual = |level: u8| {
            let level = i32::from(level) + shift;
            Format::Heading(u8::try_from(level).unwrap_or(1).max(1))
        };
        let tokens = (
            &self.old.tokens[self.old.tokens_in(a.span)],
            &self.new.tokens[self.new.tokens_in(b.span)],
        );
        (tokens.0 == tokens.1 && !tokens.0.is_empty()).then(|| FormattingChange {
            old: a.span,
            new: b.span,
            removed: was.map(usual).into_iter().collect(),
            added: is.map(Format::Heading).into_iter().collect(),
        })
    }
}

fn first(document: &Document, id: ClauseId) -> Option<&Paragraph> {
    match document.blocks(id).first()? {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

fn level(role: Role) -> Option<u8> {
    match role {
        Role::Heading(level) => Some(level),
        _ => None,
    }
}

fn is_formatting(kind: MarkKind) -> bool {
    matches!(kind, MarkKind::Link(_)) || bit(kind).is_some()
}

fn bit(kind: MarkKind) -> Option<usize> {
    FORMATS.iter().position(|(mark, _)| *mark == kind)
}

/// How two equal words differ.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Delta {
    removed: u8,
    added: u8,
    /// The links of both versions, where they lead elsewhere.
    links: Option<(Option<UrlId>, Option<UrlId>)>,
}

impl Delta {
    const NONE: Self = Self { removed: 0, added: 0, links: None };

    fn into_change(self, old: Span, new: Span) -> FormattingChange {
        let formats = |bits: u8, link: Option<UrlId>| {
            let set = FORMATS.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
            set.map(|(_, (_, format))| *format).chain(link.map(Format::Link)).collect()
        };
        let (old_link, new_link) = self.links.unwrap_or_default();
        FormattingChange {
            old,
            new,
            added: formats(self.added, new_link),
            removed: formats(self.removed, old_link),
        }
    }
}

/// The walk through the equal words of two clauses.
struct Walk<'s, 'a> {
    formatting: Formatting<'s, 'a>,
    old: Cursor<'a>,
    new: Cursor<'a>,
    /// The stretch that is being read.
    open: Option<(Span, Span, Delta)>,
    changes: Vec<FormattingChange>,
}

impl Walk<'_, '_> {
    /// Compares two stretches with the same words.
    fn stretch(&mut self, old: Span, new: Span) {
        let (a, b) = (self.formatting.old, self.formatting.new);
        for (x, y) in a.tokens_in(old).zip(b.tokens_in(new)) {
            // A step of a citation of which only the brackets are equal.
            if a.tokens[x] != b.tokens[y] {
                continue;
            }
            let is_word = a.document.slice(a.spans[x]).contains(char::is_alphanumeric);
            if is_word {
                self.word(a.spans[x], b.spans[y]);
            }
        }
        self.close();
    }

    /// Compares a word, in pieces where marks begin or end within it.
    fn word(&mut self, old: Span, new: Span) {
        let mut at = 0;
        while at < old.len() {
            let (x, y) =
                (self.old.look(old.start + at), self.new.look((new.start + at).min(new.end)));
            let same_len = old.len() == new.len();
            let ends = (x.until.saturating_sub(old.start), y.until.saturating_sub(new.start));
            let end = if same_len { ends.0.min(ends.1).min(old.len()) } else { old.len() };
            let new_end = if same_len { new.start + end } else { new.end };
            let delta = self.delta(x, y);
            self.piece(
                Span::new(old.start + at, old.start + end),
                Span::new(new.start + at, new_end),
                delta,
            );
            at = end.max(at + 1);
        }
    }

    fn delta(&self, old: Look, new: Look) -> Delta {
        let linked = old.is_linked || new.is_linked;
        let keep = if linked { !UNDERLINE } else { u8::MAX };
        let links = !self.formatting.same_url(old.link, new.link);
        Delta {
            removed: old.formats & !new.formats & keep,
            added: new.formats & !old.formats & keep,
            links: links.then_some((old.link, new.link)),
        }
    }

    /// Adds a piece to the stretch that is being read, or ends that and begins another.
    fn piece(&mut self, old: Span, new: Span, delta: Delta) {
        let parted = |from: u32| {
            let gap = self.formatting.new.document.slice(Span::new(from, new.start));
            gap.contains(['\n', '\t'])
        };
        match &mut self.open {
            Some((a, b, same)) if *same == delta && !parted(b.end) => {
                (a.end, b.end) = (old.end, new.end);
            }
            _ => {
                self.close();
                self.open = (delta != Delta::NONE).then_some((old, new, delta));
            }
        }
    }

    fn close(&mut self) {
        if let Some((old, new, delta)) = self.open.take() {
            self.changes.push(delta.into_change(old, new));
        }
    }
}

/// What holds at a place, and up to where.
#[derive(Clone, Copy)]
struct Look {
    formats: u8,
    link: Option<UrlId>,
    /// Whether it is in a link or a reference, which have a style of their own.
    is_linked: bool,
    until: u32,
}

/// Reads what holds in a document, forwards.
struct Cursor<'a> {
    /// Marks that have not begun yet.
    marks: &'a [Mark],
    document: &'a Document,
    until: [u32; FORMATS.len()],
    /// The link that holds, where it says more than its words, and up to where.
    link: Option<(Option<UrlId>, u32)>,
    reference: u32,
}

impl<'a> Cursor<'a> {
    fn new(document: &'a Document, span: Span) -> Self {
        let marks = document.marks_in(span);
        Self { marks, document, until: [0; FORMATS.len()], link: None, reference: 0 }
    }

    /// What holds at a place, which must not lie before one looked at earlier.
    fn look(&mut self, at: u32) -> Look {
        while let Some((mark, rest)) =
            self.marks.split_first().filter(|(mark, _)| mark.span.start <= at)
        {
            self.take(*mark, at);
            self.marks = rest;
        }
        let link = self.link.filter(|(_, until)| *until > at);
        let mut look = Look {
            formats: 0,
            link: link.and_then(|(url, _)| url),
            is_linked: link.is_some() || self.reference > at,
            until: self.marks.first().map_or(u32::MAX, |mark| mark.span.start),
        };
        for (bit, until) in self.until.iter().enumerate().filter(|(_, until)| **until > at) {
            look.formats |= 1 << bit;
            look.until = look.until.min(*until);
        }
        for end in [link.map_or(0, |(_, until)| until), self.reference] {
            look.until = if end > at { look.until.min(end) } else { look.until };
        }
        look
    }

    /// The address of a link; `None` where its words are the address, made to be clicked.
    fn telling(&self, url: UrlId, span: Span) -> Option<UrlId> {
        let (address, words) = (self.document.url(url), self.document.slice(span).trim());
        let bare = |text: &str| {
            let schemes = ["mailto:", "https://", "http://"];
            let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
            rest.trim_end_matches('/').to_owned()
        };
        (bare(address) != bare(words)).then_some(url)
    }

    fn take(&mut self, mark: Mark, at: u32) {
        match mark.kind {
            // Of links in links the outer one leads somewhere.
            MarkKind::Link(url) if self.link.is_none_or(|(_, until)| until <= at) => {
                self.link = Some((self.telling(url, mark.span), mark.span.end));
            }
            MarkKind::Reference(_) => self.reference = self.reference.max(mark.span.end),
            kind => {
                if let Some(until) = bit(kind).and_then(|bit| self.until.get_mut(bit)) {
                    *until = mark.span.end.max(*until);
                }
            }
        }
    }
}
