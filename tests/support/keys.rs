//! Keys by readable names, as the bytes that an xterm sends for them.

/// The bytes of keys written one after the other: `gg`, `<esc>`, `<ctrl-o>`, `a note<enter>`.
///
/// `<lt>` is the `<` itself, and `<alt-x>` any key after escape.
pub(crate) fn bytes(keys: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if first == '<' {
            let end = rest.find('>').unwrap_or_else(|| panic!("`{rest}` has no `>`"));
            bytes.extend(named(&rest[1..end]));
            rest = &rest[end + 1..];
        } else {
            let (letter, after) = rest.split_at(first.len_utf8());
            bytes.extend(letter.as_bytes());
            rest = after;
        }
    }
    bytes
}

/// A paste as a terminal delivers it in bracketed paste mode.
pub(crate) fn paste(text: &str) -> Vec<u8> {
    [b"\x1b[200~", text.as_bytes(), b"\x1b[201~"].concat()
}

fn named(name: &str) -> Vec<u8> {
    if let Some(key) = name.strip_prefix("alt-") {
        return [b"\x1b".to_vec(), one(key)].concat();
    }
    if let Some(letter) = name.strip_prefix("ctrl-") {
        return vec![control(letter)];
    }
    one(name)
}

fn one(name: &str) -> Vec<u8> {
    let sequence = match name {
        "esc" => "\x1b",
        "enter" => "\r",
        "tab" => "\t",
        "backtab" => "\x1b[Z",
        "space" => " ",
        "backspace" => "\x7f",
        "lt" => "<",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "insert" => "\x1b[2~",
        "delete" => "\x1b[3~",
        "pageup" => "\x1b[5~",
        "pagedown" => "\x1b[6~",
        "f1" => "\x1bOP",
        "f5" => "\x1b[15~",
        letter if letter.chars().count() == 1 => letter,
        unknown => panic!("no key is called <{unknown}>"),
    };
    sequence.as_bytes().to_vec()
}

fn control(letter: &str) -> u8 {
    match letter.as_bytes() {
        [byte @ (b'a'..=b'z' | b'\\' | b']' | b'^' | b'_')] => byte & 0x1f,
        _ => panic!("no terminal sends <ctrl-{letter}> as one byte"),
    }
}

#[test]
fn keys_are_what_an_xterm_sends() {
    assert_eq!(bytes("gg"), b"gg");
    assert_eq!(bytes("a<esc><ctrl-o><tab>é<lt>"), "a\x1b\x0f\t\u{e9}<".as_bytes());
    assert_eq!(bytes("<down><alt-j><pagedown>"), b"\x1b[B\x1bj\x1b[6~");
    assert_eq!(paste("a\nb"), b"\x1b[200~a\nb\x1b[201~");
}

#[test]
#[should_panic(expected = "no key is called <escape>")]
fn an_unknown_key_is_refused() {
    bytes("<escape>");
}
