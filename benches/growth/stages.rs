//! The stages of the line and how long each takes for one pair: two versions in, times out.

use std::io;
use std::time::Instant;

use keeling_diff::stages::Tokenised;
use keeling_render::{Version, View};
use keeling_tests::line::document;

/// The stages, in order.
pub(crate) const STAGES: [&str; 5] = ["read", "tokenise", "align", "compare", "write"];

/// How many seconds each stage took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Times(pub(crate) [f64; STAGES.len()]);

impl Times {
    /// How many seconds the line took.
    pub(crate) fn whole(&self) -> f64 {
        self.0.iter().sum()
    }

    /// The faster of two runs, stage by stage.
    pub(crate) fn least(mut self, other: &Self) -> Self {
        for (time, other) in self.0.iter_mut().zip(other.0) {
            *time = time.min(other);
        }
        self
    }
}

/// Walks the line once, `write` at its end.
pub(crate) fn time(
    old: &[u8],
    new: &[u8],
    write: impl FnOnce(&View<'_>) -> io::Result<()>,
) -> Result<Times, String> {
    let mut times = Times::default();
    let mut slots = times.0.iter_mut();
    let mut last = Instant::now();
    let mut lap = || {
        if let Some(slot) = slots.next() {
            *slot = last.elapsed().as_secs_f64();
        }
        last = Instant::now();
    };
    let (old, new) = rayon::join(|| document(old), || document(new));
    let (old, new) = (old?, new?);
    lap();
    let tokenised = Tokenised::new(&old, &new);
    lap();
    let aligned = tokenised.align();
    lap();
    let redline = aligned.redline();
    lap();
    let view = View::new(&redline, Version::new(&old, "old"), Version::new(&new, "new"));
    write(&view).map_err(|error| error.to_string())?;
    lap();
    Ok(times)
}
