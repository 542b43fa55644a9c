//! The letters that may reach a terminal, and the base64 that a copy travels in.

/// Refuses letters that hide, reorder or break other letters.
pub(super) fn judge(letter: char) -> Result<(), String> {
    let what = match letter {
        '\u{80}'..='\u{9f}' => "a C1 control character",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a letter that reorders others"
        }
        '\u{200b}' | '\u{2060}' | '\u{feff}' => "a letter without width",
        '\u{2028}' | '\u{2029}' => "a line separator",
        '\u{e0000}'..='\u{e007f}' => "a tag character",
        _ => return Ok(()),
    };
    Err(format!("{what}, U+{:04X}", u32::from(letter)))
}

/// Decodes standard base64 with padding; nothing where it is not that.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.as_bytes();
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let letters = &text[..text.len() - padding];
    let digits: Vec<u32> = letters.iter().map(|byte| digit(*byte)).collect::<Option<_>>()?;
    let mut bytes = Vec::new();
    for group in digits.chunks(4) {
        let shifts = [18, 12, 6, 0];
        let word: u32 = group.iter().zip(shifts).map(|(digit, shift)| digit << shift).sum();
        let [_, decoded @ ..] = word.to_be_bytes();
        bytes.extend(&decoded[..group.len().checked_sub(1)?]);
    }
    (padding <= 2).then_some(bytes)
}

fn digit(byte: u8) -> Option<u32> {
    let digit = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(digit))
}

#[test]
fn base64_is_decoded_strictly() {
    assert_eq!(base64("Zm9vYg==").as_deref(), Some(&b"foob"[..]));
    assert_eq!(base64("Zm9vYmE=").as_deref(), Some(&b"fooba"[..]));
    assert_eq!(base64("").as_deref(), Some(&b""[..]));
    for foul in ["Zm9vYg", "Zm9v=g==", "A===", "====", "Zm9_"] {
        assert_eq!(base64(foul), None, "{foul}");
    }
}
