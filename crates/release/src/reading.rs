//! Reading a folder: inputs in, documents out; what cannot be read is named and stops nothing.
//!
//! A document may lie in a folder twice, as Markdown and as DOCX. Where both hold the same words
//! the DOCX, in which codes are published, is the document and the other its twin.

use keeling_model::{Diagnostic, Document};
use keeling_parse::{Format, ParseOptions, parse};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::digest::sha256;
use crate::input::Input;
use crate::part::{Part, stem};

/// A document as it was read.
#[derive(Debug)]
pub(crate) struct Read {
    /// Its place among the inputs.
    pub(crate) input: usize,
    pub(crate) path: String,
    pub(crate) part: Option<Part>,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub(crate) digest: String,
    pub(crate) format: Format,
    pub(crate) document: Document,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Files that hold the same words in another format.
    pub(crate) twins: Vec<String>,
}

/// A document that cannot be read.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) path: String,
    pub(crate) part: Option<Part>,
    pub(crate) reason: String,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    pub(crate) read: Vec<Read>,
    pub(crate) unread: Vec<Unread>,
}

/// Reads the documents of a folder, on all threads. `done` is called after each.
pub(crate) fn read(
    inputs: &[Box<dyn Input>],
    options: &ParseOptions,
    done: &(dyn Fn() + Sync),
) -> Folder {
    let all: Vec<Result<Read, Unread>> = inputs
        .par_iter()
        .enumerate()
        // One at a time: they differ much in size, and no thread should be left with many.
        .with_max_len(1)
        .map(|(at, input)| {
            let read = read_one(at, input.as_ref(), options);
            done();
            read
        })
        .collect();
    let mut folder = Folder::default();
    for one in all {
        match one {
            Ok(read) => folder.read.push(read),
            Err(unread) => folder.unread.push(unread),
        }
    }
    folder.read = join_twins(folder.read);
    forget_doubles(&mut folder);
    folder
}

/// What two documents of a folder both say that they are tells neither of them.
fn forget_doubles(folder: &mut Folder) {
    let mut count: FxHashMap<Part, u32> = FxHashMap::default();
    let read = folder.read.iter_mut().map(|read| &mut read.part);
    let mut parts: Vec<_> =
        read.chain(folder.unread.iter_mut().map(|unread| &mut unread.part)).collect();
    for part in parts.iter().filter_map(|part| part.as_ref()) {
        *count.entry(part.clone()).or_default() += 1;
    }
    for part in &mut parts {
        if part.as_ref().is_some_and(|part| count.get(part) != Some(&1)) {
            **part = None;
        }
    }
}

fn read_one(at: usize, input: &dyn Input, options: &ParseOptions) -> Result<Read, Unread> {
    let path = input.path().to_owned();
    let unread = |reason: String| {
        let part = Part::of_name(input.path());
        Unread { path: input.path().to_owned(), part, reason }
    };
    let bytes = input.read().map_err(|error| unread(in_words(error.as_ref())))?;
    let parsed = match input.pictures() {
        None => parse(&bytes, options),
        Some(see) => parse(&bytes, &options.clone().pictures(move |path: &str| see(path))),
    };
    let parsed = parsed.map_err(|error| unread(in_words(&error)))?;
    let part = Part::of(&parsed.document, &path);
    Ok(Read {
        input: at,
        path,
        part,
        digest: sha256(&bytes),
        format: parsed.format,
        document: parsed.document,
        diagnostics: parsed.diagnostics,
        twins: Vec::new(),
    })
}

/// An error with its causes, each once.
pub(crate) fn in_words(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !words.contains(&text) {
            words = format!("{words}: {text}");
        }
        cause = error.source();
    }
    words
}

/// Sets aside what holds the same words as a DOCX of the same name beside it.
fn join_twins(all: Vec<Read>) -> Vec<Read> {
    let name = |read: &Read| {
        let folder = read.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{}", stem(&read.path))
    };
    let (mut kept, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|read| read.format == Format::Docx);
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    for (at, read) in kept.iter().enumerate() {
        by_name.entry(name(read)).or_insert(at);
    }
    let mut alone = Vec::new();
    for other in others {
        let twin = by_name.get(&name(&other)).and_then(|at| kept.get_mut(*at));
        match twin.filter(|twin| same_words(&twin.document, &other.document)) {
            Some(twin) => twin.twins.push(other.path),
            None => alone.push(other),
        }
    }
    kept.extend(alone);
    kept.sort_by_key(|read| read.input);
    kept
}

fn same_words(one: &Document, other: &Document) -> bool {
    one.text().split_whitespace().eq(other.text().split_whitespace())
}
