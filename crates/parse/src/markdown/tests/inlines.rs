//! Words and marks.

use super::flow;

#[test]
fn formatting_becomes_marks() {
    insta::assert_snapshot!(flow("**a** *b* ***c*** `d` ~~e~~ H<sub>2</sub>O m<sup>2</sup> <u>f</u>"), @r#"body "a b c d e H2O m2 f" bold("a") italic("b") bold("c") italic("c") code("d") strike("e") subscript("2") superscript("2") underline("f")"#);
}

#[test]
fn marks_of_one_kind_do_not_nest() {
    insta::assert_snapshot!(flow("**a <b>b** c</b> d"), @r#"body "a b c d" bold("a b c")"#);
}

#[test]
fn one_tilde_and_unused_syntax_are_text() {
    insta::assert_snapshot!(flow("~x~ \"q\" -- ... $a$ [ ] [[w]] ^2^ :smile:"), @r#"body "~x~ \"q\" -- ... $a$ [ ] [[w]] ^2^ :smile:""#);
    insta::assert_snapshot!(flow("Term\n: Definition"), @r#"body "Term : Definition""#);
    insta::assert_snapshot!(flow("- [ ] task"), @r#"body >1 •(list 0, level 0) "[ ] task""#);
}

#[test]
fn links_within_the_document_are_references() {
    insta::assert_snapshot!(flow("# Rights & Duties\n\nsee [Section **1**](#rights--duties), [x](https://example.org/a), <a@example.org>, [caf](#caf%C3%A9), [no](#)"), @r#"
    heading 1 "Rights & Duties" #rights--duties
    body "see Section 1, x, a@example.org, caf, no" bold("1") link("x", https://example.org/a) link("a@example.org", mailto:a@example.org) link("no", #)
    piece 1: "Section 1" -> #rights--duties
    piece 1: "caf" -> #café
    "#);
}

#[test]
fn html_gives_names_to_point_at() {
    insta::assert_snapshot!(flow("<a id=\"one\"></a>\n\nText <a name='two'></a>[back](#one).\n\n<a id=three></a>"), @r#"
    body "Text back." #one #two #three
    piece 0: "back" -> #one
    "#);
}

#[test]
fn pictures_are_objects() {
    insta::assert_snapshot!(flow("a ![the *plan*](plan.png) b <img alt=x src=plan.png>"), @r#"body "a @ b @" object(Picture { alt: "the plan", digest: 3305759182109255475 }) object(Picture { alt: "x", digest: 3305759182109255475 })"#);
}

#[test]
fn entities_and_escapes_are_decoded() {
    insta::assert_snapshot!(flow("\\*a\\* &amp; &sect; &#8211; 1\\. b"), @r#"body "*a* & § – 1. b""#);
}

#[test]
fn pictures_that_are_seen_are_told_apart_by_their_bytes() {
    let digests = |text: &str, bytes: &'static str| {
        let see = move |path: &str| (path == "a b.png").then(|| bytes.as_bytes().to_vec());
        let options = crate::ParseOptions::default().pictures(see);
        let flow = super::super::read(text.as_bytes(), &options).unwrap();
        let digest = |object: &keeling_model::Object| match object {
            keeling_model::Object::Picture { digest, .. } => *digest,
            other => panic!("{other:?} is no picture"),
        };
        flow.objects.iter().map(digest).collect::<Vec<_>>()
    };
    let text = "![a](a%20b.png) ![b](<a b.png?raw=1>) <img src=\"a b.png\"> ![c](c.png)";
    let (one, two) = (digests(text, "one"), digests(text, "two"));
    assert_eq!((one[0], one[0]), (one[1], one[2]));
    assert_ne!(one[0], two[0]);
    assert_eq!(one[3], two[3]);
}
