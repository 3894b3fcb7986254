//! The fixtures' clause trees, and the JSON that other programs read.

use keeling_model::Document;
use keeling_tests::corpus::{self, PairOfFiles};
use keeling_tests::line::{Line, read};
use serde_json::Value;

/// What two formats of one code have to agree on, one line a clause.
fn lines(document: &Document) -> Vec<String> {
    let line = |clause: &keeling_model::Clause| {
        let (kind, citation) = (clause.kind.name(), &clause.citation);
        format!("{} {kind} {citation}: {}", clause.depth, document.own_text(clause.id))
    };
    document.clauses().iter().map(line).collect()
}

fn markdown_fixtures() -> impl Iterator<Item = PairOfFiles> {
    corpus::fixtures().into_iter().filter(PairOfFiles::is_markdown)
}

#[test]
fn typed_and_automatic_numbers_give_the_same_tree() {
    let mut n = 0;
    let paths = markdown_fixtures().flat_map(|pair| [pair.old, pair.new]);
    for path in paths.filter(|path| path.with_extension("docx").is_file()) {
        let (typed, automatic) = (read(&path), read(&path.with_extension("docx")));
        let (typed, automatic) = (lines(&typed.unwrap()), lines(&automatic.unwrap()));
        for (typed, automatic) in typed.iter().zip(&automatic) {
            assert_eq!(typed, automatic, "{}", path.display());
        }
        assert_eq!(typed.len(), automatic.len(), "{}", path.display());
        n += 1;
    }
    assert!(n >= 4, "two parts in two versions");
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_operations_of_a_json_redline_give_both_texts() {
    let mut n = 0;
    for pair in corpus::fixtures() {
        let json = Line::of_files(&pair.old, &pair.new).unwrap().json().unwrap();
        let redline: Value = serde_json::from_str(&json).unwrap();
        let clauses = redline["clauses"].as_array().unwrap();
        for clause in clauses.iter().filter(|clause| clause["status"] == "amended") {
            n += 1;
            for (side, other) in [("old", "insert"), ("new", "delete")] {
                let ops = clause["ops"].as_array().unwrap().iter();
                let text: String = ops
                    .filter(|op| op["op"] != other)
                    .map(|op| op["text"].as_str().unwrap())
                    .collect();
                let want = clause[side]["text"].as_str().unwrap();
                assert_eq!(without_space(&text), without_space(want), "{}", clause["id"]);
            }
        }
    }
    assert!(n > 20, "clauses of most parts are amended: {n}");
}

#[test]
fn a_json_redline_counts_what_it_holds() {
    for pair in corpus::fixtures() {
        let json = Line::of_files(&pair.old, &pair.new).unwrap().json().unwrap();
        let redline: Value = serde_json::from_str(&json).unwrap();
        let clauses = redline["clauses"].as_array().unwrap();
        let count = |test: &dyn Fn(&Value) -> bool| clauses.iter().filter(|c| test(c)).count();
        let summary = |name: &str| usize::try_from(redline["summary"][name].as_u64().unwrap());
        for status in ["inserted", "deleted", "unchanged"] {
            let counted = count(&|clause| clause["status"] == status);
            assert_eq!(summary(status), Ok(counted), "{} {status}", pair.name);
        }
        for flag in ["moved", "renumbered", "consequential"] {
            assert_eq!(summary(flag), Ok(count(&|clause| clause[flag] == true)), "{flag}");
        }
        let amended = count(&|c| c["status"] == "amended" && c["consequential"] == false);
        assert_eq!(summary("amended"), Ok(amended), "{}", pair.name);
    }
}
