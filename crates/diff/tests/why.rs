//! Why: what gave clauses their numbers, and which clauses use a definition that changed.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use keeling_diff::{Cause, CauseKind, ChangeId, Options, Redline, Verdict, diff};
use keeling_model::{Builder, ClauseKind, Document, Label, Role};

/// Reads a document from lines: "1.1 text" is a clause, two spaces deeper a child, `# 1 text` a
/// clause with a heading, `= Term: text` a definition, `Part 1 text` a part.
fn document(lines: &str) -> Document {
    let mut builder = Builder::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let text = line.trim_start();
        let depth = (line.len() - text.len()) / 2;
        while builder.depth() > depth {
            builder.close();
        }
        let (first, rest) = text.split_once(' ').unwrap();
        let (label, text) = if matches!(first, "#" | "Part") {
            rest.split_once(' ').unwrap()
        } else {
            (first, rest)
        };
        match first {
            "=" => builder.open_definition(rest.split_once(':').unwrap().0),
            "Part" => builder.open(ClauseKind::Part, Some(Label::typed(format!("Part {label}")))),
            _ if label.starts_with('(') => {
                builder.open(ClauseKind::Paragraph, Some(Label::typed(label)))
            }
            _ => builder.open(ClauseKind::Clause, Some(Label::typed(label))),
        };
        let role = if first == "#" { Role::Heading(1) } else { Role::Body };
        builder.paragraph(role, if first == "=" { rest } else { text }, []);
    }
    builder.finish()
}

struct Compared {
    old: Document,
    new: Document,
    redline: Redline,
}

impl Compared {
    fn new(old: &str, new: &str) -> Self {
        let (old, new) = (document(old), document(new));
        let redline = diff(&old, &new, &Options::default());
        redline.verify(&old, &new).unwrap();
        Self { old, new, redline }
    }

    fn cite(&self, id: ChangeId) -> String {
        let change = &self.redline.changes[id.index()];
        let clause = change.new_clause(&self.new).or_else(|| change.old_clause(&self.old));
        clause.unwrap().citation.clone()
    }

    /// A line for each renumbered clause: what it is now, and why.
    fn causes(&self) -> Vec<String> {
        let renumbered = self.redline.changes.iter().filter(|change| change.renumbered);
        renumbered
            .map(|change| {
                let citation = &change.new_clause(&self.new).unwrap().citation;
                format!("{citation}: {}", self.words(change.renumbered_by))
            })
            .collect()
    }

    fn words(&self, cause: Option<Cause>) -> String {
        let Some(cause) = cause else { return "nothing".to_owned() };
        let name = match cause.kind {
            CauseKind::Inserted(_) => "inserted",
            CauseKind::Deleted(_) => "deleted",
            CauseKind::Moved(_) => "moved",
            CauseKind::Parent(_) => "parent",
            kind => return format!("{kind:?}").to_lowercase(),
        };
        let others = if cause.others > 0 { format!(" +{}", cause.others) } else { String::new() };
        format!("{name} {}{others}", self.cite(cause.kind.clause().unwrap()))
    }

    /// A line for each changed definition: what became of it and what uses it.
    fn impacts(&self) -> Vec<String> {
        let cite =
            |ids: &[ChangeId]| ids.iter().map(|id| self.cite(*id)).collect::<Vec<_>>().join(" ");
        let impacts = self.redline.impacts.iter();
        impacts
            .map(|impact| {
                let kind = format!("{:?}", impact.kind).to_lowercase();
                let stale = if impact.stale.is_empty() { "" } else { "; stale " };
                let (uses, still) = (cite(&impact.uses), cite(&impact.stale));
                format!("{} {kind}: {uses}{stale}{still}", self.cite(impact.definition))
            })
            .collect()
    }

    /// The clauses whose text is the same and that use a changed definition.
    fn affected(&self) -> Vec<String> {
        let changes = self.redline.changes.iter().filter(|change| change.is_affected());
        changes.map(|change| change.new_clause(&self.new).unwrap().citation.clone()).collect()
    }
}

fn causes(old: &str, new: &str) -> Vec<String> {
    Compared::new(old, new).causes()
}

const SUPPLY: &str = "The Supplier shall supply energy to each User at the agreed premises.";
const CHARGE: &str = "Each User shall pay the monthly charges shown on its invoice.";
const REPORT: &str = "The Panel shall publish an annual report on the operation of this Code.";
const AUDIT: &str = "An auditor may inspect the records of every Party once in each year.";
const NOTICE: &str = "A notice takes effect on the day after the day on which it is received.";

#[test]
fn the_first_insertion_or_deletion_before_a_clause_is_its_cause() {
    let old = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}");
    let one = format!("1 {SUPPLY}\n2 {AUDIT}\n3 {CHARGE}\n4 {REPORT}");
    let two = format!("1 {SUPPLY}\n2 {AUDIT}\n3 {CHARGE}\n4 {NOTICE}\n5 {REPORT}");
    assert_eq!(causes(&old, &one), ["3: inserted 2", "4: inserted 2"]);
    assert_eq!(causes(&one, &old), ["2: deleted 2", "3: deleted 2"]);
    assert_eq!(causes(&old, &two), ["3: inserted 2", "5: inserted 2 +1"]);
}

#[test]
fn what_came_before_a_clause_that_kept_its_number_is_no_cause() {
    let old = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {REPORT}");
    let new = format!("1 {SUPPLY}\n1A {NOTICE}\n2 {CHARGE}\n3 {AUDIT}\n4 {REPORT}");
    assert_eq!(causes(&old, &new), ["4: inserted 3"]);
}

#[test]
fn a_clause_follows_the_one_above_it() {
    let old = format!("1 Services\n  1.1 {SUPPLY}\n    (a) on request;\n2 Reports\n  2.1 {REPORT}");
    let new = format!(
        "1 Audits\n  1.1 {AUDIT}\n2 Services\n  2.1 {NOTICE}\n  2.2 {SUPPLY}\n    (a) on request;\n\
         3 Reports\n  3.1 {REPORT}"
    );
    assert_eq!(
        causes(&old, &new),
        [
            "2: inserted 1",
            "2.2: inserted 2.1",
            "2.2(a): parent 2.2",
            "3: inserted 1",
            "3.1: parent 3"
        ]
    );
}

#[test]
fn numbers_that_run_on_through_parts_are_one_series() {
    let old = format!("Part 1 General\n  1 {SUPPLY}\nPart 2 Money\n  2 {CHARGE}\n  3 {REPORT}");
    let new = format!(
        "Part 1 General\n  1 {SUPPLY}\n  2 {AUDIT}\nPart 2 Money\n  3 {CHARGE}\n  4 {REPORT}"
    );
    assert_eq!(causes(&old, &new), ["3: inserted 2", "4: inserted 2"]);
}

#[test]
fn a_move_is_the_cause_of_its_own_number_and_of_those_it_passes() {
    let old = format!("1 {AUDIT}\n2 {SUPPLY}\n3 {CHARGE}\n4 {REPORT}\n5 {NOTICE}");
    let new = format!("1 {SUPPLY}\n2 {CHARGE}\n3 {AUDIT}\n4 {REPORT}\n5 {NOTICE}");
    assert_eq!(causes(&old, &new), ["1: moved 3", "2: moved 3", "3: itself"]);
}

#[test]
fn what_is_put_around_clauses_is_their_cause() {
    let flat = format!("1 {SUPPLY}\n2 {CHARGE}");
    let deep = format!("1 General\n  1.1 {SUPPLY}\n  1.2 {CHARGE}");
    assert_eq!(causes(&flat, &deep), ["1.1: inserted 1", "1.2: inserted 1"]);
    assert_eq!(causes(&deep, &flat), ["1: deleted 1", "2: deleted 1"]);
}

#[test]
fn a_move_to_another_level_is_told() {
    let old = format!("1 {SUPPLY}\n  1.1 {CHARGE}\n  1.2 {AUDIT}\n2 {REPORT}");
    let new = format!("1 {SUPPLY}\n  1.1 {CHARGE}\n2 {AUDIT}\n3 {REPORT}");
    assert_eq!(causes(&old, &new), ["2: promoted", "3: moved 2"]);
    assert_eq!(causes(&new, &old), ["1.2: demoted", "2: moved 1.2"]);
}

#[test]
fn another_way_of_writing_numbers_is_told_and_a_gap_is_not_explained() {
    let old = format!("1 {SUPPLY}\n  (a) {CHARGE}\n  (b) {AUDIT}\n2 {REPORT}");
    let new = format!("1 {SUPPLY}\n  (1) {CHARGE}\n  (2) {AUDIT}\n7 {REPORT}");
    assert_eq!(causes(&old, &new), ["1(1): style", "1(2): style", "7: nothing"]);
}

#[test]
fn an_amended_definition_affects_the_clauses_that_use_it() {
    let old = format!(
        "1 Meanings\n  = User: a person who takes energy.\n  = User Role: what a User does.\n\
         2 {SUPPLY}\n3 {AUDIT}\n4 Each Users' User Role is a role.\n5 A User Role is one role.\n\
         # 6 Users"
    );
    let new = old.replace("takes energy", "takes or makes energy");
    let compared = Compared::new(&old, &new);
    assert_eq!(compared.impacts(), ["1 \"User\" amended: 1 \"User Role\" 2 4"]);
    assert_eq!(compared.affected(), ["1 \"User Role\"", "2", "4"]);
    assert_eq!(compared.redline.summary.affected, 3);
}

#[test]
fn a_definition_changes_with_what_stands_below_it() {
    let old = format!("1 Meanings\n  = User: either\n    (a) a person; or\n2 {SUPPLY}");
    let new = format!("{}\n2 {SUPPLY}", "1 Meanings\n  = User: either\n    (a) a body; or");
    assert_eq!(Compared::new(&old, &new).impacts(), ["1 \"User\" amended: 2"]);
}

#[test]
fn a_definition_that_comes_or_goes_affects_what_uses_its_term() {
    let without = format!("1 Meanings\n  = Panel: the body of that name.\n2 {SUPPLY}\n3 {REPORT}");
    let with = without.replace("\n2", "\n  = User: a person who takes energy at premises.\n2");
    let (come, gone) = (Compared::new(&without, &with), Compared::new(&with, &without));
    assert_eq!(come.impacts(), ["1 \"User\" inserted: 2"]);
    assert_eq!(come.affected(), ["2"]);
    assert_eq!(gone.impacts(), ["1 \"User\" deleted: 2"]);
    assert_eq!(gone.affected(), ["2"]);
}

#[test]
fn a_renamed_definition_names_who_still_uses_the_old_term() {
    let meaning = "means any person who takes energy at premises under this Code";
    let old = format!("1 Meanings\n  = User: {meaning}.\n2 {SUPPLY}\n3 {CHARGE}");
    let new = format!(
        "1 Meanings\n  = Customer: {meaning}.\n2 {SUPPLY}\n3 {}",
        CHARGE.replace("User", "Customer")
    );
    let compared = Compared::new(&old, &new);
    assert_eq!(compared.impacts(), ["1 \"Customer\" renamed: 3; stale 2"]);
    assert_eq!(compared.affected(), ["2"]);
    assert_eq!(compared.causes(), ["1 \"Customer\": renamed"]);
}

#[test]
fn a_term_that_is_now_in_the_singular_is_still_defined() {
    let compared = Compared::new(
        "1 Meanings\n  = Certificate Systems: what issues certificates.\n2 All Certificate Systems are audited.",
        "1 Meanings\n  = Certificate System: what issues certificates.\n2 All Certificate Systems are audited.",
    );
    assert_eq!(compared.impacts(), ["1 \"Certificate System\" renamed: 2"]);
}

#[test]
fn other_quotation_marks_rename_nothing() {
    let old = format!("1 Meanings\n  = User's Agent: who acts for a User at premises.\n2 {SUPPLY}");
    let compared = Compared::new(&old, &old.replace("User's Agent", "User\u{2019}s Agent"));
    assert_eq!(compared.impacts(), ["1 \"User\u{2019}s Agent\" amended: "]);
    assert_eq!(compared.causes(), ["1 \"User\u{2019}s Agent\": style"]);
}

#[test]
fn a_term_defined_twice_is_that_of_the_nearest_part() {
    let old = format!(
        "Part 1 General\n  = User: a person who takes energy.\n  1 {SUPPLY}\n\
         Part 2 Money\n  = User: a person who pays us.\n  2 {CHARGE}\nPart 3 Rest\n  3 A User."
    );
    let second = Compared::new(&old, &old.replace("pays us", "pays us all"));
    assert_eq!(second.impacts(), ["Part 2 \"User\" amended: 2"]);
    let first = Compared::new(&old, &old.replace("takes energy", "takes any energy"));
    assert_eq!(first.impacts(), ["Part 1 \"User\" amended: 1 3"]);
}

#[test]
fn a_definition_has_no_uses_beyond_what_it_says_it_is_for() {
    let old = format!(
        "Part 1 General\n  1 In this Part:\n    = User: a person who takes energy.\n  2 {SUPPLY}\n\
         Part 2 Money\n  3 {CHARGE}"
    );
    let amended = Compared::new(&old, &old.replace("takes energy", "takes any energy"));
    assert_eq!(amended.impacts(), ["1 \"User\" amended: 2"]);
    let without = old.replace("    = User: a person who takes energy.\n", "");
    let deleted = Compared::new(&old, &without);
    assert_eq!(deleted.impacts(), ["1 \"User\" deleted: 2"]);
}

#[test]
fn headings_are_not_alike_for_their_words_of_grammar() {
    // What was said of directors is said of two sorts of officers; that on members is new.
    let liable = "who acts without pay is liable to the company for intent and gross negligence";
    let members = "Members who act for the company unpaid are liable as far as they meant harm.";
    let compared = Compared::new(
        &format!(
            "# 31 Liability of Directors\n  (1) A director {liable} only; this holds against its members too."
        ),
        &format!(
            "# 31 Liability of Officers and special Representatives\n  (1) An officer or representative {liable} only; this holds against its members too.\n# 32 Liability of Members\n  (1) {members}"
        ),
    );
    assert_eq!(compared.causes(), Vec::<String>::new());
    let inserted = compared.redline.changes.iter().filter(|change| change.old.is_none());
    let inserted: Vec<_> = inserted
        .filter_map(|change| change.new)
        .map(|id| compared.new.clause(id).citation.clone())
        .collect();
    assert_eq!(inserted, ["32", "32(1)"]);
}

#[test]
fn numbers_that_are_written_otherwise_still_count() {
    let old = format!("1 {SUPPLY}\n  1.1 {CHARGE}\n  1.2 {AUDIT}\n  1.3 {REPORT}");
    let new = format!("1 {SUPPLY}\n  (a) {CHARGE}\n  (b) {REPORT}");
    assert_eq!(causes(&old, &new), ["1(a): style", "1(b): deleted 1.2"]);
}

#[test]
fn the_nearest_clause_says_why_it_is_not_the_same() {
    let old = format!("1 {SUPPLY}\n2 {CHARGE}");
    let new = format!("{old}\n3 The Supplier shall supply energy to each Party.\n4 {AUDIT}");
    let compared = Compared::new(&old, &new);
    let nearest = |at: usize| {
        let id = ChangeId(u32::try_from(at).unwrap());
        compared.redline.nearest(&compared.old, &compared.new, id)
    };
    assert_eq!(nearest(0), []);
    let found = nearest(2);
    assert_eq!(
        (compared.cite(found[0].change), found[0].verdict),
        ("1".to_owned(), Verdict::Taken)
    );
    assert!(found[0].likeness > 0.5 && found[0].likeness < 1.0);
}

#[test]
fn a_clause_that_only_follows_or_moves_changes_no_definition() {
    let old = format!("1 Meanings\n  = User: a person who takes energy.\n2 {SUPPLY}\n3 {CHARGE}");
    let new = format!("1 Meanings\n2 {SUPPLY}\n  = User: a person who takes energy.\n3 {CHARGE}");
    assert_eq!(Compared::new(&old, &new).impacts(), Vec::<String>::new());
}
