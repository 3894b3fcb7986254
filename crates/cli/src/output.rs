//! Where the result goes: a file, whole or not at all, or standard output.
//!
//! A file is written beside its final place, flushed to the disk and renamed there, so that
//! neither an error nor a power cut leaves half of it, and an earlier file stays until the new
//! one is whole.

use std::fs::{File, Metadata};
use std::io::{self, BufWriter, Cursor, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::input::Source;
use crate::report::Failure;

/// Where the result goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// Reads the argument `-o`.
    pub(crate) fn new(argument: Option<&Path>) -> Self {
        match argument {
            None => Output::Stdout,
            Some(path) if path == Path::new("-") => Output::Stdout,
            Some(path) => Output::File(path.to_owned()),
        }
    }

    /// The file that is written, where it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Output::Stdout => None,
            Output::File(path) => Some(path),
        }
    }

    /// Makes sure, before any work, that writing can succeed and overwrites none of the inputs.
    pub(crate) fn check(&self, inputs: &[&Source]) -> Result<(), Failure> {
        let Output::File(path) = self else { return Ok(()) };
        let shown = path.display();
        if path.is_dir() {
            return Err(Failure::new(format!("cannot write {shown}: it is a directory"))
                .hint("name a file in it"));
        }
        if let Some(input) = inputs.iter().find(|input| is_same_file(path, input)) {
            return Err(Failure::new(format!("cannot write {shown}: it is one of the inputs"))
                .hint(format!("name another file; {} stays as it is", input.name())));
        }
        let folder = folder_of(path);
        if !folder.is_dir() {
            let folder = folder.display();
            return Err(Failure::new(format!("cannot write {shown}: there is no folder {folder}"))
                .hint("make the folder first"));
        }
        Ok(())
    }

    /// Writes what `write` writes.
    pub(crate) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let written = match self {
            Output::Stdout => write_stdout(write),
            Output::File(path) => write_file(path, write),
        };
        written.map_err(|error| self.failure(&error))
    }

    /// Writes what `write` writes, and may read again, before anybody else sees it. Where `write`
    /// fails nothing is written.
    pub(crate) fn write_checked<T>(
        &self,
        write: impl FnOnce(&mut dyn Draft) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if let Output::File(path) = self {
            let failed = |error| self.failure(&error);
            let place = Place::of(path);
            if place.is_file {
                let mut beside = beside(&place.path).map_err(failed)?;
                let done = write(beside.as_file_mut())?;
                place.put(beside).map_err(failed)?;
                return Ok(done);
            }
        }
        // What cannot be read again is written once all of it is there.
        let mut draft = Cursor::new(Vec::new());
        let done = write(&mut draft)?;
        self.write(|out| out.write_all(draft.get_ref()))?;
        Ok(done)
    }

    /// Why it could not be written, and what to do.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        let Output::File(path) = self else {
            return Failure::new("cannot write standard output").caused_by(error);
        };
        let failure = Failure::new(format!("cannot write {}", path.display())).caused_by(error);
        match error.kind() {
            ErrorKind::PermissionDenied => {
                failure.hint("you may not write there; name another file")
            }
            ErrorKind::StorageFull => failure.hint("the disk is full"),
            _ => failure,
        }
    }
}

/// A file that can be read while it is being written.
pub(crate) trait Draft: Read + Write + Seek + Send {}

impl<F: Read + Write + Seek + Send> Draft for F {}

/// Writes standard output. Whoever reads it may stop reading: that is no error.
fn write_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {
            // What is still buffered has nowhere to go.
            drop(out.into_parts());
            Ok(())
        }
        other => other,
    }
}

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let place = Place::of(path);
    if !place.is_file {
        return write_through(File::options().write(true).open(&place.path)?, write);
    }
    let mut beside = beside(&place.path)?;
    write_through(beside.as_file_mut(), write)?;
    place.put(beside)
}

/// Where a file goes.
struct Place {
    /// Where the path is a link, the file that it leads to is replaced, not the link.
    path: PathBuf,
    /// What is there now.
    present: Option<Metadata>,
    /// Whether a file can be there; a device or a pipe has no place beside it and cannot be replaced.
    is_file: bool,
}

impl Place {
    fn of(path: &Path) -> Self {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let present = path.metadata().ok();
        let is_file = present.as_ref().is_none_or(Metadata::is_file);
        Self { path, present, is_file }
    }

    /// Puts a file that is whole there.
    fn put(&self, beside: NamedTempFile) -> io::Result<()> {
        if let Some(present) = &self.present {
            beside.as_file().set_permissions(present.permissions())?;
        }
        beside.as_file().sync_all()?;
        beside.persist(&self.path).map_err(|error| error.error)?;
        sync_folder(folder_of(&self.path));
        Ok(())
    }
}

fn write_through(
    file: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.flush()
}

/// A new file in the folder of the final one, on whose file system it has to be.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".keeling-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file; the process's mask takes from it what the user does not want.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder_of(path))
}

/// Makes the rename itself last. Some file systems cannot, and the file is whole without it.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) => Path::new("."),
        None => path,
    }
}

fn is_same_file(path: &Path, input: &Source) -> bool {
    let (Ok(output), Some(input_metadata)) = (path.metadata(), input.metadata()) else {
        return false;
    };
    // Many readers and writers may share a terminal or `/dev/null`.
    if !output.is_file() {
        return false;
    }
    let same_path = matches!(input, Source::File(input)
        if matches!((path.canonicalize(), input.canonicalize()), (Ok(a), Ok(b)) if a == b));
    same_path || is_same_inode(&output, &input_metadata)
}

#[cfg(unix)]
fn is_same_inode(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same_inode(_: &Metadata, _: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, text: &str) -> Result<(), Failure> {
        Output::File(path.to_owned()).write(|out| out.write_all(text.as_bytes()))
    }

    #[test]
    fn an_error_halfway_leaves_the_earlier_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("redline.html");
        write(&path, "earlier").unwrap();
        let failed = Output::File(path.clone()).write(|out| {
            out.write_all(b"half of it")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "earlier");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }

    #[test]
    fn what_is_refused_once_it_is_read_again_leaves_the_earlier_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("redline.docx");
        let output = Output::File(path.clone());
        let draft = |text: &'static str, wanted: &'static str| {
            output.write_checked(|draft| {
                let mut again = String::new();
                let read = draft
                    .write_all(text.as_bytes())
                    .and_then(|()| draft.rewind())
                    .and_then(|()| draft.read_to_string(&mut again));
                read.map_err(|error| Failure::new("cannot be read").caused_by(&error))?;
                if again == wanted { Ok(again.len()) } else { Err(Failure::new("another text")) }
            })
        };
        assert_eq!(draft("earlier", "earlier").unwrap(), 7);
        assert!(draft("later", "other").is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "earlier");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn an_earlier_files_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("redline.html");
        std::fs::write(&path, "earlier").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, "later").unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn through_a_link_the_file_is_replaced_and_not_the_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&file, "earlier").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, "later").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "later");
    }

    #[test]
    fn an_input_by_another_name_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("a.md"), folder.path().join("b.html"));
        std::fs::write(&file, "text").unwrap();
        std::fs::hard_link(&file, &other).unwrap();
        let input = Source::File(file);
        let refused = Output::File(other).check(&[&input]).unwrap_err();
        assert!(refused.to_string().contains("is one of the inputs"), "{refused}");
    }
}
