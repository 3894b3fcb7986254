//! Trees of clauses.

use insta::assert_snapshot;

use super::notation::tree;

/// The same code as Markdown has it, as a word processor numbers it, and typed.
const MARKDOWN: &str = "
# Example Energy Code: Section H
## 1 Definitions
1.1 In this Code:
**Supplier** means a person who supplies:
(a) energy; or
(b) gas.
**User** means a person.
## 2 Supply
2.1 The Supplier shall, as Clause 1.1 has it:
(a) supply:
(i) energy; and
(ii) gas;
(b) meter.
2.2 Each measure:
| Measure | Party
| Ten | User
## 3 Payment
";
const COMPUTED: &str = "
= Example Energy Code: Section H
# {1.0 1} Definitions
    {1.1 1.1} In this Code:
**Supplier** means a person who supplies:
        {1.2 (a)} energy; or
        {1.2 (b)} gas.
**User** means a person.
# {1.0 2} Supply
    {1.1 2.1} The Supplier shall, as Clause 1.1 has it:
        {1.2 (a)} supply:
            {1.3 (i)} energy; and
            {1.3 (ii)} gas;
        {1.2 (b)} meter.
    {1.1 2.2} Each measure:
| Measure | Party
| Ten | User
# {1.0 3} Payment
";
const TYPED: &str = "
= Example Energy Code: Section H
# 1\\tDefinitions
1.1\\tIn this Code:
**Supplier** means a person who supplies:
(a)\\tenergy; or
(b)\\tgas.
**User** means a person.
# 2\\tSupply
2.1\\tThe Supplier shall, as Clause 1.1 has it:
(a)\\tsupply:
(i)\\tenergy; and
(ii)\\tgas;
(b)\\tmeter.
2.2\\tEach measure:
| Measure | Party
| Ten | User
# 3\\tPayment
";

#[test]
fn a_code_gives_one_tree_in_whatever_way_it_is_written() {
    assert_snapshot!(tree(MARKDOWN), @r#"
    title: _Example Energy Code: Section H_
    1 [1]: _Definitions_
      1.1 [1.1]: In this Code:
        1.1 "Supplier": Supplier means a person who supplies:
          1.1 "Supplier"(a) [(a)]: energy; or
          1.1 "Supplier"(b) [(b)]: gas.
        1.1 "User": User means a person.
    2 [2]: _Supply_
      2.1 [2.1]: The Supplier shall, as Clause 1.1 has it:
        2.1(a) [(a)]: supply:
          2.1(a)(i) [(i)]: energy; and
          2.1(a)(ii) [(ii)]: gas;
        2.1(b) [(b)]: meter.
      2.2 [2.2]: Each measure: / Measure | Party // Ten | User
    3 [3]: _Payment_
    "#);
    assert_eq!(tree(TYPED), tree(MARKDOWN));
    let computed = tree(COMPUTED).replace(['{'], "[").replace('}', "]");
    assert_eq!(computed, tree(MARKDOWN));
}

#[test]
fn lettered_sections_hold_their_clauses() {
    assert_snapshot!(tree("
# SECTION H: DCC SERVICES
## H1 PROVISION OF SERVICES
H1.1 The Provider shall:
(a) supply; and
(b) meter.
H1.2 Not used
## H2 ELIGIBILITY
H2.1 Each Party.
"), @r"
    Section H [SECTION H:]: _DCC SERVICES_
      H1 [H1]: _PROVISION OF SERVICES_
        H1.1 [H1.1]: The Provider shall:
          H1.1(a) [(a)]: supply; and
          H1.1(b) [(b)]: meter.
        H1.2 [H1.2]: Not used
      H2 [H2]: _ELIGIBILITY_
        H2.1 [H2.1]: Each Party.
    ");
}

#[test]
fn schedules_begin_their_numbers_afresh() {
    assert_snapshot!(tree("
# 1. Supply
1.1 The Supplier shall supply.
# Schedule 1: Charges
1. Charges
1.1 Each charge:
(a) monthly.
2. Invoices
2.1 Each invoice.
# Schedule 2: Forms
# Part 1: Orders
1. Each order.
"), @r"
    1 [1.]: _Supply_
      1.1 [1.1]: The Supplier shall supply.
    Schedule 1 [Schedule 1:]: _Charges_
      Schedule 1, paragraph 1 [1.]: Charges
        Schedule 1, paragraph 1.1 [1.1]: Each charge:
          Schedule 1, paragraph 1.1(a) [(a)]: monthly.
      Schedule 1, paragraph 2 [2.]: Invoices
        Schedule 1, paragraph 2.1 [2.1]: Each invoice.
    Schedule 2 [Schedule 2:]: _Forms_
      Schedule 2, Part 1 [Part 1:]: _Orders_
        Schedule 2, paragraph 1 [1.]: Each order.
    ");
    assert_snapshot!(tree("
**1. SUPPLY**
1.1 The Supplier shall supply.
SCHEDULE 2
CHARGING STATEMENT
1. Each charge.
"), @r"
    1 [1.]: _SUPPLY_
      1.1 [1.1]: The Supplier shall supply.
    Schedule 2 [SCHEDULE 2]: _CHARGING STATEMENT_
      Schedule 2, paragraph 1 [1.]: Each charge.
    ");
}

#[test]
fn the_letter_after_h_is_told_from_the_numeral_by_what_follows() {
    let begin = "1.1 The Supplier:\n(g) seven;\n(h) eight";
    assert_snapshot!(tree(&format!("{begin};\n(i) nine;\n(j) ten.")), @r"
    1.1 [1.1]: The Supplier:
      1.1(g) [(g)]: seven;
      1.1(h) [(h)]: eight;
      1.1(i) [(i)]: nine;
      1.1(j) [(j)]: ten.
    ");
    assert_snapshot!(tree(&format!("{begin}:\n(i) one;\n(ii) two.\n(i) nine.")), @r"
    1.1 [1.1]: The Supplier:
      1.1(g) [(g)]: seven;
      1.1(h) [(h)]: eight:
        1.1(h)(i) [(i)]: one;
        1.1(h)(ii) [(ii)]: two.
      1.1(i) [(i)]: nine.
    ");
    assert_snapshot!(tree(&format!("{begin};\n(i) nine:\n(i) one;\n(ii) two.\n(j) ten.")), @r"
    1.1 [1.1]: The Supplier:
      1.1(g) [(g)]: seven;
      1.1(h) [(h)]: eight;
      1.1(i) [(i)]: nine:
        1.1(i)(i) [(i)]: one;
        1.1(i)(ii) [(ii)]: two.
      1.1(j) [(j)]: ten.
    ");
}

#[test]
fn insertions_and_gaps_stay_among_their_siblings() {
    assert_snapshot!(tree("
# 16. Supply
(1) First.
(1A) Inserted.
(2) Second:
(a) one;
(aa) inserted;
(b) two.
(5) Fifth.
# 16A. Metering
# 17. Payment
# 19. Not used
"), @r"
    16 [16.]: _Supply_
      16(1) [(1)]: First.
      16(1A) [(1A)]: Inserted.
      16(2) [(2)]: Second:
        16(2)(a) [(a)]: one;
        16(2)(aa) [(aa)]: inserted;
        16(2)(b) [(b)]: two.
      16(5) [(5)]: Fifth.
    16A [16A.]: _Metering_
    17 [17.]: _Payment_
    19 [19.]: _Not used_
    ");
}

#[test]
fn closing_words_follow_their_list() {
    assert_snapshot!(tree("
1.1 The Supplier shall:
(a) supply; and
(b) meter,
in each case promptly.
1.2 The User shall:
    (a) pay:
        (i) monthly; or
        (ii) yearly,
    whichever it chose; and
    (b) tell.
"), @r"
    1.1 [1.1]: The Supplier shall:
      1.1(a) [(a)]: supply; and
      1.1(b) [(b)]: meter,
      text: in each case promptly.
    1.2 [1.2]: The User shall:
      1.2(a) [(a)]: pay:
        1.2(a)(i) [(i)]: monthly; or
        1.2(a)(ii) [(ii)]: yearly,
        text: whichever it chose; and
      1.2(b) [(b)]: tell.
    ");
}

#[test]
fn a_repeated_number_is_text_and_the_items_are_clauses() {
    assert_snapshot!(tree("
## PART 1 PRELIMINARY
##### 1. **Short title**
**1.** (1) This Code may be cited.
(2) It begins.
##### 2. **Interpretation**
**2.** In this Code—
“articles” means articles;
“book” and “paper” includes—
(a) deeds,
(b) writings,
to be read together.
## PART 2 SUPPLY
##### 3. **Supply**
3. (1) (a) The Supplier; and
(b) the User.
"), @r#"
    Part 1 [PART 1]: _PRELIMINARY_
      1 [1.]: _Short title_ / 1.
        1(1) [(1)]: This Code may be cited.
        1(2) [(2)]: It begins.
      2 [2.]: _Interpretation_ / 2. In this Code—
        2 "articles": “articles” means articles;
        2 "book": “book” and “paper” includes—
          2 "book"(a) [(a)]: deeds,
          2 "book"(b) [(b)]: writings,
          text: to be read together.
    Part 2 [PART 2]: _SUPPLY_
      3 [3.]: _Supply_ / 3.
        3(1) [(1)]
          3(1)(a) [(a)]: The Supplier; and
          3(1)(b) [(b)]: the User.
    "#);
    assert_snapshot!(tree("
## Article 1
### Article 1
Les lois.
## Article L123-4
I. – Un.
II. – Deux :
1° alpha ;
2° beta.
"), @r"
    Article 1 [Article 1]: _Article 1_ / Les lois.
    Article L123-4 [Article L123-4]
      Article L123-4(I) [I. –]: Un.
      Article L123-4(II) [II. –]: Deux :
        Article L123-4(II)(1°) [1°]: alpha ;
        Article L123-4(II)(2°) [2°]: beta.
    ");
}

#[test]
fn a_word_in_quotes_and_when_to_use_it_is_no_definition() {
    assert_snapshot!(tree("
## 1 Status
The serial number of a certificate is:
(1) \"assigned\" if it was issued; or
(2) \"reserved\" if it may be.
"), @r#"
    1 [1]: _Status_ / The serial number of a certificate is:
      1(1) [(1)]: "assigned" if it was issued; or
      1(2) [(2)]: "reserved" if it may be.
    "#);
}

#[test]
fn statutes_with_section_signs() {
    assert_snapshot!(tree("
# Beispielgesetz
## Buch 1 - Allgemeiner Teil
### Abschnitt 1 - Personen
##### § 1 Beginn
(1) Die Rechte beginnen.
(2) Das sind
  {4.0 1.} eins,
  {4.0 2.} zwei.
##### §§ 2 bis 6 (weggefallen)
##### § 7a Wohnsitz
(1) Wer sich niederlässt.
### Abschnitt 2 - Sachen
##### § 8 Begriff
"), @r"
    title: _Beispielgesetz_
    Buch 1 [Buch 1 -]: _Allgemeiner Teil_
      Buch 1, Abschnitt 1 [Abschnitt 1 -]: _Personen_
        § 1 [§ 1]: _Beginn_
          § 1(1) [(1)]: Die Rechte beginnen.
          § 1(2) [(2)]: Das sind
            § 1(2)(1) {1.}: eins,
            § 1(2)(2) {2.}: zwei.
        § 2 bis 6 [§§ 2 bis 6]: _(weggefallen)_
        § 7a [§ 7a]: _Wohnsitz_
          § 7a(1) [(1)]: Wer sich niederlässt.
      Buch 1, Abschnitt 2 [Abschnitt 2 -]: _Sachen_
        § 8 [§ 8]: _Begriff_
    ");
}

#[test]
fn headings_without_number_nest_by_level() {
    assert_snapshot!(tree("
# Introduction
Welcome.
## Overview
* one
* two
### Scope
All.
# 1. Protections
## 1.1 Access
### Note
Some.
## 1.2 Logs
"), @r"
    heading: _Introduction_ / Welcome.
      heading: _Overview_ / • one / • two
        heading: _Scope_ / All.
    1 [1.]: _Protections_
      1.1 [1.1]: _Access_
        heading: _Note_ / Some.
      1.2 [1.2]: _Logs_
    ");
}

#[test]
fn a_heading_between_clauses_holds_those_after_it() {
    assert_snapshot!(tree("
= Code
# 1 Supply
## General
1.1 One.
1.2 Two.
## Special
1.3 Three.
# 2 Payment
"), @r"
    title: _Code_
    1 [1]: _Supply_
      heading: _General_
        1.1 [1.1]: One.
        1.2 [1.2]: Two.
      heading: _Special_
        1.3 [1.3]: Three.
    2 [2]: _Payment_
    ");
}

#[test]
fn lists_of_the_format_are_items_of_their_clause() {
    assert_snapshot!(tree("
## 7.1 Records
Each Party keeps:
  {5.0 1.} logs;
    {6.0 a.} of entry;
    {6.0 b.} of exit; and
  {5.0 2.} books.
Further words.
## 7.2 Review
  {8.0 1.} yearly.
"), @r"
    7.1 [7.1]: _Records_ / Each Party keeps:
      7.1(1) {1.}: logs;
        7.1(1)(a) {a.}: of entry;
        7.1(1)(b) {b.}: of exit; and
      7.1(2) {2.}: books.
      text: Further words.
    7.2 [7.2]: _Review_
      7.2(1) {1.}: yearly.
    ");
}

#[test]
fn a_table_of_definitions_is_a_list_of_them() {
    assert_snapshot!(tree("
# A1 DEFINITIONS
A1.1 In this Code:
| Term | Meaning
| **Supplier** | means a person.
| **User** | has the meaning given in Section B.
A1.2 Next.
"), @r#"
    A1 [A1]: _DEFINITIONS_
      A1.1 [A1.1]: In this Code: / Term | Meaning
        A1.1 "Supplier": Supplier / means a person.
        A1.1 "User": User / has the meaning given in Section B.
      A1.2 [A1.2]: Next.
    "#);
    assert_snapshot!(tree("
# Acronyms
| CA | Certification Authority
| DN | Domain Name
# Tables
| CA | Certification Authority
| DN | Domain Name
"), @r#"
    heading: _Acronyms_
      "CA": CA / Certification Authority
      "DN": DN / Domain Name
    heading: _Tables_ / CA | Certification Authority // DN | Domain Name
    "#);
}

#[test]
fn two_clauses_with_one_citation_are_told() {
    assert_snapshot!(tree("
# 1 Supply
# 1 Payment
"), @r"
    1 [1]: _Supply_
    1 [1]: _Payment_
    ! several clauses are cited 1
    ");
}
