//! Whole sites: documents in memory in, the files of a site in memory out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a broken expectation is a failed test"
)]

mod across;
mod corpus;
mod fixtures;
mod memory;
mod notice;
mod reconcile;
mod schema;
mod word;
