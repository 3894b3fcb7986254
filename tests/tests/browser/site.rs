//! A site on the disk: documents of the Example Energy Code in, the folder with their release out.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use keeling_release::{Input, Options, Site, about, release};
use keeling_tests::corpus;

/// Writes the release of the documents that `takes` chooses, described by the file `about`.
pub(crate) fn write(folder: &Path, about: &str, takes: fn(&str) -> bool) {
    let code = corpus::root().join("fixtures/example-energy-code");
    let about = about::read(&fs::read_to_string(code.join(about)).unwrap()).unwrap();
    let [old, new] = ["old", "new"].map(|version| documents(&code.join(version), takes));
    // What an earlier run wrote is none of this one's.
    let _ = fs::remove_dir_all(folder);
    let site = Folder(folder.to_owned());
    let options = Options { about, clean: true, ..Options::default() };
    release(&old, &new, &site, &options, &|_| {}).unwrap();
}

fn documents(folder: &Path, takes: fn(&str) -> bool) -> Vec<Box<dyn Input>> {
    let mut all: Vec<Document> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| Document(entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|document| takes(&document.0))
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all.into_iter().map(|document| Box::new(document) as Box<dyn Input>).collect()
}

/// A document by its name and its place.
struct Document(String, PathBuf);

impl Input for Document {
    fn path(&self) -> &str {
        &self.0
    }

    fn read(&self) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        Ok(fs::read(&self.1)?)
    }
}

/// A folder that a site is written into.
struct Folder(PathBuf);

impl Site for Folder {
    fn write(
        &self,
        path: &str,
        content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap())?;
        content(&mut File::create(path)?)
    }
}
