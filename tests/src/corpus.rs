//! Where documents lie: the project's own fixtures, and the corpus of real ones beside it.

use std::path::{Path, PathBuf};

/// A pair of versions of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairOfFiles {
    /// What it is called.
    pub name: String,
    /// The old version.
    pub old: PathBuf,
    /// The new version.
    pub new: PathBuf,
}

impl PairOfFiles {
    /// Whether both versions are Markdown.
    pub fn is_markdown(&self) -> bool {
        let is = |path: &Path| path.extension().is_some_and(|extension| extension == "md");
        is(&self.old) && is(&self.new)
    }
}

/// The workspace's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The fixtures' pairs: each part of the Example Energy Code, in each of its formats.
pub fn fixtures() -> Vec<PairOfFiles> {
    let folder = root().join("fixtures/example-energy-code");
    let mut pairs: Vec<_> = files(&folder.join("old"))
        .into_iter()
        .filter_map(|old| {
            let name = old.file_name()?.to_str()?.to_owned();
            let new = folder.join("new").join(&name);
            new.is_file().then_some(PairOfFiles { name, old, new })
        })
        .collect();
    pairs.sort_by(|one, other| one.name.cmp(&other.name));
    pairs
}

/// The corpus's pairs; `None` where there is no corpus, which is no part of the project.
///
/// It lies beside the workspace, in `shared/corpus`, one folder a pair.
pub fn pairs() -> Option<Vec<PairOfFiles>> {
    let folder = root().parent()?.join("shared/corpus/pairs");
    let mut pairs: Vec<_> = entries(&folder)?.into_iter().filter_map(|path| pair(&path)).collect();
    pairs.sort_by(|one, other| one.name.cmp(&other.name));
    Some(pairs)
}

/// The corpus's small pairs, one feature each; `None` where there is no corpus.
///
/// Their manifest names the pairs, a header row first, in the columns `left` and `right`.
pub fn small_pairs() -> Option<Vec<PairOfFiles>> {
    let folder = root().parent()?.join("shared/corpus/tracked");
    let manifest = std::fs::read_to_string(folder.join("manifest.tsv")).ok()?;
    let mut rows = manifest.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    let header = rows.next()?;
    let column = |name| header.iter().position(|title| *title == name);
    let (left, right) = (column("left")?, column("right")?);
    let pair = |row: Vec<&str>| {
        let (old, new) = (folder.join(row.get(left)?), folder.join(row.get(right)?));
        let name = format!("{} {}", row.get(left)?, row.get(right)?);
        (old.is_file() && new.is_file()).then_some(PairOfFiles { name, old, new })
    };
    Some(rows.filter_map(pair).collect())
}

/// The corpus's single files, some of them damaged, encrypted or hostile; `None` where there is no
/// corpus.
pub fn single_files() -> Option<Vec<PathBuf>> {
    let folder = root().parent()?.join("shared/corpus/docx");
    let of_project = |folder: &PathBuf| entries(folder).unwrap_or_default();
    let mut found: Vec<_> = entries(&folder)?.iter().flat_map(of_project).collect();
    found.sort();
    Some(found)
}

fn pair(folder: &Path) -> Option<PairOfFiles> {
    let version = |side: &str| {
        ["md", "docx"]
            .iter()
            .map(|extension| folder.join(side).with_extension(extension))
            .find(|path| path.is_file())
    };
    let name = folder.file_name()?.to_str()?.to_owned();
    Some(PairOfFiles { name, old: version("old")?, new: version("new")? })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let is_document = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "md" || extension == "docx")
    };
    entries(folder).unwrap_or_default().into_iter().filter(is_document).collect()
}

fn entries(folder: &Path) -> Option<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).ok()?;
    Some(entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
}
