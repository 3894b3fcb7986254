//! Finishes the package: edits and what was brought over in; the parts that change or come out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use keeling_ooxml::xml::Tree;
use keeling_ooxml::{Limits, relationships_part};

use super::Error;
use super::brought::{relationship_xml, relationships_xml};
use super::comments::{Comments, Target};
use super::edits::Edits;
use super::escape::escaped;
use super::open::Version;
use super::package::{Relationship, Source};
use super::patched::Content;
use super::reading::{Part, Reading};
use super::resources::{Catalogue, Resources};

/// The namespace of the types of relationships.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The namespace of `WordprocessingML`.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// How a part begins.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The media types of parts that may come.
const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The first id that no tracked change, bookmark or comment of a version has.
pub(super) fn first_id(reading: &Reading) -> u64 {
    const MOST: u64 = 1 << 30;
    let mut most = 0;
    for part in &reading.parts {
        let tree = &part.tree;
        let has_id = |name: &str| {
            name.ends_with("Start") || name.ends_with("End") || name == "commentReference"
        };
        for id in tree.all_named(has_id) {
            let id = tree.attr(id, "id").and_then(|id| id.trim().parse::<u64>().ok());
            most = most.max(id.filter(|&id| id < MOST).unwrap_or(0));
        }
    }
    most + 1
}

/// Adds empty parts of notes where only the old version has any.
pub(super) fn add_note_parts(old: &Version, new: &mut Version, source: &Source<'_>) {
    for (index, name) in ["footnotes", "endnotes"].into_iter().enumerate() {
        let Some(part) = old.note_parts[index] else { continue };
        let has_notes = old.reading.notes.iter().any(|note| note.endnote == (index == 1));
        if new.note_parts[index].is_some() || !has_notes {
            continue;
        }
        let tree = old.reading.tree(part);
        let root = Tree::root();
        let mut xml =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        xml.push_str(&tree.open_tag(root));
        for child in tree.children(root).filter(|&child| tree.attr(child, "type").is_some()) {
            let (start, end) = tree.outer(child);
            xml.push_str(tree.slice(start, end));
        }
        xml.push_str(&tree.close_tag(root));
        let folder = source.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut free = format!("{folder}/{name}.xml");
        let mut count = 0;
        while source.contains(&free) {
            count += 1;
            free = format!("{folder}/{name}{count}.xml");
        }
        let name = free.trim_start_matches('/').to_owned();
        let tree = Arc::new(Tree::read(&name, xml, &Limits::default()));
        new.note_parts[index] = Some(new.reading.parts.len());
        new.reading.parts.push(Part { name, tree });
        new.settled.push(false);
    }
}

/// The parts of a catalogue by name.
pub(super) fn catalogue_parts(catalogue: &Catalogue) -> Vec<(String, Arc<Tree>)> {
    catalogue.styles.iter().chain(&catalogue.lists).cloned().collect()
}

/// The parts of the new package that change, and those that come.
pub(super) fn parts(
    new: Version,
    edits: Vec<Edits>,
    resources: &mut Resources,
    comments: Option<(Target, Comments)>,
    old_source: &mut Source<'_>,
    new_source: &mut Source<'_>,
) -> Result<BTreeMap<String, Content>, Error> {
    let mut parts: BTreeMap<String, Content> = BTreeMap::new();
    let mut types: Vec<(String, String)> = Vec::new();
    let Version { reading, note_parts, settled, .. } = new;
    for (index, (part, mut edits)) in reading.parts.into_iter().zip(edits).enumerate() {
        let comes = !new_source.contains(&part.name);
        if edits.is_empty() && (comes || !settled[index]) {
            continue;
        }
        if comes {
            let kind = if note_parts[0] == Some(index) { "footnotes" } else { "endnotes" };
            types.push((part.name.clone(), format!("{MEDIA}.{kind}+xml")));
            link(resources, new_source, kind, &part.name);
        }
        declare(&mut edits, &part.tree, resources.declarations.get(&part.name));
        parts.insert(part.name, Content::Patched(part.tree, edits.into()));
    }
    if let Some((target, comments)) = comments.filter(|(_, comments)| !comments.xml.is_empty()) {
        let text = if let Some(tree) = &target.tree {
            appended(tree, &comments.xml)
        } else {
            types.push((target.name.clone(), format!("{MEDIA}.comments+xml")));
            link(resources, new_source, "comments", &target.name);
            format!("{HEAD}<w:comments xmlns:w=\"{WORD}\">{}</w:comments>", comments.xml)
        };
        parts.insert(target.name, Content::Text(text.into()));
    }
    styles(resources, new_source, &mut parts)?;
    numbering(resources, new_source, &mut parts, &mut types)?;
    let (brought, media) = resources.bring_parts(old_source, new_source)?;
    parts.extend(brought);
    types.extend(media);
    relationships(resources, new_source, &mut parts)?;
    content_types(&types, new_source, &mut parts)?;
    Ok(parts)
}

/// Links the main part to a part that comes.
fn link(resources: &mut Resources, source: &Source<'_>, kind: &str, target: &str) {
    let links = resources.added_links.entry(source.main.clone()).or_default();
    links.push(Relationship {
        id: format!("rIdOld{kind}"),
        kind: format!("{KINDS}/{kind}"),
        target: target.to_owned(),
        external: false,
    });
}

/// Declares more namespaces at the root of a part, which is written in UTF-8.
fn declare(edits: &mut Edits, tree: &Tree, more: Option<&Vec<(String, String)>>) {
    let (root, _) = tree.outer(Tree::root());
    let name = u32::try_from(tree.name(Tree::root()).len()).unwrap_or(0);
    for (prefix, uri) in more.into_iter().flatten().rev() {
        edits.insert(root + 1 + name, &format!(" xmlns:{prefix}=\"{}\"", escaped(uri)));
    }
    let head = tree.slice(0, root);
    let head = head.split_once("?>").map_or("", |(head, _)| head);
    let at = head.starts_with("<?xml").then(|| head.to_ascii_lowercase().find("utf-16"));
    if let Some(at) = at.flatten().and_then(|at| u32::try_from(at).ok()) {
        edits.replace(at, at + 6, "UTF-8".to_owned());
    }
}

fn styles(
    resources: &Resources,
    source: &mut Source<'_>,
    parts: &mut BTreeMap<String, Content>,
) -> Result<(), Error> {
    if resources.new_styles.is_empty() {
        return Ok(());
    }
    let Some(name) = source.related("styles")? else { return Ok(()) };
    let Some(tree) = source.tree(&name)? else { return Ok(()) };
    let mut edits = Edits::default();
    edits.insert(tree.inner(Tree::root()).1, &resources.new_styles);
    declare(&mut edits, &tree, resources.declarations.get(&name));
    parts.insert(name, Content::Patched(tree, edits.into()));
    Ok(())
}

/// Lists stand before their instances (ECMA-376 part 1 §17.9.17).
fn numbering(
    resources: &mut Resources,
    source: &mut Source<'_>,
    parts: &mut BTreeMap<String, Content>,
    types: &mut Vec<(String, String)>,
) -> Result<(), Error> {
    if resources.new_lists.is_empty() {
        return Ok(());
    }
    let root = Tree::root();
    let Some(name) = source.related("numbering")? else {
        new_numbering(resources, source, parts, types);
        return Ok(());
    };
    let Some(tree) = source.tree(&name)? else { return Ok(()) };
    let is = |id, names: &[&str]| names.contains(&tree.word(id));
    let end = tree.inner(root).1;
    let lists = tree
        .children(root)
        .find(|&id| is(id, &["num", "numIdMacAtCleanup"]))
        .map_or(end, |id| tree.outer(id).0);
    let instances = tree
        .children(root)
        .find(|&id| is(id, &["numIdMacAtCleanup"]))
        .map_or(end, |id| tree.outer(id).0);
    let mut edits = Edits::default();
    edits.insert(lists, &resources.new_abstract_lists);
    edits.insert(instances, &resources.new_lists);
    declare(&mut edits, &tree, resources.declarations.get(&name));
    parts.insert(name, Content::Patched(tree, edits.into()));
    Ok(())
}

/// The lists of a package that had none.
fn new_numbering(
    resources: &mut Resources,
    source: &Source<'_>,
    parts: &mut BTreeMap<String, Content>,
    types: &mut Vec<(String, String)>,
) {
    let Some(name) = resources.old_lists_part().filter(|name| !source.contains(name)) else {
        return;
    };
    let declarations = resources.declarations.get(&name);
    let mut text = format!("{HEAD}<");
    let declarations: Vec<(String, String)> = declarations.cloned().unwrap_or_default();
    let word = declarations.iter().find(|(_, uri)| uri.contains("wordprocessingml"));
    let prefix = word.map_or("w", |(prefix, _)| prefix.as_str());
    let _ = write!(text, "{prefix}:numbering");
    for (prefix, uri) in &declarations {
        let _ = write!(text, " xmlns:{prefix}=\"{}\"", escaped(uri));
    }
    let _ = write!(
        text,
        ">{}{}</{prefix}:numbering>",
        resources.new_abstract_lists, resources.new_lists
    );
    parts.insert(name.clone(), Content::Text(text.into()));
    types.push((name.clone(), format!("{MEDIA}.numbering+xml")));
    link(resources, source, "numbering", &name);
}

fn relationships(
    resources: &Resources,
    source: &mut Source<'_>,
    parts: &mut BTreeMap<String, Content>,
) -> Result<(), Error> {
    for (part, links) in resources.added_links.iter().filter(|(_, links)| !links.is_empty()) {
        let name = relationships_part(part);
        let text = match source.tree(&name)? {
            Some(tree) => {
                let root = Tree::root();
                let xml: String = links.iter().map(relationship_xml).collect();
                let own = "<Relationship xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" ";
                let is_prefixed = tree.name(root).contains(':');
                let xml = if is_prefixed { xml.replace("<Relationship ", own) } else { xml };
                appended(&tree, &xml)
            }
            None => relationships_xml(links),
        };
        parts.insert(name, Content::Text(text.into()));
    }
    Ok(())
}

fn content_types(
    types: &[(String, String)],
    source: &mut Source<'_>,
    parts: &mut BTreeMap<String, Content>,
) -> Result<(), Error> {
    let name = "[Content_Types].xml";
    let missing =
        types.iter().filter(|(part, media)| source.media_type(part).as_ref() != Some(media));
    let mut xml = String::new();
    for (part, media) in missing {
        let (part, media) = (escaped(part), escaped(media));
        let _ = write!(
            xml,
            "<Override xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" \
             PartName=\"/{part}\" ContentType=\"{media}\"/>"
        );
    }
    if xml.is_empty() {
        return Ok(());
    }
    let Some(tree) = source.tree(name)? else { return Ok(()) };
    parts.insert(name.to_owned(), Content::Text(appended(&tree, &xml).into()));
    Ok(())
}

/// A part's text with more at the end of its root.
fn appended(tree: &Tree, xml: &str) -> String {
    let root = Tree::root();
    let (start, end) = tree.inner(root);
    let mut edits = Edits::default();
    if start == end && tree.tag(root).ends_with("/>") {
        let (from, to) = tree.outer(root);
        edits.replace(from, to, format!("{}{xml}{}", tree.open_tag(root), tree.close_tag(root)));
    } else {
        edits.insert(end, xml);
    }
    edits.finish(tree.xml())
}
