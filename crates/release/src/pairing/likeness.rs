//! Likeness of whole documents: those not paired yet in, pairs by their words out.
//!
//! Of each document the smallest hashes of runs of four words are kept, a sketch; how much of two
//! sketches is common tells how much of the two sets of runs is (Broder 1997, "On the resemblance
//! and containment of documents").
//!
//! Time: linear in the words, and in how many sketches have a hash in common, which is bounded.

use std::hash::{Hash as _, Hasher as _};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::Found;

/// How many words make a run.
const RUN: usize = 4;
/// How many hashes a sketch has at most.
const SKETCH: usize = 256;
/// How much of the smaller sketch has to be in the other. Texts of one code on different things
/// have a few set phrases in common; versions of one text far more than that.
const LEAST: f64 = 0.15;
/// A run that more documents have than this is a set phrase and tells nothing.
const MOST_SHARED: usize = 64;

/// Pairs of places, the likest first; the caller passes over what a pair before has taken.
pub(super) fn likest(old: &[Option<Found<'_>>], new: &[Option<Found<'_>>]) -> Vec<(usize, usize)> {
    let (old, new) = (sketches(old), sketches(new));
    let mut with: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, (_, sketch)) in new.iter().enumerate() {
        for hash in sketch {
            with.entry(*hash).or_default().push(at);
        }
    }
    let mut scored = Vec::new();
    for (place, sketch) in &old {
        let mut common = vec![0_u32; new.len()];
        let shared = sketch.iter().filter_map(|hash| with.get(hash));
        for others in shared.filter(|others| others.len() <= MOST_SHARED) {
            for other in others {
                common[*other] += 1;
            }
        }
        for ((other, its), common) in new.iter().zip(common).filter(|(_, common)| *common > 0) {
            let least = u32::try_from(sketch.len().min(its.len()).max(1)).unwrap_or(u32::MAX);
            let score = f64::from(common) / f64::from(least);
            if score >= LEAST {
                scored.push((score, *place, *other));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    scored.into_iter().map(|(_, old, new)| (old, new)).collect()
}

fn sketches(all: &[Option<Found<'_>>]) -> Vec<(usize, Vec<u64>)> {
    let read: Vec<_> = all
        .iter()
        .enumerate()
        .filter_map(|(at, found)| match found {
            Some(Found::Read(read)) => Some((at, read.document.text())),
            _ => None,
        })
        .collect();
    read.into_par_iter().map(|(at, text)| (at, sketch(text))).collect()
}

fn sketch(text: &str) -> Vec<u64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut hashes: Vec<u64> = words.windows(RUN.min(words.len().max(1))).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes
}

fn hash(run: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for word in run {
        word.hash(&mut hasher);
    }
    // The hash's low bits are mixed less than its high ones, and the smallest are kept.
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32)
}
