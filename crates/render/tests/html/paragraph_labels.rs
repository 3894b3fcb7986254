//! Generated labels of paragraphs that are no clauses, as both versions show them.

use insta::assert_snapshot;
use keeling_diff::{Options, diff};

use crate::common::numbered::table;
use crate::{body, page_of};

/// The rows on the page of two tables.
fn rows(old: &str, new: &str) -> String {
    let (old, new) = (table(old), table(new));
    let page = body(&page_of(&old, &new, &diff(&old, &new, &Options::default())));
    let end = page.rfind("</table>").unwrap_or(page.len());
    let start = page.find("<tr").unwrap_or(0);
    page.get(start..end).unwrap_or_default().replace(" data-generated", "").trim_end().to_owned()
}

#[test]
fn a_number_stands_before_the_words_of_its_cell() {
    assert_snapshot!(rows("1.> Meters | (a)> all / (b)> some", "1.> Meters | (a)> all / (b)> some"), @r#"
    <tr><td><span class="l">1. </span>Meters</td><td><p><span class="l">(a) </span>all</p>
    <p><span class="l">(b) </span>some</p>
    </td></tr>
    "#);
}

#[test]
fn numbers_that_moved_on_bear_both_in_a_clause_that_is_the_same() {
    assert_snapshot!(rows("1.> Meters\n2.>", "5.> Meters\n6.>"), @r#"
    <tr><td><span class="l"><del class="num">1.</del> <ins class="num">5.</ins> </span>Meters</td></tr>
    <tr><td><span class="l"><del class="num">2.</del> <ins class="num">6.</ins> </span></td></tr>
    "#);
}

#[test]
fn a_new_row_moves_the_next_number_on() {
    assert_snapshot!(rows("1.> Meters | 10\n2.> Pumps | 20", "1.> Meters | 10\n2.> Valves and hoses | 15\n3.> Pumps | 20"), @r#"
    <tr><td><span class="l">1. </span>Meters</td><td>10</td></tr>
    <tr class="added"><td><span class="vh" data-ui>New row: </span><span class="l"><ins>2.</ins> </span><ins>Valves and hoses</ins></td><td><ins>15</ins></td></tr>
    <tr><td><span class="l"><del class="num">2.</del> <ins class="num">3.</ins> </span>Pumps</td><td>20</td></tr>
    "#);
}

#[test]
fn deleted_and_inserted_paragraphs_bear_their_own() {
    assert_snapshot!(rows("(a)> supply meters / (b)> read them weekly", "(a)> supply meters / (b)> report / (c)> read them weekly"), @r#"
    <tr><td><p><span class="l">(a) </span>supply meters</p>
    <p class="added"><span class="l"><ins>(b)</ins> </span><ins>report</ins></p>
    <p><span class="l"><del class="num">(b)</del> <ins class="num">(c)</ins> </span>read them weekly</p>
    </td></tr>
    "#);
    assert_snapshot!(rows("1.> Meters | x / 2.> pay", "1.> Meters | x"), @r#"
    <tr><td><span class="l">1. </span>Meters</td><td><p>x</p>
    <p class="gone"><span class="l"><del>2.</del> </span><del>pay</del></p>
    </td></tr>
    "#);
}

#[test]
fn a_number_is_shown_where_its_paragraph_went_into_another() {
    assert_snapshot!(rows("1.> Meters / 2.> Pumps", "1.> Meters Pumps"), @r#"
    <tr><td><span class="l">1. </span>Meters <span class="l"><del>2.</del> </span>Pumps</td></tr>
    "#);
}

#[test]
fn an_empty_paragraph_is_nothing_but_its_number() {
    assert_snapshot!(rows("1.> | Meters\n2.> | Pumps", "1.> | Meters\n2.> | Valves\n3.> | Pumps"), @r#"
    <tr><td><span class="l">1. </span></td><td>Meters</td></tr>
    <tr class="added"><td><span class="vh" data-ui>New row: </span><span class="l"><ins>2.</ins> </span></td><td><ins>Valves</ins></td></tr>
    <tr><td><span class="l"><del class="num">2.</del> <ins class="num">3.</ins> </span></td><td>Pumps</td></tr>
    "#);
}
