//! Inputs and a site without any disk.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use keeling_release::{Input, Options, Record, Site, release};
use serde_json::Value;

/// A document in memory.
pub(crate) struct File {
    path: String,
    content: Result<Vec<u8>, String>,
}

impl Input for File {
    fn path(&self) -> &str {
        &self.path
    }

    fn read(&self) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        self.content.clone().map_err(Into::into)
    }
}

/// Documents of these texts.
pub(crate) fn texts(texts: &[(&str, &str)]) -> Vec<Box<dyn Input>> {
    files(&texts.iter().map(|(path, text)| (*path, text.as_bytes())).collect::<Vec<_>>())
}

/// Documents of these bytes.
pub(crate) fn files(files: &[(&str, &[u8])]) -> Vec<Box<dyn Input>> {
    let file = |(path, bytes): &(&str, &[u8])| {
        let content = Ok(bytes.to_vec());
        Box::new(File { path: (*path).to_owned(), content }) as Box<dyn Input>
    };
    files.iter().map(file).collect()
}

/// A document that cannot be read.
pub(crate) fn locked(path: &str) -> Box<dyn Input> {
    Box::new(File { path: path.to_owned(), content: Err("it is locked".to_owned()) })
}

/// The documents of a folder of the Example Energy Code.
pub(crate) fn fixture(version: &str) -> Vec<Box<dyn Input>> {
    let folder = code().join(version);
    let mut paths: Vec<PathBuf> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        Box::new(File { path: name, content: Ok(std::fs::read(path).unwrap()) }) as Box<dyn Input>
    };
    paths.into_iter().map(file).collect()
}

/// The Example Energy Code.
pub(crate) fn code() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/example-energy-code")
}

/// A site in memory.
#[derive(Debug, Default)]
pub(crate) struct Files(Mutex<BTreeMap<String, Vec<u8>>>);

impl Site for Files {
    fn write(
        &self,
        path: &str,
        content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut bytes = Vec::new();
        content(&mut bytes)?;
        let before = self.0.lock().unwrap().insert(path.to_owned(), bytes);
        assert!(before.is_none(), "{path} is written twice");
        Ok(())
    }
}

/// A written site with its record.
pub(crate) struct Written {
    pub(crate) record: Record,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Written {
    pub(crate) fn of(old: &[Box<dyn Input>], new: &[Box<dyn Input>], options: &Options) -> Self {
        let files = Files::default();
        let record = release(old, new, &files, options, &|_| {}).unwrap();
        Self { record, files: files.0.into_inner().unwrap() }
    }

    /// A site of these texts.
    pub(crate) fn of_texts(old: &[(&str, &str)], new: &[(&str, &str)]) -> Self {
        Self::of(&texts(old), &texts(new), &Options::default())
    }

    /// The Example Energy Code's.
    pub(crate) fn of_fixtures(about: &str) -> Self {
        let text = std::fs::read_to_string(code().join(about)).unwrap();
        let about = keeling_release::about::read(&text).unwrap();
        let options = Options { about, clean: true, ..Options::default() };
        Self::of(&fixture("old"), &fixture("new"), &options)
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).ok_or(path).unwrap();
        std::str::from_utf8(bytes).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(self.text("changes.json")).unwrap()
    }
}
