//! Word files in LibreOffice: it opens them, and reads the words and numbers that are meant.
//!
//! Passed over where there is no LibreOffice, see `keeling_tests::office`.

#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::path::{Path, PathBuf};

use keeling_model::{Block, Document};
use keeling_parse::{ParseOptions, parse};
use keeling_render::docx::DocxOptions;
use keeling_tests::corpus;
use keeling_tests::office::{self, Changes};
use keeling_tests::package::{NUMBERS, Package, noted, numbered, p, run, with_comment};
use keeling_tests::read::first_difference;
use keeling_tests::word::WordFile;
use serde_json::Value;
use tempfile::TempDir;

/// A paragraph: its automatic number, and its words.
type Paragraph = (String, String);

/// The words of a text; what shows nothing, and the places of objects and markers, left out.
fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"\u{FFFC}\u{200B}\u{AD}".contains(*c)).collect()
}

/// What LibreOffice reads in files; `None` where it is not there.
fn read(files: &[(Changes, PathBuf)]) -> Option<Vec<Value>> {
    let json = office::read(files).unwrap()?;
    let entries: Vec<Value> = serde_json::from_str(&json).unwrap();
    for (entry, (_, path)) in entries.iter().zip(files) {
        assert!(entry.get("error").is_none(), "{}: {}", path.display(), entry["error"]);
    }
    assert_eq!(entries.len(), files.len());
    Some(entries)
}

/// The paragraphs of an entry that say anything.
fn paragraphs(entry: &Value) -> Vec<Paragraph> {
    let pair = |pair: &Value| {
        (pair[0].as_str().unwrap().trim().to_owned(), words(pair[1].as_str().unwrap()))
    };
    let all = entry["paragraphs"].as_array().unwrap().iter().map(pair);
    all.filter(|(number, words)| !words.is_empty() || !number.is_empty() && number != "•").collect()
}

fn notes(entry: &Value) -> Vec<String> {
    entry["notes"].as_array().unwrap().iter().map(|note| words(note.as_str().unwrap())).collect()
}

/// What a document says, as paragraphs of a word processor. Bullets are no numbers.
fn of_document(document: &Document) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for clause in document.body() {
        let mut label = clause.label.as_ref();
        for block in document.blocks(clause.id) {
            cells(document, block, &mut |text| {
                let (number, typed) = match label.take() {
                    Some(label) if label.is_generated() => (label.shown(), ""),
                    Some(label) => ("", label.shown()),
                    None => ("", ""),
                };
                paragraphs.push((number.to_owned(), words(typed) + &words(text)));
            });
        }
        if let Some(label) = label {
            let generated = label.is_generated();
            let (number, typed) = if generated { (label.shown(), "") } else { ("", label.shown()) };
            paragraphs.push((number.to_owned(), words(typed)));
        }
    }
    paragraphs
}

fn cells(document: &Document, block: &Block, add: &mut dyn FnMut(&str)) {
    match block {
        Block::Paragraph(paragraph) => add(document.slice(paragraph.span)),
        Block::Table(table) => {
            let cells_of_table = table.rows.iter().flat_map(|row| &row.cells);
            cells_of_table.flat_map(|cell| &cell.blocks).for_each(|b| cells(document, b, add));
        }
    }
}

fn write(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The words of all paragraphs joined, and the numbers: a label on a line of its own and one before
/// its text are one to the reader of a document.
fn joined(paragraphs: &[Paragraph]) -> (String, Vec<String>) {
    let words = paragraphs.iter().map(|(_, words)| words.as_str()).collect();
    let is_number = |number: &&String| !number.is_empty() && !"•◦▪".contains(number.as_str());
    (words, paragraphs.iter().map(|(number, _)| number).filter(is_number).cloned().collect())
}

#[test]
fn a_fresh_package_says_in_libreoffice_what_its_document_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let mut documents = Vec::new();
    let lists = b"# Rules\n\nThe rules are:\n\n1. first, where\n\n   1. inner; and\n   2. inner;\n\n2. second:\n\n   1. again.\n\nThen:\n\n7. seventh, with a note.[^a]\n8. eighth.\n\n- a point\n- another\n\n| A | B |\n|---|---|\n| c | d |\n\n[^a]: The note.\n";
    let fixtures = corpus::fixtures();
    let markdown = fixtures.iter().filter(|pair| pair.is_markdown()).flat_map(|p| [&p.old, &p.new]);
    let all = markdown.map(|path| std::fs::read(path).unwrap()).chain([lists.to_vec()]);
    for (index, bytes) in all.enumerate() {
        let document = parse(&bytes, &ParseOptions::default()).unwrap().document;
        let word = WordFile::of(bytes.clone(), bytes).unwrap();
        files.push((Changes::Accept, write(&folder, &format!("{index}.docx"), &word.new)));
        documents.push(document);
    }
    let Some(entries) = read(&files) else { return };
    for (entry, document) in entries.iter().zip(&documents) {
        let (got, want) = (joined(&paragraphs(entry)), joined(&of_document(document)));
        assert_eq!(first_difference(&got.0, &want.0), None);
        assert_eq!(got.1, want.1);
        let of_notes = document.notes().iter().map(|note| words(document.slice(note.text)));
        assert_eq!(notes(entry), of_notes.collect::<Vec<_>>());
    }
}

/// Each side of a Word file, and the version that it has to be behind it.
fn sides(folder: &TempDir, name: &str, word: &WordFile) -> [(Changes, PathBuf); 4] {
    let put = |end: &str, bytes: &[u8]| write(folder, &format!("{name}{end}.docx"), bytes);
    let file = put("", &word.file);
    [
        (Changes::Accept, file.clone()),
        (Changes::Accept, put("-new", &word.new)),
        (Changes::Reject, file),
        (Changes::Accept, put("-old", &word.old)),
    ]
}

/// Holds each second file against the one before it.
fn are_alike(files: &[(Changes, PathBuf)]) {
    let Some(entries) = read(files) else { return };
    for (two, (changes, path)) in entries.chunks(2).zip(files.iter().step_by(2)) {
        let (got, want) = (&two[0], &two[1]);
        let name = format!("{} {changes:?}", path.file_name().unwrap().display());
        assert_eq!(paragraphs(got), paragraphs(want), "{name}");
        assert_eq!(notes(got), notes(want), "{name}");
        assert_eq!(got["changes"], 0, "{name}: no change is left");
    }
}

/// Holds the sides of the Word file of each pair of packages or texts, with its name and options,
/// against the versions.
fn hold(pairs: &[(&str, &[u8], &[u8], &DocxOptions)]) {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, old, new, options) in pairs {
        let word = WordFile::with(old.to_vec(), new.to_vec(), options).unwrap();
        files.extend(sides(&folder, name, &word));
    }
    are_alike(&files);
}

#[test]
fn libreoffice_accepts_to_the_new_version_and_rejects_to_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let mut pairs: Vec<(String, PathBuf, PathBuf)> =
        corpus::fixtures().into_iter().map(|pair| (pair.name, pair.old, pair.new)).collect();
    let mixed = pairs.iter().find(|(name, ..)| name == "section-h.md").unwrap().clone();
    pairs.push(("mixed.docx".to_owned(), mixed.1, mixed.2.with_extension("docx")));
    for (name, old, new) in &pairs {
        let word = WordFile::of_files(old, new).unwrap();
        let stem = Path::new(name).file_stem().unwrap().to_string_lossy().into_owned()
            + &name.replace('.', "-");
        files.extend(sides(&folder, &stem, &word));
    }
    are_alike(&files);
}

#[test]
fn comments_change_neither_words_nor_numbers_in_libreoffice() {
    // A heading and a numbered clause come and go before clauses that are set otherwise.
    let with = "# Code\n\n1. The Supplier shall supply.\n\n## Scope\n\nThis Code is for all.\n\n2. The User shall pay each invoice in time.\n\n3. The Network shall be kept.\n";
    let without = "# Code\n\n1. The Supplier shall supply.\n\n2. The User shall pay each invoice in good time.\n\n3. The Network shall be kept.\n";
    let (with, without) = (with.as_bytes(), without.as_bytes());
    let options = DocxOptions::default().comments(true);
    hold(&[("goes", with, without, &options), ("comes", without, with, &options)]);
}

#[test]
fn comments_of_the_new_version_change_neither_words_nor_numbers_in_libreoffice() {
    let clause = |text: &str| numbered(&run(text));
    let package = |paragraphs: &[String]| Package::new(&paragraphs.concat()).lists(NUMBERS);
    let old = [
        clause("The Supplier shall supply."),
        clause("The User shall pay each invoice in time."),
        clause("The Network shall be kept."),
        p("Here this Code ends."),
    ];
    let come = [p("Using the Network"), clause("Each User may use the Network at any time.")];
    let new = [&old[..1], &come, &old[1..3], &come[1..], &old[3..]].concat();
    let new = new.iter().enumerate().map(|(id, paragraph)| with_comment(id, paragraph));
    let new = package(&new.collect::<Vec<_>>()).comments(0..7).bytes();
    let (old, plain) = (package(&old).bytes(), DocxOptions::default());
    let more = plain.clone().comments(true);
    hold(&[("plain", &old, &new, &plain), ("commented", &old, &new, &more)]);
}

#[test]
fn what_libreoffice_does_not_join_by_itself_comes_and_goes_whole() {
    let clause = |text: &str| numbered(&run(text));
    let first = clause("The Supplier shall supply each User with energy at all times.");
    let last = clause("The Network Party shall keep its network in good repair.");
    let link = format!(r#"<w:hyperlink w:anchor="a">{}</w:hyperlink>"#, run("each month"));
    let linked = numbered(&(run("The Panel shall publish ") + &link + &run(" what it decides.")));
    let comes = clause("The Panel shall keep a register.");
    let blank = "<w:p/>".to_owned();
    let page = r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#.to_owned();
    let end = p("Here this Code ends.");
    let package = |body: &[&String]| {
        let body: String = body.iter().map(|paragraph| paragraph.as_str()).collect();
        Package::new(&body).lists(NUMBERS).bytes()
    };
    let pairs = [
        (
            "moved-link",
            vec![&linked, &first, &last, &end, &end],
            vec![&first, &last, &linked, &end, &end],
        ),
        ("blank", vec![&first, &blank, &end], vec![&first, &comes, &blank, &end]),
        ("page", vec![&first, &page, &end], vec![&first, &comes, &page, &end]),
    ];
    let pairs = pairs.map(|(name, old, new)| (name, package(&old), package(&new)));
    let plain = DocxOptions::default();
    let files = pairs.iter().map(|(name, old, new)| (*name, &old[..], &new[..], &plain));
    hold(&files.collect::<Vec<_>>());
}

#[test]
fn libreoffice_shows_each_note_where_it_belongs() {
    let all = [
        "Each Supplier shall supply energy.",
        "The User pays what is invoiced.",
        "A Network Party keeps its network.",
        "Disputes go before the Panel.",
    ];
    let [one, two, three, four] = all;
    let plain = DocxOptions::default();
    let mut pairs = Vec::new();
    for kind in ["footnote", "endnote"] {
        let all = noted(kind, &all).bytes();
        // The first go, one within goes, two change places.
        let others: [&[&str]; 3] = [&[three, four], &[one, two, four], &[one, four, two, three]];
        for (number, other) in others.iter().enumerate() {
            let other = noted(kind, other).bytes();
            pairs.push((format!("{kind}-{number}"), all.clone(), other.clone()));
            pairs.push((format!("{kind}-{number}-back"), other, all.clone()));
        }
    }
    let files = pairs.iter().map(|(name, old, new)| (name.as_str(), &old[..], &new[..], &plain));
    hold(&files.collect::<Vec<_>>());
}
