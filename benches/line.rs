//! How fast each stage and the whole line are on codes of 10,000, 100,000 and 1,000,000 words.
//!
//! The codes are generated, the same in every run; two in a hundred clauses are amended.
//! `cargo bench -p keeling-benches` runs all, `cargo bench -p keeling-benches -- html` one.
//! Inputs are made outside the measured time. The number of items is that of words, so that the
//! speeds of sizes can be compared: a stage that is not linear shows it.

use std::hint::black_box;

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};
use keeling_diff::stages::Tokenised;
use keeling_parse::{ParseOptions, parse};
use keeling_render::{html, json};
use keeling_tests::generate::{self, Numbers};
use keeling_tests::line::Line;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const WORDS: [usize; 3] = [10_000, 100_000, 1_000_000];
const SEED: u64 = 2_030;
const PER_THOUSAND: usize = 20;

fn main() {
    divan::main();
}

/// The two versions as Markdown.
fn versions(words: usize) -> [String; 2] {
    let pair = generate::pair(SEED, words, PER_THOUSAND);
    [pair.old.markdown(), pair.new.markdown()]
}

fn line(words: usize) -> Line {
    let [old, new] = versions(words);
    Line::of_bytes(old.as_bytes(), new.as_bytes()).unwrap_or_else(|error| unreachable!("{error}"))
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn parse_markdown(bencher: Bencher<'_, '_>, words: usize) {
    let [old, _] = versions(words);
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| parse(black_box(old.as_bytes()), &ParseOptions::default()));
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn parse_docx(bencher: Bencher<'_, '_>, words: usize) {
    let code = generate::code(SEED, words);
    let bytes = code.docx(Numbers::Automatic).unwrap_or_default();
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| parse(black_box(&bytes), &ParseOptions::default()));
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn tokenise(bencher: Bencher<'_, '_>, words: usize) {
    let line = line(words);
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| Tokenised::new(black_box(&line.old), &line.new).n_tokens());
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn align(bencher: Bencher<'_, '_>, words: usize) {
    let line = line(words);
    bencher
        .counter(ItemsCount::new(words))
        .with_inputs(|| Tokenised::new(&line.old, &line.new))
        .bench_local_values(|tokenised| black_box(tokenised).align());
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn words_and_references(bencher: Bencher<'_, '_>, words: usize) {
    let line = line(words);
    bencher
        .counter(ItemsCount::new(words))
        .with_inputs(|| Tokenised::new(&line.old, &line.new).align())
        .bench_local_values(|aligned| black_box(aligned).redline());
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn render_html(bencher: Bencher<'_, '_>, words: usize) {
    let line = line(words);
    let options = html::HtmlOptions::default();
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| html::write(std::io::sink(), black_box(&line.view()), &options));
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn render_json(bencher: Bencher<'_, '_>, words: usize) {
    let line = line(words);
    bencher.counter(ItemsCount::new(words)).bench_local(|| {
        json::write(std::io::sink(), black_box(&line.view()), json::Layout::Compact)
    });
}

#[divan::bench(args = WORDS, sample_count = 20)]
fn whole_line(bencher: Bencher<'_, '_>, words: usize) {
    let [old, new] = versions(words);
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| Line::of_bytes(old.as_bytes(), new.as_bytes()).map(|line| line.page()));
}
