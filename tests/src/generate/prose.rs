//! Sentences of an invented Example Energy Code.

use super::code::Word;
use super::random::Random;

const PARTIES: &[&str] = &[
    "Supplier",
    "Network Operator",
    "Metering Agent",
    "Code Manager",
    "Panel",
    "Settlement Body",
    "Generator",
    "Aggregator",
    "Data Custodian",
    "Connections Board",
    "Storage Owner",
    "Auditor",
];
const ACTS: &[&str] = &[
    "notify",
    "provide to",
    "agree with",
    "publish for",
    "obtain from",
    "reconcile with",
    "deliver to",
    "withhold from",
    "certify to",
    "invoice",
    "refund to",
    "escalate to",
];
const QUALITIES: &[&str] = &[
    "relevant",
    "provisional",
    "verified",
    "disputed",
    "aggregated",
    "historic",
    "monthly",
    "amended",
    "encrypted",
    "estimated",
    "outstanding",
    "interim",
    "dual",
    "enduring",
];
const THINGS: &[&str] = &[
    "Meter Reading",
    "Connection Offer",
    "Settlement Statement",
    "Outage Plan",
    "Security Deposit",
    "Capacity Register",
    "Switching Request",
    "Audit Opinion",
    "Forecast",
    "Imbalance Charge",
    "Test Certificate",
    "Data Extract",
    "Incident Record",
    "Tariff Notice",
    "Derogation",
];
const TIMES: &[&str] =
    &["Working Days", "Settlement Periods", "calendar months", "hours", "minutes", "days"];
const REASONS: &[&str] = &[
    "so far as the Licence permits",
    "in accordance with Good Practice",
    "at its own cost",
    "unless the Panel directs otherwise",
    "having regard to the Code Objectives",
    "where the threshold is exceeded",
    "without prejudice to any other right",
    "in writing",
    "until the matter is settled",
    "subject to the confidentiality rules",
];

/// Sentences that codes repeat word for word, so that a clause is not known by its text alone.
const BOILERPLATE: &[&str] = &[
    "Not used.",
    "The Panel shall act reasonably.",
    "The Code Manager shall keep a record of each request and make it available on demand.",
];

/// The words of a sentence, the last with its full stop.
pub(crate) fn sentence(random: &mut Random) -> Vec<String> {
    if random.percent(6) {
        return words(random.pick::<&str>(BOILERPLATE));
    }
    let (party, act) = (random.pick(PARTIES), random.pick(ACTS));
    let (other, thing) = (random.pick(PARTIES), thing(random));
    let (number, time) = (random.between(2, 90), random.pick(TIMES));
    let mut text =
        format!("The {party} shall {act} the {other} each {thing} within {number} {time}");
    if random.percent(60) {
        text = format!("{text}, {}", random.pick(REASONS));
    }
    if random.percent(30) {
        let (thing, time) = (self::thing(random), random.between(1, 30));
        text = format!("{text}, and the {thing} shall stand for {time} days");
    }
    text.push('.');
    words(&text)
}

/// Whether words are a sentence that codes repeat.
pub(crate) fn is_boilerplate(text: &[Word]) -> bool {
    let shown: Vec<_> = text.iter().filter_map(Word::text).collect();
    BOILERPLATE.contains(&shown.join(" ").as_str())
}

/// A heading's words.
pub(crate) fn heading(random: &mut Random) -> Vec<String> {
    let text =
        format!("{} and {} ({})", random.pick(THINGS), random.pick(THINGS), random.pick(PARTIES));
    words(&text)
}

/// A term that a definition may define.
pub(crate) fn term(random: &mut Random) -> String {
    let quality = random.pick(QUALITIES);
    let (first, rest) = quality.split_at(1);
    format!("{}{rest} {}", first.to_uppercase(), random.pick(THINGS))
}

/// A row of a table.
pub(crate) fn row(random: &mut Random) -> [String; 3] {
    let per_cent = format!("{} per cent", random.between(1, 999));
    [term(random), (*random.pick(PARTIES)).to_owned(), per_cent]
}

/// A cell of a column beyond the first three.
pub(crate) fn cell(random: &mut Random) -> String {
    format!("{} {}", random.between(2, 99), random.pick(TIMES))
}

/// A word that may stand before a thing.
pub(crate) fn quality(random: &mut Random) -> String {
    (*random.pick(QUALITIES)).to_owned()
}

/// Words that may stand behind a verb.
pub(crate) fn manner(random: &mut Random) -> Vec<String> {
    words(random.pick::<&str>(&["promptly", "in good faith", "and fairly", "only", "in full"]))
}

fn thing(random: &mut Random) -> String {
    format!("{} {}", random.pick(QUALITIES), random.pick(THINGS))
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}
