//! Passing over elements: the cursor comes to their end, and nobody steps through what they hold.

use super::Reader;
use crate::Error;
use crate::xml::element::Element;
use crate::xml::names::Counted;
use crate::xml::tree::NodeId;

impl<'a> Reader<'a> {
    /// Passes over the rest of the element that the cursor is in.
    ///
    /// # Errors
    ///
    /// Where the part is not well-formed or exceeds a limit before the element ends.
    pub fn skip(&mut self) -> Result<(), Error> {
        let Some(&id) = self.open.last() else { return Ok(()) };
        if !self.is_empty {
            let after = self.tree.after(id);
            self.count_within(after);
            let (_, end) = self.tree.outer(id);
            self.at = end as usize;
            self.stop()?;
        }
        self.leave();
        Ok(())
    }

    /// Passes over the rest of the element that the cursor is in, looking only at what means
    /// something to what stands outside of it: paragraphs, characters of fields, references to
    /// notes. Does nothing where that is not all: where it holds a section or the first tracked
    /// change of the part, declares a namespace or has an entity in it. Tells whether it did.
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    pub fn skip_plain(&mut self, mut look: impl FnMut(&Element<'_>)) -> Result<bool, Error> {
        let Some(&id) = self.open.last() else { return Ok(false) };
        if !self.is_empty {
            let nodes = self.next..self.tree.after(id);
            let (_, end) = self.tree.outer(id);
            let held = self.tree.xml().get(self.at..end as usize).unwrap_or_default();
            let is_first = self.tracked.total() == 0;
            let is_more = |node| match self.counted(node) {
                Counted::Section => true,
                Counted::Tracked => is_first,
                _ => false,
            };
            if self.declares_before(nodes.end)
                || nodes.clone().any(is_more)
                || memchr::memchr(b'&', held.as_bytes()).is_some()
            {
                return Ok(false);
            }
            let is_looked_at = |&node: &NodeId| {
                matches!(self.counted(node), Counted::Paragraph | Counted::Outside)
            };
            nodes.filter(is_looked_at).for_each(|node| look(&self.element(node)));
        }
        self.skip().map(|()| true)
    }

    /// The element that the cursor has stepped into as it stands, where another that stands so in
    /// the part reads alike, and nothing that it holds is counted.
    pub fn repeated(&self) -> Option<&'a str> {
        self.repeated_before(self.tree.after(self.entered()?))
    }

    /// What the element that the cursor has stepped into is known as, where it is a
    /// [repeated](Self::repeated) one; it is passed over then. Else does nothing.
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    pub fn skip_known<T>(
        &mut self,
        known: impl FnOnce(&'a str) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let Some(id) = self.entered() else { return Ok(None) };
        let after = self.tree.after(id);
        let Some(value) = self.repeated_before(after).and_then(known) else { return Ok(None) };
        self.pass_to(id, after).map(|()| Some(value))
    }

    /// The text of the run that the cursor has stepped into, which is passed over, where it is a
    /// [plain](crate::xml::Tree::plain_run) one whose properties track nothing. Else does nothing.
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    pub fn plain_run(&mut self) -> Result<Option<&'a str>, Error> {
        let Some(run) = self.entered() else { return Ok(None) };
        let Some((id, text)) = self.tree.plain_run(run) else { return Ok(None) };
        if !self.is_plain_before(id + 1) {
            return Ok(None);
        }
        self.pass_to(run, id + 1).map(|()| Some(text))
    }

    /// Passes over the rest of this element, in which nothing counts; what follows it is `after`.
    fn pass_to(&mut self, id: NodeId, after: NodeId) -> Result<(), Error> {
        self.next = after;
        self.at = self.tree.outer(id).1 as usize;
        self.stop()?;
        self.leave();
        Ok(())
    }

    /// See [`repeated`](Self::repeated); `after` is what follows the element.
    fn repeated_before(&self, after: NodeId) -> Option<&'a str> {
        let (start, end) = self.tree.outer(self.entered()?);
        let is_repeated = self.scope.is_of_root() && self.is_plain_before(after);
        self.tree.xml().get(start as usize..end as usize).filter(|_| is_repeated)
    }

    /// Counts the elements before this one, and comes to it.
    fn count_within(&mut self, after: NodeId) {
        // What former properties hold is no change of its own.
        let mut counted_from = self.next;
        while self.next < after {
            let id = self.next;
            self.next += 1;
            let is_former = id < counted_from;
            if is_former && self.counted(id) == Counted::Tracked {
                continue;
            }
            if self.count(id) == Some(true) {
                counted_from = self.tree.after(id);
            }
        }
        let declaring = self.tree.declaring.get(self.declaring..).unwrap_or_default();
        self.declaring += declaring.partition_point(|&id| id < after);
    }

    /// The element that the cursor is in, where it has met none within it.
    fn entered(&self) -> Option<NodeId> {
        self.open.last().copied().filter(|&id| self.next == id + 1)
    }

    /// What is counted of an element, if anything.
    fn counted(&self, id: NodeId) -> Counted {
        self.tree.named(id).map_or(Counted::Nothing, |name| name.counted)
    }

    /// Whether none of the elements from here to this one is counted or declares namespaces.
    fn is_plain_before(&self, after: NodeId) -> bool {
        let is_nothing = |id| self.counted(id) == Counted::Nothing;
        !self.declares_before(after) && (self.next..after).all(is_nothing)
    }

    fn declares_before(&self, after: NodeId) -> bool {
        self.tree.declaring.get(self.declaring).is_some_and(|&declaring| declaring < after)
    }
}
