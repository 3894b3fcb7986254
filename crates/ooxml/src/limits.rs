//! How much a package may ask of its reader.

/// Limits against hostile packages: what inflates to far more than it weighs, or nests without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "each is the most of something")]
pub struct Limits {
    pub(crate) max_bytes: u64,
    pub(crate) max_inflated: u64,
    pub(crate) max_entries: usize,
    pub(crate) max_ratio: u64,
    pub(crate) max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 1 << 30,
            max_inflated: 2 << 30,
            max_entries: 1 << 16,
            max_ratio: 200,
            max_depth: 256,
        }
    }
}

impl Limits {
    /// The most bytes that the package itself may have. Default: 1 GiB.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// The most bytes that the parts that are read may inflate to, together. Default: 2 GiB.
    pub fn max_inflated(mut self, bytes: u64) -> Self {
        self.max_inflated = bytes;
        self
    }

    /// The most entries that the package may have. Default: 65,536.
    pub fn max_entries(mut self, entries: usize) -> Self {
        self.max_entries = entries;
        self
    }

    /// How many times its compressed size a part may inflate to; parts that inflate to less than
    /// 64 MiB are exempt, as honest tables of equal rows compress very well. Default: 200.
    pub fn max_ratio(mut self, ratio: u64) -> Self {
        self.max_ratio = ratio;
        self
    }

    /// How deep elements may be nested in a part. Default: 256.
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.max_depth = depth;
        self
    }
}
