//! The record from what was compared and what holds across.

use keeling_diff::{ChangeId, Status};
use keeling_model::{Diagnostic, Severity};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::across::{Places, checked, definitions, moves, number, references};
use super::{DocumentRecord, PartRecord, Record, Result, Totals, VersionRecord};
use crate::about::{About, DocumentAbout};
use crate::across::{Across, At};
use crate::compare::{Compared, Side};
use crate::counts::Counts;
use crate::part::{file_name, unversioned, version_in};
use crate::reading::Read;
use crate::run::Options;
use crate::site::address::encoded;

/// The most warnings of one version that are recorded one by one.
const MOST_WARNINGS: usize = 100;

/// Makes the record.
pub(crate) fn build(
    documents: &[Compared<'_>],
    places: &Places<'_, '_>,
    across: &Across,
    options: &Options,
) -> Record {
    let affected = affected(documents, across);
    let numbered: Vec<_> = documents.iter().zip(places.ids).zip(affected).collect();
    let mut documents_recorded: Vec<DocumentRecord> = numbered
        .into_par_iter()
        .with_max_len(1)
        .map(|((compared, ids), affected)| document(compared, ids, affected, options))
        .collect();
    tell_apart(&mut documents_recorded);
    Record {
        format: "keeling/release",
        version: 1,
        tool: concat!("keeling ", env!("CARGO_PKG_VERSION")).to_owned(),
        about: options.about.clone(),
        totals: totals(&documents_recorded, across),
        documents: documents_recorded,
        moves: moves(places, across),
        definitions: definitions(places, across),
        references: references(places, across),
        references_checked: checked(documents, across),
    }
}

/// For each document, how many clauses with the same words use a definition that changed in another
/// document.
fn affected(documents: &[Compared<'_>], across: &Across) -> Vec<u64> {
    let mut seen: FxHashSet<At> = FxHashSet::default();
    let mut affected = vec![0; documents.len()];
    let elsewhere = across.definitions.iter().flat_map(|one| &one.elsewhere);
    for (document, uses) in elsewhere {
        for change in uses {
            let at = At { document: *document, change: *change };
            if is_same(documents, at) && seen.insert(at) {
                affected[*document] += 1;
            }
        }
    }
    affected
}

/// Whether a clause has the same words in both versions.
pub(crate) fn is_same(documents: &[Compared<'_>], at: At) -> bool {
    let change = documents.get(at.document).and_then(|c| c.redline.changes.get(at.change.index()));
    change.is_some_and(|change| change.status == Status::Unchanged)
}

fn totals(documents: &[DocumentRecord], across: &Across) -> Totals {
    let count = |holds: &dyn Fn(&DocumentRecord) -> bool| {
        number(documents.iter().filter(|document| holds(document)).count())
    };
    let with = |result| count(&|document| document.result == result);
    Totals {
        documents: number(documents.len()),
        documents_changed: with(Result::Changed),
        documents_unchanged: with(Result::Unchanged),
        documents_new: with(Result::New),
        documents_withdrawn: with(Result::Withdrawn),
        documents_not_compared: with(Result::NotCompared),
        documents_affected: count(&|document| {
            document.result == Result::Unchanged && document.affected_by_other_documents > 0
        }),
        moved_between_documents: number(across.moves.len()),
        clauses: documents.iter().map(|document| document.counts).sum(),
    }
}

fn document(
    compared: &Compared<'_>,
    ids: &keeling_render::Ids,
    affected: u64,
    options: &Options,
) -> DocumentRecord {
    let about = &options.about;
    let said = compared.part.and_then(|part| about.of_part(part));
    let (old, new) = (compared.old_document(), compared.new_document());
    let counts = Counts::of(&compared.redline, old, new);
    let changes = 0..u32::try_from(compared.redline.changes.len()).unwrap_or(u32::MAX);
    let (mut clauses, mut margins) = (Vec::new(), Vec::new());
    for change in changes {
        if let Some(clause) = super::clause::clause(compared, ids, ChangeId(change)) {
            let in_margins = clause.region == super::Region::HeaderOrFooter;
            if in_margins { margins.push(clause) } else { clauses.push(clause) }
        }
    }
    clauses.append(&mut margins);
    let result = result(compared, &counts);
    let page = compared.is_compared().then(|| format!("redline/{}.html", encoded(&compared.id)));
    let modification = is_amended(result).then(|| about.modification_of(compared.part)).flatten();
    DocumentRecord {
        id: compared.id.clone(),
        name: name(compared, said),
        part: compared.part.map(|part| PartRecord { kind: part.kind, letter: part.letter.clone() }),
        result,
        paired_by: compared.by,
        renamed_from: renamed_from(compared),
        modification: modification.map(ToOwned::to_owned),
        reason: reason(compared),
        redline: page.filter(|_| options.formats.html),
        // Known once the files are made.
        word: None,
        word_warnings: Vec::new(),
        without_word: None,
        clean: clean(compared, options),
        old: compared.old.map(|read| version(read, said.and_then(|said| said.from.as_deref()))),
        new: compared.new.map(|read| version(read, said.and_then(|said| said.to.as_deref()))),
        counts,
        affected_by_other_documents: affected,
        clauses,
    }
}

/// Adds to names that several documents have what tells these apart: their files.
fn tell_apart(documents: &mut [DocumentRecord]) {
    let mut count: FxHashMap<String, u32> = FxHashMap::default();
    for document in documents.iter() {
        *count.entry(document.name.clone()).or_default() += 1;
    }
    for document in documents {
        let version = document.new.as_ref().or(document.old.as_ref());
        if let Some(version) = version.filter(|_| count.get(&document.name) != Some(&1)) {
            document.name = format!("{} ({})", document.name, version.path);
        }
    }
}

fn is_amended(result: Result) -> bool {
    matches!(result, Result::Changed | Result::New | Result::Withdrawn)
}

fn result(compared: &Compared<'_>, counts: &Counts) -> Result {
    match (compared.old, compared.new) {
        _ if !compared.is_compared() => Result::NotCompared,
        (None, _) => Result::New,
        (_, None) => Result::Withdrawn,
        _ if counts.changed + counts.headers_and_footers == 0 => Result::Unchanged,
        _ => Result::Changed,
    }
}

fn name(compared: &Compared<'_>, said: Option<&DocumentAbout>) -> String {
    let title = compared.title();
    match (compared.part, said.and_then(|said| said.title.as_deref())) {
        (Some(part), Some(said)) => format!("{part}: {said}"),
        (Some(part), None) => with_part(&part.to_string(), title),
        (None, _) => title,
    }
}

/// The title with the part before it. It may be the document's first heading, in capital letters
/// and with the part at its beginning, at its end, or without.
fn with_part(part: &str, title: String) -> String {
    let is_part = |words: Option<&str>| words.is_some_and(|words| words.eq_ignore_ascii_case(part));
    let before = title.len().checked_sub(part.len());
    if is_part(title.get(..part.len())) {
        title
    } else if is_part(before.and_then(|at| title.get(at..))) {
        let rest = title.get(..before.unwrap_or_default()).unwrap_or_default();
        let rest = rest.trim_end_matches([' ', ':', ',', '-', '–', '—', '·']);
        format!("{part}: {rest}")
    } else {
        format!("{part}: {title}")
    }
}

/// The file's name before, where it is another one apart from its version and its format.
fn renamed_from(compared: &Compared<'_>) -> Option<String> {
    let (old, new) = (compared.old?, compared.new?);
    let differs = unversioned(&old.path) != unversioned(&new.path);
    differs.then(|| file_name(&old.path).to_owned())
}

fn reason(compared: &Compared<'_>) -> Option<String> {
    let one = |(side, unread): &(Side, &crate::reading::Unread)| {
        let side = if *side == Side::Old { "baseline" } else { "proposed" };
        format!("the {side} version {} cannot be read: {}", unread.path, unread.reason)
    };
    let reasons: Vec<String> = compared.unread.iter().map(one).collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

fn clean(compared: &Compared<'_>, options: &Options) -> Option<String> {
    let read = compared.new.filter(|_| options.clean)?;
    Some(format!("clean/{}", encoded(&clean_name(compared, read))))
}

/// The name of the copy of a document's new version.
pub(crate) fn clean_name(compared: &Compared<'_>, read: &Read) -> String {
    let extension = match read.format {
        keeling_parse::Format::Docx => "docx",
        _ => "md",
    };
    format!("{}.{extension}", compared.id)
}

fn version(read: &Read, said: Option<&str>) -> VersionRecord {
    let own = || read.document.meta().version.as_deref().map(str::trim).filter(|v| !v.is_empty());
    let version = said.or_else(own).or_else(|| version_in(&read.path));
    let warnings = read.diagnostics.iter().filter(|one| one.severity >= Severity::Warning);
    VersionRecord {
        path: read.path.clone(),
        version: version.map(without_word),
        digest: read.digest.clone(),
        words: number(read.document.text().split_whitespace().count()),
        clauses: number(read.document.body().len() + read.document.notes().len()),
        warnings: warnings.take(MOST_WARNINGS).map(Diagnostic::to_string).collect(),
        also: read.twins.clone(),
    }
}

/// "Version 4.0" as "4.0".
fn without_word(version: &str) -> String {
    let bare = ["Version ", "version ", "v", "V"].iter().find_map(|word| {
        version.strip_prefix(word).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    bare.unwrap_or(version).to_owned()
}

impl About {
    /// The title of the site: the modification, else the release, else the code.
    pub(crate) fn title(&self) -> String {
        let code = self.code.as_ref().map(|code| code.name.as_str());
        let release = self.release.as_ref().map(|release| release.version.as_str());
        match (self.modifications.as_slice(), release, code) {
            ([one], _, _) => match &one.title {
                Some(title) => format!("{}: {title}", one.id),
                None => one.id.clone(),
            },
            (_, Some(release), Some(code)) => format!("{code}, release {release}"),
            (_, Some(release), None) => format!("Release {release}"),
            (_, None, Some(code)) => format!("{code}: changes"),
            (_, None, None) => "Changes of a code".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_part;

    #[test]
    fn a_part_is_named_once() {
        let told = |title: &str| with_part("Section H", title.to_owned());
        assert_eq!(told("SECTION H: METERING"), "SECTION H: METERING");
        assert_eq!(told("Example Energy Code – Section H"), "Section H: Example Energy Code");
        assert_eq!(told("Metering"), "Section H: Metering");
        assert_eq!(told("§"), "Section H: §");
    }
}
