//! References: the clauses of a document in, marks on the words that refer to them out.
//!
//! Every clause's text is scanned once, for references in words ("Clause 3.2(a)") and those that
//! the format itself resolves. A reference to another text has no mark; one that reads as this
//! document's own but has no clause is [`Target::Missing`].

mod nouns;
mod number;
mod outside;
mod resolve;
mod scan;

use keeling_model::{Code, Diagnostic, Document, Severity, Span, Target};

use resolve::Resolver;

/// Finds the references in a document. `linked` are those that the format resolves, to which the
/// words around them are added: the field in "Clause 3.2" often holds the number alone.
pub(super) fn find(document: &Document, linked: Vec<(Span, Target)>) -> Vec<(Span, Target)> {
    let resolver = Resolver::new(document);
    let mut found = Vec::new();
    for clause in document.clauses() {
        let text = document.own_text(clause.id);
        let mut base = clause.text.start;
        for line in text.split(['\n', '\t']) {
            let from = found.len();
            scan::scan(&resolver, clause, line, base, &mut found);
            drop_own_name(&mut found, from, clause, line, base);
            base += u32::try_from(line.len()).unwrap_or(u32::MAX).saturating_add(1);
        }
    }
    let mut all = merge(linked, found);
    all.retain(|(span, _)| !span.is_empty() && document.text().get(span.range()).is_some());
    all
}

/// Joins the references of the format with those found in the words. Where both have one at a
/// place the format knows its target, and the longer of the two its extent.
fn merge(mut linked: Vec<(Span, Target)>, found: Vec<(Span, Target)>) -> Vec<(Span, Target)> {
    linked.sort_by_key(|(span, _)| *span);
    linked.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    let mut linked = linked.into_iter().peekable();
    let mut all = Vec::with_capacity(found.len());
    for (span, target) in found {
        while let Some(link) = linked.next_if(|(link, _)| link.end <= span.start) {
            all.push(link);
        }
        match linked.peek_mut() {
            Some((link, _)) if span.contains(*link) => *link = span,
            Some((link, _)) if link.start < span.end => {}
            _ => all.push((span, target)),
        }
    }
    all.extend(linked);
    all
}

/// Drops a reference that is a whole line and names the clause itself: its name said again.
fn drop_own_name(
    found: &mut Vec<(Span, Target)>,
    from: usize,
    clause: &keeling_model::Clause,
    line: &str,
    base: u32,
) {
    let whole = |span: &Span| span.start == base && span.len() as usize == line.len();
    let own = |(span, target): &(Span, Target)| whole(span) && *target == Target::Clause(clause.id);
    if found.len() == from + 1 && found.last().is_some_and(own) {
        found.pop();
    }
}

/// Tells of references to clauses that are not there, with the first few.
pub(super) fn dangling(document: &Document, found: &[(Span, Target)]) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let missing = || found.iter().filter(|(_, target)| *target == Target::Missing);
    let count = missing().count();
    let examples: Vec<&str> =
        missing().take(SHOWN).map(|(span, _)| document.slice(*span)).collect();
    let examples = examples.join(", ");
    (count > 0).then(|| Diagnostic {
        severity: Severity::Warning,
        code: Code::DanglingReference,
        place: String::new(),
        message: match count {
            1 => format!("a reference has no clause: {examples}"),
            _ => format!("{count} references have no clause: {examples}"),
        },
    })
}
