//! What the tests share: documents in shorthand, a plain differ, independent readings of pages.

#![allow(dead_code)]

pub(crate) mod differ;
pub(crate) mod numbered;
pub(crate) mod random;
pub(crate) mod reading;
pub(crate) mod sketch;
pub(crate) mod words;
