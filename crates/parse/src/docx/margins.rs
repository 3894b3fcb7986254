//! Headers and footers: the sections of the main part in, margins in a fixed order out
//! (ECMA-376 part 1 §17.10).
//!
//! Section by section, headers before footers, each for all pages, then for the first page, then
//! for even pages: not in the order of the references, which says nothing. A part that several
//! references lead to is read once, under the name of the first. All are read, whether or not the
//! section's settings let a page bear them.

use std::collections::HashSet;

use keeling_ooxml::xml::Reader;
use keeling_ooxml::{MarginReference, Pages, Relationships, Section};

use super::Tables;
use super::objects::Media;
use super::output::Output;
use super::walk::{Part, Walk};
use crate::Error;
use crate::flow::Margin;

/// Reads the headers and footers of all sections; `relationships` are those of the main part.
pub(super) fn read(
    sections: &[Section],
    relationships: &Relationships,
    tables: &Tables,
    media: &mut Media<'_>,
    output: &mut Output,
) -> Result<Vec<Margin>, Error> {
    let mut seen = HashSet::new();
    let mut margins = Vec::new();
    for (section, number) in sections.iter().zip(1..) {
        let mut references: Vec<&MarginReference> = section.margins.iter().collect();
        references.sort_by_key(|reference| (reference.footer, reference.pages));
        for reference in references {
            let target = relationships.get(&reference.id).filter(|target| !target.external);
            let Some(target) = target.filter(|target| seen.insert(target.target.as_str())) else {
                continue;
            };
            if let Some(margin) = read_one(&target.target, tables, media, output)? {
                let name = name(number, reference);
                margins.push(Margin { name, footer: reference.footer, ..margin });
            }
        }
    }
    Ok(margins)
}

/// Reads the part of a header or footer; `None` where it is not there.
fn read_one(
    part: &str,
    tables: &Tables,
    media: &mut Media<'_>,
    output: &mut Output,
) -> Result<Option<Margin>, Error> {
    let package = media.package();
    let Some(tree) = package.tree(part)? else { return Ok(None) };
    let relationships = package.relationships(part)?;
    let mut reader = Reader::new(&tree);
    reader.child()?;
    let mut walk = Walk::new(tables, &relationships, media, output).within(Part::Margin);
    let pieces = walk.run(&mut reader)?.pieces;
    walk.take_tracked(&reader);
    Ok(Some(Margin { pieces, ..Margin::default() }))
}

/// "Header", "Footer, first page", "Header, section 2, even pages".
fn name(section: u32, reference: &MarginReference) -> String {
    let kind = if reference.footer { "Footer" } else { "Header" };
    let section = if section > 1 { format!(", section {section}") } else { String::new() };
    let pages = match reference.pages {
        Pages::Default => "",
        Pages::First => ", first page",
        Pages::Even => ", even pages",
    };
    format!("{kind}{section}{pages}")
}
