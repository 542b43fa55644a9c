//! A file in which git left two versions: the marks that it writes, and the three texts behind them.

use super::merge::lines::shared;

/// The three texts that a file with git's marks stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What both come from, as far as the file says: of the parts that differ, the lines that both
    /// still have, unless git was told to write them (`merge.conflictStyle = diff3`).
    pub base: String,
    /// The version of whoever merged.
    pub ours: String,
    /// The version that came in.
    pub theirs: String,
}

/// Which texts a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Ours,
    Base,
    Theirs,
}

impl Conflict {
    /// The texts of a file with git's marks; `None` where it has none, or not all of them in order.
    pub fn of(source: &str) -> Option<Self> {
        let mut texts = Self { base: String::new(), ours: String::new(), theirs: String::new() };
        let (mut part, mut met) = (Part::All, false);
        // Where the part that differs begins in either version, and whether its base is in the file.
        let (mut starts, mut has_base) = ([0; 2], false);
        for line in source.split_inclusive('\n') {
            match (part, sign(line)) {
                (Part::All, Some('<')) => {
                    starts = [texts.ours.len(), texts.theirs.len()];
                    (part, has_base) = (Part::Ours, false);
                }
                (Part::Ours, Some('|')) => (part, has_base) = (Part::Base, true),
                (Part::Ours | Part::Base, Some('=')) => part = Part::Theirs,
                (Part::Theirs, Some('>')) => {
                    (part, met) = (Part::All, true);
                    if !has_base {
                        let [ours, theirs] = starts;
                        texts.base += &shared(&texts.ours[ours..], &texts.theirs[theirs..]);
                    }
                }
                (_, Some('<' | '>')) => return None,
                _ => texts.take(part, line),
            }
        }
        (met && part == Part::All).then_some(texts)
    }

    fn take(&mut self, part: Part, line: &str) {
        let texts = [
            (Part::Base, &mut self.base),
            (Part::Ours, &mut self.ours),
            (Part::Theirs, &mut self.theirs),
        ];
        for (own, text) in texts {
            if part == Part::All || part == own {
                text.push_str(line);
            }
        }
    }
}

/// The sign of one of git's marks: seven of it, then a blank or the end of the line.
fn sign(line: &str) -> Option<char> {
    let line = line.trim_end_matches(['\n', '\r']);
    let sign = line.chars().next().filter(|sign| "<|=>".contains(*sign))?;
    let rest = line.trim_start_matches(sign);
    let is_mark = line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '));
    is_mark.then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_divide_a_file_into_three_texts() {
        let file = "a\n<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\nz\n";
        let conflict = Conflict::of(file).expect("a conflict");
        assert_eq!(conflict.ours, "a\nmine\nz\n");
        assert_eq!(conflict.theirs, "a\nyours\nz\n");
        assert_eq!(conflict.base, "a\nz\n");
        let diff3 = "<<<<<<< x\r\nmine\r\n||||||| 01ab\r\nold\r\n=======\r\nyours\r\n>>>>>>> y\r\n";
        let conflict = Conflict::of(diff3).expect("a conflict");
        assert_eq!((conflict.base.as_str(), conflict.ours.as_str()), ("old\r\n", "mine\r\n"));
    }

    #[test]
    fn lines_that_both_still_have_are_what_they_come_from() {
        let file = "<<<<<<< HEAD\nmine\n\nsame\n=======\nyours\n\nsame\n>>>>>>> other\n";
        assert_eq!(Conflict::of(file).expect("a conflict").base, "\nsame\n");
    }

    #[test]
    fn lines_that_only_look_like_marks_are_text() {
        for text in [
            "Heading\n=======\nwords\n",
            "<<<<<<<< eight\n=======\n>>>>>>>> eight\n",
            "<<<<<<< HEAD\nmine\n",
            ">>>>>>> x\n=======\n<<<<<<< y\n",
            " <<<<<<< HEAD\n=======\n >>>>>>> x\n",
        ] {
            assert_eq!(Conflict::of(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_underlined_on_one_side_stays_with_it() {
        let file = "<<<<<<< HEAD\nmine\n=======\nTitle\n=======\nyours\n>>>>>>> other\n";
        let conflict = Conflict::of(file).expect("a conflict");
        assert_eq!(
            (conflict.ours.as_str(), conflict.theirs.as_str()),
            ("mine\n", "Title\n=======\nyours\n")
        );
    }
}
