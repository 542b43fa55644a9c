//! A plain answer to queries, to hold the real one against: lists of words, no index, no folding code.

use std::collections::BTreeMap;

/// What one passage, with its notes, has under each field. A field of several values has them all.
pub(super) type Facts = BTreeMap<&'static str, Vec<String>>;

/// A query as a test draws it.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
    Word(String),
    Field(&'static str, Vec<String>),
}

/// The fields whose values are asked for by a part; the others as a whole.
const BY_PART: [&str; 11] = [
    "speaker", "role", "side", "outlet", "document", "section", "topic", "channel", "briefing",
    "text", "note",
];

impl Asked {
    /// As a person types it, with more parentheses and quotation marks than are needed.
    pub(super) fn typed(&self) -> String {
        let list = |parts: &[Self], between: &str| {
            let parts: Vec<String> = parts.iter().map(Self::typed).collect();
            format!("({})", parts.join(between))
        };
        match self {
            Self::All(parts) => list(parts, " "),
            Self::Any(parts) => list(parts, " or "),
            Self::Not(part) => format!("not {}", part.typed()),
            Self::Word(word) => format!("\"{word}\""),
            Self::Field(field, values) => {
                let is_part = BY_PART.contains(field);
                let quote = |value: &String| {
                    if is_part { format!("\"{value}\"") } else { value.clone() }
                };
                let values: Vec<String> = values.iter().map(quote).collect();
                format!("{field}:{}", values.join(","))
            }
        }
    }

    /// Whether a passage with these facts meets it.
    pub(super) fn meets(&self, facts: &Facts) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.meets(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.meets(facts)),
            Self::Not(part) => !part.meets(facts),
            Self::Word(word) => has_part(facts, "text", word),
            Self::Field(field, values) => values.iter().any(|value| meets(facts, field, value)),
        }
    }
}

fn meets(facts: &Facts, field: &str, value: &str) -> bool {
    if BY_PART.contains(&field) {
        return has_part(facts, field, value);
    }
    let own = facts.get(field).map_or(&[][..], Vec::as_slice);
    let signs = ["<=", ">=", "<", ">"];
    let sign = signs.into_iter().find(|sign| value.starts_with(sign));
    let value = value.trim_start_matches(['<', '>', '=']);
    own.iter().any(|own| match (field, sign) {
        // Days are words that sort.
        ("since", _) => own.as_str() >= value,
        ("until", _) => own.as_str() <= value,
        (_, None) => own == value,
        (_, Some(_)) if own == "F" || value == "F" => false,
        (_, Some("<=")) => own.as_str() <= value,
        (_, Some(">=")) => own.as_str() >= value,
        (_, Some("<")) => own.as_str() < value,
        (_, Some(_)) => own.as_str() > value,
    })
}

fn has_part(facts: &Facts, field: &str, words: &str) -> bool {
    let own = facts.get(field).map_or(&[][..], Vec::as_slice);
    own.iter().any(|own| plain(own).contains(&plain(words)))
}

/// The few letters that the tests use, without accents, and every blank the same.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('é', "e");
    let blanks = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
    let text: String = text.chars().map(blanks).collect();
    text.split("  ").filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
