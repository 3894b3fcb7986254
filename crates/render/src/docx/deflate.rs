//! Compresses a part on all threads: the pieces of its text in, an archive of it alone out.
//!
//! ```text
//! text   ├────── block ──────┼────── block ──────┼─ block ─┤
//!                  │                   │               │
//! stream ├─ … empty block ───┼─ … empty block ───┼─ … end ─┤
//! ```
//!
//! A block refers to none before it and ends, with an empty one, at a byte (RFC 1951 §3.2.4), so
//! the blocks one after the other are one stream. Where they begin follows from the text: the bytes
//! are the same whatever the number of threads. What a block cannot refer to makes the file about
//! one part in a hundred larger.
//!
//! The library that writes packages takes what is compressed only from another archive.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use rayon::prelude::*;

/// How many bytes of text are a block.
const BLOCK: usize = 1 << 18;

/// How hard the compression tries: twice as fast as what is usual and a quarter larger; the next
/// lower would be a quarter larger again.
const LEVEL: u32 = 2;

/// The name of the part in its archive.
const NAME: &[u8] = b"part";

/// The first day that an archive can name: no clock is asked.
const DATE: u16 = 1 << 5 | 1;

/// A block as it is compressed.
struct Deflated {
    bytes: Box<[u8]>,
    crc: Crc,
}

/// An archive that holds a part and nothing else.
pub(super) fn archive<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> io::Result<Vec<u8>> {
    let blocks = blocks(pieces);
    let last = blocks.len() - 1;
    let deflated: io::Result<Vec<Deflated>> =
        blocks.par_iter().enumerate().map(|(at, block)| deflate(block, at == last)).collect();
    let held = blocks.iter().flatten().map(|piece| piece.len()).sum::<usize>();
    wrapped(deflated?, held)
}

/// The pieces in blocks, of which there is one at least.
fn blocks<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<Vec<&'a [u8]>> {
    let mut blocks = Vec::new();
    let (mut block, mut room) = (Vec::new(), BLOCK);
    for mut piece in pieces {
        while !piece.is_empty() {
            if room == 0 {
                blocks.push(std::mem::take(&mut block));
                room = BLOCK;
            }
            let (head, rest) = piece.split_at(piece.len().min(room));
            block.push(head);
            room -= head.len();
            piece = rest;
        }
    }
    blocks.push(block);
    blocks
}

/// Compresses a block.
fn deflate(block: &[&[u8]], is_last: bool) -> io::Result<Deflated> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(LEVEL));
    let mut crc = Crc::new();
    for piece in block {
        encoder.write_all(piece)?;
        crc.update(piece);
    }
    let bytes = if is_last {
        encoder.finish()?
    } else {
        encoder.flush()?;
        std::mem::take(encoder.get_mut())
    };
    // All blocks wait for the last one, so none keeps the room that it grew into.
    let bytes = bytes.into_boxed_slice();
    Ok(Deflated { bytes, crc })
}

/// Puts what begins and ends an archive around the stream that blocks are (APPNOTE.TXT §4.3).
fn wrapped(stream: Vec<Deflated>, held: usize) -> io::Result<Vec<u8>> {
    let size = |size: usize| {
        u32::try_from(size).map_err(|_| io::Error::other("a part of more than 4 GiB"))
    };
    let len = stream.iter().map(|block| block.bytes.len()).sum::<usize>();
    let mut crc = Crc::new();
    for block in &stream {
        crc.combine(&block.crc);
    }
    let mut out = Vec::with_capacity(len + 256);
    // The version that is needed, no flags, deflated, midnight.
    let mut file: Vec<u8> = [20, 0, 8, 0, DATE].into_iter().flat_map(u16::to_le_bytes).collect();
    file.extend([crc.sum(), size(len)?, size(held)?].into_iter().flat_map(u32::to_le_bytes));
    let name = u16::try_from(NAME.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(b"PK\x03\x04");
    out.extend(&file);
    out.extend([name, [0; 2]].as_flattened());
    out.extend(NAME);
    for block in stream {
        out.extend_from_slice(&block.bytes);
    }
    let directory = size(out.len())?;
    out.extend(b"PK\x01\x02");
    // Made as on Unix, where it is a file that its owner may write.
    out.extend([20, 3]);
    out.extend(&file);
    out.extend([name, [0; 2], [0; 2], [0; 2], [0; 2]].as_flattened());
    out.extend((0o100_644_u32 << 16).to_le_bytes());
    out.extend([0; 4]);
    out.extend(NAME);
    let end = size(out.len())?;
    out.extend(b"PK\x05\x06");
    out.extend([0_u16, 0, 1, 1].into_iter().flat_map(u16::to_le_bytes));
    out.extend([end - directory, directory].into_iter().flat_map(u32::to_le_bytes));
    out.extend([0; 2]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::{BLOCK, archive};

    /// What an archive holds, read back.
    fn read(pieces: &[&[u8]]) -> Vec<u8> {
        let bytes = archive(pieces.iter().copied()).expect("nothing is too large");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
        let mut held = Vec::new();
        let mut file = archive.by_index(0).expect("it holds a part");
        // The checksum is checked at the end.
        file.read_to_end(&mut held).expect("it holds what it says");
        held
    }

    #[test]
    fn holds_what_it_was_given() {
        let long: Vec<u8> = (b'a'..=b'w').cycle().take(3 * BLOCK).collect();
        let short = b"a piece";
        for pieces in [
            vec![],
            vec![&b""[..]],
            vec![&short[..]],
            vec![&long[..]],
            vec![&long[..BLOCK]],
            vec![&short[..], b"", &long[..2 * BLOCK - 3], &short[..], &long[5..]],
        ] {
            assert!(read(&pieces) == pieces.concat(), "{} pieces", pieces.len());
        }
    }

    #[test]
    fn bytes_do_not_depend_on_threads() {
        let text: Vec<u8> = (0..=250).cycle().take(5 * BLOCK).collect();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| archive([&text[..]].into_iter()).expect("archive"))
        };
        assert!(on(1) == on(3));
    }
}
