//! XML: the text of a part in; its elements with their namespaces resolved, and text, out.
//!
//! ```text
//! text ─► markup ─► read ─► Tree: where each element begins and ends ─┬─► Reader: events in order
//!                                                                     └─► places, to patch the text
//! ```
//!
//! A part is read once ([`Tree`]), whoever looks at it afterwards and however often; where it is
//! patched, only what is new is read. A cursor moves over it ([`Reader`]); text is borrowed from the
//! part where no entity stands in it. Depth and counts are limited. Document type definitions are
//! refused (ECMA-376 part 2 §6.2.5 forbids them), so entities cannot multiply.

mod again;
mod attributes;
mod decode;
mod element;
mod markup;
mod names;
mod namespace;
mod read;
mod reader;
mod seen;
#[cfg(test)]
mod tests;
mod tree;

pub use again::Same;
pub use attributes::{Attributes, decoded, value};
pub use decode::decode;
pub use element::Element;
pub use namespace::Namespace;
pub use reader::{Event, Reader};
pub use tree::{NONE, NodeId, Tree};
