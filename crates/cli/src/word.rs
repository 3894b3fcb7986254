//! The Word file: two versions and the arguments in, what the library makes of them out.

use std::error::Error as _;
use std::io;
use std::sync::Arc;

use keeling_parse::{Format, Parts};
use keeling_release::word::{self, ErrorKind};
use keeling_render::View;
use keeling_render::docx::{self, DocxOptions, Opened, Original};

use crate::args::Diff;
use crate::document::Version;
use crate::output::Output;
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
    let options = options(args, &old, &new)?;
    let set = |version: &Version, other: &Version| {
        let other = (&other.document, other.format);
        (version.format != Format::Docx)
            .then(|| word::package(&version.name, &version.document, other, &options))
            .transpose()
    };
    let (of_old, of_new) = rayon::join(|| set(&old, &new), || set(&new, &old));
    Ok((packed(old, of_old, reporter)?, packed(new, of_new, reporter)?))
}

/// The version with the package that it was given, where it was given one.
fn packed(
    version: Version,
    fresh: Result<Option<word::Fresh>, word::Error>,
    reporter: &Reporter,
) -> Result<Version, Failure> {
    let Some(fresh) = fresh.map_err(|error| failure(&error))? else { return Ok(version) };
    if let Some(what) = fresh.warning {
        reporter.warning(format_args!("{}: {what}", version.name));
    }
    let (bytes, document, parts) = (Arc::new(fresh.bytes), fresh.document, fresh.parts);
    Ok(Version { bytes, document, parts, format: Format::Docx, ..version })
}

/// Opens the two packages, of which `old_parts` and `new_parts` were kept. It can be done while the
/// versions are compared.
pub(crate) fn open<'a>(
    (old, new): (&'a Version, &'a Version),
    (old_parts, new_parts): (Parts, Parts),
    args: &Diff,
) -> Result<Opened<'a>, Failure> {
    let old_package = (Original::new(&old.bytes, old_parts), &old.document);
    let new_package = (Original::new(&new.bytes, new_parts), &new.document);
    let opened = word::open(old_package, new_package, &options(args, old, new)?);
    opened.map_err(|error| failure(&error))
}

/// Writes the file with tracked changes. Returns what it does not carry.
pub(crate) fn write(
    view: &View<'_>,
    opened: Opened<'_>,
    args: &Diff,
    output: &Output,
) -> Result<Vec<String>, Failure> {
    output.write_checked(|mut out| {
        let written = word::write(view, opened, !args.word.no_verify, &mut out);
        written.map_err(|error| match not_written(&error) {
            Some(cause) => output.failure(cause),
            None => failure(&error),
        })
    })
}

/// Why the place where the file goes does not take it, if that is what went wrong.
fn not_written(error: &word::Error) -> Option<&io::Error> {
    let cause = error.source()?.downcast_ref::<docx::Error>()?;
    let is_writing = cause.kind() == docx::ErrorKind::Write;
    cause.source().filter(|_| is_writing)?.downcast_ref()
}

/// Why there is no file, and what to do.
fn failure(error: &word::Error) -> Failure {
    let failure = Failure::new(error.to_string());
    let failure = match error.source() {
        Some(cause) => failure.caused_by(cause),
        None => failure,
    };
    match error.kind() {
        ErrorKind::ReadBack => failure.hint("please report the document"),
        ErrorKind::Differs => failure
            .hint("nothing is written; please report the two versions")
            .hint("--no-verify writes the file all the same"),
        _ => failure,
    }
}

fn options(args: &Diff, old: &Version, new: &Version) -> Result<word::Options, Failure> {
    let docx = DocxOptions::default()
        .old_view(word::view(old.side))
        .new_view(word::view(new.side))
        .author(&args.word.author)
        .comments(args.word.comments)
        .track_formatting(args.word.track_formatting);
    let docx = match &args.page.date {
        None => docx,
        Some(date) => docx.date(moment(date)?),
    };
    Ok(word::Options { docx, lang: args.page.lang.clone(), verify: !args.word.no_verify })
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
