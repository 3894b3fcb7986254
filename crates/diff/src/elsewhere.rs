//! Elsewhere: unpaired clauses whose words, as they are, went into a clause that stands anywhere.
//!
//! ```text
//! old  7.2  By the Applicant. Applicants make the commitments set out below for others.
//!      10.3 Agreement. The Agreement is signed.
//! new  9.6.3 Agreement. The Agreement is signed. Applicants make the commitments set out below
//!            for others.                                     7.2 is merged into 9.6.3
//! ```
//!
//! Beside a clause a piece of it need only be like it, see [`links`](crate::links); elsewhere it
//! must be long and the same, and stand in one clause only. Headings say nothing: a clause that goes
//! into another one loses its own.
//!
//! Time: linear in the clauses that changed, but for the comparison of those that begin alike, of
//! which there are at most [`MOST_WHOLES`] a piece.

use std::hash::BuildHasher as _;

use keeling_model::ClauseId;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::side::Side;
use crate::vocabulary::TokenId;
use crate::words::common;

/// The fewest tokens of a piece.
const FEWEST: usize = 12;

/// How many tokens at its start a piece is looked up by.
const START: usize = 8;

/// Of a piece, the share (in percent) that must stand in the other clause, in order and close.
const SAME: usize = 90;

/// Of a piece, the most (in percent) that the other clause may have had before.
const HAD: usize = 50;

/// How many clauses a piece is looked for in. It is no piece of any where it stands in two.
const MOST_WHOLES: usize = 2;

/// The pieces on one side and, on the other, the clauses that they went into or came from.
pub(crate) struct Search<'s, 'a> {
    pub(crate) pieces: &'s Side<'a>,
    pub(crate) wholes: &'s Side<'a>,
}

impl Search<'_, '_> {
    /// Pieces, each with its whole, in order. `is_free` tells which clauses may be pieces, `twin`
    /// what a clause of the other side is paired with.
    pub(crate) fn run(
        &self,
        is_free: impl Fn(ClauseId) -> bool,
        twin: impl Fn(ClauseId) -> Option<ClauseId>,
    ) -> Vec<(ClauseId, ClauseId)> {
        let mut by_start: FxHashMap<u64, Vec<ClauseId>> = FxHashMap::default();
        for clause in self.pieces.document.clauses() {
            let body = self.body(clause.id);
            if body.len() >= FEWEST && is_free(clause.id) {
                let alike = by_start.entry(hash(&body[..START])).or_default();
                // Of clauses that begin alike none can be told from its start.
                alike.extend((alike.len() < MOST_WHOLES).then_some(clause.id));
            }
        }
        by_start.retain(|_, pieces| pieces.len() == 1);
        if by_start.is_empty() {
            return Vec::new();
        }
        let mut wholes: FxHashMap<ClauseId, Vec<(ClauseId, usize)>> = FxHashMap::default();
        for clause in self.wholes.document.clauses() {
            let twin = twin(clause.id);
            let same = |twin: ClauseId| {
                self.pieces.text_hash[twin.index()] == self.wholes.text_hash[clause.id.index()]
            };
            if twin.is_some_and(same) {
                continue;
            }
            for (at, start) in self.wholes.own(clause.id).windows(START).enumerate() {
                let Some(&piece) = by_start.get(&hash(start)).and_then(|list| list.first()) else {
                    continue;
                };
                let found = wholes.entry(piece).or_default();
                if found.len() < MOST_WHOLES && found.iter().all(|(id, _)| *id != clause.id) {
                    found.push((clause.id, at));
                }
            }
        }
        let mut found: Vec<(ClauseId, ClauseId)> = wholes
            .into_iter()
            .filter_map(|(piece, places)| match places.as_slice() {
                [(whole, at)] => {
                    self.holds(*whole, *at, piece, twin(*whole)).then_some((piece, *whole))
                }
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether a clause has the words of a piece, which begin there, and did not have them before.
    fn holds(&self, whole: ClauseId, at: usize, piece: ClauseId, twin: Option<ClauseId>) -> bool {
        let body = self.body(piece);
        let own = self.wholes.own(whole);
        let stretch = &own[at..own.len().min(at + body.len() + body.len() / START)];
        let had = twin.map_or(0, |twin| common(body, self.pieces.own(twin)).len());
        common(body, stretch).len() * 100 >= body.len() * SAME && had * 100 <= body.len() * HAD
    }

    /// The tokens of a piece without its heading.
    fn body(&self, id: ClauseId) -> &[TokenId] {
        let document = self.pieces.document;
        let own = self.pieces.own_range(id);
        let heading = document.heading(id).and_then(|_| document.blocks(id).first());
        let behind = heading.map_or(own.start, |block| self.pieces.tokens_in(block.span()).end);
        &self.pieces.tokens[behind.min(own.end)..own.end]
    }
}

fn hash(tokens: &[TokenId]) -> u64 {
    FxBuildHasher.hash_one(tokens)
}
