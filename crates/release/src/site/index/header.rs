//! What the release or modification is, how far it is, and the changes in a few sentences.

use crate::about::{Modification, Stage};
use crate::record::Record;
use crate::site::address::outside;
use crate::site::html::Html;
use crate::site::words::summary;

/// Writes the header.
pub(super) fn write(html: &mut Html, record: &Record) {
    let about = &record.about;
    html.raw("<header>\n<p class=\"eyebrow\">");
    let code = about.code.as_ref();
    html.text(code.map_or("Redlines of a code", |code| &code.name));
    if let Some(administrator) = code.and_then(|code| code.administrator.as_deref()) {
        html.text(&format!(" · {administrator}"));
    }
    html.raw("</p>\n");
    html.element("h1", &about.title());
    banner(html, record);
    html.raw("<p class=\"lede\">");
    html.text(&summary(record));
    html.raw("</p>\n");
    facts(html, record);
    html.raw("</header>\n");
}

/// Says in words that a text is a draft, and where to respond.
fn banner(html: &mut Html, record: &Record) {
    let words = match record.about.stage() {
        Some(Stage::Draft) => "Draft. The proposed text is being written and is not in effect.",
        Some(Stage::Consultation) => "Draft for consultation. The proposed text is not in effect.",
        Some(Stage::Decision) => "Awaiting decision. The proposed text is not in effect.",
        _ => return,
    };
    let (head, rest) = words.split_once(". ").unwrap_or((words, ""));
    html.raw("<p class=\"banner\"><strong>");
    html.text(&head.to_uppercase());
    html.raw("</strong> ");
    html.text(rest);
    for modification in &record.about.modifications {
        let consultation = modification.consultation.as_ref();
        let Some(consultation) =
            consultation.filter(|_| modification.stage == Some(Stage::Consultation))
        else {
            continue;
        };
        if let Some(closes) = &consultation.closes {
            html.text(&format!(" The consultation on {} closes on ", modification.id));
            html.raw("<b>");
            html.text(&closes.shown());
            html.raw("</b>.");
        }
        if let Some(respond) = &consultation.respond {
            html.raw(" Respond to ");
            contact(html, respond);
            html.raw(".");
        }
    }
    html.raw("</p>\n");
}

fn facts(html: &mut Html, record: &Record) {
    let about = &record.about;
    let mut facts: Vec<(&str, String)> = Vec::new();
    for modification in &about.modifications {
        facts.push(("Modification", told(modification)));
    }
    if let Some(baseline) = &about.baseline {
        facts.push(("Baseline", format!("Version {}", baseline.version)));
    }
    if let Some(release) = &about.release {
        facts.push(("Release", format!("Version {}", release.version)));
        if let Some(effective) = &release.effective {
            facts.push(("Effective", effective.shown().into_owned()));
        }
    }
    if facts.is_empty() && about.code.as_ref().and_then(|code| code.contact.as_ref()).is_none() {
        return;
    }
    html.raw("<dl class=\"facts\">\n");
    for (name, words) in facts {
        html.raw(&format!("<div><dt>{name}</dt><dd>"));
        html.text(&words);
        html.raw("</dd></div>\n");
    }
    if let Some(asked) = about.code.as_ref().and_then(|code| code.contact.as_deref()) {
        html.raw("<div><dt>Questions</dt><dd>");
        contact(html, asked);
        html.raw("</dd></div>\n");
    }
    html.raw("</dl>\n");
}

/// "EP014: Shorter notices (self-governance, proposed by the Panel, approved)".
fn told(modification: &Modification) -> String {
    let title = modification.title.as_ref().map_or(String::new(), |title| format!(": {title}"));
    let more: Vec<String> = [
        modification.path.map(|path| path.words().to_owned()),
        modification.proposer.as_ref().map(|proposer| format!("proposed by {proposer}")),
        modification.stage.map(|stage| stage.words().to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("{}{title}{more}", modification.id)
}

/// Words that lead outside where they are an address.
fn contact(html: &mut Html, words: &str) {
    match outside(words) {
        Some(address) => html.link(&address, words),
        None => html.text(words),
    }
}
