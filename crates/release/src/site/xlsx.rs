//! `changes.xlsx`: one row a changed clause with the redlining in its cells, and the document log.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, Workbook, Worksheet,
    XlsxError,
};

use super::csv;
use super::words::result;
use crate::counts::Counts;
use crate::record::{ClauseRecord, DocumentRecord, Edit, EditKind, Record};

/// The most of a text that a cell gets, in units of UTF-16 (ECMA-376 leaves it open; Excel's limit
/// is 32,767), with room for the words that say that it was cut.
const MOST_UNITS: usize = 32_000;
/// The most rows of a sheet after its header.
const MOST_ROWS: u32 = 1_048_570;
const CUT: &str = " … (cut: the redline has all of it)";

/// Makes the workbook; its bytes.
pub(crate) fn workbook(record: &Record) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A time of its own would make every run differ.
    let properties = DocProperties::new()
        .set_title(record.about.title())
        .set_comment(&record.tool)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    changes(workbook.add_worksheet(), record, &looks)?;
    documents(workbook.add_worksheet(), record, &looks)?;
    workbook.save_to_buffer()
}

struct Looks {
    head: Format,
    cell: Format,
    plain: Format,
    inserted: Format,
    deleted: Format,
    total: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            head: Format::new().set_bold().set_background_color(Color::RGB(0x00F5_F6F8)),
            cell,
            plain: Format::new(),
            inserted: Format::new()
                .set_font_color(Color::RGB(0x000B_3FA8))
                .set_underline(FormatUnderline::Double),
            deleted: Format::new().set_font_color(Color::RGB(0x00A3_122A)).set_font_strikethrough(),
            total: Format::new().set_bold(),
        }
    }
}

fn changes(sheet: &mut Worksheet, record: &Record, looks: &Looks) -> Result<(), XlsxError> {
    const WIDTHS: [f64; 10] = [14.0, 30.0, 10.0, 16.0, 20.0, 20.0, 24.0, 60.0, 60.0, 36.0];
    sheet.set_name("Changes")?;
    for ((column, name), width) in (0..).zip(csv::COLUMNS).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, name, &looks.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let clauses = record
        .documents
        .iter()
        .flat_map(|document| document.clauses.iter().map(move |clause| (document, clause)));
    let mut last = 0;
    for (row, (document, clause)) in (1..=MOST_ROWS).zip(clauses) {
        last = row;
        for (column, field) in (0..).zip(csv::row(document, clause)) {
            match column {
                7 => text(sheet, row, column, &field, segments(clause, EditKind::Delete), looks)?,
                8 => text(sheet, row, column, &field, segments(clause, EditKind::Insert), looks)?,
                _ => {
                    sheet.write_string_with_format(row, column, fitting(&field), &looks.cell)?;
                }
            }
        }
    }
    let total: usize = record.documents.iter().map(|document| document.clauses.len()).sum();
    if total > usize::try_from(MOST_ROWS).unwrap_or(usize::MAX) {
        sheet.write_string(last + 1, 0, "More clauses changed: changes.csv has all of them")?;
    }
    if last > 0 {
        sheet.autofilter(0, 0, last, 9)?;
    }
    Ok(())
}

/// The words of one version of a clause, each stretch with whether it is marked.
fn segments<'r>(clause: &'r ClauseRecord, marked: EditKind) -> Vec<(&'r str, Option<EditKind>)> {
    if clause.edits.is_empty() {
        let (own, other) = match marked {
            EditKind::Delete => (&clause.old, &clause.new),
            _ => (&clause.new, &clause.old),
        };
        let only = other.is_none().then_some(marked);
        return own.iter().map(|version| (version.text.as_str(), only)).collect();
    }
    let edits = clause.edits.iter().filter(|edit| edit.op == EditKind::Equal || edit.op == marked);
    let words = |edit: &'r Edit| match &edit.was {
        Some(was) if marked == EditKind::Delete => was.as_str(),
        _ => edit.text.as_str(),
    };
    edits.map(|edit| (words(edit), Some(edit.op).filter(|op| *op == marked))).collect()
}

/// Writes words with their marks; without them where a cell cannot hold them.
fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    plain: &str,
    segments: Vec<(&str, Option<EditKind>)>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let format = |marked: Option<EditKind>| match marked {
        Some(EditKind::Delete) => &looks.deleted,
        Some(EditKind::Insert) => &looks.inserted,
        _ => &looks.plain,
    };
    let pieces: Vec<(String, Option<EditKind>)> = segments
        .into_iter()
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, marked)| (printable(words), marked))
        .collect();
    let units: usize = pieces.iter().map(|(words, _)| words.encode_utf16().count()).sum();
    match pieces.as_slice() {
        [] => {
            sheet.write_string_with_format(row, column, fitting(plain), &looks.cell)?;
        }
        _ if units > MOST_UNITS => {
            sheet.write_string_with_format(row, column, fitting(plain), &looks.cell)?;
        }
        [(words, None)] => {
            sheet.write_string_with_format(row, column, words, &looks.cell)?;
        }
        [(words, marked)] => {
            let whole = format(*marked).clone().set_text_wrap().set_align(FormatAlign::Top);
            sheet.write_string_with_format(row, column, words, &whole)?;
        }
        pieces => {
            let rich: Vec<(&Format, &str)> =
                pieces.iter().map(|(words, marked)| (format(*marked), words.as_str())).collect();
            // The writer counts its mark-up as words, and a cell with very many marks is too long
            // for it.
            match sheet.write_rich_string_with_format(row, column, &rich, &looks.cell) {
                Err(XlsxError::MaxStringLengthExceeded) => {
                    sheet.write_string_with_format(row, column, fitting(plain), &looks.cell)?;
                }
                written => drop(written?),
            }
        }
    }
    Ok(())
}

fn documents(sheet: &mut Worksheet, record: &Record, looks: &Looks) -> Result<(), XlsxError> {
    const NAMES: [&str; 9] = [
        "document",
        "name",
        "result",
        "version before",
        "version now",
        "file before",
        "file now",
        "digest before",
        "digest now",
    ];
    sheet.set_name("Documents")?;
    let counts = names_of_counts();
    for (column, name) in (0..).zip(NAMES.into_iter().chain(counts.iter().map(|(name, _)| *name))) {
        sheet.set_column_width(column, if column == 1 { 40.0 } else { 16.0 })?;
        sheet.write_string_with_format(0, column, name, &looks.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 0;
    for document in &record.documents {
        row += 1;
        for (column, field) in (0..).zip(log(document)) {
            sheet.write_string(row, column, fitting(&field))?;
        }
        for (column, (_, count)) in (9..).zip(&counts) {
            sheet.write_number(row, column, float(count(&document.counts)))?;
        }
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "total", &looks.total)?;
    for (column, (_, count)) in (9..).zip(&counts) {
        let total = float(count(&record.totals.clauses));
        sheet.write_number_with_format(row, column, total, &looks.total)?;
    }
    Ok(())
}

/// A document's line of the log.
fn log(document: &DocumentRecord) -> [String; 9] {
    let of = |version: &Option<crate::record::VersionRecord>| {
        version.as_ref().map_or_else(Default::default, |version| {
            [
                version.version.clone().unwrap_or_default(),
                version.path.clone(),
                version.digest.clone(),
            ]
        })
    };
    let [version_before, file_before, digest_before]: [String; 3] = of(&document.old);
    let [version_now, file_now, digest_now]: [String; 3] = of(&document.new);
    [
        document.id.clone(),
        document.name.clone(),
        result(document).to_owned(),
        version_before,
        version_now,
        file_before,
        file_now,
        digest_before,
        digest_now,
    ]
}

type Count = (&'static str, fn(&Counts) -> u64);

fn names_of_counts() -> [Count; 7] {
    [
        ("changed", |counts| counts.changed),
        ("inserted", |counts| counts.inserted),
        ("deleted", |counts| counts.deleted),
        ("amended", |counts| counts.amended),
        ("references that follow", |counts| counts.consequential),
        ("moved", |counts| counts.moved),
        ("renumbered", |counts| counts.renumbered),
    ]
}

fn float(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Text that a cell can hold.
fn fitting(text: &str) -> String {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MOST_UNITS {
            return printable(text.get(..at).unwrap_or_default()) + CUT;
        }
    }
    printable(text)
}

/// Text without the control characters that XML cannot hold.
fn printable(text: &str) -> String {
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    text.chars()
        .map(|c| if bad(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}') { '\u{FFFD}' } else { c })
        .collect()
}
