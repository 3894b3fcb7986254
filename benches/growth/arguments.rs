//! The command's arguments.

use keeling_tests::generate::Profile;

pub(crate) const HELP: &str = "\
Measures how time grows with the document, on generated pairs.

growth [--profile NAME]... [--words N]... [--runs N] [--threads N]

  --profile NAME  only this profile of the benchmark of quality; may be given more than once
  --words N       words of an old version; may be given more than once
                  (10000, 30000, 100000, 300000)
  --runs N        runs of each pair, of which the fastest counts (3)
  --threads N     threads that work; one measures all work that there is (1)
";

const WORDS: [usize; 4] = [10_000, 30_000, 100_000, 300_000];

/// What to measure.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) profiles: Vec<Profile>,
    pub(crate) words: Vec<usize>,
    pub(crate) runs: usize,
    pub(crate) threads: usize,
    pub(crate) help: bool,
}

impl Arguments {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut parsed =
            Self { profiles: Vec::new(), words: Vec::new(), runs: 3, threads: 1, help: false };
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--profile" => parsed.profiles.push(profile(&value()?)?),
                "--words" => parsed.words.push(number(&name, &value()?)?),
                "--runs" => parsed.runs = number(&name, &value()?)?,
                "--threads" => parsed.threads = number(&name, &value()?)?,
                "--help" | "-h" => parsed.help = true,
                _ => return Err(format!("there is no argument {name}; --help tells which are")),
            }
        }
        if parsed.profiles.is_empty() {
            parsed.profiles = Profile::all();
        }
        if parsed.words.is_empty() {
            parsed.words = WORDS.to_vec();
        }
        Ok(parsed)
    }
}

fn profile(name: &str) -> Result<Profile, String> {
    let profiles = Profile::all();
    let names = profiles.iter().map(|profile| profile.name).collect::<Vec<_>>().join(", ");
    let found = profiles.into_iter().find(|profile| profile.name == name);
    found.ok_or_else(|| format!("there is no profile {name}; there are {names}"))
}

fn number(name: &str, value: &str) -> Result<usize, String> {
    value.parse().map_err(|_| format!("{name} wants a number, not {value}"))
}
