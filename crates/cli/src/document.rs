//! A version as it is compared: a source in, the parsed document with its digest out.

use std::sync::Arc;

use keeling_model::{Code, Diagnostic, Document, Severity};
use keeling_parse::{ErrorKind, Format, ParseOptions, Parsed, Parts, Tracked};
use keeling_release::sha256;

use crate::input::{Most, Source};
use crate::pictures;
use crate::report::{Failure, Reporter};

/// A version that has been read.
#[derive(Debug)]
pub(crate) struct Version {
    /// What a redline calls its source.
    pub(crate) name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal; `None` for a Word file, which does not say it.
    pub(crate) digest: Option<String>,
    /// The clause tree.
    pub(crate) document: Document,
    /// What its reader noticed.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What it was read from.
    pub(crate) bytes: Arc<Vec<u8>>,
    /// What was kept of the package that these bytes are; nothing where nobody wants it.
    pub(crate) parts: Parts,
    /// The format of these bytes.
    pub(crate) format: Format,
    /// Which side of its own tracked changes was read.
    pub(crate) side: Tracked,
}

impl Version {
    /// The version as renderers take it.
    pub(crate) fn view(&self) -> keeling_render::Version<'_> {
        keeling_render::Version {
            document: &self.document,
            source: &self.name,
            digest: self.digest.as_deref(),
            diagnostics: &self.diagnostics,
        }
    }
}

/// What is asked of a version beside its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// For a Word file: the parts of the package that were read, which is read again to be written.
    Parts,
    /// For all else: the digest of the bytes.
    Digest,
}

impl Keep {
    /// The options to read a package with, and where its parts will be.
    fn within(self, options: &ParseOptions) -> (ParseOptions, Parts) {
        let (options, parts) = (options.clone(), Parts::default());
        match self {
            Keep::Parts => (options.parts(parts.clone()), parts),
            Keep::Digest => (options, parts),
        }
    }

    fn digest(self, bytes: &[u8]) -> Option<String> {
        (self == Keep::Digest).then(|| sha256(bytes))
    }
}

/// Reads and parses two versions side by side.
pub(crate) fn read_both(
    (old, new): (&Source, &Source),
    options: &ParseOptions,
    (most, keep): (Most, Keep),
    reporter: &Reporter,
) -> Result<(Version, Version), Failure> {
    let read_beside = |own, other| {
        let options = options.clone().pictures(pictures::beside(own, other));
        read(own, &options, (most, keep), reporter)
    };
    let (old, new) = rayon::join(|| read_beside(old, new), || read_beside(new, old));
    Ok((old?, new?))
}

/// Reads and parses a version of at most so many bytes.
pub(crate) fn read(
    source: &Source,
    options: &ParseOptions,
    (most, keep): (Most, Keep),
    reporter: &Reporter,
) -> Result<Version, Failure> {
    let bytes = source.read(most)?;
    let (options, parts) = keep.within(options);
    let (digest, parsed) = rayon::join(|| keep.digest(&bytes), || parse(source, &bytes, &options));
    let Parsed { document, diagnostics, format } = parsed?;
    let clauses = document.clauses().len();
    reporter.detail(format_args!("{}: read as {format}, {clauses} clauses", source.name()));
    let (name, bytes, side) = (source.short_name(), Arc::new(bytes), options.side());
    Ok(Version { name, digest, document, diagnostics, bytes, parts, format, side })
}

/// Reads and parses the two sides of the changes that a document tracks: rejected, and accepted.
pub(crate) fn read_tracked(
    source: &Source,
    options: &ParseOptions,
    (most, keep): (Most, Keep),
    reporter: &Reporter,
) -> Result<(Version, Version), Failure> {
    let (options, parts) = keep.within(options);
    let bytes = source.read(most)?;
    if let Ok(format @ Format::Markdown) = Format::detect(&bytes) {
        return Err(Failure::new(format!(
            "only one version is named, and {} is {format}, which tracks no changes",
            source.name()
        ))
        .hint("name both versions, OLD and NEW, or a DOCX with tracked changes"));
    }
    let side = |tracked| parse(source, &bytes, &options.clone().tracked(tracked));
    let (rejected, accepted) = rayon::join(|| side(Tracked::Reject), || side(Tracked::Accept));
    let digest = keep.digest(&bytes);
    let bytes = Arc::new(bytes);
    let version = |parsed: Parsed, side| {
        // They are shown, so there is no need to warn of them.
        let (tracked, diagnostics): (Vec<_>, Vec<_>) =
            parsed.diagnostics.into_iter().partition(is_of_tracked_changes);
        for diagnostic in &tracked {
            reporter.detail(format_args!("{}: {diagnostic}", source.name()));
        }
        let told = if side == Tracked::Reject { "rejected" } else { "accepted" };
        let version = Version {
            name: format!("{} (changes {told})", source.short_name()),
            digest: digest.clone(),
            document: parsed.document,
            diagnostics,
            bytes: bytes.clone(),
            parts: parts.clone(),
            format: parsed.format,
            side,
        };
        (version, !tracked.is_empty())
    };
    let (old, _) = version(rejected?, Tracked::Reject);
    let (mut new, has_changes) = version(accepted?, Tracked::Accept);
    if !has_changes {
        new.diagnostics.insert(0, no_tracked_changes());
    }
    Ok((old, new))
}

fn is_of_tracked_changes(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, Code::TrackedChangesAccepted | Code::TrackedChangesRejected)
}

fn no_tracked_changes() -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: Code::NoTrackedChanges,
        place: String::new(),
        message: "the document tracks no changes, so the redline has none".to_owned(),
    }
}

fn parse(source: &Source, bytes: &[u8], options: &ParseOptions) -> Result<Parsed, Failure> {
    keeling_parse::parse(bytes, options).map_err(|error| {
        let failure = Failure::new(format!("cannot read {}", source.name())).caused_by(&error);
        match hint(error.kind(), bytes) {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })
}

/// What to do about a document that cannot be read.
fn hint(kind: ErrorKind, bytes: &[u8]) -> Option<&'static str> {
    let hint = match kind {
        ErrorKind::Empty => "is it the right file? an empty file is no version of a document",
        ErrorKind::NotSupported => {
            "keeling reads Markdown and DOCX; export the document as one of them"
        }
        ErrorKind::Encrypted => {
            "open it in a word processor and save it as DOCX without a password"
        }
        ErrorKind::Damaged if bytes.starts_with(b"PK") => {
            "fetch the file anew, or open it in a word processor and save it again as DOCX"
        }
        ErrorKind::Damaged => "Markdown has to be text in UTF-8; save it in that encoding",
        ErrorKind::TrackedChanges => {
            "--tracked accept or --tracked reject reads one side of them; keeling diff FILE shows them"
        }
        ErrorKind::Limit => "where you trust the file, raise the limit, see --help",
        _ => return None,
    };
    Some(hint)
}
