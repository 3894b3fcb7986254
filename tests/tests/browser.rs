//! A page in a real browser: it loads, holds its text, and prints.
//!
//! Passed over where there is no Chromium; with `KEELING_REQUIRE_BROWSER` set that is a failure.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

use std::path::{Path, PathBuf};
use std::process::Command;

use keeling_tests::corpus;
use keeling_tests::line::Line;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// No profile, no sandbox (tests may run as root), nothing of a browser's own errands.
const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

/// Opens a page with one more flag, and returns what the browser writes to standard output.
fn open(browser: &Path, folder: &Path, flag: &str) -> String {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let page = format!("file://{}", folder.join("redline.html").display());
    let output = Command::new(browser).args(FLAGS).args([&profile, flag, &page]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_page_loads_and_prints() {
    let Some(browser) = browser() else {
        assert!(std::env::var_os("KEELING_REQUIRE_BROWSER").is_none(), "there is no Chromium");
        eprintln!("passed over: there is no Chromium");
        return;
    };
    let pairs = corpus::fixtures();
    let pair = pairs.iter().find(|pair| pair.name == "section-h.docx").unwrap();
    let page = Line::of_files(&pair.old, &pair.new).unwrap().page().unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("redline.html"), page).unwrap();

    let dom = open(&browser, folder.path(), "--dump-dom");
    assert!(dom.contains("<main") && dom.contains("<ins") && dom.contains("<del"), "{dom}");

    let pdf = folder.path().join("redline.pdf");
    open(&browser, folder.path(), &format!("--print-to-pdf={}", pdf.display()));
    let pdf = std::fs::read(pdf).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000, "{} bytes", pdf.len());

    let picture = folder.path().join("redline.png");
    open(&browser, folder.path(), &format!("--screenshot={}", picture.display()));
    assert!(std::fs::read(picture).unwrap().starts_with(b"\x89PNG"));
}
