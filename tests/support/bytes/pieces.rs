//! Cuts what a program wrote into letters, control characters and escape sequences.

/// One piece of what a program wrote.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Letter(char),
    /// A control character outside a sequence, DEL included.
    Control(u8),
    /// An escape of two bytes or more that opens nothing, by its last byte.
    Escape(u8),
    Csi(Csi),
    /// What stands between `ESC ]` and BEL or `ESC \`.
    Osc(&'a [u8]),
    /// A device control, start-of-string, privacy or application string.
    OtherString(&'static str),
    NotUtf8,
    /// A sequence that the end cut off, or that another byte broke.
    Unfinished,
}

/// A control sequence: `ESC [`, then these.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Csi {
    /// `?`, `>`, `<` or `=`.
    pub(super) prefix: Option<u8>,
    pub(super) params: Vec<u16>,
    pub(super) intermediate: Option<u8>,
    pub(super) last: u8,
}

/// The pieces, each with the byte that it starts at.
pub(super) fn scan(bytes: &[u8]) -> Vec<(usize, Piece<'_>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (piece, length) = next(&bytes[at..]);
        pieces.push((at, piece));
        at += length;
    }
    pieces
}

/// The first piece of `bytes` and its length.
fn next(bytes: &[u8]) -> (Piece<'_>, usize) {
    match bytes {
        [0x1b, b'[', rest @ ..] => csi(rest),
        [0x1b, b']', rest @ ..] => string(rest, Piece::Osc),
        [0x1b, b'P', rest @ ..] => string(rest, |_| Piece::OtherString("device control")),
        [0x1b, b'X', rest @ ..] => string(rest, |_| Piece::OtherString("start-of-string")),
        [0x1b, b'^', rest @ ..] => string(rest, |_| Piece::OtherString("privacy")),
        [0x1b, b'_', rest @ ..] => string(rest, |_| Piece::OtherString("application")),
        [0x1b, rest @ ..] => escape(rest),
        [byte @ (0..0x20 | 0x7f), ..] => (Piece::Control(*byte), 1),
        _ => letter(bytes),
    }
}

fn letter(bytes: &[u8]) -> (Piece<'_>, usize) {
    let start = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&start[..error.valid_up_to()]).unwrap_or_default(),
    };
    match valid.chars().next() {
        Some(letter) => (Piece::Letter(letter), letter.len_utf8()),
        None => (Piece::NotUtf8, 1),
    }
}

fn escape(rest: &[u8]) -> (Piece<'_>, usize) {
    let intermediates = rest.iter().take_while(|byte| (0x20..0x30).contains(*byte)).count();
    match rest.get(intermediates) {
        Some(last @ 0x30..0x7f) => (Piece::Escape(*last), intermediates + 2),
        _ => (Piece::Unfinished, intermediates + 1),
    }
}

fn csi(rest: &[u8]) -> (Piece<'_>, usize) {
    let length = rest.iter().take_while(|byte| (0x20..0x40).contains(*byte)).count();
    let (inside, after) = rest.split_at(length);
    let Some(last @ 0x40..0x7f) = after.first().copied() else {
        return (Piece::Unfinished, length + 2);
    };
    let prefix = inside.first().copied().filter(|byte| (0x3c..0x40).contains(byte));
    let intermediate = inside.last().copied().filter(|byte| (0x20..0x30).contains(byte));
    let digits =
        &inside[usize::from(prefix.is_some())..length - usize::from(intermediate.is_some())];
    match params(digits) {
        Some(params) => (Piece::Csi(Csi { prefix, params, intermediate, last }), length + 3),
        None => (Piece::Unfinished, length + 3),
    }
}

/// Numbers between semicolons, an empty one being 0; nothing where another byte is among them.
fn params(digits: &[u8]) -> Option<Vec<u16>> {
    let text = std::str::from_utf8(digits).ok()?;
    if text.is_empty() {
        return Some(Vec::new());
    }
    let number = |part: &str| match part {
        "" => Some(0),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    };
    text.split(';').map(number).collect()
}

/// A string that BEL or `ESC \` ends; any other control character breaks it.
fn string<'a>(rest: &'a [u8], piece: impl Fn(&'a [u8]) -> Piece<'a>) -> (Piece<'a>, usize) {
    let length = rest.iter().take_while(|byte| !matches!(byte, 0..0x20 | 0x7f)).count();
    let (payload, after) = rest.split_at(length);
    match after {
        [0x07, ..] => (piece(payload), length + 3),
        [0x1b, b'\\', ..] => (piece(payload), length + 4),
        _ => (Piece::Unfinished, length + 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_one_another_with_their_places() {
        let csi = Csi { prefix: Some(b'?'), params: vec![25, 0], intermediate: None, last: b'l' };
        assert_eq!(
            scan("é\r\x1b[?25;l\x1b]8;;\x1b\\\x1b7".as_bytes()),
            [
                (0, Piece::Letter('é')),
                (2, Piece::Control(b'\r')),
                (3, Piece::Csi(csi)),
                (10, Piece::Osc(b"8;;")),
                (17, Piece::Escape(b'7')),
            ]
        );
    }

    #[test]
    fn what_is_cut_off_is_unfinished() {
        for cut in ["\x1b", "\x1b[", "\x1b[12", "\x1b]8;;x", "\x1bPq", "\x1b("] {
            let (place, piece) = scan(cut.as_bytes()).remove(0);
            assert_eq!((place, piece), (0, Piece::Unfinished), "{cut:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_letter_are_told_one_by_one() {
        assert_eq!(scan(b"\xff\xfe"), [(0, Piece::NotUtf8), (1, Piece::NotUtf8)]);
        assert_eq!(
            scan(b"a\xe2\x80"),
            [(0, Piece::Letter('a')), (1, Piece::NotUtf8), (2, Piece::NotUtf8)]
        );
    }
}
