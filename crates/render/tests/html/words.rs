//! How the words within a clause are marked.

use keeling_model::{Builder, ClauseId, ClauseKind, Label, MarkKind, Object, Role, Target};

use crate::{clauses, clauses_of, mark, one};

#[test]
fn edits_stand_within_their_paragraph_and_spaces_beside_them() {
    insta::assert_snapshot!(clauses(
        "1.1 The Supplier shall supply within 30 days.",
        "1.1 The Supplier shall supply within 60 days.",
    ), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> The Supplier shall supply within<del> 30</del><ins> 60</ins> days.</p>
    </div>
    "##);
}

#[test]
fn a_deleted_paragraph_stands_as_a_paragraph() {
    insta::assert_snapshot!(clauses(
        "1.1 First paragraph. / Second one goes. / Third stays.",
        "1.1 First paragraph. / Third stays put.",
    ), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> First paragraph.</p>
    <p class="gone"><del>Second one goes.</del></p>
    <p>Third<del> stays.</del><ins> stays put.</ins></p>
    </div>
    "##);
}

#[test]
fn a_split_paragraph_shows_the_new_break_and_marks_no_words() {
    insta::assert_snapshot!(clauses(
        "1.1 One two three four.",
        "1.1 One two / three four five.",
    ), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> One two</p>
    <p>three<del> four.</del><ins> four five.</ins></p>
    </div>
    "##);
}

#[test]
fn an_amended_heading_stays_one_heading() {
    insta::assert_snapshot!(clauses("# 1 Supply", "# 1 Delivery"), @r##"
    <div class="c t" id="1" data-clause="1" data-status="amended">
    <h2><a class="n" id="old-1" href="#1">1</a> <del>Supply</del><ins>Delivery</ins></h2>
    </div>
    "##);
}

#[test]
fn rows_and_cells_of_a_table_are_marked_inside_the_cells() {
    insta::assert_snapshot!(clauses(
        "1.1 Times
         | Work | Time
         | Reading | 30 days",
        "1.1 Times
         | Work | Time
         | Reading | 20 days
         | Repair | 5 days",
    ), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> Times</p>
    <div class="scroll" tabindex="0"><table>
    <tr><th scope="col">Work</th><th scope="col">Time</th></tr>
    <tr><td>Reading</td><td><del>30</del><ins>20</ins> days</td></tr>
    <tr class="added"><td><span class="vh" data-ui>New row: </span><ins>Repair</ins></td><td><ins>5 days</ins></td></tr>
    </table></div>
    <p class="note" data-ui>In this table: 1 row inserted.</p>
    </div>
    "##);
}

#[test]
fn marks_that_cross_edits_and_each_other_nest() {
    let (old, new) = ("shall supply gas now", "shall deliver gas now");
    insta::assert_snapshot!(clauses_of(
        &one(&[(Role::Body, old, &[mark(old, "shall supply", MarkKind::Bold)])]),
        &one(&[(Role::Body, new, &[
            mark(new, "shall deliver", MarkKind::Bold),
            mark(new, "deliver gas", MarkKind::Italic),
        ])]),
    ), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> <b>shall</b><del><b> supply</b></del><ins><b> <i>deliver</i></b></ins><i> gas</i> now</p>
    </div>
    "##);
}

#[test]
fn a_link_leads_to_a_page_or_a_mailbox_or_nowhere() {
    let text = "See the site and the script and G1.";
    let document = |words: &str| {
        let mut builder = Builder::new();
        let site = builder.url("https://example.org/?a=1&b=\"2\"");
        let script = builder.url("javascript:alert(1)");
        builder.open(ClauseKind::Clause, Some(Label::typed("G1")));
        builder.paragraph(
            Role::Body,
            text,
            [
                mark(text, "site", MarkKind::Link(site)),
                mark(text, "script", MarkKind::Link(script)),
                mark(text, "G1", MarkKind::Reference(Target::Clause(ClauseId(0)))),
            ],
        );
        builder.paragraph(Role::Body, words, []);
        builder.finish()
    };
    insta::assert_snapshot!(clauses_of(&document("a"), &document("b")), @r##"
    <div class="c t" id="G1" data-clause="G1" data-status="amended">
    <p><a class="n" id="old-G1" href="#G1">G1</a> See the <a rel="noreferrer" href="https://example.org/?a=1&amp;b=&quot;2&quot;">site</a> and the script and <a class="r" href="#G1">G1</a>.</p>
    <p class="gone"><del>a</del></p>
    <p class="added"><ins>b</ins></p>
    </div>
    "##);
}

#[test]
fn pictures_formulas_symbols_and_note_markers_are_told_but_are_no_text() {
    let text = "See \u{FFFC}, \u{FFFC}, \u{FFFC} and\u{FFFC} lost \u{FFFC}.";
    let places: Vec<u32> =
        text.match_indices('\u{FFFC}').map(|(at, _)| u32::try_from(at).unwrap()).collect();
    let document = |word: &str| {
        let mut builder = Builder::new();
        let objects = [
            Object::Picture { alt: "A map".to_owned(), digest: 1 },
            Object::Formula("a < b".to_owned()),
            Object::Symbol("✓".to_owned()),
        ]
        .map(|object| MarkKind::Object(builder.object(object)));
        let kinds = objects.into_iter().chain([MarkKind::Note(ClauseId(1))]);
        let marks = kinds.zip(&places).map(|(kind, at)| keeling_model::Mark {
            span: keeling_model::Span::new(*at, at + 3),
            kind,
        });
        builder.open(ClauseKind::Clause, Some(Label::typed("1")));
        builder.paragraph(Role::Body, text, marks);
        builder.open(ClauseKind::Footnote, Some(Label::generated("1")));
        builder.paragraph(Role::Body, word, []);
        builder.finish()
    };
    insta::assert_snapshot!(clauses_of(&document("Old."), &document("New.")), @r##"
    <div class="c" id="1" data-clause="1" data-status="unchanged">
    <p><a class="n" id="old-1" href="#1">1</a> See <span class="obj" data-generated>[Picture: A map]</span>, <span class="fx" data-generated>a &lt; b</span>, <span data-generated>✓</span> and<sup data-generated><a class="m" href="#Footnote-1">1</a></sup> lost .</p>
    </div>
    <h2 class="notes" data-ui>Notes</h2>
    <div class="c t" id="Footnote-1" data-clause="Footnote 1" data-status="amended">
    <p><a class="n" id="old-Footnote-1" href="#Footnote-1" data-generated>1</a> <del>Old.</del><ins>New.</ins></p>
    </div>
    "##);
}

#[test]
fn the_defined_term_is_told() {
    insta::assert_snapshot!(clauses(
        "= Supplier: a person who supplies gas.",
        "= Supplier: a person who supplies energy.",
    ), @r#"
    <div class="c t" id="Supplier" data-clause="&quot;Supplier&quot;" data-status="amended">
    <p><span id="old-Supplier"></span><dfn>Supplier</dfn>: a person who supplies<del> gas.</del><ins> energy.</ins></p>
    </div>
    "#);
}

#[test]
fn items_code_and_quotations_have_their_elements() {
    let document = |word| {
        one(&[
            (Role::Body, word, &[]),
            (Role::Item(0), "an item", &[]),
            (Role::Item(1), "an item of it", &[]),
            (Role::Code, "let a = 1;\nlet b = 2;", &[]),
            (Role::Quote, "a quotation", &[]),
        ])
    };
    insta::assert_snapshot!(clauses_of(&document("old"), &document("new")), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> <del>old</del></p>
    <p class="added"><ins>new</ins></p>
    <p class="i">an item</p>
    <p class="i i1">an item of it</p>
    <pre>let a = 1;
    let b = 2;</pre>
    <blockquote>a quotation</blockquote>
    </div>
    "##);
}
