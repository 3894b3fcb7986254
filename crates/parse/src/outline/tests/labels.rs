//! Labels as real documents write them: with marks of amendment, of parts of parts, and terms with
//! characters that nobody sees.

use insta::assert_snapshot;

use super::notation::tree;

#[test]
fn a_heading_that_names_a_part_of_a_part_is_one_clause() {
    assert_snapshot!(tree("
# Livre Ier — Titre Ier
## Article 9
Article 9
First.
## Article 9-1
Article 9-1
Second.
## Article 10
Article 10
Third.
# Livre Ier — Titre Ier bis
## Article 17
# Livre II — Titre Ier
"), @r"
    Livre Ier, Titre Ier [Livre Ier — Titre Ier]
      Article 9 [Article 9]: Article 9 / First.
      Article 9-1 [Article 9-1]: Article 9-1 / Second.
      Article 10 [Article 10]: Article 10 / Third.
    Livre Ier, Titre Ier bis [Livre Ier — Titre Ier bis]
      Article 17 [Article 17]
    Livre II, Titre Ier [Livre II — Titre Ier]
    ");
}

#[test]
fn a_mark_of_amendment_belongs_to_the_label() {
    assert_snapshot!(tree("
##### 6. **Prosecution of offences.**
**6.**—(1) Summary proceedings.
F51[(2) Proceedings committed in—
(a) the area, or
F52[(b) a zone.]]
(3) Fines.
##### 7. **F53[Powers.**
**7.**—F211[(1) In this section:
F13[“operator” means a person;]
"), @r#"
    6 [6.]: _Prosecution of offences._ / 6.—
      6(1) [(1)]: Summary proceedings.
      6(2) [F51[(2)]: Proceedings committed in—
        6(2)(a) [(a)]: the area, or
        6(2)(b) [F52[(b)]: a zone.]]
      6(3) [(3)]: Fines.
    7 [7.]: _F53[Powers._ / 7.—
      7(1) [F211[(1)]: In this section:
        7(1) "operator": F13[“operator” means a person;]
    "#);
}

#[test]
fn a_term_is_what_is_seen_of_it() {
    let tree = tree(
        "
# 1 Definitions
**Pending\u{200B} Prohibition\u{200B}**: a method.
**Metering\u{a0} Point\u{ad}** means a place.
",
    );
    assert!(tree.contains("1 \"Pending Prohibition\":"), "{tree}");
    assert!(tree.contains("1 \"Metering Point\":"), "{tree}");
}

#[test]
fn a_point_with_a_label_is_a_clause() {
    assert_snapshot!(tree("
## 3.2 Records
3.2.1 Each Party keeps:
  * (a) logs; and
  * (b) books.
3.2.2 The log holds, at least:
  * the result of each attempt:
    * a. the name; and
    * b. the time;
  * 30 days of entries
  * (see the notes)
  * 2.5 per cent
"), @r"
    3.2 [3.2]: _Records_
      3.2.1 [3.2.1]: Each Party keeps:
        3.2.1(a) [(a)]: logs; and
        3.2.1(b) [(b)]: books.
      3.2.2 [3.2.2]: The log holds, at least: / • the result of each attempt:
        3.2.2(a) [a.]: the name; and
        3.2.2(b) [b.]: the time;
        text: • 30 days of entries / • (see the notes) / • 2.5 per cent
    ");
}

#[test]
fn items_go_on_after_text_and_items_of_another_count() {
    assert_snapshot!(tree("
## 3.2 Evidence
  {1.0 1.} From a document
The document is shown.
  {2.0 2.} From a certificate
The certificate is shown.
a. Approved frameworks
b. Further frameworks
  {3.0 3.} From records
"), @r"
    3.2 [3.2]: _Evidence_
      3.2(1) {1.}: From a document
      text: The document is shown.
      3.2(2) {2.}: From a certificate
      text: The certificate is shown.
      3.2(a) [a.]: Approved frameworks
      3.2(b) [b.]: Further frameworks
      3.2(3) {3.}: From records
    ");
}

#[test]
fn a_heading_of_a_level_too_deep_still_counts_on() {
    assert_snapshot!(tree("
## SECTION 1: GENERAL
### 1.1 Term
## SECTION 2: SERVER
### 2.1 Licence
### SECTION 3: CLOUD
### 3.1 Accounts
## EXHIBIT A: DEFINITIONS
"), @r"
    Section 1 [SECTION 1:]: _GENERAL_
      1.1 [1.1]: _Term_
    Section 2 [SECTION 2:]: _SERVER_
      2.1 [2.1]: _Licence_
    Section 3 [SECTION 3:]: _CLOUD_
      3.1 [3.1]: _Accounts_
    Exhibit A [EXHIBIT A:]: _DEFINITIONS_
    ");
}

#[test]
fn words_set_in_as_an_item_is_belong_to_it() {
    assert_snapshot!(tree("
###### Kapitel 1 - Begriffe
###### § 3 Terms
  {1.0 1.} Operators
  natural or legal persons,
  {1.0 2.} Direct line
  a line that is direct,
in each case within this code.
###### Kapitel 2 - Die Miete
###### Unterkapitel 1 - Vereinbarungen
###### § 556 Betriebskosten
###### (XXXX) §§ 557 bis 560 (weggefallen)
###### Kapitel 3 - Pfandrecht
###### § 562 Umfang
"), @r"
    Kapitel 1 [Kapitel 1 -]: _Begriffe_
      § 3 [§ 3]: _Terms_
        § 3(1) {1.}: Operators / natural or legal persons,
        § 3(2) {2.}: Direct line / a line that is direct,
        text: in each case within this code.
    Kapitel 2 [Kapitel 2 -]: _Die Miete_
      Kapitel 2, Unterkapitel 1 [Unterkapitel 1 -]: _Vereinbarungen_
        § 556 [§ 556]: _Betriebskosten_
        § 557 bis 560 [(XXXX) §§ 557 bis 560]: _(weggefallen)_
    Kapitel 3 [Kapitel 3 -]: _Pfandrecht_
      § 562 [§ 562]: _Umfang_
    ");
}

#[test]
fn lists_that_share_their_levels_nest_by_them() {
    assert_snapshot!(tree("
{1.0 2.} General grant.
  {4.1 2.2} The User may:
    {1.2 (i)} install; and
    {1.2 (ii)} copy.
  {4.1 2.3} Further limits
    {5.0 (a)} Each copy.
{1.0 3.} Effect
    {1.2 (i)} First.
"), @r"
    2 {2.}: General grant.
      2.2 {2.2}: The User may:
        2.2(i) {(i)}: install; and
        2.2(ii) {(ii)}: copy.
      2.3 {2.3}: Further limits
        2.3(a) {(a)}: Each copy.
    3 {3.}: Effect
      3(i) {(i)}: First.
    ");
}

#[test]
fn items_of_a_definition_are_cited_with_it() {
    assert_snapshot!(tree("
# Terms and definitions
**Metering System**: equipment used for:
  {1.0 1.} measuring; or
  {1.0 2.} recording.
**Key**: a secret.
# Requirements
## 1. Access
"), @r#"
    heading: _Terms and definitions_
      "Metering System": Metering System: equipment used for:
        "Metering System"(1) {1.}: measuring; or
        "Metering System"(2) {2.}: recording.
      "Key": Key: a secret.
    heading: _Requirements_
      1 [1.]: _Access_
    "#);
}

#[test]
fn a_part_of_a_table_is_no_part_of_the_code() {
    assert_snapshot!(tree("
# PART 19 UNLIMITED SUPPLY
## 1230. Application
(1) The Table to this section applies.
Table
Part 1
Rules that do not apply
## 1231. Forming
# SCHEDULE 1
Part 1
Rules
"), @r"
    Part 19 [PART 19]: _UNLIMITED SUPPLY_
      1230 [1230.]: _Application_
        1230(1) [(1)]: The Table to this section applies. / Table / Part 1 / Rules that do not apply
      1231 [1231.]: _Forming_
    Schedule 1 [SCHEDULE 1]
      Schedule 1, Part 1 [Part 1]: Rules
    ");
}
