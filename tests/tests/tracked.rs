//! Word files with tracked changes: accepting all gives the new version, rejecting all the old one,
//! paragraph for paragraph; whatever no change touches stays as it is.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

use std::io::{Cursor, Read as _};

use keeling_render::docx::DocxOptions;
use keeling_tests::corpus;
use keeling_tests::generate::{self, Numbers};
use keeling_tests::laws::{body, breaches, file, ids, main_part};
use keeling_tests::line;
use keeling_tests::package::{
    KEPT, NUMBERS, OTHER, Package, boxed, field, numbered, p, part, row, run, table,
};
use zip::ZipArchive;

#[test]
fn words_are_marked_within_their_run() {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let xml = body(
        &bold("The Supplier shall pay the charges within ten days of the invoice."),
        &bold("The Supplier shall pay the charges within thirty days of the invoice."),
    )
    .unwrap();
    assert!(xml.contains("<w:delText xml:space=\"preserve\">ten</w:delText>"), "{xml}");
    assert!(xml.contains("<w:t xml:space=\"preserve\">thirty</w:t>"), "{xml}");
    assert_eq!(xml.matches("<w:rPr><w:b/></w:rPr>").count(), 4, "{xml}");
}

#[test]
fn nothing_is_written_again_where_nothing_changed() {
    let package = Package::new(&(p(KEPT) + &table(&[row(&["a", "b"])]) + &p(OTHER)));
    let bytes = package.bytes();
    let (file, warnings) = line::word(&bytes, &bytes, &DocxOptions::default()).unwrap();
    assert!(warnings.is_empty());
    let mut archives = [bytes, file].map(|bytes| ZipArchive::new(Cursor::new(bytes)).unwrap());
    assert_eq!(archives[0].len(), archives[1].len());
    for index in 0..archives[0].len() {
        let mut read = |at: usize| {
            let mut bytes = Vec::new();
            archives[at].by_index_raw(index).unwrap().read_to_end(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(read(0), read(1));
    }
}

#[test]
fn paragraphs_come_and_go_with_their_marks() {
    let inserted =
        body(&(p(KEPT) + &p(OTHER)), &(p(KEPT) + &p("Entirely new words.") + &p(OTHER))).unwrap();
    assert_eq!(inserted.matches("<w:rPr><w:ins ").count(), 1, "{inserted}");
    let deleted =
        body(&(p(KEPT) + &p("Entirely new words.") + &p(OTHER)), &(p(KEPT) + &p(OTHER))).unwrap();
    assert_eq!(deleted.matches("<w:rPr><w:del ").count(), 1, "{deleted}");
}

#[test]
fn the_last_paragraph_leaves_its_mark_to_the_one_before() {
    let xml = body(&p(KEPT), &(p(KEPT) + &p("Entirely new words."))).unwrap();
    let first = xml.find("<w:rPr><w:ins ").unwrap();
    assert!(first < xml.find("The Panel").unwrap(), "{xml}");
    body(&(p(KEPT) + &p("Entirely new words.")), &p(KEPT)).unwrap();
}

#[test]
fn paragraphs_are_split_and_joined() {
    let (one, two) = (format!("{KEPT} {OTHER}"), p(KEPT) + &p(OTHER));
    let split = body(&p(&one), &two).unwrap();
    assert!(!split.contains("Panel</w:delText>") && split.contains("<w:rPr><w:ins "), "{split}");
    let joined = body(&two, &p(&one)).unwrap();
    assert!(joined.contains("<w:rPr><w:del "), "{joined}");
}

#[test]
fn rows_and_tables_come_and_go() {
    let rows = [row(&["Device", "Meter"]), row(&["Hub", "Radio"]), row(&["Site", "Premises"])];
    let (all, some) = (table(&rows), table(&[rows[0].clone(), rows[2].clone()]));
    let end = p(KEPT);
    let xml = body(&(all.clone() + &end), &(some.clone() + &end)).unwrap();
    assert_eq!(xml.matches("<w:trPr><w:del ").count(), 1, "{xml}");
    let xml = body(&(some + &end), &(all.clone() + &end)).unwrap();
    assert_eq!(xml.matches("<w:trPr><w:ins ").count(), 1, "{xml}");
    body(&end, &(all.clone() + &end)).unwrap();
    body(&(all + &end), &end).unwrap();
}

#[test]
fn a_table_with_another_column_has_its_rows_anew() {
    let narrow = table(&[row(&["Device", "Meter"]), row(&["Hub", "Radio"])]);
    let wide = table(&[row(&["Device", "Meter", "one"]), row(&["Hub", "Radio", "two"])]);
    body(&(narrow.clone() + &p(KEPT)), &(wide.clone() + &p(KEPT))).unwrap();
    body(&(wide + &p(KEPT)), &(narrow + &p(KEPT))).unwrap();
}

/// The file for clauses in a list of which the first, with these runs, is moved behind others.
fn moved(first: &str) -> String {
    let others = [
        "Charges are invoiced each month and fall due within thirty days of receipt.",
        "Disputes are referred to the Panel, whose decision binds all of the parties.",
        "Notices are given in writing and are served at the registered office only.",
        "Records are kept for six years after the end of the period that they cover.",
    ];
    let [two, three, four, five] = others.map(|text| numbered(&run(text)));
    let first = &numbered(first);
    let of = |body: [&String; 5]| Package::new(&body.map(String::as_str).concat()).lists(NUMBERS);
    main_part(&of([first, &two, &three, &four, &five]), &of([&two, &three, &four, first, &five]))
        .unwrap()
}

#[test]
fn a_moved_clause_is_moved() {
    let xml = moved(&run("Supply of energy is made at the meter point of each customer."));
    let names = ["moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"];
    for name in names {
        assert_eq!(xml.matches(&format!("<w:{name} ")).count(), 1, "{name}: {xml}");
    }
    assert!(!xml.contains("<w:ins ") && !xml.contains("<w:del "), "{xml}");
}

#[test]
fn words_that_stay_where_they_are_are_not_tracked_though_their_clause_is_another() {
    let clauses = ["The Supplier shall supply.", "Each User shall pay its charges when due."];
    let [one, other] = clauses.map(|text| numbered(&run(text)));
    let (end, blank) = (p("Here this Code ends."), "<w:p/>");
    let of = |clauses: &str| Package::new(&format!("{clauses}{blank}{end}{blank}")).lists(NUMBERS);
    let xml = main_part(&of(&one), &of(&(one.clone() + &other))).unwrap();
    assert!(!xml.contains("<w:del "), "{xml}");
    assert_eq!(xml.matches(&end).count(), 1, "{xml}");
    let table = table(&[row(&["Device", "Charge"]), row(&["Meter", ""])]);
    let of = |clauses: &str| Package::new(&format!("{clauses}{table}{end}")).lists(NUMBERS);
    for (old, new) in [(one.clone(), one.clone() + &other), (one.clone() + &other, one)] {
        let xml = main_part(&of(&old), &of(&new)).unwrap();
        assert_eq!(xml.matches("<w:tbl>").count(), 1, "{xml}");
        assert!(!xml.contains("<w:trPr>") && xml.contains(&table), "{xml}");
    }
}

#[test]
fn a_moved_clause_that_holds_more_than_words_goes_and_comes() {
    let link = format!(r#"<w:hyperlink w:anchor="a">{}</w:hyperlink>"#, run("the meter point"));
    for held in [link, field("REF a", "the meter point")] {
        let xml = moved(&(run("Supply of energy is made at ") + &held + &run(" of each one.")));
        assert!(!xml.contains("move"), "{xml}");
        assert!(xml.contains("<w:rPr><w:ins ") && xml.contains("<w:rPr><w:del "), "{xml}");
    }
}

#[test]
fn what_a_deleted_paragraph_needs_is_brought_over() {
    let style =
        r#"<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own words"/></w:style>"#;
    let list = r#"<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>"#;
    let gone = r#"<w:p><w:pPr><w:pStyle w:val="Own"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Words that nobody needs any more.</w:t></w:r><w:hyperlink r:id="a"><w:r><w:t>See there</w:t></w:r></w:hyperlink></w:p>"#;
    let old = Package::new(&(p(KEPT) + gone + &p(OTHER))).styles(style).lists(list).link(
        "a",
        "hyperlink",
        "https://example.org/",
        true,
    );
    let new = Package::new(&(p(KEPT) + &p(OTHER))).styles("").lists("");
    let file = file(&old, &new).unwrap();
    assert!(part(&file, "word/styles.xml").contains("Own words"));
    let lists = part(&file, "word/numbering.xml");
    assert!(lists.contains("<w:num ") && lists.contains("<w:abstractNum "), "{lists}");
    assert!(part(&file, "word/_rels/document.xml.rels").contains("https://example.org/"));
}

#[test]
fn a_bookmark_of_a_deleted_paragraph_comes_with_it() {
    let begin = |name: &str| format!(r#"<w:bookmarkStart w:id="5" w:name="{name}"/>"#);
    let end = r#"<w:bookmarkEnd w:id="5"/>"#;
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let gone = |end: &str| {
        let (begin, last) = (begin("_Ref1"), begin("_GoBack").replace("\"5\"", "\"6\""));
        format!(
            "<w:p>{}{begin}{}{end}{last}</w:p>",
            run("Words that nobody needs "),
            run("any more.")
        )
    };
    let kept = |name: &str| format!("<w:p>{}{}{end}</w:p>", begin(name), run(KEPT));
    let old = kept("_Ref2") + &gone(end) + &p(OTHER);
    let xml = body(&old, &(kept("_Ref2") + &p(OTHER))).unwrap();
    let at = |what: &str| xml.find(what).unwrap();
    let started = at("w:name=\"_Ref1\"");
    assert!(at("nobody needs </w:delText>") < started && started < at("any more.</w:delText>"));
    let starts = ids(&xml, &["bookmarkStart"]);
    assert_eq!((starts.len(), &starts), (2, &ids(&xml, &["bookmarkEnd"])));
    assert_ne!(starts[0], starts[1]);
    // What the new version has under this name is what is referred to.
    let taken = body(&old, &(kept("_REF1") + &p(OTHER))).unwrap();
    assert_eq!(taken.matches("bookmarkStart").count(), 1, "{taken}");
    let old =
        Package::new(&(kept("_Ref2") + &gone("") + &format!("<w:p>{end}{}</w:p>", run(OTHER))));
    let new = Package::new(&(kept("_Ref2") + &p(OTHER)));
    let (_, told) = line::word(&old.bytes(), &new.bytes(), &DocxOptions::default()).unwrap();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "word/document.xml: a bookmark of deleted text goes on beyond its paragraph and is left out"
        ]
    );
}

#[test]
fn changes_that_a_version_tracks_are_accepted_first() {
    let tracked = format!(
        "{}<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:del w:id=\"2\"><w:r><w:delText>Gone for long.</w:delText></w:r></w:del></w:p><w:p><w:ins w:id=\"3\"><w:r><w:t>{OTHER}</w:t></w:r></w:ins></w:p>",
        p(KEPT)
    );
    let xml = body(&tracked, &(p(KEPT) + &p(OTHER))).unwrap();
    assert!(!xml.contains("Gone for long"), "{xml}");
    let xml = body(&p(KEPT), &tracked).unwrap();
    assert!(!xml.contains("Gone for long"), "{xml}");
}

#[test]
fn cells_that_cover_others_are_tracked() {
    let cell = |property: &str, text: &str| {
        format!("<w:tc><w:tcPr><w:tcW w:w=\"9\"/>{property}</w:tcPr>{}</w:tc>", p(text))
    };
    let of = |first: &str, second: &str| {
        let rows = [("Device", first), ("Hub", second)].map(|(name, property)| {
            format!("<w:tr>{}{}</w:tr>", cell("", name), cell(property, "a"))
        });
        format!("<w:tbl>{}</w:tbl>{}", rows.concat(), p(KEPT))
    };
    let (apart, merged) = (of("", ""), of("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>"));
    let former = "<w:tcPr><w:tcW w:w=\"9\"/></w:tcPr></w:tcPrChange></w:tcPr>";
    assert_eq!(body(&apart, &merged).unwrap().matches(former).count(), 2);
    let former = "<w:tcPr><w:tcW w:w=\"9\"/><w:vMerge/></w:tcPr></w:tcPrChange></w:tcPr>";
    assert_eq!(body(&merged, &apart).unwrap().matches(former).count(), 1);
    assert!(!body(&merged, &merged).unwrap().contains("tcPrChange"));
}

#[test]
fn what_is_not_tracked_is_told() {
    let warnings = |old: &str, new: &str| -> Vec<String> {
        let (old, new) = (Package::new(old).bytes(), Package::new(new).bytes());
        let (_, warnings) = line::word(&old, &new, &DocxOptions::default()).unwrap();
        warnings.iter().map(ToString::to_string).collect()
    };
    let other = format!("<w:txbxContent>{}</w:txbxContent>", p("Words for old programs."));
    let (old, new) = ("Words in a small box here.", "Words in a large box here.");
    assert_eq!(
        warnings(&boxed(old, &other), &boxed(new, &other)),
        [
            "word/document.xml: a text box has a copy for older programs, in which no change is tracked"
        ]
    );
    let of = |widths: &[u32]| -> String {
        let (last, others) = widths.split_last().unwrap();
        let section =
            |w: &u32| format!("<w:sectPr w:rsidR=\"{w}\"><w:pgSz w:w=\"{w}\"/></w:sectPr>");
        let inner = |w: &u32| {
            format!("<w:p><w:pPr>{}</w:pPr><w:r><w:t>{KEPT}</w:t></w:r></w:p>", section(w))
        };
        others.iter().map(inner).collect::<String>() + &p(OTHER) + &section(last)
    };
    assert_eq!(warnings(&of(&[1, 2]), &of(&[1, 2])), Vec::<String>::new());
    assert_eq!(
        warnings(&of(&[1, 2]), &of(&[3, 2])),
        [
            "word/document.xml, section 1: the section is as in the new version, which is not tracked"
        ]
    );
    assert_eq!(
        warnings(&of(&[1, 2]), &of(&[3, 4])),
        [
            "word/document.xml, section 1: the section is as in the new version, which is not tracked (2 such places)"
        ]
    );
}

#[test]
fn a_link_that_leads_elsewhere_is_told() {
    let link = |rest: &str, target: &str| {
        let link = |id: &str, words: &str| {
            format!("<w:hyperlink r:id=\"{id}\"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>")
        };
        let words = link("rIdlink", "the register of parties");
        let fixed = link("rIdfixed", "the list of sites");
        let body = format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{KEPT} See </w:t></w:r>{words}\
             <w:r><w:t xml:space=\"preserve\"> and </w:t></w:r>{fixed}\
             <w:r><w:t>{rest}</w:t></w:r></w:p>"
        );
        let package = Package::new(&body).link("rIdlink", "hyperlink", target, true);
        package.link("rIdfixed", "hyperlink", "https://example.org/sites", true).bytes()
    };
    let warnings = |old: &[u8], new: &[u8]| -> Vec<String> {
        let (_, warnings) = line::word(old, new, &DocxOptions::default()).unwrap();
        warnings.iter().map(ToString::to_string).collect()
    };
    let told =
        ["word/document.xml: a link leads where it does in the new version, which is not tracked"];
    let old = link(".", "https://example.org/old");
    assert_eq!(warnings(&old, &link(".", "https://example.org/new")), told);
    assert_eq!(warnings(&old, &link(" or ask.", "https://example.org/new")), told);
    assert_eq!(warnings(&old, &link(" or ask.", "https://example.org/old")), Vec::<String>::new());
    // One that is a field as well: what is text of it stays.
    let field = |target: &str| {
        let code = format!("HYPERLINK \"{target}\"");
        Package::new(&format!("<w:p>{}</w:p>", field(&code, "the register of parties"))).bytes()
    };
    let (old, new) = (field("https://example.org/old"), field("https://example.org/new"));
    assert_eq!(warnings(&old, &new), told);
}

#[test]
fn a_header_is_changed_too() {
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/></w:sectPr>"#;
    let of = |text: &str| Package::new(&(p(KEPT) + section)).header(&p(text));
    let file = file(&of("Version one of the code"), &of("Version two of the code")).unwrap();
    assert!(part(&file, "word/header.xml").contains("one</w:delText>"));
}

#[test]
fn formatting_is_tracked_where_it_is_wanted() {
    let with = |properties: &str| {
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">The Panel shall </w:t></w:r><w:r>{properties}<w:t>never</w:t></w:r><w:r><w:t xml:space=\"preserve\"> meet in private.</w:t></w:r></w:p>"
        )
    };
    let (old, new) = (with(""), with("<w:rPr><w:b/></w:rPr>"));
    let (old, new) = (Package::new(&old).bytes(), Package::new(&new).bytes());
    let xml = |options: &DocxOptions| {
        part(&line::word(&old, &new, options).unwrap().0, "word/document.xml")
    };
    assert!(!xml(&DocxOptions::default()).contains("rPrChange"));
    let tracked = xml(&DocxOptions::default().track_formatting(true));
    assert!(tracked.contains("<w:rPr><w:b/><w:rPrChange "), "{tracked}");
}

#[test]
fn generated_codes_keep_the_laws() {
    for seed in 0..4 {
        for numbers in [Numbers::Typed, Numbers::Automatic] {
            let pair = generate::pair(seed, 1500, 150);
            let (old, new) = (pair.old.docx(numbers).unwrap(), pair.new.docx(numbers).unwrap());
            let breaches = breaches(&old, &new, &DocxOptions::default().comments(true)).unwrap();
            assert_eq!(breaches, Vec::<String>::new(), "seed {seed}");
        }
    }
}

#[test]
fn real_documents_keep_the_laws() {
    let (Some(pairs), Some(small)) = (corpus::pairs(), corpus::small_pairs()) else {
        eprintln!("passed over: there is no corpus beside the workspace");
        return;
    };
    let is_word = |path: &std::path::Path| path.extension().is_some_and(|e| e == "docx");
    let mut all = Vec::new();
    for pair in pairs.iter().chain(&small).filter(|pair| is_word(&pair.old) && is_word(&pair.new)) {
        let (old, new) = (std::fs::read(&pair.old).unwrap(), std::fs::read(&pair.new).unwrap());
        match breaches(&old, &new, &DocxOptions::default()) {
            Ok(breaches) => all.extend(breaches.iter().map(|b| format!("{}: {b}", pair.name))),
            Err(error) => all.push(format!("{}: {error}", pair.name)),
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
