//! Any text as a label, and as words of a clause with references in them.
#![no_main]

use keeling_model::label;
use keeling_parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(found) = label::find(text) {
        assert!(found.len > 0 && text.is_char_boundary(found.len));
        assert!(!found.readings.is_empty());
    }
    if let Some(found) = label::find_whole(text) {
        assert!(found.len <= text.len());
    }
    let clause = format!("# 1 Supply\n\n1.1 As Clause 1.2 and {text}\n\n1.2 {text}\n");
    keeling_fuzz::read(clause.as_bytes(), Format::Markdown);
});
