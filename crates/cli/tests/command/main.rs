//! The command from the outside: what it writes, where, and what it says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a broken expectation is a failed test"
)]

mod errors;
mod explain;
mod formats;
mod git;
mod hostile;
mod margins;
mod options;
mod pictures;
mod release;
mod run;
mod streams;
mod tracked;
mod word;
