//! What would mend a value of the wrong type, where what is written tells what was meant.

use jiff::Timestamp;
use toml::value::Datetime;

use super::plain_date;
use crate::briefing::raw::tree::Value;

/// The most bytes of a value that its mend repeats.
const SHORT: usize = 80;

/// The type that a key wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Text,
    Integer,
    Boolean,
    Date,
    Moment,
    Texts,
    Table,
    Tables,
}

impl Wanted {
    /// The type as a sentence names it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Integer => "an integer",
            Self::Boolean => "a boolean",
            Self::Date => "a date",
            Self::Moment => "a time",
            Self::Texts => "an array of strings",
            Self::Table => "a table",
            Self::Tables => "an array of tables",
        }
    }

    /// What to do where `key` has this value instead, which the file has as `written`.
    pub(super) fn mend(self, key: &str, value: &Value<'_>, written: &str) -> Option<String> {
        let text = match (self, value) {
            (Self::Text, _) => return in_marks(value, written),
            (Self::Texts, Value::Text(_)) if written.len() <= SHORT && !written.contains('\n') => {
                return Some(format!("write it in brackets: {key} = [{written}]"));
            }
            // A table in braces has no header, nor has one of dotted keys.
            (Self::Tables, Value::Table(_)) if written.starts_with('[') => {
                return Some(format!("write `[{written}]`"));
            }
            (_, Value::Text(text)) => text,
            _ => return None,
        };
        let meant = match self {
            Self::Integer => text.parse::<i64>().ok()?.to_string(),
            Self::Boolean => text.parse::<bool>().ok()?.to_string(),
            Self::Date => plain_date(text.parse().ok()?)?.to_string(),
            Self::Moment => moment(text)?.to_string(),
            Self::Text | Self::Texts | Self::Table | Self::Tables => return None,
        };
        Some(format!("take the quotation marks off: {key} = {meant}"))
    }
}

/// How a number, a boolean, a date or a time becomes words.
pub(super) fn in_marks(value: &Value<'_>, written: &str) -> Option<String> {
    match value {
        Value::Text(_) | Value::Array(_) | Value::Table(_) => None,
        Value::Integer(_) | Value::Float | Value::Boolean(_) | Value::Moment(_)
            if written.len() > SHORT =>
        {
            None
        }
        Value::Integer(_) | Value::Float | Value::Boolean(_) | Value::Moment(_) => {
            Some(format!("write it in quotation marks: \"{written}\""))
        }
    }
}

/// What has all that a moment needs: date, time and offset.
fn moment(text: &str) -> Option<Datetime> {
    let when: Datetime = text.parse().ok()?;
    when.to_string().parse::<Timestamp>().is_ok().then_some(when)
}
