//! What embedders rely on beside the redline itself: threads, cancelling, progress, and that a
//! redline which does not fit its documents is found out.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::sync::{Arc, Mutex};

use keeling_diff::{
    CancelToken, Cancelled, ChangeId, ChangeKind, Link, LinkKind, OpKind, Options, Progress,
    Reason, Redline, Region, Stage, Status, diff, try_diff,
};
use keeling_model::{Builder, ClauseId, ClauseKind, Document, Label, Role, Span};

/// Numbered clauses; a text with tabs is a table of one row.
fn document(clauses: &[(&str, &str)]) -> Document {
    let mut builder = Builder::new();
    for (label, text) in clauses {
        builder.open(ClauseKind::Clause, Some(Label::typed(*label)));
        if text.contains('\t') {
            builder.begin_table(0);
            builder.begin_row();
            for cell in text.split('\t') {
                builder.begin_cell(1, 1);
                builder.paragraph(Role::Body, cell, []);
            }
            builder.end_table();
        } else {
            builder.paragraph(Role::Body, text, []);
        }
        builder.close();
    }
    builder.finish()
}

fn versions() -> (Document, Document) {
    let old = document(&[
        ("1", "The Supplier shall supply energy at the premises of each User."),
        ("2", "The User shall pay each invoice within 30 days, and § 2 says how."),
        ("3", "The Panel may suspend a User that does not pay."),
        ("4", "Charge\t10 pounds"),
        ("5", "No stipulation."),
    ]);
    let new = document(&[
        ("1", "The Supplier shall supply energy at the premises of each User."),
        ("2", "A User shall provide credit cover whenever it is asked to."),
        ("3", "The User shall pay each invoice within 45 days, and § 2 says how."),
        ("4", "Charge\t12 pounds"),
        ("5", "The Panel may suspend a User that does not pay."),
    ]);
    (old, new)
}

#[test]
fn a_cancelled_comparison_is_no_redline() {
    let (old, new) = versions();
    let token = CancelToken::new();
    let options = Options::default().cancel_token(token.clone());
    let redline = diff(&old, &new, &Options::default());
    assert_eq!(try_diff(&old, &new, &options), Ok(redline.clone()));
    assert_eq!(try_diff(&old, &new, &Options::default()), Ok(redline.clone()));

    token.clone().cancel();
    assert_eq!(try_diff(&old, &new, &options), Err(Cancelled));
    assert_eq!(diff(&old, &new, &options), redline, "it pays no heed to the token");
}

#[test]
fn it_can_be_cancelled_wherever_it_is() {
    let (old, new) = versions();
    let calls = calls(&old, &new, 1);
    assert!(calls.len() > 10, "{calls:?}");
    for when in &calls {
        let token = CancelToken::new();
        let (at, canceller) = (*when, token.clone());
        let options = Options::default().cancel_token(token).on_progress(move |progress| {
            if progress == at {
                canceller.cancel();
            }
        });
        assert_eq!(try_diff(&old, &new, &options), Err(Cancelled), "at {when:?}");
    }
}

/// What is told of a comparison.
fn calls(old: &Document, new: &Document, threads: usize) -> Vec<Progress> {
    let calls = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&calls);
    let tell = move |progress| told.lock().unwrap().push(progress);
    diff(old, new, &Options::default().threads(threads).on_progress(tell));
    let calls = calls.lock().unwrap();
    calls.clone()
}

#[test]
fn progress_is_told_stage_by_stage_and_not_too_often() {
    let texts: Vec<String> = (0..500).map(|n| format!("The Party shall do {n} things.")).collect();
    let clauses: Vec<(&str, &str)> = texts.iter().map(|text| ("1", text.as_str())).collect();
    let (old, new) = (document(&clauses), document(&clauses[1..]));
    for threads in [1, 3] {
        let calls = calls(&old, &new, threads);
        for (stage, total) in [(Stage::Tokenise, 999), (Stage::Align, 4), (Stage::Compare, 500)] {
            let mut done: Vec<usize> =
                calls.iter().filter(|call| call.stage == stage).map(|call| call.done).collect();
            assert_eq!(done[0], 0);
            assert!(done.len() <= Progress::STEPS + 1);
            assert!(calls.iter().all(|call| call.stage != stage || call.total == total));
            done.sort_unstable();
            assert_eq!(done.last(), Some(&total));
            done.dedup();
            assert_eq!(done.len(), 1 + total.min(Progress::STEPS), "each told once: {done:?}");
        }
        assert!(calls.is_sorted_by_key(|call| call.stage));
    }
    assert_eq!(calls(&document(&[]), &document(&[]), 0)[0].percent(), 100);
}

#[test]
fn it_works_within_the_pool_of_the_caller_and_in_one_of_its_own() {
    let (old, new) = versions();
    let threads = |threads: usize, options: &Options| {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&seen);
        let options = options
            .clone()
            .on_progress(move |_| told.lock().unwrap().push(rayon::current_num_threads()));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let redline = pool.install(|| diff(&old, &new, &options));
        let mut seen = seen.lock().unwrap().clone();
        seen.dedup();
        (seen, redline)
    };
    let (own, one) = threads(3, &Options::default().threads(2));
    let (callers, other) = threads(3, &Options::default());
    assert_eq!((own, callers), (vec![2], vec![3]));
    assert_eq!(one, other);
}

/// What `verify` says of a redline of the two versions that was tampered with.
fn breach(tamper: impl FnOnce(&mut Redline)) -> String {
    let (old, new) = versions();
    let mut redline = diff(&old, &new, &Options::default());
    redline.verify(&old, &new).unwrap();
    tamper(&mut redline);
    assert_eq!(redline.accept(&old, &new).unwrap_err(), redline.verify(&old, &new).unwrap_err());
    redline.verify(&old, &new).unwrap_err().to_string()
}

#[test]
fn places_that_are_not_those_of_the_documents_are_found_out() {
    let breach = |tamper: fn(&mut Redline)| breach(tamper);
    assert_eq!(breach(|r| r.places.swap(0, 1)), "clause 0 is due, clause 1 stands there");
    assert_eq!(breach(|r| r.places.truncate(r.places.len() - 1)), "clause 4 is missing");
    assert_eq!(
        breach(|r| r.places[0].change = ChangeId(99)),
        "clause 0 is due, no clause stands there"
    );
    assert_eq!(breach(|r| r.changes[0].new = None), "clause 0 is due, no clause stands there");
    assert_eq!(breach(|r| r.changes[1].old = Some(ClauseId(99))), "a clause has two changes");
    let twice = |r: &mut Redline| r.changes.push(r.changes[0].clone());
    assert_eq!(breach(twice), "a clause has two changes");
    let empty = |r: &mut Redline| {
        let mut none = r.changes[0].clone();
        (none.old, none.new) = (None, None);
        r.changes.push(none);
    };
    assert_eq!(breach(empty), "the changes are not in reading order");
}

#[test]
fn edits_that_are_not_those_of_the_documents_are_found_out() {
    let amended = |r: &Redline, text: bool| {
        let is_text = |region: &Region| matches!(region, Region::Text { .. });
        let mut found = r.changes.iter();
        found.position(|c| c.regions.first().is_some_and(|at| is_text(at) == text)).unwrap()
    };
    let on_text = |tamper: fn(&mut keeling_diff::Change)| {
        let message = breach(|r| {
            let at = amended(r, true);
            tamper(&mut r.changes[at]);
        });
        message.split_once(": ").unwrap().1.to_owned()
    };
    let on_table = |tamper: fn(&mut Vec<keeling_diff::RowChange>)| {
        let message = breach(|r| {
            let at = amended(r, false);
            match &mut r.changes[at].regions[0] {
                Region::Table { rows, .. } => tamper(rows),
                Region::Text { .. } | Region::List { .. } => unreachable!("it is the table's"),
            }
        });
        message.split_once(": ").unwrap().1.to_owned()
    };
    assert_eq!(
        on_text(|c| c.ops.truncate(c.ops.len() - 1)),
        "the edits end at 41 of the text, not 66"
    );
    assert!(on_text(|c| c.ops[1].old.start += 1).starts_with("an edit begins at "));
    assert_eq!(on_text(|c| c.ops[1].kind = OpKind::Equal), "equal words differ");
    assert_eq!(
        on_text(|c| c.ops.swap_remove(0).kind = OpKind::Equal).split(' ').next(),
        Some("an")
    );
    assert_eq!(on_text(|c| c.status = Status::Unchanged), "it is not amended and has edits");
    assert_eq!(on_text(|c| c.status = Status::Inserted), "its status is not that of its clauses");
    assert_eq!(
        on_text(|c| c.reason = Some(Reason::Similar(f32::NAN))),
        "its likeness is not between 0 and 1"
    );
    let link = |c: &mut keeling_diff::Change| {
        c.links.push(Link { kind: LinkKind::SplitFrom, to: ChangeId(99) });
    };
    assert_eq!(on_text(link), "a link leads nowhere");
    let reference = |c: &mut keeling_diff::Change| {
        let kind = keeling_diff::ReferenceKind::Dangling { from: ChangeId(0) };
        c.references.push(keeling_diff::ReferenceNote { span: Span::new(0, 4), kind });
    };
    assert_eq!(on_text(reference), "a reference leads out of the clause or nowhere");
    assert_eq!(
        on_text(|c| c.regions = vec![Region::Text { ops: 0..99 }]),
        "its regions do not follow its edits"
    );
    assert_eq!(on_table(Vec::clear), "its table has other rows");
    assert_eq!(on_table(|rows| rows[0].old = Some(7)), "its table has other rows");
    assert_eq!(on_table(|rows| rows[0].cells[1].new = None), "its table has other cells");
    assert_eq!(on_table(|rows| rows[0].cells[1].ops = 7..8), "its regions do not follow its edits");
}

#[test]
fn counts_that_are_wrong_are_found_out() {
    let message = "the summary does not count the changes";
    assert_eq!(breach(|r| r.summary.amended += 1), message);
    assert_eq!(breach(|r| std::mem::swap(&mut r.summary, &mut r.margins)), message);
}

#[test]
fn a_part_of_a_character_is_no_edit() {
    let (old, new) = (document(&[("1", "§ 1 a")]), document(&[("1", "§ 1 b")]));
    let mut redline = diff(&old, &new, &Options::default());
    let ops = &mut redline.changes[0].ops;
    let mut first = ops[0];
    first.old.end = first.old.start + 1;
    first.new.end = first.new.start + 1;
    (ops[0].old.start, ops[0].new.start) = (first.old.end, first.new.end);
    ops.insert(0, first);
    let breach = redline.verify(&old, &new).unwrap_err();
    assert_eq!(breach.to_string(), "change 0: an edit cuts a character");
}

#[test]
fn the_kinds_of_changes_are_those_of_the_summary() {
    let (old, new) = versions();
    let redline = diff(&old, &new, &Options::default());
    let count = |kind| u32::try_from(redline.of_kind(kind).count()).unwrap();
    let summary = redline.summary;
    assert_eq!(count(ChangeKind::Inserted), summary.inserted);
    assert_eq!(count(ChangeKind::Deleted), summary.deleted);
    assert_eq!(count(ChangeKind::Amended), summary.amended);
    assert_eq!(count(ChangeKind::Consequential), summary.consequential);
    assert_eq!(count(ChangeKind::Moved), summary.moved);
    assert_eq!(count(ChangeKind::Renumbered), summary.renumbered);
    assert!(!redline.is_unchanged() && diff(&old, &old, &Options::default()).is_unchanged());
}
