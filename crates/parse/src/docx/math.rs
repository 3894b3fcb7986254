//! Formulas: Office mathematics in, one line of text out (ECMA-376 part 1 §22.1).
//!
//! ```text
//! m:f(m:num(a), m:den(b))      (a)/(b)
//! m:sSup(m:e(x), m:sup(2))     x^(2)
//! ```
//!
//! The line is for reading and comparing; it is not meant to be set again.

use keeling_ooxml::xml::{Event, Namespace, Reader};

use super::tracked::View;
use crate::Error;

/// What a formula reads as.
#[derive(Debug, Default)]
pub(super) struct Formula {
    /// The formula in one line.
    pub(super) line: String,
    /// Words of ordinary runs within it, which are text of the paragraph.
    pub(super) words: String,
}

/// What is owed at the end of an element.
enum Frame {
    /// These characters.
    Close(String),
    /// The closing delimiter, and whether the opening one is written.
    Delimiter {
        open: Option<String>,
        separator: String,
        close: String,
    },
    Letters,
    Words,
}

/// Reads the `m:oMath` that the cursor is in, to its end.
pub(super) fn read(reader: &mut Reader<'_>, view: View) -> Result<Formula, Error> {
    let mut formula = Formula::default();
    let mut frames: Vec<Frame> = Vec::new();
    loop {
        match reader.next()? {
            Event::Start(element) => {
                let gone = element.word() == "rPr" || view.leaves_out(element.word());
                let frame = match (element.namespace(), element.local()) {
                    _ if gone => None,
                    (Namespace::Math, "dPr") => {
                        read_delimiters(reader, &mut frames)?;
                        continue;
                    }
                    (Namespace::Math, "naryPr") => {
                        formula.line.push_str(&read_sign(reader, "∫")?);
                        continue;
                    }
                    (Namespace::Math, "accPr") => {
                        formula.line.push_str(&read_sign(reader, "^")?);
                        continue;
                    }
                    (Namespace::Math, name) => formula.begin(name, &mut frames),
                    (Namespace::Word, "t" | "delText") => Some(Frame::Words),
                    _ => Some(Frame::Close(String::new())),
                };
                match frame {
                    Some(frame) => frames.push(frame),
                    None => reader.skip()?,
                }
            }
            Event::Text(text) => match frames.last() {
                Some(Frame::Letters) => formula.line.push_str(&text),
                Some(Frame::Words) => formula.words.push_str(&text),
                _ => {}
            },
            Event::End => match frames.pop() {
                Some(Frame::Close(close) | Frame::Delimiter { close, .. }) => {
                    formula.line.push_str(&close);
                }
                Some(Frame::Letters | Frame::Words) => {}
                None => return Ok(formula),
            },
            Event::Eof => return Ok(formula),
        }
    }
}

impl Formula {
    /// Writes what stands before an element of a formula; `None` for properties.
    fn begin(&mut self, name: &str, frames: &mut [Frame]) -> Option<Frame> {
        let (open, close) = match name {
            "t" => return Some(Frame::Letters),
            "num" | "fName" => ("(", ")"),
            "den" => ("/(", ")"),
            "sup" => ("^(", ")"),
            "sub" => ("_(", ")"),
            "rad" => ("√", ""),
            "deg" => ("[", "]"),
            "lim" => (" → (", ")"),
            "mr" => ("", "; "),
            "d" => {
                let separator = "|".to_owned();
                let close = ")".to_owned();
                return Some(Frame::Delimiter { open: Some("(".to_owned()), separator, close });
            }
            "e" => {
                self.begin_element(frames);
                ("", "")
            }
            "r" | "f" | "sSup" | "sSub" | "sSubSup" | "sPre" | "nary" | "func" | "m" | "acc"
            | "bar" | "box" | "borderBox" | "eqArr" | "groupChr" | "limLow" | "limUpp"
            | "phant" => ("", ""),
            _ => return None,
        };
        self.line.push_str(open);
        Some(Frame::Close(close.to_owned()))
    }

    /// Writes what stands before an operand: between delimiters the opening one or a separator.
    fn begin_element(&mut self, frames: &mut [Frame]) {
        if let Some(Frame::Delimiter { open, separator, .. }) = frames.last_mut() {
            match open.take() {
                Some(open) => self.line.push_str(&open),
                None => self.line.push_str(separator),
            }
        }
    }
}

/// Reads the `m:dPr` that the cursor is in: the characters that delimit (§22.1.2.24).
fn read_delimiters(reader: &mut Reader<'_>, frames: &mut [Frame]) -> Result<(), Error> {
    while let Some(element) = reader.child()? {
        let value = element.attr(Namespace::Math, "val").unwrap_or_default().into_owned();
        if let Some(Frame::Delimiter { open, separator, close }) = frames.last_mut() {
            match element.local() {
                "begChr" => *open = Some(value),
                "sepChr" => *separator = value,
                "endChr" => *close = value,
                _ => {}
            }
        }
        reader.skip()?;
    }
    Ok(())
}

/// Reads the properties that the cursor is in, to the sign of an operator or accent; `usual` where
/// none is named (§22.1.2.20).
fn read_sign(reader: &mut Reader<'_>, usual: &str) -> Result<String, Error> {
    let mut sign = None;
    while let Some(element) = reader.child()? {
        if element.local() == "chr" {
            sign = element.attr(Namespace::Math, "val").map(std::borrow::Cow::into_owned);
        }
        reader.skip()?;
    }
    Ok(sign.unwrap_or_else(|| usual.to_owned()))
}
