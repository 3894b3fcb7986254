//! The elements that track a change: names in, tags with id, author and date out.

use super::escape::escaped;

/// What becomes of something when changes are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Inserted,
    Deleted,
    MovedFrom,
    MovedTo,
}

impl Fate {
    /// The name of the element.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Fate::Inserted => "ins",
            Fate::Deleted => "del",
            Fate::MovedFrom => "moveFrom",
            Fate::MovedTo => "moveTo",
        }
    }
}

/// Makes the tags of tracked changes, each with an id of its own.
#[derive(Debug)]
pub(super) struct Marks {
    next: u64,
    author: String,
    date: String,
    /// A prefix, and who and when with it: mostly the one that is asked for next.
    signed: (String, String),
}

impl Marks {
    /// Marks of this author and date; `first` is the first id that is free.
    pub(super) fn new(author: &str, date: &str, first: u64) -> Self {
        let (author, date) = (escaped(author), escaped(date));
        let mut marks = Self { next: first, author, date, signed: Default::default() };
        marks.sign("");
        marks
    }

    /// A fresh id.
    pub(super) fn id(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Who made the changes and when, as attributes.
    pub(super) fn signature(&mut self, prefix: &str) -> &str {
        if self.signed.0 != prefix {
            self.sign(prefix);
        }
        &self.signed.1
    }

    fn sign(&mut self, prefix: &str) {
        let Self { author, date, .. } = self;
        let signature = format!("{prefix}author=\"{author}\" {prefix}date=\"{date}\"");
        self.signed = (prefix.to_owned(), signature);
    }

    /// A tag without its end: `<w:ins w:id="7" w:author="…" w:date="…"`.
    pub(super) fn open(&mut self, prefix: &str, name: &str) -> String {
        let id = self.id().to_string();
        ["<", prefix, name, " ", prefix, "id=\"", &id, "\" ", self.signature(prefix)].concat()
    }

    /// An empty element: the change of a mark or a row.
    pub(super) fn empty(&mut self, prefix: &str, name: &str) -> String {
        format!("{}/>", self.open(prefix, name))
    }

    /// The same changes once more, with ids of their own.
    pub(super) fn again(&mut self, prefix: &str, xml: &str) -> String {
        let signature = format!("\" {}", self.signature(prefix));
        let mut out = String::with_capacity(xml.len());
        let mut rest = xml;
        while let Some((head, tail)) = rest.split_once(&signature) {
            out.push_str(head.trim_end_matches(|c: char| c.is_ascii_digit()));
            out.push_str(&self.id().to_string());
            out.push_str(&signature);
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn tags_have_ids_of_their_own_and_the_prefix_that_is_asked_for() {
        let mut marks = Marks::new("A|B", "2026-01-01", 7);
        let first = "<w:ins w:id=\"7\" w:author=\"A|B\" w:date=\"2026-01-01\"/>";
        assert_eq!(marks.empty("w:", "ins"), first);
        let second = "<del id=\"8\" author=\"A|B\" date=\"2026-01-01\"/>";
        assert_eq!(marks.empty("", "del"), second);
        assert_eq!(marks.again("w:", first), first.replace('7', "9"));
    }
}
