//! Citations: the full path that people cite a clause by.
//!
//! A clause's label and the clauses above it go in, the path comes out:
//!
//! ```text
//! 3.2 > (a) > (i)                      3.2(a)(i)
//! SECTION H: > H3 > H3.2               H3.2
//! Schedule 2 > 4 > 4.1 > (a)           Schedule 2, paragraph 4.1(a)
//! Part 2 > Chapter 1 > 5               Part 2 | Part 2, Chapter 1 | 5
//! ```

use crate::label::{Frame, Scheme, find_whole, second_word};
use crate::{Clause, ClauseKind, Label};

/// Returns the citation of a clause; `above` yields the clauses above it, the innermost first.
pub fn cite<'a>(
    above: impl Iterator<Item = &'a Clause> + Clone,
    kind: ClauseKind,
    label: Option<&Label>,
    term: Option<&str>,
) -> String {
    let parent = above.clone().next().map_or("", |parent| parent.citation.as_str());
    match (label, term) {
        (Some(label), _) => labelled(above, parent, kind, label),
        (None, Some(term)) if parent.is_empty() => format!("\"{term}\""),
        (None, Some(term)) => format!("{parent} \"{term}\""),
        (None, None) => parent.to_owned(),
    }
}

fn labelled<'a>(
    mut above: impl Iterator<Item = &'a Clause> + Clone,
    parent: &str,
    kind: ClauseKind,
    label: &Label,
) -> String {
    let name = name(label);
    let attachment = above.clone().find(|clause| clause.kind.is_attachment());
    match kind {
        ClauseKind::Footnote => format!("Footnote {name}"),
        ClauseKind::Endnote => format!("Endnote {name}"),
        ClauseKind::Header | ClauseKind::Footer => label.shown().to_owned(),
        ClauseKind::Paragraph => match attachment {
            Some(attachment) if attachment.citation == parent => {
                format!("{parent}, paragraph {}", item(label))
            }
            _ => format!("{parent}{}", item(label)),
        },
        ClauseKind::Clause => match attachment {
            Some(attachment) if !is_absolute(&name) => {
                format!("{}, paragraph {name}", attachment.citation)
            }
            _ => name,
        },
        ClauseKind::Article => below(attachment, &name),
        ClauseKind::Section if name.starts_with('§') => below(attachment, &name),
        _ => below(above.find(|clause| holds(clause.kind)), &name),
    }
}

/// The path of `name` below the clause that it is cited with.
fn below(holder: Option<&Clause>, name: &str) -> String {
    match holder {
        Some(holder) => format!("{}, {name}", holder.citation),
        None => name.to_owned(),
    }
}

/// Whether chapters and sections count afresh in such a clause.
fn holds(kind: ClauseKind) -> bool {
    kind.is_attachment() || matches!(kind, ClauseKind::Part | ClauseKind::Chapter)
}

/// Whether a number names its part of the code itself, as H3.2 does.
fn is_absolute(name: &str) -> bool {
    let mut chars = name.chars().skip_while(char::is_ascii_uppercase).skip_while(|c| *c == '.');
    name.starts_with(|c: char| c.is_ascii_uppercase()) && chars.next().is_some_and(char::is_numeric)
}

/// The label as people write it in a citation: the word in its usual case, the number without the
/// punctuation that ends it, a part of a part behind a comma.
fn name(label: &Label) -> String {
    let bare = label.bare();
    if let Some((outer, inner)) = second_word(bare).and_then(|at| bare.split_at_checked(at)) {
        let [outer, inner] = [outer, inner].map(|part| one_name(&Label::typed(part.trim())));
        return format!("{outer}, {inner}");
    }
    one_name(label)
}

fn one_name(label: &Label) -> String {
    let bare = label.bare();
    let Some(found) = find_whole(label.shown()) else { return bare.to_owned() };
    match found.readings.first().map(|reading| reading.scheme) {
        Some(Scheme::Word(word)) => {
            let number = bare.split_once(char::is_whitespace).map_or("", |(_, number)| number);
            let number = number.split_whitespace().collect::<Vec<_>>().join(" ");
            let number = number.replace("L. ", "L").replace("L.", "L");
            let number = number.replace("R. ", "R").replace("R.", "R");
            format!("{} {number}", word.cited()).trim_end().to_owned()
        }
        Some(Scheme::Sign) => {
            format!("§ {}", bare.trim_start_matches(|c: char| c == '§' || c.is_whitespace()))
        }
        _ => bare.to_owned(),
    }
}

/// An item's label in round brackets, whatever frame it bears.
fn item(label: &Label) -> String {
    let bare = label.bare();
    let framed = find_whole(label.shown())
        .and_then(|found| found.readings.into_iter().next())
        .is_some_and(|reading| matches!(reading.scheme, Scheme::Item(_, Frame::Brackets)));
    if framed || bare.starts_with('(') { bare.to_owned() } else { format!("({bare})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Builder;

    /// The citations of clauses that stand within each other.
    fn citations(path: &[(ClauseKind, &str)]) -> Vec<String> {
        let mut builder = Builder::new();
        for (kind, label) in path {
            builder.open(*kind, Some(Label::typed(*label)));
        }
        builder.finish().clauses().iter().map(|clause| clause.citation.clone()).collect()
    }

    #[test]
    fn items_are_cited_with_their_clause() {
        use ClauseKind::{Clause, Paragraph, Section};
        assert_eq!(
            citations(&[(Clause, "3"), (Clause, "3.2"), (Paragraph, "(a)"), (Paragraph, "(i)")]),
            ["3", "3.2", "3.2(a)", "3.2(a)(i)"]
        );
        assert_eq!(
            citations(&[(Section, "SECTION H:"), (Clause, "H3"), (Clause, "H3.2")]),
            ["Section H", "H3", "H3.2"]
        );
        assert_eq!(
            citations(&[(Clause, "7.1."), (Paragraph, "1."), (Paragraph, "b)")]),
            ["7.1", "7.1(1)", "7.1(1)(b)"]
        );
        assert_eq!(citations(&[(Section, "§ 14a"), (Paragraph, "(1)")]), ["§ 14a", "§ 14a(1)"]);
    }

    #[test]
    fn paragraphs_of_an_attachment_are_cited_with_it() {
        use ClauseKind::{Appendix, Clause, Paragraph, Schedule};
        assert_eq!(
            citations(&[
                (Schedule, "SCHEDULE 2"),
                (Clause, "4."),
                (Clause, "4.1"),
                (Paragraph, "(a)")
            ]),
            [
                "Schedule 2",
                "Schedule 2, paragraph 4",
                "Schedule 2, paragraph 4.1",
                "Schedule 2, paragraph 4.1(a)"
            ]
        );
        assert_eq!(
            citations(&[(Appendix, "APPENDIX AG:"), (Clause, "AG1.1")]),
            ["Appendix AG", "AG1.1"]
        );
        assert_eq!(
            citations(&[(Schedule, "Schedule 1"), (Paragraph, "(a)")]),
            ["Schedule 1", "Schedule 1, paragraph (a)"]
        );
    }

    #[test]
    fn a_part_of_a_part_in_one_heading_is_cited_as_below_it() {
        use ClauseKind::{Article, Part};
        assert_eq!(
            citations(&[(Part, "Livre Ier — Titre II bis"), (Article, "Article 9")]),
            ["Livre Ier, Titre II bis", "Article 9"]
        );
    }

    #[test]
    fn marks_of_amendment_are_not_cited() {
        use ClauseKind::{Clause, Paragraph};
        assert_eq!(
            citations(&[(Clause, "F48[4.—"), (Paragraph, "F51[(3)"), (Paragraph, "[F52(a)")]),
            ["4", "4(3)", "4(3)(a)"]
        );
    }

    #[test]
    fn parts_do_not_enter_the_citations_of_clauses() {
        use ClauseKind::{Article, Chapter, Clause, Part};
        assert_eq!(
            citations(&[(Part, "PART 2"), (Chapter, "Chapter 1"), (Clause, "5.")]),
            ["Part 2", "Part 2, Chapter 1", "5"]
        );
        assert_eq!(
            citations(&[(Part, "Livre Ier"), (Article, "Art. L. 123-4")]),
            ["Livre Ier", "Article L123-4"]
        );
    }
}
