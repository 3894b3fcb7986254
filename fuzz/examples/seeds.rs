//! Writes the seeds of every target into `corpus`, from the fixtures of the workspace.
//!
//! Run from the folder `fuzz`: `cargo run --example seeds`.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/example-energy-code");
    for name in ["section-h", "appendix-ag"] {
        let (old, new) = (fixtures.join("old").join(name), fixtures.join("new").join(name));
        for version in [&old, &new] {
            let package = version.with_extension("docx");
            seed("docx", name, &fs::read(&package)?)?;
            seed("document_xml", name, &part(&package, "word/document.xml")?)?;
            seed("numbering_xml", name, &part(&package, "word/numbering.xml")?)?;
        }
        let main = |version: &Path| part(&version.with_extension("docx"), "word/document.xml");
        let (old_main, new_main) = (main(&old)?, main(&new)?);
        for (old, new) in elements(&old_main).zip(elements(&new_main)) {
            seed("word", name, &[body(old).as_slice(), b"\xFF", &body(new)].concat())?;
        }
        let (old, new) = (fs::read(old.with_extension("md"))?, fs::read(new.with_extension("md"))?);
        seed("markdown", name, &old)?;
        for (old, new) in paragraphs(&old).zip(paragraphs(&new)) {
            seed("labels", name, old)?;
            seed("redline", name, &[old, b"\xFF", new].concat())?;
        }
        seed("redline", name, &[old.as_slice(), b"\xFF", &new].concat())?;
    }
    Ok(())
}

/// A few paragraphs of a main part at a time.
fn elements(main: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = std::str::from_utf8(main).unwrap_or_default();
    let ends: Vec<usize> = text.match_indices("</w:p><w:p ").map(|(at, _)| at + 6).collect();
    let pieces: Vec<&[u8]> =
        ends.windows(4).step_by(3).map(|ends| &main[ends[0]..ends[3]]).collect();
    pieces.into_iter()
}

/// A main part with these paragraphs.
fn body(paragraphs: &[u8]) -> Vec<u8> {
    const WORD: &[u8] = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let head = [b"<w:document xmlns:w=\"", WORD, b"\"><w:body>"].concat();
    [&head, paragraphs, b"</w:body></w:document>"].concat()
}

/// A few lines at a time: small seeds are changed in more ways.
fn paragraphs(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.chunk_by(|byte, _| *byte != b'\n')
        .collect::<Vec<_>>()
        .chunks(8)
        .map(|lines| {
            let len = lines.iter().map(|line| line.len()).sum::<usize>();
            let start = lines[0].as_ptr().addr() - text.as_ptr().addr();
            &text[start..start + len]
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Writes a seed under a name that its place in the folder makes its own.
fn seed(target: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "corpus", target].iter().collect();
    fs::create_dir_all(&folder)?;
    let number = fs::read_dir(&folder)?.count();
    fs::write(folder.join(format!("{name}-{number}")), bytes)
}

fn part(package: &Path, name: &str) -> io::Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(File::open(package)?)?;
    let mut bytes = Vec::new();
    archive.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
