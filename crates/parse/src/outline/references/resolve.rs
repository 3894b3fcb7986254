//! Resolving: a noun and a number in, the clause that they mean out.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use keeling_model::{Clause, ClauseId, ClauseKind, Document, Target};

use super::nouns::Noun;
use super::number::Number;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) noun: Option<Noun>,
    pub(super) number: Number<'a>,
    /// The number whose last brackets the number's replace.
    pub(super) base: Option<Number<'a>>,
}

impl Asked<'_> {
    fn main(&self) -> String {
        let main = self.base.map_or(self.number.main, |base| base.main);
        main.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace("L.", "L")
    }

    /// The brackets as citations have them: without white space, German subdivisions in brackets.
    fn brackets(&self) -> String {
        let mut all = String::new();
        if let Some(base) = self.base {
            let base = bracketed(base.brackets);
            let last = base.rfind('(').unwrap_or(0);
            all.push_str(base.get(..last).unwrap_or_default());
        }
        all + &bracketed(self.number.brackets)
    }
}

/// `(a) (i)` as `(a)(i)`, ` Abs. 1 Satz 2 Nr. 3` as `(1)(3)`.
fn bracketed(text: &str) -> String {
    let mut result = String::new();
    let mut words = text.split([' ', '\u{A0}']).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        if word.starts_with('(') {
            result.push_str(word);
        } else if let Some(number) = words.next()
            && !word.contains("atz") | word.starts_with("Absatz")
        {
            let _ = write!(result, "({number})");
        }
    }
    result
}

/// The clauses of a document by their citations.
pub(super) struct Resolver<'d> {
    document: &'d Document,
    by_citation: HashMap<&'d str, ClauseId>,
    /// The first numbers of the document's decimal clauses and the letters of its lettered ones.
    own: HashSet<&'d str>,
}

impl<'d> Resolver<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let mut by_citation = HashMap::new();
        let mut own = HashSet::new();
        let cited = |clause: &&Clause| {
            clause.label.is_some() && !clause.kind.is_note() && !clause.kind.is_margin()
        };
        for clause in document.clauses().iter().filter(cited) {
            by_citation.entry(clause.citation.as_str()).or_insert(clause.id);
            if clause.kind == ClauseKind::Clause {
                let number = clause.citation.rsplit(' ').next().unwrap_or_default();
                own.extend(first_part(number));
            }
        }
        Self { document, by_citation, own }
    }

    fn get(&self, citation: &str) -> Option<ClauseId> {
        self.by_citation.get(citation).copied()
    }

    /// What a reference in the text of `clause` means.
    pub(super) fn resolve(&self, clause: &Clause, asked: &Asked<'_>) -> Option<Target> {
        let (main, brackets) = (asked.main(), asked.brackets());
        if main.is_empty() {
            return self.relative(clause, &brackets).map(Target::Clause);
        }
        let name = match asked.noun {
            Some(Noun::Labelled(word)) => format!("{} {main}", word.cited()),
            Some(Noun::Sign) => format!("§ {main}"),
            Some(Noun::Absatz | Noun::Item) if !main.contains('.') => {
                return self.relative(clause, &format!("({main}){brackets}")).map(Target::Clause);
            }
            _ => main.clone(),
        };
        let holders = self.holders(clause);
        match self.first_in(asked.noun, &name, &main, &holders) {
            Some(id) => Some(self.descend(id, &brackets)),
            None => self.is_own(asked, &main).then_some(Target::Missing),
        }
    }

    /// What a reference means within a clause: "paragraph 4 of Schedule 2".
    pub(super) fn resolve_in(&self, holder: ClauseId, asked: &Asked<'_>) -> Option<Target> {
        let (main, brackets) = (asked.main(), asked.brackets());
        let holder = self.document.clauses().get(holder.index())?;
        if main.is_empty() {
            return self.step(holder, &brackets).map(|id| self.descend(id, ""));
        }
        let above = &holder.citation;
        let id = match asked.noun {
            Some(Noun::Labelled(word)) => self.get(&format!("{above}, {} {main}", word.cited())),
            _ => self.get(&format!("{above}, paragraph {main}")).or_else(|| {
                // "section 4 of this Part": parts do not enter the citations of their clauses.
                let within = |id: &ClauseId| holder.subtree().contains(&id.index());
                self.get(&main).or_else(|| self.get(&format!("§ {main}"))).filter(within)
            }),
        };
        id.map(|id| self.descend(id, &brackets))
    }

    /// The clause with this name, in the schedule or part in hand or in the document.
    fn first_in(
        &self,
        noun: Option<Noun>,
        name: &str,
        main: &str,
        holders: &[&str],
    ) -> Option<ClauseId> {
        let in_holders = || {
            holders.iter().find_map(|holder| match noun {
                Some(Noun::Labelled(_)) => self.get(&format!("{holder}, {name}")),
                Some(Noun::Section) => self
                    .get(&format!("{holder}, Section {main}"))
                    .or_else(|| self.get(&format!("{holder}, paragraph {main}"))),
                _ => self.get(&format!("{holder}, paragraph {main}")),
            })
        };
        let plain = || {
            self.get(name).or_else(|| match noun {
                Some(Noun::Section) => {
                    self.get(&format!("Section {main}")).or_else(|| self.get(&format!("§ {main}")))
                }
                // Standards write "§3.14" for their clause 3.14.
                Some(Noun::Sign) => self.get(main),
                _ => None,
            })
        };
        match noun {
            Some(Noun::Paragraph | Noun::Labelled(_)) => in_holders().or_else(plain),
            _ => plain().or_else(in_holders),
        }
    }

    /// The citations of the parts and attachments that a clause stands in, the innermost first.
    fn holders(&self, clause: &Clause) -> Vec<&'d str> {
        let holds = |kind: ClauseKind| {
            kind.is_attachment() || matches!(kind, ClauseKind::Part | ClauseKind::Chapter)
        };
        let above = self.lineage(clause.id);
        above.filter(|c| holds(c.kind) && c.label.is_some()).map(|c| c.citation.as_str()).collect()
    }

    /// A clause and those above it, the innermost first.
    fn lineage(&self, id: ClauseId) -> impl Iterator<Item = &'d Clause> + use<'d> {
        let clauses = self.document.clauses();
        std::iter::successors(clauses.get(id.index()), |clause| {
            clause.parent.and_then(|parent| clauses.get(parent.index()))
        })
    }

    /// "paragraph (a)": the nearest such item around the clause.
    fn relative(&self, clause: &Clause, brackets: &str) -> Option<ClauseId> {
        self.lineage(clause.id).find_map(|above| self.step(above, brackets))
    }

    /// The item of a clause with these brackets.
    fn step(&self, clause: &Clause, brackets: &str) -> Option<ClauseId> {
        let above = &clause.citation;
        let direct = self.get(&format!("{above}{brackets}"));
        direct.or_else(|| {
            self.get(&format!("{above}, paragraph {brackets}"))
                .filter(|_| clause.kind.is_attachment())
        })
    }

    /// The item below a clause with these brackets; the clause itself where it has no items, since
    /// its list then stands in its words.
    fn descend(&self, id: ClauseId, brackets: &str) -> Target {
        if brackets.is_empty() {
            return Target::Clause(id);
        }
        let Some(mut clause) = self.document.clauses().get(id.index()) else {
            return Target::Clause(id);
        };
        for part in brackets.split_inclusive(')') {
            match self.step(clause, part).and_then(|id| self.document.clauses().get(id.index())) {
                Some(item) => clause = item,
                None if self.has_first(clause, ClauseKind::Paragraph) => return Target::Missing,
                None => break,
            }
        }
        Target::Clause(clause.id)
    }

    /// Whether the first clause below is of this kind. A look at all would be quadratic, and what
    /// is counted through comes first.
    fn has_first(&self, clause: &Clause, kind: ClauseKind) -> bool {
        let below = self.document.clauses().get(clause.subtree()).unwrap_or_default();
        below.get(1).is_some_and(|first| first.kind == kind)
    }

    /// Whether a number that no clause has is written as this document's own numbers are: it
    /// would stand beside clauses that there are.
    fn is_own(&self, asked: &Asked<'_>, main: &str) -> bool {
        // Two digits at most: "section 12.212" is of a code far larger than one document.
        let small = main.split('.').all(|part| !matches!(part.parse(), Ok(100..=u32::MAX)));
        let Some((above, _)) = main.rsplit_once('.') else { return false };
        let beside = match self.get(above).and_then(|id| self.document.clauses().get(id.index())) {
            Some(above) => self.has_first(above, ClauseKind::Clause),
            None => first_part(main).is_some_and(|first| self.own.contains(first)),
        };
        small && beside && !matches!(asked.noun, Some(Noun::Labelled(_)))
    }

    /// The clause that "this Section" means.
    pub(super) fn enclosing(&self, clause: &Clause, word: &str) -> Option<ClauseId> {
        let lower = word.to_ascii_lowercase();
        let wanted: &[ClauseKind] = match lower.as_str() {
            "section" => &[ClauseKind::Section],
            "clause" | "rule" | "regulation" => &[ClauseKind::Clause],
            "paragraph" => &[ClauseKind::Paragraph],
            "article" => &[ClauseKind::Article],
            "schedule" => &[ClauseKind::Schedule],
            "appendix" => &[ClauseKind::Appendix],
            "annex" => &[ClauseKind::Annex],
            "part" => &[ClauseKind::Part],
            "chapter" => &[ClauseKind::Chapter],
            _ => return None,
        };
        let nearest = |kinds: &[ClauseKind]| {
            self.lineage(clause.id).find(|c| c.label.is_some() && kinds.contains(&c.kind))
        };
        // A statute's sections and a schedule's paragraphs are numbered clauses.
        let fallback = matches!(lower.as_str(), "section" | "paragraph");
        let found =
            nearest(wanted).or_else(|| fallback.then(|| nearest(&[ClauseKind::Clause])).flatten());
        found.map(|clause| clause.id)
    }

    /// How many bytes the target's heading takes where it follows in brackets:
    /// "H3.8 (Eligibility for Services)".
    pub(super) fn heading_behind(&self, id: ClauseId, rest: &str) -> usize {
        let Some(inner) = rest.strip_prefix(" (") else { return 0 };
        let Some(heading) = self.document.heading(id).map(str::trim) else { return 0 };
        let Some(close) = inner.get(heading.len()..).filter(|tail| tail.starts_with(')')) else {
            return 0;
        };
        let same = inner
            .get(..heading.len())
            .is_some_and(|words| words.to_lowercase() == heading.to_lowercase());
        if same { rest.len() - close.len() + 1 } else { 0 }
    }
}

/// The first part of a number: the 3 of 3.2, the H of H3.2.
fn first_part(number: &str) -> Option<&str> {
    let letters = number.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = number.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    let len = if letters > 0 { letters } else { digits };
    number.get(..len).filter(|first| !first.is_empty() && digits > 0)
}
