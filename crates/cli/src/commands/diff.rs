//! `keeling diff`: two versions in, a redline out.

use std::io::{self, Write};
use std::mem::{self, ManuallyDrop};

use keeling_diff::{Redline, Summary};
use keeling_render::{View, html, json, text};

use super::explain;
use crate::args::{Diff, RedlineFormat};
use crate::css;
use crate::document::{Keep, Version, read_both, read_tracked};
use crate::format;
use crate::input::{Operands, Source};
use crate::output::Output;
use crate::progress::Progress;
use crate::report::{Failure, Reporter};
use crate::{terminal, word};

/// Makes the redline; true where the versions differ and the caller wants to know.
pub(crate) fn run(args: &Diff, reporter: &Reporter) -> Result<bool, Failure> {
    let output = Output::new(args.output.as_deref());
    let format = format::of_redline(args.format, &output)?;
    check_open(args, format, &output)?;
    explain::check(args, format)?;
    if format == RedlineFormat::Docx {
        word::check_date(args)?;
    }
    let operands = Operands::new(&args.old, args.new.as_deref())?;
    let style = args.page.css.as_deref().map(Source::new);
    output.check(&operands.sources().into_iter().chain(&style).collect::<Vec<_>>())?;
    let css = args.page.css.as_deref().map(css::read).transpose()?;

    let progress = Progress::begin(reporter.is_quiet());
    progress.stage("reading");
    let keep = if format == RedlineFormat::Docx { Keep::Parts } else { Keep::Digest };
    let (mut old, mut new) = read(&operands, args, keep, reporter)?;
    if format == RedlineFormat::Docx {
        (old, new) = word::as_packages(old, new, args, reporter)?;
    }
    let parts = (mem::take(&mut old.parts), mem::take(&mut new.parts));
    // The process ends after this: taking the documents and the redline apart, clause by clause,
    // would only keep the user waiting.
    let versions = ManuallyDrop::new((old, new));
    let (old, new) = &*versions;
    let options = args.comparison.options().on_progress(progress.of_comparison());
    let compare = || ManuallyDrop::new(keeling_diff::diff(&old.document, &new.document, &options));
    if format == RedlineFormat::Docx {
        let (redline, opened) = rayon::join(compare, || word::open((old, new), parts, args));
        progress.stage("writing");
        let view = View::new(&redline, old.view(), new.view());
        let warnings = word::write(&view, opened?, args, &output)?;
        drop(progress);
        for warning in &warnings {
            reporter.warning(warning);
        }
        report(reporter, &output, &redline, [old, new]);
        return Ok(args.exit_code && !redline.is_unchanged());
    }
    let redline = compare();
    let asked = explain::find(args, &redline, old, new)?;
    progress.stage("writing");
    let page = page_options(args, old, new, css.as_deref());
    let formatting = args.comparison.formatting || reporter.is_verbose();
    output.write(|out| {
        let view = View::new(&redline, old.view(), new.view());
        let text = text_options(args).formatting(formatting);
        if !asked.is_empty() {
            return explain::write(out, &view, &asked, text);
        }
        write(out, format, &view, text, &page)
    })?;
    drop(progress);

    report(reporter, &output, &redline, [old, new]);
    open_page(args, &output)?;
    Ok(args.exit_code && !redline.is_unchanged())
}

/// Reads the two versions, or the two sides of the changes that one document tracks.
fn read(
    operands: &Operands,
    args: &Diff,
    keep: Keep,
    reporter: &Reporter,
) -> Result<(Version, Version), Failure> {
    let options = args.limits.parse_options();
    let take = (args.limits.most(), keep);
    match (operands, args.tracked) {
        (Operands::Versions(old, new), tracked) => {
            let options = options.tracked(tracked.unwrap_or_default().into());
            read_both((old, new), &options, take, reporter)
        }
        (Operands::Tracked(source), None) => read_tracked(source, &options, take, reporter),
        (Operands::Tracked(_), Some(_)) => {
            Err(Failure::new("--tracked says how to read two versions, and only one is named")
                .hint("without --tracked, the changes that the document tracks are shown"))
        }
    }
}

fn write(
    out: &mut dyn Write,
    format: RedlineFormat,
    view: &View<'_>,
    text: text::TextOptions,
    page: &html::HtmlOptions,
) -> io::Result<()> {
    match format {
        RedlineFormat::Html => html::write(out, view, page),
        RedlineFormat::Json => json::write(out, view, json::Layout::Compact),
        RedlineFormat::Text => text::write(out, view, text),
        // Written apart, and refused when the format was chosen.
        RedlineFormat::Docx | RedlineFormat::Md => Err(io::ErrorKind::Unsupported.into()),
    }
}

fn text_options(args: &Diff) -> text::TextOptions {
    text::TextOptions::default()
        .width(terminal::width(args.width))
        .colour(terminal::is_coloured(args.output.as_deref()))
}

fn page_options(args: &Diff, old: &Version, new: &Version, css: Option<&str>) -> html::HtmlOptions {
    let page = &args.page;
    // Both sides of tracked changes call themselves the same.
    let has_names = args.new.is_some();
    let name = |given: &Option<String>, version: &Version| {
        let own = || version.document.meta().version.clone().filter(|_| has_names);
        given.clone().or_else(own).unwrap_or_else(|| version.name.clone())
    };
    let mut options = html::HtmlOptions::default()
        .lang(&page.lang)
        .names(name(&page.baseline_name, old), name(&page.proposed_name, new));
    if let Some(title) = &page.title {
        options = options.title(title);
    }
    if let Some(modification) = &page.modification {
        let (id, title) = modification.split_once(':').unwrap_or((modification, ""));
        options = options.modification(id.trim(), title.trim());
    }
    if let Some(css) = css {
        options = options.css(css);
    }
    match &page.date {
        Some(date) => options.date(date),
        None => options,
    }
}

fn report(reporter: &Reporter, output: &Output, redline: &Redline, versions: [&Version; 2]) {
    for version in versions {
        reporter.diagnostics(&version.name, &version.diagnostics);
    }
    if let Some(path) = output.path() {
        reporter.note(format_args!("{}: {}", path.display(), told(redline)));
    }
}

/// What changed, in a few words; headers and footers apart, where something of them did.
fn told(redline: &Redline) -> String {
    let text = in_words(&redline.summary);
    let margins = Summary { unchanged: 0, ..redline.margins };
    if margins == Summary::default() {
        return text;
    }
    format!("{text}; headers and footers: {}", in_words(&margins))
}

/// A summary in a few words: "2 inserted, 5 amended, 340 unchanged".
fn in_words(summary: &Summary) -> String {
    let counts = [
        (summary.inserted, "inserted"),
        (summary.deleted, "deleted"),
        (summary.amended, "amended"),
        (summary.consequential, "amended only in references"),
        (summary.moved, "moved"),
        (summary.renumbered, "renumbered"),
        (summary.unchanged, "unchanged"),
        (summary.affected, "of them affected by a changed definition"),
        (summary.formatting, "of them with other formatting"),
    ];
    let some: Vec<_> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if some.is_empty() { "no clauses".to_owned() } else { some.join(", ") }
}

/// Makes sure, before any work, that there will be a page to open.
fn check_open(args: &Diff, format: RedlineFormat, output: &Output) -> Result<(), Failure> {
    if args.open && (format != RedlineFormat::Html || output.path().is_none()) {
        return Err(Failure::new("--open needs a page that is written to a file")
            .hint("for example -o redline.html --open"));
    }
    Ok(())
}

fn open_page(args: &Diff, output: &Output) -> Result<(), Failure> {
    match output.path() {
        Some(path) if args.open => open::that_detached(path).map_err(|error| {
            Failure::new(format!("{} is written, but no browser opens it", path.display()))
                .caused_by(&error)
                .hint("open the file by hand")
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_names_what_there_is() {
        let summary = Summary { amended: 5, inserted: 2, unchanged: 340, ..Summary::default() };
        assert_eq!(in_words(&summary), "2 inserted, 5 amended, 340 unchanged");
        assert_eq!(in_words(&Summary::default()), "no clauses");
    }
}
