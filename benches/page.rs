//! How fast the page of a large redline is: in a browser, and to write.
//!
//! ```text
//! 211,000 and 549,000 words ─► pair ─► page ─► Chromium, at full speed and at a quarter ─► table
//! ```
//!
//! The pairs are generated, the same in every run; five in a hundred clauses are changed.
//! `cargo bench -p keeling-benches --bench page` needs what the browser tests need: Chromium and
//! Node.js with npm. `-- --runs N` takes the median of N runs (3), `-- --rate N` slows the
//! processor down N times only. Goals: a page of 549,000 words is loaded in 1.5 s, a view switched
//! in 60 ms and a frame of scrolling drawn in 34 ms, the 95th in a hundred, at full speed; a page
//! is at most 2.5 times the plain text of its redline; writing it is at most 40 % of the line.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

#[path = "growth/stages.rs"]
mod stages;

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use keeling_render::html::{self, HtmlOptions};
use keeling_render::{View, grouped};
use keeling_tests::browser::Tools;
use keeling_tests::generate::{Profile, Style};
use keeling_tests::line::Line;
use serde_json::{Value, json};
use stages::STAGES;

const WORDS: [usize; 2] = [211_000, 549_000];
const SEED: u64 = 1;
const PROFILE: &str = "typical";
const RATES: [u64; 2] = [1, 4];
/// What the browser measures, as the script names it and as the table does.
const MEASURED: [(&str, &str); 8] = [
    ("load", "load"),
    ("blocking", "blocked"),
    ("proposed", "to Proposed"),
    ("baseline", "to Baseline"),
    ("side", "to Side by side"),
    ("redline", "to Redline"),
    ("next", "next change"),
    ("scroll", "scrolling, p95"),
];

/// How many runs, and how many times slower the processor is made to be.
struct Arguments {
    runs: usize,
    rates: Vec<u64>,
}

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let Some(Arguments { runs, rates }) = arguments()? else { return Ok(()) };
    let below = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = below.join("speed");
    fs::create_dir_all(&folder)?;

    println!("| words | line, ms | page written, ms | its share | page / text |");
    println!("|--:|--:|--:|--:|--:|");
    let mut pages = Vec::new();
    for words in WORDS {
        let file = folder.join(format!("{words}.html"));
        println!("{}", written(words, runs, &file)?);
        pages.push(json!({ "name": grouped(words), "file": file }));
    }

    let tools = match Tools::find(&[]) {
        Ok(tools) => tools,
        Err(missing) => {
            eprintln!("PASSED OVER: {missing}, so no page was opened in a browser");
            return Ok(());
        }
    };
    let plan = folder.join("plan.json");
    let chromium = &tools.chromium;
    let json = json!({ "chromium": chromium, "rates": rates, "runs": runs, "pages": pages });
    fs::write(&plan, json.to_string())?;
    let output = tools.script(&tools.install(below)?, "speed.mjs").arg(&plan).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    println!("\n{}", browser_table(&serde_json::from_slice(&output.stdout)?));
    Ok(())
}

/// What is asked for; nothing where it is other benchmarks, by name.
fn arguments() -> Result<Option<Arguments>, Box<dyn std::error::Error>> {
    let (mut runs, mut rates) = (3, RATES.to_vec());
    // Cargo adds `--bench` by itself.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(name) = arguments.next() {
        if !name.starts_with('-') {
            return Ok(None);
        }
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--runs" => runs = value.parse::<usize>()?.max(1),
            "--rate" => rates = vec![value.parse::<u64>()?.max(1)],
            _ => return Err(format!("there is no argument {name}").into()),
        }
    }
    Ok(Some(Arguments { runs, rates }))
}

/// Writes a page and gives the row that says what that took: the fastest of some runs.
fn written(words: usize, runs: usize, file: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let profile = Profile::all().into_iter().find(|profile| profile.name == PROFILE);
    let profile = profile.ok_or("there is no such profile")?;
    let pair = profile.pair(Style::ALL[0], SEED, words);
    let (old, new) = (pair.old.markdown(), pair.new.markdown());
    let write = |view: &View<'_>| html::write(io::sink(), view, &HtmlOptions::default());
    let times = (0..runs).map(|_| stages::time(old.as_bytes(), new.as_bytes(), write));
    let times = times.reduce(|best, one| Ok(best?.least(&one?))).ok_or("no run")??;
    let line = Line::of_bytes(old.as_bytes(), new.as_bytes())?;
    let page = line.page()?;
    fs::write(file, &page)?;
    let [whole, write] = [times.whole(), times.0[STAGES.len() - 1]];
    Ok(format!(
        "| {} | {:.0} | {:.0} | {:.0} % | {:.2} |",
        grouped(words),
        whole * 1e3,
        write * 1e3,
        write / whole * 100.0,
        ratio(page.len(), text_length(&page)),
    ))
}

/// How many bytes of the redline's text, of both versions, a page shows.
fn text_length(page: &str) -> usize {
    let main = page.split_once("<main").map_or("", |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    main.split('<').map(|piece| piece.split_once('>').map_or(0, |(_, text)| text.len())).sum()
}

#[expect(clippy::cast_precision_loss, reason = "pages are smaller than 2^52 bytes")]
fn ratio(one: usize, other: usize) -> f64 {
    one as f64 / other as f64
}

fn browser_table(results: &Value) -> String {
    let mut table = String::from("| words | processor |");
    for (_, name) in MEASURED {
        let _ = write!(table, " {name} |");
    }
    let _ = write!(table, "\n|--:|--:|{}", "--:|".repeat(MEASURED.len()));
    for result in results.as_array().into_iter().flatten() {
        let name = result["name"].as_str().unwrap_or_default();
        let _ = write!(table, "\n| {name} | 1/{} |", result["rate"]);
        for (key, _) in MEASURED {
            let _ = write!(table, " {:.0} ms |", result[key].as_f64().unwrap_or_default());
        }
    }
    table
}
