//! The sentences and the words of a passage, as the analyst selects them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The language of a briefing that does not say which it is.
const LANGUAGE: &str = "en";

/// The sentences of `text`, in bytes, without the white space around them.
///
/// A line break ends a sentence, since a line of a passage is a paragraph or an item of a list.
/// Abbreviations do not, nor does a quotation that goes on. `language` is a BCP 47 tag.
///
/// ```
/// use dateline::notes::sentence::sentences;
/// let text = "“We go. It is done,” Dr. Roe said on Jan. 3. Nobody objected.";
/// let found: Vec<&str> = sentences(text, None).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["“We go. It is done,” Dr. Roe said on Jan. 3.", "Nobody objected."]);
/// ```
pub fn sentences(text: &str, language: Option<&str>) -> Vec<Range<usize>> {
    let language = language.and_then(|tag| tag.split('-').next()).unwrap_or(LANGUAGE);
    let mut all = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let found = sentencex::get_sentence_boundaries(language, line);
        let inside = found.iter().map(|sentence| sentence.start_byte..sentence.end_byte);
        let whole = inside.map(|range| start + range.start..start + range.end);
        all.extend(whole.filter_map(|range| trimmed(text, &range)));
        start += line.len();
    }
    all
}

/// The words of `text`, in bytes: what a person would call one, with its inner dashes and apostrophes.
///
/// ```
/// use dateline::notes::sentence::words;
/// let found: Vec<&str> = words("“It’s a 2,000-page text”").into_iter()
///     .map(|range| &"“It’s a 2,000-page text”"[range]).collect();
/// assert_eq!(found, ["It’s", "a", "2,000-page", "text"]);
/// ```
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        let end = at + word.len();
        match all.last_mut() {
            Some(last) if is_hyphen(&text[last.end..at]) => last.end = end,
            _ => all.push(at..end),
        }
    }
    all
}

/// The first of `ranges` that reaches beyond `byte`: the sentence or word there, or the next one.
pub fn at(ranges: &[Range<usize>], byte: usize) -> Option<usize> {
    let index = ranges.partition_point(|range| range.end <= byte);
    (index < ranges.len()).then_some(index)
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

fn trimmed(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let start = range.start + (piece.len() - piece.trim_start().len());
    let words = piece.trim();
    (!words.is_empty()).then_some(start..start + words.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
        sentences(text, Some(language)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        for (text, count) in [
            ("The U.S. envoy met Gen. Roe and Sen. Doe Jr. in Jan. 2031. They left.", 2),
            ("He paid $3.5 million. See Fig. 2, p. 14.", 2),
            ("Acme Inc. and Example Corp. agreed, e.g. on fish. It holds.", 2),
            ("What now? Nobody said! It goes on…", 3),
        ] {
            assert_eq!(split(text, "en").len(), count, "{:?}", split(text, "en"));
        }
    }

    #[test]
    fn a_quotation_stays_in_its_sentence() {
        let text = "“No date was set. None will be,” he said. She agreed.";
        assert_eq!(split(text, "en"), ["“No date was set. None will be,” he said.", "She agreed."]);
    }

    #[test]
    fn lines_and_languages() {
        let text = "Three points:\n\n- fish\n- night access to the port. And more\n";
        assert_eq!(
            split(text, "en"),
            ["Three points:", "- fish", "- night access to the port.", "And more"]
        );
        let text = "O Sr. Silva falou às 15h. Ninguém respondeu.";
        assert_eq!(split(text, "pt-BR").len(), 2);
        assert_eq!(split("東京です。次へ。", "ja"), ["東京です。", "次へ。"]);
    }

    #[test]
    fn a_byte_is_in_its_word_or_before_the_next() {
        let found = words("one  two");
        assert_eq!(
            [0, 2, 3, 5, 8].map(|byte| at(&found, byte)),
            [Some(0), Some(0), Some(1), Some(1), None]
        );
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_whole(text in any::<String>(), plain in "[a-zA-Z .“”\n]{0,80}") {
            for text in [text, plain] {
                for ranges in [sentences(&text, None), words(&text)] {
                    let mut last = 0;
                    for range in ranges {
                        prop_assert!(last <= range.start && range.start < range.end);
                        prop_assert!(text.get(range.clone()).is_some());
                        last = range.end;
                    }
                }
            }
        }
    }
}
