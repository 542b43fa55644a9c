//! What a curator does to a briefing, and where the noted words are afterwards.
#![expect(
    clippy::unnecessary_wraps,
    reason = "every edit has the type of those that do not always apply"
)]

use std::ops::Range;

use dateline::briefing::{Briefing, Passage};
use dateline::notes::sentence::{sentences, words};

/// A row of numbers that is the same in every run.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// A number under `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// Noted words: the passage and the bytes of its text.
pub(super) struct Noted {
    pub(super) passage: usize,
    pub(super) range: Range<usize>,
}

/// Where the words are after an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Truth {
    At(usize, Range<usize>),
    Gone,
}

/// A briefing after an edit.
pub(super) struct Edited {
    /// The briefing that the note was made on, where the edit needed another one.
    pub(super) before: Option<Briefing>,
    pub(super) briefing: Briefing,
    pub(super) truth: Truth,
}

type Make = fn(&Briefing, &Noted, &mut Chance) -> Option<Edited>;

/// A kind of edit; it makes nothing where it does not apply.
pub(super) struct Edit {
    pub(super) name: &'static str,
    pub(super) make: Make,
}

const fn edit(name: &'static str, make: Make) -> Edit {
    Edit { name, make }
}

pub(super) const EDITS: [Edit; 17] = [
    edit("a sentence added before", |b, n, c| {
        around(b, n, |a, _| *a = format!("{} {a}", foreign(b, n, c)))
    }),
    edit("a sentence added behind", |b, n, c| {
        around(b, n, |_, z| *z = format!("{z} {}", foreign(b, n, c)))
    }),
    edit("all before it taken out", |b, n, _| {
        (n.range.start > 0).then(|| around(b, n, |a, _| a.clear()))?
    }),
    edit("words around it replaced", |b, n, c| {
        around(b, n, |a, z| (*a, *z) = (swapped(a, 4, c), swapped(z, 4, c)))
    }),
    edit("one word in it replaced", reworded),
    edit("quotes and dashes set anew", typeset),
    edit("a passage put in front, ids counted anew", shifted),
    edit("the passage under another id", renamed),
    edit("under another id and edited", renamed_and_edited),
    edit("joined with the next passage", joined),
    edit("the passage split behind it", split),
    edit("its sentence taken out", without_sentence),
    edit("its passage taken out", without_passage),
    edit("taken out, ids counted anew", without_passage_and_shifted),
    edit("its passage replaced by another", replaced),
    edit("its words replaced by others", overwritten),
    edit("taken out, a look-alike stays", look_alike),
];

/// The briefing with the text of the noted passage put together anew.
fn with_text(briefing: &Briefing, noted: &Noted, [before, own, behind]: [&str; 3]) -> Edited {
    let mut edited = briefing.clone();
    edited.passages[noted.passage].text = [before, own, behind].concat();
    let range = before.len()..before.len() + own.len();
    Edited { before: None, briefing: edited, truth: Truth::At(noted.passage, range) }
}

/// What stands before the noted words, the words, and what stands behind them.
fn parts<'b>(briefing: &'b Briefing, noted: &Noted) -> [&'b str; 3] {
    let text = briefing.passages[noted.passage].text.as_str();
    [&text[..noted.range.start], &text[noted.range.clone()], &text[noted.range.end..]]
}

fn around(
    briefing: &Briefing,
    noted: &Noted,
    change: impl FnOnce(&mut String, &mut String),
) -> Option<Edited> {
    let [before, own, behind] = parts(briefing, noted);
    let (mut a, mut z) = (before.to_owned(), behind.to_owned());
    change(&mut a, &mut z);
    Some(with_text(briefing, noted, [&a, own, &z]))
}

/// A sentence of another passage.
fn foreign(briefing: &Briefing, noted: &Noted, chance: &mut Chance) -> String {
    let step = 1 + chance.below(briefing.passages.len() - 1);
    let text = &briefing.passages[(noted.passage + step) % briefing.passages.len()].text;
    let all = sentences(text, Some("en"));
    text[all[chance.below(all.len())].clone()].to_owned()
}

/// The text with one word in `every` replaced by another one.
fn swapped(text: &str, every: usize, chance: &mut Chance) -> String {
    let mut new = text.to_owned();
    for range in words(text).into_iter().rev() {
        if chance.below(every) == 0 {
            new.replace_range(range, word(chance));
        }
    }
    new
}

fn word(chance: &mut Chance) -> &'static str {
    const WORDS: [&str; 10] = [
        "harbour", "ledger", "quietly", "northern", "sixteen", "delay", "copper", "signals",
        "brief", "weather",
    ];
    WORDS[chance.below(WORDS.len())]
}

fn reworded(briefing: &Briefing, noted: &Noted, chance: &mut Chance) -> Option<Edited> {
    let [before, own, behind] = parts(briefing, noted);
    let all = words(own);
    let range = all.get(chance.below(all.len())).filter(|_| all.len() >= 5)?.clone();
    let new = [&own[..range.start], word(chance), &own[range.end..]].concat();
    Some(with_text(briefing, noted, [before, &new, behind]))
}

fn typeset(briefing: &Briefing, noted: &Noted, _: &mut Chance) -> Option<Edited> {
    let plain = |text: &str| {
        text.replace(['“', '”'], "\"").replace('’', "'").replace('—', "–").replace(' ', "  ")
    };
    let [before, own, behind] = parts(briefing, noted).map(plain);
    Some(with_text(briefing, noted, [&before, &own, &behind]))
}

/// A passage with another text.
fn like(passage: &Passage, id: &str, text: String) -> Passage {
    Passage { id: id.to_owned(), text, ..passage.clone() }
}

/// Ids by place, as they are where the file writes none.
fn count_anew(passages: &mut [Passage]) {
    for (place, passage) in passages.iter_mut().enumerate() {
        passage.id = format!("p-{place}");
    }
}

fn counted(briefing: &Briefing) -> Briefing {
    let mut before = briefing.clone();
    count_anew(&mut before.passages);
    before
}

fn shifted(briefing: &Briefing, noted: &Noted, chance: &mut Chance) -> Option<Edited> {
    let before = counted(briefing);
    let mut after = before.clone();
    let text = foreign(briefing, noted, chance);
    after.passages.insert(chance.below(noted.passage), like(&before.passages[0], "new", text));
    count_anew(&mut after.passages);
    let truth = Truth::At(noted.passage + 1, noted.range.clone());
    Some(Edited { before: Some(before), briefing: after, truth })
}

fn renamed(briefing: &Briefing, noted: &Noted, _: &mut Chance) -> Option<Edited> {
    let mut edited = with_text(briefing, noted, parts(briefing, noted));
    edited.briefing.passages[noted.passage].id = "another-name".into();
    Some(edited)
}

fn renamed_and_edited(briefing: &Briefing, noted: &Noted, chance: &mut Chance) -> Option<Edited> {
    let mut edited = around(briefing, noted, |a, _| *a = swapped(a, 4, chance))?;
    edited.briefing.passages[noted.passage].id = "another-name".into();
    let text = &mut edited.briefing.passages[noted.passage].text;
    *text += " More was said.";
    Some(edited)
}

fn joined(briefing: &Briefing, noted: &Noted, _: &mut Chance) -> Option<Edited> {
    let next = briefing.passages.get(noted.passage + 1)?.text.clone();
    let mut edited = around(briefing, noted, |_, z| *z = format!("{z} {next}"))?;
    edited.briefing.passages.remove(noted.passage + 1);
    Some(edited)
}

fn split(briefing: &Briefing, noted: &Noted, _: &mut Chance) -> Option<Edited> {
    let [before, own, behind] = parts(briefing, noted);
    let (near, far) = behind.split_at(behind.find(". ")? + 2);
    let mut edited = with_text(briefing, noted, [before, own, near.trim_end()]);
    let second = like(&briefing.passages[noted.passage], "second-half", far.to_owned());
    edited.briefing.passages.insert(noted.passage + 1, second);
    Some(edited)
}

fn gone(briefing: Briefing) -> Option<Edited> {
    Some(Edited { before: None, briefing, truth: Truth::Gone })
}

fn without_sentence(briefing: &Briefing, noted: &Noted, _: &mut Chance) -> Option<Edited> {
    let text = &briefing.passages[noted.passage].text;
    let touches = |one: &Range<usize>| one.start < noted.range.end && noted.range.start < one.end;
    let all = sentences(text, Some("en"));
    let left: Vec<&str> =
        all.into_iter().filter(|one| !touches(one)).map(|one| &text[one]).collect();
    let own = &text[noted.range.clone()];
    let mut edited = briefing.clone();
    edited.passages[noted.passage].text = left.join(" ");
    (!left.is_empty() && !left.join(" ").contains(own)).then(|| gone(edited))?
}

fn without_passage(briefing: &Briefing, noted: &Noted, _: &mut Chance) -> Option<Edited> {
    let mut edited = briefing.clone();
    edited.passages.remove(noted.passage);
    gone(edited)
}

fn without_passage_and_shifted(
    briefing: &Briefing,
    noted: &Noted,
    _: &mut Chance,
) -> Option<Edited> {
    let before = counted(briefing);
    let mut after = before.clone();
    after.passages.remove(noted.passage);
    count_anew(&mut after.passages);
    Some(Edited { before: Some(before), briefing: after, truth: Truth::Gone })
}

fn replaced(briefing: &Briefing, noted: &Noted, chance: &mut Chance) -> Option<Edited> {
    let mut edited = briefing.clone();
    edited.passages[noted.passage].text =
        format!("{} {}", foreign(briefing, noted, chance), foreign(briefing, noted, chance));
    gone(edited)
}

fn overwritten(briefing: &Briefing, noted: &Noted, chance: &mut Chance) -> Option<Edited> {
    let [before, own, behind] = parts(briefing, noted);
    let new: Vec<&str> = words(own).iter().map(|_| word(chance)).collect();
    gone(with_text(briefing, noted, [before, &new.join(" "), behind]).briefing)
}

/// The noted sentence has a twin with one word changed, in its passage or in another; the twin stays.
fn look_alike(briefing: &Briefing, noted: &Noted, chance: &mut Chance) -> Option<Edited> {
    let [start, own, behind] = parts(briefing, noted);
    let all = words(own);
    let range = all.get(chance.below(all.len())).filter(|_| all.len() >= 5)?.clone();
    let twin = [&own[..range.start], word(chance), &own[range.end..]].concat();
    let mut before = briefing.clone();
    let home = match chance.below(2) {
        0 => noted.passage,
        _ => (noted.passage + 1) % before.passages.len(),
    };
    let text = &mut before.passages[home].text;
    *text = format!("{text} {twin}.");
    let mut after = before.clone();
    let left = if home == noted.passage {
        format!("{start}{behind} {twin}.")
    } else {
        format!("{start}{behind}")
    };
    after.passages[noted.passage].text = left;
    Some(Edited { before: Some(before), briefing: after, truth: Truth::Gone })
}
