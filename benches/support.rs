//! What the benchmarks measure with: briefings of any size, and a reader that has them open.

use std::fmt::Write;
use std::hint::black_box;
use std::path::PathBuf;

use dateline::app::event::Delivery;
use dateline::app::hunt::Hunt;
use dateline::app::key::Keys;
use dateline::app::memory::{Reading, fingerprint};
use dateline::app::picker::{Picker, Rows};
use dateline::app::state::{Mode, Settings, Start};
use dateline::app::{Effect, Event, State, update};
use dateline::briefing::check::check;
use dateline::briefing::taxonomy::Alphabet;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::briefing::{Entry, Library};
use dateline::shell::canvas::Canvas;
use dateline::store::sample;
use dateline::view::theme::{Background, Depth, Theme};
use dateline::view::{Look, draw_into};
use ratatui::layout::Size;

/// The window that every figure is for.
pub(crate) const WINDOW: Size = Size::new(120, 40);

/// The most passages that a briefing may have.
pub(crate) const MOST: usize = 20_000;

/// A briefing as a file: so many passages, spread evenly over so many sections, about 350 bytes of
/// the file each, so that the largest one has 7 MB. The last passage is the only one with an anonymous
/// source; the others take turns in sourcing and tone.
pub(crate) fn file(id: &str, passages: usize, sections: usize) -> String {
    let mut text = format!(
        "format = 1\nid = \"{id}\"\ntitle = \"Generated briefing {id}\"\n\n\
         [[sources]]\nid = \"wire\"\noutlet = \"Example Wire\"\ndocument = \"wire.txt\"\n\n\
         [[speakers]]\nid = \"envoy\"\nname = \"A. Envoy\"\nside = \"Norland\"\n"
    );
    for section in 0..sections {
        let _ = write!(text, "\n[[sections]]\nid = \"s{section}\"\nheading = \"Part {section}\"\n");
        for passage in section * passages / sections..(section + 1) * passages / sections {
            push_passage(&mut text, passage, passage + 1 == passages);
        }
    }
    text
}

fn push_passage(text: &mut String, number: usize, is_last: bool) {
    let tags = match number % 3 {
        _ if is_last => "sourcing = \"anonymous\"\nsentiment = \"negative\"",
        0 => "sourcing = \"on-record\"\nspeakers = [\"envoy\"]\nsentiment = \"positive\"",
        1 => "sourcing = \"unattributed\"\nsentiment = \"neutral\"",
        _ => "sourcing = \"analysis\"\nsentiment = \"mixed\"",
    };
    let _ = write!(
        text,
        "\n[[sections.passages]]\nid = \"p{number}\"\ntext = \"\"\"\nStatement {number}: the envoys’ \
         {} round closed without a common text, and the delegations left for their capitals; a \
         further meeting was named “possible” for week {}, though neither the place nor the agenda \
         was settled by then.\n\"\"\"\n{tags}\nlocator = \"¶ {number}\"\n",
        number % 97,
        number % 53,
    );
}

/// A file of this text, checked.
pub(crate) fn entry(id: &str, text: &str) -> Entry {
    let checked = check(text, id, &Vocabulary::default());
    assert!(checked.briefing.is_some(), "{:?}", checked.problems.first());
    Entry::checked(PathBuf::from(format!("{id}.toml")), fingerprint(text.as_bytes()), checked)
}

/// A generated briefing, checked.
pub(crate) fn generated(id: &str, passages: usize, sections: usize) -> Entry {
    entry(id, &file(id, passages, sections))
}

/// The briefings that come with the program.
pub(crate) fn shipped() -> Vec<Entry> {
    sample::entries(&Vocabulary::default())
}

/// A reader in a window of 120×40 cells; the bytes of what it draws go nowhere.
pub(crate) struct Reader {
    state: State,
    look: Look,
    canvas: Canvas,
    hunt: Option<Hunt>,
}

impl Reader {
    /// Opens the first of these briefings, every passage of it read before or none.
    pub(crate) fn new(entries: Vec<Entry>, was_read: bool) -> Self {
        let settings = Settings { text_width: 72, ..Settings::default() };
        let mut state = State::new(WINDOW, settings, Start::default());
        let read = entries.iter().filter(|_| was_read);
        let readings = read.map(|entry| (entry.id().to_owned(), whole(entry))).collect();
        let mut library = Library::default();
        library.put_all(entries);
        let delivery = Delivery { library, readings, left: Some(0) };
        update(&mut state, Event::Library(Box::new(delivery)));
        let theme = Theme::new(Background::Dark, Depth::Truecolor);
        let look = Look { theme, alphabet: Alphabet::Unicode, hyperlinks: true };
        let mut canvas = Canvas::default();
        canvas.resize(WINDOW);
        let mut reader = Self { state, look, canvas, hunt: None };
        reader.draw();
        reader
    }

    /// Has something happen, and answers at once where places of notes are asked for.
    pub(crate) fn happen(&mut self, event: Event) {
        for effect in update(&mut self.state, event) {
            match effect {
                Effect::PlaceNotes(placing) => {
                    let answers = placing.iter().map(|placing| placing.answer(&|_| None));
                    self.happen(Event::NotesPlaced(answers.collect()));
                }
                Effect::FindPassages { hunt, .. } => self.hunt = Some(*hunt),
                _ => {}
            }
        }
    }

    /// Presses keys, written as in the table of keys, and draws after the last one.
    pub(crate) fn press(&mut self, keys: &str) {
        let Keys(keys) = keys.parse().expect("keys");
        for key in keys {
            self.happen(Event::Pressed(key));
        }
        self.draw();
    }

    /// Gives the window another size and draws.
    pub(crate) fn resize(&mut self, size: Size) {
        update(&mut self.state, Event::Resized(size));
        self.canvas.resize(size);
        self.draw();
    }

    /// The last search of the library that was asked for; nobody answers it.
    pub(crate) fn last_hunt(&self) -> Option<Hunt> {
        self.hunt.clone()
    }

    /// The rows of the list that is open over the text.
    pub(crate) fn listed(&self) -> Option<Rows> {
        self.picker().map(|picker| picker.rows.clone())
    }

    /// The number of the ranking that was asked for; nobody answers it.
    pub(crate) fn sought(&self) -> Option<u64> {
        self.picker().and_then(|picker| picker.sought)
    }

    fn picker(&self) -> Option<&Picker> {
        match &self.state.mode {
            Mode::Picking(picker) => Some(picker),
            _ => None,
        }
    }

    /// The passage that the cursor is on.
    pub(crate) fn cursor(&self) -> Option<usize> {
        self.state.open().map(|open| open.cursor)
    }

    /// Draws, and makes the bytes that change the screen.
    pub(crate) fn draw(&mut self) {
        black_box(self.canvas.paint(|frame| draw_into(&self.state, self.look, frame)));
    }
}

/// That every passage of a briefing was read.
fn whole(entry: &Entry) -> Reading {
    let passages = entry.briefing.iter().flat_map(|briefing| &briefing.passages);
    Reading {
        read: passages
            .map(|passage| (passage.id.clone(), fingerprint(passage.text.as_bytes())))
            .collect(),
        fingerprint: Some(entry.fingerprint),
        ..Reading::default()
    }
}
