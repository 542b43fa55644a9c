//! Bytes that are sought in short texts, eight at a time.
//!
//! `memchr` is quicker where a text is long. At its first call it asks the processor what it can do, which takes a
//! virtual machine a fiftieth of a start (docs/performance.md): not before the first screen.

const LOW: u64 = u64::from_le_bytes([0x01; 8]);
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// The place of the first byte that is one of `sought`.
pub(super) fn find<const N: usize>(bytes: &[u8], sought: [u8; N]) -> Option<usize> {
    let patterns = sought.map(|byte| LOW * u64::from(byte));
    let (words, rest) = bytes.as_chunks::<8>();
    for (word, at) in words.iter().zip((0..).step_by(8)) {
        let word = u64::from_le_bytes(*word);
        let found = patterns.iter().fold(0, |found, pattern| found | zeros(word ^ pattern));
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
    }
    let place = rest.iter().position(|byte| sought.contains(byte))?;
    Some(bytes.len() - rest.len() + place)
}

/// The places of all bytes that are among `sought`, in their order.
pub(super) fn each<const N: usize>(bytes: &[u8], sought: [u8; N]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let place = from + find(&bytes[from..], sought)?;
        from = place + 1;
        Some(place)
    })
}

/// Has the highest bit of the first byte that is zero; none below it, and none at all where no byte is (A. Mycroft's
/// test, in S. E. Anderson, Bit Twiddling Hacks, "Determine if a word has a zero byte").
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(LOW) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_sought_is_found_wherever_it_stands(
            bytes in proptest::collection::vec(prop_oneof![0..4_u8, 0x7E..0x83_u8, any::<u8>()], 0..40),
            sought: [u8; 2],
        ) {
            for sought in [sought, [1, 0x80], [0, 0xFF], [2, 2]] {
                let is_there = |at: &usize| sought.contains(&bytes[*at]);
                let places: Vec<usize> = (0..bytes.len()).filter(is_there).collect();
                prop_assert_eq!(find(&bytes, sought), places.first().copied());
                prop_assert_eq!(each(&bytes, sought).collect::<Vec<_>>(), places);
            }
        }
    }
}
