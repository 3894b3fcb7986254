//! A folder of its own for each test, and the command run in it.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A small code, and the same with one clause amended, one inserted, and one renumbered by that.
pub(crate) const OLD: &str = "# 1 Supply\n\n1.1 The Supplier shall supply within 30 days.\n\n\
    1.2 The Agent shall read each Meter under Clause 1.1.\n";
/// See [`OLD`].
pub(crate) const NEW: &str = "# 1 Supply\n\n1.1 The Supplier shall supply within 45 days.\n\n\
    1.2 The Panel may grant a derogation.\n\n\
    1.3 The Agent shall read each Meter under Clause 1.1.\n";

/// A ZIP file of these parts.
pub(crate) fn zip<'a>(parts: impl IntoIterator<Item = (&'a str, String)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A folder with `old.md` and `new.md`.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(TempDir::with_prefix("keeling-test-").unwrap());
        folder.write("old.md", OLD);
        folder.write("new.md", NEW);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of the files in it, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = self.0.path().read_dir().unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command with these arguments, not yet run.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keeling"));
        command.args(arguments).current_dir(self.0.path());
        // What the terminal of whoever runs the tests is like must not matter.
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the command with these arguments.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }

    /// Runs the command with these arguments and this standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Run::of(&child.wait_with_output().unwrap())
    }
}

/// What a run of the command left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// The run, which has to have succeeded.
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.status, Some(0), "{}", self.stderr);
        self
    }

    /// The text of a redline without its first lines, which name the versions; the run has to
    /// have succeeded.
    pub(crate) fn clauses(self) -> String {
        let run = self.succeeded();
        let (_, clauses) = run.stdout.split_once("\n\n").unwrap();
        clauses.to_owned()
    }

    /// Standard error, of a run that has to have failed with status 2 and written nothing.
    pub(crate) fn failed(self) -> String {
        assert_eq!(self.status, Some(2), "{}", self.stderr);
        assert_eq!(self.stdout, "", "an error leaves standard output alone");
        self.stderr
    }
}

/// A fixture of the Example Energy Code.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/example-energy-code").join(name)
}
