//! Redlines for readers and programs: HTML, JSON and terminal text.
