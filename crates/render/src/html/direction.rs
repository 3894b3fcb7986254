//! Whether a page holds text that runs from right to left.
//!
//! Only then is each paragraph given the direction of its first letter: a browser needs minutes to
//! find that of a paragraph which is a single word of megabytes.

use super::Page;

/// Whether one of the two versions has a character that runs from right to left.
pub(super) fn is_mixed(page: &Page<'_>) -> bool {
    [page.view.old, page.view.new].iter().any(|version| has_right_to_left(version.document.text()))
}

fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_right_to_left)
}

/// Whether a character lies in one of the blocks whose characters run from right to left unless
/// they say otherwise (Unicode Character Database, DerivedBidiClass.txt, default values `R`, `AL`).
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::has_right_to_left;

    #[test]
    fn hebrew_and_arabic_run_from_right_to_left() {
        for text in ["1.1 הספק", "1.1 المورد", "\u{10840}"] {
            assert!(has_right_to_left(text), "{text}");
        }
    }

    #[test]
    fn other_scripts_run_from_left_to_right() {
        for text in ["", "The Supplier", "§ 1 Überschrift", "供应商", "😀 – …"] {
            assert!(!has_right_to_left(text), "{text}");
        }
    }
}
