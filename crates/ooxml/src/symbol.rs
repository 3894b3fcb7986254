//! Characters of symbol fonts as the Unicode characters nearest to them.

use std::borrow::Cow;

/// The character of a `w:sym` (ECMA-376 part 1 §17.3.3.30): the font's name and the hexadecimal
/// code, which symbol fonts keep in the private use area from F000.
///
/// A character that is not known stays as its code; a code that is none gives U+FFFD.
///
/// ```
/// assert_eq!(keeling_ooxml::symbol_text("Symbol", "F061"), "α");
/// assert_eq!(keeling_ooxml::symbol_text("Wingdings", "F0FC"), "✓");
/// ```
pub fn symbol_text(font: &str, code: &str) -> Cow<'static, str> {
    let code = u32::from_str_radix(code.trim(), 16).unwrap_or(0xFFFD);
    let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let known = match font.to_ascii_lowercase().as_str() {
        "symbol" => symbol(low),
        "wingdings" => wingdings(low),
        "wingdings 2" => wingdings2(low),
        _ => None,
    };
    match known {
        Some(c) => Cow::Owned(c.to_string()),
        None => Cow::Owned(char::from_u32(code).unwrap_or('\u{FFFD}').to_string()),
    }
}

/// The Symbol font: Greek letters where ASCII has Latin ones, then signs of mathematics.
fn symbol(code: u32) -> Option<char> {
    const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    const SIGNS: &str = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊";
    let nth = |list: &str, from: u32| list.chars().nth((code - from) as usize);
    match code {
        0x41..=0x5A => nth(UPPER, 0x41),
        0x61..=0x7A => nth(LOWER, 0x61),
        0xA1..=0xE0 => nth(SIGNS, 0xA1),
        0xE5 => Some('∑'),
        0xF2 => Some('∫'),
        0x20..=0x7E => char::from_u32(code),
        _ => None,
    }
}

/// The Wingdings characters that documents use: bullets, boxes, ticks, arrows.
fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x28 => '☎',
        0x2A => '✉',
        0x6C => '●',
        0x6D => '❍',
        0x6E => '■',
        0x6F | 0x70 => '□',
        0x71 => '❑',
        0x72 => '❒',
        0x75 => '◆',
        0x76 => '❖',
        0x77 => '⬥',
        0x78 => '⌧',
        0x9F | 0xA0 => '•',
        0xA7 => '▪',
        0xA8 => '◻',
        0xD8 => '➢',
        0xDF => '←',
        0xE0 => '→',
        0xE1 => '↑',
        0xE2 => '↓',
        0xE8 => '➔',
        0xF0 => '⇨',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

/// The ticks and boxes of Wingdings 2.
fn wingdings2(code: u32) -> Option<char> {
    Some(match code {
        0x4F => '✗',
        0x50 => '✓',
        0x51 | 0x53 => '☒',
        0x52 => '☑',
        0xA3 => '☐',
        _ => return None,
    })
}
