//! Scanning a text for references: words in, marks out.
//!
//! ```text
//! Clauses 3.2 and 3.4             → 3.2, 3.4
//! F1.4 (e), (f) and (g)           → F1.4(e), F1.4(f), F1.4(g)
//! paragraph 4 of Schedule 2       → Schedule 2, paragraph 4
//! section 5 of the Gas Act 1986   → nothing: it is another text's
//! ```
//!
//! One pass over the bytes looks at the beginnings of words only; what it parses at one of them
//! is bounded by the length of the reference there.

use keeling_model::{Clause, Span, Target};

use super::nouns::{self, Noun};
use super::number::{self, Number};
use super::outside;
use super::resolve::{Asked, Resolver};

/// Scans a piece of a clause's text that holds no line break; `base` is where it begins.
pub(super) fn scan(
    resolver: &Resolver<'_>,
    clause: &Clause,
    text: &str,
    base: u32,
    found: &mut Vec<(Span, Target)>,
) {
    let mut scanner = Scanner { resolver, clause, text, base, found };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let begins =
            at == 0 || bytes.get(at - 1).is_some_and(|b| !b.is_ascii_alphanumeric() && *b < 0x80);
        let may_begin = *byte == 0xC2 || begins && nouns::may_begin(*byte);
        let lettered = begins && byte.is_ascii_uppercase();
        let end = match (may_begin, lettered) {
            (false, false) => None,
            (true, _) => scanner.reference(at).or_else(|| scanner.lettered(at)),
            (false, true) => scanner.lettered(at),
        };
        at = end.filter(|end| *end > at).unwrap_or(at + 1);
    }
}

struct Scanner<'a, 'd> {
    resolver: &'a Resolver<'d>,
    clause: &'a Clause,
    text: &'a str,
    base: u32,
    found: &'a mut Vec<(Span, Target)>,
}

/// A number with the place where it stands.
#[derive(Clone, Copy)]
struct Item<'a> {
    start: usize,
    end: usize,
    number: Number<'a>,
    /// The number whose last brackets these replace.
    base: Option<Number<'a>>,
}

impl<'a> Scanner<'a, '_> {
    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// A reference that begins with a noun at `start`. Returns where it ends.
    fn reference(&mut self, start: usize) -> Option<usize> {
        let noun =
            self.rest(start).strip_prefix("this ").or(self.rest(start).strip_prefix("This "));
        if let Some(rest) = noun {
            return self.this(start, rest);
        }
        let noun = nouns::find(self.rest(start))?;
        let items = self.numbers(start, noun)?;
        let end = items.last()?.end;
        let before = self.text.get(..start).unwrap_or_default();
        if outside::before(before) {
            return Some(end);
        }
        let (holder, end) = self.holder(end);
        if outside::after(self.rest(end), noun.noun == Noun::Sign) {
            return Some(end);
        }
        let last = items.len() - 1;
        for (index, item) in items.iter().enumerate() {
            let stop = if index == last { end } else { item.end };
            let asked = Asked { noun: Some(noun.noun), number: item.number, base: item.base };
            let target = match holder {
                Holder::None => self.resolver.resolve(self.clause, &asked),
                Holder::At(id) => self.resolver.resolve_in(id, &asked),
                Holder::Unknown => None,
            };
            self.mark(item.start, stop, target);
        }
        Some(end)
    }

    /// "this Section".
    fn this(&mut self, start: usize, rest: &str) -> Option<usize> {
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = rest.get(..len)?;
        let after = start + "this ".len() + len;
        let numbered = self.rest(after).strip_prefix(' ').is_some_and(|n| {
            number::find(n).is_some_and(|number| number.main.contains(|c: char| c.is_ascii_digit()))
        });
        if numbered {
            // "this Section 3.2" is the reference "Section 3.2".
            return None;
        }
        let target = self.resolver.enclosing(self.clause, word)?;
        self.push(start, after, Target::Clause(target));
        Some(after)
    }

    /// The numbers after a noun: one, or a list of them.
    fn numbers(&self, start: usize, noun: nouns::Found) -> Option<Vec<Item<'a>>> {
        let first_at = start + noun.len;
        let first = number::find(self.rest(first_at))?;
        let (first, end) = self.absatz(first, first_at, noun.noun);
        let mut items = vec![Item { start, end, number: first, base: None }];
        self.more(&mut items, noun.plural, first);
        Some(items)
    }

    /// Numbers that continue a list: "3.2 **and 3.4**", "F1.4 (e)**, (f) and (g)**".
    fn more(&self, items: &mut Vec<Item<'a>>, plural: bool, first: Number<'a>) {
        const MOST: usize = 64;
        let mut base = first;
        while let Some(end) = items.last().map(|item| item.end).filter(|_| items.len() < MOST) {
            let Some(gap) = separator(self.rest(end)) else { break };
            let Some(number) = number::find(self.rest(end + gap)) else { break };
            let brackets_only = number.main.is_empty();
            let alike = brackets_only == first.main.is_empty();
            let goes_on = if brackets_only {
                !base.brackets.is_empty()
            } else {
                alike && (plural && !is_word(&number) || number.is_certain())
            };
            if !goes_on {
                break;
            }
            let replaces = (brackets_only && !base.main.is_empty()).then_some(base);
            items.push(Item {
                start: end + gap,
                end: end + gap + number.len,
                number,
                base: replaces,
            });
            if !brackets_only {
                base = number;
            }
        }
    }

    /// Takes "Abs. 1 Satz 2 Nr. 3" behind the number of a section with a sign.
    fn absatz(&self, number: Number<'a>, at: usize, noun: Noun) -> (Number<'a>, usize) {
        let end = at + number.len;
        if !matches!(noun, Noun::Sign | Noun::Labelled(_)) {
            return (number, end);
        }
        let mut number = number;
        let mut stop = end;
        while let Some(len) = subdivision(self.rest(stop)) {
            stop += len;
        }
        if stop > end {
            number.brackets = self.text.get(end..stop).unwrap_or_default();
        }
        (number, stop)
    }

    /// What the reference stands in: "of Schedule 2". Returns it, and where it ends.
    fn holder(&self, end: usize) -> (Holder, usize) {
        let rest = self.rest(end);
        let link =
            [" of ", ", "].iter().find_map(|link| rest.strip_prefix(link).map(|r| (r, link.len())));
        let Some((rest, gap)) = link else { return (Holder::None, end) };
        let at = end + gap;
        if gap == 4 && rest.starts_with("this ") {
            let word: String = rest.chars().skip(5).take_while(|c| c.is_alphabetic()).collect();
            return match self.resolver.enclosing(self.clause, &word) {
                Some(id) => (Holder::At(id), at + "this ".len() + word.len()),
                None => (Holder::None, end),
            };
        }
        let holds = |noun: &nouns::Found| match noun.noun {
            Noun::Labelled(_) | Noun::Paragraph => gap == 4 || !noun.plural,
            Noun::Clause | Noun::Section => gap == 4,
            Noun::Item | Noun::Sign | Noun::Absatz => false,
        };
        let Some(noun) = nouns::find(rest).filter(holds) else { return (Holder::None, end) };
        let Some(number) = number::find(self.rest(at + noun.len)) else {
            return (Holder::None, end);
        };
        let asked = Asked { noun: Some(noun.noun), number, base: None };
        let stop = at + noun.len + number.len;
        if gap != 4 {
            // "Schedule 2, paragraph 4.1" is read from its own noun; "Clause 3, Schedule 2" is two.
            return (Holder::None, end);
        }
        match self.resolver.resolve(self.clause, &asked) {
            Some(Target::Clause(id)) => (Holder::At(id), stop),
            _ => (Holder::Unknown, stop),
        }
    }

    /// A lettered number without a noun: `H3.2(b)`.
    fn lettered(&mut self, start: usize) -> Option<usize> {
        let number = number::find(self.rest(start)).filter(Number::is_lettered)?;
        let before = self.text.get(..start).unwrap_or_default();
        if before.ends_with(['.', '/', '-', '_']) || outside::before(before) {
            return None;
        }
        let mut items = vec![Item { start, end: start + number.len, number, base: None }];
        self.more(&mut items, false, number);
        let end = items.last()?.end;
        if outside::after(self.rest(end), false) {
            return Some(end);
        }
        for item in items {
            let asked = Asked { noun: None, number: item.number, base: item.base };
            let target = self.resolver.resolve(self.clause, &asked);
            self.mark(item.start, item.end, target);
        }
        Some(end)
    }

    fn mark(&mut self, start: usize, end: usize, target: Option<Target>) {
        let Some(target) = target else { return };
        let end = match target {
            Target::Clause(id) => end + self.resolver.heading_behind(id, self.rest(end)),
            Target::Missing => end,
        };
        self.push(start, end, target);
    }

    fn push(&mut self, start: usize, end: usize, target: Target) {
        let at = |offset: usize| self.base + u32::try_from(offset).unwrap_or(u32::MAX);
        self.found.push((Span::new(at(start), at(end)), target));
    }
}

/// What a reference stands in.
enum Holder {
    /// Nothing is said.
    None,
    /// A clause of this document.
    At(keeling_model::ClauseId),
    /// Something that is not here.
    Unknown,
}

/// Whether a number of letters alone may be the beginning of a word of its own.
fn is_word(number: &Number<'_>) -> bool {
    !number.main.is_empty() && !number.main.bytes().any(|b| b.is_ascii_digit())
}

/// The length of what parts the numbers of a list.
fn separator(text: &str) -> Option<usize> {
    const PARTS: [&str; 14] = [
        ", and ", ", or ", ", ", " and/or ", " and ", " or ", " to ", " und ", " oder ", " bis ",
        " et ", " ou ", " à ", "; ",
    ];
    PARTS.iter().find(|part| text.starts_with(**part)).map(|part| part.len())
}

/// The length of a German subdivision with the white space before it: " Abs. 1", " Satz 2".
fn subdivision(text: &str) -> Option<usize> {
    const WORDS: [&str; 9] = [
        "Absatz",
        "Abs.",
        "Satz",
        "Nummer",
        "Nr.",
        "Buchstabe",
        "Buchst.",
        "Halbsatz",
        "Unterabsatz",
    ];
    let rest = text.strip_prefix([' ', '\u{A0}'])?;
    let word = WORDS.iter().find(|word| rest.starts_with(**word))?;
    let number = rest.get(word.len()..)?;
    let number = number.strip_prefix([' ', '\u{A0}'])?;
    let len = number.bytes().take(4).take_while(u8::is_ascii_alphanumeric).count();
    let ends = !number.get(len..)?.starts_with(|c: char| c.is_alphanumeric());
    (len > 0 && ends).then(|| text.len() - number.len() + len)
}
