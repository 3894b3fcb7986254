//! Pictures, embedded objects, formulas, symbols.

use insta::assert_snapshot;
use keeling_model::Object;

use super::packages::{Package, r};
use super::{body, read, show};

fn picture(id: &str, alt: &str) -> String {
    format!(
        r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/><a:blip r:embed="{id}"/></wp:inline></w:drawing></w:r></w:p>"#
    )
}

#[test]
fn pictures_are_told_apart_by_their_bytes() {
    let body = picture("a", "one") + &picture("b", "two") + &picture("c", "three");
    let package = Package::new(&body)
        .relationship("a", "image", "media/a.png")
        .relationship("b", "image", "media/b.png")
        .relationship("c", "image", "media/c.png")
        .part("word/media/a.png", "same")
        .part("word/media/b.png", "same")
        .part("word/media/c.png", "other");
    let flow = read(&package);
    let digests: Vec<u64> = flow
        .objects
        .iter()
        .map(|object| match object {
            Object::Picture { digest, .. } => *digest,
            other => panic!("{other:?} is no picture"),
        })
        .collect();
    assert_eq!(digests[0], digests[1]);
    assert_ne!(digests[0], digests[2]);
    assert!(matches!(&flow.objects[2], Object::Picture { alt, .. } if alt == "three"));
}

#[test]
fn lines_and_frames_of_text_boxes_are_no_pictures() {
    let line = r"<w:p><w:r><w:t>a</w:t><w:pict><v:rect/></w:pict></w:r></w:p>";
    let frame = r"<w:p><w:r><w:t>b</w:t><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>c</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></w:r></w:p>";
    assert_snapshot!(body(&(line.to_owned() + frame)), @r"
    a
    b
    c
    ");
}

#[test]
fn formulas_are_one_line_and_no_text() {
    let t = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let xml = format!(
        r#"<w:p>{}<m:oMath>{}<m:f><m:fPr/><m:num>{}</m:num><m:den>{}</m:den></m:f>
        <m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{}</m:e><m:e>{}</m:e></m:d>
        <m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup></m:oMath></w:p>"#,
        r("", "where "),
        t("x="),
        t("a"),
        t("b"),
        t("c"),
        t("d"),
        t("e"),
        t("2")
    );
    assert_snapshot!(body(&xml), @r#"where ◊ {Formula("x=(a)/(b)[c|d]e^(2)") 6..9}"#);
}

#[test]
fn symbols_stand_for_the_nearest_character() {
    let sym =
        |font: &str, code: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>"#);
    let xml = format!("<w:p>{}{}</w:p>", sym("Symbol", "F0A3"), sym("Wingdings", "F0FC"));
    let flow = read(&Package::new(&xml));
    let symbols = [Object::Symbol("≤".into()), Object::Symbol("✓".into())];
    assert_eq!(flow.objects, symbols);
    assert_snapshot!(show(&flow), @r#"◊◊ {Symbol("≤") 0..3, Symbol("✓") 3..6}"#);
}

#[test]
fn embedded_objects_are_compared_as_wholes_and_told() {
    let body = format!(
        "<w:p>{}<w:r><w:object><v:shape><v:imagedata r:id=\"i\"/></v:shape><o:OLEObject \
         xmlns:o=\"urn:schemas-microsoft-com:office:office\" r:id=\"o\"/></w:object></w:r></w:p>",
        r("", "see ")
    );
    let digest = |bytes: &str| {
        let flow = read(
            &Package::new(&body)
                .relationship("i", "image", "media/i.emf")
                .relationship("o", "oleObject", "embeddings/o.bin")
                .part("word/media/i.emf", "same")
                .part("word/embeddings/o.bin", bytes),
        );
        let [told] = flow.diagnostics.as_slice() else { panic!("{:?}", flow.diagnostics) };
        let said = "not read: the text of 1 embedded object (compared by bytes)";
        assert_eq!(told.to_string(), said);
        let [Object::Picture { digest, .. }] = flow.objects.as_slice() else { panic!() };
        *digest
    };
    assert_eq!(digest("one"), digest("one"));
    assert_ne!(digest("one"), digest("two"));
}
