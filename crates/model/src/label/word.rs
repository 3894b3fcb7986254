//! Words that labels begin with: "Schedule", "Article", "Abschnitt".

use crate::ClauseKind;

/// A word that names a kind of clause and stands before its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// Index into [`WORDS`].
    index: u8,
}

/// What is known of a word.
struct Entry {
    /// In lower case, as it is compared.
    word: &'static str,
    /// As citations have it.
    cited: &'static str,
    kind: ClauseKind,
    /// Where documents put it when their headings do not say: a lower rank holds a higher one.
    rank: u8,
}

const fn entry(word: &'static str, cited: &'static str, kind: ClauseKind, rank: u8) -> Entry {
    Entry { word, cited, kind, rank }
}

/// The words of English, German and French codes. A longer word stands before one that begins it.
const WORDS: &[Entry] = &[
    entry("schedule", "Schedule", ClauseKind::Schedule, 1),
    entry("appendix", "Appendix", ClauseKind::Appendix, 2),
    entry("exhibit", "Exhibit", ClauseKind::Annex, 3),
    entry("annexe", "Annexe", ClauseKind::Annex, 3),
    entry("annex", "Annex", ClauseKind::Annex, 3),
    entry("anlage", "Anlage", ClauseKind::Annex, 3),
    entry("anhang", "Anhang", ClauseKind::Annex, 3),
    entry("book", "Book", ClauseKind::Part, 10),
    entry("buch", "Buch", ClauseKind::Part, 10),
    entry("livre", "Livre", ClauseKind::Part, 10),
    entry("partie", "Partie", ClauseKind::Part, 9),
    entry("part", "Part", ClauseKind::Part, 12),
    entry("teil", "Teil", ClauseKind::Part, 12),
    entry("titre", "Titre", ClauseKind::Part, 14),
    entry("title", "Title", ClauseKind::Part, 9),
    entry("division", "Division", ClauseKind::Part, 24),
    entry("subdivision", "Subdivision", ClauseKind::Chapter, 26),
    entry("abschnitt", "Abschnitt", ClauseKind::Chapter, 15),
    entry("unterabschnitt", "Unterabschnitt", ClauseKind::Chapter, 16),
    entry("titel", "Titel", ClauseKind::Chapter, 17),
    entry("untertitel", "Untertitel", ClauseKind::Chapter, 18),
    entry("chapter", "Chapter", ClauseKind::Chapter, 20),
    entry("chapitre", "Chapitre", ClauseKind::Chapter, 20),
    entry("kapitel", "Kapitel", ClauseKind::Chapter, 20),
    entry("unterkapitel", "Unterkapitel", ClauseKind::Chapter, 21),
    entry("subchapter", "Subchapter", ClauseKind::Chapter, 22),
    entry("section", "Section", ClauseKind::Section, 30),
    entry("sous-section", "Sous-section", ClauseKind::Chapter, 32),
    entry("article", "Article", ClauseKind::Article, 40),
    entry("artikel", "Artikel", ClauseKind::Article, 40),
    entry("art.", "Article", ClauseKind::Article, 40),
    entry("rule", "Rule", ClauseKind::Clause, 42),
    entry("regulation", "Regulation", ClauseKind::Clause, 42),
    entry("clause", "Clause", ClauseKind::Clause, 44),
];

impl Word {
    /// The word at the start of `text` and how many bytes it takes; a letter may not follow it.
    pub fn find(text: &str) -> Option<(Self, usize)> {
        // Every word has four bytes at least; comparing those first settles nearly every text.
        let head: [u8; 4] = *text.as_bytes().first_chunk()?;
        let head = head.map(|byte| byte.to_ascii_lowercase());
        (0u8..).zip(WORDS).find_map(|(index, entry)| {
            let near = entry.word.as_bytes().first_chunk() == Some(&head);
            let len = entry.word.len();
            let matches = near
                && text.get(..len)?.eq_ignore_ascii_case(entry.word)
                && !text.get(len..)?.starts_with(char::is_alphanumeric);
            matches.then_some((Self { index }, len))
        })
    }

    fn entry(self) -> &'static Entry {
        WORDS.get(usize::from(self.index)).unwrap_or(&WORDS[0])
    }

    /// The word as citations have it: "Schedule", "Article" (also for "Art.").
    pub fn cited(self) -> &'static str {
        self.entry().cited
    }

    /// The kind of clause that it names.
    pub fn kind(self) -> ClauseKind {
        self.entry().kind
    }

    /// Where documents put such a clause when their headings do not say: one of a lower rank
    /// holds those of a higher one.
    pub fn rank(self) -> u8 {
        self.entry().rank
    }
}
