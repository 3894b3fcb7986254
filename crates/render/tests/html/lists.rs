//! Tables that are a list in columns: the new version's grid, and what is gone in it.

use keeling_diff::{Options, diff};
use proptest::prelude::*;

use crate::common::sketch::document;
use crate::{body, page_of};

/// The names, four a row, as a clause.
fn grid(names: &[&str]) -> String {
    let rows = names.chunks(4).map(|row| format!("| {}\n", row.join(" | ")));
    format!("1.1 Thanks to:\n{}", rows.collect::<String>())
}

/// The table on the page of two lists of names.
fn table(old: &[&str], new: &[&str]) -> String {
    let (old, new) = (document(&grid(old)), document(&grid(new)));
    let page = body(&page_of(&old, &new, &diff(&old, &new, &Options::default())));
    let (_, table) = page.split_once("<table>\n").unwrap();
    table.trim_end_matches("</div>\n").to_owned()
}

const NAMES: [&str; 9] = [
    "Ann Ash", "Bob Bay", "Cyd Cox", "Dan Day", "Eve Elm", "Fay Fox", "Guy Gee", "Hal Hay",
    "Ivy Ice",
];

#[test]
fn a_name_that_comes_is_all_that_is_marked() {
    let new = [&NAMES[..1], &["Bea Box"], &NAMES[1..]].concat();
    insta::assert_snapshot!(table(&NAMES, &new), @r#"
    <tr><th scope="col">Ann Ash</th><th scope="col"><ins>Bea Box</ins></th><th scope="col">Bob Bay</th><th scope="col">Cyd Cox</th></tr>
    <tr><td>Dan Day</td><td>Eve Elm</td><td>Fay Fox</td><td>Guy Gee</td></tr>
    <tr><td>Hal Hay</td><td>Ivy Ice</td></tr>
    </table></div>
    <p class="note" data-ui>In this table, compared as a list: 1 entry inserted.</p>
    "#);
}

#[test]
fn a_name_that_goes_is_struck_where_the_next_one_stands() {
    let new = [&NAMES[..1], &NAMES[2..]].concat();
    insta::assert_snapshot!(table(&NAMES, &new), @r#"
    <tr><th scope="col">Ann Ash</th><th scope="col"><p class="gone"><del>Bob Bay</del></p>
    <p>Cyd Cox</p>
    </th><th scope="col">Dan Day</th><th scope="col">Eve Elm</th></tr>
    <tr><td>Fay Fox</td><td>Guy Gee</td><td>Hal Hay</td><td>Ivy Ice</td></tr>
    </table></div>
    <p class="note" data-ui>In this table, compared as a list: 1 entry deleted.</p>
    "#);
}

#[test]
fn names_that_come_and_go_and_the_last_one() {
    let new = [&["Abe Ace"], &NAMES[..2], &["Ben Bow", "Bea Box"], &NAMES[3..8]].concat();
    insta::assert_snapshot!(table(&NAMES, &new), @r#"
    <tr><th scope="col"><ins>Abe Ace</ins></th><th scope="col">Ann Ash</th><th scope="col">Bob Bay</th><th scope="col"><del>Cyd Cox</del><ins>Ben Bow</ins></th></tr>
    <tr><td><ins>Bea Box</ins></td><td>Dan Day</td><td>Eve Elm</td><td>Fay Fox</td></tr>
    <tr><td>Guy Gee</td><td><p>Hal Hay</p>
    <p class="gone"><del>Ivy Ice</del></p>
    </td></tr>
    </table></div>
    <p class="note" data-ui>In this table, compared as a list: 3 entries inserted, 2 entries deleted.</p>
    "#);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_read_back_from_the_page(
        n_names in 1..40usize,
        edits in prop::collection::vec((0..3u8, any::<prop::sample::Index>()), 0..6),
    ) {
        let names: Vec<String> = (0..n_names).map(|at| format!("First{at} Last{at}")).collect();
        let mut other = names.clone();
        for (edit, at) in edits {
            let at = at.index(other.len() + 1);
            match (edit, other.get_mut(at)) {
                (0, Some(name)) => name.push_str(" Junior"),
                (1, Some(_)) => drop(other.remove(at)),
                _ => other.insert(at, format!("Other{}", other.len())),
            }
        }
        let [old, new] = [names, other].map(|names| {
            document(&grid(&names.iter().map(String::as_str).collect::<Vec<_>>()))
        });
        page_of(&old, &new, &diff(&old, &new, &Options::default()));
        page_of(&new, &old, &diff(&new, &old, &Options::default()));
    }
}
