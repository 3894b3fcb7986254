//! Steps: a number made of parts (`3.14.2`, `v4.0.2`) that another one replaces. Two texts in, how
//! much of their ends stays out.
//!
//! ```text
//! Clause 3.2(b) became Clause 3.3(b)      Clause 3.~~2~~ +3+(b)
//! v4.0.2-1.11.3 became v4.0.3-1.11.3      v4.0.~~2~~ +3+-1.11.3
//! 1.5 became 1.7, 30,000 became 35,000    whole: the parts of an amount mean nothing by themselves
//! 19.10.2012 became 20.12.2012            whole: a date, or a time, is read as one
//! ```

/// What parts the steps of a number.
const SEPARATORS: &[u8] = b".-:/";

/// How many bytes at the start and at the end of two texts are steps that both have; nothing where
/// one of them is no number in steps. `in_reference` says that both stand in references, where
/// `3.2` is a citation and no amount.
pub(super) fn shared(old: &str, new: &str, in_reference: bool) -> (usize, usize) {
    if !(has_steps(old, in_reference) && has_steps(new, in_reference)) {
        return (0, 0);
    }
    let head = shared_head(old.as_bytes(), new.as_bytes());
    let tail = shared_tail(&old.as_bytes()[head..], &new.as_bytes()[head..]);
    (head, tail)
}

/// Whether a text is one number in steps, and no amount, and ASCII, so that bytes are characters.
fn has_steps(text: &str, in_reference: bool) -> bool {
    let bytes = text.as_bytes();
    let plain = |byte: &u8| {
        byte.is_ascii_alphanumeric() || SEPARATORS.contains(byte) || matches!(byte, b'(' | b')')
    };
    let n_separators = bytes.iter().filter(|byte| SEPARATORS.contains(byte)).count();
    let is_amount = n_separators == 1 && bytes.contains(&b'.') && !in_reference;
    bytes.iter().all(plain)
        && bytes.iter().any(u8::is_ascii_digit)
        && bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && (n_separators > 0 || in_reference)
        && !is_amount
        && (in_reference || !is_date(text) && !is_time(text))
}

/// Whether a text is a date: `19.10.2012`, `2026-03-15`, `2-March-2023`, `1/4/26`.
fn is_date(text: &str) -> bool {
    let Some(separator) = text.chars().find(|c| matches!(c, '.' | '-' | '/')) else { return false };
    let parts: Vec<&str> = text.split(separator).collect();
    let &[first, middle, last] = parts.as_slice() else { return false };
    let counts = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |part: &str| part.len() == 4 && counts(part, 4);
    let is_month = counts(middle, 2);
    let is_named = middle.len() >= 3 && middle.bytes().all(|byte| byte.is_ascii_alphabetic());
    let day_first = counts(first, 2) && (is_year(last) || counts(last, 2) && separator == '/');
    (is_month || is_named) && (day_first || is_year(first) && counts(last, 2))
        || is_named && counts(first, 2) && counts(last, 2)
}

/// Whether a text is a time of the day: `18:00`, `9:30:15`.
fn is_time(text: &str) -> bool {
    text.contains(':')
        && text.split(':').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Whether a step may end between two bytes.
fn is_border(before: Option<&u8>, after: Option<&u8>) -> bool {
    let in_step = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    !(in_step(before) && in_step(after))
}

/// How much of the starts is equal, up to a border in both. A bracket stays with its step.
fn shared_head(old: &[u8], new: &[u8]) -> usize {
    let equal = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let fits = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| old.get(at));
        before != Some(&b'(') && is_border(before, old.get(*at)) && is_border(before, new.get(*at))
    };
    (0..=equal).rev().find(fits).unwrap_or(0)
}

/// How much of the ends is equal, down to a border in both.
fn shared_tail(old: &[u8], new: &[u8]) -> usize {
    let equal = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let fits = |len: &usize| {
        let (x, y) = (old.len() - len, new.len() - len);
        let before = |bytes: &[u8], at: usize| at.checked_sub(1).map(|at| bytes[at]);
        old.get(x) != Some(&b')')
            && is_border(before(old, x).as_ref(), old.get(x))
            && is_border(before(new, y).as_ref(), new.get(y))
    };
    (0..=equal).rev().find(fits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(old: &str, new: &str, in_reference: bool) -> String {
        let (head, tail) = shared(old, new, in_reference);
        let (from, to) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        format!("{}[{from}>{to}]{}", &old[..head], &old[old.len() - tail..])
    }

    #[test]
    fn a_citation_keeps_the_steps_that_both_have() {
        assert_eq!(edit("3.2", "3.3", true), "3.[2>3]");
        assert_eq!(edit("3.2", "4.2", true), "[3>4].2");
        assert_eq!(edit("3.2(b)", "3.3(b)", true), "3.[2>3](b)");
        assert_eq!(edit("3.2(b)", "3.2(c)", true), "3.2[(b)>(c)]");
        assert_eq!(edit("H3.12", "H3.2", true), "H3.[12>2]");
        assert_eq!(edit("3.2", "3.2.1", true), "3.2[>.1]");
        assert_eq!(edit("14", "15", true), "[14>15]");
    }

    #[test]
    fn versions_do_too() {
        assert_eq!(edit("4.0.2", "4.0.3", false), "4.0.[2>3]");
        assert_eq!(edit("v4.0.2-1.11.3", "v4.0.3-1.11.3", false), "v4.0.[2>3]-1.11.3");
        assert_eq!(edit("800-63-2", "800-63-3", false), "800-63-[2>3]");
    }

    #[test]
    fn a_date_or_a_time_stays_whole() {
        assert_eq!(edit("19.10.2012", "20.12.2012", false), "[19.10.2012>20.12.2012]");
        assert_eq!(edit("2026-03-15", "2027-03-15", false), "[2026-03-15>2027-03-15]");
        assert_eq!(edit("2-March-2023", "1-Apr-2023", false), "[2-March-2023>1-Apr-2023]");
        assert_eq!(edit("18:00", "17:00", false), "[18:00>17:00]");
    }

    #[test]
    fn an_amount_stays_whole() {
        assert_eq!(edit("1.5", "1.7", false), "[1.5>1.7]");
        assert_eq!(edit("30,000", "35,000", false), "[30,000>35,000]");
        assert_eq!(edit("co-operate", "co-ordinate", false), "[co-operate>co-ordinate]");
        assert_eq!(edit("£1.5.2", "£1.5.3", false), "[£1.5.2>£1.5.3]");
    }

    proptest::proptest! {
        #[test]
        fn what_stays_is_the_same_on_both_sides(old in "[0-9a-c.()-]{0,9}", new in "[0-9a-c.()-]{0,9}") {
            let (head, tail) = shared(&old, &new, true);
            proptest::prop_assert!(head + tail <= old.len().min(new.len()));
            proptest::prop_assert_eq!(&old[..head], &new[..head]);
            proptest::prop_assert_eq!(&old[old.len() - tail..], &new[new.len() - tail..]);
        }
    }
}
