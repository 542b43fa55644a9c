//! Makes foreign text safe to show: nothing in it can move the cursor, hide or reorder words.

use std::borrow::Cow;

/// One safe line: a line break becomes visible as `^J`.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        Cow::Owned(text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}
