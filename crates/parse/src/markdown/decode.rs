//! Bytes in, text out.
//!
//! Text is UTF-8, with or without a byte order mark, or UTF-16 with one. Anything else is an error
//! that names the place: reading on with replacement characters would compare what nobody wrote.

use std::borrow::Cow;

use super::source;
use crate::{Error, ErrorKind, ParseOptions};

/// The text of a file.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// How many bytes of the file stand before it. Offsets into a file in UTF-16 count the bytes
    /// of its text in UTF-8.
    pub(super) offset: usize,
}

/// Decodes a file.
///
/// # Errors
///
/// Where it is larger than the options allow, not in a known encoding, or binary.
pub(super) fn decode<'a>(bytes: &'a [u8], options: &ParseOptions) -> Result<Decoded<'a>, Error> {
    // Spans are 32 bits wide whatever the options allow.
    let most = options.max_bytes.min(options.max_text).min(u64::from(u32::MAX / 2));
    if bytes.len() as u64 > most {
        let message = format!("the text has more than the limit of {most} bytes");
        return Err(Error::new(ErrorKind::Limit, message));
    }
    let decoded = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Decoded { text: utf8(rest, 3)?.into(), offset: 3 },
        [0xFF, 0xFE, rest @ ..] => Decoded { text: utf16(rest, u16::from_le_bytes)?, offset: 0 },
        [0xFE, 0xFF, rest @ ..] => Decoded { text: utf16(rest, u16::from_be_bytes)?, offset: 0 },
        _ => Decoded { text: utf8(bytes, 0)?.into(), offset: 0 },
    };
    match decoded.text.find('\0') {
        None => Ok(decoded),
        Some(at) => Err(Error::new(
            ErrorKind::NotSupported,
            format!("not text: a zero byte at offset {}", at + decoded.offset),
        )),
    }
}

fn utf8(bytes: &[u8], offset: usize) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to() + offset;
        let message = format!("the file is not UTF-8: invalid byte at offset {at}");
        let before =
            memchr::memchr_iter(b'\n', bytes.get(..error.valid_up_to()).unwrap_or_default());
        let place = source::line(1 + before.count());
        Error::new(ErrorKind::Damaged, message).at(place).caused_by(error)
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, Error> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    // The byte order mark takes the file's first two bytes.
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(c) = decoded else { return Err(broken_utf16(at)) };
        text.push(c);
        at += 2 * c.len_utf16();
    }
    if rest.is_empty() { Ok(text.into()) } else { Err(broken_utf16(at)) }
}

fn broken_utf16(at: usize) -> Error {
    Error::new(ErrorKind::Damaged, format!("the file is not UTF-16: broken unit at offset {at}"))
}
