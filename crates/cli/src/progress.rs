//! A line on standard error that says what is being done, where the work takes long.
//!
//! It shows itself after about half a second, so that quick work leaves the terminal alone, and
//! only on a terminal.

use std::io::{IsTerminal as _, stderr};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use keeling_diff::Stage;

const PATIENCE: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(120);

/// Says what is being done until it is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Dropped first, which ends the thread that waits.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins; without a terminal, or where the user wants quiet, nothing is ever shown.
    pub(crate) fn begin(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
            .with_style(ProgressStyle::default_spinner());
        let waiting = (!quiet && stderr().is_terminal()).then(|| show_later(bar.clone()));
        Self { bar, waiting }
    }

    /// Says what is done from now on.
    pub(crate) fn stage(&self, what: &'static str) {
        self.bar.set_message(what);
    }

    /// Says how far a release is.
    pub(crate) fn of_release(&self, progress: keeling_release::Progress) {
        use keeling_release::Progress::{Comparing, Reading, Writing, WritingWord};
        let told = match progress {
            Reading(done, total) => format!("reading documents, {done} of {total}"),
            Comparing(done, total) => format!("comparing documents, {done} of {total}"),
            Writing(done, total) => format!("writing redlines, {done} of {total}"),
            WritingWord(done, total) => format!("writing Word files, {done} of {total}"),
            _ => return,
        };
        self.bar.set_message(told);
    }

    /// Says how far a comparison is; for [`Options::on_progress`](keeling_diff::Options).
    pub(crate) fn of_comparison(&self) -> impl Fn(keeling_diff::Progress) + Send + Sync + 'static {
        let bar = self.bar.clone();
        move |progress| bar.set_message(comparing(progress))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.waiting.take() {
            drop(sender);
            // A thread that waits and shows a line has nothing to tell.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

/// What is said of a comparison. Only comparing the words takes long enough to be counted.
fn comparing(progress: keeling_diff::Progress) -> String {
    match progress.stage {
        Stage::Tokenise => "reading words".to_owned(),
        Stage::Align => "pairing clauses".to_owned(),
        _ => format!("comparing words, {} %", progress.percent()),
    }
}

fn show_later(bar: ProgressBar) -> (Sender<()>, JoinHandle<()>) {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || {
        if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    });
    (sender, thread)
}
