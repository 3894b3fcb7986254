//! What became of clauses, on small documents: one test a kind of change.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use keeling_diff::{LinkKind, Options, Redline, ReferenceKind, Status, diff};
use keeling_model::{Builder, ClauseId, ClauseKind, Document, Label, Role, Span, Target};

/// Reads a document from lines: "1.1 text" is a clause, two spaces deeper a child; `[1.1]` is a
/// reference to the clause with that label.
fn document(lines: &str) -> Document {
    let mut builder = Builder::new();
    let mut references: Vec<(Span, String)> = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let text = line.trim_start();
        let depth = (line.len() - text.len()) / 2;
        while builder.depth() > depth {
            builder.close();
        }
        let (label, text) = text.split_once(' ').unwrap_or((text, ""));
        let kind = if label.starts_with('(') { ClauseKind::Paragraph } else { ClauseKind::Clause };
        builder.open(kind, Some(Label::typed(label)));
        let plain = text.replace(['[', ']'], "");
        let span = builder.paragraph(Role::Body, &plain, []);
        for (at, part) in text.split('[').enumerate().skip(1) {
            let target = part.split(']').next().unwrap_or_default();
            let brackets = 2 * (at - 1);
            let start: usize =
                text.split('[').take(at).map(|part| part.len() + 1).sum::<usize>() - 1;
            let start = span.start + u32::try_from(start - brackets).unwrap();
            let end = start + u32::try_from(target.len()).unwrap();
            references.push((Span::new(start, end), target.to_owned()));
        }
    }
    let find = |builder: &Builder, label: &str| -> Target {
        let clauses = builder.document().clauses().iter();
        let found =
            clauses.filter(|clause| clause.citation == label).map(|clause| clause.id).next();
        found.map_or(Target::Missing, Target::Clause)
    };
    let resolved: Vec<(Span, Target)> =
        references.iter().map(|(span, label)| (*span, find(&builder, label))).collect();
    builder.add_references(resolved);
    builder.finish()
}

/// One line for each change: what became of which clause.
fn changes(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (document(old), document(new));
    let redline = diff(&old, &new, &Options::default());
    redline.verify(&old, &new).unwrap();
    describe(&redline, &old, &new)
}

fn describe(redline: &Redline, old: &Document, new: &Document) -> Vec<String> {
    let cite = |document: &Document, id: Option<ClauseId>| {
        id.map_or("–".to_owned(), |id| document.clause(id).citation.clone())
    };
    let mut out = Vec::new();
    for change in &redline.changes {
        let mut what = Vec::new();
        match change.status {
            Status::Amended if change.consequential => what.push("consequential".to_owned()),
            Status::Unchanged => {}
            status => what.push(format!("{status:?}").to_lowercase()),
        }
        what.extend(change.moved.then(|| "moved".to_owned()));
        what.extend(change.renumbered.then(|| "renumbered".to_owned()));
        what.extend(change.references.iter().filter_map(|note| match note.kind {
            ReferenceKind::Follows { .. } => None,
            ReferenceKind::Retargeted { .. } => Some("retargeted".to_owned()),
            ReferenceKind::Dangling { .. } => Some("dangling".to_owned()),
        }));
        what.extend(change.links.iter().map(|link| match link.kind {
            LinkKind::SplitFrom => "split from".to_owned(),
            LinkKind::SplitInto => "split into".to_owned(),
            LinkKind::MergedInto => "merged into".to_owned(),
            LinkKind::MergedFrom => "merged from".to_owned(),
        }));
        if !what.is_empty() {
            out.push(format!(
                "{} → {}: {}",
                cite(old, change.old),
                cite(new, change.new),
                what.join(", ")
            ));
        }
    }
    out
}

const SUPPLY: &str = "The Supplier shall supply energy to each User at the agreed premises.";
const CHARGE: &str = "Each User shall pay the monthly charges shown on its invoice.";
const REPORT: &str = "The Panel shall publish an annual report on the operation of this Code.";
const AUDIT: &str = "An auditor may inspect the records of every Party once in each year.";

#[test]
fn an_insertion_renumbers_what_follows_and_moves_nothing() {
    let old = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}");
    let new = format!("1 {SUPPLY}\n2 {AUDIT}\n3 {CHARGE}\n4 {REPORT}");
    assert_eq!(changes(&old, &new), ["– → 2: inserted", "2 → 3: renumbered", "3 → 4: renumbered"]);
}

#[test]
fn a_reference_that_follows_is_consequential() {
    let old =
        format!("1 {SUPPLY}\n2 {CHARGE}\n3 This clause is subject to Clause [2] in all respects.");
    let new = format!(
        "1 {AUDIT}\n2 {SUPPLY}\n3 {CHARGE}\n4 This clause is subject to Clause [3] in all respects."
    );
    assert_eq!(
        changes(&old, &new),
        [
            "– → 1: inserted",
            "1 → 2: renumbered",
            "2 → 3: renumbered",
            "3 → 4: consequential, renumbered"
        ]
    );
}

#[test]
fn a_reference_to_another_clause_is_substantive() {
    let old =
        format!("1 {SUPPLY}\n2 {CHARGE}\n3 This clause is subject to Clause [1] in all respects.");
    let new =
        format!("1 {SUPPLY}\n2 {CHARGE}\n3 This clause is subject to Clause [2] in all respects.");
    assert_eq!(changes(&old, &new), ["3 → 3: amended"]);
}

#[test]
fn a_reference_left_behind_is_reported() {
    let old =
        format!("1 {SUPPLY}\n2 {CHARGE}\n3 This clause is subject to Clause [2] in all respects.");
    let new = format!(
        "1 {SUPPLY}\n2 {AUDIT}\n3 {CHARGE}\n4 This clause is subject to Clause [2] in all respects."
    );
    assert_eq!(
        changes(&old, &new),
        ["– → 2: inserted", "2 → 3: renumbered", "3 → 4: renumbered, retargeted"]
    );
    let new = format!("1 {SUPPLY}\n3 This clause is subject to Clause [2] in all respects.");
    assert_eq!(changes(&old, &new), ["2 → –: deleted", "3 → 3: dangling"]);
}

#[test]
fn a_clause_that_took_the_place_of_the_one_above_it_did_so_in_both_directions() {
    // 17 is gone; what stood in its first clause and what stood beside that stand in 8 now.
    let items = "    (a) an audit of the first kind under the rules of the trade; or\n    (b) an audit of the second kind under the rules of the state.";
    let beside = |n: &str| format!("  {n}.2 {CHARGE}\n  {n}.3 {REPORT}\n  {n}.4 {SUPPLY}");
    let old = format!("17 Audit\n  17.1 {AUDIT}\n{items}\n{}", beside("17"));
    let new = format!("8 {AUDIT}\n{}\n{}", items.replace("    (", "  ("), beside("8"));
    let pairs = |old: &str, new: &str| {
        let (old, new) = (document(old), document(new));
        let redline = diff(&old, &new, &Options::default());
        let pairs = redline.changes.iter().filter_map(|change| change.old.zip(change.new));
        pairs
            .map(|(a, b)| (old.clause(a).citation.clone(), new.clause(b).citation.clone()))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let back = pairs(&new, &old).into_iter().map(|(a, b)| (b, a)).collect();
    assert_eq!(pairs(&old, &new), back);
}

#[test]
fn a_clause_that_went_into_one_far_away_is_merged_into_it() {
    let old = format!(
        "1 {SUPPLY}\n2 {AUDIT}\n3 {CHARGE}\n  3.1 {REPORT}\n4 The Code Manager keeps a register of all Parties, which anyone may inspect."
    );
    let new = format!(
        "1 {SUPPLY}\n2 {CHARGE}\n  2.1 {REPORT}\n3 The Code Manager keeps a register of all Parties, which anyone may inspect. {AUDIT}"
    );
    assert_eq!(
        changes(&old, &new),
        [
            "2 → –: deleted, merged into",
            "3 → 2: renumbered",
            "3.1 → 2.1: renumbered",
            "4 → 3: amended, renumbered, merged from"
        ]
    );
    assert_eq!(
        changes(&new, &old),
        [
            "– → 2: inserted, split from",
            "2 → 3: renumbered",
            "2.1 → 3.1: renumbered",
            "3 → 4: amended, renumbered, split into"
        ]
    );
}

#[test]
fn a_reference_follows_only_in_its_own_place() {
    // It cited the charges and the report.
    let old = format!(
        "1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}\n4 The User is bound by Clause [2] in its dealings with others, and the Panel may waive Clause [3] for it."
    );
    let new = format!(
        "1 {AUDIT}\n2 {SUPPLY}\n3 {CHARGE}\n4 {REPORT}\n5 The User is bound by Clause [2] in its dealings with others, and the Panel may waive Clause [3] for it."
    );
    let (old, new) = (document(&old), document(&new));
    let redline = diff(&old, &new, &Options::default());
    let follows =
        |note: &keeling_diff::ReferenceNote| matches!(note.kind, ReferenceKind::Follows { .. });
    let mut notes = redline.changes.iter().flat_map(|change| &change.references);
    assert!(!notes.any(follows), "what keeps its words follows nothing");

    let new = format!(
        "1 {AUDIT}\n2 {SUPPLY}\n3 {CHARGE}\n4 {REPORT}\n5 The User is bound by Clause [4] in its dealings with others, and the Panel may waive Clause [1] for it."
    );
    let new = document(&new);
    let redline = diff(&old, &new, &Options::default());
    let mut notes = redline.changes.iter().flat_map(|change| &change.references);
    assert!(!notes.any(follows), "the report was cited at the end, and is at the start");
}

#[test]
fn what_a_clause_calls_itself_is_never_left_behind() {
    // "This section" is read as the clause itself at first, and then as the one around it.
    const TEXT: &str = "Force majeure: this section does not excuse any duty to pay.";
    let version = |labels: &[(ClauseKind, &str)]| {
        let mut builder = Builder::new();
        for (kind, label) in labels {
            builder.open(*kind, Some(Label::typed(*label)));
        }
        let span = builder.paragraph(Role::Body, TEXT, []);
        let words = Span::new(span.start + 15, span.start + 27);
        builder.add_references([(words, Target::Clause(ClauseId(0)))]);
        builder.finish()
    };
    let old = version(&[(ClauseKind::Clause, "14.11")]);
    let new = version(&[(ClauseKind::Section, "12"), (ClauseKind::Paragraph, "(12)")]);
    let redline = diff(&old, &new, &Options::default());
    assert!(redline.changes.iter().all(|change| change.references.is_empty()));
}

#[test]
fn a_move_is_one_change_and_its_children_ride_along() {
    let old = format!(
        "1 {SUPPLY}\n  1.1 {AUDIT}\n    (a) on request; and\n    (b) on notice.\n2 {CHARGE}\n  2.1 {REPORT}"
    );
    let new = format!(
        "1 {SUPPLY}\n2 {CHARGE}\n  2.1 {REPORT}\n  2.2 {AUDIT}\n    (a) on request; and\n    (b) on notice."
    );
    assert_eq!(
        changes(&old, &new),
        [
            "1.1 → 2.2: moved, renumbered",
            "1.1(a) → 2.2(a): renumbered",
            "1.1(b) → 2.2(b): renumbered"
        ]
    );
}

#[test]
fn a_clause_moved_and_edited_is_both() {
    let old = format!("1 {AUDIT}\n2 {SUPPLY}\n3 {CHARGE}\n4 {REPORT}");
    let new = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}\n4 {}", AUDIT.replace("once", "twice"));
    assert_eq!(
        changes(&old, &new),
        [
            "2 → 1: renumbered",
            "3 → 2: renumbered",
            "4 → 3: renumbered",
            "1 → 4: amended, moved, renumbered"
        ]
    );
}

#[test]
fn duplicates_are_told_apart_by_their_place() {
    let old = format!(
        "1 {SUPPLY}\n  1.1 Not used.\n2 {CHARGE}\n  2.1 Not used.\n3 {REPORT}\n  3.1 Not used."
    );
    let new = format!("1 {SUPPLY}\n  1.1 Not used.\n2 {CHARGE}\n3 {REPORT}\n  3.1 Not used.");
    assert_eq!(changes(&old, &new), ["2.1 → –: deleted"]);
}

#[test]
fn neighbours_that_move_together_are_a_group() {
    let group = |old: &str, new: &str| -> Vec<Option<u32>> {
        let (old, new) = (document(old), document(new));
        let redline = diff(&old, &new, &Options::default());
        redline.verify(&old, &new).unwrap();
        let moved = redline.changes.iter().filter(|change| change.moved);
        moved.map(|change| change.move_group.map(|first| first.0)).collect()
    };
    let long = format!("{SUPPLY} {CHARGE} {REPORT} {AUDIT}");
    let (x, y) = ("It is done at noon on the first day.", "It ends at dusk on the last one.");
    let old = format!("1 {x}\n2 {y}\n3 {long}\n4 {REPORT}");
    assert_eq!(group(&old, &format!("1 {long}\n2 {x}\n3 {y}\n4 {REPORT}")), [Some(1), Some(1)]);
    // Another clause stands between them, or they have changed places.
    assert_eq!(group(&old, &format!("1 {long}\n2 {x}\n3 {REPORT}\n4 {y}")), [None, None]);
    assert_eq!(group(&old, &format!("1 {long}\n2 {y}\n3 {x}\n4 {REPORT}")), [None, None]);
}

#[test]
fn a_clause_that_moved_in_between_parts_no_pieces() {
    let both = format!("{SUPPLY} {CHARGE} {REPORT}");
    let old = format!("1 Supply\n  1.1 {both}\n  1.2 Not used.\n2 Audit\n  2.1 {AUDIT}");
    let new = format!(
        "1 Supply\n  1.1 {SUPPLY}\n  1.2 {AUDIT}\n  1.3 {CHARGE} {REPORT}\n  1.4 Not used.\n2 Audit"
    );
    assert_eq!(
        changes(&old, &new),
        [
            "– → 1.1: inserted, split from",
            "2.1 → 1.2: moved, renumbered",
            "1.1 → 1.3: amended, renumbered, split into",
            "1.2 → 1.4: renumbered"
        ]
    );
}

#[test]
fn a_split_and_a_merge_are_linked() {
    let whole = format!("1 {SUPPLY} {CHARGE}\n2 {REPORT}");
    let parts = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}");
    assert_eq!(
        changes(&whole, &parts),
        ["1 → 1: amended, split into", "– → 2: inserted, split from", "2 → 3: renumbered"]
    );
    assert_eq!(
        changes(&parts, &whole),
        ["1 → 1: amended, merged from", "2 → –: deleted, merged into", "3 → 2: renumbered"]
    );
}

#[test]
fn a_heading_put_around_clauses_does_not_move_them() {
    let old = format!("1 {SUPPLY}\n2 {CHARGE}");
    let new = format!("1 General\n  1.1 {SUPPLY}\n  1.2 {CHARGE}");
    assert_eq!(
        changes(&old, &new),
        ["– → 1: inserted", "1 → 1.1: renumbered", "2 → 1.2: renumbered"]
    );
}

#[test]
fn a_container_is_known_by_what_stands_in_it() {
    let old = format!("1 Services\n  1.1 {SUPPLY}\n  1.2 {CHARGE}\n2 Reports\n  2.1 {REPORT}");
    let new = format!("1 Energy\n  1.1 {SUPPLY}\n  1.2 {CHARGE}\n2 Reports\n  2.1 {REPORT}");
    assert_eq!(changes(&old, &new), ["1 → 1: amended"]);
}

#[test]
fn a_clause_that_only_keeps_its_number_is_amended() {
    let old = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}");
    let new = format!("1 {SUPPLY}\n2 Not used.\n3 {REPORT}");
    assert_eq!(changes(&old, &new), ["2 → 2: amended"]);
    assert_eq!(changes(&new, &old), ["2 → 2: amended"]);
}

#[test]
fn a_clause_falls_into_as_many_pieces_as_there_are() {
    let old = format!("1 {SUPPLY} {CHARGE} {REPORT}");
    let new = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {AUDIT}\n4 {REPORT}");
    assert_eq!(
        changes(&old, &new),
        [
            "– → 1: inserted, split from",
            "– → 2: inserted, split from",
            "– → 3: inserted",
            "1 → 4: amended, renumbered, split into, split into"
        ]
    );
    assert_eq!(
        changes(&new, &old),
        [
            "1 → –: deleted, merged into",
            "2 → –: deleted, merged into",
            "3 → –: deleted",
            "4 → 1: amended, renumbered, merged from, merged from"
        ]
    );
}

#[test]
fn a_reference_left_behind_makes_a_clause_more_than_a_consequence() {
    let text = "Clause [2] and Clause [3] apply to each disconnection.";
    let old = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}\n4 {text}");
    let new = format!(
        "1 {SUPPLY}\n2 {AUDIT}\n3 {CHARGE}\n4 {REPORT}\n5 Clause [2] and Clause [4] apply to each disconnection."
    );
    assert_eq!(changes(&old, &new).last().unwrap(), "4 → 5: amended, renumbered, retargeted");
}

#[test]
fn containers_without_words_are_told_apart_by_what_is_in_them() {
    let old = format!("1\n  1.1 {SUPPLY}\n  1.2 {CHARGE}\n2\n  2.1 {REPORT}");
    let new = format!("1\n  1.1 {AUDIT}\n2\n  2.1 {SUPPLY}\n  2.2 {CHARGE}\n3\n  3.1 {REPORT}");
    assert_eq!(
        changes(&old, &new),
        [
            "– → 1: inserted",
            "– → 1.1: inserted",
            "1 → 2: renumbered",
            "1.1 → 2.1: renumbered",
            "1.2 → 2.2: renumbered",
            "2 → 3: renumbered",
            "2.1 → 3.1: renumbered"
        ]
    );
}

#[test]
fn two_clauses_that_share_half_their_words_crosswise_are_no_move() {
    let old = "1 The Panel shall publish each year a report on charges, fees and penalties.\n\
               2 An auditor may inspect in each month the meter readings of the northern area.";
    let new = "1 An auditor may inspect in each week the safety records of every licensed operator.\n\
               2 The Panel shall publish each year a list of suppliers, traders and generators.";
    assert!(changes(old, new).iter().all(|change| !change.contains("moved")));
}

#[test]
fn what_stands_in_a_rewritten_clause_is_paired_too() {
    let old = format!(
        "1 {SUPPLY}\n2 Each month the Operator shall subject to the confidentiality rules:\n  (a) {CHARGE}\n  (b) {AUDIT}"
    );
    let new = format!(
        "1 {SUPPLY}\n2 Each year the Panel shall having regard to the confidentiality duties:\n  (a) {CHARGE} {REPORT}\n  (b) {AUDIT}"
    );
    assert_eq!(changes(&old, &new), ["2 → 2: amended", "2(a) → 2(a): amended"]);
}
