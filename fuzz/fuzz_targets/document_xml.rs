//! Any bytes as the main part of a sound package.
#![no_main]

use keeling_parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    keeling_fuzz::read(&keeling_fuzz::package(bytes, b"<numbering/>"), Format::Docx);
});
