//! The laws of the redline, on random documents: small alphabets of words, so that duplicates,
//! moves, tables and near misses are frequent.

use keeling_diff::{OpKind, Options, Redline, Status, diff};
use keeling_model::{
    Builder, ClauseId, ClauseKind, Document, Label, Mark, MarkKind, Role, Span, Target,
};
use proptest::prelude::*;

/// A clause of a random document.
#[derive(Clone, Debug)]
struct Plan {
    depth: usize,
    kind: u8,
    paragraphs: Vec<String>,
    table: Vec<Vec<String>>,
    refers_to: Option<usize>,
    /// The labels of its paragraphs and cells, over and over; 0 is none.
    labels: Vec<u8>,
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the", "Party", "shall", "not", "pay", "30", "days", "3.2(a)", "notify", "Panel", ",", ".",
        "(a)", "each", "User", "ä", "\u{FFFC}", "  ", "\u{A0}",
    ]);
    prop::collection::vec((word, any::<bool>()), 0..9).prop_map(|words| {
        let mut out = String::new();
        for (word, space) in words {
            out.push_str(word);
            out.push_str(if space { " " } else { "" });
        }
        out
    })
}

fn plan() -> impl Strategy<Value = Plan> {
    let paragraphs = prop::collection::vec(words(), 0..3);
    let table = prop::collection::vec(prop::collection::vec(words(), 1..4), 0..3);
    let table = prop_oneof![3 => Just(Vec::new()), 1 => table];
    let labels = prop_oneof![2 => Just(vec![0]), 1 => prop::collection::vec(0..4u8, 1..5)];
    (0..3usize, 0..8u8, paragraphs, table, prop::option::of(0..9usize), labels).prop_map(
        |(depth, kind, paragraphs, table, refers_to, labels)| Plan {
            depth,
            kind,
            paragraphs,
            table,
            refers_to,
            labels,
        },
    )
}

fn build(plans: &[Plan]) -> Document {
    let mut builder = Builder::new();
    let mut references = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        while builder.depth() > plan.depth {
            builder.close();
        }
        match plan.kind {
            0 => builder.open_definition("Party"),
            1 => builder.open(ClauseKind::Heading, None),
            2 if at + 2 > plans.len() => {
                builder.open(ClauseKind::Footnote, Some(Label::generated("1")))
            }
            3 | 4 if at + 3 > plans.len() => {
                let kinds = [ClauseKind::Header, ClauseKind::Footer];
                builder.open(kinds[usize::from(plan.kind - 3)], Some(Label::generated("Margin")))
            }
            _ => builder.open(ClauseKind::Clause, Some(Label::typed(format!("{at}")))),
        };
        let mut labels = plan.labels.iter().cycle().map(|label| match label {
            0 => String::new(),
            label => format!("{label}."),
        });
        let mut label = || labels.next().unwrap_or_default();
        for (index, text) in plan.paragraphs.iter().enumerate() {
            let role = if index == 0 && plan.kind == 1 { Role::Heading(1) } else { Role::Body };
            builder.labelled_paragraph(&label(), role, text, []);
        }
        if let Some(target) = plan.refers_to {
            let span = builder.paragraph(Role::Body, "see 3.2 now", []);
            references.push((Span::new(span.start + 4, span.start + 7), target));
        }
        if !plan.table.is_empty() {
            builder.begin_table(1);
            for row in &plan.table {
                builder.begin_row();
                for cell in row {
                    builder.begin_cell(1, 1);
                    for half in cell.split("User") {
                        builder.labelled_paragraph(&label(), Role::Body, half, []);
                    }
                    builder.end_cell();
                }
                builder.end_row();
            }
            builder.end_table();
            builder.paragraph(Role::Body, "after the table", []);
        }
    }
    let ids: Vec<_> = builder.document().clauses().iter().map(|clause| clause.id).collect();
    builder.add_references(references.into_iter().map(|(span, at)| match ids.get(at) {
        Some(id) => (span, Target::Clause(*id)),
        None => (span, Target::Missing),
    }));
    builder.finish()
}

/// Two versions: the second is the first with clauses dropped, added, swapped and changed.
fn versions() -> impl Strategy<Value = (Vec<Plan>, Vec<Plan>)> {
    let edits = prop::collection::vec((0..6u8, any::<prop::sample::Index>(), plan()), 0..5);
    (prop::collection::vec(plan(), 0..9), edits).prop_map(|(old, edits)| {
        let mut new = old.clone();
        for (edit, at, plan) in edits {
            let at = if new.is_empty() { 0 } else { at.index(new.len()) };
            match edit {
                _ if new.is_empty() => new.push(plan),
                0 => drop(new.remove(at)),
                1 => new.insert(at, plan),
                2 => {
                    let moved = new.remove(at);
                    new.insert(new.len() / 2, moved);
                }
                3 => new[at].paragraphs = plan.paragraphs,
                4 => new[at].labels = plan.labels,
                _ => new[at].table = plan.table,
            }
        }
        (old, new)
    })
}

/// Two versions of a grid of names that run on from row to row: the second is the first with names
/// added, dropped and changed, at times with other rows.
fn grids() -> impl Strategy<Value = (Document, Document)> {
    let edits = prop::collection::vec((0..3u8, any::<prop::sample::Index>()), 0..6);
    (2..6usize, 2..6usize, 0..40usize, edits, any::<bool>()).prop_map(
        |(width, other, n_names, edits, same)| {
            let names: Vec<String> = (0..n_names).map(|at| format!("First{at} Last{at}")).collect();
            let mut new = names.clone();
            for (edit, at) in edits {
                let at = at.index(new.len() + 1);
                match (edit, new.get_mut(at)) {
                    (0, Some(name)) => name.push_str(" Junior"),
                    (1, Some(_)) => drop(new.remove(at)),
                    _ => new.insert(at, format!("Other{}", new.len())),
                }
            }
            let grid = |names: &[String], width: usize| {
                build(&[Plan {
                    depth: 0,
                    kind: 5,
                    paragraphs: vec!["Thanks to all of these.".to_owned()],
                    table: names.chunks(width).map(<[String]>::to_vec).collect(),
                    refers_to: None,
                    labels: vec![0, 0, 1],
                }])
            };
            (grid(&names, width), grid(&new, if same { width } else { other }))
        },
    )
}

/// Whether a table was compared as a list in columns.
fn is_list(redline: &Redline) -> bool {
    let mut regions = redline.changes.iter().flat_map(|change| &change.regions);
    regions.any(|region| matches!(region, keeling_diff::Region::List { .. }))
}

/// What the redline says of the texts themselves, apart from the differ's own check.
fn read(redline: &Redline, old: &Document, new: &Document) -> (String, String) {
    let mut texts = (String::new(), String::new());
    for place in &redline.places {
        let change = &redline.changes[place.change.index()];
        if place.side != keeling_diff::Side::New
            && let Some(id) = change.old
        {
            texts.0.push_str(old.own_text(id));
        }
        if place.side != keeling_diff::Side::Old
            && let Some(id) = change.new
        {
            texts.1.push_str(new.own_text(id));
        }
    }
    let squeeze = |text: String| text.split_whitespace().collect::<String>();
    (squeeze(texts.0), squeeze(texts.1))
}

/// The equal words of a pair of clauses, by their places in both versions.
type Words = (ClauseId, ClauseId, Vec<(u32, u32)>);

/// What each pair of clauses has in common, and the labels that it has not, in any order; the other
/// way round where asked for.
fn labels(old: &Document, new: &Document, back: bool) -> Vec<(Words, Vec<[Option<u32>; 2]>)> {
    let redline = diff(old, new, &Options::default());
    let pairs = redline.changes.into_iter().filter_map(|change| {
        let turned = |a, b| if back { [b, a] } else { [a, b] };
        let (a, b) = (change.old?, change.new?);
        let equal = change.ops.iter().filter(|op| op.kind == OpKind::Equal);
        let equal = equal.map(|op| {
            if back { (op.new.start, op.old.start) } else { (op.old.start, op.new.start) }
        });
        let mut labels: Vec<_> = change.labels.iter().map(|one| turned(one.old, one.new)).collect();
        labels.sort_unstable();
        let (a, b) = if back { (b, a) } else { (a, b) };
        Some(((a, b, equal.collect()), labels))
    });
    pairs.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_redline_is_both_documents((old, new) in versions()) {
        let (old, new) = (build(&old), build(&new));
        let redline = diff(&old, &new, &Options::default());
        prop_assert_eq!(redline.verify(&old, &new), Ok(()));
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(read(&redline, &old, &new), (squeeze(old.text()), squeeze(new.text())));
    }

    #[test]
    fn all_accepted_is_the_new_document_and_all_rejected_the_old((old, new) in versions()) {
        let (old, new) = (build(&old), build(&new));
        let redline = diff(&old, &new, &Options::default());
        prop_assert_eq!(&redline.accept(&old, &new), &Ok(new.clone()));
        prop_assert_eq!(&redline.reject(&old, &new), &Ok(old));
    }

    #[test]
    fn grids_of_names_keep_the_law((old, new) in grids()) {
        let redline = diff(&old, &new, &Options::default());
        prop_assert_eq!(redline.verify(&old, &new), Ok(()));
        prop_assert_eq!(&redline.accept(&old, &new), &Ok(new.clone()));
        prop_assert_eq!(&redline.reject(&old, &new), &Ok(old.clone()));
        let back = diff(&new, &old, &Options::default());
        prop_assert_eq!(is_list(&redline), is_list(&back));
        if is_list(&redline) {
            prop_assert_eq!(redline.summary.words_inserted, back.summary.words_deleted);
            prop_assert_eq!(redline.summary.words_deleted, back.summary.words_inserted);
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_redline_is_read_back_as_it_was((old, new) in versions()) {
        let (old, new) = (build(&old), build(&new));
        let redline = diff(&old, &new, &Options::default());
        let stored = serde_json::to_string(&redline).unwrap();
        let again: Redline = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&again, &redline);
        prop_assert_eq!(again.verify(&old, &new), Ok(()));
    }

    #[test]
    fn no_redline_of_other_documents_makes_anything_panic(
        (old, new) in versions(),
        (other_old, other_new) in versions(),
    ) {
        let (old, new) = (build(&old), build(&new));
        let (other_old, other_new) = (build(&other_old), build(&other_new));
        let redline = diff(&old, &new, &Options::default());
        if redline.verify(&other_old, &other_new).is_ok() {
            prop_assert_eq!(redline.accept(&other_old, &other_new), Ok(other_new));
        } else {
            prop_assert!(redline.reject(&other_old, &other_new).is_err());
        }
    }

    #[test]
    fn a_document_against_itself_has_no_changes(plans in prop::collection::vec(plan(), 0..9)) {
        let document = build(&plans);
        let redline = diff(&document, &document, &Options::default());
        prop_assert!(redline.changes.iter().all(|change| !change.is_changed()));
        prop_assert!(redline.changes.iter().all(|change| change.references.is_empty()));
        prop_assert!(redline.changes.iter().all(|change| change.labels.is_empty()));
    }

    #[test]
    fn reasons_causes_and_impacts_are_of_what_they_speak_of((old, new) in versions()) {
        let (old, new) = (build(&old), build(&new));
        let redline = diff(&old, &new, &Options::default());
        for change in &redline.changes {
            prop_assert_eq!(change.reason.is_some(), change.old.is_some() && change.new.is_some());
            prop_assert!(change.renumbered || change.renumbered_by.is_none());
            for id in &change.affected_by {
                let impact = redline.impacts.iter().find(|impact| impact.definition == *id);
                prop_assert!(impact.is_some() && change.old.is_some() && change.new.is_some());
            }
        }
        for impact in &redline.impacts {
            prop_assert!(impact.uses.is_sorted_by(|a, b| a < b));
            prop_assert!(!impact.uses.contains(&impact.definition));
            prop_assert!(impact.uses.iter().all(|id| redline.changes[id.index()].new.is_some()));
        }
        prop_assert!(redline.impacts.is_sorted_by(|a, b| a.definition < b.definition));
    }

    #[test]
    fn exchanged_versions_have_the_same_labels_the_other_way_round((old, new) in versions()) {
        let (old, new) = (build(&old), build(&new));
        let (there, back) = (labels(&old, &new, false), labels(&new, &old, true));
        // Of several shortest scripts each way may take another one; then there is nothing to say.
        for (words, labels) in there {
            if let Some((_, twins)) = back.iter().find(|(twin, _)| *twin == words) {
                prop_assert_eq!(&labels, twins);
            }
        }
    }

    #[test]
    fn the_number_of_threads_does_not_matter((old, new) in versions()) {
        let (old, new) = (build(&old), build(&new));
        let with = |threads| diff(&old, &new, &Options::default().threads(threads));
        prop_assert_eq!(with(1), with(3));
    }
}

#[test]
fn regions_cover_all_edits_in_order() {
    let table = |cell: &str| vec![vec!["Charge".to_owned(), cell.to_owned()]];
    let plan = |cell: &str, word: &str| Plan {
        depth: 0,
        kind: 5,
        paragraphs: vec![format!("The {word} charges are these.")],
        table: table(cell),
        refers_to: None,
        labels: vec![0],
    };
    let (old, new) = (build(&[plan("10", "fixed")]), build(&[plan("12", "monthly")]));
    let redline = diff(&old, &new, &Options::default());
    let change = &redline.changes[0];
    assert_eq!(change.status, Status::Amended);
    let shape: Vec<&str> = change
        .regions
        .iter()
        .map(|region| match region {
            keeling_diff::Region::Text { .. } => "text",
            keeling_diff::Region::Table { .. } => "table",
            keeling_diff::Region::List { .. } => "list",
        })
        .collect();
    assert_eq!(shape, ["text", "table", "text"]);
}

#[test]
fn marks_are_free_to_differ() {
    let with = |bold: bool| {
        let mut builder = Builder::new();
        builder.open(ClauseKind::Clause, Some(Label::typed("1")));
        let mark = Mark { span: Span::new(0, 3), kind: MarkKind::Bold };
        builder.paragraph(Role::Body, "The Party", bold.then_some(mark));
        builder.finish()
    };
    let redline = diff(&with(true), &with(false), &Options::default());
    assert_eq!(redline.summary.unchanged, 1);
}
