//! Pens: the formatting that is on while words are written.

use keeling_model::MarkKind;

/// A formatting that Markdown or HTML switches on and off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::markdown) enum Pen {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// In a fixed-width face.
    Code,
}

impl Pen {
    /// All pens, in the order of their places in [`Pens`].
    pub(super) const ALL: [Pen; 7] = [
        Pen::Bold,
        Pen::Italic,
        Pen::Underline,
        Pen::Strike,
        Pen::Superscript,
        Pen::Subscript,
        Pen::Code,
    ];

    /// The mark that it leaves.
    pub(super) const fn kind(self) -> MarkKind {
        match self {
            Pen::Bold => MarkKind::Bold,
            Pen::Italic => MarkKind::Italic,
            Pen::Underline => MarkKind::Underline,
            Pen::Strike => MarkKind::Strike,
            Pen::Superscript => MarkKind::Superscript,
            Pen::Subscript => MarkKind::Subscript,
            Pen::Code => MarkKind::Code,
        }
    }
}

/// How often each pen is pressed, and since where.
#[derive(Debug, Default)]
pub(super) struct Pens([(u32, u32); Pen::ALL.len()]);

impl Pens {
    /// Presses a pen at this place of the text.
    pub(super) fn press(&mut self, pen: Pen, at: u32) {
        if let Some((depth, start)) = self.0.get_mut(pen as usize) {
            if *depth == 0 {
                *start = at;
            }
            *depth += 1;
        }
    }

    /// Lifts a pen; returns since where it was pressed once it is off.
    pub(super) fn lift(&mut self, pen: Pen) -> Option<u32> {
        let (depth, start) = self.0.get_mut(pen as usize)?;
        let pressed = *depth == 1;
        *depth = depth.saturating_sub(1);
        pressed.then_some(*start)
    }

    /// Lifts a pen however often it is pressed.
    pub(super) fn lift_wholly(&mut self, pen: Pen) -> Option<u32> {
        let (depth, start) = self.0.get_mut(pen as usize)?;
        (std::mem::take(depth) > 0).then_some(*start)
    }
}
