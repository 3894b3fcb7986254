//! Real documents of many kinds as the two folders of one release, where the corpus lies beside the
//! workspace: none is lost, each is paired with its own other version, all totals agree.

use std::collections::BTreeSet;
use std::path::Path;

use keeling_release::Options;
use keeling_tests::corpus;
use serde_json::Value;

use crate::memory::{Written, files};
use crate::reconcile;

/// Guidelines, contracts, statutes and standards, in Markdown and DOCX, slightly amended to written
/// anew. No two are versions of the same document.
const PICKED: [&str; 12] = [
    "commonpaper-csa-v2",
    "csbr-csc25-ev-import",
    "docx-asvs-4.0.2-to-4.0.3",
    "docx-cabf-br-artifact",
    "docx-sarif-362",
    "eip1-2018-to-2026",
    "evg-sc065-rfc3647",
    "ghsp-corporate-tos-2019",
    "ghsp-esa-dpa-split",
    "ie-electricity-regulation-1999",
    "nsr-ns003-restructure",
    "smime-smc05-caa",
];

/// A document's name in one of the folders, from its place and its name.
type Naming = fn(usize, &str) -> String;

/// The same names in both; versions in the names; names that tell nothing.
const NAMINGS: [[Naming; 2]; 3] = [
    [|_, name| name.to_owned(), |_, name| name.to_owned()],
    [|_, name| format!("{name} v1.0"), |_, name| format!("{name}_v2.0-clean")],
    [|at, _| format!("was{}", letter(at)), |at, _| format!("is{}", letter((at * 5 + 3) % 12))],
];

fn letter(at: usize) -> char {
    "abcdefghijkl".chars().nth(at).unwrap()
}

/// The name of a side's file, and its bytes.
fn side(path: &Path, at: usize, name: &str, naming: Naming) -> (String, Vec<u8>) {
    let extension = path.extension().unwrap().to_str().unwrap();
    (format!("{}.{extension}", naming(at, name)), std::fs::read(path).unwrap())
}

fn path(version: &Value) -> String {
    version["path"].as_str().unwrap_or("none").to_owned()
}

#[test]
fn real_documents_are_paired_and_counted_whatever_they_are_called() {
    let Some(pairs) = corpus::pairs() else { return };
    let picked: Vec<_> = pairs.iter().filter(|pair| PICKED.contains(&&*pair.name)).collect();
    assert_eq!(picked.len(), PICKED.len());
    let mut totals = BTreeSet::new();
    for [old_name, new_name] in NAMINGS {
        let folder = |naming, is_old: bool| -> Vec<(String, Vec<u8>)> {
            let numbered = picked.iter().enumerate();
            let one = |(at, pair): (usize, &&corpus::PairOfFiles)| {
                side(if is_old { &pair.old } else { &pair.new }, at, &pair.name, naming)
            };
            numbered.map(one).collect()
        };
        let (old, new) = (folder(old_name, true), folder(new_name, false));
        let want: BTreeSet<_> =
            old.iter().zip(&new).map(|(old, new)| (old.0.clone(), new.0.clone())).collect();
        let inputs = |all: &[(String, Vec<u8>)]| {
            files(&all.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect::<Vec<_>>())
        };
        let site = Written::of(&inputs(&old), &inputs(&new), &Options::default());
        let json = site.json();
        let documents = json["documents"].as_array().unwrap();
        let got: BTreeSet<_> =
            documents.iter().map(|one| (path(&one["old"]), path(&one["new"]))).collect();
        assert_eq!(got, want);
        assert_eq!(documents.len(), PICKED.len());
        for document in documents {
            assert!(document["without_word"].is_null(), "{document:.200}");
            assert!(document["word"].is_string(), "{}", document["id"]);
        }
        reconcile::check(&site);
        reconcile::check_links(&site);
        totals.insert(json["totals"]["clauses"].to_string());
    }
    assert_eq!(totals.len(), 1, "what documents are called changes nothing: {totals:?}");
}
