//! The cursor against another reader of XML, on random text.

use proptest::prelude::*;
use quick_xml::events::Event as Other;

use super::{Event, Reader, Same, Tree};
use crate::{Limits, TrackedChanges};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What a reader met, with texts that follow one another as one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Met {
    Start(String, Vec<(String, String)>),
    End,
    Text(String),
}

fn add(all: &mut Vec<Met>, text: &str) {
    match all.last_mut() {
        _ if text.is_empty() => {}
        Some(Met::Text(before)) => before.push_str(text),
        _ => all.push(Met::Text(text.to_owned())),
    }
}

fn tree(xml: &str) -> Tree {
    Tree::read("part.xml", xml.to_owned(), &Limits::default())
}

#[test]
fn the_place_of_an_attribute_is_that_of_its_raw_value() {
    let tree = tree("<a other='\"' id = \"1&amp;2\"><b id=''/></a>");
    let place = |node, name| tree.attr_place(node, name).map(|(start, end)| tree.slice(start, end));
    assert_eq!(place(Tree::root(), "id"), Some("1&amp;2"));
    assert_eq!(place(Tree::root(), "other"), Some("\""));
    assert_eq!(place(1, "id"), Some(""));
    assert_eq!(place(1, "other"), None);
}

/// What the cursor meets, to the end or to an error, and whether there was none.
fn ours(tree: &Tree) -> (Vec<Met>, bool) {
    let mut reader = Reader::new(tree);
    let mut all = Vec::new();
    loop {
        match reader.next() {
            Ok(Event::Start(element)) => {
                let attributes = element.attributes();
                let attributes =
                    attributes.map(|(name, raw)| (name.to_owned(), super::value(raw).into_owned()));
                all.push(Met::Start(element.local().to_owned(), attributes.collect()));
            }
            Ok(Event::End) => all.push(Met::End),
            Ok(Event::Text(text)) => add(&mut all, &text),
            Ok(Event::Eof) => return (all, true),
            Err(_) => return (all, false),
        }
    }
}

/// What quick-xml meets.
fn theirs(xml: &str) -> Vec<Met> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut all = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Other::Start(start) => {
                let name = start.local_name();
                let attributes = start.attributes().map(Result::unwrap).map(|attribute| {
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0);
                    (attribute.key.as_ref().to_owned(), value.unwrap().into_owned())
                });
                all.push(Met::Start(name.as_ref().to_owned(), attributes.collect()));
            }
            Other::End(_) => all.push(Met::End),
            Other::Text(text) => add(&mut all, &text.xml10_content()),
            Other::CData(data) => add(&mut all, &data.xml10_content()),
            Other::GeneralRef(name) => {
                let c = name.resolve_char_ref().unwrap().map(String::from);
                let known =
                    |name: &str| quick_xml::escape::resolve_predefined_entity(name).unwrap();
                add(&mut all, &c.unwrap_or_else(|| known(&name).to_owned()));
            }
            Other::Eof => return all,
            _ => {}
        }
    }
}

/// Text, comments, data, instructions.
fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-z>é'\"\r\n\t]{0,12}",
        Just("&amp;&lt;x&#10;&#x41;&quot;".to_owned()),
        Just("<!-- <w:p> -- & > -->".to_owned()),
        "[ a-z<>&\r]{0,8}".prop_map(|data| format!("<![CDATA[{data}]]>")),
        Just("<?x <w:p> ?>".to_owned()),
    ]
}

fn attributes() -> impl Strategy<Value = String> {
    let one = ("[a-c]", prop_oneof!["[ a-z>'\t]{0,40}", Just("&lt;&#9;".to_owned())])
        .prop_map(|(name, value)| format!(" w:{name}=\"{value}\""));
    let other = "[a-z>\"]{0,6}".prop_map(|value| format!(" d = '{value}'"));
    let space = prop_oneof![Just(""), Just(" "), Just("\n")];
    (proptest::option::of(one), proptest::option::of(other), space).prop_map(|(a, b, space)| {
        format!("{}{}{space}", a.unwrap_or_default(), b.unwrap_or_default())
    })
}

/// A run, mostly one that holds words.
fn run() -> impl Strategy<Value = String> {
    let property = prop_oneof![4 => Just("<w:b/>"), 1 => Just("<w:rPrChange/>"), 1 => Just("x")];
    let properties = proptest::option::of(property)
        .prop_map(|held| held.map_or_else(String::new, |held| format!("<w:rPr>{held}</w:rPr>")));
    let words = prop_oneof![3 => "[a-z é\n]{0,9}", 1 => leaf()];
    let words = (words, attributes()).prop_map(|(words, held)| format!("<w:t{held}>{words}</w:t>"));
    let more = prop_oneof![6 => Just(""), 1 => Just("<w:t/>"), 1 => Just(" "), 1 => Just("<y/>")];
    (properties, words, more, attributes()).prop_map(|(properties, words, more, held)| {
        format!("<w:r{held}>{properties}{words}{more}</w:r>")
    })
}

/// An element with what it holds.
fn element() -> impl Strategy<Value = String> {
    let names = prop_oneof![
        Just("w:p"),
        Just("w:r"),
        Just("w:ins"),
        Just("w:rPrChange"),
        Just("w:fldChar"),
        Just("w:sectPr"),
        Just("x:tc"),
        Just("y")
    ];
    let names = prop_oneof![names, Just("w:rPr"), Just("w:t")];
    let empty = (names.clone(), attributes()).prop_map(|(name, held)| format!("<{name}{held}/>"));
    prop_oneof![leaf(), empty, run()].prop_recursive(5, 60, 6, move |inner| {
        (names.clone(), attributes(), proptest::collection::vec(inner, 0..6))
            .prop_map(|(name, held, inner)| format!("<{name}{held}>{}</{name} >", inner.concat()))
    })
}

fn document() -> impl Strategy<Value = String> {
    proptest::collection::vec(element(), 0..8).prop_map(|elements| {
        format!("<?xml version=\"1.0\"?>\n<w:d xmlns:w=\"{WORD}\">{}</w:d>\n", elements.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_cursor_meets_what_another_reader_meets(xml in document()) {
        let tree = tree(&xml);
        prop_assert!(tree.check().is_ok());
        let (met, to_the_end) = ours(&tree);
        prop_assert!(to_the_end);
        prop_assert_eq!(met, theirs(&xml));
    }

    /// Text that breaks off is read as far as it goes, and then there is an error.
    #[test]
    fn what_breaks_off_is_read_to_there(xml in document(), share in 0.0..1.0f64) {
        let all = ours(&tree(&xml)).0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share")]
        #[allow(clippy::cast_precision_loss, reason = "texts are short")]
        let mut at = (xml.trim_end().len() as f64 * share) as usize;
        while !xml.is_char_boundary(at) {
            at -= 1;
        }
        let cut = tree(&xml[..at]);
        let (mut met, to_the_end) = ours(&cut);
        prop_assert_eq!(to_the_end, cut.check().is_ok());
        // The last text may be shorter; an entity may be cut in two.
        if let Some(Met::Text(_)) = met.last() {
            met.pop();
        }
        prop_assert!(all.starts_with(&met), "{:?}", &xml[..at]);
    }

    /// Passing over an element comes to the same place, with the same counts, as stepping through.
    #[test]
    fn passing_over_counts_as_stepping_does(xml in document()) {
        let tree = tree(&xml);
        let (mut stepping, mut passing) = (Reader::new(&tree), Reader::new(&tree));
        stepping.child().unwrap();
        passing.child().unwrap();
        while passing.child().unwrap().is_some() {
            passing.skip().unwrap();
            stepping.child().unwrap();
            while stepping.depth() > 1 {
                stepping.next().unwrap();
            }
            let counts: [TrackedChanges; 2] = [passing.tracked(), stepping.tracked()];
            prop_assert_eq!(counts[0], counts[1]);
            prop_assert_eq!(passing.place(), stepping.place());
        }
    }

    /// Passing over an element looks at all that has to be looked at, or does nothing.
    #[test]
    fn passing_over_looks_at_what_stepping_meets(xml in document()) {
        let tree = tree(&xml);
        let (mut stepping, mut passing) = (Reader::new(&tree), Reader::new(&tree));
        stepping.child().unwrap();
        passing.child().unwrap();
        while passing.child().unwrap().is_some() {
            let (mut seen, mut met, mut is_more) = (Vec::new(), Vec::new(), false);
            let before = passing.tracked();
            let passed = passing.skip_plain(|element| seen.push(element.word().to_owned())).unwrap();
            stepping.child().unwrap();
            while stepping.depth() > 1 {
                if let Event::Start(element) = stepping.next().unwrap() {
                    match element.word() {
                        name @ ("p" | "fldChar") => met.push(name.to_owned()),
                        "sectPr" => is_more = true,
                        _ => {}
                    }
                }
            }
            if passed {
                prop_assert_eq!(seen, met);
                prop_assert!(!is_more);
                let first = TrackedChanges::default();
                prop_assert!(before != first || passing.tracked() == first);
            } else {
                prop_assert!(seen.is_empty());
                passing.skip().unwrap();
            }
            prop_assert_eq!(passing.place(), stepping.place());
            prop_assert_eq!(passing.tracked(), stepping.tracked());
        }
    }

    /// The text of a run that is taken at once is all that stepping through it meets.
    #[test]
    fn a_plain_run_is_its_text(xml in document()) {
        let tree = tree(&xml);
        let (mut stepping, mut taking) = (Reader::new(&tree), Reader::new(&tree));
        loop {
            let is_run = match taking.next().unwrap() {
                Event::Start(element) => element.word() == "r",
                Event::Eof => break,
                _ => false,
            };
            stepping.next().unwrap();
            let before = taking.tracked();
            let text = if is_run { taking.plain_run().unwrap() } else { None };
            let Some(text) = text else { continue };
            let (mut open, mut held) = (vec!["r".to_owned()], Vec::new());
            while !open.is_empty() {
                let is_words = !open.iter().any(|name| name == "rPr");
                match stepping.next().unwrap() {
                    Event::Start(element) => open.push(element.word().to_owned()),
                    Event::Text(text) if is_words => held.push((open.clone(), text.into_owned())),
                    Event::End => drop(open.pop()),
                    Event::Text(_) | Event::Eof => {}
                }
            }
            let words = (vec!["r".to_owned(), "t".to_owned()], text.to_owned());
            prop_assert_eq!(held, if text.is_empty() { vec![] } else { vec![words] });
            prop_assert_eq!(taking.tracked(), before);
            prop_assert_eq!(taking.tracked(), stepping.tracked());
            prop_assert_eq!((taking.depth(), taking.place()), (stepping.depth(), stepping.place()));
        }
    }

    /// What stands alike reads alike and holds nothing that counts; passing over it comes to where
    /// stepping through it does.
    #[test]
    fn repeated_elements_read_alike(xml in declaring()) {
        let tree = tree(&xml);
        let (mut stepping, mut passing) = (Reader::new(&tree), Reader::new(&tree));
        let mut known: Vec<(&str, Vec<String>)> = Vec::new();
        while let Ok(event) = stepping.next() {
            let is_start = matches!(event, Event::Start(_));
            if matches!(event, Event::Eof) {
                break;
            }
            prop_assert!(passing.next().is_ok());
            let raw = if is_start { stepping.repeated() } else { None };
            let Some(raw) = raw else { continue };
            let (outer, before, mut names) = (stepping.depth() - 1, stepping.tracked(), Vec::new());
            while stepping.depth() > outer {
                match stepping.next() {
                    Ok(Event::Start(element)) => {
                        names.push(format!("{:?} {}", element.namespace(), element.local()));
                    }
                    Ok(_) => {}
                    Err(_) => return Ok(()),
                }
            }
            prop_assert_eq!(passing.skip_known(|_| None::<()>).unwrap(), None);
            let Ok(passed) = passing.skip_known(Some) else {
                prop_assert!(tree.check().is_err());
                return Ok(());
            };
            prop_assert_eq!(passed, Some(raw));
            prop_assert_eq!(stepping.tracked(), before);
            prop_assert_eq!(passing.tracked(), before);
            prop_assert_eq!((passing.depth(), passing.place()), (stepping.depth(), stepping.place()));
            let same = known.iter().find(|(other, _)| *other == raw);
            prop_assert!(same.is_none_or(|(_, others)| *others == names));
            known.push((raw, names));
        }
    }
}

/// What stands alike does not read alike where prefixes mean something else, or where it counts.
#[test]
fn only_what_reads_alike_is_repeated() {
    let xml = format!(
        "<w:d xmlns:w='{WORD}'><w:b/><w:b>x</w:b><w:b><w:p/></w:b><w:b><w:ins/></w:b>\
         <w:b xmlns:v='v'/><w:b><v:a xmlns:v='v'/></w:b><x xmlns:w='other'><w:b/></x><w:b/></w:d>"
    );
    let tree = tree(&xml);
    let (mut reader, mut repeated) = (Reader::new(&tree), Vec::new());
    loop {
        match reader.next().unwrap() {
            Event::Start(element) if element.local() == "b" => repeated.push(reader.repeated()),
            Event::Eof => break,
            _ => {}
        }
    }
    let none = [None; 5];
    let [first, rest @ ..] = repeated.as_slice() else { panic!("nothing was met") };
    assert_eq!(*first, Some("<w:b/>"));
    assert_eq!(rest, [&[Some("<w:b>x</w:b>")][..], &none, &[Some("<w:b/>")]].concat());
}

/// Most runs are plain, and what makes one another is seen.
#[test]
fn runs_are_plain_but_for_what_needs_reading() {
    let take = |run: &str| {
        let tree = tree(&format!("<w:p xmlns:w='{WORD}'>{run}</w:p>"));
        let mut reader = Reader::new(&tree);
        reader.child().unwrap();
        reader.child().unwrap();
        reader.plain_run().unwrap().map(str::to_owned)
    };
    let plain = [
        "<w:r><w:t>one</w:t></w:r>",
        "<w:r w:rsid='1'><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>one</w:t></w:r>",
        "<w:r><w:delText>one</w:delText></w:r>",
    ];
    for run in plain {
        assert_eq!(take(run).as_deref(), Some("one"), "{run}");
    }
    let others = [
        "<w:r/>",
        "<w:r><w:t/></w:r>",
        "<w:r><w:t>a&amp;b</w:t></w:r>",
        "<w:r><w:t>a<!-- b --></w:t></w:r>",
        "<w:r><w:t>one</w:t><w:tab/></w:r>",
        "<w:r> <w:t>one</w:t></w:r>",
        "<w:r><w:rPr><w:rPrChange/></w:rPr><w:t>one</w:t></w:r>",
        "<w:r><w:t xmlns:v='v'>one</w:t></w:r>",
        "<w:r><w:tab/></w:r><w:r><w:t>one</w:t></w:r>",
    ];
    for run in others {
        assert_eq!(take(run), None, "{run}");
    }
}

/// A tag that stood before means something else where its prefix does.
#[test]
fn tags_mean_what_their_prefixes_do() {
    let xml = format!(
        "<r xmlns:w='{WORD}'><w:p/><w:p/><x xmlns:w='other'><w:p/><w:p></w:p></x><w:p/></r>"
    );
    let tree = tree(&xml);
    let words: Vec<&str> = (0..tree.len()).map(|id| tree.word(id)).collect();
    assert_eq!(words, ["", "p", "p", "", "", "", "p"]);
}

/// All that a tree says, but for how deep it is.
fn told(tree: &Tree) -> (Vec<String>, String) {
    let element = |id| {
        let name = tree.named(id).map(|name| (name.local(), name.namespace));
        format!("{:?} {:?} {name:?} {:?}", tree.outer(id), tree.inner(id), tree.tag(id))
    };
    let rest = (&tree.declaring, tree.prefixes(), tree.word_name(), tree.check().err());
    ((0..tree.len()).map(element).collect(), format!("{rest:?}"))
}

/// What comes between stretches that are kept: whole elements, and what tears others apart.
fn between() -> impl Strategy<Value = String> {
    let torn = prop_oneof![
        Just("<w:p>"),
        Just("</w:p >"),
        Just("</w:d>"),
        Just("<x xmlns:w='other'>"),
        Just("<w:r xmlns:x=\"u\"><x:tc/></w:r>"),
        Just("<!--"),
        Just("-->"),
    ];
    prop_oneof![3 => Just(String::new()), 2 => element(), 1 => torn.prop_map(str::to_owned)]
}

/// An element in which a prefix means something else.
fn other() -> impl Strategy<Value = String> {
    element().prop_map(|held| format!("<x xmlns:w='other'><w:p/>{held}</x>"))
}

/// Elements of which some declare what prefixes mean.
fn declaring() -> impl Strategy<Value = String> {
    let element = prop_oneof![4 => element(), 1 => between(), 2 => other()];
    let root = prop_oneof![3 => Just(""), 1 => Just(" xmlns:x='u'")];
    (proptest::collection::vec(element, 0..8), root).prop_map(|(elements, more)| {
        format!("<?xml version=\"1.0\"?><w:d xmlns:w=\"{WORD}\"{more}>{}</w:d>", elements.concat())
    })
}

/// The nearest place before this share of a text where a tag may begin, or the place itself.
fn place(xml: &str, share: usize, at_tag: bool) -> usize {
    let mut at = share * xml.len() / 1000;
    while !xml.is_char_boundary(at) {
        at -= 1;
    }
    if at_tag { xml[..at].rfind('<').unwrap_or(0) } else { at }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 2048,
        ..ProptestConfig::default()
    })]

    /// A text of which stretches were read before is read as one of which none was.
    #[test]
    fn what_is_read_again_is_read_as_at_first(
        xml in declaring(),
        mut cuts in proptest::collection::vec((0..=1000usize, 0..5usize), 0..8),
        between in proptest::collection::vec(between(), 9),
        wrong in proptest::option::weighted(0.2, (0..9usize, 0..20u32)),
    ) {
        cuts.sort_unstable();
        let cuts = cuts.iter().map(|&(share, kind)| place(&xml, share, kind > 0));
        let mut places: Vec<usize> = cuts.chain([0, xml.len()]).collect();
        places.sort_unstable();
        let short = |length: usize| u32::try_from(length).unwrap();
        let (mut new, mut same) = (String::new(), Vec::new());
        // Of three stretches two are kept.
        for (index, pair) in places.windows(2).enumerate() {
            if index % 3 != 2 {
                let len = short(pair[1] - pair[0]);
                same.push(Same { at: short(new.len()), of: short(pair[0]), len });
                new.push_str(&xml[pair[0]..pair[1]]);
            }
            new.push_str(&between[index]);
        }
        if let Some((index, by)) = wrong
            && let Some(same) = same.get_mut(index)
        {
            same.of += by;
        }
        let again = Tree::read_again("part.xml", new.clone(), &tree(&xml), &same);
        prop_assert_eq!(told(&again), told(&tree(&new)), "{} of {}", new, xml);
    }
}
