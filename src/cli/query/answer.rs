//! The answer to a query as it is written: each briefing's passages as soon as they are known.

use std::ops::ControlFlow;

use serde::Serialize;

use crate::app::memory::Reading;
use crate::briefing::taxonomy::Tag;
use crate::briefing::{Briefing, Passage};
use crate::cli::Status;
use crate::cli::arguments::Format;
use crate::cli::output::{self, Chunks};
use crate::cli::settings::Settings;
use crate::cli::show::json::{ShownPassage, passage as shown};
use crate::cli::show::text::Dress;
use crate::cli::show::{self, text};
use crate::notes::anchor::Ground;
use crate::query::subject::Judged;
use crate::query::{Annotated, Field, Pinned, Query, ReadMark};
use crate::store::memory;
use crate::store::notes::{NotesFolder, Refused};

/// What is being answered, and what of it waits to be written.
pub(super) struct Answer<'a> {
    query: &'a Query,
    settings: &'a Settings,
    folder: NotesFolder,
    format: Format,
    dress: Dress,
    /// The author in use.
    me: Option<String>,
    out: Chunks,
    passages: usize,
    unusable: Vec<Refused>,
}

/// A passage that meets the query, in JSON. Names and meanings are documented and stay.
#[derive(Debug, Serialize)]
struct Met<'b> {
    briefing: &'b str,
    title: &'b str,
    path: &'b str,
    section: &'b str,
    heading: &'b str,
    #[serde(flatten)]
    passage: ShownPassage<'b>,
    judged: ShownJudged<'b>,
    notes: usize,
    read: &'static str,
}

/// The analyst's own tags.
#[derive(Debug, Default, Serialize)]
struct ShownJudged<'b> {
    sourcing: Option<&'b str>,
    sentiment: Option<&'b str>,
}

impl<'a> Answer<'a> {
    /// An answer without a passage so far.
    pub(super) fn new(query: &'a Query, settings: &'a Settings, format: Format) -> Self {
        Self {
            query,
            settings,
            folder: settings.notes(),
            format,
            dress: show::dress(false, settings),
            me: settings.author(),
            out: Chunks::default(),
            passages: 0,
            unusable: Vec::new(),
        }
    }

    /// What is asked.
    pub(super) const fn query(&self) -> &'a Query {
        self.query
    }

    /// Whether no passage met the query so far.
    pub(super) const fn is_empty(&self) -> bool {
        self.passages == 0
    }

    /// Asks every passage of a briefing, with its notes, and writes those that meet the query. Breaks off
    /// where nobody reads them any more.
    pub(super) fn add(
        &mut self,
        briefing: &Briefing,
        path: &str,
    ) -> anyhow::Result<ControlFlow<()>> {
        let held = self.folder.load(&briefing.id);
        let is_own = |id: &str| id == briefing.id;
        let notes: Vec<_> = (held.notes.iter().map(|filed| filed.document.note()))
            .filter(|note| is_own(&note.target.briefing))
            .collect();
        let annotated = self.annotated(briefing, &notes);
        let is_json = matches!(self.format, Format::Json);
        let reading = if is_json || self.query.names(Field::Is) {
            memory::look_up(&self.settings.places, &briefing.id)
        } else {
            Reading::default()
        };
        for (at, passage) in briefing.passages.iter().enumerate() {
            let mark = reading.mark(passage);
            if !self.query.meets(&annotated.passage(at, mark, self.me.as_deref())) {
                continue;
            }
            self.passages += 1;
            match self.format {
                Format::Text => self.put_text(briefing, passage),
                Format::Json => {
                    serde_json::to_writer(&mut self.out.text, &met(&annotated, at, path, mark))?;
                    self.out.text.push(b'\n');
                }
            }
        }
        self.unusable.extend(held.unusable);
        self.out.pass_on()
    }

    fn annotated<'n>(
        &self,
        briefing: &'n Briefing,
        notes: &[&'n crate::notes::Note],
    ) -> Annotated<'n> {
        let vocabulary = &self.settings.stated.config.vocabulary;
        if notes.is_empty() {
            return Annotated::new(briefing, [], vocabulary);
        }
        let ground = Ground::of(briefing);
        let past = |snapshot| self.folder.past(snapshot);
        let pin = |note: &&'n crate::notes::Note| Pinned {
            note,
            found: Some(ground.find(&note.target, &past)),
        };
        let mut pinned: Vec<Pinned<'n>> = notes.iter().map(pin).collect();
        pinned.sort_by_key(|pinned| pinned.note.id);
        Annotated::new(briefing, pinned, vocabulary)
    }

    fn put_text(&mut self, briefing: &Briefing, passage: &Passage) {
        if self.passages > 1 {
            self.out.text.push(b'\n');
        }
        let address = format!("{}#{}", briefing.id, passage.id);
        let text = text::found(briefing, passage, &address, (show::terminal_width(), self.dress));
        self.out.text.extend(text.into_bytes());
    }

    /// Writes what waits, and says which files of the notes could not be asked.
    pub(super) fn finish(self) -> anyhow::Result<Status> {
        self.out.finish()?;
        for refused in &self.unusable {
            output::say(&format!("dateline: {refused}\n"));
        }
        Ok(if self.unusable.is_empty() { Status::Done } else { Status::Problems })
    }
}

fn met<'b>(annotated: &'b Annotated<'_>, at: usize, path: &'b str, mark: ReadMark) -> Met<'b> {
    let briefing = annotated.briefing();
    let passage = &briefing.passages[at];
    let section = &briefing.sections[passage.section];
    let live = annotated.on_passage(at).iter().filter(|pinned| !pinned.note.is_buried());
    Met {
        briefing: &briefing.id,
        title: &briefing.about.title,
        path,
        section: &section.id,
        heading: &section.heading,
        passage: shown(briefing, passage),
        judged: annotated.judged(at).map(judged).unwrap_or_default(),
        notes: live.count(),
        read: match mark {
            ReadMark::Unread => "unread",
            ReadMark::Read => "read",
            ReadMark::Revised => "revised",
        },
    }
}

fn judged(own: &Judged) -> ShownJudged<'_> {
    ShownJudged {
        sourcing: own.sourcing.as_ref().map(Tag::name),
        sentiment: own.sentiment.as_ref().map(Tag::name),
    }
}
