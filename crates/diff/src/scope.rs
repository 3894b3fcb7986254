//! Scope: where a definition holds. A definition in, the clause for which it says so out.
//!
//! ```text
//! 4.2 In this Part:            "payment" holds in the part around 4.2 and means nothing special
//!     "payment" means …        elsewhere
//! ```
//!
//! Time: a look at the start of two clauses' texts.

use keeling_model::{Clause, ClauseId, ClauseKind, Document};

/// How much of a clause's text may announce the scope of the definitions below it, in bytes.
const ANNOUNCES: usize = 240;

/// Words that announce a scope, before the word for what it is.
const BEFORE: [&str; 3] = ["in this ", "the purposes of this ", "the purpose of this "];

/// What a scope may be called, the longer first where one begins another.
const NAMES: [(&str, &[ClauseKind]); 11] = [
    ("part", &[ClauseKind::Part]),
    ("chapter", &[ClauseKind::Chapter]),
    ("section", &[ClauseKind::Section]),
    ("article", &[ClauseKind::Article]),
    ("schedule", &[ClauseKind::Schedule]),
    ("appendix", &[ClauseKind::Appendix]),
    ("annex", &[ClauseKind::Annex]),
    ("clause", &[ClauseKind::Clause]),
    ("condition", &[ClauseKind::Clause]),
    ("subsection", &[ClauseKind::Clause, ClauseKind::Paragraph]),
    ("paragraph", &[ClauseKind::Paragraph]),
];

/// The clause in which a definition holds; `None` where that is the whole document.
pub fn scope(document: &Document, definition: &Clause) -> Option<ClauseId> {
    let parent = definition.parent.map(|id| document.clause(id));
    let own = announced(document, definition).filter(|(at, _)| *at == 0);
    let (_, name) = own.or_else(|| announced(document, parent?))?;
    named(document, definition, name)
}

/// The first name of a scope that a clause's text announces, and where.
fn announced(document: &Document, clause: &Clause) -> Option<(usize, usize)> {
    let text = document.slice(clause.text);
    let start = text.get(..text.floor_char_boundary(ANNOUNCES))?.to_ascii_lowercase();
    BEFORE.iter().find_map(|before| {
        let at = start.find(before)?;
        let rest = start.get(at + before.len()..)?;
        let name = NAMES.iter().position(|(name, _)| is_word(rest, name))?;
        Some((at, name))
    })
}

fn is_word(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// The nearest clause above a definition that a name fits. The sections of a statute are clauses
/// with nothing but a number: there a section is the outermost of them.
fn named(document: &Document, definition: &Clause, name: usize) -> Option<ClauseId> {
    let (name, kinds) = NAMES.get(name)?;
    let mut outermost = None;
    let mut above = definition.parent;
    while let Some(clause) = above.map(|id| document.clause(id)) {
        if kinds.contains(&clause.kind) {
            return Some(clause.id);
        }
        if clause.kind == ClauseKind::Clause {
            outermost = Some(clause.id);
        }
        above = clause.parent;
    }
    outermost.filter(|_| *name == "section")
}
