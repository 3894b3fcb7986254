//! How fast documents are read, beside what other readers need for the same bytes in the same run.
//!
//! DOCX: `docx-rs`, which keeps a document as a tree of its own. Markdown: `pulldown-cmark` alone,
//! the parser below ours, whose events are counted and thrown away; what is on top of it makes
//! clauses, references and definitions of them. Neither does the same work; they say how far a
//! reader is from the floor.
//!
//! `cargo bench -p keeling-benches --bench reading`. The bytes are those of the file, so DOCX are
//! counted as packed.

use std::fmt;
use std::hint::black_box;

use divan::Bencher;
use divan::counter::BytesCount;
use keeling_parse::{ParseOptions, parse};
use keeling_tests::corpus;
use keeling_tests::generate::{self, Numbers};
use pulldown_cmark::{Options, Parser};

const WORDS: [usize; 2] = [10_000, 100_000];
const SEED: u64 = 2_030;

fn main() {
    divan::main();
}

/// A document that is read.
struct Source {
    name: String,
    bytes: Vec<u8>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Generated codes, and a real document of 63,000 words where there is a corpus.
fn packages() -> Vec<Source> {
    let generated = WORDS.map(|words| {
        let bytes = generate::code(SEED, words).docx(Numbers::Automatic).unwrap_or_default();
        Source { name: format!("{words} words"), bytes }
    });
    let pairs = corpus::pairs().unwrap_or_default();
    let real = pairs
        .into_iter()
        .find(|pair| pair.name == "docx-sarif-362")
        .and_then(|pair| Some(Source { name: pair.name, bytes: std::fs::read(pair.new).ok()? }));
    generated.into_iter().chain(real).collect()
}

fn texts() -> Vec<Source> {
    let generated = WORDS.map(|words| {
        let text = generate::code(SEED, words).markdown();
        Source { name: format!("{words} words"), bytes: text.into_bytes() }
    });
    generated.into()
}

fn read(bencher: Bencher<'_, '_>, source: &Source) {
    bencher
        .counter(BytesCount::of_slice(&source.bytes))
        .bench_local(|| parse(black_box(&source.bytes), &ParseOptions::default()).is_ok());
}

#[divan::bench(args = packages(), sample_count = 20)]
fn docx(bencher: Bencher<'_, '_>, source: &Source) {
    read(bencher, source);
}

#[divan::bench(args = packages(), sample_count = 20)]
fn docx_by_docx_rs(bencher: Bencher<'_, '_>, source: &Source) {
    bencher
        .counter(BytesCount::of_slice(&source.bytes))
        .bench_local(|| docx_rs::read_docx(black_box(&source.bytes)).is_ok());
}

#[divan::bench(args = texts(), sample_count = 20)]
fn markdown(bencher: Bencher<'_, '_>, source: &Source) {
    read(bencher, source);
}

#[divan::bench(args = texts(), sample_count = 20)]
fn markdown_by_pulldown_cmark(bencher: Bencher<'_, '_>, source: &Source) {
    let text = String::from_utf8_lossy(&source.bytes);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    bencher
        .counter(BytesCount::of_slice(&source.bytes))
        .bench_local(|| Parser::new_ext(black_box(&text), options).into_offset_iter().count());
}
