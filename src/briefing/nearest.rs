//! The nearest right name for a wrong one: what a problem offers as its mend.

/// How alike two names must be, from 0 to 1, before one is offered for the other.
const LIKENESS: f64 = 0.6;

/// How long a wrong name may be, in bytes, before a search for the right one is not worth its time.
const LONGEST: usize = 256;

/// The candidate that `word` was most likely meant to be; none where nothing is near.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (likeness(&word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= LIKENESS)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, candidate)| candidate)
}

/// The nearest candidate as a question: "did you mean `title`?"
pub fn did_you_mean<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// The nearest of the values that are allowed as a question, where one is near, and all of them.
pub fn one_of(word: &str, allowed: &[&str]) -> String {
    let list = format!("allowed: {}", allowed.join(", "));
    match did_you_mean(word, allowed.iter().copied()) {
        Some(question) => format!("{question} {list}"),
        None => list,
    }
}

/// Counts swapped letters as one slip, and a name that starts or ends the other as near.
fn likeness(word: &str, candidate: &str) -> f64 {
    let slips = strsim::normalized_damerau_levenshtein(word, candidate);
    let part = word.len() >= 3 && (candidate.starts_with(word) || candidate.ends_with(word));
    if part { slips.max(LIKENESS + slips / 10.0) } else { slips }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let names = ["title", "summary", "published", "official-statement", "on-record"];
        assert_eq!(nearest("titel", names), Some("title"));
        assert_eq!(nearest("Publised", names), Some("published"));
        assert_eq!(nearest("official", names), Some("official-statement"));
        assert_eq!(nearest("record", names), Some("on-record"));
    }

    #[test]
    fn nothing_is_offered_where_nothing_is_near() {
        assert_eq!(nearest("zebra", ["title", "summary"]), None);
        assert_eq!(nearest(&"title".repeat(1000), ["title"]), None);
        assert_eq!(nearest("", ["title"]), None);
    }
}
