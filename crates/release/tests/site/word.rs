//! The Word files of a site, read back by a reader that shares nothing with what wrote them.

use std::error::Error;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use keeling_parse::{ParseOptions, Tracked};
use keeling_release::{Formats, Input, Options, Site, release};
use keeling_tests::read::first_difference;
use keeling_tests::read::markdown;
use keeling_tests::read::tracked::{Side, words};
use keeling_tests::word::WordFile;
use serde_json::Value;

use crate::memory::{Written, code, files, fixture, texts};

fn documents(site: &Written) -> Vec<Value> {
    site.json()["documents"].as_array().unwrap().clone()
}

fn word_paths(site: &Written) -> Vec<&str> {
    site.files.keys().map(String::as_str).filter(|path| path.starts_with("word/")).collect()
}

/// The words of a version; none where there is no such version. Typed numbers become computed ones
/// in a fresh package beside a DOCX with computed ones, so there the words are not compared.
fn words_of(version: &Value, folder: &str, other: &Value) -> Option<String> {
    let Some(path) = version["path"].as_str() else { return Some(String::new()) };
    let bytes = std::fs::read(code().join(folder).join(path)).unwrap();
    let is_docx =
        |path: Option<&str>| path.is_some_and(|path| path.rsplit('.').next() == Some("docx"));
    match (is_docx(Some(path)), is_docx(other["path"].as_str())) {
        (true, _) => Some(words(&bytes, Side::Accepted).unwrap()),
        (false, true) => None,
        (false, false) => Some(markdown::words(&String::from_utf8(bytes).unwrap())),
    }
}

#[test]
fn every_document_with_another_text_has_a_word_file_that_is_both_versions() {
    let site = Written::of_fixtures("release.toml");
    let mut seen = 0;
    for document in documents(&site) {
        let id = document["id"].as_str().unwrap();
        let has_text = document["result"] != "unchanged";
        assert_eq!(document["word"].as_str().is_some(), has_text, "{id}");
        assert!(document["without_word"].is_null(), "{id}: {}", document["without_word"]);
        let Some(path) = document["word"].as_str() else { continue };
        let file = &site.files[path];
        for (side, version, folder, other) in [
            (Side::Accepted, &document["new"], "new", &document["old"]),
            (Side::Rejected, &document["old"], "old", &document["new"]),
        ] {
            if let Some(want) = words_of(version, folder, other) {
                let got = words(file, side).unwrap();
                assert_eq!(first_difference(&got, &want), None, "{id} {side:?}");
                seen += 1;
            }
        }
    }
    assert_eq!(word_paths(&site).len(), 13);
    assert!(seen >= 20, "{seen}");
}

#[test]
fn the_index_the_pages_and_the_notices_lead_to_the_word_files() {
    let site = Written::of_fixtures("release.toml");
    for path in word_paths(&site) {
        assert!(site.text("index.html").contains(&format!("href=\"{path}\"")), "{path}");
        assert!(site.text("notice.html").contains(&format!("href=\"{path}\"")), "{path}");
        assert!(site.text("notice.md").contains(&format!("(<{path}>)")), "{path}");
        let page = path.replace("word/", "redline/").replace(".docx", ".html");
        assert!(site.text(&page).contains(&format!("href=\"../{path}\"")), "{path}");
    }
}

#[test]
fn without_word_files_no_page_speaks_of_them() {
    let formats = Formats { word: false, ..Formats::default() };
    let options = Options { formats, ..Options::default() };
    let site = Written::of(&fixture("old"), &fixture("new"), &options);
    assert_eq!(word_paths(&site), [""; 0]);
    assert!(documents(&site).iter().all(|document| document["word"].is_null()));
    for page in ["index.html", "notice.html", "notice.md", "redline/section-h.html"] {
        assert!(!site.text(page).contains(".docx\""), "{page}");
        assert!(!site.text(page).contains("Word file"), "{page}");
    }
}

#[test]
fn word_files_alone_are_named_in_the_notice() {
    let formats =
        Formats { html: false, json: false, csv: false, xlsx: false, ..Formats::default() };
    let site = Written::of(
        &texts(&[("a.md", "1 One.")]),
        &texts(&[("a.md", "1 Two.")]),
        &Options { formats, ..Options::default() },
    );
    let paths: Vec<_> = site.files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["notice.html", "notice.md", "word/a.docx"]);
    assert!(site.text("notice.md").contains("[Redline of a as a Word file](<word/a.docx>)"));
}

#[test]
fn either_side_of_what_a_version_tracks_itself_gets_a_word_file() {
    let tracked = WordFile::of(b"1.1 One.\n".to_vec(), b"1.1 Two.\n".to_vec()).unwrap().file;
    for (side, want) in [(Tracked::Reject, "1.1One."), (Tracked::Accept, "1.1Two.")] {
        let parse = ParseOptions::default().tracked(side);
        let options = Options { parse, ..Options::default() };
        let site = Written::of(
            &files(&[("a.docx", &tracked)]),
            &files(&[("a.md", b"1.1 Three."), ("c.docx", &tracked)]),
            &options,
        );
        assert_eq!(word_paths(&site), ["word/a.docx", "word/c.docx"]);
        assert_eq!(words(&site.files["word/a.docx"], Side::Rejected).unwrap(), want);
        assert_eq!(words(&site.files["word/a.docx"], Side::Accepted).unwrap(), "1.1Three.");
        assert_eq!(words(&site.files["word/c.docx"], Side::Accepted).unwrap(), want);
    }
}

/// A document that is another one each time that it is read.
struct Fickle(AtomicUsize, Vec<Vec<u8>>);

impl Input for Fickle {
    fn path(&self) -> &'static str {
        "a.docx"
    }

    fn read(&self) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        let turn = self.0.fetch_add(1, Ordering::Relaxed);
        self.1.get(turn).cloned().ok_or_else(|| "it is gone".into())
    }
}

#[test]
fn a_document_without_a_word_file_is_named_with_the_reason_and_stops_nothing() {
    let made = WordFile::of(b"1.1 One.\n".to_vec(), b"1.1 Two.\n".to_vec()).unwrap();
    let old = files(&[("a.docx", &made.old), ("b.md", b"1.1 Left.")]);
    for (states, reason) in [
        (vec![made.new.clone(), made.old.clone()], "a.docx changed while the release was made"),
        (vec![made.new.clone()], "it is gone"),
    ] {
        let mut new = files(&[("b.md", b"1.1 Right.")]);
        new.push(Box::new(Fickle(AtomicUsize::new(0), states)));
        let site = Written::of(&old, &new, &Options::default());
        let a = documents(&site).into_iter().find(|document| document["id"] == "a").unwrap();
        assert_eq!(a["without_word"], reason);
        assert!(a["word"].is_null());
        assert_eq!(word_paths(&site), ["word/b.docx"]);
        assert!(site.text("index.html").contains(&format!("No Word file: {reason}")));
        assert!(site.files.contains_key("redline/a.html"));
    }
}

/// A folder on a disk that is full once the Word files come.
struct Full;

impl Site for Full {
    fn write(
        &self,
        path: &str,
        content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        if path.starts_with("word/") {
            return Err(io::ErrorKind::StorageFull.into());
        }
        content(&mut io::sink())
    }
}

#[test]
fn a_full_disk_is_an_error_and_no_missing_file() {
    let (old, new) = (texts(&[("a.md", "1 One.")]), texts(&[("a.md", "1 Two.")]));
    let error = release(&old, &new, &Full, &Options::default(), &|_| {}).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
}
