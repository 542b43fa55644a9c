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

/// What every briefing is asked, and how its answer is written.
pub(super) struct Asking<'a> {
    query: &'a Query,
    settings: &'a Settings,
    folder: NotesFolder,
    format: Format,
    dress: Dress,
    /// The author in use.
    me: Option<String>,
}

/// The answer of one briefing.
#[derive(Debug, Default)]
pub(super) struct Part {
    text: Vec<u8>,
    passages: usize,
    unusable: Vec<Refused>,
}

/// The answer, and what of it waits to be written.
#[derive(Debug, Default)]
pub(super) struct Answer {
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

impl<'a> Asking<'a> {
    /// Asks for the passages that meet a query.
    pub(super) fn new(query: &'a Query, settings: &'a Settings, format: Format) -> Self {
        Self {
            query,
            settings,
            folder: settings.notes(),
            format,
            dress: show::dress(false, settings),
            me: settings.author(),
        }
    }

    /// What is asked.
    pub(super) const fn query(&self) -> &'a Query {
        self.query
    }

    /// Asks every passage of a briefing, with its notes.
    pub(super) fn of(&self, briefing: &Briefing, path: &str) -> anyhow::Result<Part> {
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
        let mut part = Part { unusable: held.unusable, ..Part::default() };
        for (at, passage) in briefing.passages.iter().enumerate() {
            let mark = reading.mark(passage);
            if !self.query.meets(&annotated.passage(at, mark, self.me.as_deref())) {
                continue;
            }
            part.passages += 1;
            match self.format {
                Format::Text => part.text.extend(self.text(briefing, passage).into_bytes()),
                Format::Json => {
                    serde_json::to_writer(&mut part.text, &met(&annotated, at, path, mark))?;
                    part.text.push(b'\n');
                }
            }
        }
        Ok(part)
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

    /// A passage as it is printed, with an empty line before it.
    fn text(&self, briefing: &Briefing, passage: &Passage) -> String {
        let address = format!("{}#{}", briefing.id, passage.id);
        let text = text::found(briefing, passage, &address, (show::terminal_width(), self.dress));
        format!("\n{text}")
    }
}

impl Answer {
    /// Whether no passage met the query so far.
    pub(super) const fn is_empty(&self) -> bool {
        self.passages == 0
    }

    /// Takes the answer of the next briefing, and writes what there is once it is much. Breaks off where
    /// nobody reads any more.
    pub(super) fn add(&mut self, part: Part) -> anyhow::Result<ControlFlow<()>> {
        // Nothing stands before the first passage that it had to be parted from.
        let first = part.text.strip_prefix(b"\n").filter(|_| self.is_empty());
        self.out.text.extend(first.unwrap_or(&part.text));
        self.passages += part.passages;
        self.unusable.extend(part.unusable);
        self.out.pass_on()
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
