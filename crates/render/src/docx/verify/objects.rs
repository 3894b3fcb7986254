//! What stands in the text of a version and of a file without being words: pictures, formulas,
//! symbols, the places of notes. All have one character in the text, so texts alone do not tell
//! them apart.

use std::fmt;

use keeling_model::{Document, MarkKind, Object};

use super::{Mismatch, Part, named, quoted};

/// How much of a picture is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pictures {
    /// What it shows, and its alternative text.
    Shown,
    /// Its alternative text: a fresh package has a placeholder for what it shows.
    Named,
}

/// Something that has a place in the text.
#[derive(Clone, Copy, Debug)]
enum Thing<'a> {
    Object(&'a Object),
    Note,
}

impl Thing<'_> {
    fn is(self, other: Thing<'_>, pictures: Pictures) -> bool {
        match (self, other) {
            (Thing::Object(one), Thing::Object(other)) => match (one, other) {
                (Object::Picture { alt: one, .. }, Object::Picture { alt: other, .. })
                    if pictures == Pictures::Named =>
                {
                    one == other
                }
                _ => one == other,
            },
            (Thing::Note, Thing::Note) => true,
            _ => false,
        }
    }
}

impl fmt::Display for Thing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thing::Object(Object::Picture { alt, .. }) if alt.is_empty() => {
                f.write_str("a picture")
            }
            Thing::Object(Object::Picture { alt, .. }) => write!(f, "the picture {}", quoted(alt)),
            Thing::Object(Object::Formula(formula)) => write!(f, "the formula {}", quoted(formula)),
            Thing::Object(Object::Symbol(symbol)) => write!(f, "the symbol {}", quoted(symbol)),
            Thing::Object(_) => f.write_str("an object"),
            Thing::Note => f.write_str("a note"),
        }
    }
}

/// Checks that a part of a file has the objects of that of the version, in order.
///
/// # Errors
///
/// Where one is another.
pub(super) fn verify_objects(
    (want, got): (&Document, &Document),
    part: Part,
    pictures: Pictures,
) -> Result<(), Mismatch> {
    let (mut wanted, mut given) = (things(want, part), things(got, part));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Ok(()),
            (Some((_, one)), Some((_, other))) if one.is(other, pictures) => {}
            (one, other) => return Err(differs(want, one, other)),
        }
    }
}

fn differs(
    document: &Document,
    want: Option<(u32, Thing<'_>)>,
    got: Option<(u32, Thing<'_>)>,
) -> Mismatch {
    let clause = want.map_or("at the end".to_owned(), |(at, _)| {
        let clauses = document.clauses();
        let behind = clauses.partition_point(|clause| clause.text.start <= at);
        named(document, behind.checked_sub(1).and_then(|at| clauses.get(at)))
    });
    let told = |thing: Option<(u32, Thing<'_>)>| {
        thing.map_or("nothing".to_owned(), |(_, thing)| thing.to_string())
    };
    let (want, got) = (told(want), told(got));
    if want == got {
        let got = "another of that name".to_owned();
        return Mismatch { clause, want: want + " of the version", got };
    }
    Mismatch { clause, want, got }
}

/// What has a place in the text of a part, with that place, in reading order.
fn things(document: &Document, part: Part) -> impl Iterator<Item = (u32, Thing<'_>)> {
    let marks = document.marks();
    let margins = document.margins().first().map_or(u32::MAX, |margin| margin.text.start);
    let (text, margins) = marks.split_at(marks.partition_point(|mark| mark.span.start < margins));
    let own = if part == Part::Margins { margins } else { text };
    own.iter().filter_map(|mark| {
        let thing = match mark.kind {
            MarkKind::Object(id) => Thing::Object(document.object(id)),
            MarkKind::Note(_) => Thing::Note,
            _ => return None,
        };
        Some((mark.span.start, thing))
    })
}

#[cfg(test)]
mod tests {
    use keeling_model::{Builder, ClauseKind, Label, Mark, OBJECT, Role, Span};

    use super::super::{verify, verify_side};
    use super::*;

    /// A document with one clause that shows this.
    fn document(object: Object) -> Document {
        let mut builder = Builder::new();
        builder.open(ClauseKind::Clause, Some(Label::typed("1")));
        let kind = MarkKind::Object(builder.object(object));
        let text = format!("The plan {OBJECT} is binding.");
        builder.paragraph(Role::Body, &text, [Mark { span: Span { start: 9, end: 12 }, kind }]);
        builder.close();
        builder.finish()
    }

    fn picture(alt: &str, digest: u64) -> Document {
        document(Object::Picture { alt: alt.to_owned(), digest })
    }

    /// The same without an outline.
    fn side(object: Object) -> Document {
        let mut builder = Builder::new();
        let kind = MarkKind::Object(builder.object(object));
        let text = format!("1 The plan {OBJECT} is binding.");
        builder.paragraph(Role::Body, &text, [Mark { span: Span { start: 11, end: 14 }, kind }]);
        builder.finish()
    }

    #[test]
    fn a_picture_that_is_another_is_told_with_its_clause() {
        let want = picture("the map", 1);
        let of = |alt: &str, digest| Object::Picture { alt: alt.to_owned(), digest };
        assert_eq!(verify_side(&want, &side(of("the map", 1))), Ok(vec![]));
        let told = |got| verify_side(&want, &side(got)).unwrap_err().to_string();
        assert_eq!(
            told(of("the map", 2)),
            "at 1: it should have the picture \"the map\" of the version, and has another of that name"
        );
        assert_eq!(
            told(of("", 1)),
            "at 1: it should have the picture \"the map\", and has a picture"
        );
        assert_eq!(
            told(Object::Formula("a=1".to_owned())),
            "at 1: it should have the picture \"the map\", and has the formula \"a=1\""
        );
    }

    #[test]
    fn a_placeholder_has_the_name_of_its_picture() {
        assert_eq!(verify(&picture("the map", 1), &picture("the map", 2)), Ok(vec![]));
        assert!(verify(&picture("the map", 1), &picture("a plan", 1)).is_err());
    }
}
