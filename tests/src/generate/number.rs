//! Numbering styles: a clause's place in, its label and its citation out.

/// How the clauses of a code are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `1`, `1.1`, `(a)`, `(i)`.
    Plain,
    /// `H1`, `H1.1`, `(a)`, `(i)` below a "SECTION H".
    Section,
    /// `§ 1`, `(1)`, `1.`, `a)`.
    Sign,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Section, Self::Sign];

    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Section => "section",
            Self::Sign => "sign",
        }
    }

    /// The label and the citation of the nth clause (from 1) of a level below the one cited.
    pub(crate) fn number(self, above: &str, level: usize, n: usize) -> (String, String) {
        let label = match (self, level) {
            (Self::Plain, 0) => n.to_string(),
            (Self::Section, 0) => format!("H{n}"),
            (Self::Sign, 0) => format!("§ {n}"),
            (Self::Sign, 1) => format!("({n})"),
            (Self::Sign, 2) => format!("{n}."),
            (Self::Sign, _) => format!("{})", letter(n)),
            (_, 1) => format!("{above}.{n}"),
            (_, 2) => format!("({})", letter(n)),
            _ => format!("({})", roman(n)),
        };
        let citation = match (self, level) {
            (_, 0) | (Self::Plain | Self::Section, 1) => label.clone(),
            (Self::Sign, 2) => format!("{above}({n})"),
            (Self::Sign, 3) => format!("{above}({label}"),
            _ => format!("{above}{label}"),
        };
        (label, citation)
    }

    /// The words of a reference to a clause that is cited so.
    pub(crate) fn reference(self, citation: &str) -> String {
        match self {
            Self::Plain | Self::Section => format!("Clause {citation}"),
            Self::Sign => citation.to_owned(),
        }
    }
}

/// 1 is a, 26 is z, 27 is aa, as word processors count (ECMA-376 part 1, 17.18.59, lowerLetter).
fn letter(n: usize) -> String {
    let letter = u8::try_from((n - 1) % 26).map_or('z', |offset| char::from(b'a' + offset));
    letter.to_string().repeat((n - 1) / 26 + 1)
}

/// 1 is i, 4 is iv.
fn roman(mut n: usize) -> String {
    let mut shown = String::new();
    for (value, numeral) in
        [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while n >= value {
            shown.push_str(numeral);
            n -= value;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{Style, letter, roman};

    #[test]
    fn letters_repeat_after_z_and_numerals_subtract() {
        assert_eq!([letter(1), letter(26), letter(28)], ["a", "z", "bb"]);
        assert_eq!([roman(3), roman(4), roman(19)], ["iii", "iv", "xix"]);
    }

    #[test]
    fn each_style_cites_as_its_readers_do() {
        let path = |style: Style| {
            let mut above = String::new();
            (0..4).for_each(|level| above = style.number(&above, level, 2).1);
            above
        };
        assert_eq!(Style::ALL.map(path), ["2.2(b)(ii)", "H2.2(b)(ii)", "§ 2(2)(2)(b)"]);
    }
}
