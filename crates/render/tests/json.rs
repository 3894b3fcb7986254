//! The JSON: a contract, so its shape is spelt out here.

#![cfg(feature = "json")]
// Test code may unwrap: a failed expectation is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::sketch::document;
use common::{differ, numbered, random, reading};
use keeling_model::Document;
use keeling_render::json::{self, Layout};
use keeling_render::{Version, View};
use proptest::prelude::*;
use serde_json::Value;

fn redline(old: &Document, new: &Document) -> Value {
    let redline = differ::diff(old, new);
    let view = View::new(&redline, Version::new(old, "old.md"), Version::new(new, "new.md"));
    let mut bytes = Vec::new();
    json::write(&mut bytes, &view, Layout::Compact).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn a_redline_holds_every_clause_and_the_edits_of_amended_ones() {
    let old = document("# 1 Supply\n1.1 Within 30 days.\n1.2 Gone.");
    let new = document("# 1 Supply\n1.1 Within 60 days.\n1.3 Come.");
    let redline = differ::diff(&old, &new);
    let mut view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    view.tool = "keeling";
    let mut bytes = Vec::new();
    json::write(&mut bytes, &view, Layout::Pretty).unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
}

#[test]
fn the_line_that_is_made_on_all_threads_is_what_serde_writes() {
    // More clauses than are made at once.
    let line = |n: u32, word: &str| {
        format!("{n} It is {}.", if n.is_multiple_of(7) { word } else { "so" })
    };
    let text = |word: &str| (1..5000).map(|n| line(n, word)).collect::<Vec<_>>().join("\n");
    let (old, new) = (document(&text("here")), document(&text("there")));
    let redline = differ::diff(&old, &new);
    let view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    let (mut line, mut pretty) = (Vec::new(), Vec::new());
    json::write(&mut line, &view, Layout::Compact).unwrap();
    json::write(&mut pretty, &view, Layout::Pretty).unwrap();
    let value: Value = serde_json::from_slice(&pretty).unwrap();
    assert!(serde_json::from_slice::<Value>(&line).unwrap() == value);
    assert_eq!(value["clauses"].as_array().map(Vec::len), Some(4999));
    let break_inside = line.iter().position(|byte| *byte == b'\n');
    assert_eq!(break_inside, Some(line.len() - 1));
}

#[test]
fn an_outline_holds_clauses_and_notes() {
    let document =
        document("# 1 Supply\n+(a) each Service;\n= Supplier: who supplies.\n^1 A note.");
    let mut bytes = Vec::new();
    json::write_outline(&mut bytes, &Version::new(&document, "code.md"), Layout::Pretty).unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
}

/// What became of every clause, and of every header and footer.
fn changes(redline: &Value) -> impl Iterator<Item = &Value> {
    let list = |name: &str| redline[name].as_array().unwrap().iter();
    list("clauses").chain(list("headers_and_footers"))
}

/// Reads one version back from a redline: labels aside, the texts of the clauses that it has.
fn texts(redline: &Value, side: &str) -> Vec<String> {
    let clauses = changes(redline);
    let mut texts: Vec<String> =
        clauses.filter_map(|clause| Some(clause[side]["text"].as_str()?.to_owned())).collect();
    texts.sort();
    texts
}

/// The text of one version as the edits of an amended clause have it.
fn from_ops(clause: &Value, without: &str) -> Vec<String> {
    let ops = clause["ops"].as_array().unwrap().iter();
    let kept = ops.filter(|op| op["op"] != without);
    reading::words(&kept.map(|op| op["text"].as_str().unwrap()).collect::<String>())
}

fn own_texts(document: &Document) -> Vec<String> {
    let clauses = document.clauses().iter();
    let mut texts: Vec<String> =
        clauses.map(|clause| document.slice(clause.text).to_owned()).collect();
    texts.sort();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_lost(sketches in random::sketches(), edits in random::edits()) {
        let old = random::document(&sketches);
        let new = random::document(&random::edited(&sketches, &edits));
        let redline = redline(&old, &new);
        prop_assert_eq!(texts(&redline, "old"), own_texts(&old));
        prop_assert_eq!(texts(&redline, "new"), own_texts(&new));
        let mut ids: Vec<&str> = Vec::new();
        for clause in changes(&redline) {
            ids.push(clause["id"].as_str().unwrap());
            if clause["status"] == "amended" {
                let words = |side: &str| reading::words(clause[side]["text"].as_str().unwrap());
                prop_assert_eq!(from_ops(clause, "insert").concat(), words("old").concat());
                prop_assert_eq!(from_ops(clause, "delete").concat(), words("new").concat());
            } else {
                prop_assert!(clause.get("ops").is_none());
            }
        }
        ids.sort_unstable();
        prop_assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an id stands twice");
    }
}

#[test]
fn causes_and_impacts_name_clauses_by_their_ids() {
    let supply = "The Supplier shall supply energy to each User at the agreed premises.";
    let meaning = "= User: a person who takes energy.";
    let old = document(&format!("# 1 Meanings\n{meaning}\n# 2 Supply\n2.1 {supply}"));
    let new = document(&format!(
        "# 1 Meanings\n{}\n# 2 Supply\n2.1 The Panel shall publish a report.\n2.2 {supply}",
        meaning.replace("takes", "makes")
    ));
    let redline = keeling_diff::diff(&old, &new, &keeling_diff::Options::default());
    let view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    let mut bytes = Vec::new();
    json::write(&mut bytes, &view, Layout::Compact).unwrap();
    let redline: Value = serde_json::from_slice(&bytes).unwrap();
    let clause = |id: &str| changes(&redline).find(|clause| clause["id"] == id).unwrap();
    assert_eq!(redline["summary"]["affected"], 1);
    let supply = clause("2.2");
    assert_eq!(supply["renumbered_by"].to_string(), r#"{"cause":"inserted","clause":"2.1"}"#);
    assert_eq!(supply["reason"].to_string(), r#"{"kind":"identical-subtree"}"#);
    assert_eq!(supply["affected_by"].to_string(), r#"["1-User"]"#);
    let user = clause("1-User");
    assert_eq!(user["definition"].to_string(), r#"{"change":"amended","term":"User"}"#);
    assert_eq!(user["uses"].to_string(), r#"["2.2"]"#);
    assert!(clause("1").get("uses").is_none());
}

/// The tables of the one clause of two sketches.
fn tables(old: &str, new: &str) -> String {
    let (old, new) = (document(old), document(new));
    let redline = keeling_diff::diff(&old, &new, &keeling_diff::Options::default());
    let view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    let mut bytes = Vec::new();
    json::write(&mut bytes, &view, Layout::Compact).unwrap();
    let redline: Value = serde_json::from_slice(&bytes).unwrap();
    redline["clauses"][0].get("tables").map(ToString::to_string).unwrap_or_default()
}

const RATES: &str = "1.1 The rates are these.
    | Fuel | Rate
    | Gas | 3 per cent a year
    | Coal | 5 per cent a year
    | Wind | 7 per cent a year
    | Sun | 9 per cent a year";

#[test]
fn a_table_lists_the_rows_that_changed_and_no_others() {
    let new = "1.1 The rates are these.
        | Fuel | Rate
        | Coal | 5 per cent a year
        | Wind | 8 per cent a year
        | Sun | 9 per cent a year
        | Gas | 3 per cent a year
        | Tide | 1 pound a month";
    let wind = r#"{"new":2,"old":3}"#;
    let gas = [r#"{"moved":4,"new":null,"old":1}"#, r#"{"moved":1,"new":4,"old":null}"#];
    let tide = r#"{"new":5,"old":null}"#;
    let rows = [gas[0], wind, gas[1], tide].join(",");
    let columns = r#"{"deleted":[],"inserted":[]}"#;
    assert_eq!(
        tables(RATES, new),
        format!(r#"[{{"columns":{columns},"new":0,"old":0,"rows":[{rows}]}}]"#)
    );
}

#[test]
fn a_new_column_changes_no_row() {
    let mut new = String::new();
    for line in RATES.lines() {
        new.push_str(&line.trim_start().replacen(
            " | ",
            " | Note | ",
            usize::from(line.contains('|')),
        ));
        new.push('\n');
    }
    assert_eq!(
        tables(RATES, &new.replace("9 per", "8 per")),
        r#"[{"columns":{"deleted":[],"inserted":[1]},"new":0,"old":0,"rows":[{"new":4,"old":4}]}]"#
    );
}

#[test]
fn a_table_that_is_the_same_is_not_listed_and_one_that_came_lists_no_rows() {
    assert_eq!(tables(RATES, &RATES.replace("are these", "are those")), "");
    let (text, _) = RATES.split_once('\n').unwrap();
    assert_eq!(tables(RATES, RATES), "");
    assert_eq!(
        tables(text, RATES),
        r#"[{"columns":{"deleted":[],"inserted":[]},"new":0,"old":null,"rows":[]}]"#
    );
}

#[test]
fn numbers_of_cells_are_told_beside_the_text() {
    let (old, new) = (
        numbered::table("1.> Märkte | x\n2.> Pumps"),
        numbered::table("1.> Märkte | x\n3.> Pumps"),
    );
    let compared = keeling_diff::diff(&old, &new, &keeling_diff::Options::default());
    let view = View::new(&compared, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    let mut bytes = Vec::new();
    json::write(&mut bytes, &view, Layout::Compact).unwrap();
    let redline: Value = serde_json::from_slice(&bytes).unwrap();
    let clause = &redline["clauses"][0];
    assert_eq!(
        (&clause["status"], &clause["new"]["text"]),
        (&"unchanged".into(), &"Märkte\tx\nPumps".into())
    );
    assert_eq!(clause["label_changes"].to_string(), r#"[{"new":"3.","old":"2.","start":9}]"#);
    let labels = r#"[{"label":"1.","start":0},{"label":"3.","start":9}]"#;
    assert_eq!(clause["new"]["paragraph_labels"].to_string(), labels);
    let mut bytes = Vec::new();
    json::write_outline(&mut bytes, &Version::new(&new, "new.md"), Layout::Compact).unwrap();
    let outline: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(outline["clauses"][0]["paragraph_labels"].to_string(), labels);
}

/// The schemas in `docs/` are those of the types. `KEELING_UPDATE=1 cargo test -p keeling-render`
/// writes them anew.
#[test]
fn the_published_schemas_are_current() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    for (name, schema) in [
        ("redline.schema.json", json::redline_schema()),
        ("outline.schema.json", json::outline_schema()),
    ] {
        let file = docs.join(name);
        if std::env::var_os("KEELING_UPDATE").is_some() {
            fs::write(&file, &schema).unwrap();
        }
        let published = fs::read_to_string(&file).unwrap_or_default();
        assert!(published == schema, "{name} is not current");
    }
}

#[test]
fn a_list_in_columns_lists_its_cells_and_no_rows() {
    let old = "1.1 Thanks to
        | Ann Ash | Bob Bay | Cyd Cox
        | Dan Day | Eve Elm | Fay Fox
        | Guy Gee | Hal Hay | Ivy Ice";
    let new = "1.1 Thanks to
        | Ann Ash | Bea Box | Bob Bay
        | Cyd Cox | Dan Day | Eve Elm
        | Fay Fox | Gus Gee | Hal Hay
        | Ivy Ice";
    let cells = [r#"{"new":1,"old":null}"#, r#"{"new":7,"old":6}"#].join(",");
    let columns = r#"{"deleted":[],"inserted":[]}"#;
    let list = format!(r#"[{{"cells":[{cells}],"columns":{columns},"new":0,"old":0,"rows":[]}}]"#);
    assert_eq!(tables(old, new), list);
}
