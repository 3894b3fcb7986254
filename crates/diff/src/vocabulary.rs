//! The vocabulary: each different token of both documents once, as a number, with what kind of
//! word it is. Comparing two tokens is then comparing two integers.

use keeling_model::Object;
use rustc_hash::FxHashMap;

use crate::ignore::Ignore;
use crate::side::narrow;

/// The number of a token; equal numbers, equal tokens.
pub(crate) type TokenId = u32;

/// What kind of token it is, for weighing and for deciding what an edit may swallow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenClass {
    /// A word that carries meaning.
    Word,
    /// A word with a capital letter: mostly a defined term or a name.
    Name,
    /// A word that mostly carries grammar: "the", "of", "by".
    Stop,
    /// "and", "or": of the words of grammar those that say whether all of a list must hold.
    Conjunction,
    /// A number, a citation's step, anything with a digit.
    Number,
    /// "not", "no", "unless", "except"…: a word that turns the meaning.
    Negation,
    /// Punctuation, symbols.
    Punctuation,
    /// The end of a sentence or of an item of a list: ".", "?", "!", ";", ":".
    Stopper,
    /// A picture, formula, symbol or note marker.
    Object,
}

/// Words that mostly carry grammar.
const STOP_WORDS: &[&str] = &[
    "a", "an", "any", "are", "as", "at", "be", "been", "by", "each", "for", "from", "has", "have",
    "in", "into", "is", "it", "its", "of", "on", "such", "that", "the", "their", "there", "these",
    "they", "this", "those", "to", "under", "was", "were", "which", "who", "with", // German
    "das", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen", "einer", "eines",
    "für", "im", "ist", "mit", "sich", "sind", "von", "zu", "zum", "zur", // French
    "au", "aux", "ce", "cette", "d", "dans", "de", "du", "en", "est", "il", "la", "le", "les", "l",
    "par", "pour", "que", "qui", "sur", "un", "une",
];

/// Words that join the limbs of a list.
const CONJUNCTIONS: &[&str] = &["and", "or", "und", "oder", "et", "ou"];

/// Words that turn the meaning of a sentence.
const NEGATIONS: &[&str] = &[
    "not", "no", "nor", "never", "neither", "none", "unless", "except", "without", "cannot",
    "save", "nicht", "kein", "keine", "keinen", "keiner", "ohne", "außer", "ne", "pas", "aucun",
    "aucune", "jamais", "sauf", "sans",
];

/// What a token is.
#[derive(Clone, Copy, Debug)]
enum Token<'a> {
    /// A word, number, sign.
    Word(&'a str),
    /// A picture, formula or symbol.
    Object(&'a Object),
}

/// All different tokens of two documents.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary<'a> {
    ids: FxHashMap<&'a str, TokenId>,
    /// The same picture, formula or symbol is the same token.
    objects: FxHashMap<&'a Object, TokenId>,
    classes: Vec<TokenClass>,
    /// Each token, as it was read first.
    tokens: Vec<Token<'a>>,
    /// What counts as equal although it differs.
    ignore: Ignore,
    /// The numbers of normal forms, where they are needed.
    normals: FxHashMap<Box<str>, TokenId>,
}

impl<'a> Vocabulary<'a> {
    /// One in which tokens that differ only in this are the same. What kind of word they are is
    /// told by the spelling that is read first.
    pub(crate) fn ignoring(ignore: Ignore) -> Self {
        Self { ignore, ..Self::default() }
    }

    /// What counts as equal although it differs.
    pub(crate) fn ignored(&self) -> Ignore {
        self.ignore
    }

    /// The token's number; a new one where it is new.
    pub(crate) fn intern(&mut self, token: &'a str) -> TokenId {
        let Self { ids, classes, tokens, ignore, normals, .. } = self;
        let mut add = || {
            classes.push(classify(token));
            tokens.push(Token::Word(token));
            narrow(tokens.len() - 1)
        };
        *ids.entry(token).or_insert_with(|| {
            if ignore.folds_words() {
                *normals.entry(ignore.normal(token).into()).or_insert_with(add)
            } else {
                add()
            }
        })
    }

    /// The number of a token that one of the documents has.
    pub(crate) fn find(&self, token: &str) -> Option<TokenId> {
        let folded = || self.normals.get(self.ignore.normal(token).as_ref());
        self.ids.get(token).or_else(folded).copied()
    }

    /// The object's number; a new one where it is new.
    pub(crate) fn intern_object(&mut self, object: &'a Object) -> TokenId {
        let Self { objects, classes, tokens, .. } = self;
        *objects.entry(object).or_insert_with(|| {
            classes.push(TokenClass::Object);
            tokens.push(Token::Object(object));
            narrow(tokens.len() - 1)
        })
    }

    /// Takes in the tokens of another one; returns their numbers here by their numbers there.
    ///
    /// Two vocabularies made side by side, the second taken into the first, are as one that read
    /// both texts one after the other.
    pub(crate) fn take_in(&mut self, other: &Self) -> Vec<TokenId> {
        let intern = |token: &Token<'a>| match *token {
            Token::Word(word) => self.intern(word),
            Token::Object(object) => self.intern_object(object),
        };
        other.tokens.iter().map(intern).collect()
    }

    /// What kind of token it is.
    pub(crate) fn class(&self, id: TokenId) -> TokenClass {
        self.classes.get(id as usize).copied().unwrap_or(TokenClass::Word)
    }

    /// How many different tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }
}

fn classify(token: &str) -> TokenClass {
    if token.bytes().any(|byte| byte.is_ascii_digit()) {
        return TokenClass::Number;
    }
    if !token.chars().any(char::is_alphanumeric) {
        return match token {
            "." | "?" | "!" | ";" | ":" | "—" | "。" => TokenClass::Stopper,
            "\u{FFFC}" => TokenClass::Object,
            _ => TokenClass::Punctuation,
        };
    }
    if token.starts_with('(') {
        return TokenClass::Number;
    }
    let lower = token.to_lowercase();
    if NEGATIONS.contains(&lower.as_str()) || lower.ends_with("n't") || lower.ends_with("n’t") {
        TokenClass::Negation
    } else if CONJUNCTIONS.contains(&lower.as_str()) {
        TokenClass::Conjunction
    } else if STOP_WORDS.contains(&lower.as_str()) {
        TokenClass::Stop
    } else if token.starts_with(char::is_uppercase) {
        TokenClass::Name
    } else {
        TokenClass::Word
    }
}
