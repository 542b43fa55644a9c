//! The reader without a terminal: keys in, screen out, every effect performed at once.

mod late;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use dateline::app::annotations::{Save, Saved};
use dateline::app::event::Delivery;
use dateline::app::exporting::{Choices, Wish};
use dateline::app::hunt::{Hunt, Stock};
use dateline::app::key::Key;
use dateline::app::keymap::Keymap;
use dateline::app::memory::Reading;
use dateline::app::open::Open;
use dateline::app::state::{Settings, Start, State};
use dateline::app::{Effect, Event, Mouse, update};
use dateline::briefing::library::{Entry, Library};
use dateline::briefing::taxonomy::Alphabet;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::notes::conflict::Conflict;
use dateline::notes::draft::Draft;
use dateline::notes::merge::{Side, settle};
use dateline::notes::notebook::History;
use dateline::notes::snapshot::Snapshot;
use dateline::notes::{Document, Note, NoteId};
use dateline::query::find::find;
use dateline::query::{Lexicon, Query, Searches};
use dateline::store::{sample, scan};
use dateline::view::theme::{Background, Depth, Theme, role};
use dateline::view::{Frame, Look, draw_into};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};

/// A reader at work.
pub(crate) struct Reader {
    /// All that it remembers.
    pub(crate) state: State,
    /// What it asked to have kept, the latest last.
    pub(crate) kept: Vec<(String, Reading)>,
    /// How it left the library: the briefing that was open and the filter.
    pub(crate) left: (Option<String>, Option<String>),
    /// Whether it has ended.
    pub(crate) has_quit: bool,
    /// Whether addresses are written as links.
    pub(crate) hyperlinks: bool,
    /// What became of the notes.
    pub(crate) desk: Desk,
    /// The files as they are on the disk.
    pub(crate) files: Library,
    /// Whether their texts are only held when they are asked for, as those of a large library.
    is_large: bool,
    /// What is done away from the keys and has not come yet; none where everything comes at once.
    under_way: Option<Vec<Effect>>,
    alphabet: Alphabet,
}

/// Where notes go, without a disk.
#[derive(Default)]
pub(crate) struct Desk {
    /// The files, by id.
    pub(crate) files: BTreeMap<NoteId, String>,
    /// Why nothing can be saved, while that is so.
    pub(crate) refuses: Option<String>,
    /// What was put into the clipboard, the latest last.
    pub(crate) copied: Vec<String>,
    /// What is kept of the note being typed.
    pub(crate) draft: Option<Draft>,
    /// The texts of passages that came with notes.
    pub(crate) passages: Vec<String>,
    /// What is kept of the steps.
    pub(crate) history: History,
    /// The exports and the looks at them that were asked for.
    pub(crate) wishes: Vec<Wish>,
    /// What was chosen for the last export.
    pub(crate) choices: Option<Choices>,
    /// The milliseconds that have passed.
    millis: i64,
    /// How many pass before a key; a second where nothing is said.
    pace: Option<i64>,
}

impl Reader {
    /// Opens the briefings that ship, in a window of this size.
    pub(crate) fn on_samples(width: u16, height: u16) -> Self {
        Self::on(sample::entries(&Vocabulary::default()), width, height)
    }

    /// Opens these files.
    pub(crate) fn on(entries: Vec<Entry>, width: u16, height: u16) -> Self {
        Self::started(entries, Size { width, height }, Settings::default(), Start::default())
    }

    /// Opens these files as those of a large library: their texts are read when they are asked for.
    pub(crate) fn on_many(entries: Vec<Entry>, width: u16, height: u16) -> Self {
        let mut reader = Self::on(Vec::new(), width, height);
        reader.is_large = true;
        reader.files.put_all(entries);
        reader.deliver();
        reader
    }

    /// A reader that has no files yet.
    fn fresh(state: State, alphabet: Alphabet) -> Self {
        let (kept, left) = (Vec::new(), (None, None));
        let (has_quit, hyperlinks) = (false, false);
        let (desk, files, is_large) = (Desk::default(), Library::default(), false);
        let under_way = None;
        Self { state, kept, left, has_quit, hyperlinks, desk, files, is_large, under_way, alphabet }
    }

    /// Delivers the files as they are now.
    fn deliver(&mut self) {
        let mut library = self.files.clone();
        if self.is_large {
            let entries = library.entries().to_vec();
            library.put_all(entries.iter().map(|entry| Entry::clone(entry).without_text()));
        }
        let delivery = Delivery { library, readings: Vec::new(), left: Some(0) };
        self.happen(Event::Library(Box::new(delivery)));
    }

    /// Opens these files as configured, where it was left.
    pub(crate) fn started(
        entries: Vec<Entry>,
        size: Size,
        settings: Settings,
        start: Start,
    ) -> Self {
        let alphabet = settings.alphabet;
        let width = if settings.text_width == 0 { 72 } else { settings.text_width };
        let marks = dateline::notes::mark::built_in();
        let settings = Settings { text_width: width, marks, ..settings };
        let state = State::new(size, settings, start);
        let mut reader = Self::fresh(state, alphabet);
        reader.files.put_all(entries);
        reader.deliver();
        reader.happen(Event::HistoryRead(Box::default()));
        reader
    }

    /// Opens these files with what `earlier` had kept when it was left, as it comes back from disk.
    pub(crate) fn again(earlier: &Self, entries: Vec<Entry>, width: u16, height: u16) -> Self {
        let (briefing, filter) = earlier.left.clone();
        let (vocabulary, searches) = (Vocabulary::default(), Searches::default());
        let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
        let filter = Query::parse(&filter.unwrap_or_default(), lexicon).expect("its own text");
        let start = Start { briefing, filter, ..Start::default() };
        let settings = Settings { text_width: 72, ..Settings::default() };
        let state = State::new(Size { width, height }, settings, start);
        let alphabet = earlier.alphabet;
        let mut reader = Self::fresh(state, alphabet);
        let remembered = |entry: &Entry| {
            let (id, kept) = earlier.kept.iter().rfind(|(id, _)| id == entry.id())?;
            Some((id.clone(), Reading::from_text(&kept.to_text()).expect("its own text")))
        };
        let readings = entries.iter().filter_map(remembered).collect();
        reader.files.put_all(entries);
        let delivery = Delivery { library: reader.files.clone(), readings, left: Some(0) };
        reader.happen(Event::Library(Box::new(delivery)));
        reader
    }

    /// Has something happen, and performs what follows from it.
    pub(crate) fn happen(&mut self, event: Event) {
        for effect in update(&mut self.state, event) {
            match (&mut self.under_way, &effect) {
                (
                    Some(under_way),
                    Effect::Fetch(_) | Effect::Rank { .. } | Effect::FindPassages { .. },
                ) => under_way.push(effect),
                _ => self.perform(effect),
            }
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Find { search, briefing, pattern } => {
                let hits = find(&briefing, &pattern, || false);
                self.happen(Event::Found { search, hits });
            }
            Effect::FindPassages { number, hunt } => {
                let stock = Stock { library: self.files.clone(), ..hunt.stock.as_ref().clone() };
                let hunt = Hunt { stock: stock.into(), ..*hunt };
                let found = hunt.run(|| false).expect("to the end");
                self.happen(Event::PassagesFound { number, found });
            }
            Effect::Rank { number, typed, rows } => {
                let best = rows.rank(&typed, || false).expect("to the end");
                self.happen(Event::Ranked { number, best });
            }
            Effect::Sift { number, holding, clauses, asker } => {
                let answers = holding.answers(&clauses, &asker, || false);
                self.happen(Event::Sifted { number, answers: answers.expect("to the end") });
            }
            Effect::Remember { briefing, reading } => self.kept.push((briefing, reading)),
            Effect::RememberLeft { briefing, filter, .. } => self.left = (briefing, filter),
            Effect::Fetch(paths) => {
                let wanted = paths.iter().filter_map(|path| self.files.entry_at(path));
                self.happen(Event::Fetched(wanted.cloned().collect()));
            }
            Effect::Quit => self.has_quit = true,
            Effect::SaveNote(save) => self.save(*save),
            Effect::Copy(text) => self.desk.copied.push(text),
            Effect::KeepDraft(draft) => self.desk.draft = Some(*draft),
            Effect::DropDraft => self.desk.draft = None,
            Effect::KeepHistory(history) => self.desk.history = *history,
            Effect::Recall(wanted) => {
                let past = |snapshot| (snapshot, self.past(snapshot));
                let pasts = wanted.into_iter().map(past).collect();
                self.happen(Event::Recalled(pasts));
            }
            Effect::PlaceNotes(placing) => {
                let past = |snapshot| self.past(snapshot);
                let answers = placing.iter().map(|placing| placing.answer(&past)).collect();
                self.happen(Event::NotesPlaced(answers));
            }
            Effect::Settle { path, seen, side } => self.settle(path, &seen, side),
            Effect::Export(wish) => self.desk.wishes.push(*wish),
            Effect::RememberExport(choices) => self.desk.choices = Some(choices),
            Effect::WriteOutside(_) | Effect::DropLeftDraft(_) | Effect::CompletePath(_) => {}
            Effect::Suspend | Effect::Redraw => {}
        }
    }

    fn past(&self, snapshot: Snapshot) -> Option<String> {
        self.desk.passages.iter().find(|text| Snapshot::of(text) == snapshot).cloned()
    }

    fn settle(&mut self, path: PathBuf, seen: &str, side: Side) {
        let conflict = Conflict::of(seen).expect("two versions");
        let document = settle(&conflict).expect("two notes").settled(side).clone();
        self.desk.files.insert(document.note().id, document.text().to_owned());
        let saved = Saved::Here { document: Box::new(document), remark: None };
        self.happen(Event::NoteSettled(path, Box::new(saved)));
    }

    fn save(&mut self, save: Save) {
        let id = save.document.note().id;
        let saved = match &self.desk.refuses {
            Some(reason) => Saved::Nowhere(reason.clone()),
            None => {
                self.desk.files.insert(id, save.document.text().to_owned());
                self.desk.passages.extend(save.passage);
                Saved::Here { document: Box::new(save.document), remark: None }
            }
        };
        self.happen(Event::NoteSaved(id, Box::new(saved)));
    }

    /// The notes as their files say, in the order of their making.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let read = |text: &String| Document::parse(text).expect("a note").note().clone();
        self.desk.files.values().map(read).collect()
    }

    /// Presses keys one after another: `j ] ] o h e d g e s enter`, as the configuration writes them.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.tick();
            self.happen(Event::Pressed(Key::from_str(key).expect(key)));
        }
        self
    }

    /// Types words, blanks included.
    pub(crate) fn type_in(&mut self, words: &str) -> &mut Self {
        for letter in words.chars() {
            let name = if letter == ' ' { "space".to_owned() } else { letter.to_string() };
            self.press(&name);
        }
        self
    }

    /// Clicks a cell.
    pub(crate) fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.happen(Event::Moused(Mouse::Clicked, Position { x, y }));
        self
    }

    /// Turns the wheel over a cell, one notch.
    pub(crate) fn wheel(&mut self, mouse: Mouse, x: u16, y: u16) -> &mut Self {
        self.happen(Event::Moused(mouse, Position { x, y }));
        self
    }

    /// Has a file of the library read again.
    pub(crate) fn reread(&mut self, entry: Entry) -> &mut Self {
        self.files.put(entry);
        self.deliver();
        self
    }

    /// Has a file of the library go away.
    pub(crate) fn lose(&mut self, path: &str) -> &mut Self {
        self.files.remove(Path::new(path));
        self.deliver();
        self
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.happen(Event::Resized(Size { width, height }));
        self
    }

    /// The screen in a theme.
    pub(crate) fn buffer(&self, theme: Theme) -> Buffer {
        let mut frame = Frame::new(self.state.window);
        let look = Look { theme, alphabet: self.alphabet, hyperlinks: self.hyperlinks };
        draw_into(&self.state, look, &mut frame);
        Buffer::from(&frame)
    }

    /// The screen as text, one line a row, without blanks at the ends.
    pub(crate) fn screen(&self) -> String {
        text_of(&self.buffer(Theme::new(Background::Dark, Depth::None)))
    }

    /// The screen with one letter a cell that says which role dresses it.
    pub(crate) fn roles(&self) -> String {
        role::grid(&self.buffer(Theme::roles()))
    }

    /// The open briefing.
    pub(crate) fn open(&self) -> &Open {
        self.state.open().expect("a briefing is open")
    }

    /// The id of the current passage.
    pub(crate) fn at(&self) -> &str {
        &self.open().passage().expect("a passage").id
    }

    /// What the bottom line says until the next key.
    pub(crate) fn notice(&self) -> &str {
        self.state.prompt.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// The ids of the passages that count as read.
    pub(crate) fn read(&self) -> Vec<&str> {
        let open = self.open();
        let passages = open.briefing.passages.iter().enumerate();
        passages
            .filter(|(at, _)| open.progress.has(*at))
            .map(|(_, found)| found.id.as_str())
            .collect()
    }

    /// The row of the window where the current passage begins; negative above it.
    pub(crate) fn row(&self) -> Option<isize> {
        let open = self.open();
        open.page.rows_above(open.page.item_of(open.cursor)?)
    }

    /// One line of the screen.
    pub(crate) fn line(&self, y: usize) -> String {
        self.screen().lines().nth(y).unwrap_or_default().to_owned()
    }

    /// The text of the current passage.
    pub(crate) fn passage(&self) -> String {
        let passage = self.state.open().and_then(|open| open.passage());
        passage.map(|passage| passage.text.clone()).unwrap_or_default()
    }
}

/// A file of a library.
pub(crate) fn entry(path: &str, text: &str) -> Entry {
    scan::entry_of(Path::new(path), text, &Vocabulary::default())
}

/// The keys with these wishes over the defaults.
pub(crate) fn keymap(wishes: &[(&str, &str, &str)]) -> Keymap {
    let wishes: Vec<_> = wishes
        .iter()
        .map(|&(mode, key, action)| dateline::app::keymap::Wish { mode, key, action })
        .collect();
    let mut keymap = Keymap::default();
    assert_eq!(keymap.rebind(&wishes), []);
    keymap
}

/// A buffer as text; a character that is two cells wide stands for both.
pub(crate) fn text_of(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += dateline::layout::width::text_width(symbol).max(1) as u16;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}
