//! The report as Markdown.

use std::fmt::{self, Write as _};

use keeling_tests::score::{Confusion, Question};

use crate::bars::bars;
use crate::tally::Tally;

/// Writes the tables: bars, F1 by profile, answers, confusion, words.
pub(crate) fn report(tallies: &[Tally], all: &Tally) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_bars(&mut out, tallies)
        .and_then(|()| write_profiles(&mut out, tallies, all))
        .and_then(|()| write_answers(&mut out, all))
        .and_then(|()| write_confusion(&mut out, all))
        .and_then(|()| write_words(&mut out, tallies, all));
    out
}

fn heading(out: &mut String, title: &str, columns: &[&str]) -> fmt::Result {
    writeln!(out, "\n## {title}\n\n| {} |", columns.join(" | "))?;
    writeln!(out, "|---|{}", "--:|".repeat(columns.len() - 1))
}

fn write_bars(out: &mut String, tallies: &[Tally]) -> fmt::Result {
    heading(out, "Bars", &["profile: bar", "value", "passed"])?;
    for bar in bars(tallies) {
        let passed = if bar.passed { "yes" } else { "**no**" };
        writeln!(out, "| {}: {} | {:.4} | {passed} |", bar.profile, bar.what, bar.value)?;
    }
    Ok(())
}

/// F1 of each question in each profile; a dash where nothing was to be said and nothing was said.
fn write_profiles(out: &mut String, tallies: &[Tally], all: &Tally) -> fmt::Result {
    let names = Question::ALL.map(Question::name);
    heading(out, "F1 by profile", &[&["profile"], names.as_slice()].concat())?;
    for tally in tallies.iter().chain([all]) {
        write!(out, "| {} |", tally.name)?;
        for question in Question::ALL {
            let answers = tally.sum.of(question);
            if answers.right + answers.wrong + answers.missed == 0 {
                write!(out, " – |")?;
            } else {
                write!(out, " {:.4} |", answers.f1())?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_answers(out: &mut String, all: &Tally) -> fmt::Result {
    let title = format!("All {} pairs", all.n_runs);
    let columns =
        ["question", "right", "wrong", "missed", "precision", "recall", "F1", "95 % interval"];
    heading(out, &title, &columns)?;
    for (question, [low, high]) in Question::ALL.iter().zip(&all.intervals) {
        let answers = all.sum.of(*question);
        writeln!(
            out,
            "| {} | {} | {} | {} | {:.4} | {:.4} | {:.4} | {low:.4}–{high:.4} |",
            question.name(),
            answers.right,
            answers.wrong,
            answers.missed,
            answers.precision(),
            answers.recall(),
            answers.f1(),
        )?;
    }
    Ok(())
}

fn write_confusion(out: &mut String, all: &Tally) -> fmt::Result {
    let columns = [&["true, by what is said"], Confusion::NAMES.as_slice()].concat();
    heading(out, "Status", &columns)?;
    for (name, row) in Confusion::NAMES.iter().zip(&all.sum.confusion.counts) {
        let counts = row.map(|count| count.to_string());
        writeln!(out, "| {name} | {} |", counts.join(" | "))?;
    }
    Ok(())
}

fn write_words(out: &mut String, tallies: &[Tally], all: &Tally) -> fmt::Result {
    let columns = [
        "profile",
        "churn",
        "fragments",
        "islands",
        "amended texts",
        "false changes",
        "marked beyond",
        "retargets that follow",
        "references misread",
    ];
    heading(out, "Words, and what else is counted", &columns)?;
    for tally in tallies.iter().chain([all]) {
        let (score, words) = (&tally.sum, &tally.sum.words);
        writeln!(
            out,
            "| {} | {:.3} | {:.3} | {} | {} | {} | {} | {} | {} |",
            tally.name,
            words.churn(),
            words.fragments(),
            words.islands,
            words.clauses,
            score.false_changes(),
            score.marked_beyond(),
            score.followed,
            score.misread,
        )?;
    }
    Ok(())
}
