//! Lists: the numbers and bullets of their items.
//!
//! Markdown's own numbers are generated: only the first marker of a list counts, the rest count on
//! from it (`CommonMark` 0.31 §5.3). A number is handed to the first piece of its item.

use crate::flow::Number;

/// The lists that are open, and the number that waits for its item's first piece.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<List>,
    /// How many lists there were.
    count: u32,
    waiting: Option<Number>,
}

#[derive(Debug)]
struct List {
    id: u32,
    /// The next number; `None` for bullets.
    next: Option<u64>,
    level: u8,
}

impl Lists {
    /// Lists whose ids go on from those of `before`.
    pub(super) fn after(before: &Lists) -> Self {
        Self { count: before.count, ..Self::default() }
    }

    /// Lets ids go on from those of `other`.
    pub(super) fn go_on_from(&mut self, other: &Lists) {
        self.count = self.count.max(other.count);
    }

    /// Opens a list that counts from `start`, or one of bullets.
    pub(super) fn open(&mut self, start: Option<u64>) {
        let same = self.open.iter().filter(|list| list.next.is_some() == start.is_some()).count();
        let level = u8::try_from(same).unwrap_or(u8::MAX);
        self.open.push(List { id: self.count, next: start, level });
        self.count = self.count.saturating_add(1);
    }

    /// Closes the innermost list.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Begins an item; `shown` writes its number out. Returns the number of an enclosing item that
    /// still waits for a piece, if it is one that people cite.
    pub(super) fn begin_item(&mut self, shown: impl FnOnce(u64) -> String) -> Option<Number> {
        let list = self.open.last_mut()?;
        let number = list.next.map(|next| {
            list.next = Some(next.saturating_add(1));
            shown(next)
        });
        let number = Number {
            bullet: number.is_none(),
            shown: number.unwrap_or_else(|| "•".to_owned()),
            list: list.id,
            level: list.level,
        };
        self.waiting.replace(number).filter(|outer| !outer.bullet)
    }

    /// Ends an item. A number that nothing took goes: an empty item says nothing.
    pub(super) fn end_item(&mut self) {
        self.waiting = None;
    }

    /// The number that waits for a piece.
    pub(super) fn take(&mut self) -> Option<Number> {
        self.waiting.take()
    }
}
