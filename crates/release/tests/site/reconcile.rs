//! Totals on the index are the sums of the pages, of the JSON, of the CSV and of the workbook. Each
//! is read back with a reader that shares nothing with what wrote it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use keeling_release::Options;
use scraper::{ElementRef, Html, Selector};

use crate::memory::{Written, texts};

/// How many clauses there are of each kind: changed, then as the index has them.
type Counts = BTreeMap<&'static str, u64>;

const KINDS: [&str; 7] =
    ["changed", "inserted", "deleted", "amended", "consequential", "moved", "renumbered"];

fn add(counts: &mut Counts, kind: &str) {
    let kind = KINDS.iter().find(|known| **known == kind).unwrap();
    *counts.entry(kind).or_default() += 1;
}

fn complete(mut counts: Counts) -> Counts {
    for kind in KINDS {
        counts.entry(kind).or_default();
    }
    counts
}

/// The row of totals of the index.
fn of_index(site: &Written) -> Counts {
    let page = Html::parse_document(site.text("index.html"));
    let cells = Selector::parse("#total td[data-label]").unwrap();
    let numbers = page
        .select(&cells)
        .map(|cell| cell.text().collect::<String>().replace(',', "").parse::<u64>().unwrap());
    let counts: Counts = KINDS.into_iter().zip(numbers).collect();
    assert_eq!(counts.len(), KINDS.len());
    counts
}

/// The elements of the redline pages. A moved clause, and what is below it, stands on a page twice;
/// where it was it is named for the old version.
fn of_pages(site: &Written) -> Counts {
    let mut counts = Counts::new();
    let pages = site.files.keys().filter(|path| path.starts_with("redline/"));
    for path in pages {
        let page = Html::parse_document(site.text(path));
        for clause in page.select(&Selector::parse("main [data-clause]").unwrap()) {
            let has = |name: &str| clause.attr(name).is_some();
            let status = clause.attr("data-status").unwrap();
            let is_old = clause.attr("id").is_some_and(|id| id.starts_with("old-"));
            if is_old && status != "deleted" {
                continue;
            }
            let kinds = [
                (status != "unchanged" || has("data-moved") || has("data-renumbered"), "changed"),
                (status == "inserted", "inserted"),
                (status == "deleted", "deleted"),
                (status == "amended" && !has("data-consequential"), "amended"),
                (has("data-consequential"), "consequential"),
                (has("data-moved"), "moved"),
                (has("data-renumbered"), "renumbered"),
            ];
            kinds.iter().filter(|(is, _)| *is).for_each(|(_, kind)| add(&mut counts, kind));
        }
    }
    complete(counts)
}

fn of_json(site: &Written) -> Counts {
    let mut counts = Counts::new();
    for document in site.json()["documents"].as_array().unwrap() {
        for clause in document["clauses"].as_array().unwrap() {
            if clause["region"] == "text" {
                add(&mut counts, "changed");
                for kind in clause["kinds"].as_array().unwrap() {
                    add(&mut counts, kind.as_str().unwrap());
                }
            }
        }
    }
    complete(counts)
}

/// The sums of the documents' own counts.
fn of_json_counts(site: &Written) -> Counts {
    let mut counts = Counts::new();
    for document in site.json()["documents"].as_array().unwrap() {
        for kind in KINDS {
            *counts.entry(kind).or_default() += document["counts"][kind].as_u64().unwrap();
        }
    }
    counts
}

fn of_rows(rows: impl Iterator<Item = (String, String)>) -> Counts {
    let mut counts = Counts::new();
    for (region, kinds) in rows.filter(|(region, _)| region == "text") {
        assert_eq!(region, "text");
        add(&mut counts, "changed");
        kinds.split(", ").for_each(|kind| add(&mut counts, kind));
    }
    complete(counts)
}

fn of_csv(site: &Written) -> Counts {
    let mut table = csv::Reader::from_reader(site.text("changes.csv").as_bytes());
    let rows = table.records().map(|row| {
        let row = row.unwrap();
        (row[2].to_owned(), row[3].to_owned())
    });
    of_rows(rows)
}

fn workbook(site: &Written) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(site.files["changes.xlsx"].clone())).unwrap()
}

fn of_xlsx(site: &Written) -> Counts {
    let sheet = workbook(site).worksheet_range("Changes").unwrap();
    let text = |cell: &Data| cell.to_string();
    of_rows(sheet.rows().skip(1).map(|row| (text(&row[2]), text(&row[3]))))
}

/// The last row of the workbook's second sheet.
fn of_xlsx_totals(site: &Written) -> Counts {
    let sheet = workbook(site).worksheet_range("Documents").unwrap();
    let last = sheet.rows().next_back().unwrap();
    let number = |cell: &Data| cell.to_string().parse().unwrap();
    KINDS.into_iter().zip(last[9..].iter().map(number)).collect()
}

pub(crate) fn check(site: &Written) {
    let index = of_index(site);
    assert!(index["changed"] > 0);
    assert_eq!(of_pages(site), index, "pages");
    assert_eq!(of_json(site), index, "clauses of the JSON");
    assert_eq!(of_json_counts(site), index, "counts of the JSON");
    assert_eq!(of_csv(site), index, "CSV");
    assert_eq!(of_xlsx(site), index, "XLSX");
    assert_eq!(of_xlsx_totals(site), index, "totals of the XLSX");
    check_texts(site);
}

#[test]
fn all_totals_of_the_fixtures_agree() {
    check(&Written::of_fixtures("release.toml"));
}

#[test]
fn all_totals_agree_with_new_withdrawn_and_odd_documents() {
    // More than a cell holds: of letters, of pairs of units, and of both texts together.
    let long = format!("{}{}", "word ".repeat(20_000), "\u{1F600} ".repeat(20_000));
    let most = "word ".repeat(6_399);
    check(&Written::of_texts(
        &[
            ("a.md", "1 One, =SUM(A1).\n\n2 Two."),
            ("gone.md", "1 Gone for good."),
            ("e.md", "x"),
            ("m.md", &format!("1.1 {most}")),
        ],
        &[
            ("m.md", &format!("1.1 {most} more")),
            ("a.md", &format!("1 Two.\n\n2 {long}")),
            ("new.md", "1 \u{1}New & <b>.\n\n1 New."),
        ],
    ));
}

/// The texts of the workbook are those of the JSON, each version's as it stands there.
fn check_texts(site: &Written) {
    let sheet = workbook(site).worksheet_range("Changes").unwrap();
    let mut rows = sheet.rows().skip(1);
    for document in site.json()["documents"].as_array().unwrap() {
        for clause in document["clauses"].as_array().unwrap() {
            let row = rows.next().unwrap();
            for (cell, version) in [(&row[7], "old"), (&row[8], "new")] {
                let (got, want) =
                    (cell.to_string(), clause[version]["text"].as_str().unwrap_or_default());
                // The format has no way to write a control character.
                let is_kept = !want.contains(|c: char| c.is_control() && !"\n\t".contains(c));
                let is_cut = got.ends_with("(cut: the redline has all of it)");
                let same = got == want || is_cut || !is_kept;
                assert!(same, "{} {}: {got:.300}", document["id"], clause["id"]);
            }
        }
    }
    assert!(rows.next().is_none());
}

#[test]
fn the_workbook_holds_the_texts() {
    check_texts(&Written::of_fixtures("release.toml"));
    let site = Written::of_texts(
        &[("a.md", "1.1 The old\ntext  is.")],
        &[("a.md", "1.1 The new text is.")],
    );
    check_texts(&site);
    let sheet = workbook(&site).worksheet_range("Changes").unwrap();
    let row = sheet.rows().nth(1).unwrap();
    assert_eq!(row[8].to_string(), "The new text is.");
}

#[test]
fn what_was_to_be_ignored_stands_in_the_workbook_as_it_was() {
    let options = Options {
        diff: keeling_diff::Options::default().ignore(keeling_diff::Ignore::CASE),
        ..Options::default()
    };
    let site = Written::of(
        &texts(&[("a.md", "1.1 The supplier SHALL pay in June.")]),
        &texts(&[("a.md", "1.1 The Supplier shall pay in July.")]),
        &options,
    );
    check_texts(&site);
}

#[test]
fn a_cell_that_cannot_hold_all_marks_holds_the_words() {
    let text = |changing: &str| -> String {
        (0..700).fold(String::new(), |text, n| format!("{text}word{n} {changing}{n} stays "))
    };
    let (old, new) = (text("old"), text("new"));
    let site =
        Written::of_texts(&[("a.md", &format!("1.1 {old}"))], &[("a.md", &format!("1.1 {new}"))]);
    check(&site);
    let clause = &site.json()["documents"][0]["clauses"][0];
    assert!(clause["edits"].as_array().unwrap().len() > 700);
    let sheet = workbook(&site).worksheet_range("Changes").unwrap();
    let row = sheet.rows().nth(1).unwrap();
    assert!(row[7] == Data::String(clause["old"]["text"].as_str().unwrap().to_owned()));
    assert!(row[8] == Data::String(clause["new"]["text"].as_str().unwrap().to_owned()));
}

/// Every link of every page leads somewhere on the site, and no page has an id twice.
pub(crate) fn check_links(site: &Written) {
    let pages: BTreeMap<&str, Html> = site
        .files
        .keys()
        .filter(|path| Path::new(path).extension() == Some("html".as_ref()))
        .map(|path| (path.as_str(), Html::parse_document(site.text(path))))
        .collect();
    let with_id = Selector::parse("[id]").unwrap();
    let ids: BTreeMap<&str, Vec<String>> = pages
        .iter()
        .map(|(path, page)| {
            let id = |one: ElementRef<'_>| one.attr("id").unwrap().to_owned();
            (*path, page.select(&with_id).map(id).collect())
        })
        .collect();
    for (path, ids) in &ids {
        let mut sorted = ids.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), ids.len(), "{path} has an id twice");
    }
    for (path, page) in &pages {
        for link in page.select(&Selector::parse("a[href]").unwrap()) {
            let address = link.attr("href").unwrap();
            if ["mailto:", "https:", "http:"].iter().any(|scheme| address.starts_with(scheme)) {
                continue;
            }
            let (file, id) = address.split_once('#').unwrap_or((address, ""));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = match (file.strip_prefix("../"), folder) {
                _ if file.is_empty() => (*path).to_owned(),
                (Some(file), _) => file.to_owned(),
                (None, "") => file.to_owned(),
                (None, folder) => format!("{folder}/{file}"),
            };
            let target = decoded(&target);
            assert!(site.files.contains_key(&target), "{path}: {address} leads nowhere");
            let id = decoded(id);
            let known = id.is_empty() || ids[target.as_str()].contains(&id);
            assert!(known, "{path}: {address} leads to no place");
        }
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let hex = std::str::from_utf8(&tail[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_link_leads_somewhere() {
    check_links(&Written::of_fixtures("release.toml"));
    check_links(&Written::of_fixtures("consultation.toml"));
    check_links(&Written::of_texts(
        &[
            ("ä b.md", "# Über uns\n\n1 Eins.\n\n\"User\" means a."),
            ("A.md", "1 A."),
            ("a.md", "1 B."),
        ],
        &[("ä b.md", "# Über uns\n\n1 Zwei.\n\n1 User."), ("A.md", "1 C."), ("a.md", "1 D.")],
    ));
}
