//! HTML: tags go, words stay.

use super::flow;

#[test]
fn tags_and_comments_in_words_go() {
    insta::assert_snapshot!(flow("a <span class=\"x>y\">b</span> <!-- c --> d<br/>e < f <script>g</script> h"), @r#"body "a b  d\ne < f  h" break(6)"#);
}

#[test]
fn blocks_of_html_become_pieces() {
    insta::assert_snapshot!(flow("<div>\n<h2 id=\"x\">Head</h2>\nOne &amp;\n  <b>two</b><p>three\n<style>p {}</style>\n</div>"), @r#"
    heading 2 "Head" #x #head
    body "One & two" bold("two")
    body "three"
    "#);
}

#[test]
fn lists_of_html_are_numbered() {
    insta::assert_snapshot!(flow("<ol type=\"a\" start=2>\n<li>one\n<ul><li>dot</ul>\n<li>two</ol>\n\n1. three"), @r#"
    body >1 b.(list 0, level 0) "one"
    body >2 •(list 1, level 0) "dot"
    body >1 c.(list 0, level 0) "two"
    body >1 1.(list 2, level 0) "three"
    "#);
}

#[test]
fn tables_of_html_keep_their_cells() {
    insta::assert_snapshot!(flow("<table>\n<tr><th>A<th>B</tr>\n<tr><td colspan=2><p>one</p> <b>two</b></td></tr>\n<tr><td>x<table><tr><td>in</table></td></tr>\n</table>after"), @r#"
    body table, 1 header rows
      row
        cell 1x1
          body "A"
        cell 1x1
          body "B"
      row
        cell 2x1
          body "one two" bold("two")
      row
        cell 1x1
          body "x in"
    body "after"
    "#);
}

#[test]
fn half_a_table_keeps_its_words() {
    insta::assert_snapshot!(flow("<table>\n<tr><td>a\n\n<td>b</td></tr>\n</table>\n\nc"), @r#"
    body table, 0 header rows
      row
        cell 1x1
          body "a"
    body table, 0 header rows
      row
        cell 1x1
          body "b"
    body "c"
    "#);
}

#[test]
fn what_is_no_tag_is_text() {
    insta::assert_snapshot!(flow("<div>a < b <? c > d <!e> f </ g <\n</div>"), @r#"body "a < b d f </ g <""#);
}
