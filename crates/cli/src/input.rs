//! Where a version comes from: an argument in, its bytes and its name out.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use keeling_parse::Format;

use crate::git;
use crate::pictures;
use crate::report::Failure;
use crate::suggest::similar_file;

/// How many bytes tell a document's format.
const HEAD: u64 = 4;

/// The most bytes to take in for a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    /// For any.
    pub(crate) bytes: u64,
    /// For text.
    pub(crate) text: u64,
}

/// Where a version comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A file as a git revision has it, `REV:PATH`.
    Revision(git::Spec),
}

impl Source {
    /// Reads the argument. A file of that very name wins over a revision.
    pub(crate) fn new(argument: &Path) -> Self {
        if argument == Path::new("-") {
            return Source::Stdin;
        }
        if argument.symlink_metadata().is_ok() {
            return Source::File(argument.to_owned());
        }
        match argument.to_str().and_then(git::Spec::parse) {
            Some(spec) => Source::Revision(spec),
            None => Source::File(argument.to_owned()),
        }
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::Stdin => "standard input".to_owned(),
            Source::File(path) => path.display().to_string(),
            Source::Revision(spec) => spec.to_string(),
        }
    }

    /// What a redline calls it. The folders above a file are the writer's affair, not the
    /// reader's, and would make the same redline differ from one machine to the next.
    pub(crate) fn short_name(&self) -> String {
        match self {
            Source::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }
            other => other.name(),
        }
    }

    /// Its bytes, at most so many and one: enough for the parser to see that there are too many.
    pub(crate) fn read(&self, most: Most) -> Result<Vec<u8>, Failure> {
        match self {
            Source::Stdin => read_stdin(most),
            Source::File(path) => read_file(path, most),
            Source::Revision(spec) => spec.read(most.bytes),
        }
    }

    /// The bytes of the file at this path from its folder, where there are at most so many.
    pub(crate) fn beside(&self, path: &Path, most: u64) -> Option<Vec<u8>> {
        match self {
            Source::Stdin => None,
            Source::File(own) => pictures::ordinary(&own.parent()?.join(path), most),
            Source::Revision(spec) => spec.beside(path)?.read(most).ok(),
        }
    }

    /// The file that it is, where it is one; standard input may be one too.
    pub(crate) fn metadata(&self) -> Option<std::fs::Metadata> {
        match self {
            Source::Stdin => stdin_metadata(),
            Source::File(path) => path.metadata().ok(),
            Source::Revision(_) => None,
        }
    }
}

/// What is compared.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Operands {
    /// The old version and the new one.
    Versions(Source, Source),
    /// A document with itself: its tracked changes rejected, and accepted.
    Tracked(Source),
}

impl Operands {
    /// What the arguments name.
    pub(crate) fn new(old: &Path, new: Option<&Path>) -> Result<Self, Failure> {
        let old = Source::new(old);
        let Some(new) = new.map(Source::new) else { return Ok(Operands::Tracked(old)) };
        if (&old, &new) == (&Source::Stdin, &Source::Stdin) {
            return Err(Failure::new("both versions cannot come from standard input")
                .hint("give one of them as a file"));
        }
        Ok(Operands::Versions(old, new))
    }

    /// Where they come from.
    pub(crate) fn sources(&self) -> Vec<&Source> {
        match self {
            Operands::Versions(old, new) => vec![old, new],
            Operands::Tracked(source) => vec![source],
        }
    }
}

fn read_stdin(most: Most) -> Result<Vec<u8>, Failure> {
    read_to(io::stdin().lock(), most)
        .map_err(|error| Failure::new("cannot read standard input").caused_by(&error))
}

fn read_file(path: &Path, most: Most) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let file = File::open(path).map_err(|error| cannot_open(path, &error))?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(Failure::new(format!("cannot read {shown}: it is a directory"))
            .hint("name a document in it"));
    }
    read_to(file, most)
        .map_err(|error| Failure::new(format!("cannot read {shown}")).caused_by(&error))
}

fn read_to(mut from: impl Read, most: Most) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.by_ref().take(most.text.min(HEAD).saturating_add(1)).read_to_end(&mut bytes)?;
    let most = match Format::detect(&bytes) {
        Ok(Format::Markdown) => most.text,
        _ => most.bytes,
    };
    let taken = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    from.take(most.saturating_add(1).saturating_sub(taken)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn cannot_open(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    if error.kind() != io::ErrorKind::NotFound {
        return Failure::new(format!("cannot read {shown}")).caused_by(error);
    }
    let failure = Failure::new(format!("cannot read {shown}: no such file"));
    match similar_file(path) {
        Some(similar) => failure.hint(format!("did you mean {}?", similar.display())),
        None => failure,
    }
}

#[cfg(unix)]
fn stdin_metadata() -> Option<std::fs::Metadata> {
    use std::os::fd::AsFd as _;
    let owned = io::stdin().as_fd().try_clone_to_owned().ok()?;
    File::from(owned).metadata().ok()
}

#[cfg(not(unix))]
fn stdin_metadata() -> Option<std::fs::Metadata> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_standard_input_a_revision_or_a_file() {
        assert_eq!(Source::new(Path::new("-")), Source::Stdin);
        assert_eq!(Source::new(Path::new("HEAD~1:a.md")).name(), "HEAD~1:a.md");
        assert!(matches!(Source::new(Path::new("HEAD~1:a.md")), Source::Revision(_)));
        assert!(matches!(Source::new(Path::new("a.md")), Source::File(_)));
        assert!(matches!(Source::new(Path::new("Cargo.toml")), Source::File(_)));
    }

    #[test]
    fn a_redline_names_a_file_without_its_folders() {
        assert_eq!(Source::new(Path::new("there/code.md")).short_name(), "code.md");
    }

    #[test]
    fn no_more_is_read_than_shows_that_it_is_too_much() {
        let most = Most { bytes: 30, text: 10 };
        let read = |head: &'static [u8]| read_to(head.chain(io::repeat(b'x')), most).ok();
        assert_eq!(read(b"").map(|bytes| bytes.len()), Some(11));
        assert_eq!(read(b"PK\x03\x04").map(|bytes| bytes.len()), Some(31));
    }
}
