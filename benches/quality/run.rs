//! One run: a pair made, compared and scored.

use std::path::Path;
use std::{fs, io};

use keeling_tests::generate::{Pair, Profile, Style};
use keeling_tests::line::Line;
use keeling_tests::score::{Score, score};
use rayon::prelude::*;

use crate::arguments::Arguments;
use crate::explain;

/// A pair's score.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) score: Score,
    /// The first faults with the texts they are about.
    pub(crate) explained: Vec<String>,
}

/// Runs a profile in every style of numbering, in parallel; the order is fixed.
pub(crate) fn runs(profile: &Profile, arguments: &Arguments) -> Result<Vec<Run>, String> {
    let seeds = 1..=arguments.seeds;
    let cases: Vec<_> = seeds.flat_map(|seed| Style::ALL.map(|style| (style, seed))).collect();
    cases.into_par_iter().map(|(style, seed)| run(profile, style, seed, arguments)).collect()
}

fn run(profile: &Profile, style: Style, seed: u64, arguments: &Arguments) -> Result<Run, String> {
    let case = format!("{}, {}, seed {seed}", profile.name, style.name());
    let Pair { old, new, truth } = profile.pair(style, seed, arguments.words);
    let (old, new) = (old.markdown(), new.markdown());
    if let Some(folder) = &arguments.write {
        let name = format!("{}-{}-{seed}", profile.name, style.name());
        write(folder, &name, [&old, &new]).map_err(|error| format!("{case}: {error}"))?;
    }
    let fault = |error: String| format!("{case}: {error}");
    let line = Line::of_bytes(old.as_bytes(), new.as_bytes()).map_err(fault)?;
    line.redline.verify(&line.old, &line.new).map_err(|breach| fault(breach.to_string()))?;
    let mut score = score(&truth, &line.redline, &line.old, &line.new).map_err(fault)?;
    let faults = std::mem::take(&mut score.faults);
    let explained = faults.iter().take(arguments.explain);
    let explained = explained.map(|fault| explain::explain(&case, fault, &line)).collect();
    Ok(Run { score, explained })
}

/// Writes a pair as `NAME-old.md` and `NAME-new.md`.
fn write(folder: &Path, name: &str, versions: [&String; 2]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (side, text) in ["old", "new"].iter().zip(versions) {
        fs::write(folder.join(format!("{name}-{side}.md")), text)?;
    }
    Ok(())
}
