//! What a notice says, by the stage of its modifications.

use crate::about::{About, Stage};
use crate::record::{DocumentRecord, Record, Result, VersionRecord};
use crate::run::Options;
use crate::site::address::outside;
use crate::site::words::{count, result, summary};

/// A block of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// The title.
    Title(String),
    /// A heading.
    Heading(&'static str),
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// A list.
    List(Vec<Vec<Piece>>),
    /// A table, its header first.
    Table(Vec<Vec<Vec<Piece>>>),
}

/// Words, with where they lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) address: Option<String>,
}

fn words(words: impl Into<String>) -> Piece {
    Piece { words: words.into(), address: None }
}

fn link(address: impl Into<String>, words: impl Into<String>) -> Piece {
    Piece { words: words.into(), address: Some(address.into()) }
}

/// A link where the words are an address.
fn contact(said: &str) -> Piece {
    Piece { words: said.to_owned(), address: outside(said) }
}

/// Makes the blocks.
pub(super) fn of(record: &Record, options: &Options) -> Vec<Block> {
    let about = &record.about;
    let mut blocks = vec![Block::Title(title(about))];
    blocks.extend(opening(about));
    blocks.push(Block::Paragraph(vec![words(summary(record))]));
    affected(record, &mut blocks);
    if options.formats.html || options.formats.word {
        redlining(record, options, &mut blocks);
    }
    log(record, &mut blocks);
    further(about, options, &mut blocks);
    blocks
}

fn title(about: &About) -> String {
    let code = about.code.as_ref().map_or("The code", |code| &code.name);
    let ids: Vec<&str> = about.modifications.iter().map(|one| one.id.as_str()).collect();
    let ids = ids.join(", ");
    match (about.stage(), &about.release) {
        (Some(Stage::Draft), _) => format!("Draft text of {ids}"),
        (Some(Stage::Consultation), _) => format!("Consultation on {ids}"),
        (Some(Stage::Decision), _) => format!("{ids}: text for decision"),
        (_, Some(release)) if ids.is_empty() => format!("{code} {} released", release.version),
        (_, Some(release)) => format!("{code} {} released to implement {ids}", release.version),
        (_, None) if ids.is_empty() => format!("{code}: changes"),
        (_, None) => format!("{code}: changes by {ids}"),
    }
}

fn opening(about: &About) -> Vec<Block> {
    let mut blocks = Vec::new();
    for one in &about.modifications {
        let title = one.title.as_ref().map_or(String::new(), |title| format!(" “{title}”"));
        let path = one.path.map_or(String::new(), |path| {
            let a = if path.words().starts_with('a') { "an" } else { "a" };
            format!(", {a} {} modification", path.words())
        });
        let proposer =
            one.proposer.as_ref().map_or(String::new(), |who| format!(", proposed by {who}"));
        let stage = match one.stage {
            Some(Stage::Approved) | None => String::new(),
            Some(stage) => format!(" Its stage is: {}; its text is not in effect.", stage.words()),
        };
        let told = format!("{}{title}{path}{proposer}.{stage}", one.id);
        blocks.push(Block::Paragraph(vec![words(told)]));
        let consultation = one.consultation.as_ref();
        let open = consultation.filter(|_| one.stage == Some(Stage::Consultation));
        if let Some(consultation) = open {
            let mut pieces = Vec::new();
            if let Some(closes) = &consultation.closes {
                pieces.push(words(format!("The consultation closes on {}. ", closes.shown())));
            }
            if let Some(respond) = &consultation.respond {
                pieces.extend([words("Please respond to "), contact(respond), words(".")]);
            }
            if !pieces.is_empty() {
                blocks.push(Block::Paragraph(pieces));
            }
        }
    }
    // The name of a code may need an article or not; so it stands at the beginning.
    let in_effect = about.stage().is_none_or(|stage| stage == Stage::Approved);
    if let Some(release) = about.release.as_ref().filter(|_| in_effect) {
        let code = about.code.as_ref().map_or("The code", |code| &code.name);
        let from = about
            .baseline
            .as_ref()
            .map_or(String::new(), |baseline| format!(" It follows version {}.", baseline.version));
        let when = release
            .effective
            .as_ref()
            .map_or(" is released".to_owned(), |date| format!(" takes effect on {}", date.shown()));
        let told = format!("{code}, version {},{when}.{from}", release.version);
        blocks.push(Block::Paragraph(vec![words(told)]));
    }
    blocks
}

fn affected(record: &Record, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("What parts of the code are affected?"));
    let touched = record.documents.iter().filter(|document| document.result != Result::Unchanged);
    let lines: Vec<Vec<Piece>> = touched.map(|document| vec![words(told(document))]).collect();
    if lines.is_empty() {
        blocks.push(Block::Paragraph(vec![words("No document text changes.")]));
    } else {
        blocks.push(Block::List(lines));
    }
    let only: Vec<Vec<Piece>> = record
        .documents
        .iter()
        .filter(|one| one.result == Result::Unchanged && one.affected_by_other_documents > 0)
        .map(|one| {
            let n = count(one.affected_by_other_documents, "clause");
            vec![words(format!("{} ({n})", one.name))]
        })
        .collect();
    if !only.is_empty() {
        let told = "These keep their text, and use definitions that change:";
        blocks.push(Block::Paragraph(vec![words(told)]));
        blocks.push(Block::List(only));
    }
}

fn told(document: &DocumentRecord) -> String {
    match document.result {
        Result::Changed => {
            let n = count(document.counts.changed, "clause");
            format!("{}: {n} changed", document.name)
        }
        _ => format!("{}: {}", document.name, result(document).to_lowercase()),
    }
}

fn redlining(record: &Record, options: &Options, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Where can I find the redlining?"));
    if options.formats.html {
        let index = link("index.html", "The overview");
        let told = words(" lists all changes, document by document.");
        blocks.push(Block::Paragraph(vec![index, told]));
    }
    let touched = record.documents.iter().filter(|document| document.is_affected_text());
    let lines: Vec<Vec<Piece>> = touched.filter_map(redline).collect();
    if !lines.is_empty() {
        blocks.push(Block::List(lines));
    }
}

/// Where the redline of a document is, as a page and as a Word file.
fn redline(document: &DocumentRecord) -> Option<Vec<Piece>> {
    let named = format!("Redline of {}", document.name);
    match (&document.redline, &document.word) {
        (Some(page), None) => Some(vec![link(page, named)]),
        (None, Some(word)) => Some(vec![link(word, format!("{named} as a Word file"))]),
        (Some(page), Some(word)) => {
            Some(vec![link(page, named), words(", "), link(word, "the same as a Word file")])
        }
        (None, None) => None,
    }
}

fn log(record: &Record, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Document log"));
    let cell = |text: &str| vec![words(text)];
    let mut rows = vec![["Document", "Version before", "Version now"].map(cell).to_vec()];
    for document in &record.documents {
        let version = |version: &Option<VersionRecord>| {
            let said = version.as_ref().map(|version| version.version.as_deref());
            said.map_or("none", |version| version.unwrap_or("not stated")).to_owned()
        };
        let row = [document.name.clone(), version(&document.old), version(&document.new)];
        rows.push(row.map(|text| cell(&text)).to_vec());
    }
    blocks.push(Block::Table(rows));
}

fn further(about: &About, options: &Options, blocks: &mut Vec<Block>) {
    let formats = options.formats;
    let files = [
        (formats.xlsx, "changes.xlsx", "a workbook"),
        (formats.csv, "changes.csv", "CSV"),
        (formats.json, "changes.json", "JSON"),
    ];
    let mut pieces = Vec::new();
    for (_, address, name) in files.into_iter().filter(|(is, ..)| *is) {
        pieces.push(words(if pieces.is_empty() {
            "The changes, clause by clause, as "
        } else {
            ", "
        }));
        pieces.push(link(address, name));
    }
    let code = about.code.as_ref();
    let asked = code.and_then(|code| code.contact.as_deref());
    let who = code.and_then(|code| code.administrator.as_deref());
    if pieces.is_empty() && asked.is_none() && who.is_none() {
        return;
    }
    blocks.push(Block::Heading("Where can I find further information?"));
    if !pieces.is_empty() {
        pieces.push(words("."));
        blocks.push(Block::Paragraph(pieces));
    }
    match (who, asked) {
        (Some(who), Some(asked)) => blocks.push(Block::Paragraph(vec![
            words(format!("For questions ask {who}: ")),
            contact(asked),
            words("."),
        ])),
        (None, Some(asked)) => {
            blocks.push(Block::Paragraph(vec![
                words("For questions: "),
                contact(asked),
                words("."),
            ]));
        }
        (Some(who), None) => {
            blocks.push(Block::Paragraph(vec![words(format!("For questions ask {who}."))]));
        }
        (None, None) => {}
    }
}
