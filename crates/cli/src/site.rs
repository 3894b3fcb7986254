//! Where a site goes: a folder that is written beside its final place and put there as a whole.
//!
//! ```text
//! SITE, .SITE.keeling-x7Jq/    while the new site is written
//! SITE ⇄ .SITE.keeling-x7Jq    exchanged in one step, where the system can
//! SITE                         the old one is removed
//! ```
//!
//! A run that is killed leaves the old site as it was, and its own folder beside it, which the next
//! run removes. Two runs at once write two folders; the one that ends last stays.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::folder::Folder;
use crate::report::Failure;

/// A file that says that a folder is a site of ours, which may be replaced.
const MARK: &str = ".keeling-site";
/// What ends the prefix of the folder that a site is written in.
const BESIDE: &str = ".keeling-";

/// A site that is being written.
#[derive(Debug)]
pub(crate) struct Draft {
    target: PathBuf,
    folder: TempDir,
    /// Held as long as this run lives, so that no other run takes the folder for a leftover.
    _lock: File,
}

/// Makes sure, before any work, that a site can go there and no document is lost by it.
pub(crate) fn check(target: &Path, inputs: [&Folder; 2]) -> Result<(), Failure> {
    let shown = target.display();
    let cannot = |why: &str| Failure::new(format!("cannot write {shown}: {why}"));
    if target.is_file() {
        return Err(cannot("it is a file").hint("name a folder for the site"));
    }
    if target.is_symlink() && !target.exists() {
        return Err(cannot("it is a link that leads nowhere").hint("name a folder for the site"));
    }
    let parent = parent_of(target);
    if !parent.is_dir() {
        return Err(cannot(&format!("there is no folder {}", parent.display()))
            .hint("make the folder first"));
    }
    let Ok(site) = target.canonicalize() else { return Ok(()) };
    for directory in inputs.into_iter().filter_map(Folder::directory) {
        if directory.canonicalize().is_ok_and(|directory| directory.starts_with(&site)) {
            return Err(cannot("the documents lie in it").hint("name another folder for the site"));
        }
    }
    let is_empty = site.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if !is_empty && !site.join(MARK).is_file() {
        return Err(cannot("the folder holds something that is no site of keeling")
            .hint("name a folder that is empty or not there yet"));
    }
    Ok(())
}

impl Draft {
    /// Begins a site that will go there.
    pub(crate) fn begin(target: &Path) -> Result<Self, Failure> {
        let target = target.canonicalize().unwrap_or_else(|_| target.to_owned());
        begin(&target).map_err(|error| failure(&target, &error))
    }

    /// Puts the site into its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        self.put().map_err(|error| failure(&self.target, &error))?;
        // What is left is the site that was there before, or nothing.
        let _ = self.folder.close();
        Ok(())
    }

    fn put(&self) -> io::Result<()> {
        if let Ok(present) = self.target.metadata() {
            fs::set_permissions(self.folder.path(), present.permissions())?;
        }
        put(self.folder.path(), &self.target)
    }
}

impl keeling_release::Site for Draft {
    fn write(
        &self,
        path: &str,
        content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let path = self.folder.path().join(path);
        fs::create_dir_all(parent_of(&path))?;
        let mut out = BufWriter::with_capacity(64 * 1024, File::create(path)?);
        content(&mut out)?;
        out.flush()
    }
}

/// Why a site could not be written, and what to do.
pub(crate) fn failure(target: &Path, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("cannot write {}", target.display())).caused_by(error);
    match error.kind() {
        ErrorKind::PermissionDenied => failure.hint("you may not write there; name another folder"),
        ErrorKind::StorageFull => {
            failure.hint("the disk is full; a site that was there is as it was")
        }
        _ => failure,
    }
}

fn begin(target: &Path) -> io::Result<Draft> {
    let parent = parent_of(target);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // Room for the name's own end: some file systems take no more than 255 bytes.
    let name = name.get(..name.floor_char_boundary(100)).unwrap_or_default();
    let prefix = format!(".{name}{BESIDE}");
    remove_leftovers(parent, &prefix);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new folder; the process's mask takes from it what the user does not want.
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    let folder = builder.tempdir_in(parent)?;
    let lock = File::open(folder.path())?;
    // Where the system has no locks, leftovers are never taken for one either.
    let _ = lock.try_lock_shared();
    // From here on it is not empty, so that it is known for a leftover once the lock is gone.
    fs::write(folder.path().join(MARK), "keeling/release\n")?;
    Ok(Draft { target: target.to_owned(), folder, _lock: lock })
}

/// Removes what runs that were killed have left; one that still runs holds a lock.
fn remove_leftovers(parent: &Path, prefix: &str) {
    let Ok(entries) = parent.read_dir() else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(prefix);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_ours && is_folder && !may_begin(&entry.path()) {
            let unlocked = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
            if unlocked {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Whether a folder may be that of a run which is about to lock it: an empty one, not long made.
fn may_begin(folder: &Path) -> bool {
    const LONG: Duration = Duration::from_mins(1);
    let is_empty = folder.read_dir().is_ok_and(|mut below| below.next().is_none());
    let made = folder.metadata().and_then(|folder| folder.modified());
    is_empty && made.is_ok_and(|made| made.elapsed().unwrap_or_default() < LONG)
}

/// Puts a folder where another may be; what was there is then where the folder came from.
fn put(folder: &Path, target: &Path) -> io::Result<()> {
    // Another run may put or remove its site between two steps of this one.
    const TRIES: usize = 100;
    let mut last = Ok(());
    for _ in 0..TRIES {
        last = if target.exists() { exchange(folder, target) } else { fs::rename(folder, target) };
        match &last {
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty) => {}
            _ => return last,
        }
    }
    last
}

#[cfg(target_os = "linux")]
fn exchange(folder: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, folder, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Not every file system can.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => exchange_in_steps(folder, target),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(folder: &Path, target: &Path) -> io::Result<()> {
    exchange_in_steps(folder, target)
}

/// Exchanges two folders by way of a third name; an error puts the first back.
fn exchange_in_steps(folder: &Path, target: &Path) -> io::Result<()> {
    let mut aside = folder.as_os_str().to_owned();
    aside.push("-old");
    let aside = PathBuf::from(aside);
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(folder, target) {
        fs::rename(&aside, target)?;
        return Err(error);
    }
    fs::rename(&aside, folder)
}

fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) => Path::new("."),
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use keeling_release::Site as _;

    use super::*;

    fn write(target: &Path, text: &str) {
        let draft = Draft::begin(target).unwrap();
        draft.write("a/index.html", &mut |out| out.write_all(text.as_bytes())).unwrap();
        draft.finish().unwrap();
    }

    #[test]
    fn a_site_takes_the_place_of_the_one_before_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        write(&target, "first");
        write(&target, "second");
        assert_eq!(fs::read_to_string(target.join("a/index.html")).unwrap(), "second");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }

    #[test]
    fn an_exchange_in_steps_does_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        fs::create_dir(&one).unwrap();
        fs::create_dir(&other).unwrap();
        fs::write(one.join("new"), "").unwrap();
        exchange_in_steps(&one, &other).unwrap();
        assert!(other.join("new").exists() && !one.join("new").exists());
        assert_eq!(folder.path().read_dir().unwrap().count(), 2);
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_a_living_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        fs::create_dir_all(folder.path().join(".site.keeling-dead/redline")).unwrap();
        // One that was killed before it wrote anything, and one that may be about to.
        let [empty, fresh] = ["empty", "fresh"].map(|end| {
            let path = folder.path().join(format!(".site.keeling-{end}"));
            fs::create_dir(&path).unwrap();
            path
        });
        let long_ago = std::time::SystemTime::now() - Duration::from_mins(2);
        File::open(&empty).unwrap().set_modified(long_ago).unwrap();
        let living = Draft::begin(&target).unwrap();
        living.write("index.html", &mut |_| Ok(())).unwrap();
        write(&target, "second");
        assert!(living.folder.path().exists());
        assert!(!folder.path().join(".site.keeling-dead").exists());
        assert!(!empty.exists() && fresh.exists());
    }

    #[test]
    fn a_folder_with_something_else_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        let inputs = [Folder::Directory("nowhere".into()), Folder::Directory("nowhere".into())];
        let check = || check(&target, [&inputs[0], &inputs[1]]);
        assert!(check().is_ok());
        fs::create_dir(&target).unwrap();
        assert!(check().is_ok());
        fs::write(target.join("thesis.docx"), "").unwrap();
        assert!(check().unwrap_err().to_string().contains("no site of keeling"));
    }
}
