//! The catalogue: it answers as the briefings themselves would, and survives whatever becomes of it.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use dateline::briefing::taxonomy::Vocabulary;
use dateline::query::grade::Wording;
use dateline::query::{Annotated, Lexicon, Query, ReadMark, Searches};
use dateline::store::catalogue::{Catalogue, FEWEST, Hit, Shelf};
use dateline::store::{Origin, Places, scan};

use crate::desk::Desk;

/// Queries of every kind; the last ones on what is noted or read.
const QUERIES: [&str; 40] = [
    "",
    "meeting",
    "MEET",
    "etin",
    "\"joint meeting\"",
    "\"nt meeting, in caf\"",
    "\"meeting, in\"",
    "café",
    "cafe 17",
    "/round \\d+1\\b/",
    "-meeting",
    "meeting -café",
    "round or café",
    "(round or café) sourcing:anonymous",
    "sourcing:anonymous,document sentiment:negative",
    "curated.sentiment:mixed",
    "judged.sentiment:mixed",
    "speaker:roe",
    "speaker:envoy-1",
    "role:minister -side:norland",
    "outlet:wire document:paper-3",
    "document:/paper-.7/",
    "section:opening",
    "topic:tariffs",
    "topic:t1",
    "channel:\"joint readout\"",
    "quote:mixed has:quote",
    "reliability:<=B",
    "reliability:F credibility:2",
    "tlp:>=amber",
    "published:>2031-02-10 meeting",
    "briefing:\"about 12\"",
    "briefing:b-003",
    "has:rating -has:link",
    "has:link",
    "note:x or mark:y or by:me or tag:z",
    "has:note,judgement",
    "is:unread",
    "is:read,revised,buried,unplaced",
    "since:2031-01-01",
];

fn briefing(number: usize) -> String {
    let (day, side) =
        (1 + number % 27, if number.is_multiple_of(2) { "Norland" } else { "Südland" });
    let tlp = ["clear", "amber", "red"][number % 3];
    let mut text = format!(
        "format = 1\nid = \"b-{number:03}\"\ntitle = \"About {number}\"\npublished = 2031-02-{day:02}\n\
         tlp = \"{tlp}\"\ntopics = {{ t1 = \"Tariffs\", t2 = \"Access\" }}\n[[sources]]\nid = \"w\"\n\
         outlet = \"Wire {}\"\ndocument = \"paper-{number}.txt\"\n[[speakers]]\nid = \"envoy-{}\"\n\
         name = \"Ana Roe {number}\"\nrole = \"trade minister\"\nside = \"{side}\"\n",
        number % 5,
        number % 7,
    );
    for passage in 0..4 {
        let sourcing = ["anonymous", "document", "on-record", "analysis"][(number + passage) % 4];
        let sentiment = ["positive", "negative", "neutral", "mixed"][(number / 3 + passage) % 4];
        if passage % 2 == 0 {
            let heading = if passage == 0 { "Opening" } else { "Close" };
            writeln!(text, "[[sections]]\nheading = \"{heading}\"").expect("a string");
        }
        let words = match (number + passage) % 5 {
            0 => format!("The joint\\nmeeting, in Café {number}, closed."),
            1 => format!("Round {number}{passage} ended “without” a text."),
            2 => "Joint words. Meeting in the open.".to_owned(),
            3 => format!("Cafés in {number} stayed open; \\\"meet\\\" again."),
            _ => "Nothing was said.".to_owned(),
        };
        let (topic, speaker) = (1 + passage % 2, number % 7);
        writeln!(
            text,
            "[[sections.passages]]\nid = \"p{passage}\"\ntext = \"{words} {passage}\"\nsourcing = \"{sourcing}\"\n\
             sentiment = \"{sentiment}\"\ntopics = [\"t{topic}\"]\nspeakers = [\"envoy-{speaker}\"]\n\
             locator = \"¶ {passage}\""
        )
        .expect("a string");
        match (number + passage) % 3 {
            0 => text.push_str("channel = \"joint readout\"\nreliability = \"B\"\n"),
            1 => text.push_str("reliability = \"F\"\ncredibility = 2\nquote = \"mixed\"\n"),
            _ if passage > 0 => {
                text.push_str("links = [{ to = \"#p0\", relation = \"supports\" }]\n");
            }
            _ => {}
        }
    }
    text
}

/// A library that is large enough for a catalogue.
fn desk() -> Desk {
    let desk = Desk::new();
    for number in 0..FEWEST + 40 {
        desk.file(format!("lib/{}/{number}.toml", number % 3), briefing(number));
    }
    desk
}

struct Library {
    origin: Origin,
    vocabulary: Vocabulary,
    places: Places,
}

impl Library {
    fn of(desk: &Desk) -> Self {
        let origin = Origin::Paths(vec![desk.path("lib")]);
        Self { origin, vocabulary: Vocabulary::default(), places: desk.places() }
    }

    fn catalogue(&self) -> Catalogue {
        let files = scan::listing(self.origin.paths());
        Catalogue::of(&files, &Shelf::new(&self.origin, &self.vocabulary, &self.places))
    }

    fn query(&self, text: &str) -> Query {
        let lexicon = Lexicon { vocabulary: &self.vocabulary, searches: &Searches::default() };
        Query::parse(text, lexicon).unwrap_or_else(|faults| panic!("{faults}"))
    }

    /// What the briefings themselves answer, nothing noted and nothing read.
    fn plain(&self, text: &str) -> Vec<Hit> {
        let query = self.query(text);
        let wording = Wording::of(&query);
        let library = scan::library(&self.origin, &self.vocabulary);
        let mut hits = Vec::new();
        for entry in library.entries() {
            let Some(briefing) = entry.briefing.as_deref() else { continue };
            let annotated = Annotated::new(briefing, [], &self.vocabulary);
            let meets = |at: &usize| query.meets(&annotated.passage(*at, ReadMark::Unread, None));
            let passages: Vec<u32> =
                (0..briefing.passages.len()).filter(meets).map(|at| at as u32).collect();
            if !passages.is_empty() {
                let text = |at: &u32| &briefing.passages[*at as usize].text;
                let grades = passages.iter().map(|at| wording.grade(text(at))).collect();
                hits.push(Hit { path: entry.path.clone(), passages, grades });
            }
        }
        hits
    }

    fn assert_right(&self, catalogue: &Catalogue, queries: &[&str]) {
        for text in queries {
            let plain = self.plain(text);
            let found = catalogue.find_graded(&self.query(text), &|_| false, &|| false);
            assert_eq!(found.as_ref(), Some(&plain), "{text}");
            let found = catalogue.find(&self.query(text), &|_| false);
            let bare = plain.into_iter().map(|hit| Hit { grades: Vec::new(), ..hit });
            assert_eq!(found, bare.collect::<Vec<_>>(), "{text}");
        }
    }

    fn segments(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.places.cache.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.expect("an entry").path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files
    }
}

#[test]
fn it_answers_as_the_briefings_do_cold_and_warm() {
    let desk = desk();
    let library = Library::of(&desk);
    library.assert_right(&library.catalogue(), &QUERIES);
    let segments = library.segments();
    assert!(!segments.is_empty());
    library.assert_right(&library.catalogue(), &QUERIES);
    assert_eq!(library.segments(), segments, "nothing was made again");
}

#[test]
fn every_kind_of_query_finds_something() {
    let desk = desk();
    let library = Library::of(&desk);
    let found: Vec<&str> =
        QUERIES[..35].iter().filter(|text| library.plain(text).is_empty()).copied().collect();
    assert_eq!(found, ["judged.sentiment:mixed"], "these find nothing");
}

#[test]
fn a_file_that_changed_came_or_went_is_seen() {
    let desk = desk();
    let library = Library::of(&desk);
    library.catalogue();
    desk.file("lib/0/0.toml", briefing(0).replace("meeting", "gathering"));
    desk.file("lib/new.toml", briefing(900));
    fs::remove_file(desk.path("lib/1/1.toml")).expect("removed");
    desk.file("lib/2/2.toml", "titel = 1");
    let catalogue = library.catalogue();
    let found = catalogue.find(&library.query("gathering"), &|_| false);
    let asked: Vec<&Hit> = found.iter().filter(|hit| hit.passages.is_empty()).collect();
    assert_eq!(asked.len(), 2, "what was read anew is asked itself: {asked:?}");
    assert_eq!(catalogue.broken(), 1);
    assert_eq!(catalogue.len(), FEWEST + 40 - 1);
    // Enough of them become a segment, and the answers are whole again.
    for number in 0..100 {
        desk.file(format!("lib/more/{number}.toml"), briefing(300 + number));
    }
    let before = library.segments().len();
    library.assert_right(&library.catalogue(), &QUERIES);
    assert!(library.segments().len() > before);
}

#[test]
fn a_damaged_segment_is_taken_away_and_made_again() {
    let desk = desk();
    let library = Library::of(&desk);
    library.catalogue();
    let whole = fs::read(&library.segments()[0]).expect("a segment");
    let step = whole.len() / 12;
    let damages = (step / 2..whole.len()).step_by(step).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        bytes
    });
    let other_layout = [b"dateline seg 001", &whole[16..]].concat();
    let cut = [whole[..whole.len() / 2].to_vec(), Vec::new(), whole[..16].to_vec(), other_layout];
    let path = &library.segments()[0];
    let queries = ["café sourcing:anonymous", "\"joint meeting\"", "/round/ topic:t1"];
    let paths = |hits: Vec<Hit>| -> Vec<PathBuf> { hits.into_iter().map(|hit| hit.path).collect() };
    let plain = queries.map(|text| paths(library.plain(text)));
    for damaged in damages.chain(cut) {
        fs::write(path, damaged).expect("written");
        let catalogue = library.catalogue();
        for (text, plain) in queries.iter().zip(&plain) {
            // Whatever cannot be trusted has to be asked itself; nothing is missing.
            let found = paths(catalogue.find(&library.query(text), &|_| false));
            assert!(plain.iter().all(|path| found.contains(path)), "{text}");
        }
        for path in library.segments() {
            fs::remove_file(path).expect("removed");
        }
    }
    library.assert_right(&library.catalogue(), &QUERIES[..8]);
}

#[test]
fn another_vocabulary_and_another_library_have_another_catalogue() {
    let desk = desk();
    let mut library = Library::of(&desk);
    library.catalogue();
    let first = library.segments();
    library.vocabulary.sentiment.clear();
    library.vocabulary.sourcing.push(dateline::briefing::taxonomy::Tag::plain(
        dateline::briefing::taxonomy::Sourcing::Document,
    ));
    library.assert_right(&library.catalogue(), &QUERIES[..3]);
    assert!(first.iter().all(|path| !path.exists()), "it was made with other words");
    let kept = library.segments();
    for number in 0..FEWEST {
        desk.file(format!("other/{number}.toml"), briefing(number + 500));
    }
    let other = Library { origin: Origin::Paths(vec![desk.path("other")]), ..Library::of(&desk) };
    other.assert_right(&other.catalogue(), &QUERIES[..3]);
    assert!(kept.iter().all(|path| path.exists()), "that of the first library stays");
}

#[test]
fn one_library_has_one_catalogue_however_it_is_spelled() {
    let desk = desk();
    std::os::unix::fs::symlink(desk.path("lib"), desk.path("link")).expect("linked");
    let mut library = Library::of(&desk);
    let spelled = ["lib", "lib/../lib", "link", "lib//", "lib"];
    let mut made: Vec<PathBuf> = Vec::new();
    for path in spelled {
        let path = format!("{}/{path}", desk.path("").display());
        library.origin = Origin::Paths(vec![path.clone().into()]);
        library.assert_right(&library.catalogue(), &QUERIES[..8]);
        let found = library.catalogue().find(&library.query("café"), &|_| false);
        assert!(found.iter().all(|hit| hit.path.to_string_lossy().starts_with(&path)), "{path}");
        let segments = library.segments();
        assert!(made.is_empty() || made == segments, "{path}: nothing was made again");
        made = segments;
    }
}

#[test]
fn without_a_cache_the_answer_is_whole() {
    let desk = desk();
    let library = Library::of(&desk);
    fs::create_dir_all(library.places.cache.parent().expect("a folder")).expect("created");
    fs::write(&library.places.cache, "a file where the folder should be").expect("written");
    let catalogue = library.catalogue();
    assert_eq!(catalogue.len(), FEWEST + 40);
    let hits = catalogue.find(&library.query("meeting"), &|_| false);
    assert_eq!(hits.len(), FEWEST + 40, "each briefing is asked itself");
}

#[test]
fn of_two_briefings_with_one_id_the_first_counts() {
    let desk = desk();
    desk.file("lib/0/twin.toml", briefing(5).replace("About", "Twin"));
    let library = Library::of(&desk);
    for _ in 0..2 {
        let catalogue = library.catalogue();
        assert_eq!(catalogue.broken(), 1);
        library.assert_right(&catalogue, &["briefing:twin", "briefing:b-005", "café"]);
    }
}

#[test]
fn two_programs_share_it() {
    let desk = desk();
    let library = Library::of(&desk);
    // One may see what another has made so far; what is left is then read and has to be asked itself.
    let is_whole = || {
        let catalogue = library.catalogue();
        for text in &QUERIES[..6] {
            let paths = |hits: Vec<Hit>| hits.into_iter().map(|hit| hit.path).collect::<Vec<_>>();
            let found = paths(catalogue.find(&library.query(text), &|_| false));
            let plain = paths(library.plain(text));
            assert!(plain.iter().all(|path| found.contains(path)), "{text}");
        }
        assert_eq!(catalogue.len(), FEWEST + 40, "each briefing counts once");
    };
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(is_whole);
        }
    });
    is_whole();
}
