//! Attribute values that several tables share.

/// Reads an on/off value; a missing attribute means on (ECMA-376 part 1 §17.17.4, `ST_OnOff`).
pub fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// Reads a measure in twentieths of a point: a plain number of them, or a number with a unit
/// (ECMA-376 part 1 §22.9.2.14, `ST_UniversalMeasure`), which strict documents use.
///
/// ```
/// assert_eq!(keeling_ooxml::twips("720"), Some(720));
/// assert_eq!(keeling_ooxml::twips("0.5in"), Some(720));
/// assert_eq!(keeling_ooxml::twips("wide"), None);
/// ```
pub fn twips(value: &str) -> Option<i32> {
    let value = value.trim();
    if let Ok(whole) = value.parse::<i32>() {
        return Some(whole);
    }
    let unit_at = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
    let (number, unit) = value.split_at(unit_at);
    let per_unit = match unit {
        "" => 1.0,
        "pt" => 20.0,
        "pc" | "pi" => 240.0,
        "in" => 1440.0,
        "cm" => 1440.0 / 2.54,
        "mm" => 144.0 / 2.54,
        _ => return None,
    };
    let twips = number.parse::<f64>().ok()? * per_unit;
    let whole = twips.round();
    // A page is at most 22 inches wide, so anything beyond this is noise.
    #[allow(clippy::cast_possible_truncation, reason = "checked to lie within 32 bits")]
    (whole.abs() < 1e9).then_some(whole as i32)
}
