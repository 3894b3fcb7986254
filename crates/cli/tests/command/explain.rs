//! `--explain`: which clause is meant, what is said of it.

use crate::run::{Folder, fixture};

/// What is said of a citation of the fixture's Section H.
fn explained(asked: &str) -> String {
    let (old, new) = (fixture("old/section-h.md"), fixture("new/section-h.md"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let arguments = ["diff", old, new, "-q", "--width", "200", "--explain", asked];
    Folder::new().run(&arguments).succeeded().stdout
}

#[test]
fn a_citation_is_of_the_new_version_unless_it_says_otherwise() {
    let new = explained("H2.3");
    assert!(new.starts_with("H2.3 in the new version\n\nH2.3  inserted\n"), "{new}");
    let old = explained("old:H2.3");
    assert!(old.starts_with("H2.3 in the old version\n\nH2.4  renumbered from H2.3\n"), "{old}");
    let gone = explained("h5.3");
    assert!(gone.starts_with("h5.3 in the old version; the new one has none\n\nH5.3  deleted\n"));
}

#[test]
fn a_definition_is_found_by_its_term() {
    let told = explained("Planned Maintenance");
    assert!(told.contains("used in 5 clauses: H7.1, H7.2, H7.3, H7.4, H7.5\n"), "{told}");
    assert_eq!(told.split_once("\n\n").unwrap().1, {
        let cited = explained("H1.1 “Planned Maintenance”");
        cited.split_once("\n\n").unwrap().1.to_owned()
    });
}

#[test]
fn it_is_said_why_and_what_else_has_to_do_with_it() {
    for (asked, words) in [
        ("H2.4", "the same clause as old H2.3: it and all below it have the same words"),
        ("H2.4", "renumbered because H2.3 was inserted"),
        ("H2.4", "H2.5 refers to it, and the reference follows"),
        ("H7.5", "the same clause as old H3.6: their texts are alike (0.94)"),
        ("H7.5", "moved: it stood after H3.5 in H3 and stands after H7.4 in H7"),
        ("H4.4", "the nearest is old H4.3 (0.68): that is the same clause as new H4.3"),
        ("H4.4", "split from H4.3"),
        ("H5.3", "check: H5.1 refers to it, and it is no longer there"),
        ("H10.4", "check: refers to H7.2, which is another clause now"),
        ("H7.1", "affected: the definition of “Planned Maintenance” changes"),
    ] {
        let told = explained(asked);
        assert!(told.contains(&format!("    {words}")), "{asked}: {told}");
    }
}

#[test]
fn a_citation_that_is_not_there_and_a_format_that_is_not_text_are_refused() {
    let folder = Folder::new();
    let missing = folder.run(&["diff", "old.md", "new.md", "--explain", "1.33"]).failed();
    assert!(missing.contains("no clause of new.md or old.md is cited as 1.33"), "{missing}");
    assert!(missing.contains("hint: there is 1.3"), "{missing}");
    let json = folder.run(&["diff", "old.md", "new.md", "--explain", "1.3", "-f", "json"]).failed();
    assert!(json.contains("--explain is written as text only"), "{json}");
}
