//! Small documents, and redlines as lines of text.

use keeling_diff::{OpKind, Options, Redline, Status, diff};
use keeling_model::{Builder, ClauseKind, Document, Label, Mark, MarkKind, Role, Span};

/// A document of one numbered clause a line. Formatting is written `{b bold}`, `{i italic}`,
/// `{u underlined}`, `{^ raised}`, `{https://… linked}`; a line that begins with `#` is a heading.
pub(crate) fn document(lines: &str) -> Document {
    let mut builder = Builder::new();
    for (at, line) in lines.lines().enumerate() {
        builder.open(ClauseKind::Clause, Some(Label::typed(format!("{}", at + 1))));
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let role = u8::try_from(level).ok().filter(|level| *level > 0);
        let (text, marks) = read(&mut builder, line.trim_start_matches('#'));
        for paragraph in text.split('¶').take(1) {
            builder.paragraph(role.map_or(Role::Body, Role::Heading), paragraph, marks.clone());
        }
        for paragraph in text.split('¶').skip(1) {
            builder.paragraph(Role::Body, paragraph, []);
        }
        builder.close();
    }
    builder.finish()
}

fn read(builder: &mut Builder, line: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut open: Vec<(u32, MarkKind)> = Vec::new();
    let mut rest = line;
    let at = |text: &str| u32::try_from(text.len()).expect("a short text");
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let (name, after) = rest.split_once(' ').expect("a format has a name");
                let kind = match name {
                    "b" => MarkKind::Bold,
                    "i" => MarkKind::Italic,
                    "u" => MarkKind::Underline,
                    "^" => MarkKind::Superscript,
                    url => MarkKind::Link(builder.url(url)),
                };
                open.push((at(&text), kind));
                rest = after;
            }
            '}' => {
                let (from, kind) = open.pop().expect("what ends has begun");
                marks.push(Mark { span: Span::new(from, at(&text)), kind });
            }
            c => text.push(c),
        }
    }
    (text, marks)
}

/// The redline of two documents, checked.
pub(crate) fn redline(old: &Document, new: &Document, options: &Options) -> Redline {
    let redline = diff(old, new, options);
    assert_eq!(redline.verify(old, new), Ok(()));
    redline
}

/// The clauses of two versions with their edits as `[-…-]` and `{+…+}`; "=" before a clause that is
/// unchanged.
pub(crate) fn edits(old: &str, new: &str, options: &Options) -> String {
    let (old, new) = (document(old), document(new));
    let redline = redline(&old, &new, options);
    let mut lines = Vec::new();
    for change in &redline.changes {
        let mut line = String::new();
        if change.status == Status::Unchanged {
            line.push('=');
            line.push_str(change.new.map_or("", |id| new.own_text(id)));
        }
        for op in &change.ops {
            match op.kind {
                OpKind::Equal => line.push_str(new.slice(op.new)),
                OpKind::Delete => line.extend(["[-", old.slice(op.old), "-]"]),
                OpKind::Insert => line.extend(["{+", new.slice(op.new), "+}"]),
            }
        }
        lines.push(line);
    }
    lines.join("\n")
}
