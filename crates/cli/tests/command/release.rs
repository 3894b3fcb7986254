//! A whole release: what the command finds, where the site goes, what it says.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::run::{Folder, NEW, OLD, fixture};

/// Two folders with a document each, and what makes them differ.
fn folders() -> Folder {
    let folder = Folder::new();
    for version in ["v1", "v2"] {
        fs::create_dir(folder.path(version)).unwrap();
    }
    folder.write("v1/supply.md", OLD);
    folder.write("v2/supply.md", NEW);
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            all.extend(files(&entry.path()).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            all.push(name);
        }
    }
    all.sort();
    all
}

fn documents(folder: &Folder) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&folder.read("site/changes.json")).unwrap();
    let documents = json["documents"].as_array().unwrap().iter();
    documents.map(|one| format!("{} {}", one["id"], one["result"]).replace('"', "")).collect()
}

#[test]
fn two_folders_give_a_site_and_a_table() {
    let folder = folders();
    let run = folder.run(&["release", "v1", "v2", "-o", "site", "--clean"]).succeeded();
    assert_snapshot!(run.stdout, @r"
                result   changed  inserted  deleted  amended  references  moved  renumbered
    supply      changed        3         1        0        1           0      0           1
    1 document                 3         1        0        1           0      0           1
    ");
    assert_snapshot!(run.stderr, @"note: the site is in site");
    assert_eq!(
        files(&folder.path("site")),
        [
            ".keeling-site",
            "changes.csv",
            "changes.json",
            "changes.xlsx",
            "clean/supply.md",
            "index.html",
            "notice.html",
            "notice.md",
            "redline/supply.html",
            "word/supply.docx",
        ]
    );
    assert_eq!(
        folder.names(),
        ["new.md", "old.md", "site", "v1", "v2"],
        "nothing is left beside it"
    );
}

#[test]
fn a_second_run_replaces_the_site_as_a_whole() {
    let folder = folders();
    folder.run(&["release", "v1", "v2", "-o", "site"]).succeeded();
    fs::remove_file(folder.path("v2/supply.md")).unwrap();
    folder.write("v2/other.md", "1 Something else altogether.");
    folder.run(&["release", "v1", "v2", "-o", "site", "-f", "html,json", "-q"]).succeeded();
    assert_eq!(documents(&folder), ["other new", "supply withdrawn"]);
    assert_eq!(
        files(&folder.path("site")),
        [
            ".keeling-site",
            "changes.json",
            "index.html",
            "redline/other.html",
            "redline/supply.html"
        ]
    );
}

#[test]
fn word_files_are_what_diff_makes_and_can_be_left_out() {
    let folder = folders();
    folder.run(&["release", "v1", "v2", "-o", "site", "--author", "A. Lawyer"]).succeeded();
    let diff = ["diff", "v1/supply.md", "v2/supply.md", "-o", "one.docx", "--author", "A. Lawyer"];
    folder.run(&diff).succeeded();
    let read = |name: &str| fs::read(folder.path(name)).unwrap();
    assert_eq!(read("site/word/supply.docx"), read("one.docx"));

    folder.run(&["release", "v1", "v2", "-o", "site", "--no-word"]).succeeded();
    assert!(!folder.path("site/word").exists());
    assert!(!folder.read("site/index.html").contains(".docx"));
    folder.run(&["release", "v1", "v2", "-o", "site", "-f", "word"]).succeeded();
    assert_eq!(files(&folder.path("site")), [".keeling-site", "word/supply.docx"]);
}

#[test]
fn either_side_of_what_a_version_tracks_itself_is_taken() {
    let folder = folders();
    folder.run(&["diff", "old.md", "new.md", "-o", "v2/tracked.docx"]).succeeded();
    for side in ["accept", "reject"] {
        let run = folder.run(&["release", "v1", "v2", "-o", "site", "--tracked", side]);
        assert!(!run.succeeded().stderr.contains("no Word file"), "{side}");
        assert!(folder.path("site/word/tracked.docx").exists(), "{side}");
    }
}

#[test]
fn what_is_no_site_is_never_replaced() {
    let folder = folders();
    fs::create_dir(folder.path("thesis")).unwrap();
    folder.write("thesis/chapter.docx", "mine");
    assert_snapshot!(folder.run(&["release", "v1", "v2", "-o", "thesis"]).failed(), @r"
    error: cannot write thesis: the folder holds something that is no site of keeling
    hint: name a folder that is empty or not there yet
    ");
    assert_snapshot!(folder.run(&["release", "v1", "v2", "-o", "v1"]).failed(), @r"
    error: cannot write v1: the documents lie in it
    hint: name another folder for the site
    ");
    assert_snapshot!(folder.run(&["release", "v1", "v2", "-o", "old.md"]).failed(), @r"
    error: cannot write old.md: it is a file
    hint: name a folder for the site
    ");
    assert_snapshot!(folder.run(&["release", "v1", "v2", "-o", "a/b"]).failed(), @r"
    error: cannot write a/b: there is no folder a
    hint: make the folder first
    ");
    assert_eq!(folder.read("thesis/chapter.docx"), "mine");
}

#[test]
fn a_site_within_a_folder_of_documents_is_no_document() {
    let folder = folders();
    for _ in 0..2 {
        folder.run(&["release", "v1", "v2", "-o", "v2/site", "--clean"]).succeeded();
    }
    fs::rename(folder.path("v2/site"), folder.path("site")).unwrap();
    assert_eq!(documents(&folder), ["supply changed"]);
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_stops_nothing() {
    let folder = folders();
    folder.write("v1/broken.docx", "PK\x03\x04 no zip at all");
    folder.write("v2/broken.docx", "PK\x03\x04 no zip at all");
    let run = folder.run(&["release", "v1", "v2", "-o", "site", "-q"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("error: broken: the baseline version broken.docx cannot be read"));
    assert!(run.stderr.contains("error: 1 of 2 documents could not be compared"), "{}", run.stderr);
    assert_eq!(documents(&folder), ["broken not_compared", "supply changed"]);
    assert!(folder.read("site/index.html").contains("cannot be read"));
}

/// A document with so many clauses.
fn long_text(clauses: usize, word: &str) -> String {
    let clause = |n| format!("{n} The Panel shall {word} matter {n} in writing.");
    (1..=clauses).map(clause).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn two_documents_that_cannot_be_read_leave_the_other_58_whole() {
    let folder = folders();
    for n in 1..60 {
        folder.write(&format!("v1/part-{n}.md"), long_text(5, "settle"));
        folder.write(&format!("v2/part-{n}.md"), long_text(6, "settle"));
    }
    folder.write("v1/part-7.md", [0xFF, 0xFE, 0xFD]);
    fs::remove_file(folder.path("v2/part-9.md")).unwrap();
    folder.write("v2/part-9.docx", "PK\x03\x04 cut short");
    let run = folder.run(&["release", "v1", "v2", "-o", "site", "-q"]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.contains("error: 2 of 60 documents could not be compared"),
        "{}",
        run.stderr
    );
    for name in ["part-7.md cannot be read", "part-9.docx cannot be read"] {
        assert!(run.stderr.contains(name), "{}", run.stderr);
        assert!(folder.read("site/index.html").contains(name));
    }
    assert_eq!(files(&folder.path("site/redline")).len(), 58);
    assert_eq!(files(&folder.path("site/word")).len(), 58);
}

#[test]
fn a_run_that_is_killed_leaves_the_site_and_the_next_one_clears_up() {
    let folder = folders();
    folder.run(&["release", "v1", "v2", "-o", "site"]).succeeded();
    for version in ["v3", "v4"] {
        fs::create_dir(folder.path(version)).unwrap();
        for n in 0..30 {
            folder.write(&format!("{version}/{n}.md"), long_text(1_000, version));
        }
    }
    let is_draft = |name: &String| name.starts_with(".site.keeling-");
    let mut command = folder.command(&["release", "v3", "v4", "-o", "site"]);
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // Until it holds its mark, a folder is not known for that of a run.
    let is_marked = |name: &String| is_draft(name) && !files(&folder.path(name)).is_empty();
    while !folder.names().iter().any(is_marked) {
        assert!(run.try_wait().unwrap().is_none(), "it ended before it could be killed");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    run.kill().unwrap();
    assert!(!run.wait().unwrap().success());
    assert!(folder.names().iter().any(is_draft));
    assert_eq!(documents(&folder), ["supply changed"]);
    folder.run(&["release", "v1", "v2", "-o", "site"]).succeeded();
    assert_eq!(folder.names(), ["new.md", "old.md", "site", "v1", "v2", "v3", "v4"]);
}

#[test]
fn names_that_differ_only_in_case_are_strange_or_very_long() {
    let folder = folders();
    let long = format!("{}.md", "ü".repeat(120));
    for version in ["v1", "v2"] {
        for name in ["Annex.md", "annex.md", "Übersicht – Tarife (β).md", "../v1/ a'b\"&<c>.md"]
        {
            folder.write(&format!("{version}/{name}"), format!("1 The {name} of {version}."));
        }
        folder.write(&format!("{version}/{long}"), format!("1 Long in {version}."));
    }
    folder.run(&["release", "v1", "v2", "-o", "site"]).succeeded();
    let found = documents(&folder);
    assert!(found.contains(&"annex changed".to_owned()), "{found:?}");
    assert!(found.contains(&"annex~2 changed".to_owned()), "{found:?}");
    assert!(found.contains(&"übersicht-tarife-β changed".to_owned()), "{found:?}");
    let pages = files(&folder.path("site/redline"));
    let lower: std::collections::BTreeSet<String> =
        pages.iter().map(|page| page.to_lowercase()).collect();
    assert_eq!(lower.len(), pages.len());
    assert_eq!(pages.len(), found.len());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = folders();
    folder.write("secret.md", "1 A secret.");
    std::os::unix::fs::symlink(folder.path("secret.md"), folder.path("v2/link.md")).unwrap();
    std::os::unix::fs::symlink(folder.root(), folder.path("v2/up")).unwrap();
    let run = folder.run(&["release", "v1", "v2", "-o", "site"]).succeeded();
    assert_eq!(documents(&folder), ["supply changed"]);
    for link in ["link.md", "up"] {
        let said = format!("v2/{link}: left out, as links are not followed");
        assert!(run.stderr.contains(&said), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_link_may_stand_for_the_site_where_it_leads_to_one() {
    let folder = folders();
    std::os::unix::fs::symlink("real", folder.path("site")).unwrap();
    assert_snapshot!(folder.run(&["release", "v1", "v2", "-o", "site"]).failed(), @r"
    error: cannot write site: it is a link that leads nowhere
    hint: name a folder for the site
    ");
    fs::create_dir(folder.path("real")).unwrap();
    folder.run(&["release", "v1", "v2", "-o", "site"]).succeeded();
    assert!(folder.path("real/index.html").exists());
    assert!(folder.path("site").is_symlink());
}

#[test]
fn globs_and_ignore_rules_choose() {
    let folder = folders();
    fs::create_dir(folder.path("v2/drafts")).unwrap();
    folder.write("v2/drafts/a.md", "1 A.");
    folder.write("v2/note.md", "1 Note.");
    folder.write("v2/hidden.md", "1 Hidden.");
    folder.write("v2/.ignore", "hidden.md\n");
    folder.run(&["release", "v1", "v2", "-o", "site", "--exclude", "drafts/**"]).succeeded();
    assert_eq!(documents(&folder), ["note new", "supply changed"]);
    folder.run(&["release", "v1", "v2", "-o", "site", "--include", "supply.*"]).succeeded();
    assert_eq!(documents(&folder), ["supply changed"]);
    let failed = folder.run(&["release", "v1", "v2", "-o", "site", "--include", "x{"]).failed();
    assert!(failed.starts_with("error: x{ is no glob"), "{failed}");
    let failed = folder.run(&["release", "v1", "v2", "-o", "site", "--include", "x"]).failed();
    assert!(failed.starts_with("error: v1 holds no documents"), "{failed}");
}

#[test]
fn a_description_with_a_slip_is_an_error_with_its_line() {
    let folder = folders();
    folder.write("release.toml", "[code]\nname = \"A\"\nowner = \"B\"\n");
    let run = folder.run(&["release", "v1", "v2", "-o", "site", "--about", "release.toml"]);
    assert_snapshot!(run.failed(), @r"
    error: release.toml, line 3: unknown field `owner`; allowed are `name`, `administrator`, `contact`
    hint: docs/release.md describes everything that the file may say
    ");
    folder.write("release.toml", [0xFF, 0xFE]);
    let run = folder.run(&["release", "v1", "v2", "-o", "site", "--about", "release.toml"]);
    assert!(run.failed().contains("UTF-8"));
    folder.write("release.toml", "a=".repeat(2_000_000));
    let run = folder.run(&["release", "v1", "v2", "-o", "site", "--about", "release.toml"]);
    assert!(run.failed().contains("more than 1048576 bytes"));
    assert!(!folder.path("site").exists());
}

#[test]
fn a_hostile_description_is_refused_or_its_words_are_words() {
    let folder = folders();
    let run = |text: &str| {
        folder.write("release.toml", text);
        folder.run(&["release", "v1", "v2", "-o", "site", "--about", "release.toml", "-q"])
    };
    let lines = |count, line: fn(usize) -> String| -> String {
        (0..count).map(line).collect::<Vec<_>>().join("\n")
    };
    let keys = lines(60_000, |n| format!("k{n} = 1"));
    let tables = format!("[{}a]", "a.".repeat(100_000));
    let many = lines(20_000, |n| format!("[[modifications]]\nid = \"M{n}\""));
    let one = "[[documents]]\npart = \"annex\"\nletter = \"1\"\nmodification = \"N\"";
    let unknown = format!("{many}\n{one}");
    for text in [
        &format!("a = {}", "[".repeat(100_000)),
        &format!("a = {}", "{a = ".repeat(50_000)),
        &tables,
        &keys,
        &unknown,
        "code = 1",
        "[release]\nversion = [\"1\"]",
        "[release]\nversion = \"1\"\neffective = 2026-02-31",
        "[code]\nname = \"raw \x1b[2J\"",
    ] {
        let told = run(text).failed();
        assert!(told.starts_with("error: release.toml"), "{told:.500}");
        assert!(told.len() < 1_000, "{told:.1000}");
        assert!(!folder.path("site").exists());
    }
    let hostile = r#"
        [code]
        name = "<script>alert(1)</script> \u001b[2J\u0007"
        contact = "javascript:alert(1)"
        [[modifications]]
        id = "\"><img src=x>"
        title = "</title>](javascript:alert(1)) \u0000"
        stage = "consultation"
        [modifications.consultation]
        respond = "JavaScript:alert(1)"
    "#;
    let quiet = run(hostile).succeeded();
    assert_eq!(quiet.stderr, "");
    for page in ["index.html", "notice.html", "redline/supply.html"] {
        let text = folder.read(&format!("site/{page}"));
        for bad in ["<script>alert", "<img", "</title>]", "=\"javascript", "=\"JavaScript"] {
            assert!(!text.contains(bad), "{page}: {bad}");
        }
        assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{page}");
    }
    assert!(!folder.read("site/notice.md").contains("](<javascript"));
    assert!(!folder.read("site/notice.md").contains("[2J\u{7}"));
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = folders();
    assert_snapshot!(folder.run(&["release", "v1", "v3", "-o", "site"]).failed(), @"error: cannot read v3: no such folder");
    assert_snapshot!(folder.run(&["release", "old.md", "v2", "-o", "site"]).failed(), @r"
    error: cannot read old.md: it is no folder
    hint: keeling diff compares two files
    ");
}

#[test]
fn two_runs_at_once_leave_one_whole_site() {
    let folder = folders();
    folder.run(&["release", "v1", "v2", "-o", "site"]).succeeded();
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut command = folder.command(&["release", "v1", "v2", "-o", "site"]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(documents(&folder), ["supply changed"]);
    assert_eq!(folder.names(), ["new.md", "old.md", "site", "v1", "v2"]);
}

#[test]
fn the_fixtures_make_a_site() {
    let folder = Folder::new();
    let path = |name: &str| fixture(name).to_str().unwrap().to_owned();
    let (old, new, about) = (path("old"), path("new"), path("release.toml"));
    let run = folder.run(&["release", &old, &new, "--about", &about, "-o", "site"]).succeeded();
    assert!(run.stdout.contains("Section H: Metering Services"), "{}", run.stdout);
    assert_eq!(documents(&folder).len(), 14);
    // Nothing of the machine reaches the site.
    let root = folder.root().to_str().unwrap().to_owned();
    let has = |file: &str, end: &str| Path::new(file).extension() == Some(end.as_ref());
    let is_zip = |file: &str| has(file, "xlsx") || has(file, "docx");
    for file in files(&folder.path("site")).iter().filter(|file| !is_zip(file)) {
        let text = folder.read(&format!("site/{file}"));
        assert!(!text.contains(&old) && !text.contains(&root), "{file}");
    }
}
