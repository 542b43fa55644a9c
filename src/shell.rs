//! The loop: waits, updates, performs, draws.

mod appearance;
pub mod canvas;
mod clipboard;
mod colour_reply;
mod exporter;
mod input;
mod keeper;
mod library;
mod mailbox;
mod message;
mod opening;
mod outside;
mod placer;
mod search;
mod signals;
mod terminal;
mod workers;
mod writer;

use std::env;
use std::time::{Duration, Instant};

use anyhow::Context;
use ratatui::layout::Size;
use rustix::process::{self, kill_current_process_group};

use self::input::Input;
use self::mailbox::{Inbox, Outbox, mailbox};
use self::message::{Message, Signal};
pub use self::opening::Opening;
use self::opening::{moment, settings};
use self::signals::Caught;
use self::terminal::{Modes, Screen};
use self::workers::Workers;
use self::writer::{Desks, Writer};
use crate::app::config;
use crate::app::state::{Desk, Start, State};
use crate::app::update::{has_unkept_words, keep_words, remember};
use crate::app::writing::Writing;
use crate::app::{Effect, Event, update};
use crate::store::notes::NotesFolder;
use crate::store::patience::Patience;
use crate::store::{Follower, Standby};
use crate::view::theme::Depth;
use crate::view::{Look, draw_into};

/// How long nothing must happen before the place in the briefing is written down.
const IDLE: Duration = Duration::from_secs(2);

/// How long words that are typed may stand on the screen alone: less than two seconds, the writing
/// included.
const DRAFT: Duration = Duration::from_millis(1500);

/// How long the first screen waits for files to show: longer would be seen, and most libraries
/// have something to show by then. An empty screen before a full one takes time from it.
const FIRST: Duration = Duration::from_millis(30);

/// How long the terminal may have for the first screen alone. Threads that begin take the processor from it.
const SHOWN: Duration = Duration::from_millis(5);

/// The most messages that are taken in before the screen is drawn.
const MOST_AT_ONCE: usize = 1000;

/// How the reader ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It was left.
    Left,
    /// A signal ended it; the caller ends the program by the same one.
    Signal(i32),
}

/// Opens the reader, and comes back when it is left. The terminal is then as it was before. The library is
/// read by the thread that stands by.
pub fn run(opening: &Opening, standby: Standby) -> anyhow::Result<Ending> {
    let asks = opening.config.theme == config::Theme::Auto
        && appearance::depth(&opening.config) != Depth::None;
    let (outbox, mut inbox) = mailbox(Input::new(asks)).context("no message can be sent")?;
    // The files are read while the terminal is being set up.
    let follower = library::listen(opening, standby, outbox.clone());
    // While signals still end the program: a disk may answer late, or never.
    let start = opening::start(opening);
    let modes = Modes::new(opening.config.terminal.mouse);
    // Before the first mode is switched on: a signal must find somebody who switches it off.
    let caught = signals::catch(modes.clone()).context("signals cannot be caught")?;
    let mut screen = Screen::enter(modes).context("the terminal cannot be set up")?;
    if asks {
        screen.ask_for_background();
    }
    let mut shell = Shell::new(opening, start, (screen, caught), (outbox, follower))?;
    let ending = shell.turn(&mut inbox).or_else(|error| {
        shell.listen();
        shell.remember();
        // A terminal that is gone refuses bytes before anybody says that it is gone.
        signals::told_to_end(&mut inbox).ok_or(error)
    });
    let unsaved = shell.close();
    if unsaved.is_empty() {
        return ending;
    }
    anyhow::bail!(
        "not every note was saved; what was typed is offered at the next start\n{}",
        unsaved.join("\n")
    );
}

/// The parts of the world that the reader holds.
struct Shell {
    state: State,
    screen: Screen,
    /// The signals that nobody hears yet.
    caught: Option<Caught>,
    look: Look,
    workers: Workers,
    writer: Writer,
    notes: NotesFolder,
    /// For those that begin to listen later.
    outbox: Outbox,
    /// Whether something happened since the place in the briefing was written down.
    is_fresh: bool,
    /// When what is being typed is to be kept, if there is something new in it.
    draft_due: Option<Instant>,
}

impl Shell {
    fn new(
        opening: &Opening,
        (library, start): (String, Start),
        (screen, caught): (Screen, Caught),
        (outbox, follower): (Outbox, Follower),
    ) -> anyhow::Result<Self> {
        let look = appearance::look(&opening.config);
        let state = State::new(terminal::size()?, settings(opening), start);
        let (places, notes) = (opening.places.clone(), opening.notes.0.clone());
        let desks = Desks { places, library, notes: notes.clone() };
        let writer = Writer::new(desks, outbox.clone());
        let workers = Workers::new(opening, follower, outbox.clone());
        let (caught, is_fresh, draft_due) = (Some(caught), false, None);
        Ok(Self {
            state,
            screen,
            caught,
            look,
            workers,
            writer,
            notes,
            outbox,
            is_fresh,
            draft_due,
        })
    }

    /// The loop: draws, waits for something to happen, takes it in.
    fn turn(&mut self, inbox: &mut Inbox) -> anyhow::Result<Ending> {
        let (mut happened, mut notes) = (Vec::new(), None);
        if let Some(ending) = self.wait_for_files(inbox, &mut happened)? {
            return Ok(ending);
        }
        loop {
            for message in happened.drain(..) {
                if let Some(ending) = self.take(message)? {
                    return Ok(ending);
                }
            }
            self.draw()?;
            if notes.is_none() {
                // The terminal shows the first screen before threads that it does not wait for are begun.
                inbox.wait(Some(SHOWN), &mut happened)?;
                self.listen();
                notes = Some(keeper::follow(&self.notes, self.outbox.clone()));
                self.writer.begin();
            }
            self.workers.begin(&self.state.library);
            self.wait(inbox, &mut happened)?;
        }
    }

    /// Takes in what happens until there is something to show, and helps to have it soon. What is being
    /// checked meanwhile is waited for awake: it comes at once. What is typed meanwhile is left in `happened`: it is
    /// meant for what is shown then.
    fn wait_for_files(
        &mut self,
        inbox: &mut Inbox,
        happened: &mut Vec<Message>,
    ) -> anyhow::Result<Option<Ending>> {
        let (end, mut patience) = (Instant::now() + FIRST, None);
        let mut typed = Vec::new();
        while matches!(self.state.desk, Desk::Empty) && !self.state.start.scanned {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            if self.workers.help_to_read() {
                patience.get_or_insert_with(Patience::new);
            }
            let awake = patience.as_ref().filter(|patience| patience.is_awake());
            inbox.wait(Some(if awake.is_some() { Duration::ZERO } else { left }), happened)?;
            if let Some(patience) = awake.filter(|_| happened.is_empty()) {
                patience.wait();
            }
            for message in happened.drain(..) {
                if message.is_typed() {
                    typed.push(message);
                } else if let Some(ending) = self.take(message)? {
                    return Ok(Some(ending));
                }
            }
        }
        happened.append(&mut typed);
        Ok(None)
    }

    /// Has signals heard, unless they are. Their thread is begun behind the first screen, which it would delay;
    /// before it where the terminal would keep the loop waiting.
    fn listen(&mut self) {
        if let Some(caught) = self.caught.take() {
            caught.listen(self.outbox.clone());
        }
    }

    /// Has what is being typed kept, when it is time for that.
    fn keep_draft(&mut self) {
        if !has_unkept_words(&self.state) {
            self.draft_due = None;
            return;
        }
        let due = *self.draft_due.get_or_insert_with(|| Instant::now() + DRAFT);
        if Instant::now() >= due {
            self.draft_due = None;
            self.writer.write_all(keep_words(&mut self.state));
        }
    }

    /// Waits until something happened that there is something to draw for. When nothing does for
    /// a while, the place in the briefing is written down.
    fn wait(&mut self, inbox: &mut Inbox, happened: &mut Vec<Message>) -> anyhow::Result<()> {
        let idle = Instant::now() + IDLE;
        while happened.is_empty() {
            self.keep_draft();
            let left = idle.saturating_duration_since(Instant::now());
            if self.is_fresh && left.is_zero() {
                self.remember();
            }
            let idle_left = self.is_fresh.then_some(left);
            let draft_left =
                self.draft_due.map(|due| due.saturating_duration_since(Instant::now()));
            let wait = idle_left.into_iter().chain(draft_left).min();
            inbox.wait(wait, happened)?;
        }
        // What else waits there: a burst of keys costs one frame.
        let mut count = 0;
        while happened.len() > count && happened.len() < MOST_AT_ONCE {
            count = happened.len();
            inbox.wait(Some(Duration::ZERO), happened)?;
        }
        Ok(())
    }

    fn take(&mut self, message: Message) -> anyhow::Result<Option<Ending>> {
        match message {
            Message::Event(event) => {
                if matches!(event, Event::Pressed(_)) {
                    self.workers.keys_first();
                    provoke_panic("main");
                }
                if matches!(event, Event::Resized(_)) {
                    // A terminal that was small for a moment has lost what no longer fitted.
                    self.screen.forget();
                }
                self.happen(Event::Ticked(moment()))?;
                self.is_fresh |= matches!(event, Event::Pressed(_) | Event::Moused(..));
                return self.happen(event);
            }
            // Whoever waits for them looks for them when it wakes.
            Message::Texts => {}
            Message::Catalogue(catalogue) => self.workers.take_catalogue(catalogue),
            Message::Background(background) => {
                self.look.theme = self.look.theme.on(background);
            }
            Message::Signal(Signal::Resized) => {
                let size = terminal::size()?;
                return self.take(Message::Event(Event::Resized(size)));
            }
            Message::Signal(Signal::Continued) => self.screen.resume()?,
            Message::Signal(Signal::Stopped) => {
                self.remember();
                // A stopped program writes nothing any more, and may never be continued.
                self.writer.settle();
                self.screen.suspend()?;
            }
            Message::Signal(Signal::Ended(number)) => {
                self.remember();
                return Ok(Some(Ending::Signal(number)));
            }
        }
        Ok(None)
    }

    fn happen(&mut self, event: Event) -> anyhow::Result<Option<Ending>> {
        let mut ending = None;
        for effect in update(&mut self.state, event) {
            ending = self.perform(effect)?.or(ending);
        }
        Ok(ending)
    }

    fn perform(&mut self, effect: Effect) -> anyhow::Result<Option<Ending>> {
        match effect {
            effect @ (Effect::Find { .. }
            | Effect::FindPassages { .. }
            | Effect::Rank { .. }
            | Effect::Sift { .. }
            | Effect::PlaceNotes(_)
            | Effect::Fetch(_)
            | Effect::Export(_)
            | Effect::CompletePath(_)) => self.workers.take(effect, &self.state.library),
            effect @ (Effect::Remember { .. }
            | Effect::RememberLeft { .. }
            | Effect::SaveNote(_)
            | Effect::Settle { .. }
            | Effect::Recall(_)
            | Effect::KeepDraft(_)
            | Effect::DropDraft
            | Effect::DropLeftDraft(_)
            | Effect::RememberExport(_)
            | Effect::KeepHistory(_)) => self.writer.write(effect),
            Effect::Copy(text) => {
                self.screen.copy(&text).context("the terminal cannot be written to")?;
                clipboard::give_to_desktop(text);
            }
            Effect::WriteOutside(writing) => return self.write_outside(*writing),
            Effect::Suspend if terminal::has_shell() => {
                // Whoever waits for this program, a script for one, stops with it, and this program
                // when the signal comes back as a message. The terminal is given back before: a
                // shell that takes it first would leave no right to do so.
                self.screen.give_back();
                kill_current_process_group(process::Signal::TSTP)?;
            }
            Effect::Suspend => {
                return self.happen(Event::Failed("there is no shell to go back to".into()));
            }
            Effect::Redraw => self.screen.forget(),
            Effect::Quit => return Ok(Some(Ending::Left)),
        }
        Ok(None)
    }

    /// Has a note written in the analyst's own editor; what was typed before that ran acts behind it.
    fn write_outside(&mut self, writing: Writing) -> anyhow::Result<Option<Ending>> {
        self.screen.lend();
        let outcome = outside::write(writing.editor.text());
        self.screen.resume()?;
        self.happen(Event::Ticked(moment()))?;
        let event = match outcome {
            Ok(text) => Event::WrittenOutside(Box::new(writing.subject), text),
            Err(error) => Event::Failed(format!("{error:#}")),
        };
        self.happen(event)
    }

    /// Has the place in the open briefing written down.
    fn remember(&mut self) {
        self.is_fresh = false;
        self.writer.write_all(remember(&mut self.state));
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let size: Size = terminal::size()?;
        if size != self.state.window {
            self.happen(Event::Resized(size))?;
        }
        if self.caught.is_some() && !terminal::takes_bytes() {
            self.listen();
        }
        let (state, look) = (&self.state, self.look);
        self.screen
            .draw(size, |frame| draw_into(state, look, frame))
            .context("the terminal cannot be written to")
    }

    /// Gives the terminal back and waits until everything is written. Why notes are not on the disk,
    /// where some are not.
    fn close(self) -> Vec<String> {
        drop(self.screen);
        self.writer.finish()
    }
}

/// Panics where `DATELINE_PANIC` names the place, so that tests can see what comes of it. What is
/// released does not know the variable.
fn provoke_panic(place: &str) {
    let is_wanted = || env::var_os("DATELINE_PANIC").is_some_and(|wanted| wanted == place);
    assert!(!(cfg!(debug_assertions) && is_wanted()), "DATELINE_PANIC is {place}");
}
