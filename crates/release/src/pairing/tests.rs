//! Which documents of two folders are the same.

use super::*;
use crate::input::Input;
use crate::reading;

struct File(&'static str, String);

impl Input for File {
    fn path(&self) -> &str {
        self.0
    }

    fn read(&self) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
        if self.1 == "unreadable" { Err("it is locked".into()) } else { Ok(self.1.clone().into()) }
    }
}

fn folder(files: &[(&'static str, &str)]) -> Folder {
    let inputs: Vec<Box<dyn Input>> = files
        .iter()
        .map(|(path, text)| Box::new(File(path, (*text).to_owned())) as Box<dyn Input>)
        .collect();
    reading::read(&inputs, &keeling_parse::ParseOptions::default(), &|| {})
}

/// Each pair as "old > new by".
fn pairs(old: &[(&'static str, &str)], new: &[(&'static str, &str)]) -> Vec<String> {
    let (old, new) = (folder(old), folder(new));
    let path = |found: Option<Found<'_>>| found.map_or("-".to_owned(), |f| f.path().to_owned());
    let shown = |pair: &Pair<'_>| {
        let by = pair.by.map_or(String::new(), |by| format!(" {by:?}"));
        format!("{} > {}{by}", path(pair.old), path(pair.new))
    };
    pair(&old, &new).iter().map(shown).collect()
}

#[test]
fn the_same_path_is_the_same_document() {
    assert_eq!(pairs(&[("a.md", "1 A")], &[("a.md", "1 B")]), ["a.md > a.md Path"]);
}

#[test]
fn a_part_of_the_code_is_the_same_whatever_the_file_is_called() {
    let found = pairs(
        &[("h v4.0.md", "# SECTION H: SERVICES\n\nH1 One."), ("k.md", "# SECTION K: CHARGES")],
        &[("Metering.md", "# SECTION H: METERING\n\nH1 Two."), ("h v5.0.md", "# SECTION K: FEES")],
    );
    assert_eq!(found, ["h v4.0.md > Metering.md Part", "k.md > h v5.0.md Part"]);
}

#[test]
fn the_same_name_with_another_part_is_another_document() {
    let found = pairs(&[("1.md", "# SECTION H: A")], &[("1.md", "# SECTION K: B")]);
    assert_eq!(found, ["1.md > - ", "- > 1.md "].map(str::trim_end));
}

#[test]
fn a_part_that_two_documents_claim_tells_nothing() {
    let h = "# SECTION H: A\n\nH1 The Operator shall do it.";
    let found = pairs(&[("a.md", h), ("b.md", h)], &[("a.md", h), ("b.md", h)]);
    assert_eq!(found, ["a.md > a.md Path", "b.md > b.md Path"]);
}

#[test]
fn a_version_in_a_name_changes() {
    let found = pairs(
        &[("Policy v1.0.md", "1 One."), ("Terms 2021.1.md", "1 Two.")],
        &[("policy_v1.1-clean.md", "1 Uno."), ("Terms 2022.2.md", "1 Due.")],
    );
    assert_eq!(
        found,
        ["Terms 2021.1.md > Terms 2022.2.md Name", "Policy v1.0.md > policy_v1.1-clean.md Name"]
    );
}

#[test]
fn the_words_tell_where_no_name_does() {
    let text = "The Operator shall keep a record of every request that it receives from a User \
                and shall send each User a copy of the record once in every month of the year.";
    let other = "A Party that wishes to leave the code shall tell the Panel so in writing.";
    let found = pairs(
        &[("one.md", text), ("two.md", other)],
        &[("three.md", "An apple a day is what I want."), ("four.md", &format!("{text} Or so."))],
    );
    assert_eq!(found, ["one.md > four.md Content", "- > three.md", "two.md > -"]);
}

#[test]
fn one_that_cannot_be_read_is_paired_by_its_name() {
    let found =
        pairs(&[("section-h.md", "unreadable")], &[("Section H v2.0.md", "# SECTION H: A")]);
    assert_eq!(found, ["section-h.md > Section H v2.0.md Part"]);
}
