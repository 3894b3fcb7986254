//! The bytes of an XML part as text: UTF-8 or UTF-16 (ECMA-376 part 2 §6.2.5).

use crate::{Error, ErrorKind};

/// Decodes the bytes of the part of this name. A byte order mark is not part of the text.
///
/// # Errors
///
/// Where the bytes are not valid in their encoding; the message has the place.
pub fn decode(part: &str, bytes: Vec<u8>) -> Result<String, Error> {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(part, rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(part, rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(part, &bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(part, &bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(part, rest.to_vec()),
        _ => utf8(part, bytes),
    }
}

fn utf8(part: &str, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|cause| {
        let at = cause.utf8_error().valid_up_to();
        let message = format!("neither UTF-8 nor UTF-16, at byte {at}");
        Error::new(ErrorKind::Damaged, message).at(part)
    })
}

fn utf16(part: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Error> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok(c) => {
                at += c.len_utf16() * 2;
                text.push(c);
            }
            Err(_) => return Err(bad_utf16(part, at)),
        }
    }
    if rest.is_empty() { Ok(text) } else { Err(bad_utf16(part, at)) }
}

fn bad_utf16(part: &str, at: usize) -> Error {
    Error::new(ErrorKind::Damaged, format!("not valid UTF-16, at byte {at}")).at(part)
}
