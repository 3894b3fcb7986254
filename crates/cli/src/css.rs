//! A style sheet of the user's: a file in, its text out, or what is wrong with it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::report::Failure;

/// The most bytes of a style sheet. It becomes part of every page.
const MOST: u64 = 64 << 10;

/// Reads the style sheet at a path.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let cannot = || Failure::new(format!("cannot read the style sheet {}", path.display()));
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes))
        .map_err(|error| cannot().caused_by(&error))?;
    check(bytes).map_err(|wrong| cannot().hint(wrong))
}

fn check(bytes: Vec<u8>) -> Result<String, &'static str> {
    if bytes.len() as u64 > MOST {
        return Err("it is larger than 64 KiB; it becomes part of every page");
    }
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    if text.to_ascii_lowercase().contains("</style") {
        return Err("it contains </style, which would end the page's style element");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_cannot_leave_its_element() {
        assert_eq!(check(b"p{color:red}".to_vec()).as_deref(), Ok("p{color:red}"));
        assert!(check(b"p{}</STYLE ><script>".to_vec()).is_err());
        assert!(check(vec![b' '; (64 << 10) + 1]).is_err());
        assert!(check(vec![0xff]).is_err());
    }
}
