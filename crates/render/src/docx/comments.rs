//! Comments: one at each changed clause that says what became of it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use keeling_diff::{Change, ReferenceKind, Side};
use keeling_ooxml::xml::Tree;

use super::Error;
use super::escape::{escape, escaped};
use super::map::Stream;
use super::marks::{Fate, Marks};
use super::package::Source;
use super::reading::Reading;
use crate::view::{Entry, Region};
use crate::{View, why};

/// The most sentences of a kind that one comment has.
const MOST: usize = 10;

/// The ids of the comments on paragraphs, by paragraph.
pub(super) type Anchors = HashMap<usize, Vec<u64>>;

/// The comments of a redline.
#[derive(Debug, Default)]
pub(super) struct Comments {
    pub(super) old: Anchors,
    pub(super) new: Anchors,
    /// The comments themselves, as XML.
    pub(super) xml: String,
}

/// The part that comments go to.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) name: String,
    /// The part as it is; `None` where there is none.
    pub(super) tree: Option<Arc<Tree>>,
    prefix: String,
    next: u64,
}

impl Target {
    /// The part of a package.
    pub(super) fn of(source: &mut Source<'_>) -> Result<Self, Error> {
        let known = source.related("comments")?;
        let tree = match &known {
            Some(name) => source.tree(name)?,
            None => None,
        };
        let folder = source.main.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        let folder = folder.unwrap_or_default();
        let mut name = known.unwrap_or_else(|| format!("{folder}comments.xml"));
        while tree.is_none() && source.contains(&name) {
            name = name.replace(".xml", "1.xml");
        }
        let ids = tree.iter().flat_map(|tree| {
            tree.children(Tree::root()).filter_map(|id| tree.attr(id, "id")?.trim().parse().ok())
        });
        let next = ids.max().map_or(0, |most: u64| most + 1);
        let prefix = tree.as_ref().map_or_else(|| "w:".to_owned(), |t| t.word_prefix().to_owned());
        Ok(Self { name, tree, prefix, next })
    }
}

impl Comments {
    /// Comments on the changed clauses of the body, by this author at this date.
    pub(super) fn of(
        view: &View<'_>,
        (old, old_stream): (&Reading, &Stream),
        (new, new_stream): (&Reading, &Stream),
        target: &Target,
        (author, date): (&str, &str),
    ) -> Self {
        let mut comments = Self::default();
        let (in_old, in_new) = (starts(old), starts(new));
        let p = &target.prefix;
        let signature = format!("{p}author=\"{}\" {p}date=\"{}\"", escaped(author), escaped(date));
        let mut id = target.next;
        for entry in view.changes(Region::Text).filter(|entry| entry.change.is_changed()) {
            let is_gone = entry.side == Side::Old;
            let (reading, stream, places) =
                if is_gone { (old, old_stream, &in_old) } else { (new, new_stream, &in_new) };
            let range = stream.range(entry.clause.id.index()..entry.clause.id.index() + 1);
            let at = places.partition_point(|&(_, end, _)| end <= range.start);
            let Some(&(start, _, paragraph)) = places.get(at) else { continue };
            // Only the body can have comments, and it is the first part.
            if range.is_empty() || start >= range.end || reading.paragraphs[paragraph].part != 0 {
                continue;
            }
            let anchors = if is_gone { &mut comments.old } else { &mut comments.new };
            anchors.entry(paragraph).or_default().push(id);
            comments.push(p, id, &signature, &sentences(view, &entry));
            id += 1;
        }
        comments
    }

    fn push(&mut self, p: &str, id: u64, signature: &str, sentences: &[String]) {
        let _ = write!(self.xml, "<{p}comment {p}id=\"{id}\" {signature}>");
        for sentence in sentences {
            let _ = write!(self.xml, "<{p}p><{p}r><{p}t xml:space=\"preserve\">");
            escape(sentence, &mut self.xml);
            let _ = write!(self.xml, "</{p}t></{p}r></{p}p>");
        }
        let _ = write!(self.xml, "</{p}comment>");
    }
}

/// What stands before and behind what a paragraph of both versions holds that has comments.
pub(super) fn around(prefix: &str, ids: &[u64]) -> (String, String) {
    if ids.is_empty() {
        return Default::default();
    }
    let end = each(prefix, "commentRangeEnd", ids);
    (each(prefix, "commentRangeStart", ids), end + &signs(prefix, ids))
}

/// What stands behind what a paragraph holds that comes or goes: its comments come and go with it.
/// They have no range: beside one, `LibreOffice` takes the paragraph for the beginning of the next.
pub(super) fn within(prefix: &str, ids: &[u64], marks: &mut Marks, fate: Fate) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let (tag, name) = (marks.open(prefix, fate.name()), fate.name());
    format!("{tag}>{}</{prefix}{name}>", signs(prefix, ids))
}

fn signs(prefix: &str, ids: &[u64]) -> String {
    format!("<{prefix}r>{}</{prefix}r>", each(prefix, "commentReference", ids))
}

fn each(prefix: &str, name: &str, ids: &[u64]) -> String {
    ids.iter().fold(String::new(), |mut all, id| {
        let _ = write!(all, "<{prefix}{name} {prefix}id=\"{id}\"/>");
        all
    })
}

/// The paragraphs that have places, in order: start, end and paragraph.
fn starts(reading: &Reading) -> Vec<(u32, u32, usize)> {
    let all = reading.order.iter().map(|&id| (reading.paragraphs[id].range, id));
    all.filter(|(range, _)| !range.is_empty()).map(|(r, id)| (r.start, r.end, id)).collect()
}

/// What became of a clause, a sentence for each thing.
fn sentences(view: &View<'_>, entry: &Entry<'_>) -> Vec<String> {
    let change: &Change = entry.change;
    let because = change.renumbered_by.filter(|_| change.renumbered && !change.moved);
    let because = because.and_then(|cause| why::because_text(view, cause));
    let because = because.map(|because| format!(" because {because}")).unwrap_or_default();
    let mut lines = vec![why::state(entry) + &because];
    lines.extend(change.links.iter().take(MOST).map(|&link| why::link(view, link)));
    let mut said: Vec<ReferenceKind> = Vec::new();
    for note in &change.references {
        if said.len() < MOST && !said.contains(&note.kind) {
            said.push(note.kind);
            lines.push(why::reference(view, note.kind));
        }
    }
    lines.iter().map(|line| sentence(line)).collect()
}

/// A line with a capital letter and a full stop.
fn sentence(line: &str) -> String {
    let mut chars = line.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}
