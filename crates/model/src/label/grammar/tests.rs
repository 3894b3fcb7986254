use super::*;

/// The label at the start of a text, as shown, or "–" where there is none.
fn shown(text: &str) -> &str {
    find(text).map_or("–", |found| &text[..found.len])
}

#[test]
fn labels_reach_to_the_punctuation_that_ends_them() {
    for (text, label) in [
        ("1 Definitions", "1"),
        ("1. Definitions", "1."),
        ("1) Definitions", "1)"),
        ("1.1 In this Code", "1.1"),
        ("1.1.\tIn this Code", "1.1."),
        ("3.2.2.4.13 Email", "3.2.2.4.13"),
        ("A1 DEFINITIONS", "A1"),
        ("H3.2 The DCC", "H3.2"),
        ("AG4.1 Each", "AG4.1"),
        ("A.1.2 General", "A.1.2"),
        ("16A. Restrictions", "16A."),
        ("3.2A The Panel", "3.2A"),
        ("(a) each", "(a)"),
        ("(aa) each", "(aa)"),
        ("(A) each", "(A)"),
        ("(12) each", "(12)"),
        ("(iA) each", "(iA)"),
        ("(1a) each", "(1a)"),
        ("(A1) each", "(A1)"),
        ("(1)(a) each", "(1)"),
        ("a. each", "a."),
        ("ii) each", "ii)"),
        ("A\tScope", "A"),
        ("I.-Les contrats", "I.-"),
        ("I. – Les contrats", "I. –"),
        ("1.—(1) This Code", "1.—"),
        ("1° Les contrats", "1°"),
        ("§ 14a Steuerbare", "§ 14a"),
        ("§ 1001. Definitions", "§ 1001."),
        ("§§ 3 bis 6 (weggefallen)", "§§ 3 bis 6"),
        ("Article 5 – Scope", "Article 5 –"),
        ("Article L123-4", "Article L123-4"),
        ("Article L. 123-4", "Article L. 123-4"),
        ("Art. R*123-4", "Art. R*123-4"),
        ("Article 1er", "Article 1er"),
        ("LIVRE Ier : DES PERSONNES", "LIVRE Ier :"),
        ("SECTION H: DCC SERVICES", "SECTION H:"),
        ("SCHEDULE 2", "SCHEDULE 2"),
        ("APPENDIX AG: INCIDENTS", "APPENDIX AG:"),
        ("Annex B-1 Not Used", "Annex B-1"),
        ("Part III General", "Part III"),
        ("Buch 1 - Allgemeiner Teil", "Buch 1 -"),
        ("5. Not used", "5."),
        ("SCHEDULE The Commission", "SCHEDULE"),
        ("SCHEDULE", "SCHEDULE"),
        ("V1: Architecture", "V1:"),
        ("Livre Ier — Titre II bis", "Livre Ier — Titre II bis"),
        ("Part 1 – Chapter 2: Metering", "Part 1 – Chapter 2:"),
        ("Part 1 – Schedule of charges", "Part 1 –"),
        ("Article 39 ter", "Article 39 ter"),
        ("Artikel 3 bis 6", "Artikel 3"),
        ("(XXXX) §§ 3 bis 6 (weggefallen)", "(XXXX) §§ 3 bis 6"),
        ("Unterkapitel 1a - Miete", "Unterkapitel 1a -"),
        ("F51[(3) Proceedings", "F51[(3)"),
        ("F1[F2[(1A) Proceedings", "F1[F2[(1A)"),
        ("[F3(a) the area", "[F3(a)"),
        ("F447 [PART IX Powers", "F447 [PART IX"),
    ] {
        assert_eq!(shown(text), label, "{text}");
    }
}

#[test]
fn words_that_only_look_like_labels_are_none() {
    for text in [
        "A party shall",
        "I agree",
        "(see below)",
        "(the Code)",
        "Part of the price",
        "PART OF THE CODE",
        "Sections 4 and 5",
        "Section 5(1) applies",
        "Schedules",
        "SCHEDULE OF CHARGES",
        "Schedule",
        "1,000 kWh",
        "10:30 on each day",
        "1st October",
        "i.e. the Panel",
        "a.m. on each day",
        "5% of the Charges",
        "did.",
        "F55[…]",
        "[F1] applies",
        "",
    ] {
        let found = find(text).filter(|found| !text[found.len..].starts_with('('));
        assert_eq!(found, None, "{text}");
    }
}

#[test]
fn a_letter_may_be_a_numeral() {
    let counters = |text| {
        let found = find(text).unwrap();
        found.readings.iter().map(|r| (r.scheme, r.ordinal().value())).collect::<Vec<_>>()
    };
    let item = |counter| Scheme::Item(counter, Frame::Brackets);
    let letter = item(Counter::Letter { upper: false });
    let numeral = item(Counter::Roman { upper: false });
    assert_eq!(counters("(i)"), [(numeral, 1), (letter, 9)]);
    assert_eq!(counters("(c)"), [(letter, 3), (numeral, 100)]);
    assert_eq!(counters("(ii)"), [(numeral, 2), (letter, 35), (letter, 243)]);
}

#[test]
fn labels_of_one_scheme_count_on() {
    let reading = |text| find(text).unwrap().readings.remove(0);
    assert!(reading("1.2").follows(&reading("1.1")));
    assert!(reading("H3.2").follows(&reading("H3.1")));
    assert!(reading("2").follows(&reading("1.")));
    assert!(reading("Titre II bis").follows(&reading("Titre II")));
    assert!(reading("Livre Ier — Titre II").follows(&reading("Livre Ier — Titre Ier")));
    assert!(reading("16A").follows(&reading("16")));
    assert!(!reading("2.2").follows(&reading("1.1")));
    assert!(!reading("(b)").follows(&reading("a.")));
}
