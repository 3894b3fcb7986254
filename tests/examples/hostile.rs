//! Writes the hostile files at full size into a folder, to measure the command on them by hand.

use std::path::Path;
use std::{env, fs, io};

use keeling_tests::hostile::{Size, documents, pairs};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).ok_or_else(|| io::Error::other("name a folder"))?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for hostile in documents() {
        fs::write(folder.join(hostile.name), (hostile.make)(Size::Full))?;
    }
    for pair in pairs() {
        let (old, new) = (pair.make)(Size::Full);
        fs::write(folder.join(format!("{}.old.md", pair.name)), old)?;
        fs::write(folder.join(format!("{}.new.md", pair.name)), new)?;
    }
    Ok(())
}
