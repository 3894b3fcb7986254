//! The mechanics that reading and writing DOCX share.
