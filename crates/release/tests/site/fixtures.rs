//! The Example Energy Code's release, as fixtures/README.md tells it.

use std::collections::BTreeMap;

use keeling_release::Options;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::memory::{Written, fixture};

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn every_document_is_there_with_its_result() {
    let json = Written::of_fixtures("release.toml").json();
    let results: BTreeMap<&str, &str> = json["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| (text(&document["id"]), text(&document["result"])))
        .collect();
    let changed = [
        "section-a",
        "section-e",
        "section-g",
        "section-h",
        "section-k",
        "section-l",
        "section-p",
        "appendix-x",
        "appendix-y",
        "appendix-ag",
        "appendix-al",
    ];
    for id in changed {
        assert_eq!(results.get(id), Some(&"changed"), "{id}");
    }
    assert_eq!(results["section-b"], "unchanged");
    assert_eq!(results["appendix-am"], "new");
    assert_eq!(results["appendix-w"], "withdrawn");
    assert_eq!(results.len(), changed.len() + 3);
}

#[test]
fn a_twin_in_another_format_is_no_document_of_its_own() {
    let json = Written::of_fixtures("release.toml").json();
    let documents = json["documents"].as_array().unwrap();
    let h = documents.iter().find(|document| document["id"] == "section-h").unwrap();
    assert_eq!(h["new"]["path"], "section-h.docx");
    assert_eq!(h["new"]["also"][0], "section-h.md");
}

#[test]
fn what_holds_between_documents_is_told() {
    let json = Written::of_fixtures("release.toml").json();
    let moves = json["moves"].as_array().unwrap();
    let told: Vec<_> = moves
        .iter()
        .map(|one| (text(&one["from"]["clause"]), text(&one["to"]["clause"])))
        .collect();
    assert_eq!(told, [("Section G, G4.2", "Section P, P1.3")]);
    let references = json["references"].as_array().unwrap();
    let has = |kind: &str, at: &str, to: &str| {
        references.iter().any(|one| {
            one["kind"] == kind
                && one["between_documents"] == true
                && one["at"]["clause"] == at
                && text(&one["to"]["clause"]) == to
        })
    };
    for (kind, at, to) in [
        ("follows", "Section A, A1.1 \"Availability\"", "Section H, H7.5"),
        ("follows", "Section E, E4.1", "Section H, H7.4"),
        ("follows", "Section G, G3.2", "Appendix AG, paragraph 7.1"),
        ("follows", "Appendix AG, paragraph 1.3(a)", "Section H, H7.4"),
        ("follows", "Section P, P1.4", "Section H, H8.2"),
        ("retargeted", "Section G, G3.4", "Appendix AG, paragraph 7.3"),
        ("dangling", "Section L, L1.2", ""),
    ] {
        assert!(has(kind, at, to), "{kind} {at} {to}\n{references:#?}");
    }
    let definition = json["definitions"].as_array().unwrap().iter();
    let mut data = definition.filter(|one| one["term"] == "Registration Data");
    let uses = data.next().unwrap()["uses"].as_array().unwrap();
    let in_document = |id: &str| uses.iter().any(|one| one["document"] == id);
    for id in ["section-b", "section-e", "section-k", "section-p", "appendix-x", "appendix-al"] {
        assert!(in_document(id), "{id}");
    }
    assert_eq!(json["totals"]["documents_affected"], 1, "Section B");
}

#[test]
fn a_page_marks_what_another_document_changes_or_leaves_behind() {
    let site = Written::of_fixtures("release.toml");
    let marked = |id: &str, mark: &str| -> usize {
        let page = Html::parse_document(site.text(&format!("redline/{id}.html")));
        page.select(&Selector::parse(&format!("main [{mark}]")).unwrap()).count()
    };
    // Section B keeps its text; two of its clauses use definitions of Section A that change.
    assert_eq!(marked("section-b", "data-affected"), 2);
    let page = site.text("redline/section-b.html");
    assert!(page.contains("Changed definitions are used in 2 clauses with the same words."));
    for document in site.json()["documents"].as_array().unwrap() {
        let by_others = document["affected_by_other_documents"].as_u64().unwrap();
        let marked = marked(text(&document["id"]), "data-affected");
        assert!(u64::try_from(marked).unwrap() >= by_others, "{}", document["id"]);
    }
    // A reference of Section L means a clause of Section H that is gone.
    assert!(marked("section-l", "data-check") > 0);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let run = |threads| {
        let pool = rayon_pool(threads);
        pool.install(|| Written::of(&fixture("old"), &fixture("new"), &Options::default()).files)
    };
    let (one, four) = (run(1), run(4));
    assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(four[path] == *bytes, "{path} differs");
    }
}

fn rayon_pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}
