//! The laws of a Word file with tracked changes: accepting all gives the new version, rejecting all
//! the old one, paragraph for paragraph and picture for picture, to an independent reader and to the
//! one that reads it back; fields are whole, comments stand somewhere, ids are unique.

use std::collections::BTreeSet;

use keeling_parse::{ParseOptions, Tracked, parse};
use keeling_render::docx::{DocxOptions, verify_side};
use roxmltree::Document;

use crate::line;
use crate::package::{Package, part};
use crate::read::fields;
use crate::read::objects::objects;
use crate::read::tracked::{Side, paragraphs};

/// What breaks the laws for two packages and the Word file that is written of them; empty where
/// nothing does.
///
/// # Errors
///
/// Where one of them cannot be read, or the file cannot be written; the message says why.
pub fn breaches(old: &[u8], new: &[u8], options: &DocxOptions) -> Result<Vec<String>, String> {
    let (file, _) = line::word(old, new, options)?;
    breaches_of(&file, old, new)
}

/// The Word file of two packages, which keeps the laws.
///
/// # Errors
///
/// As [`breaches`], and where a law is broken.
pub fn file(old: &Package, new: &Package) -> Result<Vec<u8>, String> {
    let (old, new) = (old.bytes(), new.bytes());
    let (file, _) = line::word(&old, &new, &DocxOptions::default())?;
    let breaches = breaches_of(&file, &old, &new)?;
    if breaches.is_empty() { Ok(file) } else { Err(breaches.join("\n")) }
}

/// The main part of the Word file of two packages, which keeps the laws.
///
/// # Errors
///
/// As [`file()`].
pub fn main_part(old: &Package, new: &Package) -> Result<String, String> {
    file(old, new).map(|file| part(&file, "word/document.xml"))
}

/// The main part of the Word file of packages with these bodies, which keeps the laws.
///
/// # Errors
///
/// As [`file()`].
pub fn body(old: &str, new: &str) -> Result<String, String> {
    main_part(&Package::new(old), &Package::new(new))
}

fn breaches_of(file: &[u8], old: &[u8], new: &[u8]) -> Result<Vec<String>, String> {
    let mut breaches = Vec::new();
    for (side, version) in [(Side::Accepted, new), (Side::Rejected, old)] {
        // Of a note that only one version has the other keeps an empty paragraph.
        let read = |bytes, side| -> Result<Vec<String>, String> {
            let all = paragraphs(bytes, side)?.into_iter();
            Ok(all.filter(|text| !text.trim().is_empty()).collect())
        };
        let (got, want) = (read(file, side)?, read(version, Side::Accepted)?);
        if got != want {
            let at = got.iter().zip(&want).take_while(|(one, other)| one == other).count();
            breaches.push(format!("{side:?}: {:?} for {:?}", got.get(at), want.get(at)));
        }
        let (got, want) = (objects(file, side)?, objects(version, Side::Accepted)?);
        if got != want {
            breaches.push(format!("{side:?}: objects {got:?} for {want:?}"));
        }
    }
    breaches.extend(refused(file, old, new)?);
    breaches.extend(fields::strange(file, old, new)?);
    breaches.extend(strange_comments(file));
    let ids = ids(&part(file, "word/document.xml"), &CHANGES);
    let distinct: BTreeSet<&String> = ids.iter().collect();
    if distinct.len() < ids.len() {
        breaches.push("an id of two tracked changes".to_owned());
    }
    Ok(breaches)
}

/// Why the file would be refused once it is read back.
fn refused(file: &[u8], old: &[u8], new: &[u8]) -> Result<Option<String>, String> {
    for (side, version) in [(Tracked::Accept, new), (Tracked::Reject, old)] {
        let options = ParseOptions::default().outline(false).tracked(side);
        let got = parse(file, &options).map_err(|error| error.to_string())?.document;
        if let Err(mismatch) = verify_side(&line::document(version)?, &got) {
            return Ok(Some(format!("refused, {side:?}: {mismatch}")));
        }
    }
    Ok(None)
}

/// The comments that stand nowhere, or at more than one place.
fn strange_comments(file: &[u8]) -> Vec<String> {
    let signs = ids(&part(file, "word/document.xml"), &["commentReference"]);
    let comments = ids(&part(file, "word/comments.xml"), &["comment"]);
    let places = |id: &String| signs.iter().filter(|sign| *sign == id).count();
    let strange = comments.iter().filter(|id| places(id) != 1);
    strange.map(|id| format!("comment {id} at {} places", places(id))).collect()
}

/// The elements that track a change.
const CHANGES: [&str; 6] = ["ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"];

/// The ids of the elements of these names in a part, in order.
pub fn ids(xml: &str, names: &[&str]) -> Vec<String> {
    let Ok(document) = Document::parse(xml) else { return Vec::new() };
    let elements = document.descendants().filter(|node| names.contains(&node.tag_name().name()));
    let id = |node: roxmltree::Node<'_, '_>| {
        node.attributes().find(|a| a.name() == "id").map(|a| a.value().to_owned())
    };
    elements.filter_map(id).collect()
}
