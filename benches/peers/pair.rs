//! Writes a generated pair of so many words into a folder, in each format that the peers read:
//! `old.md`, `old-typed.docx`, `old-automatic.docx`, and the same for `new`.

use std::path::Path;
use std::{env, fs, io};

use keeling_tests::generate::{self, Numbers};

const SEED: u64 = 2_030;
const PER_THOUSAND: usize = 20;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(folder), Some(Ok(words))) =
        (arguments.next(), arguments.next().map(|words| words.parse()))
    else {
        return Err(io::Error::other("name a folder and a number of words"));
    };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let pair = generate::pair(SEED, words, PER_THOUSAND);
    for (name, code) in [("old", &pair.old), ("new", &pair.new)] {
        fs::write(folder.join(format!("{name}.md")), code.markdown())?;
        for (numbers, made) in [("typed", Numbers::Typed), ("automatic", Numbers::Automatic)] {
            let bytes = code.docx(made).map_err(io::Error::other)?;
            fs::write(folder.join(format!("{name}-{numbers}.docx")), bytes)?;
        }
    }
    Ok(())
}
