//! The main parts of two packages, parted by a byte that no UTF-8 has: compared and written as a
//! Word file, both sides of which can be read.
#![no_main]

use std::io::Cursor;

use keeling_diff::{Options, diff};
use keeling_parse::{Format, ParseOptions, Tracked, parse};
use keeling_render::docx::{self, DocxOptions, verify_side};
use keeling_render::{Version, View};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(at) = bytes.iter().position(|byte| *byte == 0xFF) else { return };
    let package = |bytes| keeling_fuzz::package(bytes, b"<numbering/>");
    let (old_package, new_package) = (package(&bytes[..at]), package(&bytes[at + 1..]));
    let read = |package: &[u8]| keeling_fuzz::read(package, Format::Docx);
    let (Some(old), Some(new)) = (read(&old_package), read(&new_package)) else { return };
    // A part that has them is no XML (XML 1.0, section 2.2), and none can be written.
    let has_controls = |text: &str| text.contains(|c: char| c < ' ' && !"\t\n\r".contains(c));
    if has_controls(old.document.text()) || has_controls(new.document.text()) {
        return;
    }
    let redline = diff(&old.document, &new.document, &Options::default());
    let sides = (Version::new(&old.document, "old"), Version::new(&new.document, "new"));
    let view = View::new(&redline, sides.0, sides.1);
    let mut file = Cursor::new(Vec::new());
    let options = DocxOptions::default();
    if docx::write(&mut file, &view, &old_package, &new_package, &options).is_err() {
        return;
    }
    for (tracked, version) in [(Tracked::Accept, &new.document), (Tracked::Reject, &old.document)] {
        let options = ParseOptions::default().tracked(tracked).outline(false).unlimited();
        let side = parse(file.get_ref(), &options).expect("what was written can be read");
        verify_side(version, &side.document).expect("a side is its version");
    }
});
