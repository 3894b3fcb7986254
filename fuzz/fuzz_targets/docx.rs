//! Any bytes as a package.
#![no_main]

use keeling_parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    keeling_fuzz::read(bytes, Format::Docx);
});
