//! The body: clauses in reading order in, paragraphs and tables out (ECMA-376 part 1 §17.2).

use keeling_model::label::find;
use keeling_model::{Block, Clause, ClauseId, ClauseKind, Paragraph, Role, Span};

use super::layout::{Place, STEP, Set, twips};
use super::lists::Number;
use super::xml::Xml;
use super::{Writer, definitions, runs};

/// What stands between a typed label and the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Tab,
    Blank,
    /// A paragraph of its own for the label.
    Paragraph,
}

/// What a paragraph is set as.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    pub(super) style: String,
    pub(super) number: Option<Number>,
    /// Where it begins from the left, where its style and its list do not say so.
    pub(super) left: Option<i32>,
    /// How far its first line hangs out.
    pub(super) hanging: i32,
}

impl Properties {
    /// Those of a style.
    pub(super) fn of(style: &str) -> Self {
        Self { style: style.to_owned(), ..Self::default() }
    }

    /// Writes them (§17.3.1.26). After a table, whose last row has no space below it, the paragraph
    /// keeps some above itself.
    pub(super) fn write(&self, xml: &mut Xml, after_table: bool) {
        xml.open("w:pPr", &[]);
        xml.val("w:pStyle", &self.style);
        if let Some(Number { num, level, .. }) = self.number {
            xml.open("w:numPr", &[]);
            xml.val("w:ilvl", &level.to_string());
            xml.val("w:numId", &num.to_string());
            xml.close("w:numPr");
        }
        if after_table && !self.style.starts_with("Heading") {
            xml.empty("w:spacing", &[("w:before", "120")]);
        }
        if let Some(left) = self.left {
            let (left, hanging) = (left.to_string(), self.hanging.min(left).to_string());
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        }
        xml.close("w:pPr");
    }
}

impl Writer<'_> {
    /// The main part.
    pub(super) fn body(&mut self) -> String {
        let mut xml = Xml::part("w:document", &super::NAMESPACES);
        xml.open("w:body", &[]);
        let mut index = 0;
        while let Some(clause) = self.document.body().get(index) {
            index = if self.place(clause.id).set == Set::Row {
                self.definitions(&mut xml, clause)
            } else {
                self.clause(&mut xml, clause);
                index + 1
            };
        }
        if self.after_table {
            xml.raw("<w:p/>");
        }
        self.section(&mut xml);
        xml.close("w:body");
        xml.finish("w:document")
    }

    fn place(&self, clause: ClauseId) -> Place {
        self.places.get(clause.index()).copied().unwrap_or_default()
    }

    /// Writes the own text of a clause, its label first.
    fn clause(&mut self, xml: &mut Xml, clause: &Clause) {
        let document = self.document;
        let blocks = document.blocks(clause.id);
        let place = self.place(clause.id);
        let mut rest = blocks;
        match blocks.split_first() {
            Some((Block::Paragraph(first), others)) if may_bear_label(clause, place, *first) => {
                self.first(xml, clause, place, Some(*first));
                rest = others;
            }
            _ if clause.label.is_some() => self.first(xml, clause, place, None),
            _ => {}
        }
        if let Some((Block::Table(table), before)) = rest.split_last()
            && definitions::is_header(self.document, table)
            && self.begins_rows(clause.id.index() + 1)
        {
            self.header = Some(table);
            rest = before;
        }
        for block in rest {
            match block {
                Block::Paragraph(paragraph) => self.further(xml, clause, place, *paragraph),
                Block::Table(table) => {
                    self.part_tables(xml);
                    self.table(xml, table, twips(place.text));
                }
            }
        }
    }

    /// Whether a table of definitions begins with the clause of this index.
    fn begins_rows(&self, index: usize) -> bool {
        self.places.get(index).is_some_and(|place| place.set == Set::Row)
    }

    /// The first paragraph of a clause, which bears its label.
    fn first(&mut self, xml: &mut Xml, clause: &Clause, place: Place, text: Option<Paragraph>) {
        let heading = matches!(place.set, Set::Heading(_) | Set::Title);
        let is_heading = text.is_none_or(|text| matches!(text.role, Role::Heading(_)));
        let style = match place.set {
            Set::Title if is_heading => "Title".to_owned(),
            Set::Heading(level) if is_heading => format!("Heading{level}"),
            Set::Numbered => self.styles.clause(place.text),
            _ => return text.map_or((), |text| self.further(xml, clause, place, text)),
        };
        let mut properties = Properties::of(&style);
        let span = text.map_or(Span::default(), |text| text.span);
        let Some(label) = &clause.label else {
            return self.paragraph(xml, &properties, |writer, xml| writer.runs(xml, span));
        };
        if let Some(number) = self.lists.of(clause.id) {
            properties.number = Some(number);
            let left = if heading { STEP } else { twips(place.text) };
            if number.left != left {
                (properties.left, properties.hanging) = (Some(left), STEP);
            }
            return self.paragraph(xml, &properties, |writer, xml| writer.runs(xml, span));
        }
        let words = self.document.slice(span);
        let between = between(label.shown(), words, heading);
        let shown = label.shown().to_owned();
        self.paragraph(xml, &properties, |writer, xml| {
            xml.open("w:r", &[]);
            runs::plain(xml, &shown);
            match between {
                Between::Tab => xml.empty("w:tab", &[]),
                Between::Blank => runs::plain(xml, " "),
                Between::Paragraph => {}
            }
            xml.close("w:r");
            if between != Between::Paragraph {
                writer.runs(xml, span);
            }
        });
        if between == Between::Paragraph && !span.is_empty() {
            self.paragraph(xml, &properties, |writer, xml| writer.runs(xml, span));
        }
    }

    /// A paragraph of a clause that bears no label.
    fn further(&mut self, xml: &mut Xml, clause: &Clause, place: Place, text: Paragraph) {
        let left = twips(place.text);
        let mut properties = match (text.role, place.set) {
            (Role::Heading(_), Set::Title) => Properties::of("Title"),
            (Role::Heading(_), Set::Heading(level)) => Properties::of(&format!("Heading{level}")),
            (Role::Code, _) => {
                Properties { left: Some(left), ..Properties::of("HTMLPreformatted") }
            }
            (Role::Quote, _) => Properties { left: Some(left + STEP), ..Properties::of("Quote") },
            (Role::Item(depth), _) => {
                let hanging = STEP / 2;
                let left = left + hanging * (i32::from(depth.min(20)) + 1);
                let number = Some(self.lists.bullet(depth));
                Properties { number, left: Some(left), hanging, style: "ListBullet".to_owned() }
            }
            _ => Properties::of(&self.styles.text(place.text)),
        };
        // Words that begin with a small letter close an item unless they stand right of its edge.
        let small = self.document.slice(text.span).starts_with(|c: char| c.is_lowercase());
        if small && text.role == Role::Body && clause.kind == ClauseKind::Paragraph {
            properties.left = Some(left + 10);
        }
        self.paragraph(xml, &properties, |writer, xml| writer.runs(xml, text.span));
    }

    /// Writes a paragraph.
    pub(super) fn paragraph(
        &mut self,
        xml: &mut Xml,
        properties: &Properties,
        write: impl FnOnce(&mut Self, &mut Xml),
    ) {
        xml.open("w:p", &[]);
        properties.write(xml, self.after_table);
        write(self, xml);
        xml.close("w:p");
        self.after_table = false;
    }

    /// Keeps a table apart from one just before it; Word would make one of the two.
    pub(super) fn part_tables(&mut self, xml: &mut Xml) {
        if self.after_table {
            xml.raw("<w:p/>");
        }
        self.after_table = true;
    }

    /// Writes the definitions that stand together from this one on as a table. Returns the index
    /// of the clause that comes after them.
    fn definitions(&mut self, xml: &mut Xml, first: &Clause) -> usize {
        let rows = definitions::run(self.document, first);
        self.part_tables(xml);
        self.definition_table(xml, &rows, twips(self.place(first.id).text));
        rows.last().map_or(first.id.index(), |last| last.index()) + 1
    }
}

/// Whether the label of a clause can stand before its first paragraph, in it. The label of a
/// heading stands alone where what follows is no heading.
fn may_bear_label(clause: &Clause, place: Place, first: Paragraph) -> bool {
    match first.role {
        Role::Heading(_) => true,
        Role::Body => clause.label.is_none() || !matches!(place.set, Set::Heading(_) | Set::Title),
        _ => false,
    }
}

/// What has to stand between a typed label and its words for readers to find that very label: a
/// tab in running text, where the label hangs out, a blank in headings.
fn between(label: &str, words: &str, heading: bool) -> Between {
    if words.is_empty() {
        return Between::Paragraph;
    }
    let is_found = |between: &str| {
        let found = find(&format!("{label}{between}{}", head(words)));
        found.is_some_and(|found| found.len == label.len())
    };
    let alone = || find(label).is_some_and(|found| found.len == label.len());
    match (is_found("\t"), is_found(" ")) {
        (tab, true) if heading || !tab => Between::Blank,
        // To readers the label would end elsewhere, and on a line of its own it does not.
        (false, false) if alone() => Between::Paragraph,
        // Where it is no label to readers in any way, it is text as well here as elsewhere.
        (true | false, _) => Between::Tab,
    }
}

/// As much of a text as a label may reach into.
fn head(words: &str) -> &str {
    words.get(..words.floor_char_boundary(80)).unwrap_or(words)
}
