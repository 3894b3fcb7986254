//! What the old version has and the file does not carry: two versions in, warnings out.

use keeling_ooxml::xml::{NodeId, Tree};

use super::error::{Warning, WarningKind};
use super::open::Version;
use super::reading::Block;
use super::stretches::Alignment;

/// The headers and footers that only the old version has.
pub(super) fn margins(old: &Version, margins: &[(usize, usize)]) -> Vec<Warning> {
    let is_lost = |container: usize| {
        let holds = old.reading.blocks(container).iter().any(|block| match *block {
            Block::Paragraph(id) => !old.reading.paragraphs[id].empty,
            Block::Table(_) => true,
        });
        holds && margins.iter().all(|pair| pair.0 != container)
    };
    let lost = old.margins.iter().filter(|&&(_, container)| is_lost(container));
    lost.map(|&(_, container)| {
        let part = old.reading.containers[container].part;
        Warning::new(WarningKind::MarginNotCarried, &old.reading.parts[part].name)
    })
    .collect()
}

/// The links on words of both versions that lead elsewhere, or are in one version only: neither an
/// element around words nor the code of a field is tracked where the words stay.
pub(super) fn links(alignment: &Alignment, new: &Version) -> Option<Warning> {
    let part = new.reading.containers[new.body].part;
    let warning = Warning::new(WarningKind::LinkNotTracked, &new.reading.parts[part].name);
    (alignment.links > 0).then_some(Warning { count: alignment.links, ..warning })
}

/// The sections that are set otherwise, or that only one version has. Those of the new one stand.
pub(super) fn sections(old: &Version, new: &Version) -> Vec<Warning> {
    let part = |version: &Version| version.reading.containers[version.body].part;
    let (olds, news) = (
        settings_of_sections(old.reading.tree(part(old))),
        settings_of_sections(new.reading.tree(part(new))),
    );
    let name = &new.reading.parts[part(new)].name;
    let differs = |&index: &usize| olds.get(index) != news.get(index);
    (0..olds.len().max(news.len()))
        .filter(differs)
        .map(|index| {
            let place = format!("{name}, section {}", index + 1);
            Warning::new(WarningKind::SectionNotTracked, place)
        })
        .collect()
}

/// What each section is set as, its headers and footers aside.
fn settings_of_sections(tree: &Tree) -> Vec<Vec<String>> {
    let settings = |section| {
        let own = tree.children(section);
        let own = own.filter(|&id| !matches!(tree.word(id), "headerReference" | "footerReference"));
        own.flat_map(|id| (id..tree.after(id)).map(|id| setting(tree, id))).collect()
    };
    tree.all_named(|name| name == "sectPr").map(settings).collect()
}

/// An element and its attributes, whatever their order and prefixes.
fn setting(tree: &Tree, id: NodeId) -> String {
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    let attributes = tree.attributes(id).map(|(name, value)| format!(" {}={value}", local(name)));
    let mut attributes: Vec<String> = attributes.filter(|a| !a.starts_with(" rsid")).collect();
    attributes.sort();
    tree.local(id).to_owned() + &attributes.concat()
}
