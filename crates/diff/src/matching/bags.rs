//! Bags: clauses as weighted tokens without order. A clause in, a bag out; two bags in, how alike
//! they are.
//!
//! A token weighs the more, the fewer clauses have it (inverse document frequency, K. Spärck Jones,
//! 1972); likeness is Dice's coefficient over the weights, `2 × shared ÷ (old + new)`.
//!
//! Time: a bag takes the clause's tokens times their logarithm, an overlap the sum of two bags.

use std::cmp::Ordering;

use keeling_model::ClauseId;

use crate::side::{REFERENCE, Side, narrow};
use crate::vocabulary::{TokenClass, TokenId, Vocabulary};

/// A clause as a bag of tokens.
#[derive(Debug, Default)]
pub(super) struct Bag {
    /// Tokens in ascending order with how often they occur.
    pub(super) counts: Vec<(TokenId, u32)>,
    /// What they weigh together.
    weight: u64,
    /// How many of them carry meaning.
    pub(super) content: u32,
}

impl Bag {
    /// The most that the likeness of two bags can be, in thousandths: where the lighter one is
    /// all in the other.
    pub(super) fn most_alike(&self, other: &Self) -> u64 {
        (2000 * self.weight.min(other.weight)).checked_div(self.weight + other.weight).unwrap_or(0)
    }
}

/// What two bags have in common, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Overlap {
    /// How alike they are: 0 is nothing in common, 1000 the same words.
    pub(super) likeness: u32,
    /// How much of the lighter one the other has.
    pub(super) contained: u32,
}

/// What each token weighs.
#[derive(Debug)]
pub(super) struct Weights {
    weights: Vec<u32>,
    content: Vec<bool>,
}

impl Weights {
    /// Weighs every token by how many clauses have it.
    pub(super) fn new(old: &Side<'_>, new: &Side<'_>, vocabulary: &Vocabulary<'_>) -> Self {
        let n_clauses = narrow(old.n_clauses() + new.n_clauses());
        let class = |id: usize| vocabulary.class(narrow(id));
        let frequencies = frequencies(old, new, vocabulary.len());
        let weights = frequencies.iter().enumerate();
        Self {
            weights: weights.map(|(id, count)| weight(*count, n_clauses, class(id))).collect(),
            content: (0..vocabulary.len()).map(|id| carries_meaning(class(id))).collect(),
        }
    }

    /// Whether a token carries meaning.
    pub(super) fn is_content(&self, token: TokenId) -> bool {
        self.content.get(token as usize) == Some(&true)
    }

    /// A clause's own text as a bag.
    pub(super) fn bag(&self, side: &Side<'_>, id: ClauseId) -> Bag {
        let mut tokens = Vec::with_capacity(side.weight(id) as usize);
        side.for_each_masked(id, |token| tokens.push(token));
        tokens.sort_unstable();
        let mut bag = Bag::default();
        for token in tokens {
            bag.weight += u64::from(self.of(token));
            bag.content += u32::from(self.is_content(token));
            match bag.counts.last_mut() {
                Some((last, count)) if *last == token => *count += 1,
                _ => bag.counts.push((token, 1)),
            }
        }
        bag
    }

    /// What two bags have in common; `None` where they weigh nothing.
    pub(super) fn overlap(&self, a: &Bag, b: &Bag) -> Option<Overlap> {
        let mut shared = 0u64;
        let (mut left, mut right) = (a.counts.iter().peekable(), b.counts.iter().peekable());
        while let (Some((x, n)), Some((y, m))) = (left.peek(), right.peek()) {
            match x.cmp(y) {
                Ordering::Less => drop(left.next()),
                Ordering::Greater => drop(right.next()),
                Ordering::Equal => {
                    shared += u64::from(*n.min(m)) * u64::from(self.of(*x));
                    left.next();
                    right.next();
                }
            }
        }
        let thousandths = |of: u64| u32::try_from((1000 * shared).checked_div(of)?).ok();
        let likeness = u32::try_from((2000 * shared).checked_div(a.weight + b.weight)?).ok()?;
        let contained = thousandths(a.weight.min(b.weight)).unwrap_or(0);
        Some(Overlap { likeness, contained })
    }

    fn of(&self, token: TokenId) -> u32 {
        // A reference says little about which clause it stands in: its target may be anything.
        if token == REFERENCE { 16 } else { self.weights.get(token as usize).copied().unwrap_or(1) }
    }
}

fn carries_meaning(class: TokenClass) -> bool {
    matches!(class, TokenClass::Word | TokenClass::Name | TokenClass::Number | TokenClass::Negation)
}

/// How many clauses of both sides have each token.
fn frequencies(old: &Side<'_>, new: &Side<'_>, n_tokens: usize) -> Vec<u32> {
    let mut counts = vec![0u32; n_tokens];
    let mut last_seen = vec![0u32; n_tokens];
    let mut stamp = 0;
    for side in [old, new] {
        for clause in side.document.clauses() {
            stamp += 1;
            for token in side.own(clause.id) {
                let at = *token as usize;
                if last_seen[at] != stamp {
                    last_seen[at] = stamp;
                    counts[at] += 1;
                }
            }
        }
    }
    counts
}

/// The weight of a token that `count` of `n_clauses` clauses have, in 16ths: the binary logarithm
/// of the ratio, at least a little, and less for what carries little meaning.
fn weight(count: u32, n_clauses: u32, class: TokenClass) -> u32 {
    let log16 = |n: u32| {
        let whole = n.max(1).ilog2();
        let rest = (u64::from(n.max(1)) << 4 >> whole) - 16;
        whole * 16 + u32::try_from(rest).unwrap_or(0)
    };
    let rarity = log16(n_clauses.saturating_add(1)).saturating_sub(log16(count)).max(8);
    match class {
        TokenClass::Punctuation | TokenClass::Stopper => 2,
        TokenClass::Stop | TokenClass::Conjunction => (rarity / 4).max(4),
        _ => rarity + 16,
    }
}
