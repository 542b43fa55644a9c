//! Writes an archive to measure with: so many briefings of about 5 KB, the same ones every time.
//!
//! `archive FOLDER [COUNT]` writes COUNT (100,000) files, 1,000 a folder. Words are drawn as in real
//! texts: a few of a vocabulary of 50,000 stand everywhere, most stand almost nowhere (Zipf's law).
//! Every 97th briefing says "zanzibar protocol", every 1,000th "security guarantees".

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

/// How many words there are.
const WORDS: usize = 50_000;

/// How many briefings a folder holds.
const FOLDER: usize = 1000;

/// How many passages a briefing has.
const PASSAGES: usize = 10;

const SYLLABLES: [&str; 24] = [
    "ka", "re", "mi", "to", "sun", "ne", "lo", "va", "di", "pe", "ru", "sha", "mé", "min", "tra",
    "bo", "gen", "ly", "sti", "ur", "ho", "fa", "cé", "wen",
];
const SOURCINGS: [&str; 8] = [
    "on-record",
    "anonymous",
    "official-statement",
    "document",
    "media-report",
    "observed",
    "analysis",
    "unattributed",
];
const SENTIMENTS: [&str; 4] = ["positive", "negative", "neutral", "mixed"];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        return Err(io::Error::other("usage: archive FOLDER [COUNT]"));
    };
    let count = arguments.get(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    write(Path::new(folder), count)
}

fn write(folder: &Path, count: usize) -> io::Result<()> {
    let words = vocabulary();
    for number in 0..count {
        let inside = folder.join(format!("{:03}", number / FOLDER));
        if number % FOLDER == 0 {
            fs::create_dir_all(&inside)?;
        }
        fs::write(inside.join(format!("b{number:06}.toml")), briefing(number, &words))?;
    }
    Ok(())
}

fn vocabulary() -> Vec<String> {
    let mut chance = Chance(1);
    let word = |_| (0..2 + chance.below(3)).map(|_| SYLLABLES[chance.below(24)]).collect();
    (0..WORDS).map(word).collect()
}

fn briefing(number: usize, words: &[String]) -> String {
    let mut chance = Chance(number as u64 + 7);
    let mut text = format!("format = 1\nid = \"b{number:06}\"\ntitle = \"");
    push_words(&mut text, 6, words, &mut chance);
    let (year, month, day) = (2000 + number % 25, 1 + number % 12, 1 + number % 28);
    let outlet = number % 40;
    let _ = write!(
        text,
        " {number}\"\npublished = {year}-{month:02}-{day:02}\ntlp = \"clear\"\n\
         topics = {{ t0 = \"Topic {0}\", t1 = \"Topic {1}\" }}\n\n[[sources]]\nid = \"s\"\n\
         outlet = \"Outlet {outlet}\"\ndocument = \"document-{number}.txt\"\n",
        number % 50,
        50 + number % 11,
    );
    for speaker in 0..2 {
        let known = (number * 3 + speaker * 7) % 400;
        let _ = write!(
            text,
            "\n[[speakers]]\nid = \"v{speaker}\"\nname = \"Speaker {known} {}\"\nrole = \"minister \
             {}\"\nside = \"Side {}\"\n",
            words[known],
            known % 9,
            known % 20,
        );
    }
    for passage in 0..PASSAGES {
        if passage % 5 == 0 {
            let _ =
                write!(text, "\n[[sections]]\nheading = \"Part {passage} {}\"\n", words[passage]);
        }
        push_passage(&mut text, (number, passage), words, &mut chance);
    }
    text
}

fn push_passage(
    text: &mut String,
    (number, passage): (usize, usize),
    words: &[String],
    chance: &mut Chance,
) {
    let (sourcing, sentiment) = (SOURCINGS[chance.below(8)], SENTIMENTS[chance.below(4)]);
    text.push_str("\n[[sections.passages]]\ntext = \"\"\"\n");
    push_words(text, 20, words, chance);
    if passage == 3 && number % 97 == 0 {
        text.push_str(" the zanzibar\nprotocol");
    }
    if passage == 5 && number % 1000 == 0 {
        text.push_str(" security guarantees");
    }
    text.push(' ');
    push_words(text, 20, words, chance);
    let _ = write!(text, ".\n\"\"\"\nsourcing = \"{sourcing}\"\nsentiment = \"{sentiment}\"\n");
    let speaker = if passage < 2 { passage } else { chance.below(2) };
    if sourcing != "anonymous" {
        let _ = writeln!(text, "speakers = [\"v{speaker}\"]");
    } else if passage < 2 {
        let _ = writeln!(text, "target = \"v{speaker}\"");
    }
    let _ = writeln!(text, "topics = [\"t{}\"]\nlocator = \"¶ {}\"", passage % 2, passage + 1);
    if chance.below(4) == 0 {
        text.push_str("channel = \"joint readout\"\nreliability = \"B\"\ncredibility = 2\n");
    }
}

/// Words by Zipf's law: the logarithm of the rank is drawn evenly.
fn push_words(text: &mut String, count: usize, words: &[String], chance: &mut Chance) {
    for at in 0..count {
        let rank = (WORDS as f64).powf(chance.share()) as usize;
        text.push_str(if at == 0 { "" } else { " " });
        text.push_str(&words[rank.min(WORDS - 1)]);
    }
}

/// Numbers that look like chance and are the same every time (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (self.0 >> 7);
        let mut mixed = self.0;
        mixed ^= mixed >> 33;
        mixed = mixed.wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ (mixed >> 29)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
