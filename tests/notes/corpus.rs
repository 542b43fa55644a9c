//! Noted words in the shipped briefings, and what becomes of them in a few thousand edits.

mod edits;

use std::collections::BTreeMap;

use dateline::briefing::Briefing;
use dateline::briefing::check::check;
use dateline::notes::anchor::{Found, Ground, Stand, capture};
use dateline::notes::sentence::{sentences, words};
use dateline::notes::target::Target;

use edits::{Chance, EDITS, Edited, Noted, Truth};

/// How many notes meet each kind of edit; `CORPUS_EACH=240` makes it more.
const EACH: usize = 60;

/// What became of the notes of one kind.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    suggested: usize,
    fallen_back: usize,
    wrong: usize,
}

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Right => &mut self.right,
            Outcome::Suggested => &mut self.suggested,
            Outcome::FallenBack => &mut self.fallen_back,
            Outcome::Wrong => &mut self.wrong,
        } += 1;
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.suggested += other.suggested;
        self.fallen_back += other.fallen_back;
        self.wrong += other.wrong;
    }

    fn all(self) -> usize {
        self.right + self.suggested + self.fallen_back + self.wrong
    }

    fn share(self, count: usize) -> f64 {
        100.0 * count as f64 / self.all().max(1) as f64
    }

    fn row(self, name: &str) -> String {
        let share = |count| format!("{:.1} %", self.share(count));
        let [right, suggested, back, wrong] =
            [self.right, self.suggested, self.fallen_back, self.wrong].map(share);
        format!("| {name} | {} | {right} | {suggested} | {back} | {wrong} |\n", self.all())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Right,
    Suggested,
    FallenBack,
    Wrong,
}

fn samples() -> Vec<Briefing> {
    let files = [
        include_str!("../../briefings/1-unity-on-display.toml"),
        include_str!("../../briefings/2-miami-as-a-stage.toml"),
        include_str!("../../briefings/3-two-accounts-of-miami.toml"),
    ];
    let read = |file| check(file, "sample", &dateline::briefing::taxonomy::Vocabulary::default());
    files.map(|file| read(file).briefing.expect("a good briefing")).into()
}

/// Some words of some passage: a few, a dozen, or a whole sentence.
fn pick(briefing: &Briefing, chance: &mut Chance) -> Noted {
    loop {
        let passage = chance.below(briefing.passages.len());
        let text = &briefing.passages[passage].text;
        let found = words(text);
        let length = [1 + chance.below(3), 4 + chance.below(9), 0][chance.below(3)];
        if length == 0 {
            let all = sentences(text, Some("en"));
            return Noted { passage, range: all[chance.below(all.len())].clone() };
        }
        if found.len() > length {
            let first = chance.below(found.len() - length);
            return Noted { passage, range: found[first].start..found[first + length - 1].end };
        }
    }
}

fn outcome(before: &Briefing, noted: &Noted, edited: &Edited, knows_past: bool) -> Outcome {
    let extent = capture(before, noted.passage, noted.range.clone()).expect("a place");
    let target = Target::new(before.id.clone(), extent);
    let old = before.passages[noted.passage].text.clone();
    let past = |_| knows_past.then(|| old.clone());
    let ground = Ground::of(&edited.briefing);
    let found = ground.find(&target, &past);
    match (&found, &edited.truth) {
        (
            Found::Here(stand) | Found::Moved(stand) | Found::Edited(stand),
            Truth::At(passage, range),
        ) => {
            let Stand::Span(found, span) = stand else { panic!("words became {stand:?}") };
            let shared = span.end.min(range.end).saturating_sub(span.start.max(range.start));
            let either = span.end.max(range.end) - span.start.min(range.start);
            if found == passage && shared * 2 > either { Outcome::Right } else { Outcome::Wrong }
        }
        (Found::Here(_) | Found::Moved(_) | Found::Edited(_), Truth::Gone) => Outcome::Wrong,
        (Found::Suggested { .. }, _) => Outcome::Suggested,
        (Found::Lost(_), Truth::At(..)) => Outcome::FallenBack,
        (Found::Lost(_), Truth::Gone) => Outcome::Right,
    }
}

#[expect(clippy::print_stdout, reason = "whoever asks wants to see them")]
fn show_wrong(edit: &str, text: &str, noted: &Noted) {
    if std::env::var_os("SHOW_WRONG").is_some() {
        println!("{edit}: [{}] in\n  {text}\n", &text[noted.range.clone()]);
    }
}

/// The rows of the table, one an edit, and the sums where the text exists and where it is gone.
fn measured(knows_past: bool, each: usize) -> (String, BTreeMap<bool, Tally>) {
    let briefings = samples();
    let mut table = String::new();
    let mut sums: BTreeMap<bool, Tally> = BTreeMap::new();
    for (place, edit) in EDITS.iter().enumerate() {
        let mut chance = Chance::new(place as u64);
        let mut tally = Tally::default();
        let mut gone = false;
        while tally.all() < each {
            let briefing = &briefings[chance.below(briefings.len())];
            let noted = pick(briefing, &mut chance);
            let Some(edited) = (edit.make)(briefing, &noted, &mut chance) else { continue };
            gone = edited.truth == Truth::Gone;
            let before = edited.before.as_ref().unwrap_or(briefing);
            let result = outcome(before, &noted, &edited, knows_past);
            if result == Outcome::Wrong {
                show_wrong(edit.name, &before.passages[noted.passage].text, &noted);
            }
            tally.count(result);
        }
        table += &tally.row(edit.name);
        sums.entry(gone).or_default().add(tally);
    }
    (table, sums)
}

/// Prints the table and holds the two limits.
#[expect(clippy::print_stdout, reason = "the manual quotes the figures")]
fn hold(knows_past: bool, each: usize) {
    let wished = std::env::var("CORPUS_EACH").ok().and_then(|each| each.parse().ok());
    let (mut table, sums) = measured(knows_past, wished.unwrap_or(each));
    let [exists, gone] = [false, true].map(|gone| sums[&gone]);
    table += &exists.row("**the text exists**");
    table += &gone.row("**the text is gone**");
    println!("old text known: {knows_past}\n{table}");
    assert!(exists.share(exists.wrong) < 0.5, "{table}");
    assert!(gone.share(gone.wrong) < 2.0, "{table}");
    assert!(exists.share(exists.right) > 80.0, "{table}");
}

#[test]
fn noted_words_whose_old_text_is_kept() {
    const { assert!(EACH * EDITS.len() >= 1000) };
    hold(true, EACH);
}

#[test]
fn noted_words_whose_old_text_is_not_at_hand() {
    hold(false, EACH / 3);
}
