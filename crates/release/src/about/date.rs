//! Dates as people write them in TOML, and as a reader sees them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date: one of the calendar, or words such as "the first day of the next quarter".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Date(String);

impl Date {
    /// As a reader sees it: "18 July 2022".
    pub fn shown(&self) -> Cow<'_, str> {
        match calendar(&self.0) {
            Some((year, month, day)) => Cow::Owned(format!("{day} {month} {year}")),
            None => Cow::Borrowed(&self.0),
        }
    }
}

fn calendar(text: &str) -> Option<(&str, &'static str, u8)> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, n| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return None;
    }
    let month = month.parse::<usize>().ok()?.checked_sub(1).and_then(|at| MONTHS.get(at))?;
    Some((year, month, day.parse().ok().filter(|day| (1..=31).contains(day))?))
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer)? {
            toml::Value::Datetime(date) if date.time.is_none() => Ok(Self(date.to_string())),
            toml::Value::String(words) if !words.trim().is_empty() => Ok(Self(words)),
            _ => Err(D::Error::custom(
                "this is no date; allowed is a day such as 2026-06-25, or words in quotes",
            )),
        }
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day such as 2026-06-25, in TOML with or without quotes, or words.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_shown_with_the_name_of_its_month() {
        assert_eq!(Date("2022-07-18".into()).shown(), "18 July 2022");
        assert_eq!(Date("2022-13-18".into()).shown(), "2022-13-18");
        assert_eq!(Date("early next year".into()).shown(), "early next year");
    }
}
