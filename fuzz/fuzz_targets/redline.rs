//! Two texts, parted by a byte that no UTF-8 has: parsed, compared and rendered, the law checked by
//! the engine and by reading the JSON.
#![no_main]

use keeling_diff::{Options, diff};
use keeling_parse::Format;
use keeling_render::{Version, View, html, json, text};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Some(at) = bytes.iter().position(|byte| *byte == 0xFF) else { return };
    let (old, new) = (&bytes[..at], &bytes[at + 1..]);
    let read = |bytes| keeling_fuzz::read(bytes, Format::Markdown);
    let (Some(old), Some(new)) = (read(old), read(new)) else { return };
    let redline = diff(&old.document, &new.document, &Options::default());
    redline.verify(&old.document, &new.document).expect("the law of the redline holds");

    let sides = (Version::new(&old.document, "old"), Version::new(&new.document, "new"));
    let view = View::new(&redline, sides.0, sides.1);
    let mut page = Vec::new();
    html::write(&mut page, &view, &html::HtmlOptions::default()).expect("memory can be written");
    let mut plain = Vec::new();
    text::write(&mut plain, &view, text::TextOptions::default()).expect("memory can be written");
    let mut out = Vec::new();
    json::write(&mut out, &view, json::Layout::Compact).expect("memory can be written");
    let json: Value = serde_json::from_slice(&out).expect("the JSON is sound");
    for clause in json["clauses"].as_array().expect("there are clauses") {
        assert_law(clause, "old", "insert");
        assert_law(clause, "new", "delete");
    }
});

/// Read without the ops of one kind, a clause is that of one side, white space aside.
fn assert_law(clause: &Value, side: &str, without: &str) {
    // Only an amended clause has ops.
    let Some(ops) = clause["ops"].as_array() else { return };
    let Some(text) = clause[side]["text"].as_str() else { return };
    let kept = ops.iter().filter(|op| op["op"] != without);
    let read: String = kept.filter_map(|op| op["text"].as_str()).collect();
    assert_eq!(shown(&read), shown(text), "{side}");
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
