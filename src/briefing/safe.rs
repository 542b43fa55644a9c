//! Makes foreign text safe to show: nothing in it can move the cursor, hide words or reorder them.

mod glyphs;

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

pub use glyphs::stands_alone;
use glyphs::{has_no_cell, is_hidden, is_pictograph, joins_letters};

/// What a tab becomes: always four blanks, wherever it stands.
const TAB: &str = "    ";

/// How many combining marks one character may carry; the rest is left out.
const MOST_MARKS: usize = 8;

/// How many code points one character may consist of; the rest is shown by number.
const LONGEST_CLUSTER: usize = 32;

const JOINER: char = '\u{200D}';
const NON_JOINER: char = '\u{200C}';
const SOFT_HYPHEN: char = '\u{AD}';

/// Several safe lines: line breaks stay (`\r\n` counts as one), all else is as in [`line()`].
pub fn text(text: &str) -> Cow<'_, str> {
    safe(text, true)
}

/// One safe line.
///
/// Control characters become visible (`^[` for escape, `^J` for a line break, `\x9b` beyond
/// ASCII), as do bidirectional controls and characters without width (`<U+202E>`). A tab becomes
/// four blanks, a soft hyphen nothing. Joiners stay where they join: inside emoji, and between
/// letters of the scripts that are written with them.
///
/// ```
/// use dateline::briefing::safe;
/// assert_eq!(safe::line("\x1b[2Jred\u{202e}"), "^[[2Jred<U+202E>");
/// assert_eq!(safe::line("naïve 東京 👩‍👧"), "naïve 東京 👩‍👧");
/// ```
pub fn line(text: &str) -> Cow<'_, str> {
    safe(text, false)
}

fn safe(text: &str, keeps_breaks: bool) -> Cow<'_, str> {
    // The common case, without a look at clusters.
    if is_plain(text, keeps_breaks) {
        return Cow::Borrowed(text);
    }
    let written = text.replace(SOFT_HYPHEN, "");
    let mut shown = String::with_capacity(written.len() + 16);
    for (at, cluster) in written.grapheme_indices(true) {
        match cluster {
            "\n" | "\r\n" if keeps_breaks => shown.push('\n'),
            "\r\n" => shown.push_str("^J"),
            "\t" => shown.push_str(TAB),
            _ => push_cluster(&mut shown, cluster, written[at + cluster.len()..].chars().next()),
        }
    }
    if shown == text { Cow::Borrowed(text) } else { Cow::Owned(shown) }
}

/// Whether nothing in the text needs a look at clusters. What most of it is, is passed over many bytes
/// at once.
fn is_plain(text: &str, keeps_breaks: bool) -> bool {
    let wanted = if keeps_breaks { EASY | BREAK } else { EASY };
    let is_easy = |byte: u8| KINDS[usize::from(byte)] & wanted != 0;
    text.as_bytes().chunks(64).zip((0..).step_by(64)).all(|(bytes, start)| {
        if bytes.iter().fold(true, |easy, byte| easy & is_easy(*byte)) {
            return true;
        }
        let mut hard = bytes.iter().zip(start..).filter(|(byte, _)| !is_easy(**byte));
        hard.all(|(_, at)| text[at..].chars().next().is_some_and(stands_alone))
    })
}

/// A byte of UTF-8 that is part of a letter that stands alone, or goes on with one that another byte
/// began: printable ASCII, and what letters from `À` to `˿` and from `Ѐ` to `ѿ` begin with.
const EASY: u8 = 1;

/// A line break.
const BREAK: u8 = 2;

/// What each byte is. In short texts, as most are, it is looked up sooner than compared.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' '..=b'~' | 0x80..=0xBF | 0xC3..=0xCB | 0xD0..=0xD1 => EASY,
            b'\n' => BREAK,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// Adds one user-perceived character, with what is unsafe in it made visible; `behind` follows it.
fn push_cluster(shown: &mut String, cluster: &str, behind: Option<char>) {
    let mut marks = 0;
    let mut pictograph = false;
    let mut rest = cluster.chars().enumerate().peekable();
    while let Some((place, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next).filter(|_| place + 1 < LONGEST_CLUSTER);
        let keeps = match c {
            JOINER if pictograph => next.is_some_and(is_pictograph),
            JOINER | NON_JOINER => joins_letters(shown.chars().last(), next.or(behind)),
            '\u{FE0E}' | '\u{FE0F}' => pictograph_or_keycap(shown.chars().last(), next),
            _ => !c.is_control() && !is_hidden(c) && !has_no_cell(c),
        };
        if is_combining_mark(c) && keeps {
            marks += 1;
            if marks > MOST_MARKS {
                continue;
            }
        }
        if keeps && place < LONGEST_CLUSTER {
            shown.push(c);
            pictograph |= is_pictograph(c);
        } else {
            push_visibly(shown, c);
            pictograph = false;
        }
    }
}

/// Whether a variation selector chooses between two looks here, and so does something visible.
fn pictograph_or_keycap(before: Option<char>, next: Option<char>) -> bool {
    let keycap = matches!(before, Some('0'..='9' | '#' | '*')) && next == Some('\u{20E3}');
    keycap || before.is_some_and(is_pictograph)
}

fn push_visibly(shown: &mut String, c: char) {
    let number = u32::from(c);
    let wrote = match number {
        0..0x20 => write!(shown, "^{}", char::from_u32(number + 0x40).unwrap_or('?')),
        0x7F => write!(shown, "^?"),
        0x80..0xA0 => write!(shown, "\\x{number:02x}"),
        _ => write!(shown, "<U+{number:04X}>"),
    };
    debug_assert!(wrote.is_ok(), "a string takes everything");
}

#[cfg(test)]
mod tests;
