//! A file as a git revision has it: `REV:PATH` in, its bytes out (see gitrevisions(7)).
//!
//! The path counts from the repository's top; one that begins with `./` or `../` counts from the
//! current folder, as in git. The index (`:PATH`) is not offered: it is no version of anything.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use gix::bstr::ByteSlice as _;

use crate::report::Failure;
use crate::suggest::most_alike;

/// How deep folders are looked into.
const DEEPEST: usize = 100;

/// A revision and a path in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    revision: String,
    path: String,
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.revision, self.path)
    }
}

impl Spec {
    /// A folder of a revision, `REV:PATH`; without a path its top.
    pub(crate) fn folder(argument: &str) -> Option<Self> {
        match argument.strip_suffix(':').filter(|revision| !revision.is_empty()) {
            Some(revision) if Self::parse(argument).is_none() => {
                Some(Self { revision: revision.to_owned(), path: String::new() })
            }
            _ => Self::parse(argument),
        }
    }

    /// The files below the folder, each with its path from there; no links, no submodules.
    pub(crate) fn list(&self) -> Result<Vec<(String, Self)>, Failure> {
        let repository = gix::discover(".").map_err(|_| self.no_repository())?;
        let top = self.tree(&repository)?;
        let path = self.path_from_top(&repository)?;
        let tree = if path.as_os_str().is_empty() {
            top
        } else {
            top.lookup_entry_by_path(&path)
                .map_err(|error| self.failure().caused_by(&error))?
                .ok_or_else(|| self.no_such_path(&top, &path))?
                .object()
                .map_err(|error| self.failure().caused_by(&error))?
                .try_into_tree()
                .map_err(|_| {
                    Failure::new(format!("cannot read {self}: in that revision it is no folder"))
                        .hint("keeling diff compares two files")
                })?
        };
        let mut files = Vec::new();
        self.walk(&tree, &path, &mut Vec::new(), &mut files)?;
        Ok(files)
    }

    fn walk(
        &self,
        tree: &gix::Tree<'_>,
        from: &Path,
        below: &mut Vec<String>,
        files: &mut Vec<(String, Self)>,
    ) -> Result<(), Failure> {
        for entry in tree.iter() {
            let entry = entry.map_err(|error| self.failure().caused_by(&error))?;
            below.push(entry.filename().to_string());
            if entry.mode().is_tree() && below.len() < DEEPEST {
                let object = entry.object();
                let object = object.map_err(|error| self.failure().caused_by(&error))?;
                self.walk(&object.into_tree(), from, below, files)?;
            } else if entry.mode().is_blob() {
                let relative = below.join("/");
                let full = from.join(&relative);
                if let Some(path) = full.to_str() {
                    let spec = Self { revision: self.revision.clone(), path: path.to_owned() };
                    files.push((relative, spec));
                }
            }
            below.pop();
        }
        Ok(())
    }

    /// Parts an argument at its first colon outside braces, which revisions such as
    /// `HEAD^{/subject: words}` have of their own.
    pub(crate) fn parse(argument: &str) -> Option<Self> {
        let mut depth = 0_u32;
        let colon = argument.char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            (c == ':' && depth == 0).then_some(at)
        })?;
        let (revision, path) = (argument.get(..colon)?, argument.get(colon + 1..)?);
        (!revision.is_empty() && !path.is_empty())
            .then(|| Self { revision: revision.to_owned(), path: path.to_owned() })
    }

    /// The file at this path from its folder, in the same revision.
    pub(crate) fn beside(&self, path: &Path) -> Option<Self> {
        let path = Path::new(&self.path).parent()?.join(path).to_str()?.to_owned();
        Some(Self { revision: self.revision.clone(), path })
    }

    /// The file at this path below it, where it is a folder.
    pub(crate) fn below(&self, path: &str) -> Self {
        let folder = self.path.trim_end_matches('/');
        let path = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        Self { revision: self.revision.clone(), path }
    }

    /// The file's bytes; an error where there are more than `most`.
    pub(crate) fn read(&self, most: u64) -> Result<Vec<u8>, Failure> {
        let repository = gix::discover(".").map_err(|_| self.no_repository())?;
        let tree = self.tree(&repository)?;
        let path = self.path_from_top(&repository)?;
        let entry = tree
            .lookup_entry_by_path(&path)
            .map_err(|error| self.failure().caused_by(&error))?
            .ok_or_else(|| self.no_such_path(&tree, &path))?;
        if !entry.mode().is_blob() {
            let what = if entry.mode().is_tree() { "a directory" } else { "not a file" };
            return Err(Failure::new(format!("cannot read {self}: in that revision it is {what}"))
                .hint("name a document in it"));
        }
        let id = entry.object_id();
        let header =
            repository.find_header(id).map_err(|error| self.failure().caused_by(&error))?;
        if header.size() > most {
            return Err(Failure::new(format!("cannot read {self}: it has more than {most} bytes"))
                .hint("raise the limit with --max-bytes"));
        }
        let blob = repository.find_blob(id).map_err(|error| self.failure().caused_by(&error))?;
        Ok(blob.detach().data)
    }

    fn tree<'a>(&self, repository: &'a gix::Repository) -> Result<gix::Tree<'a>, Failure> {
        let id = repository
            .rev_parse_single(self.revision.as_bytes().as_bstr())
            .map_err(|_| self.no_such_revision())?;
        id.object()
            .and_then(gix::Object::peel_to_tree)
            .map_err(|error| self.failure().caused_by(&error))
    }

    fn path_from_top(&self, repository: &gix::Repository) -> Result<PathBuf, Failure> {
        let relative = self.path.starts_with("./") || self.path.starts_with("../");
        let prefix = match repository.prefix() {
            Ok(Some(prefix)) if relative => prefix,
            _ => Path::new(""),
        };
        normal(&prefix.join(&self.path)).ok_or_else(|| {
            Failure::new(format!("cannot read {self}: the path leads out of the repository"))
        })
    }

    fn failure(&self) -> Failure {
        Failure::new(format!("cannot read {self}"))
    }

    fn no_repository(&self) -> Failure {
        Failure::new(format!("cannot read {self}: no such file, and this is no git repository"))
            .hint("REV:PATH names a file of a git revision; run it inside the repository")
    }

    fn no_such_revision(&self) -> Failure {
        let Self { revision, path } = self;
        let failure = Failure::new(format!(
            "cannot read {self}: no such file, and no git revision `{revision}`"
        ));
        if path.is_empty() {
            return failure.hint("`git log --oneline` and `git tag` list the revisions");
        }
        failure
            .hint(format!("`git log --oneline -- {path}` lists the revisions that touch the file"))
    }

    fn no_such_path(&self, tree: &gix::Tree<'_>, path: &Path) -> Failure {
        let Self { revision, .. } = self;
        let shown = path.display();
        let failure = Failure::new(format!("cannot read {self}: {revision} has no file {shown}"));
        match similar_path(tree, path) {
            Some(similar) => failure.hint(format!("did you mean {revision}:{similar}?")),
            None => failure.hint("the path counts from the repository's top; ./ from this folder"),
        }
    }
}

/// The path in the same folder of the tree whose name is most like this one.
fn similar_path(tree: &gix::Tree<'_>, path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent()?;
    let tree = if folder.as_os_str().is_empty() {
        tree.clone()
    } else {
        tree.lookup_entry_by_path(folder).ok()??.object().ok()?.try_into_tree().ok()?
    };
    let names = tree.iter().filter_map(|entry| Some(entry.ok()?.filename().to_string()));
    let name = most_alike(wanted, names)?;
    Some(folder.join(name).to_str()?.to_owned())
}

/// The path without `.` and `..`; `None` where it leads above its start.
pub(crate) fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => normal.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !normal.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(argument: &str) -> Option<[String; 2]> {
        Spec::parse(argument).map(|spec| [spec.revision, spec.path])
    }

    #[test]
    fn the_first_colon_outside_braces_parts_revision_and_path() {
        let parts = |argument| parts(argument).unwrap();
        assert_eq!(parts("v1.2:code/h.md"), ["v1.2", "code/h.md"]);
        assert_eq!(parts("HEAD:a:b.md"), ["HEAD", "a:b.md"]);
        assert_eq!(parts("HEAD^{/h: amend}:h.md"), ["HEAD^{/h: amend}", "h.md"]);
    }

    #[test]
    fn a_folder_may_be_the_top() {
        let parts = |argument| Spec::folder(argument).map(|spec| [spec.revision, spec.path]);
        assert_eq!(parts("v1:"), Some(["v1".to_owned(), String::new()]));
        assert_eq!(parts("v1:code"), Some(["v1".to_owned(), "code".to_owned()]));
        assert_eq!(parts("code"), None);
        assert_eq!(parts(":"), None);
    }

    #[test]
    fn without_revision_or_path_it_is_a_file_name() {
        assert_eq!(parts("code.md"), None);
        assert_eq!(parts(":code.md"), None);
        assert_eq!(parts("HEAD:"), None);
    }

    #[test]
    fn a_path_cannot_lead_out_of_the_repository() {
        assert_eq!(normal(Path::new("code/../h.md")), Some(PathBuf::from("h.md")));
        assert_eq!(normal(Path::new("../h.md")), None);
        assert_eq!(normal(Path::new("/etc/passwd")), None);
    }
}
