//! Text that would do something if a page took it for more than text.

use std::fmt::Write;

/// What each line would do: run a script, be a link that runs one, turn the text around it, end an
/// element or a section of the page, or push the page's layout apart.
const TEXTS: [&str; 16] = [
    r"<script>window.hostile=1</script>",
    r#"<img src="x" onerror="window.hostile=2">"#,
    r"</main></body><script>window.hostile=3</script>",
    r"<style>*{display:none}</style>",
    r"</style><script>window.hostile=4</script>",
    r"[a link](javascript:window.hostile=5) and [another](data:text/html,<script>window.hostile=6</script>)",
    r"[a third](JaVaScRiPt:window.hostile=7) and [a fourth](vbscript:window.hostile)",
    r"![a picture](http://127.0.0.1:9/hostile.png)",
    r"]]> and <![CDATA[ and --> and <!-- and &lt;script&gt;",
    r"\ud800 and &#xD800; and &#0; and &notanentity;",
    "turned \u{202E}around\u{202C} and \u{2066}isolated\u{2069} and \u{200F}from the right",
    r#"<a href="http://127.0.0.1:9/" ping="http://127.0.0.1:9/">away</a>"#,
    r#"<form action="http://127.0.0.1:9/"><button>send</button></form>"#,
    r#"<iframe src="http://127.0.0.1:9/"></iframe><object data="x"></object>"#,
    r#"<div style="position:fixed;inset:0;background:red">over all</div>"#,
    "{{constructor.constructor('window.hostile=8')()}} ${window.hostile=9} `window.hostile=10`",
];

/// Two versions of a Markdown document whose every clause, heading and label tries to be more than
/// text. One word is `longest` letters long.
pub fn versions(longest: usize) -> [String; 2] {
    [version(false, longest), version(true, longest)]
}

fn version(is_new: bool, longest: usize) -> String {
    let mut text = String::from("# 1 </h1><script>window.hostile=0</script> \"onmouseover=\"x\n\n");
    for (number, hostile) in (1..).zip(TEXTS) {
        let end = if is_new && number % 2 == 0 { "as amended" } else { "as made" };
        // A string takes what is written to it.
        let _ = write!(text, "1.{number} The Supplier shall {hostile} {end}.\n\n");
    }
    let long = "w".repeat(longest);
    let _ = write!(text, "## 2 body{{display:none}}</style>\n\n2.1 One word: {long}\n\n");
    let inserted = if is_new { "2.2 <script>window.hostile=11</script>\n\n" } else { "" };
    let _ = write!(text, "{inserted}## 3 \u{202E}Turned\u{202C}\n\n3.1 The end of it.\n");
    text
}
