//! What a caller may say about the Word file.

/// The author of tracked changes where none is named.
pub(super) const AUTHOR: &str = "Keeling";

/// The date of tracked changes where none is named. It is fixed: the same input gives the same bytes.
pub(super) const DATE: &str = "2000-01-01T00:00:00Z";

/// Which side of its own tracked changes a version is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TrackedView {
    /// The document as it is once all are accepted.
    #[default]
    Accept,
    /// The document as it is once all are rejected.
    Reject,
}

/// Options of [`write`](super::write).
#[derive(Clone, Debug)]
pub struct DocxOptions {
    pub(super) author: String,
    pub(super) date: String,
    pub(super) comments: bool,
    pub(super) track_formatting: bool,
    pub(super) old_view: TrackedView,
    pub(super) new_view: TrackedView,
}

impl Default for DocxOptions {
    fn default() -> Self {
        Self {
            author: AUTHOR.to_owned(),
            date: DATE.to_owned(),
            comments: false,
            track_formatting: false,
            old_view: TrackedView::Accept,
            new_view: TrackedView::Accept,
        }
    }
}

impl DocxOptions {
    /// The default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Who made the changes. Default: `Keeling`.
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = author.into();
        self
    }

    /// When they were made, in the form `2026-01-31T12:00:00Z`. Default: the first moment of the
    /// year 2000, so that the same input gives the same bytes whenever it is compared.
    pub fn date(mut self, date: impl Into<String>) -> Self {
        self.date = date.into();
        self
    }

    /// Whether a comment at each changed clause says what became of it. Default: no.
    pub fn comments(mut self, yes: bool) -> Self {
        self.comments = yes;
        self
    }

    /// Whether words and paragraphs that are only set differently are tracked too. Default: no.
    pub fn track_formatting(mut self, yes: bool) -> Self {
        self.track_formatting = yes;
        self
    }
    /// Which side of the tracked changes that it holds itself the old version is; the document of
    /// the view has to be the same. Default: the accepted one.
    pub fn old_view(mut self, view: TrackedView) -> Self {
        self.old_view = view;
        self
    }

    /// The same of the new version. Default: the accepted one.
    pub fn new_view(mut self, view: TrackedView) -> Self {
        self.new_view = view;
        self
    }
}
