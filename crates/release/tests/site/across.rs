//! What holds between the documents of a code.

use serde_json::Value;

use crate::memory::Written;

const H_OLD: &str = "# SECTION H: SERVICES\n\n## H1 GENERAL\n\nH1.1 The Operator shall provide the \
    Services to each User.\n\nH1.2 The Operator shall publish a calendar of its maintenance.\n\nH1.3 \
    A User may ask for a copy of the records at any time.\n";
/// A clause is inserted before H1.2.
const H_NEW: &str = "# SECTION H: SERVICES\n\n## H1 GENERAL\n\nH1.1 The Operator shall provide the \
    Services to each User.\n\nH1.2 Nothing in this Section limits a right to damages.\n\nH1.3 The \
    Operator shall publish a calendar of its maintenance.\n\nH1.4 A User may ask for a copy of the \
    records at any time.\n";

fn references(site: &Written) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let one =
        |one: &Value| (text(&one["kind"]), text(&one["at"]["clause"]), text(&one["to"]["clause"]));
    site.json()["references"].as_array().unwrap().iter().map(one).collect()
}

fn with(old: &str, new: &str) -> Written {
    let head = "# APPENDIX AG: POLICY\n\n## 1. SCOPE\n\n1.1";
    Written::of_texts(
        &[("h.md", H_OLD), ("ag.md", &format!("{head} {old}"))],
        &[("h.md", H_NEW), ("ag.md", &format!("{head} {new}"))],
    )
}

#[test]
fn a_reference_follows_a_clause_of_another_document() {
    let site = with(
        "The calendar under Section H1.2 prevails.",
        "The calendar under Section H1.3 prevails.",
    );
    let at = "Appendix AG, paragraph 1.1".to_owned();
    assert_eq!(references(&site), [("follows".to_owned(), at, "Section H, H1.3".to_owned())]);
    let document = &site.json()["documents"][1];
    assert_eq!(document["counts"]["consequential"], 1);
    assert_eq!(document["counts"]["amended"], 0);
    let page = site.text("redline/appendix-ag.html");
    assert!(page.contains("Reference follows another document: Section H, H1.2 became"), "{page}");
    // The words themselves lead there too, each side to its own.
    assert!(page.contains("<a class=\"r\" href=\"section-h.html#H1.3\">"), "{page}");
}

#[test]
fn a_reference_whose_words_stay_names_another_clause() {
    let words = "The calendar under Section H1.2 prevails.";
    let site = with(words, words);
    assert_eq!(references(&site)[0].0, "retargeted");
    assert!(
        site.text("index.html").contains("names another clause than before. What was meant is now")
    );
    assert!(site.text("redline/appendix-ag.html").contains("named another clause before"));
}

#[test]
fn a_reference_to_what_is_gone_dangles_and_a_new_one_may_be_missing() {
    let site = Written::of_texts(
        &[
            ("h.md", H_NEW),
            ("k.md", "# SECTION K: FEES\n\nK1 The calendar under Section H1.4 holds."),
        ],
        &[
            (
                "h.md",
                &H_NEW.replace("H1.4 A User may ask for a copy of the records at any time.", ""),
            ),
            (
                "k.md",
                "# SECTION K: FEES\n\nK1 The calendar under Section H1.4 holds.\n\nK2 See H9.9.",
            ),
        ],
    );
    let kinds: Vec<String> = references(&site).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, ["dangling", "missing"]);
}

#[test]
fn a_clause_moves_to_another_document() {
    let moved = "A Party shall keep each record for six years after the event that it is about.";
    let site = Written::of_texts(
        &[
            ("g.md", &format!("# SECTION G: SAFETY\n\nG1 Be careful.\n\nG2 {moved}")),
            ("p.md", "# SECTION P: RECORDS\n\nP1 Keep records."),
            ("x.md", "# APPENDIX X: MORE\n\n1. See Section G2."),
        ],
        &[
            ("g.md", "# SECTION G: SAFETY\n\nG1 Be careful."),
            ("p.md", &format!("# SECTION P: RECORDS\n\nP1 Keep records.\n\nP2 {moved}")),
            ("x.md", "# APPENDIX X: MORE\n\n1. See Section P2."),
        ],
    );
    let json = site.json();
    assert_eq!(json["moves"][0]["from"]["clause"], "Section G, G2");
    assert_eq!(json["moves"][0]["to"]["clause"], "Section P, P2");
    assert_eq!(json["totals"]["moved_between_documents"], 1);
    assert!(
        site.text("redline/section-g.html")
            .contains("Moved to another document: <a href=\"section-p.html#P2\">")
    );
    assert!(
        site.text("redline/section-p.html")
            .contains("Moved from another document: <a href=\"section-g.html#old-G2\">")
    );
    // What refers to it follows.
    assert_eq!(references(&site)[0].0, "follows");
    assert_eq!(json["documents"][2]["counts"]["consequential"], 1);
}

#[test]
fn a_changed_definition_reaches_other_documents() {
    let a = |meaning: &str| {
        format!(
            "# SECTION A: DEFINITIONS\n\n## A1 TERMS\n\nA1.1 In this Code:\n\n**User** means {meaning}.\n"
        )
    };
    let k = "# SECTION K: FEES\n\nK1 Each User shall pay.\n\nK2 The Panel shall not.\n";
    let own = "# SECTION L: LAW\n\nL1 In this Section:\n\n**User** means a person.\n\nL2 Each User is one.\n";
    let site = Written::of_texts(
        &[("a.md", &a("a Party")), ("k.md", k), ("l.md", own)],
        &[("a.md", &a("a Party or its agent")), ("k.md", k), ("l.md", own)],
    );
    let json = site.json();
    let definition = &json["definitions"][0];
    assert_eq!(definition["term"], "User");
    assert_eq!(definition["uses"][0]["clause"], "Section K, K1");
    assert_eq!(definition["used_in_clauses"], 1, "Section L defines the term itself");
    assert_eq!(json["totals"]["documents_affected"], 1);
    assert_eq!(json["documents"][1]["affected_by_other_documents"], 1);
    assert!(
        site.text("redline/section-k.html")
            .contains("Affected: the definition of “User” changes, see")
    );
    assert!(site.text("redline/section-a.html").contains("Used in 1 clause of other documents: "));
}

#[test]
fn a_definition_of_one_section_holds_elsewhere_only_where_it_is_taken_over() {
    let h = |n: &str| {
        format!(
            "# SECTION H: SERVICES\n\n## H1 TERMS\n\nH1.1 In this Section H:\n\n**Notice** means {n} days.\n"
        )
    };
    let k = "# SECTION K: FEES\n\nK1 A Notice is free.\n";
    let ag = "# APPENDIX AG: POLICY\n\n1. Expressions that are defined in Section H1 have the same meaning in this Appendix.\n\n2. A Notice is in writing.\n";
    let site = Written::of_texts(
        &[("h.md", &h("10")), ("k.md", k), ("ag.md", ag)],
        &[("h.md", &h("20")), ("k.md", k), ("ag.md", ag)],
    );
    let uses = site.json()["definitions"][0]["uses"].clone();
    let clauses: Vec<&str> =
        uses.as_array().unwrap().iter().map(|one| one["clause"].as_str().unwrap()).collect();
    assert_eq!(clauses, ["Appendix AG, paragraph 2"]);
}
