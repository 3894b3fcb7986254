//! Tables of pipes.

use super::flow;

#[test]
fn rows_and_cells() {
    insta::assert_snapshot!(flow("| Meter | Charge |\n|:--|--:|\n| A \\| B | **5** |\n| C |\n| D | 6 | lost |"), @r#"
    body table, 1 header rows
      row
        cell 1x1
          body "Meter"
        cell 1x1
          body "Charge"
      row
        cell 1x1
          body "A | B"
        cell 1x1
          body "5" bold("5")
      row
        cell 1x1
          body "C"
        cell 1x1
      row
        cell 1x1
          body "D"
        cell 1x1
          body "6"
    "#);
}

#[test]
fn an_empty_header_is_none() {
    insta::assert_snapshot!(flow("1. Text\n\n   | | |\n   |-|-|\n   | a<br>b | c[^1] |\n\n[^1]: d"), @r#"
    body >1 1.(list 0, level 0) "Text"
    body >1 table, 0 header rows
      row
        cell 1x1
          body "a\nb" break(1)
        cell 1x1
          body "c@" note(0)
    note 0 marked 1
      body "d"
    "#);
}
