//! How much a package may ask of its reader.

/// Limits against hostile packages: what inflates to far more than it weighs, nests without end, or
/// has more pieces than memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "each is the most of something")]
pub struct Limits {
    pub(crate) max_bytes: u64,
    pub(crate) max_inflated: u64,
    pub(crate) max_entries: usize,
    pub(crate) max_ratio: u64,
    pub(crate) max_depth: usize,
    pub(crate) max_paragraphs: usize,
    pub(crate) max_cells: usize,
    pub(crate) max_elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 256 << 20,
            max_inflated: 192 << 20,
            max_entries: 10_000,
            max_ratio: 200,
            max_depth: 256,
            max_paragraphs: 250_000,
            max_cells: 200_000,
            max_elements: 16_000_000,
        }
    }
}

impl Limits {
    /// The most bytes that the package itself may have. Default: 256 MiB.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// The most bytes that the parts that are read may inflate to, together. Default: 192 MiB.
    pub fn max_inflated(mut self, bytes: u64) -> Self {
        self.max_inflated = bytes;
        self
    }

    /// The most entries that the package may have. Default: 10,000.
    pub fn max_entries(mut self, entries: usize) -> Self {
        self.max_entries = entries;
        self
    }

    /// How many times its compressed size a part may inflate to; parts that inflate to less than
    /// 16 MiB are exempt, as honest tables of equal rows compress very well. Default: 200.
    pub fn max_ratio(mut self, ratio: u64) -> Self {
        self.max_ratio = ratio;
        self
    }

    /// How deep elements may be nested in a part. Default: 256.
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.max_depth = depth;
        self
    }

    /// The most paragraphs that a part may have. Default: 250,000.
    pub fn max_paragraphs(mut self, paragraphs: usize) -> Self {
        self.max_paragraphs = paragraphs;
        self
    }

    /// The most table cells that a part may have. Default: 200,000.
    pub fn max_cells(mut self, cells: usize) -> Self {
        self.max_cells = cells;
        self
    }

    /// The most elements that a part may have. Default: 16,000,000, some eight million words.
    pub fn max_elements(mut self, elements: usize) -> Self {
        self.max_elements = elements;
        self
    }
}
