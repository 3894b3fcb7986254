//! How numbers are written (ECMA-376 part 1 §17.18.59, `ST_NumberFormat`).

use super::script::Script;

/// A way to write a number. Formats that are not listed are written as [`Decimal`](Self::Decimal).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NumberFormat {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// Decimal with zeros in front, up to this many digits: 01, 02; 001, 002.
    Padded(u8),
    /// A, B ... Z, AA, BB.
    UpperLetter,
    /// a, b ... z, aa, bb.
    LowerLetter,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// First, Second, Third.
    OrdinalText,
    /// One, Two, Three.
    CardinalText,
    /// - 1 -, - 2 -.
    InDashes,
    /// *, †, ‡, §, **.
    Chicago,
    /// In another script: а, б, в; 一, 二, 三; ①, ②, ③.
    Script(Script),
    /// A bullet: no number.
    Bullet,
    /// No number.
    None,
}

const UPPER: [char; 26] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S',
    'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];
const LOWER: [char; 26] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',
    't', 'u', 'v', 'w', 'x', 'y', 'z',
];

/// Letters and numerals beyond this are written as decimals; they would grow without end.
const MOST_LETTERS: i64 = 780;
const MOST_ROMAN: i64 = 9_999;
const MOST_WORDS: i64 = 999_999;

impl NumberFormat {
    /// Reads the value of a `w:numFmt`; `format` is its list of examples, which custom formats
    /// have ("001, 002, 003, ..."). `None` where a custom format is not known.
    pub fn read(value: &str, format: Option<&str>) -> Option<Self> {
        Some(match value {
            "decimalZero" => Self::Padded(2),
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "ordinal" => Self::Ordinal,
            "ordinalText" => Self::OrdinalText,
            "cardinalText" => Self::CardinalText,
            "numberInDash" => Self::InDashes,
            "chicago" => Self::Chicago,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "custom" => return custom(format?),
            other => Script::read(other).map_or(Self::Decimal, Self::Script),
        })
    }
}

/// A custom format by its first example: as many digits, the last of them 1.
fn custom(format: &str) -> Option<NumberFormat> {
    let first = format.split(',').next()?.trim();
    let zeros = first.strip_suffix('1')?;
    (zeros.len() < 10 && zeros.chars().all(|c| c == '0'))
        .then(|| u8::try_from(first.len()).map(NumberFormat::Padded).ok())?
}

/// Writes a number.
///
/// ```
/// use keeling_ooxml::{NumberFormat, format_number};
///
/// assert_eq!(format_number(NumberFormat::LowerLetter, 27), "aa");
/// assert_eq!(format_number(NumberFormat::UpperRoman, 14), "XIV");
/// ```
pub fn format_number(format: NumberFormat, number: i64) -> String {
    let written = match format {
        NumberFormat::Bullet | NumberFormat::None => Some(String::new()),
        NumberFormat::Padded(digits) => Some(format!("{number:0width$}", width = digits.into())),
        NumberFormat::Ordinal => Some(format!("{number}{}", ordinal_ending(number))),
        NumberFormat::InDashes => Some(format!("- {number} -")),
        NumberFormat::UpperLetter => repeated(number, &UPPER),
        NumberFormat::LowerLetter => repeated(number, &LOWER),
        NumberFormat::Chicago => repeated(number, &['*', '†', '‡', '§']),
        NumberFormat::UpperRoman => roman(number),
        NumberFormat::LowerRoman => roman(number).map(|roman| roman.to_lowercase()),
        NumberFormat::CardinalText => words(number, false).map(|words| capitalised(&words)),
        NumberFormat::OrdinalText => words(number, true).map(|words| capitalised(&words)),
        NumberFormat::Script(script) => script.write(number),
        NumberFormat::Decimal => None,
    };
    written.unwrap_or_else(|| number.to_string())
}

/// The nth sign, doubled after the last one, then trebled, and so on.
fn repeated(number: i64, signs: &[char]) -> Option<String> {
    if !(1..=MOST_LETTERS).contains(&number) {
        return None;
    }
    let index = usize::try_from(number - 1).ok()?;
    let sign = signs.get(index % signs.len())?;
    Some(std::iter::repeat_n(*sign, index / signs.len() + 1).collect())
}

fn roman(mut number: i64) -> Option<String> {
    const NUMERALS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=MOST_ROMAN).contains(&number) {
        return None;
    }
    let mut roman = String::new();
    for (value, numeral) in NUMERALS {
        while number >= value {
            roman.push_str(numeral);
            number -= value;
        }
    }
    Some(roman)
}

fn ordinal_ending(number: i64) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// A number in English words, in lower case; as an ordinal the last word changes.
fn words(number: i64, ordinal: bool) -> Option<String> {
    if !(0..=MOST_WORDS).contains(&number) {
        return None;
    }
    let mut words = Vec::new();
    if number >= 1000 {
        words.push(format!("{} thousand", below_thousand(number / 1000)));
    }
    if number % 1000 > 0 || number == 0 {
        words.push(below_thousand(number % 1000));
    }
    let words = words.join(" ");
    Some(if ordinal { as_ordinal(&words) } else { words })
}

fn below_thousand(number: i64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let name = |list: &[&'static str], at: i64| -> &'static str {
        usize::try_from(at).ok().and_then(|at| list.get(at)).copied().unwrap_or_default()
    };
    let (hundreds, rest) = (number / 100, number % 100);
    let below_hundred = match (rest / 10, rest % 10) {
        (0 | 1, _) => name(&SMALL, rest).to_owned(),
        (tens, 0) => name(&TENS, tens).to_owned(),
        (tens, ones) => format!("{}-{}", name(&TENS, tens), name(&SMALL, ones)),
    };
    match (hundreds, rest) {
        (0, _) => below_hundred,
        (_, 0) => format!("{} hundred", name(&SMALL, hundreds)),
        _ => format!("{} hundred {below_hundred}", name(&SMALL, hundreds)),
    }
}

/// The words of a number with the last made an ordinal: `twenty-one` is `twenty-first`.
fn as_ordinal(words: &str) -> String {
    let at = words.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (before, last) = words.split_at(at);
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        other => match other.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{other}th"),
        },
    };
    format!("{before}{last}")
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
