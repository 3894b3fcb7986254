//! The whole of it: inputs in, a written site and its record out.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use keeling_parse::ParseOptions;
use keeling_render::Ids;
use rayon::prelude::*;

use crate::about::About;
use crate::across;
use crate::compare::{Compared, compare};
use crate::input::{Input, Site};
use crate::pairing::pair;
use crate::reading::{Folder, Read, read};
use crate::record::{Record, build};
use crate::site::address::encoded;
use crate::site::{self, view};
use crate::word;

/// How to compare and what to write.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is known beside the documents. By default nothing.
    pub about: About,
    /// How documents are read. By default as [`ParseOptions`] says.
    pub parse: ParseOptions,
    /// How they are compared. By default as [`keeling_diff::Options`] says.
    pub diff: keeling_diff::Options,
    /// What is written. By default everything.
    pub formats: Formats,
    /// How Word files are made. By default as [`word::Options`] says.
    pub word: word::Options,
    /// Whether copies of the new versions stand on the site. By default they do not.
    pub clean: bool,
    /// The language of the documents as a BCP 47 tag. By default `en`.
    pub lang: Option<String>,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each format is there or is not")]
pub struct Formats {
    /// The index and a redline of each document.
    pub html: bool,
    /// `changes.json`.
    pub json: bool,
    /// `changes.csv`.
    pub csv: bool,
    /// `changes.xlsx`.
    pub xlsx: bool,
    /// `notice.md` and `notice.html`.
    pub notice: bool,
    /// A Word file with tracked changes of each document whose text differs.
    pub word: bool,
}

impl Default for Formats {
    fn default() -> Self {
        Self { html: true, json: true, csv: true, xlsx: true, notice: true, word: true }
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// So many documents of so many are read.
    Reading(usize, usize),
    /// So many pairs of so many are compared.
    Comparing(usize, usize),
    /// So many redlines of so many are written.
    Writing(usize, usize),
    /// So many Word files of so many are made.
    WritingWord(usize, usize),
}

/// Compares the documents of two versions of a code and writes a site.
///
/// A document that cannot be read stops nothing: the record says so of it, and the index.
///
/// # Errors
///
/// Those of the site.
pub fn release(
    old: &[Box<dyn Input>],
    new: &[Box<dyn Input>],
    site: &dyn Site,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> io::Result<Record> {
    let done = Counter::new(old.len() + new.len());
    let tick = || progress(done.next(Progress::Reading));
    let (old_folder, new_folder) =
        rayon::join(|| read(old, &options.parse, &tick), || read(new, &options.parse, &tick));
    let mut documents = compare_all(&old_folder, &new_folder, options, progress);
    let across = across::find(&mut documents);
    let ids: Vec<Ids> =
        documents.par_iter().with_max_len(1).map(|compared| Ids::new(&view(compared))).collect();
    let places = crate::record::Places::new(&documents, &ids);
    let mut record = build(&documents, &places, &across, options);
    if options.formats.word {
        write_word(site, &documents, &mut record, [old, new], options, progress)?;
    }

    if options.formats.html {
        let notes = site::notes::of(&documents, &places, &across);
        let said = notes.into_iter().zip(site::notes::links(&documents, &places, &across));
        let done = Counter::new(documents.len());
        let pages: Vec<_> = documents.iter().zip(&record.documents).zip(said).collect();
        pages.into_par_iter().with_max_len(1).try_for_each(|((compared, document), said)| {
            if compared.is_compared() {
                site::page::write(site, compared, document, &record, said, options)?;
            }
            progress(done.next(Progress::Writing));
            io::Result::Ok(())
        })?;
    }
    if options.clean {
        documents.par_iter().try_for_each(|compared| write_clean(site, compared, new))?;
    }
    site::write(site, &record, options)?;
    Ok(record)
}

fn compare_all<'a>(
    old: &'a Folder,
    new: &'a Folder,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Vec<Compared<'a>> {
    let pairs = pair(old, new);
    let done = Counter::new(pairs.len());
    compare(&pairs, &options.diff, &|| progress(done.next(Progress::Comparing)))
}

/// Copies the new version of a document as it is.
fn write_clean(
    site: &dyn Site,
    compared: &Compared<'_>,
    inputs: &[Box<dyn Input>],
) -> io::Result<()> {
    let Some(read) = compared.new else { return Ok(()) };
    let Some(bytes) = bytes(read, inputs)? else { return Ok(()) };
    let path = format!("clean/{}", crate::record::clean_name(compared, read));
    site.write(&path, &mut |out| out.write_all(&bytes))
}

/// Writes the Word files, and records where they are or why one is not there.
fn write_word(
    site: &dyn Site,
    documents: &[Compared<'_>],
    record: &mut Record,
    inputs: site::word::Inputs<'_>,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> io::Result<()> {
    let pairs: Vec<_> = documents
        .iter()
        .zip(&mut record.documents)
        .filter(|(_, document)| document.is_affected_text())
        .collect();
    let done = Counter::new(pairs.len());
    pairs.into_par_iter().with_max_len(1).try_for_each(|(compared, document)| {
        match site::word::file(compared, inputs, options) {
            Ok(file) => {
                let path = format!("word/{}.docx", compared.id);
                site.write(&path, &mut |out| out.write_all(&file.bytes))?;
                document.word = Some(format!("word/{}.docx", encoded(&compared.id)));
                document.word_warnings = file.warnings;
            }
            Err(reason) => document.without_word = Some(reason),
        }
        progress(done.next(Progress::WritingWord));
        Ok(())
    })
}

fn bytes(read: &Read, inputs: &[Box<dyn Input>]) -> io::Result<Option<Vec<u8>>> {
    let input = inputs.get(read.input);
    input.map(|input| input.read().map_err(io::Error::other)).transpose()
}

/// Counts what is done on all threads.
struct Counter {
    done: AtomicUsize,
    total: usize,
}

impl Counter {
    fn new(total: usize) -> Self {
        Self { done: AtomicUsize::new(0), total }
    }

    fn next(&self, stage: impl Fn(usize, usize) -> Progress) -> Progress {
        stage(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.total)
    }
}
