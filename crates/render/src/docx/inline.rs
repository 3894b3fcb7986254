//! A paragraph's content as a reader reads it: its XML in; words, objects and field characters, in
//! order, out.

use std::borrow::Cow;
use std::hash::Hasher;

use keeling_model::OBJECT;
use keeling_ooxml::is_of_page;
use keeling_ooxml::xml::{NONE, NodeId, Tree};
use rustc_hash::FxHasher;

use super::walk::chosen;

/// What a piece of a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The text of a `w:t`.
    Text,
    /// One element that is written whole: a tab, a symbol, a picture, a formula.
    Opaque,
    /// One that stands for nothing that is read, and stays with the new version.
    Glue,
    /// The code of a field.
    Code,
    /// The characters that a field begins, parts its code from its result, and ends with.
    Begin,
    Separate,
    End,
    /// A text box within the opaque piece before it.
    Box,
}

/// A piece of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Inline<'a> {
    pub(super) kind: Kind,
    pub(super) node: NodeId,
    /// The run that it stands in; [`NONE`] for what stands in none.
    pub(super) run: NodeId,
    /// The link, simple field or content control around it, innermost; [`NONE`] for none.
    pub(super) wrapper: NodeId,
    /// What is read of it.
    pub(super) text: Cow<'a, str>,
    /// The key of the field whose result it is, where the page computes that: a page number in a
    /// header, which is no text of the document.
    pub(super) computed: Option<u32>,
}

/// Reads the paragraph of this node: `found` gets one piece after the other.
pub(super) fn inline<'a>(
    tree: &'a Tree,
    paragraph: NodeId,
    note_ids: &[Vec<String>; 2],
    margin: bool,
    found: impl FnMut(Inline<'a>),
) {
    let mut read = Read { tree, note_ids, margin, computed: None, found, fields: Vec::new() };
    read.children(paragraph, NONE);
}

struct Read<'a, 'n, F> {
    tree: &'a Tree,
    note_ids: &'n [Vec<String>; 2],
    margin: bool,
    /// The key of the simple field around what is read, where the page computes its result.
    computed: Option<u32>,
    found: F,
    /// The fields that are open: the code of each, and whether its result has begun.
    fields: Vec<(String, bool)>,
}

impl<'a, F: FnMut(Inline<'a>)> Read<'a, '_, F> {
    fn children(&mut self, node: NodeId, wrapper: NodeId) {
        let tree = self.tree;
        let (mut next, after) = (node + 1, tree.after(node).min(tree.len()));
        while next < after {
            let child = next;
            if tree.word(child) == "r" {
                next = self.run(child, wrapper);
                continue;
            }
            next = tree.after(child).max(child + 1);
            match tree.word(child) {
                "pPr" | "sdtPr" | "sdtEndPr" | "bookmarkStart" | "bookmarkEnd" | "proofErr"
                | "commentRangeStart" | "commentRangeEnd" | "permStart" | "permEnd" | "subDoc" => {}
                "fldSimple" => {
                    let code = tree.attr(child, "instr").unwrap_or_default();
                    let own = (self.margin && is_of_page(&code)).then(|| field_key(&code));
                    let outer = self.computed;
                    self.computed = own.or(outer);
                    self.children(child, child);
                    self.computed = outer;
                }
                "hyperlink" | "sdt" => self.children(child, child),
                "" => match tree.local(child) {
                    "oMath" | "oMathPara" => {
                        let text = Cow::Owned(formula(tree, child));
                        self.push(Kind::Opaque, child, NONE, wrapper, text);
                    }
                    "AlternateContent" => self.opaque(child, NONE, wrapper),
                    _ => self.children(child, wrapper),
                },
                _ => self.children(child, wrapper),
            }
        }
    }

    /// Reads a run; returns the first node that does not stand within it.
    fn run(&mut self, run: NodeId, wrapper: NodeId) -> NodeId {
        let tree = self.tree;
        if let Some((node, text)) = tree.plain_run(run) {
            self.push(Kind::Text, node, run, wrapper, Cow::Borrowed(text));
            return node + 1;
        }
        for child in tree.children(run) {
            match tree.word(child) {
                "rPr" => {}
                "t" | "delText" => {
                    let text = tree.text(child);
                    self.push(Kind::Text, child, run, wrapper, text);
                }
                "instrText" | "delInstrText" => {
                    let text = tree.text(child);
                    if let Some((code, false)) = self.fields.last_mut() {
                        code.push_str(&text);
                    }
                    self.push(Kind::Code, child, run, wrapper, text);
                }
                "fldChar" => self.field_character(child, run, wrapper),
                "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym" => {
                    let text = special(tree, child);
                    self.push(Kind::Opaque, child, run, wrapper, text.into());
                }
                name @ ("footnoteReference" | "endnoteReference") => {
                    let ids = &self.note_ids[usize::from(name == "endnoteReference")];
                    let id = tree.attr(child, "id").unwrap_or_default();
                    let known = ids.iter().any(|known| known == id.trim());
                    let text = if known { OBJECT.to_string() } else { String::new() };
                    self.push(Kind::Opaque, child, run, wrapper, text.into());
                }
                "footnoteRef" | "endnoteRef" => {
                    self.push(Kind::Opaque, child, run, wrapper, Cow::Borrowed(""));
                }
                "lastRenderedPageBreak"
                | "commentReference"
                | "annotationRef"
                | "separator"
                | "continuationSeparator"
                | "fldData" => {
                    self.push(Kind::Glue, child, run, wrapper, Cow::Borrowed(""));
                }
                _ => self.opaque(child, run, wrapper),
            }
        }
        tree.after(run).max(run + 1)
    }

    fn field_character(&mut self, node: NodeId, run: NodeId, wrapper: NodeId) {
        let kind = match self.tree.attr(node, "fldCharType").as_deref() {
            Some("begin") => {
                self.fields.push((String::new(), false));
                Kind::Begin
            }
            Some("separate") => {
                if let Some((_, result)) = self.fields.last_mut() {
                    *result = true;
                }
                Kind::Separate
            }
            Some("end") => {
                self.fields.pop();
                Kind::End
            }
            _ => Kind::Glue,
        };
        self.push(kind, node, run, wrapper, Cow::Borrowed(""));
    }

    /// A picture, an embedded object or anything unknown: written whole, with its text boxes.
    fn opaque(&mut self, node: NodeId, run: NodeId, wrapper: NodeId) {
        let mut found = Found::default();
        whole(self.tree, node, self.note_ids, &mut found);
        self.push(Kind::Opaque, node, run, wrapper, found.text.into());
        for node in found.boxes {
            self.push(Kind::Box, node, run, wrapper, Cow::Borrowed(""));
        }
    }

    fn push(&mut self, kind: Kind, node: NodeId, run: NodeId, wrapper: NodeId, text: Cow<'a, str>) {
        let mut computed = self.computed;
        if computed.is_none() && self.margin && kind == Kind::Text {
            let mut fields = self.fields.iter();
            let field = fields.find(|(code, result)| *result && is_of_page(code));
            computed = field.map(|(code, _)| field_key(code));
        }
        (self.found)(Inline { kind, node, run, wrapper, text, computed });
    }
}

/// What fields have in common whose codes are equal.
pub(super) fn field_key(code: &str) -> u32 {
    let mut hasher = FxHasher::default();
    for word in code.split_whitespace() {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
    folded(hasher.finish())
}

/// A hash in half its size.
pub(super) fn folded(hash: u64) -> u32 {
    u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).unwrap_or(0)
}

/// What stands in an element that is written whole.
#[derive(Debug, Default)]
struct Found {
    text: String,
    boxes: Vec<NodeId>,
    /// Within an object: whether it names relationships, and whether it has a text box.
    ids: bool,
    has_box: bool,
}

/// Reads an element that is written whole, as the reader of the document does.
fn whole(tree: &Tree, node: NodeId, note_ids: &[Vec<String>; 2], found: &mut Found) {
    let name = tree.word(node);
    match name {
        "t" | "delText" => return found.text.push_str(&tree.text(node)),
        "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym" => {
            return found.text.push_str(&special(tree, node));
        }
        "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "fldData" | "instrText" | "delInstrText" => return,
        "txbxContent" => {
            found.has_box = true;
            return found.boxes.push(node);
        }
        "footnoteReference" | "endnoteReference" => {
            let ids = &note_ids[usize::from(name == "endnoteReference")];
            let id = tree.attr(node, "id").unwrap_or_default();
            if ids.iter().any(|known| known == id.trim()) {
                found.text.push(OBJECT);
            }
            return;
        }
        "drawing" | "pict" | "object" => return object(tree, node, note_ids, found),
        "" => match tree.local(node) {
            "AlternateContent" => {
                if let Some(chosen) = chosen(tree, node) {
                    for child in tree.children(chosen) {
                        whole(tree, child, note_ids, found);
                    }
                }
                return;
            }
            "oMath" => return found.text.push_str(&formula(tree, node)),
            "hlinkClick" | "hlinkHover" => {}
            _ => found.ids |= names_relationship(tree, node),
        },
        _ => {}
    }
    for child in tree.children(node) {
        whole(tree, child, note_ids, found);
    }
}

/// A picture or embedded object; one within another is part of it.
fn object(tree: &Tree, node: NodeId, note_ids: &[Vec<String>; 2], found: &mut Found) {
    let mut own = Found::default();
    for child in tree.children(node) {
        parts(tree, child, note_ids, &mut own);
    }
    let is_shown = match tree.word(node) {
        "drawing" => own.ids || !own.has_box,
        "pict" => own.ids,
        _ => true,
    };
    found.text.push_str(&own.text);
    if is_shown {
        found.text.push(OBJECT);
    }
    found.boxes.extend(own.boxes);
}

/// Reads what stands in an object.
fn parts(tree: &Tree, node: NodeId, note_ids: &[Vec<String>; 2], own: &mut Found) {
    if matches!(tree.word(node), "drawing" | "pict" | "object") {
        for child in tree.children(node) {
            parts(tree, child, note_ids, own);
        }
        return;
    }
    let has_inner =
        tree.word(node).is_empty() && !matches!(tree.local(node), "AlternateContent" | "oMath");
    if has_inner {
        if !matches!(tree.local(node), "hlinkClick" | "hlinkHover") {
            own.ids |= names_relationship(tree, node);
        }
        for child in tree.children(node) {
            parts(tree, child, note_ids, own);
        }
    } else {
        whole(tree, node, note_ids, own);
    }
}

/// Whether an element has an attribute in the namespace of relationships.
fn names_relationship(tree: &Tree, node: NodeId) -> bool {
    tree.attributes(node).any(|(name, _)| {
        name.split_once(':').is_some_and(|(prefix, _)| {
            prefix != "xmlns" && tree.uri(prefix).ends_with("/officeDocument/2006/relationships")
                || tree.uri(prefix) == "http://purl.oclc.org/ooxml/officeDocument/relationships"
        })
    })
}

/// A formula: an object where it shows anything, and the words of ordinary runs within it.
fn formula(tree: &Tree, node: NodeId) -> String {
    let mut text = String::new();
    let mut words = String::new();
    let mut shows = false;
    let close = |text: &mut String, shows: &mut bool| {
        if std::mem::take(shows) {
            text.push(OBJECT);
        }
    };
    let mut after = NONE;
    for id in node..tree.after(node) {
        if after != NONE && id >= after {
            after = NONE;
            close(&mut text, &mut shows);
            text.push_str(&std::mem::take(&mut words));
        }
        match (tree.word(id), tree.local(id)) {
            ("", "oMath") if after == NONE => after = tree.after(id),
            ("", "t") => shows |= !tree.text(id).is_empty(),
            (
                "",
                "num" | "fName" | "den" | "sup" | "sub" | "rad" | "deg" | "lim" | "mr" | "d"
                | "naryPr" | "accPr",
            ) => {
                shows = true;
            }
            ("t" | "delText", _) => words.push_str(&tree.text(id)),
            _ => {}
        }
    }
    close(&mut text, &mut shows);
    text.push_str(&words);
    text
}

/// What an element without text reads as.
fn special(tree: &Tree, node: NodeId) -> String {
    match tree.word(node) {
        "tab" | "ptab" => "\t".to_owned(),
        "noBreakHyphen" => "\u{2011}".to_owned(),
        "softHyphen" => "\u{AD}".to_owned(),
        "sym" => OBJECT.to_string(),
        _ => "\n".to_owned(),
    }
}
