//! What is done away from the keys, each on threads of its own, and which effect is whose.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::exporter::Exporter;
use super::mailbox::Outbox;
use super::message::Message;
use super::opening::{self, Opening};
use super::placer::Placer;
use super::search::{Search, Searcher};
use crate::app::{Effect, Event};
use crate::briefing::Library;
use crate::briefing::taxonomy::Vocabulary;
use crate::store::catalogue::Catalogue;
use crate::store::{Follower, scan};

/// Whoever works away from the keys.
pub(super) struct Workers {
    searcher: Searcher,
    /// Of the lists over the text: they do not wait for a search.
    ranker: Searcher,
    placer: Placer,
    exporter: Exporter,
    fetcher: Fetcher,
    outbox: Outbox,
    /// What is to be begun.
    waiting: Vec<Effect>,
}

impl Workers {
    /// Workers that tell what comes of their work. No thread is started before there is something to do.
    pub(super) fn new(opening: &Opening, follower: Follower, outbox: Outbox) -> Self {
        let vocabulary = opening.config.vocabulary.clone();
        let fetcher =
            Fetcher { vocabulary: vocabulary.clone(), follower: Arc::new(follower), wishes: None };
        Self {
            searcher: Searcher::new(vocabulary.clone(), outbox.clone()),
            ranker: Searcher::new(vocabulary, outbox.clone()),
            placer: Placer::new(opening.notes.0.clone(), outbox.clone()),
            exporter: opening::exporter(opening),
            fetcher,
            outbox,
            waiting: Vec::new(),
        }
    }

    /// Checks texts that the first screen waits for. Whether there are some.
    pub(super) fn help_to_read(&self) -> bool {
        self.fetcher.follower.help()
    }

    /// Leaves a processor to somebody who types: a key was pressed.
    pub(super) fn keys_first(&self) {
        self.fetcher.follower.keys_first();
    }

    /// Takes in what finds passages in texts that the library does not hold.
    pub(super) fn take_catalogue(&mut self, catalogue: Arc<Catalogue>) {
        self.searcher.take_catalogue(catalogue);
    }

    /// Takes in work. It is begun when the screen is drawn: a thread that is woken before takes the
    /// processor from the one that draws. An export is begun at once: the reader may be about to end.
    pub(super) fn take(&mut self, effect: Effect, library: &Library) {
        if matches!(effect, Effect::Export(_)) {
            return self.begin_one(effect, library);
        }
        self.waiting.push(effect);
    }

    /// Has the work begun that was taken in; the answers come as events.
    pub(super) fn begin(&mut self, library: &Library) {
        for effect in std::mem::take(&mut self.waiting) {
            self.begin_one(effect, library);
        }
    }

    fn begin_one(&mut self, effect: Effect, library: &Library) {
        match effect {
            Effect::Find { search, briefing, pattern } => {
                self.searcher.ask(search, Search::Find { briefing, pattern });
            }
            Effect::FindPassages { number, hunt } => {
                self.searcher.ask(number, Search::Hunt(hunt));
            }
            Effect::Rank { number, typed, rows } => {
                self.ranker.ask(number, Search::Rank { typed, rows });
            }
            Effect::Sift { number, holding, clauses, asker } => {
                self.searcher.ask(number, Search::Sift { holding, clauses, asker });
            }
            Effect::PlaceNotes(placing) => self.placer.place(placing),
            Effect::Export(wish) => self.exporter.begin(*wish, self.outbox.clone()),
            Effect::CompletePath(typed) => self.exporter.complete(typed, self.outbox.clone()),
            Effect::Fetch(paths) => {
                let expected = |path: &PathBuf| Some(library.entry_at(path)?.fingerprint);
                let wishes = paths.into_iter().map(|path| (expected(&path), path)).collect();
                self.fetcher.fetch(wishes, &self.outbox);
            }
            Effect::Remember { .. }
            | Effect::RememberLeft { .. }
            | Effect::SaveNote(_)
            | Effect::Settle { .. }
            | Effect::Recall(_)
            | Effect::KeepDraft(_)
            | Effect::DropDraft
            | Effect::DropLeftDraft(_)
            | Effect::RememberExport(_)
            | Effect::KeepHistory(_)
            | Effect::Copy(_)
            | Effect::WriteOutside(_)
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => {}
        }
    }
}

/// Files to be read, each with the fingerprint that the library knows of it.
type Wishes = Vec<(Option<u64>, PathBuf)>;

/// Reads the texts of single files of a large library.
struct Fetcher {
    vocabulary: Vocabulary,
    /// Who hears of a file that is not what it was.
    follower: Arc<Follower>,
    /// The thread's, once something was asked for.
    wishes: Option<Sender<Wishes>>,
}

impl Fetcher {
    fn fetch(&mut self, wanted: Wishes, outbox: &Outbox) {
        let wishes = self.wishes.get_or_insert_with(|| {
            let (wishes, receiver) = channel();
            let (vocabulary, follower) = (self.vocabulary.clone(), Arc::clone(&self.follower));
            let outbox = outbox.clone();
            thread::spawn(move || read(&receiver, &vocabulary, (&follower, &outbox)));
            wishes
        });
        // The thread ends only with the fetcher.
        let _ = wishes.send(wanted);
    }
}

/// Reads what is asked for until the loop has ended.
fn read(
    wishes: &Receiver<Wishes>,
    vocabulary: &Vocabulary,
    (follower, outbox): (&Follower, &Outbox),
) {
    for wanted in wishes {
        let mut entries = Vec::with_capacity(wanted.len());
        for (expected, path) in wanted {
            let entry = scan::entry(&path, vocabulary);
            if expected.is_some_and(|expected| expected != entry.fingerprint) {
                follower.look_again(path);
            }
            entries.push(entry);
        }
        if outbox.send(Message::Event(Event::Fetched(entries))).is_err() {
            return;
        }
    }
}
