//! Comments in Word files with tracked changes: those that the new version has keep their places,
//! those that are asked for say what became of each clause, and both come and go with clauses that
//! do.

#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use keeling_render::docx::DocxOptions;
use keeling_tests::laws::breaches;
use keeling_tests::line;
use keeling_tests::package::{Package, commented, p, part, row, table, with_comment};
use roxmltree::{Document, Node};

const KEPT: &str = "The Panel shall keep a register of the Parties and publish it each year.";

#[test]
fn comments_say_what_became_of_each_clause() {
    let old = Package::new(&(p("1. ") + &p(KEPT))).bytes();
    let new = Package::new(&(p("1. ") + &p(&KEPT.replace("year", "month")))).bytes();
    let options = DocxOptions::default().comments(true).author("A & B");
    assert_eq!(breaches(&old, &new, &options).unwrap(), Vec::<String>::new());
    let (file, _) = line::word(&old, &new, &options).unwrap();
    let comments = part(&file, "word/comments.xml");
    assert!(comments.contains("Amended.") && comments.contains("A &amp; B"), "{comments}");
    assert!(part(&file, "word/document.xml").contains("<w:commentReference "));
}

#[test]
fn a_comment_comes_and_goes_with_its_clause() {
    let clause = |number: &str, text: &str| p(&format!("{number}\t{text}"));
    let (first, last) = (clause("1.1", "The Supplier shall supply."), clause("1.3", "The end."));
    let with = [&first, &clause("1.2", KEPT), &last].map(String::as_str).concat();
    let (with, without) = (Package::new(&with).bytes(), Package::new(&(first + &last)).bytes());
    for (old, new, name) in [(&with, &without, "del"), (&without, &with, "ins")] {
        let options = DocxOptions::default().comments(true);
        assert_eq!(breaches(old, new, &options).unwrap(), Vec::<String>::new());
        let xml = part(&line::word(old, new, &options).unwrap().0, "word/document.xml");
        let document = Document::parse(&xml).unwrap();
        let is_sign = |node: &Node<'_, '_>| node.tag_name().name() == "commentReference";
        let sign = document.descendants().find(is_sign);
        let mut above = sign.unwrap().ancestors();
        assert!(above.any(|node| node.tag_name().name() == name), "{xml}");
        assert!(!xml.contains("commentRange"), "{xml}");
    }
}

#[test]
fn what_is_said_of_clauses_at_the_end_is_said_at_the_paragraph_that_stays() {
    let clause = |number: &str, text: &str| p(&format!("{number}\t{text}"));
    let new = clause("1.1", "The Supplier shall supply.");
    let old = new.clone() + &clause("1.2", KEPT) + &clause("1.3", "The end.");
    let (old, new) = (Package::new(&old).bytes(), Package::new(&new).bytes());
    let options = DocxOptions::default().comments(true);
    assert_eq!(breaches(&old, &new, &options).unwrap(), Vec::<String>::new());
    let (file, _) = line::word(&old, &new, &options).unwrap();
    assert_eq!(part(&file, "word/comments.xml").matches("Deleted.").count(), 2);
}

fn id(node: Node<'_, '_>) -> String {
    node.attributes().find(|a| a.name() == "id").unwrap().value().to_owned()
}

/// The words that each comment is on once all changes are accepted, and how its sign is tracked.
fn anchors(file: &[u8]) -> Vec<(String, String, Option<&'static str>)> {
    let xml = part(file, "word/document.xml");
    let document = Document::parse(&xml).unwrap();
    let tracked = |node: Node<'_, '_>| {
        let names = ["ins", "del", "moveFrom", "moveTo"];
        let mut around = node.ancestors().map(|node| node.tag_name().name().to_owned());
        around.find_map(|around| names.into_iter().find(|name| *name == around))
    };
    let mut open: Vec<(String, String)> = Vec::new();
    let (mut ranges, mut signs) = (Vec::new(), Vec::new());
    for node in document.descendants() {
        match node.tag_name().name() {
            "commentRangeStart" => open.push((id(node), String::new())),
            "t" if !matches!(tracked(node), Some("del" | "moveFrom")) => {
                for (_, words) in &mut open {
                    words.push_str(node.text().unwrap());
                }
            }
            "commentRangeEnd" => {
                let place = open.iter().position(|(open, _)| *open == id(node)).unwrap();
                ranges.push(open.remove(place));
            }
            "commentReference" => signs.push((id(node), tracked(node))),
            _ => {}
        }
    }
    let sign = |id: &String| signs.iter().find(|(sign, _)| sign == id).unwrap().1;
    ranges.into_iter().map(|(id, words)| (id.clone(), words, sign(&id))).collect()
}

#[test]
fn comments_of_the_new_version_stay_where_they_are() {
    let (first, last) = ("1.\tThe Supplier shall supply each User.", "4.\tHere this Code ends.");
    let moved = "Each Supplier shall pay the charges that are invoiced under this agreement.";
    let amended = "2.\tThe Panel shall keep a register of the Parties and publish it each month.";
    let kept_row = row(&["Charge", "Each month"]);
    let old = [p(first), p(&amended.replace("month", "year")), p(&format!("3.\t{moved}")), p(last)];
    let new = [
        p(first),
        commented(1, &format!("1A.\t{moved}")),
        commented(2, amended),
        commented(3, "2A.\tNo Party may keep a register of its own."),
        commented(4, last),
    ];
    let comes = format!("<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr>", commented(5, "Another charge"));
    let old = [old.concat(), table(std::slice::from_ref(&kept_row))];
    let new = [new.concat(), table(&[kept_row, comes])];
    let (old, new) = (old.concat(), new.concat());
    let (old, new) = (Package::new(&old).bytes(), Package::new(&new).comments(1..6).bytes());
    let options = DocxOptions::default();
    assert_eq!(breaches(&old, &new, &options).unwrap(), Vec::<String>::new());
    let (file, _) = line::word(&old, &new, &options).unwrap();
    let words = |bytes| -> Vec<(String, String)> {
        anchors(bytes).into_iter().map(|(id, words, _)| (id, words)).collect()
    };
    assert_eq!(words(&file), words(&new));
    let tracked: Vec<_> = anchors(&file).into_iter().map(|(_, _, tracked)| tracked).collect();
    assert_eq!(tracked, [Some("moveTo"), None, Some("ins"), None, Some("ins")]);
}

#[test]
fn a_range_ends_behind_its_sign_where_both_come_with_the_clause() {
    let two = with_comment(1, &commented(2, &format!("1A.\t{KEPT}")));
    let [first, last] = ["1.\tThe Supplier shall supply.", "2.\tHere the Code ends."].map(p);
    let new = [with_comment(0, &first), two, last.clone()].concat();
    let old = Package::new(&(first + &last)).bytes();
    let new = Package::new(&new).comments(0..3).bytes();
    let (file, _) = line::word(&old, &new, &DocxOptions::default()).unwrap();
    let xml = part(&file, "word/document.xml");
    let place = |name: &str, id: u8| xml.find(&format!("<w:{name} w:id=\"{id}\"")).unwrap();
    let signs = [1, 2].map(|id| place("commentReference", id));
    let ends = [1, 2].map(|id| place("commentRangeEnd", id));
    assert!(signs.iter().all(|sign| ends.iter().all(|end| sign < end)), "{xml}");
    assert!(place("commentRangeEnd", 0) < place("commentReference", 0), "{xml}");
}
