//! The Word file: two versions and their redline in, the bytes of a file with tracked changes out.
//!
//! ```text
//! Markdown ─► fresh package ─► read back ─┐
//!                                         ├─► diff ─► docx::write ─► read back, both sides ─► file
//! DOCX ───────────────────────────────────┘                          must be the two versions
//! ```
//!
//! Where a version is Markdown, a new package is written of it, and what is compared is what that
//! package says when it is read: the redline then speaks of the very paragraphs that are patched.
//! Before anything is written the file is read by the parser and each side held against its version.

use std::io::Cursor;
use std::sync::Arc;

use keeling_model::Document;
use keeling_parse::{Format, ParseOptions, Tracked, parse};
use keeling_render::View;
use keeling_render::docx::{self, DocxOptions, TrackedView, fresh, verify};

use crate::args::Diff;
use crate::document::Version;
use crate::report::{Failure, Reporter};

/// Makes sure, before any work, that the date is one that a tracked change can have.
pub(crate) fn check_date(args: &Diff) -> Result<(), Failure> {
    args.page.date.as_deref().map_or(Ok(()), |date| moment(date).map(drop))
}

/// The versions, each with a package: its own, or a fresh one.
pub(crate) fn as_packages(
    old: Version,
    new: Version,
    args: &Diff,
    reporter: &Reporter,
) -> Result<(Version, Version), Failure> {
    // Of two formats the new document counts as the other one does, so that numbers can be compared.
    let options = |other: &Version| {
        fresh::FreshOptions::default()
            .lang(&args.page.lang)
            .automatic(counts(other))
            .page_numbers(other.format != Format::Docx)
    };
    let (of_old, of_new) = (options(&new), options(&old));
    let set = |version, options| as_package(version, &options, args, reporter);
    let (old, new) = rayon::join(|| set(old, of_old), || set(new, of_new));
    Ok((old?, new?))
}

/// Whether a version is a DOCX in which most numbers are computed.
fn counts(version: &Version) -> bool {
    let labels = version.document.body().iter().filter_map(|clause| clause.label.as_ref());
    let (generated, typed): (Vec<_>, Vec<_>) = labels.partition(|label| label.is_generated());
    version.format == Format::Docx && generated.len() > typed.len()
}

fn as_package(
    version: Version,
    options: &fresh::FreshOptions,
    args: &Diff,
    reporter: &Reporter,
) -> Result<Version, Failure> {
    if version.format == Format::Docx {
        return Ok(version);
    }
    let name = version.name.clone();
    let bytes: Arc<[u8]> = fresh::package(&version.document, options)
        .map_err(|error| Failure::new(format!("cannot set {name} as DOCX")).caused_by(&error))?
        .into();
    let document =
        read(&bytes, Tracked::Accept).map_err(|error| error.hint("please report the document"))?;
    if has_controls(&version.document) {
        let what = "control characters, which a Word file cannot have, are replaced";
        reporter.warning(format_args!("{name}: {what}"));
    } else if !args.word.no_verify {
        let said = format!("set as DOCX, {name} does not say the same");
        check(&said, &version.document, &document)?;
    }
    Ok(Version { bytes, document, format: Format::Docx, ..version })
}

/// Whether a text has characters that XML cannot have (XML 1.0, section 2.2).
fn has_controls(document: &Document) -> bool {
    let is_none =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    document.text().contains(is_none)
}

/// The file with tracked changes, and what it does not carry.
pub(crate) fn file(
    view: &View<'_>,
    old: &Version,
    new: &Version,
    args: &Diff,
) -> Result<(Vec<u8>, Vec<String>), Failure> {
    let mut file = Cursor::new(Vec::new());
    let written = docx::write(&mut file, view, &old.bytes, &new.bytes, &options(args, old, new)?)
        .map_err(|error| Failure::new("cannot write the Word file").caused_by(&error))?;
    let file = file.into_inner();
    let mut warnings: Vec<_> = written.warnings.iter().map(ToString::to_string).collect();
    if !args.word.no_verify {
        warnings.extend(verified(&file, old, new)?);
    }
    Ok((file, warnings))
}

/// Reads the file back and holds each side against its version. Returns what differs beside the
/// words.
fn verified(file: &[u8], old: &Version, new: &Version) -> Result<Vec<String>, Failure> {
    let (rejected, accepted) =
        rayon::join(|| read(file, Tracked::Reject), || read(file, Tracked::Accept));
    let mut warnings = Vec::new();
    for (side, version, document) in [("accepted", new, accepted?), ("rejected", old, rejected?)] {
        let said = format!("with all changes {side}, the Word file would not be {}", version.name);
        let found = check(&said, &version.document, &document)?;
        warnings.extend(found.iter().map(|found| format!("changes {side}: {found}")));
    }
    Ok(warnings)
}

fn check(said: &str, want: &Document, got: &Document) -> Result<Vec<String>, Failure> {
    verify(want, got).map_err(|mismatch| {
        Failure::new(said.to_owned())
            .caused_by(&mismatch)
            .hint("nothing is written; please report the two versions")
            .hint("--no-verify writes the file all the same")
    })
}

/// Reads what this program has written: no limit is needed against itself.
fn read(file: &[u8], side: Tracked) -> Result<Document, Failure> {
    let options = ParseOptions::default().format(Format::Docx).tracked(side).unlimited();
    let parsed = parse(file, &options)
        .map_err(|error| Failure::new("cannot read back what was written").caused_by(&error))?;
    Ok(parsed.document)
}

fn options(args: &Diff, old: &Version, new: &Version) -> Result<DocxOptions, Failure> {
    let view = |version: &Version| match version.side {
        Tracked::Reject => TrackedView::Reject,
        Tracked::Accept | Tracked::Error => TrackedView::Accept,
    };
    let options = DocxOptions::default()
        .old_view(view(old))
        .new_view(view(new))
        .author(&args.word.author)
        .comments(args.word.comments)
        .track_formatting(args.word.track_formatting);
    match &args.page.date {
        None => Ok(options),
        Some(date) => Ok(options.date(moment(date)?)),
    }
}

/// A day, or a moment of it, as tracked changes have it (`xsd:dateTime`).
fn moment(date: &str) -> Result<String, Failure> {
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    let parts = |text: &str, by: char, lens: &[usize]| {
        let parts: Vec<_> = text.split(by).collect();
        parts.len() == lens.len() && parts.iter().zip(lens).all(|(part, len)| digits(part, *len))
    };
    let within = |text: &str, range: std::ops::RangeInclusive<u32>| {
        text.parse().is_ok_and(|number| range.contains(&number))
    };
    let is_day = |day: &str| {
        parts(day, '-', &[4, 2, 2])
            && day.get(5..7).is_some_and(|month| within(month, 1..=12))
            && day.get(8..).is_some_and(|day| within(day, 1..=31))
    };
    let is_time = |time: &str| {
        parts(time, ':', &[2, 2, 2])
            && time.get(..2).is_some_and(|hour| within(hour, 0..=23))
            && time.get(3..5).is_some_and(|minute| within(minute, 0..=59))
            && time.get(6..).is_some_and(|second| within(second, 0..=59))
    };
    match date.strip_suffix('Z').and_then(|date| date.split_once('T')) {
        Some((day, time)) if is_day(day) && is_time(time) => Ok(date.to_owned()),
        None if is_day(date) => Ok(format!("{date}T00:00:00Z")),
        _ => Err(Failure::new(format!("{date} is no date that a tracked change can have"))
            .hint("write the day as 2030-04-01, or a moment as 2030-04-01T12:00:00Z")),
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_day_is_its_first_moment_and_nothing_else_is_a_date() {
        assert_eq!(moment("2030-04-01").unwrap(), "2030-04-01T00:00:00Z");
        assert_eq!(moment("2030-04-01T12:30:00Z").unwrap(), "2030-04-01T12:30:00Z");
        for wrong in ["1 April 2030", "2030-13-01", "2030-04-01T25:00:00Z", "2030-4-1", "", "Z"] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
