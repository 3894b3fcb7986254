//! A written paragraph, finished: its text trimmed, its marks closed, and cut where it is several.

use keeling_model::{Mark, Span};

use super::{Break, Pen, Resources, Writer};
use crate::flow::Inline;

/// A paragraph with everything that points at it or from it.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Finished {
    /// The words and marks.
    pub(in crate::markdown) inline: Inline,
    /// Where its lines end.
    pub(in crate::markdown) breaks: Vec<Break>,
    /// Stretches that are linked to an anchor of this document.
    pub(in crate::markdown) links: Vec<(Span, String)>,
    /// Names by which it can be pointed at.
    pub(in crate::markdown) anchors: Vec<String>,
}

impl Writer {
    /// Finishes the paragraph and begins the next.
    pub(in crate::markdown) fn finish(&mut self, resources: &mut Resources) -> Finished {
        self.finish_as_typed(resources).trimmed()
    }

    /// Finishes the paragraph with the white space at its ends, and begins the next.
    pub(in crate::markdown) fn finish_as_typed(&mut self, resources: &mut Resources) -> Finished {
        for pen in Pen::ALL {
            if let Some(start) = self.pens.lift_wholly(pen) {
                self.mark_from(start, pen.kind());
            }
        }
        if let Some(link) = &mut self.link {
            link.depth = 1;
            self.close_link(resources);
        }
        let Writer { text, marks, breaks, links, anchors, .. } = std::mem::take(self);
        Finished { inline: Inline { text, marks }, breaks, links, anchors }
    }
}

impl Finished {
    /// Without white space at its ends.
    fn trimmed(self) -> Self {
        let text = &self.inline.text;
        let white = |c: char| c.is_ascii_whitespace();
        let start = text.len() - text.trim_start_matches(white).len();
        let end = text.trim_end_matches(white).len().max(start);
        if start == 0 && end == text.len() {
            return self;
        }
        let window = Span::new(super::offset(start), super::offset(end));
        let inside = |at: u32| window.start <= at && at < window.end;
        let breaks = self.breaks.iter().filter(|end| inside(end.at));
        Finished {
            breaks: breaks.map(|end| Break { at: end.at - window.start, ..*end }).collect(),
            inline: self.inline.window(window),
            links: self
                .links
                .into_iter()
                .filter_map(|(s, a)| Some((within(s, window)?, a)))
                .collect(),
            anchors: self.anchors,
        }
    }

    /// Cut at these of its breaks, which become no part of any piece. Anchors stay with the first.
    pub(in crate::markdown) fn cut(self, at: &[u32]) -> Vec<Finished> {
        if at.is_empty() {
            return vec![self];
        }
        let end = super::offset(self.inline.text.len());
        let starts = std::iter::once(0).chain(at.iter().map(|cut| cut + 1));
        let ends = at.iter().copied().chain(std::iter::once(end));
        let windows: Vec<Span> = starts.zip(ends).map(|(s, e)| Span::new(s, e.max(s))).collect();
        let mut pieces: Vec<Finished> = windows
            .iter()
            .map(|window| Finished {
                inline: Inline {
                    text: self.inline.text.get(window.range()).unwrap_or_default().to_owned(),
                    marks: Vec::new(),
                },
                ..Finished::default()
            })
            .collect();
        for mark in self.inline.marks {
            share(mark.span, &windows, |index, span| {
                if let Some(piece) = pieces.get_mut(index) {
                    piece.inline.marks.push(Mark { span, kind: mark.kind });
                }
            });
        }
        for (span, anchor) in self.links {
            share(span, &windows, |index, span| {
                if let Some(piece) = pieces.get_mut(index) {
                    piece.links.push((span, anchor.clone()));
                }
            });
        }
        if let Some(first) = pieces.first_mut() {
            first.anchors = self.anchors;
        }
        pieces.into_iter().map(Finished::trimmed).collect()
    }
}

impl Inline {
    /// The part of it that lies in a window.
    fn window(self, window: Span) -> Inline {
        let text = self.text.get(window.range()).unwrap_or_default().to_owned();
        let marks = self
            .marks
            .into_iter()
            .filter_map(|mark| Some(Mark { span: within(mark.span, window)?, kind: mark.kind }));
        Inline { text, marks: marks.collect() }
    }
}

/// Hands out the parts of a span to the windows that it reaches into.
fn share(span: Span, windows: &[Span], mut give: impl FnMut(usize, Span)) {
    let first = windows.partition_point(|window| window.end <= span.start);
    for (index, window) in windows.iter().enumerate().skip(first) {
        if window.start >= span.end {
            break;
        }
        if let Some(part) = within(span, *window) {
            give(index, part);
        }
    }
}

/// The part of a span that lies in a window, relative to it; `None` where there is none.
fn within(span: Span, window: Span) -> Option<Span> {
    let part = span.intersect(window);
    (!part.is_empty()).then(|| Span::new(part.start - window.start, part.end - window.start))
}
