//! "Did you mean": from a name that is not there, a name that is and resembles it.

use std::path::{Path, PathBuf};

/// How many names of a folder are looked at; a folder with more gives no better suggestion.
const LOOKED_AT: usize = 10_000;
/// How alike two names have to be, from 0 to 1 (Jaro–Winkler). Below 0.8 suggestions are noise.
const ALIKE: f64 = 0.8;

/// The file beside a missing one whose name is most like it.
pub(crate) fn similar_file(missing: &Path) -> Option<PathBuf> {
    let wanted = missing.file_name()?.to_str()?;
    let folder = missing.parent()?;
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = std::fs::read_dir(here)
        .ok()?
        .take(LOOKED_AT)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    most_alike(wanted, names).map(|name| folder.join(name))
}

/// The name most like the one that is wanted; of equals the first in the alphabet.
pub(crate) fn most_alike(wanted: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let wanted = wanted.to_lowercase();
    let mut best: Option<(f64, String)> = None;
    for name in names {
        let alike = strsim::jaro_winkler(&wanted, &name.to_lowercase());
        let better = best
            .as_ref()
            .is_none_or(|(most, first)| alike > *most || (alike >= *most && name < *first));
        if alike >= ALIKE && better {
            best = Some((alike, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::most_alike;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = || ["section-h.docx", "appendix-ag.docx"].into_iter().map(str::to_owned);
        assert_eq!(most_alike("secton-h.docx", names()).as_deref(), Some("section-h.docx"));
        assert_eq!(most_alike("Section-H.docx", names()).as_deref(), Some("section-h.docx"));
        assert_eq!(most_alike("invoice.pdf", names()), None);
    }
}
