//! Looking ahead: whether an `(i)` is the letter after `(h)` or the first numeral.
//!
//! Pieces go in, for each that begins with an `(i)` comes out what follows first, `(ii)` or `(j)`.
//! One pass from the end, so the whole is linear however far apart they stand.

use keeling_model::label::{Counter, Found, Frame, Reading, Scheme, find, find_whole};

use crate::flow::{Content, Piece, Style};

const FRAMES: [Frame; 5] = [Frame::Bare, Frame::Point, Frame::Half, Frame::Brackets, Frame::Degree];

/// For each piece whether its `(i)` is a numeral; `None` where it has none or nothing tells.
pub(super) fn numerals(pieces: &[Piece]) -> Vec<Option<bool>> {
    let mut result = vec![None; pieces.len()];
    let mut ahead = [[None; 2]; FRAMES.len()];
    for (piece, result) in pieces.iter().zip(&mut result).rev() {
        let readings = readings(piece);
        // Beyond a heading or a clause of another kind a list does not go on.
        let item = readings.iter().find_map(slot);
        match item {
            None if matches!(piece.style, Style::Heading(_) | Style::Title)
                || !readings.is_empty() =>
            {
                ahead = Default::default();
            }
            Some((frame, case)) => {
                let slot = &mut ahead[frame][case];
                let is = |wanted| readings.iter().any(|reading| letter(reading) == Some(wanted));
                if is((true, 1)) {
                    *result = slot.take();
                } else if is((true, 2)) {
                    *slot = Some(true);
                } else if is((false, 10)) {
                    *slot = Some(false);
                }
            }
            None => {}
        }
    }
    result
}

fn readings(piece: &Piece) -> Vec<Reading> {
    let found = match (&piece.number, &piece.content) {
        (Some(number), _) => find_whole(&number.shown),
        (None, Content::Paragraph(inline)) => find(inline.text.trim_start()),
        (None, Content::Table(_)) => None,
    };
    let certain = |found: &Found| {
        found.closed || piece.number.is_some() || found.readings.iter().any(|r| r.path.len() > 1)
    };
    found.filter(certain).map(|found| found.readings).unwrap_or_default()
}

/// Where the state of a lettered item is kept: by its frame and case.
fn slot(reading: &Reading) -> Option<(usize, usize)> {
    let Scheme::Item(Counter::Letter { upper } | Counter::Roman { upper }, frame) = reading.scheme
    else {
        return None;
    };
    let frame = FRAMES.iter().position(|known| *known == frame)?;
    Some((frame, usize::from(upper)))
}

/// Whether an item is read as a numeral, and its value.
fn letter(reading: &Reading) -> Option<(bool, u32)> {
    match reading.scheme {
        Scheme::Item(Counter::Letter { .. }, _) => Some((false, reading.ordinal().value())),
        Scheme::Item(Counter::Roman { .. }, _) => Some((true, reading.ordinal().value())),
        _ => None,
    }
}
