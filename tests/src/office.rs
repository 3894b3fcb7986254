//! What LibreOffice reads in Word files: files in, their paragraphs with automatic numbers out.
//!
//! A script beside the tests, `tests/office/read.py`, drives one office for all files. Where
//! LibreOffice or its Python is not there, the tests are passed over, loudly; with
//! `KEELING_REQUIRE_OFFICE=1` that is a failure.

use std::path::PathBuf;
use std::process::Command;

/// The status of the script where LibreOffice is not there.
const MISSING: i32 = 77;

/// What to do with the tracked changes of a file before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Accept them all.
    Accept,
    /// Reject them all.
    Reject,
}

/// Reads files, each as one side of its changes; the JSON of the script. `None` where LibreOffice
/// is not there and need not be; that is said on standard error.
///
/// # Errors
///
/// Where the script fails, or LibreOffice is not there and has to be; the message says why.
pub fn read(files: &[(Changes, PathBuf)]) -> Result<Option<String>, String> {
    let mut command = Command::new("/usr/bin/python3");
    command.arg(crate::corpus::root().join("tests/office/read.py"));
    for (changes, file) in files {
        let side = if *changes == Changes::Accept { "accept" } else { "reject" };
        command.arg(side).arg(file);
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => return pass_over(&format!("/usr/bin/python3: {error}")),
    };
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    match output.status.code() {
        Some(0) => String::from_utf8(output.stdout).map(Some).map_err(|error| error.to_string()),
        Some(MISSING) => pass_over(&said),
        status => Err(format!("tests/office/read.py ended with {status:?}: {said}")),
    }
}

#[allow(clippy::print_stderr, reason = "a test that is passed over says so")]
fn pass_over(why: &str) -> Result<Option<String>, String> {
    let required = std::env::var_os("KEELING_REQUIRE_OFFICE").is_some_and(|value| value == "1");
    if required {
        return Err(format!("KEELING_REQUIRE_OFFICE=1, and there is no LibreOffice: {why}"));
    }
    eprintln!(
        "PASSED OVER: no LibreOffice ({why}); apt-get install libreoffice-writer python3-uno"
    );
    Ok(None)
}
