//! The controls, which the page's script shows and serves. Without it there are none, and the
//! page reads the same.

use super::kinds::{self, KINDS};
use super::sink::Html;
use super::{Page, changes};
use crate::tally::grouped;

/// The ways to read the page: the value, the words.
const VIEWS: [(&str, &str); 4] = [
    ("redline", "Redline"),
    ("proposed", "Proposed"),
    ("baseline", "Baseline"),
    ("side", "Side by side"),
];

/// Writes the controls.
pub(super) fn write(html: &mut Html, page: &Page<'_>) {
    html.raw(
        "<div id=\"ui-toolbar\" role=\"region\" aria-label=\"Controls\">\n<div class=\"bar\">\n",
    );
    steps(html, page);
    html.raw("<div id=\"ui-tools\">\n");
    views(html);
    filters(html, page);
    html.raw(FIND);
    html.raw(FOLD);
    html.raw("<details class=\"menu\" id=\"ui-more\"><summary>More</summary><div>\n");
    if changes::exists(page) {
        html.raw("<a href=\"#changes\">Change list</a>\n");
    }
    html.raw(MORE);
    html.raw("</div>\n</div>\n");
    html.raw(NOTICE);
    html.raw("</div>\n");
}

/// Writes what the controls open over the page.
pub(super) fn write_help(html: &mut Html) {
    html.raw(HELP);
}

fn steps(html: &mut Html, page: &Page<'_>) {
    html.raw(
        "<button type=\"button\" id=\"ui-previous\" title=\"Previous change (p)\">Previous</button>\n\
         <p id=\"ui-status\" role=\"status\">",
    );
    match page.tally.changed() {
        1 => html.raw("1 change"),
        n => html.display(format_args!("{} changes", grouped(n))),
    }
    html.raw(
        "</p>\n<button type=\"button\" id=\"ui-next\" title=\"Next change (n)\">Next</button>\n\
         <button type=\"button\" id=\"ui-menu\" aria-expanded=\"false\" aria-controls=\"ui-tools\">Menu\
         </button>\n",
    );
}

fn views(html: &mut Html) {
    html.raw("<fieldset id=\"ui-views\"><legend class=\"vh\">View</legend>");
    for (i, (value, words)) in VIEWS.iter().enumerate() {
        let checked = if i == 0 { " checked" } else { "" };
        html.display(format_args!(
            "<label><input type=\"radio\" name=\"view\" value=\"{value}\"{checked}{}><span>{words}\
             </span></label>",
            if *value == "side" { " aria-describedby=\"ui-side-reason\"" } else { "" }
        ));
    }
    html.raw(
        "<small id=\"ui-side-reason\" hidden>Side by side needs a window of 1,024 pixels or more.\
         </small></fieldset>\n",
    );
}

fn filters(html: &mut Html, page: &Page<'_>) {
    let counts = kinds::counts(page);
    html.raw(
        "<details class=\"menu\" id=\"ui-filters\"><summary>Filter</summary><div>\n\
         <p>Kinds of change to stand out; the others are drawn faintly.</p>\n",
    );
    for (kind, count) in KINDS.iter().zip(counts) {
        let none = if count == 0 { " disabled" } else { "" };
        html.display(format_args!(
            "<label><input type=\"checkbox\" name=\"kind\" value=\"{}\" checked{none}> {} \
             <b>{}</b></label>\n",
            kind.key,
            kind.label,
            grouped(count)
        ));
    }
    html.raw(
        "<p><button type=\"button\" id=\"ui-kinds-all\">All</button> <button type=\"button\" \
         id=\"ui-kinds-none\">None</button></p>\n</div></details>\n",
    );
}

const FIND: &str = r#"<details class="menu" id="ui-finder"><summary>Find</summary><div>
<form id="ui-go"><label for="ui-go-to">Go to clause</label><input id="ui-go-to" autocomplete="off" spellcheck="false"><button>Go</button></form>
<form id="ui-search"><label for="ui-search-for">Search in clauses</label><input id="ui-search-for" type="search" autocomplete="off"><button>Find</button></form>
</div></details>
"#;

const FOLD: &str =
    "<button type=\"button\" id=\"ui-fold\" aria-pressed=\"false\">Fold unchanged</button>\n";

const MORE: &str = r#"<button type="button" id="ui-next-text">Next change of text</button>
<button type="button" id="ui-previous-text">Previous change of text</button>
<button type="button" id="ui-counterpart">Other place of a move</button>
<button type="button" id="ui-copy">Copy link to clause</button>
<button type="button" id="ui-print">Print this view</button>
<button type="button" id="ui-print-changed">Print changed clauses with context</button>
<fieldset id="ui-themes"><legend>Theme</legend><label><input type="radio" name="theme" value="auto" checked> Auto</label><label><input type="radio" name="theme" value="light"> Light</label><label><input type="radio" name="theme" value="dark"> Dark</label></fieldset>
<label><input type="checkbox" id="ui-mono"> Without colour</label>
<label><input type="checkbox" id="ui-markers"> Text markers [+ +] [- -]</label>
<label><input type="checkbox" id="ui-keys"> Keyboard shortcuts</label>
<button type="button" id="ui-open-help">Help</button>
</div></details>
"#;

const NOTICE: &str = "<p id=\"ui-notice\" hidden><span></span> <button type=\"button\" \
                      id=\"ui-notice-undo\"></button></p>\n";

const HELP: &str = r#"<dialog id="ui-help" aria-labelledby="ui-help-title"><h2 id="ui-help-title">Help</h2>
<p>Every clause stands here once, with what became of it; a moved clause stands at both its places. The bar at its left is solid where its words changed, double where only its number or a reference did, dashed where something is to be checked or a definition that it uses changes.</p>
<p>A clause’s number is a link to it. Links with the baseline’s number work too, with <code>#old-</code> before it.</p>
<p>Keyboard shortcuts work once they are switched on, under More.</p>
<table><tbody>
<tr><th scope="row"><kbd>n</kbd> <kbd>p</kbd></th><td>next, previous change</td></tr>
<tr><th scope="row"><kbd>Shift N</kbd> <kbd>Shift P</kbd></th><td>the same, changes of text only</td></tr>
<tr><th scope="row"><kbd>1</kbd> to <kbd>4</kbd></th><td>redline, proposed, baseline, side by side</td></tr>
<tr><th scope="row"><kbd>m</kbd></th><td>other place of a moved clause</td></tr>
<tr><th scope="row"><kbd>g</kbd></th><td>go to a clause</td></tr>
<tr><th scope="row"><kbd>/</kbd></th><td>search in clauses</td></tr>
<tr><th scope="row"><kbd>f</kbd></th><td>fold or unfold unchanged clauses</td></tr>
<tr><th scope="row"><kbd>l</kbd></th><td>copy a link to the clause</td></tr>
<tr><th scope="row"><kbd>?</kbd></th><td>this help</td></tr>
</tbody></table>
<form method="dialog"><button>Close</button></form></dialog>
"#;
