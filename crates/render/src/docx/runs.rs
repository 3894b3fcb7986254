//! Writes runs: atoms of either version in, one after the other; runs within the elements that
//! track their change out.
//!
//! Neighbours of one run and one fate share a run, neighbours of one fate share the element around
//! them. A run that is cut has its properties in each piece.

use keeling_ooxml::xml::{NONE, NodeId, Tree};

use super::atoms::{Atom, AtomKind};
use super::carry::Carrier;
use super::escape::escape;
use super::marks::{Fate, Marks};
use super::resources::Resources;

/// What both versions bring to the writing of a part.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    pub(super) old: &'a Tree,
    pub(super) new: &'a Tree,
    /// The names of the parts.
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    /// The prefix of names in the new part, with its colon.
    pub(super) prefix: &'a str,
    pub(super) marks: &'a mut Marks,
    pub(super) resources: &'a mut Resources,
}

impl Desk<'_> {
    /// An element of the old part as the new one can hold it.
    pub(super) fn carried(&mut self, id: NodeId, out: &mut String) {
        let (tree, from, to) = (self.old, self.from, self.to);
        Carrier { tree, from, to, resources: self.resources }.repeated(id, out);
    }
}

/// A run of either version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    Old(NodeId),
    /// One of the new version, and the one of the old version whose properties it had.
    New(NodeId, Option<NodeId>),
}

/// Writes runs.
#[derive(Debug)]
pub(super) struct Runs<'d, 'a> {
    pub(super) desk: &'d mut Desk<'a>,
    pub(super) out: String,
    /// How what only one version has is tracked.
    pub(super) inserted: Fate,
    pub(super) deleted: Fate,
    fate: Option<Fate>,
    /// The run that is open.
    run: Option<Run>,
    text: String,
    /// The link of the old version that is open, and the simple field.
    link: NodeId,
    field: NodeId,
    /// Whether an element of the new version encloses what is written.
    pub(super) enclosed: bool,
}

impl<'d, 'a> Runs<'d, 'a> {
    pub(super) fn new(desk: &'d mut Desk<'a>, inserted: Fate, deleted: Fate) -> Self {
        Self {
            desk,
            out: String::new(),
            inserted,
            deleted,
            fate: None,
            run: None,
            text: String::new(),
            link: NONE,
            field: NONE,
            enclosed: false,
        }
    }

    /// Writes an atom of the new version.
    pub(super) fn new_atom(
        &mut self,
        atom: &Atom,
        is_new: bool,
        former: Option<NodeId>,
        whole: &str,
    ) {
        self.end_old();
        self.set_fate(is_new.then_some(self.inserted));
        self.set_run((atom.run != NONE).then_some(Run::New(atom.run, former)));
        match atom.kind {
            AtomKind::Char(c) | AtomKind::Computed(c, _) | AtomKind::Further(c) => {
                self.text.push(c);
            }
            _ => {
                self.end_text();
                self.out.push_str(whole);
            }
        }
    }

    /// Writes an atom of the old version.
    pub(super) fn old_atom(&mut self, atom: &Atom) {
        self.set_wrapper(atom.wrapper);
        self.set_fate(Some(self.deleted));
        self.set_run((atom.run != NONE).then_some(Run::Old(atom.run)));
        let prefix = self.desk.prefix;
        match atom.kind {
            AtomKind::Char(c) | AtomKind::Computed(c, _) | AtomKind::Further(c) => {
                self.text.push(c);
            }
            AtomKind::Code => {
                self.end_text();
                let name = if self.deleted == Fate::Deleted { "delInstrText" } else { "instrText" };
                let text = self.desk.old.text(atom.node).into_owned();
                self.out.extend(["<", prefix, name, " xml:space=\"preserve\">"]);
                escape(&text, &mut self.out);
                self.out.extend(["</", prefix, name, ">"]);
            }
            AtomKind::Glue | AtomKind::Mark => {}
            AtomKind::Whole(_) | AtomKind::Field => {
                self.end_text();
                self.desk.carried(atom.node, &mut self.out);
            }
        }
    }

    /// Writes XML of the new version that no change touches, or that is inserted as a whole.
    pub(super) fn verbatim(&mut self, xml: &str, is_new: bool) {
        self.begin_verbatim(is_new);
        self.out.push_str(xml);
    }

    /// Sees to it that such XML can be written next.
    pub(super) fn begin_verbatim(&mut self, is_new: bool) {
        self.end_old();
        self.set_fate(is_new.then_some(self.inserted));
        self.set_run(None);
    }

    /// Writes what stands beside runs and is not tracked.
    pub(super) fn beside(&mut self, xml: &str) {
        self.set_fate(None);
        self.out.push_str(xml);
    }

    /// Ends whatever is open.
    pub(super) fn end(&mut self) {
        self.end_old();
        self.set_run(None);
        self.set_fate(None);
    }

    /// Ends what is open of the old version's elements.
    fn end_old(&mut self) {
        if self.link != NONE || self.field != NONE {
            self.set_wrapper(NONE);
        }
    }

    /// Stands in the link or simple field of the old version that an atom stands in.
    fn set_wrapper(&mut self, wrapper: NodeId) {
        let name = if wrapper == NONE { "" } else { self.desk.old.word(wrapper) };
        let link = if name == "hyperlink" && !self.enclosed { wrapper } else { NONE };
        let field = if name == "fldSimple" { wrapper } else { NONE };
        if (link, field) == (self.link, self.field) {
            return;
        }
        if self.field != NONE {
            self.field_character("end");
        }
        self.set_run(None);
        self.set_fate(None);
        let prefix = self.desk.prefix;
        if self.link != NONE && link != self.link {
            self.out.extend(["</", prefix, "hyperlink>"]);
        }
        if link != NONE && link != self.link {
            let mut tag = String::new();
            let (tree, from, to) = (self.desk.old, self.desk.from, self.desk.to);
            let resources = &mut *self.desk.resources;
            Carrier { tree, from, to, resources }.open_tag(link, &mut tag);
            self.out.push_str(&tag);
        }
        (self.link, self.field) = (link, field);
        if field != NONE {
            self.set_fate(Some(self.deleted));
            let code = self.desk.old.attr(field, "instr").unwrap_or_default().into_owned();
            let name = if self.deleted == Fate::Deleted { "delInstrText" } else { "instrText" };
            self.field_character("begin");
            self.out.extend(["<", prefix, "r><", prefix, name, " xml:space=\"preserve\">"]);
            escape(&code, &mut self.out);
            self.out.extend(["</", prefix, name, "></", prefix, "r>"]);
            self.field_character("separate");
        }
    }

    fn field_character(&mut self, kind: &str) {
        self.set_run(None);
        let prefix = self.desk.prefix;
        self.out.extend([
            "<",
            prefix,
            "r><",
            prefix,
            "fldChar ",
            prefix,
            "fldCharType=\"",
            kind,
            "\"/></",
            prefix,
            "r>",
        ]);
    }

    fn set_fate(&mut self, fate: Option<Fate>) {
        if self.fate == fate {
            return;
        }
        self.set_run(None);
        let prefix = self.desk.prefix;
        if let Some(before) = self.fate {
            self.out.extend(["</", prefix, before.name(), ">"]);
        }
        if let Some(fate) = fate {
            let tag = self.desk.marks.open(prefix, fate.name());
            self.out.push_str(&tag);
            self.out.push('>');
        }
        self.fate = fate;
    }

    fn set_run(&mut self, run: Option<Run>) {
        if self.run == run {
            return;
        }
        self.end_text();
        let prefix = self.desk.prefix;
        if self.run.is_some() {
            self.out.extend(["</", prefix, "r>"]);
        }
        self.run = run;
        match run {
            Some(Run::Old(run)) => {
                self.out.extend(["<", prefix, "r>"]);
                if let Some(properties) = self.desk.old.child(run, "rPr") {
                    self.desk.carried(properties, &mut self.out);
                }
            }
            Some(Run::New(run, former)) => {
                let tree = self.desk.new;
                self.out.push_str(&tree.open_tag(run));
                let properties = tree.child(run, "rPr");
                let (start, end) = properties.map_or((0, 0), |id| tree.inner(id));
                let inner = tree.slice(start, end);
                let change = former.map(|former| self.change(former, inner)).unwrap_or_default();
                if !change.is_empty() {
                    self.out.extend(["<", prefix, "rPr>", inner, &change, "</", prefix, "rPr>"]);
                } else if let Some(properties) = properties {
                    let (start, end) = tree.outer(properties);
                    self.out.push_str(tree.slice(start, end));
                }
            }
            None => {}
        }
    }

    /// The change from the properties of a run of the old version to these; nothing where they are
    /// the same.
    fn change(&mut self, former: NodeId, inner: &str) -> String {
        let (tree, prefix) = (self.desk.old, self.desk.prefix);
        let mut had = String::new();
        let properties = tree.child(former, "rPr");
        for child in properties.into_iter().flat_map(|id| tree.children(id)) {
            self.desk.carried(child, &mut had);
        }
        if had == inner {
            return String::new();
        }
        let tag = self.desk.marks.open(prefix, "rPrChange");
        format!("{tag}><{prefix}rPr>{had}</{prefix}rPr></{prefix}rPrChange>")
    }

    fn end_text(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let prefix = self.desk.prefix;
        let name = if self.fate == Some(Fate::Deleted) { "delText" } else { "t" };
        self.out.extend(["<", prefix, name, " xml:space=\"preserve\">"]);
        escape(&self.text, &mut self.out);
        self.text.clear();
        self.out.extend(["</", prefix, name, ">"]);
    }
}
