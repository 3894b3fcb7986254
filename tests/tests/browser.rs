//! The page in a real browser: the checks of `tests/browser` on fixtures, real and hostile pages.
//!
//! They drive the system's Chromium by playwright-core and need Node.js and pdftotext. Passed over
//! where one of them is missing, loudly; with `KEELING_REQUIRE_BROWSER` set that is a failure.
//! `KEELING_BROWSER_CHECKS` chooses checks by parts of their names, parted by commas.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

#[path = "browser/site.rs"]
mod site;

use std::fs;
use std::path::{Path, PathBuf};

use keeling_diff::{Change, Status};
use keeling_tests::browser::Tools;
use keeling_tests::corpus::{self, PairOfFiles};
use keeling_tests::hostile;
use keeling_tests::line::Line;
use keeling_tests::read;
use scraper::{Html, Selector};
use serde_json::{Value, json};

/// The fixtures that all checks are run on: one with every kind of change, one with schedules.
const SMALL: [&str; 2] = ["section-h", "appendix-ag"];

/// The real pairs that the checks are run on, where the corpus is.
const REAL: [&str; 5] =
    ["br-sc088", "evg-sc065-rfc3647", "br-sc062-profiles", "docx-sarif-362", "bgb-2012-to-2022"];

/// Writes pages and says of each what the checks have to find.
struct Plan {
    folder: PathBuf,
    pages: Vec<Value>,
}

impl Plan {
    fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), pages: Vec::new() }
    }

    fn add_pair(&mut self, kind: &str, pair: &PairOfFiles) {
        let line = Line::of_files(&pair.old, &pair.new).unwrap();
        let words = [read::words(&pair.old).unwrap(), read::words(&pair.new).unwrap()];
        self.add(kind, &pair.name, &line, &words);
    }

    fn add_markdown(&mut self, kind: &str, name: &str, old: &str, new: &str) {
        let line = Line::of_bytes(old.as_bytes(), new.as_bytes()).unwrap();
        let words = [read::markdown::words(old), read::markdown::words(new)];
        self.add(kind, name, &line, &words);
    }

    /// The site of a release; the page is its index.
    fn add_site(&mut self, about: &str, takes: fn(&str) -> bool) {
        let folder = self.folder.join(format!("{}.site", self.pages.len()));
        site::write(&folder, about, takes);
        let (name, index) = (format!("site of {about}"), folder.join("index.html"));
        self.pages.push(json!({ "name": name, "kind": "site", "file": index }));
    }

    fn add(&mut self, kind: &str, name: &str, line: &Line, [old, new]: &[String; 2]) {
        let page = line.page().unwrap();
        assert_eq!(page, line.page().unwrap(), "{name}: the same redline, the same bytes");
        let file = |suffix: &str| self.folder.join(format!("{}.{suffix}", self.pages.len()));
        let [page_file, old_file, new_file] = ["html", "old.txt", "new.txt"].map(file);
        fs::write(&page_file, &page).unwrap();
        fs::write(&old_file, old).unwrap();
        fs::write(&new_file, new).unwrap();
        let html = Html::parse_document(&page);
        let count = |name| html.select(&Selector::parse(name).unwrap()).count();
        self.pages.push(json!({
            "name": name, "kind": kind, "file": page_file, "old": old_file, "new": new_file,
            "insertions": count("ins"), "deletions": count("del"),
            "kinds": kinds(line), "changed": changed(line),
        }));
    }
}

/// The changes of the body and the notes.
fn changes(line: &Line) -> impl Iterator<Item = &Change> {
    let in_margins = |change: &Change| {
        change.old.is_some_and(|id| line.old.is_in_margins(id))
            || change.new.is_some_and(|id| line.new.is_in_margins(id))
    };
    line.redline.changes.iter().filter(move |change| !in_margins(change))
}

fn changed(line: &Line) -> usize {
    changes(line).filter(|change| change.is_changed()).count()
}

/// How many clauses there are of each kind that readers filter by.
fn kinds(line: &Line) -> Value {
    let count = |is: &dyn Fn(&Change) -> bool| changes(line).filter(|change| is(change)).count();
    let same = |change: &Change| change.status == Status::Unchanged;
    json!({
        "text": count(&|change| change.status == Status::Amended && !change.consequential),
        "inserted": count(&|change| change.status == Status::Inserted),
        "deleted": count(&|change| change.status == Status::Deleted),
        "moved": count(&|change| change.moved),
        "numbering": count(&|change| same(change) && change.renumbered && !change.moved),
        "references": count(&|change| change.consequential),
        "formatting": count(&|change| !change.formatting.is_empty()),
        "affected": count(&Change::is_affected),
    })
}

#[test]
fn the_page_holds_in_a_browser() {
    let tools = match Tools::find(&["pdftotext"]) {
        Ok(tools) => tools,
        Err(missing) => {
            assert!(std::env::var_os("KEELING_REQUIRE_BROWSER").is_none(), "{missing}");
            eprintln!("PASSED OVER: {missing}, so no page was opened in a browser");
            return;
        }
    };
    // The pages stay, so that a check that failed can be run again by hand.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).unwrap();
    let mut plan = Plan::new(&folder);
    let is_small = |pair: &&PairOfFiles| SMALL.iter().any(|name| pair.name.starts_with(name));
    for pair in corpus::fixtures().iter().filter(is_small) {
        plan.add_pair("small", pair);
    }
    let [old, new] = hostile::page::versions(1_000_000);
    plan.add_markdown("hostile", "hostile text", &old, &new);
    plan.add_site("release.toml", |_| true);
    plan.add_site("consultation.toml", |name| name.starts_with("section-h"));
    match corpus::pairs() {
        Some(pairs) => {
            for pair in pairs.iter().filter(|pair| REAL.contains(&&*pair.name)) {
                plan.add_pair("large", pair);
            }
        }
        None => eprintln!("passed over: there is no corpus beside the workspace"),
    }

    let plan_file = folder.join("plan.json");
    let plan = json!({ "chromium": tools.chromium, "folder": folder, "pages": plan.pages });
    fs::write(&plan_file, plan.to_string()).unwrap();
    let chosen = std::env::var("KEELING_BROWSER_CHECKS").unwrap_or_default();
    let installed = tools.install(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let mut run = tools.script(&installed, "run.mjs");
    run.arg(&plan_file).args(chosen.split(',').filter(|name| !name.is_empty()));
    let output = run.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "\n{told}{complained}");
}
