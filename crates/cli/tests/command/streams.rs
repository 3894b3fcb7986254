//! Standard streams: input from a pipe, warnings apart from the output, a reader that goes away.

use std::io::Read as _;
use std::process::Stdio;

use crate::run::{Folder, NEW, OLD, Run};

#[test]
fn either_version_may_come_from_standard_input() {
    let folder = Folder::new();
    let files = folder.run(&["diff", "old.md", "new.md"]).clauses();
    let old = folder.run_with_input(&["diff", "-", "new.md"], OLD).clauses();
    let new = folder.run_with_input(&["diff", "old.md", "-"], NEW).clauses();
    assert_eq!((&old, &new), (&files, &files));
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::new();
    let run = folder.run(&["diff", "old.md", "new.md", "-f", "html", "-o", "-"]).succeeded();
    assert!(run.stdout.starts_with("<!DOCTYPE html>"));
    assert_eq!(folder.names(), ["new.md", "old.md"]);
}

#[test]
fn standard_error_says_what_was_written_unless_it_is_to_be_quiet() {
    let folder = Folder::new();
    let run = folder.run(&["diff", "old.md", "new.md", "-o", "redline.html"]).succeeded();
    assert!(run.stderr.starts_with("note: redline.html: "), "{}", run.stderr);
    assert!(run.stderr.contains("1 inserted, 1 amended, "), "{}", run.stderr);
    let run = folder.run(&["diff", "old.md", "new.md", "-o", "redline.html", "-q"]).succeeded();
    assert_eq!(run.stderr, "");
    let run = folder.run(&["diff", "old.md", "new.md", "-o", "redline.html", "-v"]).succeeded();
    assert!(run.stderr.contains("note: old.md: read as Markdown, "), "{}", run.stderr);
}

#[test]
fn warnings_go_to_standard_error_and_stop_nothing() {
    let folder = Folder::new();
    folder.write("new.md", NEW.replace("under Clause 1.1", "under Clause 1.9"));
    let run = folder.run(&["diff", "old.md", "new.md"]).succeeded();
    assert!(run.stderr.starts_with("warning: new.md: "), "{}", run.stderr);
    assert!(run.stderr.contains("1.9"), "{}", run.stderr);
    assert_eq!(folder.run(&["diff", "old.md", "new.md", "--quiet"]).succeeded().stderr, "");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    // More than a pipe holds, so that writing goes on after the reader has left.
    let clause = |n| format!("1.{n} The Supplier shall supply within {n} days.\n\n");
    let long = (1..4_000).map(clause).collect::<Vec<_>>().concat();
    folder.write("new.md", long);
    let mut child = folder
        .command(&["diff", "old.md", "new.md", "-f", "html", "-q"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 64]).unwrap();
    drop(stdout);
    let run = Run::of(&child.wait_with_output().unwrap());
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
}
