//! A redline in one line, its clauses made on all threads: a file's shape in, its bytes out.
//!
//! Serialising the clauses is most of the work of a renderer, and they do not depend on each other.
//! They are taken in batches: the pieces of a batch are made side by side, each in a buffer of its
//! own, and then written in order. So the bytes are the same whatever the number of threads, and
//! never more than a batch of them is held.

use std::io::{self, Write};

use rayon::prelude::*;

use super::redline::{Clauses, RedlineFile};
use crate::view::Entry;

/// How many clauses one thread makes at a time.
const PIECE: usize = 64;

/// How many pieces are made side by side before they are written.
const BATCH: usize = 32;

/// Writes the file as serde would.
pub(super) fn write(mut writer: impl Write, file: &RedlineFile<'_>) -> io::Result<()> {
    let mut head = serde_json::to_vec(&file.head)?;
    head.pop_if(|last| *last == b'}');
    writer.write_all(&head)?;
    writer.write_all(br#","clauses":["#)?;
    write_clauses(&mut writer, &file.clauses)?;
    writer.write_all(br#"],"headers_and_footers":["#)?;
    write_clauses(&mut writer, &file.headers_and_footers)?;
    writer.write_all(b"]}\n")?;
    writer.flush()
}

fn write_clauses(writer: &mut impl Write, clauses: &Clauses<'_>) -> io::Result<()> {
    let mut entries = clauses.entries();
    let mut is_first = true;
    let mut batch: Vec<Entry<'_>> = Vec::new();
    // The buffers of one batch serve the next.
    let mut buffers = vec![Vec::new(); BATCH];
    loop {
        batch.clear();
        batch.extend(entries.by_ref().take(PIECE * BATCH));
        if batch.is_empty() {
            return Ok(());
        }
        let pieces = buffers.par_iter_mut().zip(batch.par_chunks(PIECE));
        pieces.try_for_each(|(buffer, piece)| {
            buffer.clear();
            clauses.append(buffer, piece)
        })?;
        for buffer in buffers.iter().take(batch.len().div_ceil(PIECE)) {
            // Each clause has a comma before it, which the first one does not need.
            writer.write_all(buffer.get(usize::from(is_first)..).unwrap_or_default())?;
            is_first = false;
        }
    }
}
