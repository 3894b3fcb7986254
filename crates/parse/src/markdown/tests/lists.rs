//! Lists: computed numbers, bullets, indents.

use super::flow;

#[test]
fn numbers_count_on_from_the_first() {
    insta::assert_snapshot!(flow("3. a\n3. b\n\nText.\n\n1) c"), @r#"
    body >1 3.(list 0, level 0) "a"
    body >1 4.(list 0, level 0) "b"
    body "Text."
    body >1 1)(list 1, level 0) "c"
    "#);
}

#[test]
fn levels_count_lists_of_the_same_sort() {
    insta::assert_snapshot!(flow("1. a\n   - b\n     1. c\n        - d\n2. e"), @r#"
    body >1 1.(list 0, level 0) "a"
    body >2 •(list 1, level 0) "b"
    body >3 1.(list 2, level 1) "c"
    body >4 •(list 3, level 1) "d"
    body >1 2.(list 0, level 0) "e"
    "#);
}

#[test]
fn only_the_first_piece_of_an_item_has_its_number() {
    insta::assert_snapshot!(flow("1. a\n\n   b\n\n2. c"), @r#"
    body >1 1.(list 0, level 0) "a"
    body >1 "b"
    body >1 2.(list 0, level 0) "c"
    "#);
}

#[test]
fn a_heading_in_an_item_has_its_number() {
    insta::assert_snapshot!(flow("1. ## Service\n\n   Text."), @r#"
    heading 2 >1 1.(list 0, level 0) "Service" #service
    body >1 "Text."
    "#);
}

#[test]
fn empty_items_count_and_are_not_shown() {
    insta::assert_snapshot!(flow("1. a\n2.\n3. c"), @r#"
    body >1 1.(list 0, level 0) "a"
    body >1 3.(list 0, level 0) "c"
    "#);
}

#[test]
fn a_number_of_an_item_that_holds_only_a_list_is_kept() {
    insta::assert_snapshot!(flow("1. 1. a\n   2. b\n2. - c\n- - d"), @r#"
    body >1 1.(list 0, level 0) ""
    body >2 1.(list 1, level 1) "a"
    body >2 2.(list 1, level 1) "b"
    body >1 2.(list 0, level 0) ""
    body >2 •(list 2, level 0) "c"
    body >2 •(list 4, level 1) "d"
    "#);
}

#[test]
fn typed_labels_stay_in_the_text_of_an_item() {
    insta::assert_snapshot!(flow("- (a) text\n* 1.1 text"), @r#"
    body >1 •(list 0, level 0) "(a) text"
    body >1 •(list 1, level 0) "1.1 text"
    "#);
}
