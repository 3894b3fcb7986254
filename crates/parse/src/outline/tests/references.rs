//! References and what they mean.

use insta::assert_snapshot;

use super::notation::references;

const SECTION_H: &str = "
# SECTION H: DCC SERVICES
## H1 PROVISION
H1.1 Each Service:
(a) one:
(i) first; and
(ii) second;
(b) two; and
(c) three.
## H2 Eligibility for Services
H2.1 Each Party.
";

#[test]
fn references_by_lettered_numbers() {
    assert_snapshot!(references(&format!("{SECTION_H}
H2.2 In accordance with Section H1.1(a)(ii), H1.1 (a), (b) and (c), and Section H2 (Eligibility for Services).
H2.3 Under Section H2 (Charges), this Section, this Clause H2.1, and Section H.
H2.4 Under Section M4.13 and L4.6(b), and Section H9.9 and H1.1(z).
")), @r"
    Section H1.1(a)(ii) → H1.1(a)(ii)
    H1.1 (a) → H1.1(a)
    (b) → H1.1(b)
    (c) → H1.1(c)
    Section H2 (Eligibility for Services) → H2
    Section H2 → H2
    this Section → Section H
    Clause H2.1 → H2.1
    Section H → Section H
    Section H9.9 → missing
    H1.1(z) → missing
    ! 2 references have no clause: Section H9.9, H1.1(z)
    ");
}

#[test]
fn references_by_number() {
    assert_snapshot!(references("
# 3 Supply
3.1 The Supplier shall:
(a) supply; and
(b) as paragraph (a) has it, subject to this Clause.
3.2 Clauses 3.1 and 3.3, Clause 3.1(b), Clause 3.1(a) or (b), and clauses 3.1 to 3.3.
3.3 Within 30 days of Clause 3.2, 10 Working Days apply; not Clause 3.9.
"), @r"
    paragraph (a) → 3.1(a)
    this Clause → 3.1
    Clauses 3.1 → 3.1
    3.3 → 3.3
    Clause 3.1(b) → 3.1(b)
    Clause 3.1(a) → 3.1(a)
    (b) → 3.1(b)
    clauses 3.1 → 3.1
    3.3 → 3.3
    Clause 3.2 → 3.2
    Clause 3.9 → missing
    ! a reference has no clause: Clause 3.9
    ");
}

#[test]
fn references_into_schedules() {
    assert_snapshot!(references("
# 1. Supply
1.1 As paragraph 4.1 of Schedule 2 has it, and Schedules 1 and 2, and Part A of Schedule 1.
# Schedule 1: Charges
## Part A: General
4. Each charge is in paragraph 4.
# Schedule 2: Forms
4. Forms
4.1 See paragraph 4, Clause 1.1, and this Schedule.
"), @r"
    paragraph 4.1 of Schedule 2 → Schedule 2, paragraph 4.1
    Schedules 1 → Schedule 1
    2 → Schedule 2
    Part A of Schedule 1 → Schedule 1, Part A
    paragraph 4 → Schedule 1, paragraph 4
    paragraph 4 → Schedule 2, paragraph 4
    Clause 1.1 → 1.1
    this Schedule → Schedule 2
    ");
}

#[test]
fn references_in_statutes() {
    assert_snapshot!(references("
## PART 1 GENERAL
##### 4. **Supply**
**4.** (1) Subject to subsection (2)(a) and section 5.
(2) Where—
(a) paragraph (b) applies; or
(b) this section does.
##### 5. **Metering**
**5.** Section 4(2), sections 4 and 5, subsections (1) and (2) of section 4, and this Part.
"), @r"
    subsection (2)(a) → 4(2)(a)
    section 5 → 5
    paragraph (b) → 4(2)(b)
    this section → 4
    Section 4(2) → 4(2)
    sections 4 → 4
    5 → 5
    subsections (1) → 4(1)
    (2) of section 4 → 4(2)
    this Part → Part 1
    ");
    assert_snapshot!(references("
##### § 14 Begriff
(1) Nach § 14a Abs. 2 Satz 1 Nr. 1 und den §§ 14, 14a gilt Absatz 2.
(2) Nach § 14 BGB und § 14 des Gesetzes gilt nichts.
##### § 14a Folge
(2) Es gelten
1. eins.
"), @r"
    § 14a Abs. 2 Satz 1 Nr. 1 → § 14a(2)(1)
    §§ 14 → § 14
    14a → § 14a
    Absatz 2 → § 14(2)
    ");
    assert_snapshot!(references("
## Article 9
Les articles 9-1 et L. 123-4, et l'article 9 de la loi.
## Article 9-1
Voir article 9.
## Article L123-4
I. – Un.
"), @r"
    articles 9-1 → Article 9-1
    L. 123-4 → Article L123-4
    article 9 → Article 9
    ");
}

#[test]
fn references_to_other_texts_have_no_mark() {
    assert_snapshot!(references("
# 5 Supply
5.1 Under section 5 of the Gas Act 1986.
5.3 Under Clause 5.1 of the Agreement and Clause 5.1 of this Code.
5.2 As RFC 5280, Section 5.1 and Article 5 of Regulation 2 have it; item 5 and part 5.
"), @r"
    Clause 5.1 → 5.1
    Clause 5.1 → 5.1
    ");
}
