//! How the page introduces itself.

use std::collections::BTreeMap;

use keeling_diff::ChangeId;

use super::{Elsewhere, Note};

/// What the page says of itself that no document says.
///
/// ```
/// use keeling_render::html::HtmlOptions;
///
/// let options = HtmlOptions::default()
///     .title("Example Energy Code")
///     .modification("MP001", "Shorter notice periods")
///     .names("Version 1.0", "Version 1.1")
///     .date("1 April 2030");
/// # let _ = options;
/// ```
#[derive(Clone, Debug)]
pub struct HtmlOptions {
    pub(super) title: Option<String>,
    pub(super) modification: Option<Modification>,
    pub(super) baseline_name: Option<String>,
    pub(super) proposed_name: Option<String>,
    pub(super) date: Option<String>,
    pub(super) lang: String,
    pub(super) fold: bool,
    pub(super) css: Option<String>,
    pub(super) index: Option<(String, String)>,
    pub(super) also: Vec<(String, String)>,
    pub(super) notes: BTreeMap<ChangeId, Vec<Note>>,
    pub(super) elsewhere: [Vec<Elsewhere>; 2],
}

/// The proposal that a redline belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modification {
    /// What it is cited by: "MP001".
    pub id: String,
    /// Its title.
    pub title: String,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self {
            title: None,
            modification: None,
            baseline_name: None,
            proposed_name: None,
            date: None,
            lang: "en".to_owned(),
            fold: true,
            css: None,
            index: None,
            also: Vec::new(),
            notes: BTreeMap::new(),
            elsewhere: [Vec::new(), Vec::new()],
        }
    }
}

impl HtmlOptions {
    /// Names the document. By default its own title, else the new version's source.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Names the modification that the redline belongs to. By default none.
    pub fn modification(mut self, id: impl Into<String>, title: impl Into<String>) -> Self {
        self.modification = Some(Modification { id: id.into(), title: title.into() });
        self
    }

    /// Names the two versions. By default their own versions, else their sources.
    pub fn names(mut self, baseline: impl Into<String>, proposed: impl Into<String>) -> Self {
        self.baseline_name = Some(baseline.into());
        self.proposed_name = Some(proposed.into());
        self
    }

    /// The date to be shown. By default none, so that the same input gives the same bytes.
    pub fn date(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }

    /// The language of the documents as a BCP 47 tag. By default `en`. The page's own words are
    /// English whatever the documents are.
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = lang.into();
        self
    }

    /// Whether long runs of unchanged clauses are folded where most clauses are unchanged. By
    /// default they are.
    pub fn fold(mut self, fold: bool) -> Self {
        self.fold = fold;
        self
    }

    /// A style sheet that is added to the page's own. By default none. It becomes part of the
    /// page's one style element, whose digest its security policy allows; what could end the
    /// element is written otherwise, and so is what browsers change before they digest it.
    pub fn css(mut self, css: &str) -> Self {
        let css = css.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
        self.css = Some(css.replace("</", "<\\/"));
        self
    }

    /// Links back to the page that this one is reached from, by its relative address and its name.
    /// By default there is none.
    pub fn index(mut self, address: impl Into<String>, name: impl Into<String>) -> Self {
        self.index = Some((address.into(), name.into()));
        self
    }

    /// Links to another form of the redline, by its relative address and its name. By default there
    /// is none.
    pub fn also(mut self, address: impl Into<String>, name: impl Into<String>) -> Self {
        self.also.push((address.into(), name.into()));
        self
    }

    /// Says something beside a clause that is known from other documents only. By default nothing.
    pub fn note(mut self, change: ChangeId, note: Note) -> Self {
        self.notes.entry(change).or_default().push(note);
        self
    }

    /// Links words of the old and of the new version to other pages; a reference that the document
    /// itself resolves stays what it is. By default none.
    pub fn elsewhere(mut self, mut old: Vec<Elsewhere>, mut new: Vec<Elsewhere>) -> Self {
        old.sort_by_key(|link| link.span);
        new.sort_by_key(|link| link.span);
        self.elsewhere = [old, new];
        self
    }
}
