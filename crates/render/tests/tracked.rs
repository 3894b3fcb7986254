//! Word files with tracked changes, of random pairs of documents: accepting all gives the new one,
//! rejecting all the old one.

#![cfg(feature = "docx")]
// Test code may unwrap: a failed expectation is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::Cursor;

use common::words::words;
use keeling_diff::{Options, diff};
use keeling_model::Document;
use keeling_parse::{ParseOptions, Parts, Tracked, parse};
use keeling_render::docx::fresh::{self, FreshOptions};
use keeling_render::docx::{self, DocxOptions, Original, TrackedView};
use keeling_render::{Version, View};
use proptest::prelude::*;

/// A block of Markdown: of what kind, and which words it has.
type Block = (u8, Vec<u8>);

/// What becomes of a block: how, where, and another block.
type Edit = (u8, usize, Block);

const WORDS: [&str; 12] = [
    "supply",
    "meter",
    "charge",
    "Panel",
    "clause 1.2",
    "shall",
    "30",
    "days",
    "the",
    "notice",
    "*bold*",
    "agent",
];

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 0..9)
}

fn block() -> impl Strategy<Value = Block> {
    (0..7u8, prop::collection::vec(0..12u8, 1..9))
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((0..5u8, 0..9usize, block()), 0..6)
}

/// The blocks once they are edited: changed, inserted, deleted, joined, moved.
fn edited(blocks: &[Block], edits: &[Edit]) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    for (how, place, other) in edits {
        let place = place % (blocks.len() + 1);
        let is_there = place < blocks.len();
        match how {
            0 if is_there => blocks[place].1.clone_from(&other.1),
            1 if is_there => {
                blocks.remove(place);
            }
            2 if place + 1 < blocks.len() => {
                let next = blocks.remove(place + 1);
                blocks[place].1.extend(next.1);
            }
            3 if is_there => {
                let moved = blocks.remove(place);
                blocks.insert(other.1.len() % (blocks.len() + 1), moved);
            }
            _ => blocks.insert(place, other.clone()),
        }
    }
    blocks
}

fn markdown(blocks: &[Block]) -> String {
    let mut markdown = String::new();
    for (index, (kind, words)) in blocks.iter().enumerate() {
        let words: Vec<&str> = words.iter().map(|&word| WORDS[usize::from(word)]).collect();
        let text = words.join(" ");
        let _ = match kind {
            0 => write!(markdown, "# {} {text}\n\n", index + 1),
            1 => write!(markdown, "{}.1 {text}\n\n", index + 1),
            2 => write!(markdown, "1. {text}\n2. {text} too\n\n"),
            3 => write!(markdown, "- {text}\n\n"),
            4 => write!(
                markdown,
                "| a | b |\n|---|---|\n| {} | {text} |\n| {text} | c |\n\n",
                words[0]
            ),
            5 => write!(markdown, "{text}[^{index}] more.\n\n[^{index}]: Note of {text}.\n\n"),
            _ => write!(markdown, "{text}.\n\n"),
        };
    }
    // There is no document of no bytes.
    if markdown.is_empty() { "Nothing.\n".to_owned() } else { markdown }
}

fn read(bytes: &[u8], tracked: Tracked) -> Document {
    parse(bytes, &ParseOptions::default().tracked(tracked)).unwrap().document
}

/// The package of a document in Markdown, and what it says.
fn package(markdown: &str, automatic: bool) -> (Vec<u8>, Document) {
    let options = FreshOptions::default().automatic(automatic);
    let bytes = fresh::package(&read(markdown.as_bytes(), Tracked::Accept), &options).unwrap();
    let document = read(&bytes, Tracked::Accept);
    (bytes, document)
}

fn write(old: (&[u8], &Document), new: (&[u8], &Document), options: &DocxOptions) -> Vec<u8> {
    let redline = diff(old.1, new.1, &Options::default());
    let view = View::new(&redline, Version::new(old.1, "old"), Version::new(new.1, "new"));
    let mut file = Cursor::new(Vec::new());
    docx::write(&mut file, &view, old.0, new.0, options).unwrap();
    file.into_inner()
}

/// Holds both sides of a file against the documents. Where numbers count, one that the file cannot
/// carry may make another clause of a typed number below it, with the same words.
fn hold(file: &[u8], old: &Document, new: &Document, counts: bool) -> Result<(), TestCaseError> {
    for (tracked, want) in [(Tracked::Accept, new), (Tracked::Reject, old)] {
        let got = read(file, tracked);
        prop_assert_eq!(words(&got), words(want), "{:?}", tracked);
        let held = docx::verify(want, &got);
        prop_assert!(counts || held.is_ok(), "{tracked:?}: {}", held.unwrap_err());
        let options = ParseOptions::default().tracked(tracked).outline(false);
        let side = parse(file, &options).unwrap().document;
        let held = docx::verify_side(want, &side);
        prop_assert!(held.is_ok(), "{tracked:?}: {}", held.unwrap_err());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn both_sides_of_a_file_are_the_versions(
        blocks in blocks(), edits in edits(), automatic in any::<bool>(),
    ) {
        let edited = edited(&blocks, &edits);
        let (old, new) = (markdown(&blocks), markdown(&edited));
        let (old, old_document) = package(&old, automatic);
        let (new, new_document) = package(&new, automatic);
        let options = DocxOptions::default().comments(true);
        let file = write((&old, &old_document), (&new, &new_document), &options);
        hold(&file, &old_document, &new_document, automatic)?;
        // Its changes made anew are the same two versions, and either alone has none.
        let options = options.old_view(TrackedView::Reject);
        let again = write((&file, &old_document), (&file, &new_document), &options);
        hold(&again, &old_document, &new_document, automatic)?;
        let options = options.new_view(TrackedView::Reject).comments(false);
        let rejected = write((&file, &old_document), (&file, &old_document), &options);
        hold(&rejected, &old_document, &old_document, automatic)?;
    }

    /// What was kept of a package when it was read makes no other file, and the parts that are
    /// patched read as the file does.
    #[test]
    fn kept_parts_make_the_same_file(blocks in blocks(), edits in edits()) {
        let (old, old_document) = package(&markdown(&blocks), true);
        let (new, new_document) = package(&markdown(&edited(&blocks, &edits)), true);
        let options = DocxOptions::default();
        let file = write((&old, &old_document), (&new, &new_document), &options);
        let kept = |bytes| {
            let parts = Parts::default();
            parse(bytes, &ParseOptions::default().parts(parts.clone())).unwrap();
            parts
        };
        let redline = diff(&old_document, &new_document, &Options::default());
        let versions =
            (Version::new(&old_document, "old"), Version::new(&new_document, "new"));
        let view = View::new(&redline, versions.0, versions.1);
        let originals = (Original::new(&old, kept(&old)), Original::new(&new, kept(&new)));
        let patched = docx::patch(&view, originals.0, originals.1, &options).unwrap();
        let mut again = Cursor::new(Vec::new());
        patched.compress().unwrap().write(&mut again).unwrap();
        prop_assert_eq!(again.get_ref(), &file);
        let read_back = patched.into_read_back();
        prop_assert!(read_back.is_in(Cursor::new(&file)));
        prop_assert!(!read_back.is_in(Cursor::new(&file[..file.len() / 2])));
        if file != new {
            prop_assert!(!read_back.is_in(Cursor::new(&new)));
        }
        let parts = read_back.parts();
        for tracked in [Tracked::Accept, Tracked::Reject] {
            let options = ParseOptions::default().tracked(tracked).parts(parts.clone());
            let side = parse(read_back.base(), &options).unwrap().document;
            prop_assert_eq!(side, read(&file, tracked));
        }
    }
}

/// A place that takes so many bytes.
struct Full(Cursor<Vec<u8>>, usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let at = usize::try_from(self.0.position()).unwrap();
        if at + bytes.len() > self.1 {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl std::io::Seek for Full {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_place_that_does_not_take_the_file_is_an_error_that_says_why() {
    let (old, old_document) = package("1. The Supplier shall supply.\n", true);
    let (new, new_document) = package("1. The Supplier shall not supply.\n", true);
    let redline = diff(&old_document, &new_document, &Options::default());
    let sides = (Version::new(&old_document, "old"), Version::new(&new_document, "new"));
    let view = View::new(&redline, sides.0, sides.1);
    let write = |room| {
        let mut place = Full(Cursor::new(Vec::new()), room);
        docx::write(&mut place, &view, &old, &new, &DocxOptions::default())
            .map(|_| place.0.into_inner().len())
    };
    let size = write(usize::MAX).unwrap();
    for room in [0, 1, size / 2, size - 1] {
        let error = write(room).unwrap_err();
        let cause = error.source().unwrap().downcast_ref::<std::io::Error>();
        assert_eq!(cause.unwrap().kind(), std::io::ErrorKind::StorageFull, "{room} of {size}");
    }
}
