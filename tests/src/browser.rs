//! The system's Chromium, driven by the scripts of `tests/browser` in Node.js.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, iter};

use crate::corpus;

const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The programs that a page is opened with.
#[derive(Debug)]
pub struct Tools {
    /// The browser.
    pub chromium: PathBuf,
    node: PathBuf,
    npm: PathBuf,
}

impl Tools {
    /// Looks for the programs on the path, and for others that the caller needs.
    ///
    /// # Errors
    ///
    /// Where one of them is missing; the message says which.
    pub fn find(others: &[&str]) -> Result<Self, String> {
        for other in others {
            program(&[other])?;
        }
        Ok(Self {
            chromium: program(&CHROMIUM)?,
            node: program(&["node"])?,
            npm: program(&["npm"])?,
        })
    }

    /// Copies the scripts below a folder and installs the packages that they need beside them, if
    /// they are not there from an earlier run. Gives the scripts' folder.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written or the packages cannot be installed.
    pub fn install(&self, below: &Path) -> io::Result<PathBuf> {
        let folder = below.join("browser");
        copy(&corpus::root().join("tests/browser"), &folder)?;
        let lock = fs::read(folder.join("package-lock.json"))?;
        let installed = folder.join("node_modules/.installed");
        if fs::read(&installed).ok().as_deref() != Some(&lock) {
            let mut install = Command::new(&self.npm);
            install.stdout(Stdio::null()).args([
                "ci",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ]);
            if !install.current_dir(&folder).status()?.success() {
                return Err(io::Error::other("the packages of tests/browser cannot be installed"));
            }
            fs::write(installed, lock)?;
        }
        Ok(folder)
    }

    /// A command that runs one of the installed scripts.
    pub fn script(&self, installed: &Path, name: &str) -> Command {
        let mut command = Command::new(&self.node);
        command.arg(installed.join(name));
        command
    }
}

/// The first of some programs that is on the path.
fn program(names: &[&str]) -> Result<PathBuf, String> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders)
        .flat_map(|folder| iter::repeat(folder).zip(names))
        .map(|(folder, name)| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| format!("there is no {}", names.join(" or ")))
}

/// Copies the files of a folder and of those in it, but for packages.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != OsStr::new("node_modules") {
            copy(&path, &to.join(name))?;
        } else if path.is_file() {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
