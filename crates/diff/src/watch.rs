//! Watching a comparison: who wants it to stop, and who wants to know how far it is.
//!
//! Stopping is a matter of types: work under a [`CancelToken`] ends with a redline or with
//! [`Cancelled`], and the same work under [`Heedless`] cannot but end with a redline, so that
//! nothing half done is ever taken for one.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Cancels comparisons. All clones of a token are one: what cancels one cancels all, for good.
///
/// ```
/// use keeling_diff::{CancelToken, Cancelled, Options, try_diff};
/// use keeling_model::Builder;
///
/// let token = CancelToken::new();
/// let options = Options::default().cancel_token(token.clone());
/// let document = Builder::new().finish();
/// assert!(try_diff(&document, &document, &options).is_ok());
///
/// token.cancel(); // from whatever thread, while the comparison runs
/// assert_eq!(try_diff(&document, &document, &options), Err(Cancelled));
/// ```
#[derive(Clone, Debug, Default)]
pub struct CancelToken {
    is_cancelled: Arc<AtomicBool>,
}

impl CancelToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels it, and all its clones.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

/// A comparison was cancelled, and there is no redline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the comparison was cancelled")
    }
}

impl std::error::Error for Cancelled {}

/// How far a comparison is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How many pieces of the stage are done.
    pub done: usize,
    /// How many there are; 0 where there is nothing to do.
    pub total: usize,
}

impl Progress {
    /// The most calls that tell of one stage, beside that of its beginning.
    pub const STEPS: usize = 20;

    /// How much of the stage is done, in percent.
    pub const fn percent(self) -> usize {
        match self.done.saturating_mul(100).checked_div(self.total) {
            Some(percent) => percent,
            None => 100,
        }
    }
}

/// A stage of a comparison, see [`stages`](crate::stages); they come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Cutting the clauses of both documents into words.
    Tokenise,
    /// Pairing and ordering the clauses, in a few steps.
    Align,
    /// Comparing the words of each pair.
    Compare,
}

/// Who is told of the progress.
#[derive(Clone)]
pub(crate) struct OnProgress(Arc<dyn Fn(Progress) + Send + Sync>);

impl OnProgress {
    pub(crate) fn new(tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }
}

impl fmt::Debug for OnProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnProgress(..)")
    }
}

/// Whether the work is to go on.
pub(crate) trait Check: Sync {
    /// What the work ends with where it is not.
    type Stop: Send;

    /// Stops the work where it is not to go on. Once it does, it always does.
    fn go_on(&self) -> Result<(), Self::Stop>;
}

/// Goes on whatever happens.
#[derive(Debug)]
pub(crate) struct Heedless;

impl Check for Heedless {
    type Stop = Infallible;

    fn go_on(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl Check for CancelToken {
    type Stop = Cancelled;

    fn go_on(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

/// What the stages of a comparison tell and ask.
#[derive(Debug)]
pub(crate) struct Watch<'o, C> {
    check: &'o C,
    told: Option<&'o OnProgress>,
}

impl Watch<'_, Heedless> {
    /// Nobody watches.
    pub(crate) const NONE: Self = Watch { check: &Heedless, told: None };
}

impl<'o, C: Check> Watch<'o, C> {
    pub(crate) fn new(check: &'o C, told: Option<&'o OnProgress>) -> Self {
        Self { check, told }
    }

    /// Begins a stage with so many pieces.
    pub(crate) fn begin(&self, stage: Stage, total: usize) -> Count<'o, C> {
        let count =
            Count { check: self.check, told: self.told, stage, total, done: AtomicUsize::new(0) };
        count.tell(0);
        count
    }
}

/// The pieces of a stage that are done.
#[derive(Debug)]
pub(crate) struct Count<'o, C> {
    check: &'o C,
    told: Option<&'o OnProgress>,
    stage: Stage,
    total: usize,
    done: AtomicUsize,
}

impl<C: Check> Count<'_, C> {
    /// Stops the work where it is not to go on.
    pub(crate) fn go_on(&self) -> Result<(), C::Stop> {
        self.check.go_on()
    }

    /// Counts a piece that is done.
    pub(crate) fn add(&self) {
        if self.told.is_none() {
            return;
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let step = |done: usize| done.saturating_mul(Progress::STEPS) / self.total.max(1);
        if step(done) > step(done - 1) {
            self.tell(done);
        }
    }

    /// Counts a piece that is done, and stops the work where it is not to go on.
    pub(crate) fn step(&self) -> Result<(), C::Stop> {
        self.add();
        self.go_on()
    }

    fn tell(&self, done: usize) {
        if let Some(OnProgress(tell)) = self.told {
            tell(Progress { stage: self.stage, done, total: self.total });
        }
    }
}
