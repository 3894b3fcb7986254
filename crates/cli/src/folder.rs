//! The documents of a folder: an argument and globs in, sources with their paths out.
//!
//! Ignore rules of the folder itself (`.gitignore`, `.ignore`) hold. Links are not followed: they
//! may lead out of the folder, and a site would publish what they lead to.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};
use keeling_release::{Input, Pictures};

use crate::git;
use crate::input::{Most, Source};
use crate::pictures;
use crate::report::{Failure, Reporter};
use crate::suggest::similar_file;

/// The extensions of documents.
const EXTENSIONS: [&str; 4] = ["md", "markdown", "docx", "docm"];

/// A folder with the documents of one version.
#[derive(Clone, Debug)]
pub(crate) enum Folder {
    /// A directory.
    Directory(PathBuf),
    /// A folder of a git revision.
    Revision(git::Spec),
}

/// Which documents to take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Globs<'a> {
    pub(crate) include: &'a [String],
    pub(crate) exclude: &'a [String],
}

impl Folder {
    /// Reads the argument. A directory of that very name wins over a revision.
    pub(crate) fn new(argument: &Path) -> Result<Self, Failure> {
        let shown = argument.display();
        if argument.is_dir() {
            return Ok(Folder::Directory(argument.to_owned()));
        }
        if argument.symlink_metadata().is_ok() {
            return Err(Failure::new(format!("cannot read {shown}: it is no folder"))
                .hint("keeling diff compares two files"));
        }
        if let Some(spec) = argument.to_str().and_then(git::Spec::folder) {
            return Ok(Folder::Revision(spec));
        }
        let failure = Failure::new(format!("cannot read {shown}: no such folder"));
        Err(match similar_file(argument) {
            Some(similar) => failure.hint(format!("did you mean {}?", similar.display())),
            None => failure,
        })
    }

    /// The directory that it is, where it is one.
    pub(crate) fn directory(&self) -> Option<&Path> {
        match self {
            Folder::Directory(path) => Some(path),
            Folder::Revision(_) => None,
        }
    }

    fn name(&self) -> String {
        match self {
            Folder::Directory(path) => path.display().to_string(),
            Folder::Revision(spec) => spec.to_string(),
        }
    }

    /// Its documents in the order of their paths, without what lies in `site`.
    pub(crate) fn documents(
        &self,
        globs: Globs<'_>,
        site: &Path,
        reporter: &Reporter,
    ) -> Result<Vec<(String, Source)>, Failure> {
        let mut found = match self {
            Folder::Directory(path) => walk(path, globs, site, reporter)?,
            Folder::Revision(spec) => {
                let globs = overrides(Path::new(""), globs)?;
                let files = spec.list()?.into_iter();
                files
                    .filter(|(path, _)| {
                        is_document(path) && !globs.matched(path, false).is_ignore()
                    })
                    .map(|(path, spec)| (path, Source::Revision(spec)))
                    .collect()
            }
        };
        if found.is_empty() {
            return Err(Failure::new(format!("{} holds no documents", self.name()))
                .hint("documents are files whose names end in .docx, .docm, .md or .markdown"));
        }
        found.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(found)
    }

    /// The source that a path from its top would be.
    fn source(&self, path: &str) -> Source {
        match self {
            Folder::Directory(folder) => Source::File(folder.join(path)),
            Folder::Revision(spec) => Source::Revision(spec.below(path)),
        }
    }
}

fn walk(
    folder: &Path,
    globs: Globs<'_>,
    site: &Path,
    reporter: &Reporter,
) -> Result<Vec<(String, Source)>, Failure> {
    let site = site.canonicalize().ok();
    let walk = WalkBuilder::new(folder)
        .overrides(overrides(folder, globs)?)
        // What another machine's settings or the folders above ignore must not decide here.
        .parents(false)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .filter_entry(move |entry| {
            site.is_none() || entry.path().canonicalize().ok() != site || entry.depth() == 0
        })
        .build();
    let mut found = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| {
            Failure::new(format!("cannot read {}", folder.display())).caused_by(&error)
        })?;
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = slashed(relative);
        let left_out = |why| {
            let shown = entry.path().display();
            reporter.note(format_args!("{shown}: left out, as {why}"));
        };
        let Some(kind) = entry.file_type() else { continue };
        if kind.is_symlink() && (is_document(&path) || entry.path().is_dir()) {
            left_out("links are not followed");
        } else if is_document(&path) && kind.is_file() {
            found.push((path, Source::File(entry.into_path())));
        } else if is_document(&path) && !kind.is_dir() && !kind.is_symlink() {
            left_out("it is no ordinary file");
        }
    }
    Ok(found)
}

fn overrides(folder: &Path, globs: Globs<'_>) -> Result<Override, Failure> {
    let mut builder = OverrideBuilder::new(folder);
    let excluded = globs.exclude.iter().map(|glob| format!("!{glob}"));
    for glob in globs.include.iter().cloned().chain(excluded) {
        builder.add(&glob).map_err(|error| {
            let shown = glob.trim_start_matches('!');
            Failure::new(format!("{shown} is no glob")).caused_by(&error)
        })?;
    }
    builder.build().map_err(|error| Failure::new("the globs cannot be read").caused_by(&error))
}

/// The path parted by `/` on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> =
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

/// Whether a file's name is that of a document; `~$name.docx` is what Word leaves beside one that
/// is open.
fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
        && !name.starts_with("~$")
        && !name.starts_with('.')
}

/// A document of a folder, as a release takes it.
pub(crate) struct Document {
    path: String,
    source: Source,
    /// What stands at the same path in the other version.
    other: Source,
    most: Most,
}

impl Document {
    /// The documents, each with what stands at its path in the other folder.
    pub(crate) fn all(
        found: Vec<(String, Source)>,
        other: &Folder,
        most: Most,
    ) -> Vec<Box<dyn Input>> {
        let one = |(path, source): (String, Source)| {
            let other = other.source(&path);
            Box::new(Self { path, source, other, most }) as Box<dyn Input>
        };
        found.into_iter().map(one).collect()
    }
}

impl Input for Document {
    fn path(&self) -> &str {
        &self.path
    }

    fn read(&self) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        self.source.read(self.most).map_err(|failure| failure.reason().into())
    }

    fn pictures(&self) -> Option<Pictures> {
        Some(Arc::new(pictures::beside(&self.source, &self.other)))
    }
}

#[cfg(test)]
mod tests {
    use super::is_document;

    #[test]
    fn documents_are_told_by_their_names() {
        for name in ["a.md", "b/Section H.DOCX", "c.markdown"] {
            assert!(is_document(name), "{name}");
        }
        for name in ["a.txt", "md", "b/~$Section H.docx", ".md", "c.pdf"] {
            assert!(!is_document(name), "{name}");
        }
    }
}
