//! Any bytes as the numbering of a document that uses it on all levels.
#![no_main]

use keeling_parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = keeling_fuzz::numbered_document();
    keeling_fuzz::read(&keeling_fuzz::package(document.as_bytes(), bytes), Format::Docx);
});
