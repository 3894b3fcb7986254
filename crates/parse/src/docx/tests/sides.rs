//! Law: each side of tracked changes is the document in which they were carried out by hand.

use proptest::prelude::*;

use super::packages::{Package, r};
use super::show;
use crate::{ParseOptions, Tracked};

/// What became of a run or of a paragraph's mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    Inserted,
    Deleted,
    MovedHere,
    MovedAway,
    InsertedAndDeleted,
}

impl Fate {
    const ALL: [Fate; 6] = [
        Fate::Stays,
        Fate::Inserted,
        Fate::Deleted,
        Fate::MovedHere,
        Fate::MovedAway,
        Fate::InsertedAndDeleted,
    ];

    /// The elements that say so, the outermost first.
    fn elements(self) -> &'static [&'static str] {
        match self {
            Fate::Stays => &[],
            Fate::Inserted => &["ins"],
            Fate::Deleted => &["del"],
            Fate::MovedHere => &["moveTo"],
            Fate::MovedAway => &["moveFrom"],
            Fate::InsertedAndDeleted => &["ins", "del"],
        }
    }

    fn is_on(self, side: Tracked) -> bool {
        match self {
            Fate::Stays => true,
            Fate::Inserted | Fate::MovedHere => side == Tracked::Accept,
            Fate::Deleted | Fate::MovedAway => side == Tracked::Reject,
            Fate::InsertedAndDeleted => false,
        }
    }
}

/// Paragraphs: what became of each run, and of the mark.
type Paragraphs = Vec<(Vec<Fate>, Fate)>;

fn paragraphs() -> impl Strategy<Value = Paragraphs> {
    let fate = || prop::sample::select(&Fate::ALL[..]);
    prop::collection::vec((prop::collection::vec(fate(), 0..4), fate()), 0..8)
}

/// The document with its tracked changes.
fn tracked(paragraphs: &Paragraphs) -> String {
    let mut xml = String::new();
    for (index, (runs, mark)) in paragraphs.iter().enumerate() {
        xml += "<w:p><w:pPr><w:rPr>";
        for name in mark.elements() {
            xml.extend(["<w:", name, "/>"]);
        }
        xml += "</w:rPr></w:pPr>";
        for (nth, fate) in runs.iter().enumerate() {
            let run = r("", &format!("{index}.{nth} "));
            xml += &fate
                .elements()
                .iter()
                .rev()
                .fold(run, |inner, name| format!("<w:{name}>{inner}</w:{name}>"));
        }
        xml += "</w:p>";
    }
    xml
}

/// The document of one side, without tracked changes.
fn by_hand(paragraphs: &Paragraphs, side: Tracked) -> String {
    let mut xml = String::new();
    let mut is_open = false;
    for (index, (runs, mark)) in paragraphs.iter().enumerate() {
        if !is_open {
            xml += "<w:p>";
        }
        for (nth, _) in runs.iter().enumerate().filter(|(_, fate)| fate.is_on(side)) {
            xml += &r("", &format!("{index}.{nth} "));
        }
        is_open = !mark.is_on(side);
        if !is_open {
            xml += "</w:p>";
        }
    }
    if is_open { xml + "</w:p>" } else { xml }
}

fn read(body: &str, side: Tracked) -> String {
    let options = ParseOptions::default().tracked(side);
    let mut flow = super::super::read(&Package::new(body).bytes(), &options).unwrap();
    flow.diagnostics.clear();
    show(&flow)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_side_is_the_document_changed_by_hand(paragraphs in paragraphs()) {
        let tracked = tracked(&paragraphs);
        for side in [Tracked::Accept, Tracked::Reject] {
            let by_hand = read(&by_hand(&paragraphs, side), side);
            prop_assert_eq!(read(&tracked, side), by_hand);
        }
    }
}
