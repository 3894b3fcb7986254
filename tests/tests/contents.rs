//! Tables of contents in Word files with tracked changes: of an entry that is numbered, called or
//! placed otherwise only that is struck, and each side has its own table.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use keeling_render::docx::DocxOptions;
use keeling_tests::line;
use keeling_tests::package::{Package, p, part};
use keeling_tests::read::tracked::{Side, with_contents};
use keeling_tests::read::{fields, marked};
use proptest::prelude::*;

const STYLES: &str =
    r#"<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="toc 1"/></w:style>"#;

/// How an entry leads to its clause.
#[derive(Clone, Copy, Debug)]
enum Lead {
    /// By nothing: it is typed.
    Typed,
    /// By an element around it, as Word writes them, with a field for the page.
    Link,
    /// By a field around it.
    Field,
}

const LEADS: [Lead; 3] = [Lead::Typed, Lead::Link, Lead::Field];

/// An entry: its words, its page, and the bookmark that it leads to.
fn entry(lead: Lead, words: &str, page: &str, bookmark: usize) -> String {
    let run = |held: &str| format!("<w:r>{held}</w:r>");
    let text = |text: &str| run(&format!("<w:t xml:space=\"preserve\">{text}</w:t>"));
    let character = |kind| run(&format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
    let field = |code: &str, result: &str| {
        let code = run(&format!("<w:instrText> {code} </w:instrText>"));
        [&character("begin"), &code, &character("separate"), result, &character("end")].concat()
    };
    let tab = run("<w:tab/>");
    let page_of = field(&format!("PAGEREF _Toc{bookmark} \\h"), &text(page));
    let line = match lead {
        Lead::Typed => text(words) + &tab + &text(page),
        Lead::Link => {
            let inner = text(words) + &tab + &page_of;
            format!("<w:hyperlink w:anchor=\"_Toc{bookmark}\">{inner}</w:hyperlink>")
        }
        Lead::Field => {
            let inner = text(words) + &tab + &page_of;
            field(&format!("HYPERLINK \\l \"_Toc{bookmark}\""), &inner)
        }
    };
    format!("<w:p><w:pPr><w:pStyle w:val=\"C1\"/></w:pPr>{line}</w:p>")
}

fn package(entries: &str) -> Vec<u8> {
    let body = entries.to_owned() + &p("The Panel shall keep a register.");
    Package::new(&body).styles(STYLES).bytes()
}

/// The lines of the file for two tables of contents.
fn lines(old: &str, new: &str) -> Vec<String> {
    let (file, _) = line::word(&package(old), &package(new), &DocxOptions::default()).unwrap();
    let mut lines = marked::lines(&part(&file, "word/document.xml"));
    assert_eq!(lines.pop().as_deref(), Some("The Panel shall keep a register."));
    lines
}

#[test]
fn of_a_clause_that_is_renumbered_the_number_is_struck() {
    for lead in [Lead::Typed, Lead::Link] {
        let old = entry(lead, "3.9 Payment of charges", "9", 1);
        let new = entry(lead, "3.10 Payment of charges", "10", 2);
        assert_eq!(lines(&old, &new), ["3.[-9-][+10+] Payment of charges .. [-9-][+10+]"]);
    }
}

#[test]
fn of_a_clause_that_is_called_otherwise_the_words_are_struck() {
    let entries = |titles: [&str; 3]| -> String {
        (1..)
            .zip(titles)
            .map(|(page, title)| entry(Lead::Link, title, &page.to_string(), page))
            .collect()
    };
    let old = ["1: Meters and data requirements", "1.1 Smart meter rules", "1.2 Data rules, old"];
    let new = ["1 Meters and data", "1.1 Smart meter rules", "1.2 Data rules"];
    assert_eq!(
        lines(&entries(old), &entries(new)),
        [
            "1[-:-] Meters and data[- requirements-] .. 1",
            "1.1 Smart meter rules .. 2",
            "1.2 Data rules[-, old-] .. 3"
        ]
    );
}

#[test]
fn an_entry_that_comes_beside_others_like_it_is_inserted_whole() {
    let entries = |titles: &[&str]| -> String {
        titles.iter().map(|title| entry(Lead::Link, title, "7", 1)).collect()
    };
    let (old, new) = (
        ["4.1 Meter faults", "4.2 Meter charges"],
        ["4.1 Meter faults", "4.2 Theft", "4.3 Meter charges"],
    );
    assert_eq!(
        lines(&entries(&old), &entries(&new)),
        ["4.1 Meter faults .. 7", "[+4.2 Theft .. 7¶+]", "4.[-2-][+3+] Meter charges .. 7"]
    );
}

#[test]
fn unlike_entries_are_not_cut_up() {
    let old = entry(Lead::Link, "5.1 Duties of the Panel", "7", 1);
    let new = entry(Lead::Link, "6.1 Fees for the use of meters", "7", 1);
    assert_eq!(
        lines(&old, &new),
        ["[-5.1 Duties of the Panel .. 7¶-]", "[+6.1 Fees for the use of meters .. 7¶+]"]
    );
}

#[test]
fn a_page_is_not_taken_for_a_word() {
    for lead in [Lead::Link, Lead::Field] {
        let (old, new) = (entry(lead, "Payment 3.1", "1", 2), entry(lead, "Payment", "3", 2));
        assert_eq!(lines(&old, &new), ["Payment[- 3.1-] .. [-1-][+3+]"]);
    }
}

/// How an entry leads to its clause, its words, its page and its bookmark.
type Entry = (usize, Vec<u8>, u8, usize);

const WORDS: [&str; 10] =
    ["3.1", "3.2", "Payment", "of", "charges,", "meters", "Mètre", "(a)", "V1:", ""];

fn any_entry() -> impl Strategy<Value = Entry> {
    (0..3usize, prop::collection::vec(0..10u8, 0..5), 1..30u8, 0..4usize)
}

fn table() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(any_entry(), 0..6)
}

/// What becomes of an entry: how, where, and another one.
fn edits() -> impl Strategy<Value = Vec<(u8, usize, Entry)>> {
    prop::collection::vec((0..5u8, 0..6usize, any_entry()), 0..5)
}

fn edited(table: &[Entry], edits: &[(u8, usize, Entry)]) -> Vec<Entry> {
    let mut table = table.to_vec();
    for (how, place, other) in edits {
        let place = place % (table.len() + 1);
        match how {
            0 if place < table.len() => drop(table.remove(place)),
            1 if place < table.len() => table[place].1.extend(&other.1),
            2 if place < table.len() => (table[place].2, table[place].3) = (other.2, other.3),
            3 if place < table.len() => drop(table[place].1.pop()),
            _ => table.insert(place, other.clone()),
        }
    }
    table
}

fn written(table: &[Entry]) -> String {
    let one = |(lead, words, page, bookmark): &Entry| {
        let words: Vec<&str> = words.iter().map(|&word| WORDS[usize::from(word)]).collect();
        entry(LEADS[*lead], &words.join(" "), &page.to_string(), *bookmark)
    };
    table.iter().map(one).collect()
}

proptest! {
    #[test]
    fn each_side_has_its_own_table(table in table(), edits in edits()) {
        let (old, new) = (package(&written(&table)), package(&written(&edited(&table, &edits))));
        let (file, _) = line::word(&old, &new, &DocxOptions::default()).unwrap();
        for (side, version) in [(Side::Accepted, &new), (Side::Rejected, &old)] {
            let wanted = with_contents(version, Side::Accepted).unwrap();
            prop_assert_eq!(with_contents(&file, side).unwrap(), wanted);
        }
        prop_assert_eq!(fields::strange(&file, &old, &new).unwrap(), Vec::<String>::new());
    }
}
