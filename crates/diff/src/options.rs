//! How to compare.

use crate::ignore::Ignore;
use crate::watch::{CancelToken, OnProgress, Progress};

/// More threads than this help no comparison; a pool has no more.
const MOST_THREADS: usize = 1024;

/// How to compare. The defaults are right for most; each setter says what it changes.
///
/// ```
/// use keeling_diff::{Granularity, Ignore, Options};
///
/// let options = Options::default()
///     .granularity(Granularity::Character)
///     .ignore(Ignore::CASE | Ignore::QUOTES)
///     .threads(2)
///     .on_progress(|progress| {
///         let _percent = progress.percent();
///     });
/// # let _ = options;
/// ```
///
/// None of `threads`, `cancel_token` and `on_progress` has an effect on the redline.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) granularity: Granularity,
    pub(crate) ignore: Ignore,
    threads: usize,
    cancel: Option<CancelToken>,
    progress: Option<OnProgress>,
}

impl Options {
    /// How finely the words of an amended clause are marked. By default by whole words.
    pub fn granularity(mut self, granularity: Granularity) -> Self {
        self.granularity = granularity;
        self
    }

    /// What counts as equal although it differs. By default nothing.
    pub fn ignore(mut self, ignore: Ignore) -> Self {
        self.ignore = ignore;
        self
    }

    /// Works with so many threads (1 to 1,024), in a pool that is made for the comparison and
    /// ends with it.
    ///
    /// 0, the default, makes none and works in the pool that it is called in: that of the caller
    /// within [`rayon::ThreadPool::install`], else rayon's global one. Where a pool cannot be
    /// started, it works so too.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.min(MOST_THREADS);
        self
    }

    /// Lets [`try_diff`](crate::try_diff) be cancelled with this token. The default is none.
    ///
    /// [`diff`](crate::diff) always gives a redline, and pays no heed to it.
    pub fn cancel_token(mut self, token: CancelToken) -> Self {
        self.cancel = Some(token);
        self
    }

    /// Calls `tell` as the comparison goes on: at the beginning of each stage and at most
    /// [`Progress::STEPS`] times in it. The default tells nobody.
    ///
    /// The calls come from whatever thread does the work, some perhaps at the same time; the last
    /// of each stage says that all is done. Work waits for `tell`, so it should be quick.
    pub fn on_progress(mut self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(OnProgress::new(tell));
        self
    }

    pub(crate) fn cancelled_by(&self) -> Option<&CancelToken> {
        self.cancel.as_ref()
    }

    pub(crate) fn told(&self) -> Option<&OnProgress> {
        self.progress.as_ref()
    }

    /// Does the work with as many threads as are wanted.
    pub(crate) fn install<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match self.pool() {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    fn pool(&self) -> Option<rayon::ThreadPool> {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(self.threads);
        (self.threads > 0).then(|| builder.build().ok())?
    }
}

/// How finely the words of an amended clause are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Granularity {
    /// By whole words.
    #[default]
    Word,
    /// By characters where a word gave way to one that is like it: "organisation" became
    /// "organization" in one letter. Words that are not alike, numbers and the steps of citations
    /// stay whole, and what a reader takes for one character (a letter with its accents) is never
    /// parted.
    Character,
}

impl Granularity {
    /// Its name, as the command and JSON have it.
    pub const fn name(self) -> &'static str {
        match self {
            Granularity::Word => "word",
            Granularity::Character => "character",
        }
    }
}
