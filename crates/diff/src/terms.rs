//! Terms: where defined terms are used. Terms as words in, their uses in a sequence of tokens out.
//!
//! ```text
//! terms  User, User Role, Party
//! text   Each User's credentials and the User Role of the Parties
//!             User                        User Role       Party
//! ```
//!
//! A trie over tokens: whole words, in their own case. Of terms that begin at one place the
//! longest is used, so that "User Role" is no use of "User", and neither is a longer name that
//! goes on with a capital letter ("User Access Policy"), be it a term or not. The last word of a term may be in the
//! plural, the singular or the possessive, where no other term says just that.
//!
//! Time: linear in the tokens, times the length of the longest term.

use keeling_model::{ClauseId, Document};
use rustc_hash::FxHashMap;

use crate::impact::heading;
use crate::side::narrow;
use crate::tokens::tokenise;
use crate::vocabulary::{TokenClass, TokenId, Vocabulary};

/// The shortest word that has a plural or a singular, in bytes: "As" is not the plural of "A".
const SHORTEST_INFLECTED: usize = 3;

/// For each of these terms, the clauses of a document that use it, in order.
///
/// It is for terms that other documents of the same code define: whether a definition of this
/// document holds instead is for the caller to see. A heading names and does not use.
///
/// ```
/// use keeling_model::{Builder, ClauseKind, Label, Role};
///
/// let mut builder = Builder::new();
/// builder.open(ClauseKind::Clause, Some(Label::typed("1")));
/// builder.paragraph(Role::Body, "Each User shall pay the Charges.", []);
/// let document = builder.finish();
/// let uses = keeling_diff::uses(&document, &["User", "Charge", "Panel"]);
/// assert_eq!(uses.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 0]);
/// ```
pub fn uses(document: &Document, terms: &[&str]) -> Vec<Vec<ClauseId>> {
    let mut vocabulary = Vocabulary::default();
    let mut texts = Vec::new();
    for clause in document.body().iter().chain(document.notes()) {
        let from = clause.text.start.max(heading(document, clause).end);
        let text = document.text().get(from as usize..clause.text.end as usize).unwrap_or_default();
        let mut tokens = Vec::new();
        tokenise(text, 0, |span| {
            tokens.extend(text.get(span.range()).map(|word| vocabulary.intern(word)));
        });
        texts.push((clause.id, tokens));
    }
    let mut set = Terms::new(&vocabulary);
    for (number, term) in terms.iter().enumerate() {
        set.add(narrow(number), term, &vocabulary);
    }
    let mut uses: Vec<Vec<ClauseId>> = vec![Vec::new(); terms.len()];
    for (clause, tokens) in &texts {
        set.for_each_use(tokens, |term| {
            let uses = &mut uses[term as usize];
            if uses.last() != Some(clause) {
                uses.push(*clause);
            }
        });
    }
    uses
}

/// A set of terms, each with a number.
#[derive(Debug)]
pub(crate) struct Terms {
    /// From a node by a token to the next node; the root is 0.
    edges: FxHashMap<(u32, TokenId), u32>,
    /// The term that ends at each node.
    ends: Vec<Option<End>>,
    /// Whether a term begins with a token.
    begins: Vec<bool>,
    /// Whether a token is a word with a capital letter.
    names: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct End {
    term: u32,
    /// Whether the words are those of the term itself.
    exact: bool,
}

impl Terms {
    /// An empty set for documents with this vocabulary.
    pub(crate) fn new(vocabulary: &Vocabulary<'_>) -> Self {
        let begins = vec![false; vocabulary.len()];
        let is_name = |id: usize| vocabulary.class(narrow(id)) == TokenClass::Name;
        let names = (0..vocabulary.len()).map(is_name).collect();
        Self { edges: FxHashMap::default(), ends: vec![None], begins, names }
    }

    /// Adds a term. One whose words no document has, or that consists of no more than grammar,
    /// numbers and punctuation, is used nowhere.
    pub(crate) fn add(&mut self, number: u32, term: &str, vocabulary: &Vocabulary<'_>) {
        let mut words: Vec<&str> = Vec::new();
        tokenise(term, 0, |span| words.extend(term.get(span.range())));
        let Some((last, before)) = words.split_last() else { return };
        let before: Option<Vec<TokenId>> =
            before.iter().map(|word| vocabulary.find(word)).collect();
        let Some(before) = before else { return };
        let tells =
            |id: TokenId| matches!(vocabulary.class(id), TokenClass::Word | TokenClass::Name);
        for (at, form) in forms(last).into_iter().enumerate() {
            let Some(id) = vocabulary.find(&form) else { continue };
            if tells(id) || before.iter().any(|id| tells(*id)) {
                self.insert(&before, id, End { term: number, exact: at == 0 });
            }
        }
    }

    fn insert(&mut self, before: &[TokenId], last: TokenId, end: End) {
        let mut node = 0;
        for token in before.iter().chain([&last]) {
            if node == 0 {
                self.begins[*token as usize] = true;
            }
            let next = narrow(self.ends.len());
            node = *self.edges.entry((node, *token)).or_insert(next);
            if node == next {
                self.ends.push(None);
            }
        }
        let slot = &mut self.ends[node as usize];
        if slot.is_none_or(|taken| end.exact && !taken.exact) {
            *slot = Some(end);
        }
    }

    /// Calls `f` with the number of each term that is used in `tokens`, use by use.
    pub(crate) fn for_each_use(&self, tokens: &[TokenId], mut f: impl FnMut(u32)) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            // Most tokens begin no term.
            let found = self.begins.get(*token as usize) == Some(&true);
            match found.then(|| self.longest(&tokens[at..])).flatten() {
                Some((term, len)) => {
                    if !self.is_part_of_name(&tokens[at..], len) {
                        f(term);
                    }
                    at += len;
                }
                None => at += 1,
            }
        }
    }

    /// Whether the words of a term at the start of `tokens` go on as a name that is no term: the
    /// "Incident Management Policy" is no use of "Incident".
    fn is_part_of_name(&self, tokens: &[TokenId], len: usize) -> bool {
        let is = |flags: &[bool], at: usize| {
            tokens.get(at).is_some_and(|token| flags.get(*token as usize) == Some(&true))
        };
        is(&self.names, len - 1) && is(&self.names, len) && !is(&self.begins, len)
    }

    /// The longest term at the start of `tokens`, and how many tokens it has.
    fn longest(&self, tokens: &[TokenId]) -> Option<(u32, usize)> {
        let mut longest = None;
        let mut node = 0;
        for (at, token) in tokens.iter().enumerate() {
            let Some(next) = self.edges.get(&(node, *token)) else { break };
            node = *next;
            if let Some(end) = self.ends[node as usize] {
                longest = Some((end.term, at + 1));
            }
        }
        longest
    }
}

/// Whether two terms are one, however their quotation marks are drawn.
pub(crate) fn same_term(one: &str, other: &str) -> bool {
    let plain = |c: char| match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        c => c,
    };
    one.chars().map(plain).eq(other.chars().map(plain))
}

/// Whether two terms differ in no more than the number of their last word: whoever uses the one
/// uses the other.
pub(crate) fn same_but_for_number(one: &str, other: &str) -> bool {
    let parted = |term: &str| -> (String, String) {
        let (before, last) = term.rsplit_once(' ').unwrap_or(("", term));
        (before.to_owned(), last.to_owned())
    };
    let ((before, last), (other_before, other_last)) = (parted(one), parted(other));
    same_term(&before, &other_before)
        && (forms(&last).contains(&other_last) || forms(&other_last).contains(&last))
}

/// A word as it is, then in the other number, then each of these in the possessive.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.len() >= SHORTEST_INFLECTED {
        forms.push(plural(word));
        forms.extend(singular(word));
    }
    for at in 0..forms.len() {
        for possessive in ["'s", "\u{2019}s"] {
            forms.push(format!("{}{possessive}", forms[at]));
        }
    }
    forms
}

fn hisses(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end))
}

fn plural(word: &str) -> String {
    let before_y = word.strip_suffix('y').filter(|rest| !rest.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(rest) => format!("{rest}ies"),
        None if hisses(word) => format!("{word}es"),
        None => format!("{word}s"),
    }
}

fn singular(word: &str) -> Option<String> {
    let without_es = word.strip_suffix("es").filter(|rest| hisses(rest));
    let rest = match (word.strip_suffix("ies"), without_es) {
        (Some(rest), _) if rest.len() > 1 => return Some(format!("{rest}y")),
        (_, Some(rest)) => rest,
        _ => {
            let is_plural = !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
            word.strip_suffix('s').filter(|_| is_plural)?
        }
    };
    (rest.len() >= SHORTEST_INFLECTED).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The terms that are used in a text.
    fn uses(terms: &[&str], text: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::default();
        let mut tokens = Vec::new();
        tokenise(text, 0, |span| tokens.push(vocabulary.intern(&text[span.range()])));
        let mut set = Terms::new(&vocabulary);
        for (number, term) in terms.iter().enumerate() {
            set.add(narrow(number), term, &vocabulary);
        }
        let mut used = Vec::new();
        set.for_each_use(&tokens, |term| used.push(terms[term as usize].to_owned()));
        used
    }

    #[test]
    fn whole_words_in_their_own_case_are_uses() {
        assert_eq!(uses(&["User"], "a User, the user, a Superuser and USER"), ["User"]);
        assert_eq!(uses(&["company"], "A company is no Company."), ["company"]);
        assert_eq!(uses(&["Load"], "Loading"), Vec::<String>::new());
    }

    #[test]
    fn the_longest_term_is_meant() {
        let terms = ["User", "User Role", "Role"];
        assert_eq!(
            uses(&terms, "the User Role of a User in a Role"),
            ["User Role", "User", "Role"]
        );
        assert_eq!(uses(&terms, "the User's Role"), ["User", "Role"]);
    }

    #[test]
    fn a_longer_name_is_no_use_of_the_term_it_begins_with() {
        let terms = ["Incident", "User", "Service Request"];
        assert_eq!(
            uses(
                &terms,
                "the Incident Management Policy, a User Service Request, an Incident. Any"
            ),
            ["User", "Service Request", "Incident"]
        );
    }

    #[test]
    fn the_other_number_and_the_possessive_are_uses_too() {
        assert_eq!(uses(&["User"], "Users, User's, User\u{2019}s, Users'"), ["User"; 4]);
        assert_eq!(uses(&["Relevant Party"], "the Relevant Parties"), ["Relevant Party"]);
        assert_eq!(uses(&["Charges", "Switch"], "a Charge, two Switches"), ["Charges", "Switch"]);
        assert_eq!(uses(&["Service", "Services"], "Services"), ["Services"]);
        assert_eq!(uses(&["Services", "Service"], "Services"), ["Services"]);
    }

    #[test]
    fn a_term_and_its_plural_are_used_by_the_same_words() {
        assert!(same_but_for_number("Certificate Systems", "Certificate System"));
        assert!(same_but_for_number("Relevant Party", "Relevant Parties"));
        assert!(!same_but_for_number("Certificate Systems", "Issuing System"));
        assert!(!same_but_for_number("Certificate System", "Certificate"));
    }

    #[test]
    fn grammar_and_numbers_alone_are_no_terms() {
        assert_eq!(uses(&["the", "30", "(a)", ""], "the 30 days of (a)"), Vec::<String>::new());
    }
}
