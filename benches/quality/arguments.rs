//! The command's arguments.

use std::path::PathBuf;

use keeling_tests::generate::Profile;

pub(crate) const HELP: &str = "\
Measures how good redlines are on generated pairs whose every difference is known.

quality [--profile NAME]... [--seeds N] [--words N] [--json FILE] [--explain N] [--write DIR]

  --profile NAME  only this profile; may be given more than once
  --seeds N       pairs of each profile and style of numbering (20)
  --words N       words of an old version (6000)
  --json FILE     writes all figures, with the answers of each profile, to a file
  --explain N     shows the first N faults of each profile with the texts they are about
  --write DIR     writes the pairs as Markdown into a folder
";

/// What to measure.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) profiles: Vec<Profile>,
    pub(crate) seeds: u64,
    pub(crate) words: usize,
    pub(crate) json: Option<PathBuf>,
    pub(crate) explain: usize,
    pub(crate) write: Option<PathBuf>,
    pub(crate) help: bool,
}

impl Arguments {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut parsed = Self {
            profiles: Vec::new(),
            seeds: 20,
            words: 6_000,
            json: None,
            explain: 0,
            write: None,
            help: false,
        };
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--profile" => parsed.profiles.push(profile(&value()?)?),
                "--seeds" => parsed.seeds = number(&name, &value()?)?,
                "--words" => parsed.words = number(&name, &value()?)?,
                "--json" => parsed.json = Some(value()?.into()),
                "--explain" => parsed.explain = number(&name, &value()?)?,
                "--write" => parsed.write = Some(value()?.into()),
                "--help" | "-h" => parsed.help = true,
                _ => return Err(format!("there is no argument {name}; --help tells which are")),
            }
        }
        if parsed.profiles.is_empty() {
            parsed.profiles = Profile::all();
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

fn number<N: std::str::FromStr>(name: &str, value: &str) -> Result<N, String> {
    value.parse().map_err(|_| format!("{name} wants a number, not {value}"))
}
