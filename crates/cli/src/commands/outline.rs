//! `keeling outline`: a document in, its clause tree out.

use std::io::{self, Write};

use keeling_render::{json, text};

use crate::args::{Outline, OutlineFormat};
use crate::document::{Keep, Version, read};
use crate::format;
use crate::input::Source;
use crate::output::Output;
use crate::progress::Progress;
use crate::report::{Failure, Reporter};
use crate::terminal;

/// Writes the outline.
pub(crate) fn run(args: &Outline, reporter: &Reporter) -> Result<(), Failure> {
    let output = Output::new(args.output.as_deref());
    let format = format::of_outline(args.format, &output)?;
    let source = Source::new(&args.file);
    output.check(&[&source])?;

    let progress = Progress::begin(reporter.is_quiet());
    progress.stage("reading");
    let options = args.limits.parse_options().tracked(args.tracked.into());
    let version = read(&source, &options, (args.limits.most(), Keep::Digest), reporter)?;
    progress.stage("writing");
    output.write(|out| write(out, format, args, &version))?;
    drop(progress);

    reporter.diagnostics(&version.name, &version.diagnostics);
    Ok(())
}

fn write(
    out: &mut dyn Write,
    format: OutlineFormat,
    args: &Outline,
    version: &Version,
) -> io::Result<()> {
    match format {
        OutlineFormat::Json => json::write_outline(out, &version.view(), json::Layout::Compact),
        OutlineFormat::Text => {
            let options = text::TextOptions::default()
                .width(terminal::width(args.width))
                .colour(terminal::is_coloured(args.output.as_deref()));
            text::write_outline(out, &version.view(), options)
        }
    }
}
