//! A notice as a page.

use super::blocks::{Block, Piece};
use crate::record::Record;
use crate::run::Options;
use crate::site::html::Html;

/// The page.
pub(super) fn page(blocks: &[Block], record: &Record, options: &Options) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(words) => Some(words.as_str()),
        _ => None,
    });
    let lang = options.lang.as_deref().unwrap_or("en");
    let mut html = Html::page(title.unwrap_or("Notice"), lang, &record.tool);
    html.raw("<main class=\"notice\">\n");
    for block in blocks {
        match block {
            Block::Title(words) => html.element("h1", words),
            Block::Heading(words) => html.element("h2", words),
            Block::Paragraph(pieces) => {
                html.raw("<p class=\"lede\">");
                inline(&mut html, pieces);
                html.raw("</p>\n");
            }
            Block::List(items) => list(&mut html, items),
            Block::Table(rows) => table(&mut html, rows),
        }
    }
    html.raw("</main>\n");
    html.end()
}

fn list(html: &mut Html, items: &[Vec<Piece>]) {
    html.raw("<ul>\n");
    for item in items {
        html.raw("<li>");
        inline(html, item);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
}

fn table(html: &mut Html, rows: &[Vec<Vec<Piece>>]) {
    let Some((head, rows)) = rows.split_first() else { return };
    html.raw("<table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for cell in head {
        html.raw("<th role=\"columnheader\" scope=\"col\">");
        inline(html, cell);
        html.raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for row in rows {
        html.raw("<tr role=\"row\">");
        for (at, cell) in row.iter().enumerate() {
            if at == 0 {
                html.raw("<th role=\"rowheader\" scope=\"row\">");
                inline(html, cell);
                html.raw("</th>");
                continue;
            }
            let label: String =
                head.get(at).into_iter().flatten().map(|p| p.words.clone()).collect();
            html.raw("<td role=\"cell\" class=\"v\"");
            html.attribute("data-label", &label);
            html.raw("><span>");
            inline(html, cell);
            html.raw("</span></td>");
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n");
}

fn inline(html: &mut Html, pieces: &[Piece]) {
    for piece in pieces {
        match &piece.address {
            Some(address) => html.link(address, &piece.words),
            None => html.text(&piece.words),
        }
    }
}
