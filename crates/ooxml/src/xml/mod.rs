//! XML events: the text of a part in; elements with their namespaces resolved, and text, out.
//!
//! A part is read as a cursor moves over it ([`Reader`]): nothing is built, text is borrowed from
//! the part where no entity stands in it, and depth is limited. Document type definitions are
//! refused (ECMA-376 part 2 §6.2.5 forbids them), so entities cannot multiply.

mod decode;
mod namespace;
mod reader;

pub use decode::decode;
pub use namespace::Namespace;
pub use reader::{Element, Event, Reader};
