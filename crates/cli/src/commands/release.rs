//! `keeling release`: two folders in, a site out.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use keeling_release::about::{self, About};
use keeling_release::record::{DocumentRecord, Result as Outcome};
use keeling_release::{Counts, Formats, Options, Record, release, word};
use keeling_render::docx::DocxOptions;

use crate::args::{Release, SiteFormat};
use crate::folder::{Document, Folder, Globs};
use crate::output::Output;
use crate::progress::Progress;
use crate::report::{self, Failure, Reporter, printable};
use crate::site::{self, Draft};

/// The most bytes of a `release.toml` that are taken in; the library says that there are too many.
const MOST_ABOUT: u64 = (1 << 20) + 1;

/// Makes the site. A document that cannot be read stops nothing, and is an error at the end.
pub(crate) fn run(args: &Release, reporter: &Reporter) -> Result<(), Failure> {
    let formats = formats(args);
    if args.open && !formats.html {
        return Err(Failure::new("--open needs pages").hint("add html to --formats"));
    }
    let options = options(args, formats)?;
    let (old, new) = (Folder::new(&args.old)?, Folder::new(&args.new)?);
    site::check(&args.output, [&old, &new])?;
    let globs = Globs { include: &args.include, exclude: &args.exclude };
    let old_found = old.documents(globs, &args.output, reporter)?;
    let new_found = new.documents(globs, &args.output, reporter)?;
    let most = args.limits.most();
    let old_documents = Document::all(old_found, &new, most);
    let new_documents = Document::all(new_found, &old, most);

    let draft = Draft::begin(&args.output)?;
    let progress = Progress::begin(reporter.is_quiet());
    let told = |at| progress.of_release(at);
    let record = release(&old_documents, &new_documents, &draft, &options, &told)
        .map_err(|error| site::failure(&args.output, &error))?;
    draft.finish()?;
    drop(progress);

    tell(&record, args, reporter)?;
    open(args)?;
    not_compared(&record)
}

fn formats(args: &Release) -> Formats {
    if args.formats.is_empty() {
        return Formats { word: !args.no_word, ..Formats::default() };
    }
    let has = |format| args.formats.contains(&format);
    Formats {
        html: has(SiteFormat::Html),
        json: has(SiteFormat::Json),
        csv: has(SiteFormat::Csv),
        xlsx: has(SiteFormat::Xlsx),
        notice: has(SiteFormat::Notice),
        word: has(SiteFormat::Word) && !args.no_word,
    }
}

fn options(args: &Release, formats: Formats) -> Result<Options, Failure> {
    Ok(Options {
        about: args.about.as_deref().map(read_about).transpose()?.unwrap_or_default(),
        parse: args.limits.parse_options().tracked(args.tracked.into()),
        diff: args.comparison.options(),
        formats,
        word: word::Options {
            docx: DocxOptions::default().author(&args.author),
            lang: args.lang.clone(),
            ..word::Options::default()
        },
        clean: args.clean,
        lang: Some(args.lang.clone()),
    })
}

fn read_about(path: &Path) -> Result<About, Failure> {
    let shown = path.display();
    let cannot = || Failure::new(format!("cannot read {shown}"));
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_ABOUT).read_to_end(&mut bytes))
        .map_err(|error| cannot().caused_by(&error))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| cannot().hint("TOML has to be text in UTF-8; save it in that encoding"))?;
    about::read(&text).map_err(|error| {
        let place = if error.line().is_some() { ", " } else { ": " };
        Failure::new(format!("{shown}{place}{error}"))
            .hint("docs/release.md describes everything that the file may say")
    })
}

/// Says what changed, document by document.
fn tell(record: &Record, args: &Release, reporter: &Reporter) -> Result<(), Failure> {
    for document in &record.documents {
        for version in [&document.old, &document.new].into_iter().flatten() {
            for warning in &version.warnings {
                reporter.detail(format_args!("{}: {warning}", version.path));
            }
        }
        for warning in &document.word_warnings {
            reporter.detail(format_args!("{}, Word file: {warning}", document.name));
        }
        if let Some(reason) = &document.without_word {
            reporter.warning(format_args!("{}: there is no Word file: {reason}", document.name));
        }
    }
    if !reporter.is_quiet() {
        let table = table(record);
        Output::Stdout.write(|out| out.write_all(table.as_bytes()))?;
    }
    reporter.note(format_args!("the site is in {}", args.output.display()));
    Ok(())
}

fn table(record: &Record) -> String {
    let head = [
        "",
        "result",
        "changed",
        "inserted",
        "deleted",
        "amended",
        "references",
        "moved",
        "renumbered",
    ];
    let mut rows: Vec<Vec<String>> = vec![head.iter().map(|name| (*name).to_owned()).collect()];
    rows.extend(record.documents.iter().map(row));
    let totals = &record.totals;
    let s = if totals.documents == 1 { "" } else { "s" };
    let mut total = vec![format!("{} document{s}", totals.documents), String::new()];
    total.extend(counts(&totals.clauses));
    rows.push(total);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..head.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut table = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match column {
                0 | 1 => write!(line, "{cell:<width$}  "),
                _ => write!(line, "{cell:>width$}  "),
            };
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}

fn row(document: &DocumentRecord) -> Vec<String> {
    const LONGEST: usize = 48;
    let name = printable(&document.name);
    let name = match name.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", name.get(..at).unwrap_or_default()),
        None => name,
    };
    let outcome = match document.result {
        Outcome::Changed => "changed",
        Outcome::Unchanged => "unchanged",
        Outcome::New => "new",
        Outcome::Withdrawn => "withdrawn",
        Outcome::NotCompared => "not compared",
    };
    let mut row = vec![name, outcome.to_owned()];
    if document.result != Outcome::NotCompared {
        row.extend(counts(&document.counts));
    }
    row
}

fn counts(counts: &Counts) -> [String; 7] {
    [
        counts.changed,
        counts.inserted,
        counts.deleted,
        counts.amended,
        counts.consequential,
        counts.moved,
        counts.renumbered,
    ]
    .map(|count| count.to_string())
}

fn open(args: &Release) -> Result<(), Failure> {
    if !args.open {
        return Ok(());
    }
    let index = args.output.join("index.html");
    open::that_detached(&index).map_err(|error| {
        Failure::new(format!("{} is written, but no browser opens it", index.display()))
            .caused_by(&error)
            .hint("open the file by hand")
    })
}

/// The error that some documents could not be compared, each told before.
fn not_compared(record: &Record) -> Result<(), Failure> {
    for document in &record.documents {
        if let Some(reason) = &document.reason {
            report::failure(&Failure::new(format!("{}: {reason}", document.name)));
        }
    }
    match record.totals.documents_not_compared {
        0 => Ok(()),
        n => Err(Failure::new(format!(
            "{n} of {} documents could not be compared; the site is written without them",
            record.totals.documents
        ))),
    }
}
