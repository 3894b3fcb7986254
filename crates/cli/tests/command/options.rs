//! How the versions are compared: granularity, what is ignored, formatting.

use crate::run::Folder;

/// A folder whose versions differ in one way or another in each clause.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.md", "1.1 The organisation **pays**, in full.\n\n1.2 The “User” reads.\n");
    folder.write("b.md", "1.1 The organization pays, in full.\n\n1.2 the \"User\" reads\n");
    folder
}

#[test]
fn words_are_marked_by_characters_on_demand() {
    let folder = folder();
    let by =
        |granularity| folder.run(&["diff", "a.md", "b.md", "--granularity", granularity]).clauses();
    assert!(by("word").contains("[-organisation-]{+organization+}"));
    assert!(by("character").contains("organi[-s-]{+z+}ation"));
}

#[test]
fn what_is_ignored_is_no_difference_and_is_said() {
    let folder = folder();
    let ignore = ["--ignore", "case,quotes", "--ignore", "punctuation"];
    let run = |more: &[&str]| {
        folder.run(&[&["diff", "a.md", "b.md"][..], &ignore, more].concat()).succeeded().stdout
    };
    let text = run(&[]);
    assert!(text.contains("not compared: case, punctuation and quotes"), "{text}");
    assert!(text.contains("1 clause is unchanged."), "{text}");
    let json = run(&["-f", "json"]);
    assert!(json.contains(
        r#""compared":{"granularity":"word","ignored":["case","punctuation","quotes"]}"#
    ));
    let page = run(&["-f", "html"]);
    assert!(page.contains("Not compared, as was asked for: case, punctuation and quotes."));
    let usual = folder.run(&["diff", "a.md", "b.md", "-f", "json"]).succeeded().stdout;
    assert!(!usual.contains("\"compared\""));
}

#[test]
fn formatting_is_told_on_demand_and_is_no_difference() {
    let folder = Folder::new();
    folder.write("a.md", "1.1 The **Supplier** pays, see [there](https://a.example).\n");
    folder.write("b.md", "1.1 The Supplier pays, see [there](https://b.example).\n");
    let run = |more: &[&str]| folder.run(&[&["diff", "a.md", "b.md"][..], more].concat());
    assert_eq!(run(&["--exit-code"]).status, Some(0));
    assert!(!run(&[]).stdout.contains("ormatting"));
    let told = "Formatting only: bold removed (“Supplier”); link leads elsewhere (“there”)";
    for more in [&["--formatting", "--width", "200"][..], &["-v", "--width", "200"]] {
        let text = run(more).succeeded().stdout;
        assert!(text.contains(told) && text.contains("In 1 clause only the formatting"), "{text}");
    }
    let json = run(&["-f", "json"]).succeeded().stdout;
    assert!(json.contains(r#""unchanged":1,"formatting":1"#), "{json}");
    assert!(
        json.contains(r#"{"text":"Supplier","start":4,"added":[],"removed":[{"kind":"bold"}]}"#)
    );
    let page = run(&["-f", "html"]).succeeded().stdout;
    assert!(page.contains(told) && page.contains(" data-formatting"));
    let ignored = run(&["-f", "json", "--ignore", "formatting"]).succeeded().stdout;
    assert!(ignored.contains(r#""formatting":0"#) && !ignored.contains("removed"));
}

#[test]
fn what_cannot_be_ignored_is_refused() {
    let error = folder().run(&["diff", "a.md", "b.md", "--ignore", "words"]).failed();
    assert!(error.contains("case, whitespace, punctuation, quotes, formatting"), "{error}");
}
