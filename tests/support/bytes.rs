//! A judge of the bytes that reach a terminal: what the reader may write is listed, all else is a violation.

mod pieces;
mod text;

use std::collections::BTreeSet;

use pieces::{Csi, Piece};

/// Private modes that may be switched: cursor, mouse (clicks, drags, moves, SGR and urxvt forms),
/// focus, alternate screen, bracketed paste, synchronised output.
const PRIVATE_MODES: [u16; 10] = [25, 1000, 1002, 1003, 1004, 1006, 1015, 1049, 2004, 2026];

/// The mode that is on before a program starts: the cursor shows.
const CURSOR: u16 = 25;

/// The longest address and the longest copy that may be written.
const ADDRESS_LIMIT: usize = 2083;
const COPY_LIMIT: usize = 1 << 20;

/// What the judge says of everything that a program wrote.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// What is not on the list, with its place.
    pub(crate) violations: Vec<String>,
    /// What was switched on and not off again, one sentence each.
    pub(crate) left_on: Vec<String>,
    /// What was copied to the clipboard, decoded.
    pub(crate) copied: Vec<String>,
    /// The addresses that links lead to.
    pub(crate) links: Vec<String>,
}

/// Judges everything that a program wrote, from its first byte to its last.
pub(crate) fn judge(bytes: &[u8]) -> Verdict {
    let mut judge =
        Judge { verdict: Verdict::default(), on: BTreeSet::from([CURSOR]), flags: 0, link: false };
    for (place, piece) in pieces::scan(bytes) {
        if let Err(reason) = judge.hear(&piece) {
            let end = bytes.len().min(place + 40);
            let excerpt = bytes[place..end].escape_ascii();
            judge.verdict.violations.push(format!("at byte {place}: {reason}: {excerpt}"));
        }
    }
    judge.close()
}

struct Judge {
    verdict: Verdict,
    on: BTreeSet<u16>,
    /// How many sets of keyboard flags lie on the stack.
    flags: i32,
    link: bool,
}

type Judged = Result<(), String>;

impl Judge {
    fn hear(&mut self, piece: &Piece<'_>) -> Judged {
        match piece {
            Piece::Letter(letter) => text::judge(*letter),
            Piece::Control(b'\r' | b'\n') | Piece::Escape(b'7' | b'8') => Ok(()),
            Piece::Control(byte) => Err(format!("the control character {byte:#04x}")),
            Piece::Escape(last) => Err(format!("the escape {:?}", char::from(*last))),
            Piece::Csi(csi) => self.hear_csi(csi),
            Piece::Osc(payload) => self.hear_osc(payload),
            Piece::OtherString(kind) => Err(format!("a {kind} string")),
            Piece::NotUtf8 => Err("not UTF-8".into()),
            Piece::Unfinished => Err("a sequence without an end".into()),
        }
    }

    fn hear_csi(&mut self, csi: &Csi) -> Judged {
        let params = csi.params.as_slice();
        let is_listed = match (csi.prefix, csi.intermediate, csi.last) {
            (None, None, b'm') => return colours(params),
            (None, None, b'A'..=b'H' | b'd' | b'f') => params.len() <= 2,
            (None, None, b'J' | b'K') => matches!(params, [] | [0..=2]),
            (None, None, b'X') => params.len() <= 1,
            (None, None, b'c') => matches!(params, [] | [0]),
            (None, Some(b' '), b'q') => matches!(params, [] | [0..=6]),
            (Some(b'?'), None, b'h' | b'l') => return self.switch(params, csi.last == b'h'),
            (Some(b'?'), None, b'u') => params.is_empty(),
            (Some(b'>'), None, b'u') => self.stack(1, params),
            (Some(b'<'), None, b'u') => self.stack(-1, params),
            _ => false,
        };
        if is_listed { Ok(()) } else { Err("a control sequence that is not listed".into()) }
    }

    fn switch(&mut self, modes: &[u16], is_on: bool) -> Judged {
        for mode in modes {
            if !PRIVATE_MODES.contains(mode) {
                return Err(format!("the private mode {mode}"));
            }
            if is_on {
                self.on.insert(*mode);
            } else {
                self.on.remove(mode);
            }
        }
        Ok(())
    }

    fn stack(&mut self, step: i32, params: &[u16]) -> bool {
        self.flags = (self.flags + step).max(0);
        params.len() <= 1
    }

    fn hear_osc(&mut self, payload: &[u8]) -> Judged {
        let payload = std::str::from_utf8(payload).map_err(|_| "an OSC that is not UTF-8")?;
        match payload.split_once(';') {
            Some(("8", link)) => self.hear_link(link),
            Some(("10" | "11", "?")) => Ok(()),
            Some(("52", copy)) => self.hear_copy(copy),
            _ => Err("an OSC that is not listed".into()),
        }
    }

    fn hear_link(&mut self, link: &str) -> Judged {
        let (params, address) = link.split_once(';').ok_or("a link without an address")?;
        let is_id = |id: &str| id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if !params.is_empty() && !params.strip_prefix("id=").is_some_and(is_id) {
            return Err("a link with parameters that are not listed".into());
        }
        self.link = !address.is_empty();
        if !self.link {
            return Ok(());
        }
        let schemes = ["http://", "https://", "mailto:"];
        let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_plain
            || address.len() > ADDRESS_LIMIT
            || !schemes.iter().any(|s| address.starts_with(s))
        {
            return Err("a link that leads elsewhere than to the web or a mailbox".into());
        }
        self.verdict.links.push(address.to_string());
        Ok(())
    }

    fn hear_copy(&mut self, copy: &str) -> Judged {
        let (_, payload) = copy
            .split_once(';')
            .filter(|(target, _)| matches!(*target, "" | "c" | "p"))
            .ok_or("a copy to somewhere else than the clipboard")?;
        let bytes = text::base64(payload).ok_or("a copy that is not base64")?;
        if bytes.len() > COPY_LIMIT {
            return Err(format!("a copy of {} bytes", bytes.len()));
        }
        let copied = String::from_utf8(bytes).map_err(|_| "a copy that is not UTF-8")?;
        self.verdict.copied.push(copied);
        Ok(())
    }

    fn close(mut self) -> Verdict {
        let left = &mut self.verdict.left_on;
        if !self.on.remove(&CURSOR) {
            left.push("the cursor was hidden and never shown again".into());
        }
        left.extend(self.on.iter().map(|mode| format!("the private mode {mode} is left on")));
        if self.flags > 0 {
            left.push("keyboard flags are left on the stack".into());
        }
        if self.link {
            left.push("a link is left open".into());
        }
        self.verdict
    }
}

/// Bold, dim, italic, underline, reverse, strike and their ends; the colours in every form.
fn colours(params: &[u16]) -> Judged {
    let mut rest = params;
    while let [code, after @ ..] = rest {
        rest = match (code, after) {
            (code, _) if is_plain_rendition(*code) => after,
            (
                38 | 48 | 58,
                [5, 0..=255, after @ ..] | [2, 0..=255, 0..=255, 0..=255, after @ ..],
            ) => after,
            _ => return Err(format!("the rendition {code}")),
        };
    }
    Ok(())
}

const fn is_plain_rendition(code: u16) -> bool {
    let is_emphasis = matches!(code, 0..=4 | 7 | 9 | 22..=24 | 27 | 29);
    is_emphasis || matches!(code, 30..=37 | 39..=47 | 49 | 59 | 90..=97 | 100..=107)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(bytes: &str) -> usize {
        judge(bytes.as_bytes()).violations.len()
    }

    #[test]
    fn what_the_reader_writes_is_listed() {
        for fine in [
            "Łódź — 東京 👩‍👩‍👧 café\r\n",
            "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[1;1H\x1b[38;2;1;2;3;48;5;17;1mx\x1b[0m\x1b[K\x1b[4X",
            "\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?2004h\x1b[?1004h\x1b[?2026h",
            "\x1b[>1u\x1b[<1u\x1b[?u\x1b[c\x1b[2 q\x1b7\x1b8",
            "\x1b]10;?\x07\x1b]11;?\x1b\\",
        ] {
            assert_eq!(judge(fine.as_bytes()).violations, Vec::<String>::new());
        }
    }

    #[test]
    fn anything_else_is_a_violation() {
        for foul in [
            "\x07",
            "\t",
            "\x08",
            "\x7f",
            "\u{9b}31m",
            "\x1bc",
            "\x1b(0",
            "\x1b[3J",
            "\x1b[5m",
            "\x1b[8m",
            "\x1b[38;5;256m",
            "\x1b[38;2;1;2m",
            "\x1b[?47h",
            "\x1b[6n",
            "\x1b[21t",
            "\x1b[1;5r",
            "\x1b[2;2;2H",
            "\x1b]0;title\x07",
            "\x1b]11;#000000\x07",
            "\x1bP1$r0m\x1b\\",
            "\x1b_G\x1b\\",
            "\x1b^x\x1b\\",
            "\x1b]8;;https://a.example",
            "\x1b[12",
            "\u{202e}",
            "\u{200b}",
            "\u{feff}",
            "\u{e0041}",
            "\u{2028}",
        ] {
            assert_eq!(violations(foul), 1, "{foul:?}");
        }
        assert_eq!(judge(b"caf\xe9").violations.len(), 1);
    }

    #[test]
    fn links_lead_to_the_web_or_a_mailbox() {
        let verdict = judge(b"\x1b]8;id=a1;https://a.example/x\x1b\\a\x1b]8;;\x1b\\");
        assert_eq!(verdict.links, ["https://a.example/x"]);
        assert_eq!((verdict.violations.len(), verdict.left_on.len()), (0, 0));
        for foul in
            ["file:///etc/passwd", "javascript:x", "https://a.example/ x", "https://é.example"]
        {
            assert_eq!(violations(&format!("\x1b]8;;{foul}\x07\x1b]8;;\x07")), 1, "{foul}");
        }
        assert_eq!(violations("\x1b]8;x=y;https://a.example\x07\x1b]8;;\x07"), 1);
        assert_eq!(violations(&format!("\x1b]8;;https://{}\x07", "a".repeat(2083))), 1);
    }

    #[test]
    fn copies_are_decoded_and_the_clipboard_is_never_read() {
        assert_eq!(judge(b"\x1b]52;c;4oCcUGVhY2XigJ0=\x07").copied, ["\u{201c}Peace\u{201d}"]);
        for foul in ["c;?", "c;a*b=", "s;YQ==", "c;YQ", "c;/w=="] {
            assert_eq!(violations(&format!("\x1b]52;{foul}\x07")), 1, "{foul}");
        }
    }

    #[test]
    fn what_stays_on_is_told() {
        let left = judge(b"\x1b[?25l\x1b[?1049h\x1b[?2004h\x1b[?2004l\x1b[>1u").left_on;
        assert_eq!(
            left,
            [
                "the cursor was hidden and never shown again",
                "the private mode 1049 is left on",
                "keyboard flags are left on the stack"
            ]
        );
        assert!(judge(b"\x1b[?1049h\x1b[?25l\x1b[?25h\x1b[?1049l").left_on.is_empty());
    }

    #[test]
    fn a_violation_names_its_place() {
        let violations = judge(b"ab\x1b[6nrest").violations;
        assert_eq!(violations, ["at byte 2: a control sequence that is not listed: \\x1b[6nrest"]);
    }
}
