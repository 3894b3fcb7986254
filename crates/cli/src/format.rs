//! Which format to write: what `-f` says, else the output's extension, else text.

use std::path::Path;

use crate::args::{OutlineFormat, RedlineFormat};
use crate::output::Output;
use crate::report::Failure;

/// The format of a redline.
pub(crate) fn of_redline(
    asked: Option<RedlineFormat>,
    output: &Output,
) -> Result<RedlineFormat, Failure> {
    let format = match (asked, output.path()) {
        (Some(format), _) => format,
        (None, None) => RedlineFormat::Text,
        (None, Some(path)) => match extension(path).as_str() {
            "html" | "htm" => RedlineFormat::Html,
            "json" => RedlineFormat::Json,
            "txt" | "text" => RedlineFormat::Text,
            "docx" => RedlineFormat::Docx,
            "md" | "markdown" => RedlineFormat::Md,
            _ => return Err(unknown(path, "html, json, text or docx")),
        },
    };
    match format {
        RedlineFormat::Md => Err(not_offered("Markdown")),
        offered => Ok(offered),
    }
}

/// The format of an outline.
pub(crate) fn of_outline(
    asked: Option<OutlineFormat>,
    output: &Output,
) -> Result<OutlineFormat, Failure> {
    match (asked, output.path()) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(OutlineFormat::Text),
        (None, Some(path)) => match extension(path).as_str() {
            "json" => Ok(OutlineFormat::Json),
            "txt" | "text" => Ok(OutlineFormat::Text),
            _ => Err(unknown(path, "text or json")),
        },
    }
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn unknown(path: &Path, offered: &str) -> Failure {
    let shown = path.display();
    Failure::new(format!("cannot tell from the name {shown} which format to write"))
        .hint(format!("name the format with -f: {offered}"))
}

fn not_offered(format: &str) -> Failure {
    Failure::new(format!("a redline cannot be written as {format} by this version"))
        .hint("it can be written as html, json, text or docx, for example -o redline.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(asked: Option<RedlineFormat>, file: Option<&str>) -> Result<RedlineFormat, String> {
        of_redline(asked, &Output::new(file.map(Path::new))).map_err(|error| error.to_string())
    }

    #[test]
    fn the_format_follows_from_the_extension_and_the_option_wins() {
        assert_eq!(of(None, Some("a.HTML")), Ok(RedlineFormat::Html));
        assert_eq!(of(Some(RedlineFormat::Json), Some("a.html")), Ok(RedlineFormat::Json));
        assert_eq!(of(None, Some("a.docx")), Ok(RedlineFormat::Docx));
        assert_eq!(of(None, Some("-")), Ok(RedlineFormat::Text));
        assert_eq!(of(None, None), Ok(RedlineFormat::Text));
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        assert!(of(None, Some("a.md")).unwrap_err().contains("as Markdown"));
        assert!(of(None, Some("a.pdf")).unwrap_err().contains("a.pdf"));
        assert!(of(None, Some("a")).is_err());
    }
}
